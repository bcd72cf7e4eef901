"""What builds make cheaper of Pelican's texts and archives is what Pelican itself makes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican import contents, generators
from pelican.settings import DEFAULT_CONFIG, configure_settings

from plugins.builds import adapter
from plugins.builds.archives import Listed

PIECES = (
    *("{slug}", "{lang}", "{author}", "{category}", "{path}", "{date:%Y/%m}", "{date.year}"),
    *("{own}", "{OWN}", "{missing}", "{slug!r:>9}", "{slug.missing}", "{own[0]}", "{date:%Q}"),
    *("{}", "{0}", "{{slug}}", "{", "}", "a/", "é", "{slug:{own}}", "{title}"),
)
PATTERNS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
SETTINGS = configure_settings({**DEFAULT_CONFIG, "PATH": ".", "TIMEZONE": "UTC"})


def _told(get: Callable[[], Any]) -> tuple[str, str]:
    """What a call gives, or the exception that it raises."""
    try:
        return "", str(get())
    except Exception as error:  # noqa: BLE001 - whatever comes is compared
        return type(error).__name__, str(error)


def _text(kind: type[contents.Content], settings: dict[str, Any], **metadata: Any) -> Any:
    category = contents.Category("Sea", settings)
    given = {"title": "T", "own": "7", "category": category, **metadata}
    return kind("Text.", given, settings, "articles/a.md", {})


@given(
    pattern=PATTERNS,
    kinds=st.sampled_from([(contents.Article, adapter.Article), (contents.Page, adapter.Page)]),
    status=st.sampled_from(["published", "hidden", "draft"]),
    lang=st.sampled_from(["en", "de"]),
    dated=st.booleans(),
    slug=st.text(max_size=5),
)
def test_addresses(
    pattern: str, kinds: tuple[Any, Any], status: str, lang: str, *, dated: bool, slug: str
) -> None:
    """Of articles, pages, drafts and translations, by any pattern, wrong ones too."""
    names = [
        f"{kind}{lang}"
        for kind in ("ARTICLE", "PAGE", "DRAFT", "DRAFT_PAGE")
        for lang in ("", "_LANG")
    ]
    patterns = {f"{name}_{key}": pattern for name in names for key in ("URL", "SAVE_AS")}
    settings = {**SETTINGS, **patterns, "OUTPUT_PATH": "out"}
    date = {"date": datetime(2026, 11, 5, tzinfo=UTC)} if dated else {}
    author = {"author": contents.Author("Ada", settings)} if dated else {}
    text = _text(kinds[0], settings, status=status, lang=lang, slug=slug, **date, **author)
    stock = _told(lambda: text.url), _told(lambda: text.save_as)
    text.__class__ = kinds[1]
    if "date" not in pattern or dated:  # else the moment of the call is in it
        assert (_told(lambda: text.url), _told(lambda: text.save_as)) == stock


def test_an_address_follows_what_it_is_made_of() -> None:
    """A plugin may change a text, its category or the settings after the address was asked for."""
    settings = {**SETTINGS, "ARTICLE_URL": "{category}/{slug}/{own}/"}
    text = _text(contents.Article, settings, slug="a", date=datetime(2026, 11, 5, tzinfo=UTC))
    text.__class__ = adapter.Article
    assert text.url == "sea/a/7/"
    text.slug, text.category.slug, text.metadata["own"] = "b", "c", "d"
    assert text.url == "c/b/d/"
    text.status = "draft"
    assert text.url == "drafts/b.html"
    text.override_url = ""
    assert text.url == ""


@given(st.lists(st.tuples(st.integers(2020, 2022), st.integers(1, 3), st.booleans()), max_size=12))
def test_archives(dates: list[tuple[int, int, bool]]) -> None:
    """Of years, months and days; articles in the order of the site, which may not be by date."""
    formats = {
        f"{name}_ARCHIVE_SAVE_AS": f"{{date:{form}}}"
        for name, form in (("YEAR", "%Y"), ("MONTH", "%Y/%m"), ("DAY", "%Y/%m/%d"))
    }
    settings = {**SETTINGS, **formats}
    articles = [
        _text(contents.Article, settings, date=datetime(year, month, 1 + day, tzinfo=UTC))
        for year, month, day in dates
    ]
    by_date = sorted(articles, key=lambda article: article.date)
    made = [
        kind._build_period_archives(object.__new__(kind), by_date, articles, settings)
        for kind in (generators.ArticlesGenerator, adapter.ArticlesGenerator)
    ]
    assert made[0] == made[1]


@pytest.mark.parametrize("kind", [list, Listed])
def test_a_list_of_articles(kind: type[list[Any]]) -> None:
    """It is a list like any other."""
    articles = kind([1, 2, 2])
    assert articles == [1, 2, 2]
    assert (1 in articles, 3 in articles) == (True, False)
    assert articles[1:] == [2, 2]
