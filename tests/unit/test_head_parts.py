"""Summaries, Open Graph, names of lists and options."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from plugins.common.characters import without_forbidden
from plugins.common.options import read_options
from plugins.head.languages import language_attributes, words_attributes
from plugins.head.list_head import description_of, name_of, numbered
from plugins.head.opengraph import locale_of, properties
from plugins.head.page_data import HeadArticle, HeadPage, HeadSite, PageKind
from plugins.head.settings import HeadSettings, mistakes
from plugins.head.summaries import clean, plain
from plugins.wording.catalogue import ENGLISH
from plugins.wording.theme_messages import words_for

SITE_URL = "https://e.example/repo/"
PAGE_URL = "https://e.example/repo/x/"
SITE = HeadSite(SITE_URL, "Site")
MOMENT = datetime(2026, 1, 1, 9, tzinfo=UTC)


def test_a_summary_is_the_authors_or_the_first_words() -> None:
    """As text: entities resolved, headings, listings and tables of the article left out."""
    text = "<h2>Head</h2><p>One <code>x</code> &amp; two.</p><pre>code</pre><table><td>t</table>"
    assert plain("<p>Own &lt;b&gt; <em>words</em></p>", text, 200) == "Own <b> words"
    assert plain("", text, 200) == "One x & two."
    assert plain("", "<h2>Only a heading</h2>", 200) == "Only a heading"
    assert plain("", "", 200) == ""


@given(st.text(), st.text(), st.integers(min_value=50, max_value=300))
def test_a_summary_is_plain_text_of_limited_length(own: str, text: str, longest: int) -> None:
    """Whatever stands in the source."""
    made = plain(own, text, longest)
    assert len(made) <= longest
    assert made == " ".join(without_forbidden(made).split())


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        ("<p onclick=x id=y>a <em>b</em></p>", "<p>a <em>b</em></p>"),
        ("<p>a</p><script>x</script><h2>h</h2><pre>c</pre><img src=i.png>", "<p>a</p>"),
        ('<a href="#fn:1">1</a>', f'<a href="{PAGE_URL}#fn:1">1</a>'),
        ('<a href="/about/">a</a>', f'<a href="{SITE_URL}about/">a</a>'),
        ('<a href="../y/">a</a>', f'<a href="{SITE_URL}y/">a</a>'),
        ('<a href="javascript:x">a</a>', "<a>a</a>"),
        ("a&#8b", "ab"),
    ],
)
def test_a_summary_with_markup_is_safe_anywhere(given_html: str, kept: str) -> None:
    """Nothing runs, nothing is duplicated by id, links lead where they did on their own page."""
    assert clean(given_html, PAGE_URL, SITE_URL) == kept


@given(st.text())
def test_a_clean_summary_stays_clean(text: str) -> None:
    """Cleaning again changes nothing, and no event or script is in it."""
    made = clean(f"<p onclick='x'>{text}<script>{text}", PAGE_URL, SITE_URL)
    assert clean(made, PAGE_URL, SITE_URL) == made
    for element in html.fragment_fromstring(made, create_parent="div").iter():
        assert element.tag != "script"
        assert "onclick" not in element.attrib


def test_open_graph_of_an_article() -> None:
    """Times only for articles; nothing empty is printed."""
    page = HeadPage(
        PageKind.ARTICLE, PAGE_URL, 'A "t"', text=HeadArticle((), MOMENT, MOMENT), language="de"
    )
    assert dict(properties(page, SITE)) == {
        "og:type": "article",
        "og:title": 'A "t"',
        "og:url": PAGE_URL,
        "og:site_name": "Site",
        "og:locale": "de_DE",
        "article:published_time": "2026-01-01T09:00:00+00:00",
        "article:modified_time": "2026-01-01T09:00:00+00:00",
    }
    listed = dict(properties(HeadPage(PageKind.LIST, PAGE_URL, "L", "About l"), SITE))
    assert listed["og:type"] == "website"
    assert listed["og:description"] == "About l"
    assert "article:published_time" not in listed


@pytest.mark.parametrize(
    ("language", "usual"),
    [("en", "en_US"), ("en-gb", "en_GB"), ("pt-BR", "pt_BR"), ("xx", ""), ("", "")],
)
def test_a_locale_has_a_territory(language: str, usual: str) -> None:
    """Or there is none to print."""
    assert locale_of(language) == usual


def test_lists_have_names_and_descriptions() -> None:
    """A name with braces is text; unknown kinds have a name and no description."""
    assert name_of(ENGLISH, "categories") == "Categories"
    assert name_of(ENGLISH, "my_list") == "My list"
    assert name_of(ENGLISH, "tag", "{site}") == "{site}"
    assert description_of(ENGLISH, "tag", "{site}", "S") == "Articles tagged {site} on S."
    assert description_of(ENGLISH, "my_list", "", "S") == ""
    assert numbered(ENGLISH, "A", 1) == "A"
    assert numbered(ENGLISH, "A", 2) == "A (page 2)"
    assert numbered(ENGLISH, "", 2) == ""


def test_options_that_are_wrong_say_how_to_mend_them() -> None:
    """An unknown key, and a length that holds no sentence."""
    _, problems = read_options(HeadSettings, {"summary_lenght": 5}, setting="HEAD")
    assert "Did you mean ‘summary_length’?" in str(problems[0])
    assert "HEAD['summary_length']: ‘5’" in str(next(mistakes(HeadSettings(summary_length=5))))
    assert list(mistakes(HeadSettings())) == []


@pytest.mark.parametrize(
    ("lang", "around", "expected"),
    [
        ("de", "de", ""),
        ("de", "en", ' lang="de" dir="ltr"'),
        ("AR", "ar", ' lang="AR" dir="rtl"'),
        ('"><b>', "en", ' lang="&#34;&gt;&lt;b&gt;" dir="ltr"'),
    ],
)
def test_attributes_of_a_piece_in_another_language(lang: str, around: str, expected: str) -> None:
    """None in the same; and no tag breaks out of them."""
    assert language_attributes(lang, around) == expected


def test_attributes_of_words_of_the_kit() -> None:
    """English stands for a language in which there are no words, and says so."""
    assert words_attributes(words_for("ar"), "AR-EG") == ""
    assert words_attributes(words_for("ar"), "en") == ' lang="ar" dir="rtl"'
    assert words_attributes(words_for("tlh"), "tlh") == ' lang="en" dir="ltr"'
