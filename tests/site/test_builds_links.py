"""What an earlier build knew of links is what this one would find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.building import article, build, write_site

NAMES = ("sources", "addresses", "head", "disclosure")
SETTINGS = f"PLUGINS = {[f'plugins.{name}' for name in NAMES]}\n"
LINKS = "[a](/b/) [b]({filename}b.md) [c](/b/#one) [d](#two) [e]({filename}x.md) [f](../none.png)"
FILES = {
    "articles/a.md": article("A", f"{LINKS}\n\n## Here {{ #two }}\n"),
    "articles/b.md": article("B", "## There { #one }\n\n[a](/a/)"),
    "pages/c.md": "Title: C\n\n[b]({filename}../articles/b.md)\n",
}


def _changes() -> Iterator[tuple[dict[str, str], str]]:
    """Files that are written, and settings, one build after the other."""
    yield FILES, SETTINGS
    yield {"articles/b.md": article("B", "## There { #other }\n\n[a](/a/)")}, SETTINGS
    yield {"articles/b.md": article("B", "Moved.", Slug="else")}, SETTINGS
    yield {"extra/none.png": "", "articles/b.md": article("B", "Gone.", Status="draft")}, SETTINGS
    yield {"articles/a.md": article("A", f"One line\n\nmore. {LINKS}")}, SETTINGS
    yield {}, f"{SETTINGS}SITEURL = 'http://localhost:8000/below'\n"


def _told(folder: Path, files: dict[str, str], settings: str) -> str:
    done = build(folder / "out", settings=write_site(folder, files, settings))
    assert done.returncode == 0, done.stderr
    return re.sub(r"Built .*\n", "", (done.stdout + done.stderr).replace(str(folder), ""))


def test_a_build_after_another_warns_as_one_from_nothing(tmp_path: Path) -> None:
    """Of links whose own text did not change, too."""
    files: dict[str, str] = {}
    seen = set()
    for number, (changed, settings) in enumerate(_changes()):
        files |= changed
        told = _told(tmp_path / "kept", changed, settings)
        assert told == _told(tmp_path / f"{number}", files, settings)
        seen.add(told)
    assert len(seen) == number
