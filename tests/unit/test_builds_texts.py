"""What builds make cheaper of Pelican's texts and archives is what Pelican itself makes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican import contents, generators, utils
from pelican.settings import DEFAULT_CONFIG, configure_settings

from plugins.builds import adapter, texts
from plugins.builds.archives import Listed, by_groups
from plugins.builds.workers import kept

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
    kinds=st.sampled_from([(contents.Article, texts.Article), (contents.Page, texts.Page)]),
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
    text.__class__ = texts.Article
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


@given(
    st.lists(st.tuples(*map(st.sampled_from, ["ab", ["en", "de"], ["false", "true"]])), max_size=6),
    st.sampled_from([None, "slug", {"slug"}, "missing", {"slug", "missing"}]),
)
def test_translations(given_texts: list[tuple[str, str, str]], translation_id: Any) -> None:
    """Originals and translations, with all that is said of them, group by group or at once."""

    def process(how: Callable[..., Any]) -> Any:
        made = [
            _text(contents.Article, SETTINGS, slug=slug, lang=lang, translation=translation)
            for slug, lang, translation in given_texts
        ]
        with kept() as said:
            found = _told(lambda: [list(map(made.index, its)) for its in how(made, translation_id)])
        others = [list(map(made.index, text.translations)) for text in made]
        return found, others, [record.getMessage() for record in said]

    stock = utils.process_translations
    assert process(partial(by_groups, stock)) == process(stock)


PARTS = (
    *("<a href=", "<img src = ", "<", ">", '"', "'", "{filename}", "|tag|x", "{static}a.png", "{"),
    *(
        "}",
        "|",
        "x",
        "\n",
        " ",
        "/>",
        "</a>",
        '<a href="{filename}b.md#c">',
        "<b content='{attach}'",
    ),
)


@pytest.mark.parametrize(
    "pattern",
    [SETTINGS["INTRASITE_LINK_REGEX"], "[{](?P<what>.*?)[}]", "(?P<what>)", "~(?P<what>.*?)~"],
)
@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_links(pattern: str, html: str) -> None:
    """Each is resolved as Pelican resolves it, in hostile markup too, by any pattern."""
    settings = {**SETTINGS, "INTRASITE_LINK_REGEX": pattern}
    stock, ours = (
        kind(html, {"title": "T"}, settings, "articles/a.md", {"static_content": {}})
        for kind in (contents.Article, texts.Article)
    )
    with kept():
        assert _told(lambda: ours.get_content("")) == _told(lambda: stock.get_content(""))
        found = _told(lambda: sorted(ours.get_static_links()))
        assert found == _told(lambda: sorted(stock.get_static_links()))


@pytest.mark.parametrize("folder", ["/a", "/a/", "/", "/a/../b", "b", "."])
@given(st.lists(st.sampled_from(["a", "b", ".", "..", "", "é"]), max_size=5).map("/".join))
def test_paths_below_the_content_folder(folder: str, path: str) -> None:
    """Of a text itself and of what it names."""
    settings = {**SETTINGS, "PATH": folder}
    for source in (path, f"{folder}/{path}"):
        stock, ours = (
            kind("Text.", {"title": "T"}, settings, source, {})
            for kind in (contents.Article, texts.Article)
        )
        for name in (None, path, f"/{path}"):
            assert _told(lambda: ours.get_relative_source_path(name)) == _told(  # noqa: B023 - at once
                lambda: stock.get_relative_source_path(name)  # noqa: B023 - the same
            )
