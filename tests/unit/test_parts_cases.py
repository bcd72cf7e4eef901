"""Golden cases of parts: tests/cases/parts/*.md, each a title, what was written, what becomes."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest
from markdown import Markdown

from plugins.disclosure.label import PartLabel
from plugins.disclosure.parts.extension import PartsExtension
from plugins.disclosure.parts.markers import broken_parts
from plugins.disclosure.parts.part_labels import with_labels
from plugins.disclosure.parts.syntax import PartBlock, find_parts
from plugins.disclosure.vocabulary import ReviewState, w3c_value

CASES = Path(__file__).resolve().parent.parent / "cases" / "parts"
CASE = re.compile(r"^(.+)\n\.\n((?:.*\n)*?)\.\n((?:.*\n)*?)\.$", re.MULTILINE)


def reader() -> Markdown:
    """Markdown as pelicanconf.py sets it."""
    return Markdown(
        extensions=["extra", "sane_lists", "smarty", "codehilite", "toc", PartsExtension()],
        extension_configs={
            "codehilite": {"css_class": "highlight", "guess_lang": False},
            "toc": {"permalink": False},
        },
        output_format="html5",
    )


def shown(block: PartBlock, state: ReviewState = ReviewState.ABSENT) -> PartLabel:
    """The label of a block in a text whose review has `state`."""
    sentence = f"This {block.kind}: {block.role} by {', '.join(block.models) or '?'}."
    value = w3c_value(block.role, state)
    made = (block.models, block.provider)
    return PartLabel(block.kind, block.id, block.role, value, "", *made, sentence)


def rendered(source: str) -> str:
    """The HTML of a text that has no mistakes, marks and all."""
    blocks, problems = find_parts(source, 1, "a.md")
    html = str(reader().convert(source))
    assert problems == []
    assert broken_parts(html, blocks, "a.md") == []
    return html


def labelled(source: str) -> str:
    """The HTML with labels."""
    blocks, _ = find_parts(source, 1, "a.md")
    return with_labels(rendered(source), {block.id: shown(block) for block in blocks})


def told(source: str) -> str:
    """Every problem as an author hears of it."""
    return "\n".join(map(str, find_parts(source, 1, "a.md")[1])) or "none"


def cases(name: str) -> list[tuple[str, str, str]]:
    """(title, what was written, what is expected) of one file."""
    found = CASE.findall((CASES / name).read_text(encoding="utf-8"))
    assert len(found) >= 8
    return [(title, source[:-1], expected[:-1]) for title, source, expected in found]


def ids(name: str) -> list[str]:
    """The titles, for the names of the tests."""
    return [title for title, _, _ in cases(name)]


@pytest.mark.parametrize(
    ("_title", "source", "html"), cases("rendering.md"), ids=ids("rendering.md")
)
def test_parts_are_rendered(_title: str, source: str, html: str) -> None:
    """As written down, and as HTML without a parse error."""
    assert rendered(source) == html
    html5lib.HTMLParser(strict=True).parseFragment(html, container="div")


@pytest.mark.parametrize(("_title", "source", "html"), cases("labelled.md"), ids=ids("labelled.md"))
def test_parts_are_labelled(_title: str, source: str, html: str) -> None:
    """As written down, and as HTML without a parse error."""
    assert labelled(source) == html
    html5lib.HTMLParser(strict=True).parseFragment(html, container="div")


@pytest.mark.parametrize(("_title", "source", "problems"), cases("errors.md"), ids=ids("errors.md"))
def test_mistakes_are_told(_title: str, source: str, problems: str) -> None:
    """With line, value and cure; and the text can still be rendered."""
    assert told(source) == problems
    assert "\x02" not in reader().convert(source)
