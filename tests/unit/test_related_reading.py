"""What is read in an article depends on it alone, and is plain values."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.builds.memory import Memory
from plugins.related import kept
from plugins.related.article import Article, Source, source_hash
from plugins.related.kept import SiteReadings
from plugins.related.reading import ArticleReading, read_articles
from tests.building import SITES
from tests.examples import examples

PIECES = (
    "<p>", "</p>", "<h2>", "</h2>", "<code>", "</code>", "<pre>", "<a href='/x/'>", "</a>", "<b>",
    "<ul><li>", "</li></ul>", "<br>", "<!--", "-->", "&amp;", "&#8;", "&bne;", "References", "\n\n",
    "Go 1.22 is out", "the Race Detector of Go 1.22", "Get-Help", "l’article du droit",
    "我们用华为公司的芯片", "Huawei's foundry makes chips. ", "export controls ",
    "İstanbul ", "\x00", "\ud800",
)  # fmt: skip
HTML = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=40)
SOURCES = st.builds(
    Source,
    st.builds(
        Article,
        id=st.sampled_from("abc"),
        title=st.sampled_from(["Go 1.22 is out", "Export controls", "Get-Help", "芯片", ""]),
        body=st.just(""),
        summary=HTML,
        tags=st.sampled_from([(), ("Huawei", "chips"), ("芯片",)]),
        date=st.sampled_from([None, dt.date(2026, 1, 1)]),
        lang=st.sampled_from(["en", "en-GB", "fr", "zh", "xx"]),
        aliases=st.sampled_from([(), ("RFC 2119",)]),
    ),
    HTML,
)
PLAIN = (str, int, bool, type(None))


def plain(value: Any) -> Any:
    """A reading as values that can be compared; fails where something else is in it."""
    if isinstance(value, np.ndarray):
        assert value.dtype.kind in "iu"
        return value.dtype.str, value.tolist()
    if is_dataclass(value):
        return [plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    assert type(value) in PLAIN
    return value


@given(st.lists(SOURCES, max_size=5))
@examples(80, 1500)
def test_a_reading_is_the_same_alone_and_among_others(sources: list[Source]) -> None:
    """Whatever has been read before."""
    together = [plain(reading) for reading in read_articles(sources)]
    assert together == [plain(reading) for source in sources for reading in read_articles([source])]


def own_sources() -> list[Source]:
    """The texts of a site, in two languages, as if they were HTML."""
    paths = sorted((SITES / "demo" / "content" / "articles").glob("*.md"))
    return [
        Source(Article(id=path.name, title=path.stem, body="", lang="de" if at % 4 else "en"), text)
        for at, path in enumerate(paths)
        for text in [path.read_text(encoding="utf-8")]
    ]


def _from_the_last(sources: list[Source]) -> list[ArticleReading]:
    """Read in the opposite order, two at a time."""
    found: list[ArticleReading] = []
    for at in range(len(sources), 0, -2):
        found = read_articles(sources[max(0, at - 2) : at]) + found
    return found


def test_a_reading_is_the_same_in_another_process() -> None:
    """One that is started anew, and meets the words in another order."""
    sources = own_sources()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        theirs = pool.submit(_from_the_last, sources).result()
    assert len(sources) > 10
    assert [plain(reading) for reading in theirs] == [plain(r) for r in read_articles(sources)]


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is kept under its source's hash; a text is read when somebody asks for it."""
    sources = {source.article.id: source for source in own_sources()[:3]}
    hashed = {
        name: Source(_hashed(source.article, source.html), source.html)
        for name, source in sources.items()
    }
    read: list[str] = []

    def watched(some: Sequence[Source]) -> list[ArticleReading]:
        read.extend(source.article.id for source in some)
        return read_articles(some)

    monkeypatch.setattr(kept, "read_articles", watched)
    with Memory(tmp_path) as memory:
        first = SiteReadings(hashed, memory, {})
    assert read == list(hashed)
    name, *others = hashed
    html = hashed[name].html + "<p>More."
    edited = hashed | {name: Source(_hashed(sources[name].article, html), html)}
    with Memory(tmp_path) as memory:
        second = SiteReadings(edited, memory, {})
        third = SiteReadings(edited, memory, second.known())
        assert read == [*hashed, name]
        assert third.pages == second.pages
        for other in others:
            assert second.pages[other] == first.pages[other]
            assert plain(third.page_text(other)) == plain(first.page_text(other))
    more = second.page_text(name).passages, first.page_text(name).passages
    assert len(more[0]) == len(more[1]) + 1
    asked = [hashed[other].article for other in others]
    assert [plain(t) for t in second.texts(asked)] == [plain(t) for t in first.texts(asked)]
    assert read == [*hashed, name, *others]


def test_a_page_whose_text_is_gone_is_read_again() -> None:
    """Its names and links are known, and what is searched is found anew."""
    source = own_sources()[0]
    hashed = {"a": Source(_hashed(*source), source.html)}
    first = SiteReadings(hashed, None, {})
    second = SiteReadings(hashed, None, first.known())
    assert plain(second.page_text("a")) == plain(first.page_text("a"))


def _hashed(article: Article, html: str) -> Article:
    return Article(
        id=article.id,
        title=article.title,
        body="",
        lang=article.lang,
        content_hash=source_hash(article, html),
    )
