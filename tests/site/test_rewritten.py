"""What an edit rewrites: the files whose content it changes, and no others."""

from __future__ import annotations

import os
from pathlib import Path

from tests.building import article, build, files_of, write_site
from tests.feeds.conftest import SITE, run_pelican

ARTICLES = {
    f"articles/a{n:02}.md": article(
        f"Article {n}", f"Text {n}.", Date=f"2026-01-{n:02}", Id=f"urn:x:{n}", Tags=f"t{n % 3}"
    )
    for n in range(1, 13)
}
# Lists of related articles stand in entries; an edit may move those of other articles, too.
SETTINGS = "FEEDS = {'entries': 3}\nRELATED = {'floor': 5.0}\n"


def times(folder: Path) -> dict[str, int]:
    """When each file was written."""
    return {name: (folder / name).stat().st_mtime_ns for name in files_of(folder)}


def aged(folder: Path) -> None:
    """Let every file be an hour old."""
    for name, time in times(folder).items():
        os.utime(folder / name, ns=(time - 3600 * 10**9, time - 3600 * 10**9))


def test_an_edit_rewrites_only_the_files_it_changes(tmp_path: Path) -> None:
    """Of all feeds only those that hold the article: its tag's, and its part of the archive."""
    settings = write_site(tmp_path, ARTICLES, SETTINGS)
    output = tmp_path / "output"
    assert build(output, settings=settings).returncode == 0
    aged(output)
    before, old = files_of(output), times(output)
    path = tmp_path / "content" / "articles" / "a05.md"
    path.write_text(path.read_text("utf-8").replace("Text 5.", "Text five."), "utf-8")
    assert build(output, settings=settings).returncode == 0
    after, new = files_of(output), times(output)
    changed = {name for name in after if after[name] != before.get(name)}
    assert {name for name in new if new[name] != old[name]} == changed
    feeds = {name for name in changed if name.startswith("feeds/")}
    assert feeds == {"feeds/archive/2.atom.xml", "feeds/tag/t2.atom.xml"}
    assert "article-5/index.html" in changed


def test_without_the_kits_command_feeds_that_stay_are_left_alone(tmp_path: Path) -> None:
    """Pelican alone writes into the old folder."""
    run_pelican(SITE / "content", tmp_path / "output")
    aged(tmp_path / "output")
    before = times(tmp_path / "output")
    run_pelican(SITE / "content", tmp_path / "output")
    after = times(tmp_path / "output")
    feeds = [name for name in after if name.startswith("feeds/")]
    assert len(feeds) > 10
    assert all(after[name] == before[name] for name in feeds)
