"""Hand-written HTML that does not add up is mended, and what adds up is left alone."""

from __future__ import annotations

from itertools import pairwise

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.html.elements import CODE, HEADINGS, IN_TABLE, PHRASING, SPECIALLY_PARSED, VOID
from plugins.sources.html_mending import mended
from plugins.sources.plain_html import is_plainly_right
from plugins.sources.tidying import ranks, tidied
from tests.examples import examples


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>a &amp; b &#65; <em>c</em></p>",
        "<section><h2 id='x'>A</h2><p>b</p></section>",
        "<ul><li>a<li>b</ul>",
        "<table><tbody><tr><td>1</td></tr></tbody></table>",
        "<p>a<br>b<img src='x' alt=''></p>",
        "<p>&copy; &eacute; <button>a</button></p>",
    ],
)
def test_what_adds_up_is_left_alone(html: str) -> None:
    """Byte for byte."""
    assert mended(html) == (html, "")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p></div><p>b</p>", "<p>a</p><p>b</p>"),
        ("<div><p>a</p>", "<div><p>a</p></div>"),
        ("<p>a</p></p>", "<p>a</p><p></p>"),
        ("<p>I <3 it & you</p>", "<p>I &lt;3 it &amp; you</p>"),
        ("<caption>a</caption>", "a"),
        ("<p>R&D; and &bogus;</p>", "<p>R&amp;D; and &amp;bogus;</p>"),
        ("<object>a", "<object>a</object>"),
        ('<p>a</p><b title="x"', "<p>a</p>"),
        ("<marquee>a", "<marquee>a</marquee>"),
        ("<p><select><option>a</p>", "<p><select><option>a</option></select></p>"),
        ("<p><a href='x'>a</p>", '<p><a href="x">a</a></p>'),
        ("<ul><li><code>a</li></ul>", "<ul><li><code>a</code></li></ul>"),
        ("<h2>a", "<h2>a</h2>"),
        ("<li><div><li></div>a", "<li><div></div></li><li>a</li>"),
    ],
)
def test_what_does_not_is_mended_and_told(html: str, expected: str) -> None:
    """As a browser would read it."""
    again, fault = mended(html)
    assert again == expected
    assert fault


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<br />b<hr/><IMG src='x' /></p>", "<p>a<br>b<hr><IMG src='x'></p>"),
        ("<img src=x/><img alt/>", "<img src=x/><img alt>"),
        ("<svg><path d='M0'/></svg><i/>", "<svg><path d='M0'/></svg><i/>"),
        ("<h3 id=a>a</h3><h4>b</h4><H3>c</H3>", "<h2 id=a>a</h2><h3>b</h3><H2>c</H2>"),
        ("<h2>a</h2><h4>b</h4><h6>c</h6><h3>d</h3>", "<h2>a</h2><h3>b</h3><h4>c</h4><h3>d</h3>"),
        ("<h1>a</h1><h3>b</h3><h2>c</h2>", "<h1>a</h1><h2>b</h2><h2>c</h2>"),
        (
            "<!-- <h2> --><h3>a</h3><code>&lt;h4></code>",
            "<!-- <h2> --><h3>a</h3><code>&lt;h4></code>",
        ),
    ],
)
def test_what_the_standard_does_not_want_is_put_right(html: str, expected: str) -> None:
    """Slashes on void elements go; no heading skips a rank below the title, which is an h1."""
    assert tidied(html) == expected
    assert tidied(expected) == expected


@given(st.lists(st.integers(1, 6), max_size=12))
def test_no_rank_is_skipped(levels: list[int]) -> None:
    """And a heading that stood below another still does."""
    made = [1, *ranks(levels)]
    assert all(below <= above + 1 for above, below in pairwise(made))
    for (a, b), (x, y) in zip(pairwise(levels), pairwise(made[1:]), strict=True):
        assert (a < b) <= (x < y) or x == y == 2


TAGS = st.sampled_from(["<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<a href='x'>", "</a>"])
PIECES = st.one_of(TAGS, st.sampled_from(["<table>", "<td>", "x", " & ", "<3", "&copy", "<li>"]))


@example(["<li>", "<div>", "<li>", "</div>", "<p>"])
@example(["<a href='x'>", "x"])
@given(st.lists(PIECES, max_size=8))
@examples(200, 10_000)
def test_nothing_escapes_the_element_around_the_text(pieces: list[str]) -> None:
    """Whatever was written, the text ends where its element ends."""
    again, _ = mended("".join(pieces))
    page = f"<div id=text>{again}</div><hr id=end>behind"
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    body = tree.find("body")
    assert [child.get("id") for child in body] == ["text", "end"]
    assert body[-1].tail == "behind"


OTHERS = {
    "p",
    "div",
    "section",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "figure",
    "ruby",
    "rt",
}
NAMES = sorted(PHRASING | HEADINGS | CODE | IN_TABLE | SPECIALLY_PARSED | VOID | OTHERS)
ATTRIBUTES = st.sampled_from(
    [
        "",
        "",
        "",
        " id='x' class=\"a&amp;b\"",
        " a b",
        " a a",
        " a='1' A=''",
        " a=b",
        " /",
        '\n a=""',
    ]
)
WORDS = st.sampled_from(
    ["x", " ", "&amp;", "&#8211;", "&#xfdd0;", "&x", "<3", "<!-- x -->", "<!-->"]
)


def _element(name: str, attributes: str, content: list[str]) -> str:
    end = "" if name in VOID else f"</{name}>"
    return f"<{name}{attributes}>{''.join(content)}{end}"


NESTED = st.recursive(
    WORDS,
    lambda inner: st.builds(
        _element, st.sampled_from(NAMES), ATTRIBUTES, st.lists(inner, max_size=3)
    ),
)


@given(st.one_of(st.lists(NESTED, max_size=3), st.lists(PIECES, max_size=8)).map("".join))
@examples(300, 20_000)
def test_what_no_parser_looks_at_has_no_error(html: str) -> None:
    """Where the fast look is enough, the strict parser has nothing to say."""
    if is_plainly_right(html):
        html5lib.HTMLParser(strict=True).parseFragment(html, container="div")


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id=\'a\'>A</h2>\n<p>b <em>c</em> <a class="d" href="?e=1&amp;f">g</a>&nbsp;<br /></p>',
        '<div class="footnote">\n<hr />\n<ol>\n<li id="a"><p>b &#8617;</p></li></ol></div><!-- -->',
        "<table>\n<thead>\n<tr>\n<th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
        "<dl><dt>a</dt><dd><p>b</p><ul><li>c<ol><li>d</li></ol></li></ul></dd></dl>",
        "<figure><img alt='' src='a'><figcaption>b <ruby>c<rt>d</rt></ruby></figcaption></figure>",
    ],
)
def test_what_is_usual_needs_no_parser(html: str) -> None:
    """What Markdown makes, and its extensions."""
    assert is_plainly_right(html)
