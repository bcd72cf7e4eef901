"""The first words of a text, found without reading all of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

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
        *("<pre>code</pre>", "<b>bold</b>"),
        "<p>" + "long words of a long paragraph " * 40 + "</p>",
    ]
)


@given(st.lists(PIECES, max_size=30), st.integers(10, 400))
def test_they_are_those_of_the_whole(pieces: list[str], longest: int) -> None:
    """Cut from all of its prose, they are the same."""
    html = "".join(pieces)
    assert opening_of(html, longest) == first_words(prose_of(html), longest)


def test_a_text_that_begins_late_is_found() -> None:
    """Behind more headings and code than are looked at first."""
    html = "<pre>code</pre>" * (ENOUGH // 10) + "<p>Words.</p>"
    assert opening_of(html, 100) == "Words."
