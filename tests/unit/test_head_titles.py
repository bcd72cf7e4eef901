"""Titles are set as `smarty` sets texts, where it is on and speaks the language."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from plugins.head.titles import Typography

ON = Typography({"extensions": ["extra", "smarty"]})
GERMAN = {
    "left-single-quote": "&sbquo;",
    "right-single-quote": "&lsquo;",
    "left-double-quote": "&bdquo;",
    "right-double-quote": "&ldquo;",
}


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("DeepSeek's culture", "DeepSeek’s culture"),
        ('Why a page says "AI-written"', "Why a page says “AI-written”"),
        ("\"'Nested' once\", she said", "“‘Nested’ once”, she said"),
        ("1990--2000 ...", "1990–2000 …"),
        ("'90s <b>bold</b> &amp; *it's*", "’90s <b>bold</b> &amp; *it’s*"),
        ("Nothing to set", "Nothing to set"),
    ],
)
def test_a_title(written: str, seen: str) -> None:
    """It stays plain text: markup in it is none."""
    assert ON.of(written, "en-GB") == seen


def test_other_languages() -> None:
    """Stay as they are written, unless options name their marks; so does all without `smarty`."""
    title = 'Die "Uhr"'
    assert ON.of(title, "de") == title
    config = {"smarty": {"substitutions": GERMAN}}
    own = Typography({"extensions": ["smarty"], "extension_configs": config})
    assert own.of(title, "de") == "Die „Uhr“"
    assert Typography({"extensions": ["extra"]}).of("It's", "en") == "It's"
    assert Typography({}).of("It's", "en") == "It's"


@given(st.text("ab 's\"-.5", min_size=1).map(str.strip).filter(str))
def test_as_in_a_text(title: str) -> None:
    """What Markdown makes of the same words in a paragraph."""
    text = markdown(f"x {title} x", extensions=["smarty"])
    assert f"<p>{ON.of(f'x {title} x', 'en')}</p>" == unescape(text)
