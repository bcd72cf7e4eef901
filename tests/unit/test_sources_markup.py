"""Hand-written HTML that does not add up is mended, and what adds up is left alone."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sources.html_mending import mended
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
    ],
)
def test_what_does_not_is_mended_and_told(html: str, expected: str) -> None:
    """As a browser would read it."""
    again, fault = mended(html)
    assert again == expected
    assert fault


TAGS = st.sampled_from(["<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<a href='x'>", "</a>"])
PIECES = st.one_of(TAGS, st.sampled_from(["<table>", "<td>", "x", " & ", "<3", "&copy", "<li>"]))


@examples(200, 10_000)
@given(st.lists(PIECES, max_size=8))
def test_nothing_escapes_the_element_around_the_text(pieces: list[str]) -> None:
    """Whatever was written, the text ends where its element ends."""
    again, _ = mended("".join(pieces))
    page = f"<div id=text>{again}</div><hr id=end>"
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    body = tree.find("body")
    assert [child.get("id") for child in body] == ["text", "end"]
