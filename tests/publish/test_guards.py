"""What a repository and a machine lack is said in one sentence with its cure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from commands.git import Git
from commands.publish import guards
from plugins.common.failure import CommandError
from tests.publish.conftest import Setting, publish_folder


def test_folder_without_repository(setting: Setting, tmp_path: Path) -> None:
    """The three commands that make a repository are named."""
    plain = tmp_path / "plain"
    plain.mkdir()
    with pytest.raises(CommandError, match="git init"):
        publish_folder(setting.site, replace(setting.target, repo=plain))


def test_repository_without_commit(setting: Setting, tmp_path: Path) -> None:
    """A site must be traceable to a commit."""
    fresh = tmp_path / "fresh"
    setting.git("init", "-q", str(fresh))
    with pytest.raises(CommandError, match="Nothing is committed yet"):
        publish_folder(setting.site, replace(setting.target, repo=fresh))


def test_missing_remote(setting: Setting) -> None:
    """The remote's name and the command that adds it are named."""
    with pytest.raises(CommandError, match="git remote add upstream ADDRESS"):
        publish_folder(setting.site, replace(setting.target, remote="upstream"))


def test_unreachable_remote(setting: Setting) -> None:
    """Git's own reason is passed on."""
    setting.git("remote", "set-url", "origin", str(setting.remote) + "-gone")
    with pytest.raises(CommandError, match=r"'origin' cannot be read: .*remote\.git-gone"):
        publish_folder(setting.site, setting.target)


def test_uncommitted_and_new_files_are_named(setting: Setting) -> None:
    """Both would be in the site and could not be found again; ignored files do not count."""
    (setting.sources / ".gitignore").write_text("public/\n")
    setting.git("add", ".gitignore")
    setting.git("commit", "-q", "-m", "Ignore")
    git = Git(setting.sources)
    (setting.sources / "public").mkdir()
    (setting.sources / "public" / "x").write_text("")
    assert guards.uncommitted(git) == []
    (setting.sources / "article.md").write_text("Title: Two\n")
    (setting.sources / "new – draft.md").write_text("")
    paths = guards.uncommitted(git)
    assert sorted(paths) == ["article.md", "new – draft.md"]
    with pytest.raises(CommandError, match=r"2 files are not committed .*git stash"):
        guards.refuse_uncommitted(paths)


def test_nobody_publishes(
    setting: Setting, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without a name ghp-import would commit as ` <>`."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    with pytest.raises(CommandError, match=r"git config user\.name"):
        publish_folder(setting.site, setting.target)
    assert setting.commits() == []


def test_workflow_publishes_as_github(
    setting: Setting, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A workflow has no identity of its own and acts under GitHub's account for workflows."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    publish_folder(setting.site, setting.target)
    who = setting.git("log", "-1", "--format=%cn", "gh-pages", at=setting.remote)
    assert who == "github-actions[bot]"


@pytest.mark.parametrize(
    "name", ['"quoted".html', "line\nend.html", "bell\x07.html", ".git/config", "a/.GIT/b"]
)
def test_names_git_cannot_take(setting: Setting, name: str) -> None:
    """They would be misread by fast-import; the name is shown in a form a terminal can show."""
    path = setting.site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    with pytest.raises(CommandError, match="is a name Git cannot take") as refusal:
        publish_folder(setting.site, setting.target)
    assert "\x07" not in str(refusal.value)


def test_file_above_githubs_limit(setting: Setting) -> None:
    """A file of more than 100 MB is named with its size."""
    with (setting.site / "film.mp4").open("wb") as film:
        film.truncate(101 * 1024 * 1024)
    with pytest.raises(CommandError, match=r"film\.mp4 has 106 MB"):
        publish_folder(setting.site, setting.target)


def test_site_above_githubs_limit(setting: Setting) -> None:
    """A site of more than 1 GB is not pushed."""
    for number in range(10):
        with (setting.site / f"{number}.bin").open("wb") as part:
            part.truncate(100 * 1024 * 1024)
    with pytest.raises(CommandError, match="GitHub Pages takes 1 GB"):
        publish_folder(setting.site, setting.target)
