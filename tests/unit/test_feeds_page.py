"""The page about feeds, and the style sheet of a feed that somebody opens."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.characters import without_forbidden
from plugins.disclosure.label import Label
from plugins.disclosure.messages import words_for as disclosure_words
from plugins.feeds.files import string, stylesheet
from plugins.feeds.messages import words_for
from plugins.feeds.paths import ListKey
from plugins.feeds.settings import FeedsSettings
from plugins.feeds.subscribe import (
    DisclosedInFeeds,
    Linker,
    SubscribePage,
    disclosed_in,
    subscribe_page,
)

LISTS = [
    (ListKey("tag", "b", "b"), "tag/b/"),
    (ListKey("tag", "a", "A"), "tag/a/"),
    (ListKey("category", "ai", "AI"), "category/ai/"),
    (ListKey("language", "de", "German"), ""),
]
LABELS = [
    Label(),
    Label(declared=True, role="none", value="human-only"),
    Label(declared=True, role="generated", value="ai-autonomous", credit="AI-written"),
    Label(declared=True, role="translated", credit="AI-translated"),
]


def view(
    options: FeedsSettings | None = None, language: str = "en", articles: int = 51
) -> SubscribePage:
    """The page of a site."""
    linker = Linker("https://e.example", "S", options or FeedsSettings(), words_for(language))
    told = disclosed_in(LABELS, disclosure_words(language))
    return subscribe_page(linker, LISTS, told, publisher="Desk", articles=articles)


def test_every_feed_is_on_the_page() -> None:
    """By kind, the tags last, sorted by name; languages only where they have feeds."""
    page = view()
    assert [feed.form for feed in page.whole] == ["Atom", "RSS", "JSON Feed"]
    assert [section.kind for section in page.sections] == ["category", "tag"]
    assert [listed.name for listed in page.sections[1].lists] == ["A", "b"]
    assert [feed.form for feed in page.sections[0].lists[0].feeds] == ["Atom", "RSS", "JSON Feed"]
    several = view(FeedsSettings(language=("atom",), tag=()))
    assert [section.kind for section in several.sections] == ["category", "language"]
    assert several.sections[1].lists[0].feeds[0].href.endswith("/feeds/language/de.atom.xml")


def test_what_it_says_is_so() -> None:
    """Numbers, archive and formats are told only where there are any."""
    told = " ".join(view().contents)
    assert "at most: 50 for the whole site, 15 for a part of it." in told
    assert "RFC 5005" in told
    whole = view(FeedsSettings(entries=0, all=("rss",)))
    assert "RFC 5005" not in " ".join(whole.contents)
    assert "at most" not in " ".join(whole.contents)
    assert (view().formats != "", whole.formats) == (True, "")
    assert view(FeedsSettings(all=("rss", "json"))).formats == ""
    assert "RFC 5005" not in " ".join(view(articles=50).contents)
    # One article says nothing of how it was made, so not every entry begins with that.
    assert "how the text was made" not in told
    every = disclosed_in(LABELS[1:], disclosure_words("en"))
    linker = Linker("https://e.example", "S", FeedsSettings())
    whole = subscribe_page(linker, LISTS, every, publisher="Desk", articles=3)
    assert "how the text was made" in " ".join(whole.contents)
    linker = Linker("https://e.example", "S", FeedsSettings())
    silent = subscribe_page(linker, LISTS, DisclosedInFeeds(), publisher="Desk", articles=0)
    assert (silent.filter_title, silent.filter_category, silent.values) == ("", "", {})
    assert "how the text was made" not in " ".join(silent.contents)


def test_readers_are_told_how_to_filter() -> None:
    """By the very words that stand in feeds, in the language of the site; by none that do not."""
    page = view()
    assert "Desk (AI-written)" in page.filter_author
    assert dict(page.values) == {
        "human-only": "Written without AI",
        "ai-autonomous": "AI without human review",
    }
    say = disclosure_words("en")
    assert disclosed_in(LABELS[:1], say) == DisclosedInFeeds()
    assert disclosed_in(LABELS[3:], say) == DisclosedInFeeds(whole=True, credit="AI-translated")
    linker = Linker("https://e.example", "S", FeedsSettings())
    by_people = disclosed_in(LABELS[1:2], say)
    person = subscribe_page(linker, LISTS, by_people, publisher="Desk", articles=1)
    assert (person.filter_title != "", person.filter_author) == (True, "")
    german = view(language="de")
    assert "Desk (KI-geschrieben)" in german.filter_author
    assert (german.title, german.language, german.direction) == ("Abonnieren", "de", "ltr")


def test_the_style_sheet_says_what_a_feed_is() -> None:
    """In the words of the site; nothing more where there is no page to tell more."""
    sheet = stylesheet(words_for("en"), "https://e.example/subscribe/").decode()
    assert '--opened: "This is a feed' in sheet
    assert '--more: "More about it: https://e.example/subscribe/";' in sheet
    arabic = stylesheet(words_for("ar"), "https://e.example/subscribe/").decode()
    assert "\u2066https://e.example/subscribe/\u2069" in arabic
    assert '--more: "";' in stylesheet(words_for("en"), "").decode()
    assert "Dies ist ein Feed" in stylesheet(words_for("de"), "").decode()
    assert set(re.findall(r"var\(--(\w+)\)", sheet)) == {"opened", "more"}


@given(st.text())
def test_any_text_is_one_string_of_css(text: str) -> None:
    """Nothing in it ends the string: what could is escaped."""
    written = string(text)
    assert re.fullmatch(r'"(?:[^"\\\n\r\f]|\\["\\]|\\a )*"', written)
    unescaped = re.sub(r'\\(a |["\\])', lambda m: "\n" if m[1] == "a " else m[1], written[1:-1])
    assert unescaped == re.sub(r"[\r\f]", "", without_forbidden(text))


@pytest.mark.parametrize("language", ["de", "fr", "ar"])
def test_the_page_is_whole_in_other_languages(language: str) -> None:
    """No English sentence is left in it."""
    english, other = view(), view(language=language)
    for name in ("title", "intro", "how", "formats", "whole_title", "filter_author"):
        assert getattr(english, name) != getattr(other, name)
    assert not set(english.contents) & set(other.contents)
