"""What an author wrote into reStructuredText or HTML is found with its line."""

from __future__ import annotations

from pathlib import Path

from plugins.disclosure.source_documents import fields_by_hand

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


def _file(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_the_field_list_of_a_text(tmp_path: Path) -> None:
    """The first one, and no field further down."""
    found = fields_by_hand(_file(tmp_path, "a.rst", RST))
    assert found
    assert {key: (field.number, field.text) for key, field in found.items()} == {
        "date": (4, "2026-11-01"),
        "ai-role": (5, "generated"),
        "ai-sources": (6, "https://a.example/"),
        "custom": (8, "x"),
    }


def test_the_meta_elements_of_a_page(tmp_path: Path) -> None:
    """In any letter case and order of attributes; references resolved."""
    found = fields_by_hand(_file(tmp_path, "a.html", HTML))
    assert found
    assert [(f.key, f.number, f.text) for f in found.values()] == [
        ("AI-Role", 2, "a & b"),
        ("AI-Model", 2, "x"),
    ]


def test_an_unknown_notation_is_not_guessed(tmp_path: Path) -> None:
    """Another plugin's reader may write metadata in any way."""
    assert fields_by_hand(_file(tmp_path, "a.adoc", RST)) is None
