"""From a template's context to what a page says."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.article import ImageLabel
from plugins.disclosure.contributors import Responsible
from plugins.disclosure.label import Label, PartLabel, Reviewer
from plugins.head.article_head import page_of, shared_value, site_of
from plugins.head.list_head import list_of
from plugins.head.page_data import Crumb, HeadPage, PageKind, Party
from plugins.run import Entry
from tests.contents import Article as Content
from tests.contents import Page as ContentPage

AI = SimpleNamespace(name="AI & <co>", slug="ai", url="category/ai/")
ANA = SimpleNamespace(name="Ana", slug="ana", url="author/ana/")
HOME = Crumb("Site", "https://e.example/repo/")
SETTINGS: dict[str, Any] = {
    "SITENAME": "Site",
    "SITESUBTITLE": "About chips",
    "DEFAULT_LANG": "en",
    "INDEX_SAVE_AS": "index.html",
    "ARCHIVES_SAVE_AS": "archives/index.html",
    "DIRECT_TEMPLATES": ["index", "archives", "404"],
}
URL = "https://e.example/repo"
SITE = site_of(SETTINGS, URL, term_pages=[AI.url, ANA.url])
LABEL = Label(
    declared=True,
    who="AI-written by M.",
    check="Facts checked by Ana on 2 January 2026.",
    value="ai-assisted",
    own_value="ai-assisted",
    source_type="trainedAlgorithmicMedia",
    own_source_type="trainedAlgorithmicMedia",
    models=("example-model",),
    reviewers=(Reviewer("Ana", "javascript:x", "Person", "2026-01-02"),),
    sources=(("https://s.example/", "S"), ("notes.txt", "N"), ("javascript:x", "")),
    corrections=(("2026-03-01", "A year."),),
)


def content(**given: Any) -> Content:
    """An article by Ana, on AI."""
    return Content(**{"title": "How <canvas> works", "category": AI, "authors": [ANA], **given})


def article(**given: Any) -> HeadPage:
    """The page of an article."""
    return page_of(SITE, Entry(content(**given)).article, "What it is about.")


def listing(**context: Any) -> HeadPage:
    """What the page says that is rendered with `context`."""
    return list_of({**SETTINGS, **context}, SITE, {})


def test_the_site_names_who_answers() -> None:
    """Without the disclosure plugin nobody is named."""
    desk = Responsible("Desk", "Organization", url="https://desk.example/")
    site = site_of(SETTINGS, URL, desk)
    assert site.url == "https://e.example/repo/"
    assert site.publisher == Party("Desk", "Organization", "https://desk.example/")
    assert site_of(SETTINGS, URL).publisher is None


def test_an_article_without_other_plugins() -> None:
    """Its address, title, trail and authors; no claim."""
    found = article()
    assert (found.kind, found.url) == (PageKind.ARTICLE, "https://e.example/repo/x/")
    assert (found.title, found.description) == ("How <canvas> works", "What it is about.")
    assert found.crumbs == (
        HOME,
        Crumb("AI & <co>", "https://e.example/repo/category/ai/"),
        Crumb("How <canvas> works", found.url),
    )
    assert found.text is not None
    assert found.text.authors == (Party("Ana", "Person", "https://e.example/repo/author/ana/"),)
    assert (found.value, found.source_type, found.text.backstory) == ("", "", "")
    assert found == article(colophon_disclosure=Label())


def test_a_declared_article() -> None:
    """The sentence, the source type, who reviewed; only web addresses are cited or linked."""
    found = article(colophon_disclosure=LABEL)
    assert found.text is not None
    assert found.text.backstory == LABEL.sentence
    assert found.text.citations == ("https://s.example/",)
    assert found.text.updated.isoformat() == "2026-03-01T00:00:00+00:00"
    assert (found.source_type, found.value) == ("trainedAlgorithmicMedia", "ai-assisted")
    assert found.reviewers == (Party("Ana", "Person", ""),)
    assert found.last_reviewed == "2026-01-02"


def test_parts_and_images_are_told_apart() -> None:
    """What a text draws on and what it was made of; parts; the cover, declared or not."""
    part = PartLabel("section", "Part-1", "generated", "", "trainedAlgorithmicMedia", (), "", "AI.")
    label = replace(LABEL, role="translated", parts=(part,))
    drawn = ImageLabel("https://e.example/d.png", "s", "c.")
    found = article(colophon_disclosure=label, colophon_cover="a b.png", colophon_images=(drawn,))
    assert found.text is not None
    assert (found.text.citations, found.text.based_on) == ((), ("https://s.example/",))
    assert found.text.corrections == (("2026-03-01", "A year."),)
    assert found.parts == (part,)
    assert found.value == ""
    assert found.images == (
        ImageLabel("https://e.example/repo/a%20b.png", "", "", is_cover=True),
        drawn,
    )


def test_sources_of_an_undeclared_article_are_not_cited() -> None:
    """As on the page itself, where the box that lists them belongs to a declaration."""
    found = article(colophon_disclosure=Label(sources=LABEL.sources))
    assert found.text is not None
    assert found.text.citations == ()


def test_a_model_is_no_author() -> None:
    """Whom the disclosure has taken from the authors, no form names."""
    model = SimpleNamespace(name="example-model", slug="m", url="m/")
    found = article(authors=[model, ANA], colophon_authors=[ANA])
    assert found.text is not None
    assert [author.name for author in found.text.authors] == ["Ana"]


def test_a_trail_has_only_levels_with_a_page() -> None:
    """A category of hidden articles alone has none, nor has any without CATEGORY_SAVE_AS."""
    nowhere = SimpleNamespace(name="Nowhere", slug="nowhere", url="category/nowhere/")
    names = [crumb.name for crumb in article(category=nowhere).crumbs]
    assert names == ["Site", "How <canvas> works"]


def test_the_value_of_a_page_is_that_of_everything_on_it() -> None:
    """A related article with another value, or without one, takes the page's away."""

    def beside(label: Label) -> Any:
        return SimpleNamespace(article=content(colophon_disclosure=label), reason="r")

    same, other = beside(LABEL), beside(Label(declared=True, value="human-only"))
    for related, closing, value in (
        ((), None, "ai-assisted"),
        ((same,), same, "ai-assisted"),
        ((same, other), None, ""),
        ((same, beside(Label())), None, ""),
        ((), other, ""),
    ):
        found = article(
            colophon_disclosure=LABEL, colophon_related=related, colophon_closing=closing
        )
        assert found.value == value
    assert shared_value("", []) == ""


