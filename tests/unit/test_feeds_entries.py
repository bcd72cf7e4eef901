"""From an article, as other plugins leave it, to an entry."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

from plugins.article import Article
from plugins.disclosure.label import Label
from plugins.disclosure.vocabulary import IPTC_SCHEME, W3C_VALUES_SCHEME
from plugins.feeds.body import KitText
from plugins.feeds.entries import Ending, entry_of
from plugins.feeds.entry import Category, FeedEntry, Person
from plugins.feeds.site import FeedSite
from tests.contents import Article as Content
from tests.contents import article, term

SITE = FeedSite(
    url="https://e.example/repo",
    name="Site",
    categories="https://e.example/repo/category/",
    tags="https://e.example/repo/tag/",
    authors=frozenset({"ana"}),
    responsible=Person("Desk", "https://desk.example/"),
)
LABEL = Label(
    declared=True,
    who="AI-written by M.",
    check="No review is recorded.",
    short="AI-written",
    source_type="trainedAlgorithmicMedia",
    source_type_label="Created using Generative AI",
    models=("example-model",),
    corrections=(("2026-05-01", "A year."),),
)


HTML = '<p>Text <a href="#a">a</a></p>'


def entry_for(value: Article, site: FeedSite = SITE, ending: Ending | None = None) -> FeedEntry:
    """The entry of an article of one paragraph."""
    return entry_of(value, HTML, site, ending or Ending())


def test_without_the_other_plugins_nothing_is_claimed() -> None:
    """No sentence, no short form, no category of a vocabulary; the responsible as author."""
    entry = entry_for(article())
    assert entry.content == '<p>Text <a href="https://e.example/repo/x/#a">a</a></p>'
    assert (entry.summary, entry.categories) == ("Text a", ())
    assert entry.authors == (Person("Desk", "https://desk.example/"),)
    assert entry.updated == entry.published


def test_an_undeclared_label_claims_nothing_either() -> None:
    """Absence is not ‘none’."""
    assert entry_for(article(colophon_disclosure=Label())) == entry_for(article())


def test_a_declared_article_says_so_in_every_part() -> None:
    """Sentence, short form, source type; no value where none is known; corrections date it."""
    entry = entry_for(article(colophon_disclosure=LABEL))
    assert entry.content.startswith("<p>AI-written by M. No review is recorded.</p>\n<p>Text")
    assert entry.summary == "AI-written. Text a"
    assert entry.categories == (
        Category("trainedAlgorithmicMedia", IPTC_SCHEME, "Created using Generative AI"),
    )
    assert entry.updated == datetime(2026, 5, 1, tzinfo=UTC)


def test_a_value_is_a_category_that_readers_can_filter_by() -> None:
    """After the article's own category and tags."""
    label = Label(declared=True, value="human-only", value_label="Written without AI")
    given = article(colophon_disclosure=label, category=term("AI"), tags=[term("Chips")])
    assert entry_for(given).categories == (
        Category("AI", "https://e.example/repo/category/"),
        Category("Chips", "https://e.example/repo/tag/"),
        Category("human-only", W3C_VALUES_SCHEME, "Written without AI"),
    )


def test_every_author_stands_but_never_a_model() -> None:
    """Only an author with a page has an address; a model's place goes to who answers."""
    people = [term("Ana"), term("Bo")]
    both = article(authors=[*people, term("Gemini 2.0 Flash")], colophon_authors=people)
    assert entry_for(both).authors == (
        Person("Ana", "https://e.example/repo/author/ana/"),
        Person("Bo"),
    )
    model = article(authors=[term("example-model")], colophon_authors=[])
    assert entry_for(model).authors == (SITE.responsible,)
    nobody = FeedSite(url=SITE.url, name="Site")
    assert entry_for(article(), nobody).authors == (Person("Site"),)


def test_related_articles_close_the_entry() -> None:
    """Absolute links, titles as text, the reason beside each."""
    other = Content(url="y/", title="<Y>")
    related = (SimpleNamespace(article=other, reason="both on chips"),)
    ending = Ending('<p>More: <a href="/y/">Y</a></p>', KitText("Related articles"))
    entry = entry_for(article(colophon_related=related), SITE, ending)
    assert entry.content.endswith(
        '<p>More: <a href="https://e.example/repo/y/">Y</a></p>\n<h2>Related articles</h2><ul><li>'
        '<a href="https://e.example/repo/y/">&lt;Y&gt;</a> (both on chips)</li></ul>'
    )


def test_a_key_given_twice_does_not_end_the_build() -> None:
    """Pelican makes a list of it; the mistake is reported elsewhere."""
    assert entry_for(article(title=["A", "B"])).title == "A B"
    given, same = ({"id": ["a", "b"]}, {"id": "a b"})
    assert entry_for(article(metadata=given)).id == entry_for(article(metadata=same)).id
