"""What an author wrote into reStructuredText or HTML is found with its line."""

from __future__ import annotations

from plugins.disclosure.fields_by_hand import written

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
    found = written(RST, ".rst")
    assert found
    assert {key: (field.number, field.text) for key, field in found.items()} == {
        "date": (4, "2026-11-01"),
        "ai-role": (5, "generated"),
        "ai-sources": (6, "https://a.example/"),
        "custom": (8, "x"),
    }


def test_the_meta_elements_of_a_page() -> None:
    """In any letter case and order of attributes; references resolved."""
    found = written(HTML, ".html")
    assert found
    assert [(f.key, f.number, f.text) for f in found.values()] == [
        ("AI-Role", 2, "a & b"),
        ("AI-Model", 2, "x"),
    ]


def test_an_unknown_notation_is_not_guessed() -> None:
    """Another plugin's reader may write metadata in any way."""
    assert written(RST, ".adoc") is None
