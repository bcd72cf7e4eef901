"""All formats of one site mean the same, entry by entry, to every program that reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.feeds.conftest import Built
from tests.feeds.parsed import READERS, Read, by_feedparser

PAIRS = [(name, ending) for name, (_, endings) in READERS.items() for ending in endings]


@pytest.mark.parametrize("place", ["all", "category/ai", "category/economy"])
@pytest.mark.parametrize(("name", "ending"), PAIRS)
def test_every_program_sees_the_same_in_every_format(
    disclosed: Built, name: str, ending: str, place: str
) -> None:
    """Against what feedparser sees in the Atom feed."""
    folder = disclosed.output / "feeds"
    wanted = {each.id: each for each in by_feedparser(folder / f"{place}.atom.xml")}
    read, _ = READERS[name]
    found = read(_feed(folder, place, ending))
    assert len(wanted) == len(found) > 1
    for each in found:
        _same(each, wanted[each.id], ending)


def _feed(folder: Path, place: str, ending: str) -> Path:
    return folder / f"{place}{ending}"


def _same(found: Read, wanted: Read, ending: str) -> None:
    for name in ("url", "title", "published", "updated"):
        assert getattr(found, name) == getattr(wanted, name)
    assert words(found.content) == words(wanted.content)
    # Some programs keep one author only.
    assert found.authors
    assert set(found.authors) <= set(wanted.authors)
    if found.summary is not None:
        assert found.authors == wanted.authors
        assert found.summary == wanted.summary
    if found.terms is not None:
        assert set(found.terms) == set(wanted.terms or ())
    if found.files is not None:
        # RSS has room for one.
        most = 1 if ending == ".rss.xml" else None
        assert found.files == (wanted.files or ())[:most]
    if found.language is not None:
        assert found.language == wanted.language


def words(html: str) -> str:
    """What a person reads of it: some programs take from markup what they do not know."""
    return " ".join(lxml_html.fragment_fromstring(html, create_parent="div").text_content().split())


def test_the_comparison_sees_every_part(disclosed: Built) -> None:
    """There are several authors, files, languages, terms and summaries to compare."""
    wanted = by_feedparser(disclosed.output / "feeds" / "all.atom.xml")
    assert max(len(each.authors) for each in wanted) == 2
    assert max(len(each.files or ()) for each in wanted) == 3
    assert {each.language for each in wanted} == {"en", "de"}
    assert any("AI-written" in author for each in wanted for author in each.authors)
    assert any("ai-autonomous" in (each.terms or ()) for each in wanted)
    assert any((each.summary or "").startswith("AI-written. ") for each in wanted)
    assert all(each.content for each in wanted)
