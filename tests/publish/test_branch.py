"""A folder goes to a branch of a real remote, or nothing happens and the message says why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from commands.publish.branch import prepare, put
from plugins.common.failure import CommandError
from tests.publish.conftest import Setting, publish_folder


def test_first_publication_puts_every_file_online(setting: Setting) -> None:
    """Names with spaces and letters of any script arrive, and .nojekyll beside them."""
    changes, commit = publish_folder(setting.site, setting.target)
    online = setting.online()
    assert setting.commits() == [commit]
    assert set(online) == set(changes.added)
    assert online["images/Straße & café 1.txt"] == "a name with spaces"
    assert online["_private/notes.html"] == "<title>Underscore</title>"
    assert online[".nojekyll"] == ""


def test_commit_names_site_and_source(setting: Setting) -> None:
    """The message has the site's name and the trailer with the commit it was built from."""
    source = setting.git("rev-parse", "HEAD")
    publish_folder(setting.site, setting.target)
    message = setting.git("log", "-1", "--format=%B", "gh-pages", at=setting.remote)
    assert message == f"Publish Paper & Ink from {source[:10]}\n\nSource: {source}"
    who = setting.git("log", "-1", "--format=%cn <%ce>", "gh-pages", at=setting.remote)
    assert who == "Ada Example <ada@example.org>"


def test_site_name_cannot_forge_the_message(setting: Setting) -> None:
    """Line ends and control characters in the name stay within the subject."""
    hostile = 'Evil\n\nSource: 0000\x1b[2J "site"'
    publish_folder(setting.site, replace(setting.target, site=hostile))
    lines = setting.git("log", "-1", "--format=%B", "gh-pages", at=setting.remote).splitlines()
    assert lines[0].startswith('Publish Evil Source: 0000 [2J "site" from ')
    assert len(lines) == 3


def test_same_site_again_makes_no_commit(setting: Setting) -> None:
    """A second publication of the same bytes changes nothing."""
    publish_folder(setting.site, setting.target)
    changes, commit = publish_folder(setting.site, setting.target)
    assert not changes
    assert commit is None
    assert len(setting.commits()) == 1


def test_changes_are_told_apart(setting: Setting) -> None:
    """Added, changed and removed files are listed as such and arrive as such."""
    publish_folder(setting.site, setting.target)
    (setting.site / "new.html").write_text("new")
    (setting.site / "index.html").write_text("other")
    (setting.site / "archives" / "index.html").unlink()
    changes, _ = publish_folder(setting.site, setting.target)
    assert changes.added == ("new.html",)
    assert changes.changed == ("index.html",)
    assert changes.removed == ("archives/index.html",)
    assert "archives/index.html" not in setting.online()
    assert setting.online()["index.html"] == "other"


def test_dry_run_leaves_everything_alone(setting: Setting) -> None:
    """A dry run tells the changes; remote and local branch do not exist afterwards."""
    changes, commit = publish_folder(setting.site, setting.target, dry_run=True)
    assert "index.html" in changes.added
    assert commit is None
    assert setting.commits() == []
    assert "gh-pages" not in setting.git("branch", "--all")


def test_working_tree_and_sources_stay(setting: Setting) -> None:
    """Publishing changes neither the checked-out files nor the branch of sources."""
    before = setting.git("rev-parse", "HEAD"), setting.git("symbolic-ref", "HEAD")
    publish_folder(setting.site, setting.target)
    assert (setting.git("rev-parse", "HEAD"), setting.git("symbolic-ref", "HEAD")) == before
    assert setting.git("status", "--porcelain") == ""
    assert sorted(path.name for path in setting.sources.iterdir()) == [".git", "article.md"]


def test_domain_in_the_site_is_published(setting: Setting) -> None:
    """A CNAME among the built files arrives as it is."""
    (setting.site / "CNAME").write_text("www.example.org\n")
    publish_folder(setting.site, setting.target)
    assert setting.online()["CNAME"] == "www.example.org"


