"""The candidates of a `srcset`, split as a browser splits it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.html.srcset import candidates

SPACE = "\t\n\f\r "


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("", []),
        (" ,\n,", []),
        ("a.png", [("a.png", "")]),
        ("a.png, b.png 2x", [("a.png", ""), ("b.png", "2x")]),
        ("a.png 1x,b,c.png\t2x ,", [("a.png", "1x"), ("b,c.png", "2x")]),
        ("a.png,,, b.png", [("a.png", ""), ("b.png", "")]),
        ("a.png, 2x", [("a.png", ""), ("2x", "")]),
        ("data:image/gif;base64,R0lG 100w 50h", [("data:image/gif;base64,R0lG", "100w 50h")]),
        ("a.png f(1, 2) 2x, b.png", [("a.png", "f(1, 2) 2x"), ("b.png", "")]),
        ("a.png f(1, b.png", [("a.png", "f(1, b.png")]),
        ("a\N{NO-BREAK SPACE}b.png 2x", [("a\N{NO-BREAK SPACE}b.png", "2x")]),
    ],
)
def test_a_srcset_is_split_as_the_standard_says(
    written: str, wanted: list[tuple[str, str]]
) -> None:
    """At commas outside brackets; ASCII white space alone ends an address."""
    assert [(each.address, each.descriptors) for each in candidates(written)] == wanted


@example("a( , )b ,c (,")
@given(st.text(st.sampled_from("ab,() \t2x")))
def test_it_agrees_with_the_standard_step_by_step(written: str) -> None:
    """Any text; addresses are found at their places."""
    found = list(candidates(written))
    assert [(each.address, each.descriptors) for each in found] == _as_the_standard(written)
    assert all(written[each.start : each.end] == each.address for each in found)


def _as_the_standard(text: str) -> list[tuple[str, str]]:
    """4.8.4.3.10, one character after the other, without the checks of descriptors."""
    found: list[tuple[str, str]] = []
    at = 0
    while True:
        while at < len(text) and text[at] in f"{SPACE},":
            at += 1
        if at == len(text):
            return found
        begun = at
        while at < len(text) and text[at] not in SPACE:
            at += 1
        address = text[begun:at]
        begun, bracket = at, False
        if not address.endswith(","):
            while at < len(text) and (bracket or text[at] != ","):
                bracket = text[at] != ")" if bracket else text[at] == "("
                at += 1
        found.append((address.rstrip(","), text[begun:at].strip(SPACE)))
