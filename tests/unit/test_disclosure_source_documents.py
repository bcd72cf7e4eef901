"""What an author wrote into reStructuredText or HTML is found with its line."""

from __future__ import annotations

import pytest

from plugins.common.files import Source
from plugins.common.frontmatter import parse
from plugins.disclosure.source_documents import facts_of, fields_by_hand, marked_parts

RST = """A title
#######

:date: 2026-11-01
:AI-Role: generated
:AI-Sources: https://a.example/
    https://b.example/
:Custom: x

Text.

:AI-Model: is only text here
"""
HTML = """<html><head><title>T</title>
<meta name="AI-Role" content="a &amp; b"><META content=x
 name=AI-Model></head><body><p>x</p></body></html>"""


def test_the_field_list_of_a_text() -> None:
    """The first one, and no field further down."""
    found = fields_by_hand(RST, ".rst")
    assert found
    assert {key: (field.number, field.text) for key, field in found.items()} == {
        "date": (4, "2026-11-01"),
        "ai-role": (5, "generated"),
        "ai-sources": (6, "https://a.example/"),
        "custom": (8, "x"),
    }


def test_the_meta_elements_of_a_page() -> None:
    """In any letter case and order of attributes; references resolved."""
    found = fields_by_hand(HTML, ".html")
    assert found
    assert [(f.key, f.number, f.text) for f in found.values()] == [
        ("AI-Role", 2, "a & b"),
        ("AI-Model", 2, "x"),
    ]


def test_an_unknown_notation_is_not_guessed() -> None:
    """Another plugin's reader may write metadata in any way."""
    assert fields_by_hand(RST, ".adoc") is None


def test_the_facts_of_a_source() -> None:
    """Of Markdown its document and the traps in it, of others their metadata."""
    facts = facts_of(Source("\ufeffTitle: A\nAI-Rolle: none\n\nText."), ".md", "a.md")
    assert facts.document
    assert facts.document.text("title") == "A"
    assert [(trap.path, trap.line, trap.key) for trap in facts.traps] == [("a.md", 2, "AI-Rolle")]
    facts = facts_of(Source(":AI-Rolle: none\n"), ".rst", "a.rst")
    assert facts.document is None
    assert facts.own
    assert [trap.line for trap in facts.traps] == [1]


def test_bytes_that_are_no_text_are_told() -> None:
    """Nothing else is said of such a file."""
    (trap,) = facts_of(Source("Titel: \ufffd\nAI-Rolle: x\n", 7), ".md", "a.md").traps
    assert trap.message == "is not UTF-8 text (byte 7)"


@pytest.mark.parametrize("fence", [":::", "\uff1a\uff1a\uff1a", "\u2236\u2236\u2236"])
def test_a_line_with_colons_of_any_kind_is_looked_at(fence: str) -> None:
    """Such a line was meant to begin a part; a text without one marks none."""
    parts, problems = marked_parts(parse(f"Title: A\n\n{fence} section\n\nText."), "", "a.md")
    assert not parts
    assert problems
    assert marked_parts(parse("Title: A\n\nText: “a”."), "", "a.md") == ([], [])