def test_drafts_and_hidden_texts_ask_to_be_left_out() -> None:
    """Search engines read them only by accident."""
    for status, left_out in (("published", False), ("draft", True), ("hidden", True)):
        assert article(status=status).noindex is left_out


def test_a_page_of_the_authors_own() -> None:
    """No article, no category in its trail."""
    about = ContentPage(url="about/", title="About", lang="de", date=None)
    found = page_of(SITE, Entry(about).article)
    assert (found.kind, found.text, found.language) == (PageKind.PAGE, None, "de")
    assert found.crumbs == (HOME, Crumb("About", "https://e.example/repo/about/"))


@pytest.mark.parametrize(
    ("context", "kind", "url", "title", "trail"),
    [
        ({"page_name": "index", "output_file": "index.html"}, PageKind.HOME, "", "Site", ""),
        (
            {
                "page_name": "index",
                "articles_page": SimpleNamespace(number=2, url="page/2/"),
            },
            PageKind.HOME, "page/2/", "Site (page 2)", "",
        ),
        ({"category": AI}, PageKind.LIST, "category/ai/", "AI & <co>", "category/ai/"),
        (
            {"author": ANA, "articles_page": SimpleNamespace(number=3, url="author/ana/page/3/")},
            PageKind.LIST, "author/ana/page/3/", "Ana (page 3)", "author/ana/",
        ),
        (
            {"page_name": "archives/index", "output_file": "archives/index.html"},
            PageKind.LIST, "archives/", "Archives", "archives/",
        ),
        (
            {
                "period": (2026, "March", 5),
                "period_num": (2026, 3, 5),
                "output_file": "archives/2026/3/5/index.html",
            },
            PageKind.LIST, "archives/2026/3/5/", "5 March 2026", "archives/2026/3/5/",
        ),
        (
            {"output_file": "extra.html"},
            PageKind.LIST, "extra.html", "Site", "extra.html",
        ),
    ],
)  # fmt: skip
def test_lists(context: dict[str, Any], kind: PageKind, url: str, title: str, trail: str) -> None:
    """Every part of a list has its own address; its trail leads to the first."""
    found = listing(**context)
    assert (found.kind, found.title) == (kind, title)
    assert found.url == f"https://e.example/repo/{url}"
    ends = [crumb.url for crumb in found.crumbs[1:]]
    assert ends == ([f"https://e.example/repo/{trail}"] if trail else [])


def test_the_error_page_has_no_address() -> None:
    """It stands for any address that leads nowhere."""
    found = listing(page_name="404", output_file="404.html")
    assert (found.kind, found.url, found.noindex) == (PageKind.ERROR, "", True)


def test_a_title_given_twice_or_with_control_characters_is_text() -> None:
    """Pelican makes a list of a key that is given twice."""
    assert article(title=["A", "B\x08 C"]).title == "A B C"