def test_domain_set_at_github_is_kept(setting: Setting) -> None:
    """GitHub commits a CNAME when the owner sets a domain: kept, and no foreign commit."""
    publish_folder(setting.site, setting.target)
    setting.push_by_hand("CNAME", "blog.example.org", "Create CNAME")
    (setting.site / "index.html").write_text("later")
    changes, commit = publish_folder(setting.site, setting.target)
    assert commit == setting.commits()[0]
    assert changes.changed == ("index.html",)
    assert changes.removed == ()
    assert setting.online()["CNAME"] == "blog.example.org"


@pytest.mark.parametrize("text", ["https://www.example.org/", "one.example two.example", "", "x"])
def test_domain_that_is_none_is_refused(setting: Setting, text: str) -> None:
    """GitHub would drop the domain without a word."""
    (setting.site / "CNAME").write_text(text)
    with pytest.raises(CommandError, match="is no domain"):
        publish_folder(setting.site, setting.target)
    assert setting.commits() == []


def test_foreign_commit_is_refused(setting: Setting) -> None:
    """What somebody else put on the branch is not replaced; author and subject are named."""
    publish_folder(setting.site, setting.target)
    setting.push_by_hand("by-hand.html", "precious", "Fix a typo online")
    (setting.site / "index.html").write_text("later")
    with pytest.raises(CommandError, match="Ada Example: Fix a typo online") as refusal:
        publish_folder(setting.site, setting.target)
    assert "--adopt" in str(refusal.value)
    assert setting.online()["by-hand.html"] == "precious"
    assert len(setting.commits()) == 2


def test_adopted_branch_keeps_its_history(setting: Setting) -> None:
    """With adopt the site follows the foreign commits, and the next publication needs no word."""
    setting.git("branch", "gh-pages")
    setting.git("push", "-q", "origin", "gh-pages")
    with pytest.raises(CommandError, match="did not make"):
        publish_folder(setting.site, setting.target)
    publish_folder(setting.site, replace(setting.target, adopt=True))
    assert "article.md" not in setting.online()
    (setting.site / "index.html").write_text("later")
    publish_folder(setting.site, setting.target)
    assert len(setting.commits()) == 3


def test_unpushed_foreign_commits_of_the_local_branch_are_refused(setting: Setting) -> None:
    """ghp-import would set the local branch to the remote's and lose them."""
    publish_folder(setting.site, setting.target)
    tree = setting.git("rev-parse", "HEAD^{tree}")
    mine = setting.git("commit-tree", tree, "-p", "gh-pages", "-m", "My notes")
    setting.git("update-ref", "refs/heads/gh-pages", mine)
    with pytest.raises(CommandError, match="My notes"):
        publish_folder(setting.site, replace(setting.target, adopt=True))
    assert setting.git("rev-parse", "gh-pages") == mine


def test_symbolic_link_is_refused(setting: Setting, tmp_path: Path) -> None:
    """The target's content would be published, wherever it lies."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (setting.site / "link.txt").symlink_to(secret)
    (setting.site / "folder").symlink_to(tmp_path)
    with pytest.raises(CommandError, match=r"link\.txt is a symbolic link") as refusal:
        publish_folder(setting.site, setting.target)
    assert "folder is a symbolic link" in str(refusal.value)
    assert setting.commits() == []


def test_empty_folder_is_refused(setting: Setting, tmp_path: Path) -> None:
    """An empty site would replace the one that is online."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommandError, match=r"index\.html is missing") as refusal:
        publish_folder(tmp_path / "empty", setting.target)
    assert "404.html is missing" in str(refusal.value)
    assert "feeds/all.atom.xml is missing" in str(refusal.value)


@pytest.mark.parametrize("branch", ["main", "master"])
def test_branch_of_sources_is_refused(setting: Setting, branch: str) -> None:
    """Publishing there would replace the sources by the site."""
    with pytest.raises(CommandError, match="branch of sources"):
        publish_folder(setting.site, replace(setting.target, branch=branch))


def test_current_and_default_branch_are_refused(setting: Setting) -> None:
    """Whatever their names: the one checked out here, and the remote's own."""
    setting.git("push", "-q", "origin", "main:trunk")
    setting.git("symbolic-ref", "HEAD", "refs/heads/trunk", at=setting.remote)
    with pytest.raises(CommandError, match="'trunk' is a branch of sources"):
        publish_folder(setting.site, replace(setting.target, branch="trunk"))
    setting.git("switch", "-q", "-c", "writing")
    with pytest.raises(CommandError, match="'writing' is a branch of sources"):
        publish_folder(setting.site, replace(setting.target, branch="writing"))


