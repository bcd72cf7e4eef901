"""A file's earlier versions out of real Git repositories, and what bounds the search."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from commands.review import git_history as versions
from commands.review.git_history import history

HEAD = "Title: A\n\n" + "The same line of text, again and again.\n" * 20


def _git(folder: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    command = ["git", *settings, "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


@pytest.fixture(name="repo")
def _repo(tmp_path: Path) -> Path:
    folder = tmp_path / "repo"
    folder.mkdir()
    _git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def _commit(repo: Path, name: str, content: str | bytes) -> None:
    path = repo / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    _git(repo, "add", "--all")
    _git(repo, "commit", "--quiet", "--message", "a commit")


def _texts(path: Path) -> list[str]:
    return [version.text for version in history(path).versions()]


@pytest.mark.parametrize(
    "name",
    [
        "plain.md",
        "sub/with blank.md",
        "-leading.md",
        ":(top)magic.md",
        "star*[a].md",
        "new\nline.md",
        "quote\"'é\u202e.md",
    ],
)
def test_newest_first_whatever_the_name(repo: Path, name: str) -> None:
    """Each different text once, with its commit; names mean nothing to Git but names."""
    for number in (1, 2, 3, 2):
        _commit(repo, name, f"{HEAD}{number}")
    _commit(repo, "other.md", "not ours")
    found = list(history(repo / name).versions())
    assert [version.text[-1] for version in found] == ["2", "3", "1"]
    commits = _git(repo, "log", "--format=%H").split()
    assert [commits.index(version.commit) for version in found] == [1, 2, 4]
    assert str(found[0]).startswith(f"the version of commit {commits[1][:10]} (")
    assert not history(repo / name).limit


def test_the_index_is_a_version(repo: Path) -> None:
    """What is staged and nowhere committed comes first; what is committed is told as a commit."""
    _commit(repo, "a.md", f"{HEAD}1")
    (repo / "a.md").write_text(f"{HEAD}2")
    _git(repo, "add", "a.md")
    (repo / "a.md").write_text(f"{HEAD}3")
    found = list(history(repo / "a.md").versions())
    assert [(version.text[-1], bool(version.commit)) for version in found] == [
        ("2", False),
        ("1", True),
    ]
    assert str(found[0]) == "the version in Git's index"


def test_through_renames(repo: Path) -> None:
    """Committed renames with changes, staged ones, and files only moved on disk."""
    _commit(repo, "a.md", f"{HEAD}1")
    _git(repo, "mv", "a.md", "b c.md")
    _commit(repo, "b c.md", f"{HEAD}2")
    assert [text[-1] for text in _texts(repo / "b c.md")] == ["2", "1"]
    _git(repo, "mv", "b c.md", "d.md")
    assert [text[-1] for text in _texts(repo / "d.md")] == ["2", "1"]
    (repo / "d.md").rename(repo / "e.md")
    assert [text[-1] for text in _texts(repo / "e.md")] == ["2", "1"]


def test_a_merge_is_a_version(repo: Path) -> None:
    """A text that only a merge put together is found too."""
    lines = [f"line {number}\n" for number in range(30)]
    _commit(repo, "a.md", "".join(lines))
    _git(repo, "switch", "--quiet", "--create", "side")
    _commit(repo, "a.md", "".join(["side\n", *lines]))
    _git(repo, "switch", "--quiet", "main")
    _commit(repo, "a.md", "".join([*lines, "main\n"]))
    _git(repo, "merge", "--quiet", "--no-edit", "side")
    _commit(repo, "a.md", "after")
    assert "".join(["side\n", *lines, "main\n"]) in _texts(repo / "a.md")


def test_what_is_no_text_is_left_out(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that are no UTF-8 and files that are far too long; line ends stay as they are."""
    monkeypatch.setattr(versions, "LONGEST_VERSION", 5_000)
    _commit(repo, "a.md", f"{HEAD}\r\n1\r\n")
    _commit(repo, "a.md", b"\xff\xfe\x00binary" * 10)
    _commit(repo, "a.md", "x" * 5_001)
    _commit(repo, "a.md", f"{HEAD}4")
    _commit(repo, "a.md", "")
    assert _texts(repo / "a.md") == ["", f"{HEAD}4", f"{HEAD}\r\n1\r\n"]


def test_the_owners_configuration_changes_nothing(repo: Path) -> None:
    """Colours, signatures and prefixes that somebody set for their own eyes."""
    for key, value in (
        ("color.ui", "always"),
        ("log.showSignature", "true"),
        ("diff.noprefix", "true"),
        ("log.date", "relative"),
        ("diff.renames", "false"),
        ("core.quotePath", "true"),
    ):
        _git(repo, "config", key, value)
    _commit(repo, "é.md", f"{HEAD}1")
    _commit(repo, "é.md", f"{HEAD}2")
    assert [text[-1] for text in _texts(repo / "é.md")] == ["2", "1"]


def test_bounds_are_told(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long history is read up to a number of versions, and a slow Git up to a time."""
    monkeypatch.setattr(versions, "MOST_VERSIONS", 2)
    for number in range(4):
        _commit(repo, "a.md", f"{HEAD}{number}")
    found = history(repo / "a.md")
    assert [version.text[-1] for version in found.versions()] == ["3", "2"]
    assert found.limit == "Only the newest 2 versions were looked at."
    monkeypatch.setattr(versions, "MOST_SECONDS", 1e-9)
    slow = history(repo / "a.md")
    assert slow.limit == "Git was stopped after 0 seconds."
    assert [version.text[-1] for version in slow.versions()] == ["3"]  # the index


def test_where_there_is_no_history(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No commit, no repository, no Git: no version, and the reason."""
    (repo / "new.md").write_text("new")
    assert history(repo / "new.md").limit == "The file was never committed."
    assert not _texts(repo / "new.md")
    _commit(repo, "other.md", "x")
    (repo / "newer.md").write_text("new")
    assert history(repo / "newer.md").limit == "The file was never committed."
    lonely = tmp_path / "lonely"
    lonely.mkdir()
    (lonely / "a.md").write_text("x")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert "no Git repository" in history(lonely / "a.md").limit
    monkeypatch.setenv("PATH", str(lonely))
    assert history(repo / "other.md").limit.startswith("Git is not installed")
    assert not _texts(repo / "other.md")


def test_a_shallow_clone_says_so(repo: Path, tmp_path: Path) -> None:
    """The newest version is there, and how to get the others."""
    for number in (1, 2):
        _commit(repo, "a.md", f"{HEAD}{number}")
    clone = tmp_path / "clone"
    _git(tmp_path, "clone", "--quiet", "--depth=1", repo.as_uri(), str(clone))
    found = history(clone / "a.md")
    assert [version.text[-1] for version in found.versions()] == ["2"]
    assert "--unshallow" in found.limit


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_through_a_link(repo: Path, tmp_path: Path) -> None:
    """A content folder that is only linked to has the history of the real one."""
    _commit(repo, "a.md", f"{HEAD}1")
    (tmp_path / "content").symlink_to(repo, target_is_directory=True)
    assert _texts(tmp_path / "content" / "a.md") == [f"{HEAD}1"]
