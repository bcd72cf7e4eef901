"""Addresses in feeds: absolute, printable, without secrets."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.feeds import cleaning
from plugins.feeds.cleaning import resolve, resolve_candidates

SITE = "https://e.example/repo/"
PAGE = "https://e.example/repo/slug/"


@pytest.mark.parametrize(
    ("written", "absolute"),
    [
        ("x.html", "https://e.example/repo/slug/x.html"),
        ("../x/", "https://e.example/repo/x/"),
        ("#part", "https://e.example/repo/slug/#part"),
        ("?q=1&r=2", "https://e.example/repo/slug/?q=1&r=2"),
        ("/about/", "https://e.example/repo/about/"),
        ("/", "https://e.example/repo/"),
        ("/javascript:alert(1)", "https://e.example/repo/javascript:alert(1)"),
        ("//cdn.example/x", "https://cdn.example/x"),
        (" a b.png ", "https://e.example/repo/slug/a%20b.png"),
        ("a\n\tb.png", "https://e.example/repo/slug/ab.png"),
        ("https://other.example/?a=1#b", "https://other.example/?a=1#b"),
        ("https://user:word@e.example/repo/x", "https://e.example/repo/x"),
        ("https://guest:guest@demo.example/", "https://guest:guest@demo.example/"),
        ("mailto:desk@e.example", "mailto:desk@e.example"),
        ("bücher/", "https://e.example/repo/slug/bücher/"),
    ],
)
def test_addresses_become_absolute(written: str, absolute: str) -> None:
    """Relative to the page; `/x` to the site's root; of the site itself without a password."""
    assert resolve(written, PAGE, SITE) == absolute


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        " JaVa\tScRiPt:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "https://[bad",
    ],
)
def test_what_may_not_be_printed_is_dropped(written: str) -> None:
    """Only http, https, mailto and relative addresses are printed."""
    assert resolve(written, PAGE, SITE) == ""


def test_every_candidate_of_a_srcset_becomes_absolute() -> None:
    """Commas inside an address stay, descriptors stay, what may not be printed goes."""
    given_ = " /a.png 1x,b,c.png\t2x , javascript:x 3x, //cdn.example/d.png"
    assert resolve_candidates(given_, PAGE, SITE) == (
        "https://e.example/repo/a.png 1x, https://e.example/repo/slug/b,c.png 2x, "
        "https://cdn.example/d.png"
    )
    assert resolve_candidates("", PAGE, SITE) == ""
    assert resolve_candidates("a.png, b.png 100w", PAGE, SITE) == (
        "https://e.example/repo/slug/a.png, https://e.example/repo/slug/b.png 100w"
    )


@given(st.text())
@example("http:////[")
def test_whatever_is_written_the_result_is_absolute_or_nothing(address: str) -> None:
    """No text makes the function fail or yields an address that runs."""
    made = resolve(address, PAGE, SITE)
    assert made == "" or made.lower().startswith(
        ("https://", "http://", "http:", "https:", "mailto:")
    )
    for candidate in filter(None, resolve_candidates(address, PAGE, SITE).split(", ")):
        assert resolve(candidate.split()[0], PAGE, SITE)


PARTS = st.sampled_from(
    "http https HTTP :// / .. . a e.example :80 : - ~ // x.html ? # & = ?a=b #x @ ; % [ é".split()
)


@given(st.lists(PARTS, max_size=8).map("".join), st.sampled_from(["", "http://", "https://e."]))
def test_an_address_printed_as_it_stands_would_be_spelled_so(rest: str, begin: str) -> None:
    """Taking it apart and putting it together changes nothing."""
    address = begin + rest
    quickly = resolve(address, PAGE, SITE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cleaning, "ABSOLUTE", re.compile("(?!)"))
        assert resolve(address, PAGE, SITE) == quickly
