"""A visible link in the place of what a feed cannot carry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from plugins.feeds import interactive
from plugins.feeds.cleaning import cleaned
from plugins.feeds.interactive import TextPlace, with_links
from plugins.feeds.messages import words_for
from tests.feeds.rfc4287 import html_faults

SITE = "https://e.example/repo"
PAGE = "https://e.example/repo/a/"
HERE = f'<a href="{PAGE}">This part works only on the web page</a>'
MARKUP = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<a href=x>", "</a>", "<form>", "</form>", "<script>", "</script>"),
            *("<iframe src='//v.example/'>", "</iframe>", "<svg>", "</svg>", "<embed src=y>"),
            *("<object data=z>", "</object>", "text ", "<!--", "-->", '"', "<", "&amp;"),
        ]
    ),
    max_size=14,
).map("".join)


def made(html: str, language: str = "en") -> str:
    """`html` as the feed of a site under a prefix has it, before cleaning."""
    return with_links(html, TextPlace(PAGE, SITE, language, words_for(language)))


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ("<script>run()</script>", f"<p>{HERE}</p>"),
        ("<SCRIPT type=module src=/x.js></SCRIPT>", f"<p>{HERE}</p>"),
        ("<form><p>Join</p></form>", f"<p>{HERE}</p>"),
        ("<canvas></canvas>", f"<p>{HERE}</p>"),
        ("<p>a <svg><path/></svg> b</p>", f"<p>a {HERE} b</p>"),
        ("<a href=x><svg></svg></a>", "<a href=x>This part works only on the web page</a>"),
        ("<p>a <svg width=1/> b</p><p>c</p>", f"<p>a {HERE} b</p><p>c</p>"),
        ("<h2>a <svg></svg></h2>", f"<h2>a {HERE}</h2>"),
        (
            "<li>a <svg></svg> b<table><td><svg></svg></td></table></li>",
            f"<li>a {HERE} b<table><td>{HERE}</td></table></li>",
        ),
        ("<math alttext='a &lt; b'><mi>a</mi></math>", "<p><code>a &lt; b</code></p>"),
        ("<p>a<div><script>x</script>", f"<p>a<div><p>{HERE}</p>"),
        # A frame leads to what it frames, by its title or its host.
        (
            "<iframe src='https://v.example/e/1?a=1&amp;b=2'></iframe>",
            '<p><a href="https://v.example/e/1?a=1&amp;b=2">Embedded content: v.example</a></p>',
        ),
        (
            "<iframe src=//v.example/ title='A &lt;film&gt;'>in</iframe>",
            '<p><a href="https://v.example/">Embedded content: A &lt;film&gt;</a></p>',
        ),
        (
            "<object data='/plan.pdf'><p>No plan?</p></object>",
            '<p><a href="https://e.example/repo/plan.pdf">Embedded content: e.example</a></p>',
        ),
        ("<embed src='m.swf'>", f'<p><a href="{PAGE}m.swf">Embedded content: e.example</a></p>'),
        # ... unless that is nowhere, or nowhere one may be led to.
        ("<iframe srcdoc='<b>x</b>'></iframe>", f"<p>{HERE}</p>"),
        ("<iframe src='javascript:x()'></iframe>", f"<p>{HERE}</p>"),
        ("<iframe src='data:text/html,x'></iframe>", f"<p>{HERE}</p>"),
        ("<iframe src='https://[v'></iframe>", f"<p>{HERE}</p>"),
        # Nobody sees anything of these.
        ('<script type="application/json">{"a": 1}</script>', ""),
        ("<svg aria-hidden=true><path/></svg>", ""),
        ("<iframe hidden src=https://t.example/></iframe>", ""),
        ("<p hidden>a</p><p>b</p>", "<p>b</p>"),
        ("<dialog><p>a</p></dialog><dialog open>b</dialog>", "<dialog open>b</dialog>"),
        ("<svg><title/><svg x=1/><path/></svg><p>b</p>", f"<p>{HERE}</p><p>b</p>"),
        # For programs that run no scripts.
        ("<noscript><p>a <a href=z>b</a></p></noscript>", "<p>a <a href=z>b</a></p>"),
        # Side by side they are one.
        ("<form></form>\n<script>x</script><script src=y></script>", f"<p>{HERE}</p>\n"),
        ("<script>x</script> and <script>y</script>", f"<p>{HERE}</p> and <p>{HERE}</p>"),
        # What never ends takes nothing with it, but for what has no markup in it.
        ("<div><form></div><p>b</p>", f"<div><p>{HERE}</p></div><p>b</p>"),
        (
            "<frame src='//v.example/'><p>b</p>",
            '<p><a href="https://v.example/">Embedded content: v.example</a></p><p>b</p>',
        ),
        ("<p>a</p><script>b<p>", f"<p>a</p><p>{HERE}</p>"),
        # None of these is such a part.
        ("<p>a &lt;script&gt; b</p>", "<p>a &lt;script&gt; b</p>"),
        ("<!-- <script> --><p>a</p>", "<!-- <script> --><p>a</p>"),
        ("<p>formal</p></form>", "<p>formal</p></form>"),
    ],
)
def test_each_part_becomes_a_link(html: str, linked: str) -> None:
    """Its words are in the language of the text; only addresses that lead somewhere safe stay."""
    assert made(html) == linked


def test_the_words_are_in_the_language_of_the_text_or_say_which() -> None:
    """There are none in Icelandic."""
    german = made("<form></form>", "de-AT")
    assert "Dieser Teil" in german
    assert "lang=" not in german
    marked = HERE.replace(">", ' lang="en">', 1)
    assert made("<form></form>", "is") == f"<p>{marked}</p>"


@given(MARKUP)
def test_whatever_it_is_made_of_it_is_safe_and_leads_somewhere(html: str) -> None:
    """After cleaning nothing acts, and every link has words."""
    done = cleaned(made(html), PAGE, SITE)
    assert list(html_faults(done)) == []
    for link in lxml_html.fragment_fromstring(done, create_parent="div").iter("a"):
        address = link.get("href", "")
        assert not address or link.text_content().strip() or address == f"{PAGE}x"


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "<p ",
                "<p>",
                "<b",
                ">",
                " hidden",
                "HIDDEN",
                "hidden=''",
                "'",
                '"',
                " a=",
                " a='<b>",
            ),
            *("=", "/", "</p>", "the hidden layer ", "<!--", "-->", "&lt;", "\n"),
        ]
    ),
    max_size=12,
).map("".join)


@given(PIECES)
def test_what_a_page_hides_is_found_wherever_it_is_written(html: str) -> None:
    """The quick look before passes over nothing."""
    quickly = made(html)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(interactive, "_may_hide", lambda _: True)
        assert made(html) == quickly
