"""A build that remembers the last one makes the same site as one that remembers nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.building import SITES, article, build, files_of, invoke, write_site

SENTENCE = "\n\nTimber prices in Ruritania are told by the tide clock, and by no zeppelin.\n"


def _built(content: Path, output: Path, *options: str) -> dict[str, bytes]:
    result = invoke("build", "--content", str(content), "--output", str(output), *options)
    assert result.returncode == 0, result.stderr
    return files_of(output)


def test_after_edits_the_site_is_that_of_a_new_start(tmp_path: Path) -> None:
    """An article gets a sentence, one another title, one leaves, one returns: byte for byte."""
    content, output = tmp_path / "content", tmp_path / "output"
    shutil.copytree(SITES / "demo" / "content", content)
    names = ("harbour-crane.md", "tide-clock.md", "fog-signal.md")
    first, second, third = (content / "articles" / name for name in names)
    before = _built(content, output)

    texts = {path: path.read_text(encoding="utf-8") for path in (first, second, third)}
    first.write_text(texts[first] + SENTENCE, encoding="utf-8")
    title = next(line for line in texts[second].splitlines() if line.startswith("Title:"))
    second.write_text(texts[second].replace(title, f"{title}, again"), encoding="utf-8")
    third.unlink()
    edited = _built(content, output)
    assert edited == _built(content, output, "--clean")

    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    assert _built(content, output) == before != edited


READ_ELSEWHERE = """
import os
from plugins.related import kept
here, read = os.getpid(), kept.read_articles
def elsewhere(sources):
    assert not sources or os.getpid() != here
    return read(sources)
kept.read_articles = elsewhere
"""
"""A build that reads an article in its own process for lists and links fails."""


def test_articles_are_read_where_their_sources_are(tmp_path: Path) -> None:
    """All that are published, by the processes that read Markdown; the site is the same."""
    said = "The [tide](/x/) clock of Ruritania tells storks &amp; sloops “apart”. "
    files = {
        f"articles/{n}.md": article(
            f"Tide clock {n}", said * (n % 5 + 1), Tags=f"Tide, t{n % 3}", Summary="*Short* one."
        )
        for n in range(60)
    }
    files |= {
        "articles/de.md": article("Uhr", "Die Gezeitenuhr geht.", Lang="de", Also_Called="Tide"),
        "articles/land.md": article("A small land", "By the sea.", Also_Called="Ruritania"),
        "articles/draft.md": article("Draft", said, Status="draft"),
        "articles/plain.md": "Title: No date\nDate: 2026-01-01 10:00\n\nSome text.\n",
    }
    settings = write_site(tmp_path, files)
    one = build(tmp_path / "one", "--clean", settings=settings, COLOPHON_WORKERS="1")
    assert one.returncode == 0, one.stderr
    with settings.open("a", encoding="utf-8") as file:
        file.write(READ_ELSEWHERE)
    several = build(tmp_path / "several", "--clean", settings=settings, COLOPHON_WORKERS="2")
    assert several.returncode == 0, several.stderr
    assert b"autolink" in files_of(tmp_path / "one")["tide-clock-1/index.html"]
    assert files_of(tmp_path / "one") == files_of(tmp_path / "several")