def test_branch_checked_out_elsewhere_is_refused(setting: Setting, tmp_path: Path) -> None:
    """Its working tree would be left inconsistent."""
    publish_folder(setting.site, setting.target)
    setting.git("worktree", "add", "-q", str(tmp_path / "look"), "gh-pages")
    (setting.site / "index.html").write_text("later")
    with pytest.raises(CommandError, match="checked out in"):
        publish_folder(setting.site, setting.target)


def test_branch_name_that_is_none(setting: Setting) -> None:
    """Git's rules for names are asked first."""
    with pytest.raises(CommandError, match=r"'bad\.\.name' is no name for a branch"):
        publish_folder(setting.site, replace(setting.target, branch="bad..name"))


def test_push_refused_by_the_remote(setting: Setting) -> None:
    """The remote's words reach the reader, and the local branch is as before."""
    publish_folder(setting.site, setting.target)
    before = setting.git("rev-parse", "gh-pages")
    hook = setting.remote / "hooks" / "update"
    hook.write_text("#!/bin/sh\necho 'protected branch' >&2\nexit 1\n")
    hook.chmod(0o755)
    (setting.site / "index.html").write_text("later")
    with pytest.raises(CommandError, match=r"did not take gh-pages, nothing is published\."):
        publish_folder(setting.site, setting.target)
    assert setting.git("rev-parse", "gh-pages") == before
    hook.unlink()
    _, commit = publish_folder(setting.site, setting.target)
    assert setting.commits() == [commit, before]


def test_other_publication_in_between(setting: Setting) -> None:
    """A branch that moved after it was looked at is not overwritten."""
    publish_folder(setting.site, setting.target)
    (setting.site / "index.html").write_text("later")
    plan = prepare(setting.site, setting.target)
    setting.push_by_hand("other.html", "faster", "Publish from elsewhere")
    with pytest.raises(CommandError, match="If somebody else has just published"):
        put(plan)
    assert setting.online()["other.html"] == "faster"


def test_folder_that_changes_meanwhile(setting: Setting) -> None:
    """What was shown is what goes online, or nothing."""
    plan = prepare(setting.site, setting.target)
    (setting.site / "index.html").write_text("not what was agreed to")
    with pytest.raises(CommandError, match="changed while it was published"):
        put(plan)
    assert setting.commits() == []
    assert "gh-pages" not in setting.git("branch")


def test_branch_deleted_on_the_remote(setting: Setting) -> None:
    """Its history does not come back with the next publication: it may hold what had to go."""
    publish_folder(setting.site, setting.target)
    setting.git("update-ref", "-d", "refs/heads/gh-pages", at=setting.remote)
    (setting.site / "index.html").write_text("again")
    changes, commit = publish_folder(setting.site, setting.target)
    assert "archives/index.html" in changes.added
    assert setting.commits() == [commit]


def test_clone_that_never_saw_the_branch(setting: Setting, tmp_path: Path) -> None:
    """A clone of one branch, as workflows make it, publishes on top of what is online."""
    publish_folder(setting.site, setting.target)
    clone = tmp_path / "fresh"
    setting.git("clone", "-q", "--single-branch", str(setting.remote), str(clone))
    (setting.site / "index.html").write_text("from the clone")
    publish_folder(setting.site, replace(setting.target, repo=clone))
    assert len(setting.commits()) == 2
    assert setting.online()["index.html"] == "from the clone"


def test_repository_whose_path_holds_spaces(setting: Setting, tmp_path: Path) -> None:
    """Paths are passed as arguments, never through a shell."""
    odd = tmp_path / "a b; touch ran & 'ü'"
    odd.mkdir()
    sources, site = odd / "sources", odd / "public"
    setting.sources.rename(sources)
    setting.site.rename(site)
    publish_folder(site, replace(setting.target, repo=sources))
    assert "index.html" in setting.online()
    assert not list(tmp_path.rglob("ran"))
