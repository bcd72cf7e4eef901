"""Forbidden characters go, and their places are told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugins.common.characters import (
    FORBIDDEN,
    html_without_forbidden,
    is_harmless,
    without_forbidden,
)
from plugins.sources.cleaning import control_characters


def test_characters_and_references_go() -> None:
    """Whether they stand there or are only referred to; harmless references stay."""
    assert (
        html_without_forbidden("a\x08b&#8;c&#X1F d&#0;e&#8&#x110000;f&#65;&#x41;&amp;")
        == "abc def&#65;&#x41;&amp;"
    )
    assert without_forbidden("a\x0bb\ttab\nline") == "ab\ttab\nline"


def test_the_place_is_told() -> None:
    """One line of the report for each line of the source."""
    problems = list(control_characters("ok\r\nbad \x08\x0c\nok\n&#8;", "a.md"))
    assert [(p.line, p.value) for p in problems] == [(2, "U+0008, U+000C"), (4, "U+0008")]


@given(st.text())
def test_nothing_forbidden_is_left(text: str) -> None:
    """Whatever the source holds; and what is clean stays as it is."""
    cleaned = html_without_forbidden(text)
    assert not FORBIDDEN.search(cleaned)
    assert html_without_forbidden(cleaned) == cleaned


@given(st.text() | st.text("a&#x8;1\n\ufffe\U0003fffe"))
def test_a_fast_look_misses_nothing(text: str) -> None:
    """What is called harmless loses nothing when it is cleaned."""
    if is_harmless(text):
        assert html_without_forbidden(text) == text
        assert not list(control_characters(text, "a.md"))
