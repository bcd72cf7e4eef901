"""A repository of sources, a bare remote, and a small site to publish; all made anew for a test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from commands.publish.branch import Changes, Target, prepare, put


@dataclass(frozen=True)
class Setting:
    """What a publication needs."""

    sources: Path
    remote: Path
    site: Path

    @property
    def target(self) -> Target:
        """Where the site goes."""
        return Target(self.sources, "Paper & Ink")

    def git(self, *arguments: str, at: Path | None = None) -> str:
        """Git's answer, in the sources unless told otherwise."""
        command = ["git", *arguments]
        result = subprocess.run(
            command, cwd=at or self.sources, capture_output=True, text=True, check=True
        )
        return result.stdout.strip()

    def online(self, branch: str = "gh-pages") -> dict[str, str]:
        """Files of the remote's branch with their text; of a picture with what resembles one."""
        names = self.git("ls-tree", "-r", "-z", "--name-only", branch, at=self.remote)
        return {name: self._text(f"{branch}:{name}") for name in names.split("\0") if name}

    def _text(self, blob: str) -> str:
        command = ["git", "cat-file", "blob", blob]
        result = subprocess.run(command, cwd=self.remote, capture_output=True, check=True)
        return result.stdout.decode("utf-8", "replace").strip()

    def commits(self, branch: str = "gh-pages") -> list[str]:
        """The remote branch's commits, newest first; none while there is no such branch."""
        heads = self.git("for-each-ref", f"refs/heads/{branch}", at=self.remote)
        return self.git("rev-list", branch, at=self.remote).split() if heads else []

    def push_by_hand(self, name: str, text: str, message: str) -> None:
        """Commit a file to the remote's branch from a clone, as somebody else would."""
        clone = self.remote.parent / f"clone-{len(self.commits())}"
        self.git("clone", "-q", "--branch", "gh-pages", str(self.remote), str(clone))
        (clone / name).write_text(text, "utf-8")
        self.git("add", "--all", at=clone)
        self.git("commit", "-q", "-m", message, at=clone)
        self.git("push", "-q", "origin", "gh-pages", at=clone)


def publish_folder(
    folder: Path, target: Target, *, dry_run: bool = False
) -> tuple[Changes, str | None]:
    """Publish *folder* without a question; what changed, and the new commit where there is one."""
    plan = prepare(folder, target)
    return plan.changes, put(plan) if plan.changes and not dry_run else None


@pytest.fixture(autouse=True, scope="session")
def _own_git(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Git without the settings and variables of whoever runs the tests."""
    settings = tmp_path_factory.mktemp("home") / "gitconfig"
    settings.write_text(
        "[user]\nname = Ada Example\nemail = ada@example.org\n[init]\ndefaultBranch = main\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", str(settings))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_TERMINAL_PROMPT", "0")
        yield


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    """Committed sources whose remote holds them, and a site that is not yet published."""
    return make_setting(tmp_path)


def make_setting(folder: Path) -> Setting:
    """The same, in *folder*, for fixtures that several tests share."""
    made = Setting(folder / "sources", folder / "remote.git", folder / "public")
    made.sources.mkdir()
    made.git("init", "-q", "--bare", str(made.remote))
    made.git("init", "-q")
    (made.sources / "article.md").write_text("Title: One\n")
    made.git("add", "article.md")
    made.git("commit", "-q", "-m", "First")
    made.git("remote", "add", "origin", str(made.remote))
    made.git("push", "-q", "-u", "origin", "main")
    for name, text in {
        "index.html": "<title>Home</title>",
        "404.html": "<title>Not here</title>",
        "feeds/all.atom.xml": "<feed/>",
        "feeds/all.rss.xml": "<rss/>",
        "archives/index.html": "<title>Archives</title>",
        "_private/notes.html": "<title>Underscore</title>",
        "images/Straße & café 1.txt": "a name with spaces",
    }.items():
        path = made.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return made
