"""The first words of a text, found without reading all of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugins.html import text
from plugins.html.text import ENOUGH, first_words, opening_of, prose_of

PIECES = st.sampled_from(
    [
        *(
            "<p>Words and more words.</p>",
            "<h2>Heading</h2>",
            "<p>",
            "</p>",
            "text ",
            "<pre>code</pre>",
        ),
        *("<table><tr><td>cell</td></tr></table>", "<div>", "</div>", "<ul><li>item</li></ul>"),
        *("<script>x</script>", "<!-- note -->", "<sup id=fnref:1>1</sup>", "&amp;"),
        *("<pre>code</pre>", "<b>bold</b>", '<a href="x>y">', '<a href="x">', "</a>", "\x85"),
        *("<em>", "</em>\n", "</p >", "<P>", "\u2028", "a<b", "\xa0"),
        "<p>" + "long words of a long paragraph " * 40 + "</p>",
    ]
)


@given(st.lists(PIECES, max_size=30), st.integers(10, 400))
def test_they_are_those_of_the_whole(pieces: list[str], longest: int) -> None:
    """Cut from all of its prose, they are the same."""
    html = "".join(pieces)
    assert opening_of(html, longest) == first_words(prose_of(html), longest)


MARKS = st.sampled_from(
    '<p> </p> <a> </a> <b> </b> <a_href="x"> <em> </em> w \xa0 \x0c \x00'.split(" ")
)


@given(st.lists(MARKS, max_size=20))
def test_plain_paragraphs_are_read_as_by_a_parser(pieces: list[str]) -> None:
    """However their tags are nested, ended and not begun, or begun and not ended."""
    html = "<p>" + "".join(pieces).replace("_", " ").replace("</p>w", "</p><p>w")
    assert opening_of(f"{html}</p>{html}", 1) == first_words(prose_of(f"{html}</p>{html}"), 1)
    assert opening_of(f"{html}</p>", 400) == first_words(prose_of(f"{html}</p>"), 400)
    assert text._prose_begun(html) == text._join(
        p for p, _ in text._pieces(html, text._is_no_prose)
    )


def test_a_text_that_begins_late_is_found() -> None:
    """Behind more headings and code than are looked at first."""
    html = "<pre>code</pre>" * (ENOUGH // 10) + "<p>Words.</p>"
    assert opening_of(html, 100) == "Words."
