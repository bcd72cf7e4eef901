"""HTML as feeds carry it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.feeds.cleaning import cleaned
from tests.feeds.rfc4287 import html_faults

SITE = "https://e.example/repo/"
PAGE = "https://e.example/repo/slug/"


def clean(html: str) -> str:
    """`html` as the feed of a site under a prefix carries it."""
    return cleaned(html, PAGE, SITE)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p onclick=x style=y id=z class=q>a</p>", "<p>a</p>"),
        ("a<script>alert(1)</script>b", "ab"),
        ("a<style>p{}</style>b<!-- c -->", "ab"),
        ("<iframe src=https://x.example/>in</iframe>", ""),
        ("<form action=/x><p>Join</p><input><button>Go</button></form>", "<p>Join</p>"),
        ("<a href='javascript:x'>run</a>", "<a>run</a>"),
        ("<svg><script>x</script><text>t</text></svg>ok", "ok"),
        ("<math><mtext><table><mglyph><style><img src=x onerror=y>", ""),
        ("<unknown>text</unknown>", "text"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("a\x00\x08\ufffeb", "ab"),
    ],
)
def test_what_acts_goes_and_text_stays(html: str, kept: str) -> None:
    """Scripts, styles, frames, forms, events and ids go; words stay."""
    assert clean(html) == kept


def test_structure_stays() -> None:
    """Tables, code with its language, figures, details and direction are part of the text."""
    kept = (
        '<table><tbody><tr><th scope="col">a</th><td colspan="2">b</td></tr></tbody></table>'
        '<pre><code class="language-python">x &lt; 1</code></pre>'
        '<figure><img src="https://x.example/i.png" alt="A" width="2"><figcaption>c</figcaption>'
        '</figure><details><summary>s</summary><p dir="rtl" lang="he">t</p></details>'
    )
    assert clean(kept) == kept


def test_every_address_in_markup_is_absolute() -> None:
    """href, src, srcset, poster and cite."""
    html = (
        '<a href="#x">a</a><img src="i.png" srcset="j.png 2x"><video poster="/p.png"></video>'
        '<q cite="c">q</q>'
    )
    assert clean(html) == (
        f'<a href="{PAGE}#x">a</a><img src="{PAGE}i.png" srcset="{PAGE}j.png 2x">'
        f'<video poster="{SITE}p.png" controls=""></video><q cite="{PAGE}c">q</q>'
    )


TAGS = st.sampled_from(
    "a p img svg math script style form iframe b table td mtext mglyph title noscript".split()
)
ATTRIBUTES = st.sampled_from(
    ["", " href=javascript:x", ' src="x" onerror="y"', " style=z", " srcset='a 1x, b'", " id=i"]
)
PIECES = st.one_of(
    st.builds("<{}{}>".format, TAGS, ATTRIBUTES),
    st.builds("</{}>".format, TAGS),
    st.text(max_size=8),
    st.sampled_from(["<!--", "-->", "]]>", "<![CDATA[", "&lt;script&gt;", "\x08", "&#8;"]),
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_markup_survives_that_acts(html: str) -> None:
    """Whatever tags are mixed, a second parser finds nothing that runs or is relative."""
    result = clean(html)
    if result.strip():
        assert list(html_faults(result)) == []
    assert clean(result) == result


@pytest.mark.parametrize("page", [PAGE, "https://e.example/other/"])
def test_each_text_is_cleaned_for_its_own_page(page: str) -> None:
    """One cleaner serves all."""
    assert cleaned('<a href="#x">a</a>', page, SITE) == f'<a href="{page}#x">a</a>'
