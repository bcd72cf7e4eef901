"""The hash of a build's inputs is another one whenever a build may come to something else."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.builds.inputs import hash_of_inputs

LONG_AGO = 1_700_000_000_123_456_789


def _site(folder: Path) -> dict[str, Any]:
    for name in ("content/a.md", "content/images/b.png", "theme/x.html", "settings.py", "code.py"):
        _write(folder / name, name)
    (folder / "content" / "link.md").symlink_to(folder / "outside.md")
    (folder / "content" / "loop").symlink_to(folder / "content")
    _write(folder / "outside.md", "outside")
    _write(folder / "own" / "own.css", "own")
    static = ["static", "../own"]
    return {
        "PATH": "content",
        "THEME": "theme",
        "THEME_STATIC_PATHS": static,
        "X": [1, {"y": "z"}],
        "DISCLOSURE": {"words": "w"},
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, ns=(LONG_AGO, LONG_AGO))


def _hash(folder: Path, settings: dict[str, Any], *more: str) -> bytes | None:
    return hash_of_inputs(settings, folder / "settings.py", [folder / "code.py"], *more)


def _replaced(path: Path) -> None:
    """Another file of the same size and time, as synchronising programs leave it."""
    text = path.read_text()
    _write(path.with_name("new"), text.swapcase())
    path.with_name("new").replace(path)


CHANGES: dict[str, Callable[[Path], object]] = {
    "text": lambda folder: _write(folder / "content" / "a.md", "longer than it was"),
    "same size and time": lambda folder: _replaced(folder / "content" / "a.md"),
    "written in place": lambda folder: _write(folder / "content" / "a.md", "CONTENT/A.MD"),
    "new": lambda folder: _write(folder / "content" / "images" / "c.png", "c"),
    "gone": lambda folder: (folder / "content" / "images" / "b.png").unlink(),
    "renamed": lambda folder: (folder / "content" / "a.md").rename(folder / "content" / "b.md"),
    "behind a link": lambda folder: _write(folder / "outside.md", "other"),
    "link to nothing": lambda folder: (folder / "outside.md").unlink(),
    "template": lambda folder: _write(folder / "theme" / "x.html", "other"),
    "beside the theme": lambda folder: _write(folder / "own" / "own.css", "other"),
    "settings file": lambda folder: _write(folder / "settings.py", "other"),
    "code": lambda folder: _write(folder / "code.py", "other"),
    "folder": lambda folder: (folder / "content" / "empty").mkdir(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_files(tmp_path: Path, name: str) -> None:
    """Whatever happens to a file."""
    settings = _site(tmp_path)
    before = _hash(tmp_path, settings)
    assert before is not None
    assert _hash(tmp_path, settings) == before
    CHANGES[name](tmp_path)
    assert _hash(tmp_path, settings) not in {before, None}


def test_what_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values, what the command says, the environment and the current folder."""
    settings = _site(tmp_path)
    found = [_hash(tmp_path, settings)]
    found += [_hash(tmp_path, {**settings, "X": [1, {"y": each}]}) for each in (None, 1, "1")]
    found += [_hash(tmp_path, settings, "more")]
    monkeypatch.setenv("LC_TIME", "C.UTF-8-other")
    found += [_hash(tmp_path, settings)]
    monkeypatch.chdir(tmp_path)
    found += [_hash(tmp_path, settings)]
    assert None not in found
    assert len({*found}) == len(found)


@pytest.mark.parametrize(
    "settings",
    [
        {"JINJA_GLOBALS": {"now": math.sin}},
        {"JINJA_FILTERS": {"own": lambda text: text}},
        {"X": [object()]},
        {"STATIC_PATHS": ["../elsewhere"]},
        {"ARTICLE_PATHS": ["/srv/texts"]},
        {"DISCLOSURE": {"contributors": "../people.toml"}},
        {"THEME": None},
    ],
)
def test_what_nobody_can_know(tmp_path: Path, settings: dict[str, Any]) -> None:
    """Functions, and files that may lie anywhere."""
    assert _hash(tmp_path, {**_site(tmp_path), **settings}) is None


def test_a_file_that_may_change_within_its_time(tmp_path: Path) -> None:
    """It was written a moment ago, or its time is told in whole seconds."""
    settings = _site(tmp_path)
    (tmp_path / "content" / "a.md").write_text("now")
    assert _hash(tmp_path, settings) is None
    state = (tmp_path / "content" / "a.md").stat()
    whole = state.st_mtime_ns // 1_000_000_000 * 1_000_000_000
    os.utime(tmp_path / "content" / "a.md", ns=(whole, whole))
    assert _hash(tmp_path, settings) is None
