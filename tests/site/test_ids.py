"""`invoke ids`: the ids that feed readers know go into the files, and nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.building import article, build, invoke, write_site

FILES = {
    "articles/a.md": article("A"),
    "articles/b.md": article("B", Id="urn:x:b"),
    "articles/de.md": article("A auf Deutsch", Slug="a", Lang="de").replace("\n", "\r\n"),
    "articles/draft.md": article("Draft", Status="draft"),
    "pages/about.md": "Title: About\n\nText.\n",
}


def known(folder: Path, settings: Path, **environment: str) -> dict[str, str]:
    """Id by title, as readers see it."""
    done = build(folder, settings=settings, **environment)
    assert done.returncode == 0, done.stderr
    items = json.loads((folder / "feeds" / "all.json").read_text("utf-8"))["items"]
    return {item["title"]: item["id"] for item in items}


@pytest.mark.parametrize("extra", ["", "FEED_IDS = 'pelican'\n"])
def test_every_article_gets_the_id_that_it_has(tmp_path: Path, extra: str) -> None:
    """So it can be moved; readers see nothing new. Drafts, pages and given ids stay as they are."""
    settings = write_site(tmp_path, FILES, extra)
    content = tmp_path / "content"
    before = known(tmp_path / "before", settings)
    sources = {path: path.read_bytes() for path in content.rglob("*.md")}
    options = ("--settings", str(settings))
    dry = invoke("ids", *options, "--dry-run")
    assert "2 articles would get a line Id." in dry.stdout
    assert {path: path.read_bytes() for path in content.rglob("*.md")} == sources
    done = invoke("ids", *options)
    assert (done.returncode, done.stdout) == (0, "2 articles got a line Id.\n")
    changed = {p.name for p, data in sources.items() if p.read_bytes() != data}
    assert changed == {"a.md", "de.md"}
    german = (content / "articles" / "de.md").read_bytes()
    assert german.count(b"\r\n") == german.count(b"\n")
    (content / "articles" / "moved").mkdir()
    for name in ("a.md", "de.md"):
        (content / "articles" / name).rename(content / "articles" / "moved" / name)
    after = known(tmp_path / "after", settings, SITEURL="https://moved.example")
    assert after == before
    assert invoke("ids", *options).stdout == "Every article has an Id.\n"


def test_pelicans_ids_are_those_of_the_site_online(tmp_path: Path) -> None:
    """They hold the host, which is another one in previews."""
    settings = write_site(tmp_path, FILES, "FEED_IDS = 'pelican'\n")
    invoke("ids", "--settings", str(settings), SITEURL="https://old.example/blog")
    text = (tmp_path / "content" / "articles" / "a.md").read_text("utf-8")
    assert "Id: tag:old.example,2026-11-01:/blog/a/\n" in text


def test_a_file_that_cannot_take_the_line_stops_all(tmp_path: Path) -> None:
    """Its line is told, for its author to write; no file is changed."""
    head = "<title>H</title><meta name='date' content='2026-11-01'>"
    html = f"<html><head>{head}</head><body>x</body></html>"
    settings = write_site(tmp_path, {**FILES, "articles/h.html": html})
    done = invoke("ids", "--settings", str(settings))
    assert done.returncode == 1
    assert "h.html is no Markdown file. Write there yourself: Id: " in done.stderr
    assert "Id:" not in (tmp_path / "content" / "articles" / "a.md").read_text("utf-8")
