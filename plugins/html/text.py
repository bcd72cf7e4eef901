"""What HTML says once its markup is gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from ..common.characters import html_without_forbidden
from ..common.regex import regex
from ..common.values import dataclass
from .elements import CODE, HEADINGS, JOINS_WORDS, NO_PROSE, NO_WORDS

KINDS = dict.fromkeys(HEADINGS, "headings") | dict.fromkeys(CODE, "code")
"""What stands in these is no part of the body."""

LABELS = frozenset({"disclosure-part", "disclosure-image"})

PARAGRAPHS = regex(
    r'\s*+(?:<p>(?:[^<&]++|</?(?:a|b|i|em|strong)>|<a href="[^"<>&]*">)*+(?:</p>\s*+|\Z))*+'
)
"""HTML so plain that its words are what stands between the tags."""

ENOUGH = 2500
"""Characters of HTML in which its first words are looked for."""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a piece of HTML by the kind of place they stand in, white space collapsed."""

    body: str
    headings: str
    code: str


def text_of(html: str) -> str:
    """All words of `html` in reading order, white space collapsed, entities resolved."""
    return _join(piece for piece, _ in _pieces(html, _is_silent))


def prose_of(html: str) -> str:
    """The words of `html` that read on as sentences: no headings, tables, code or footnotes."""
    return _join(piece for piece, _ in _pieces(html, _is_no_prose)) or text_of(html)


def opening_of(html: str, longest: int) -> str:
    """The first words of the prose of `html`, at most `longest` characters; as `prose_of`, cut."""
    # A text is long and its first words stand at its beginning, so mostly that is enough.
    for looked_at in (3 * longest, ENOUGH):
        end = html.rfind("</p>", 0, looked_at)
        begun = _prose_begun(html[: max(end, 0)])
        if len(begun) > longest:
            return first_words(begun, longest)
    return first_words(prose_of(html), longest)


def _prose_begun(html: str) -> str:
    cleaned = html_without_forbidden(html)
    if PARAGRAPHS.fullmatch(cleaned):
        apart = cleaned.replace("<p>", " ").replace("</p>", " ")
        return _join(re.split("<[^<>]*+>", apart))
    return _join(piece for piece, _ in _pieces(html, _is_no_prose))


def sections_of(html: str) -> Text:
    """The words of `html`, those of headings and of code apart from the rest."""
    kinds: dict[str, list[str]] = {"body": [], "headings": [], "code": []}
    for piece, kind in _pieces(html, _is_silent):
        kinds[kind].append(piece)
    return Text(**{kind: _join(pieces) for kind, pieces in kinds.items()})


def first_words(text: str, longest: int) -> str:
    """`text` cut at a word so that it and its ellipsis have at most `longest` characters."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def _join(pieces: Iterable[str]) -> str:
    return " ".join("".join(pieces).split())


def _pieces(html: str, silent: Callable[[Any], bool]) -> Iterator[tuple[str, str]]:
    """(text, kind) in document order; a space where a block begins or ends."""
    cleaned = html_without_forbidden(html)
    if not cleaned.strip():
        return
    root = lxml_html.fragment_fromstring(cleaned, create_parent="div")
    kinds = ["body"]
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        kind = kinds[-1]
        if event == "start":
            if kind != "silent":
                kind = "silent" if silent(node) else _kind(node, kind)
            kinds.append(kind)
            if kind != "silent":
                yield _edge(node) + (node.text or ""), kind
        else:
            if event == "end":
                kinds.pop()
                if kind != "silent":
                    yield _edge(node), kind
            if node.tail and kinds[-1] != "silent":
                yield node.tail, kinds[-1]


def _kind(node: Any, outer: str) -> str:
    return KINDS.get(node.tag, "body") if outer == "body" else outer


def _is_silent(node: Any) -> bool:
    return node.tag in NO_WORDS or _is_label(node)


def _is_label(node: Any) -> bool:
    """What the kit says about a part or an image is none of the author's words."""
    given = node.get("class")
    return bool(given) and not LABELS.isdisjoint(given.split())


def _is_no_prose(node: Any) -> bool:
    """What makes no sense between two sentences; footnotes as Python-Markdown writes them."""
    notes = node.tag == "div" and node.get("class") == "footnote"
    mark = node.tag == "sup" and str(node.get("id", "")).startswith("fnref")
    return notes or mark or node.tag in NO_PROSE or _is_silent(node)


def _edge(node: Any) -> str:
    return "" if node.tag in JOINS_WORDS else " "
