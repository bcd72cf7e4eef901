"""Plain text with light markup (Markdown, as corpora have it) split by kind of place.

Not a Markdown parser: it tells headings, code, quotations and sections that list sources from
running text, no more. On a built site the text comes from HTML instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from ...common.regex import regex
from ...common.values import dataclass

HEADINGS = frozenset(
    line.strip()
    for line in """
    sources; references; further reading; footnotes; endnotes; bibliography; literature
    works cited; citations; see also; related articles; sources and notes; notes and sources
    acknowledgements; acknowledgments; image credits; credits; copyright; external links
    quellen; literatur; quellen und literatur; einzelnachweise; weblinks; siehe auch; fußnoten
    sources et références; références; bibliographie; voir aussi; liens externes
    notes et références; fuentes; referencias; bibliografía; véase también
    enlaces externos; fonti; riferimenti; bibliografia; vedi anche; collegamenti esterni
    fontes; referências; ver também; ligações externas; bronnen; literatuur; zie ook
    voetnoten; källor; referenser; litteratur; se även; kilder; henvisninger
    litteraturhenvisninger; se også; źródła; przypisy; zobacz też; источники; литература
    ссылки; см. также; джерела; посилання; zdroje
    források; lähteet; viitteet; πηγές; αναφορές; kaynaklar; kaynakça; 参考文献; 参考资料
    出典; 脚注; 資料來源; 참고 문헌; 출처; المصادر; مراجع; מקורות
    """.replace(";", "\n").split("\n")
    if line.strip()
)
"""Headings of such sections in several languages, in lower case."""

LONGEST = max(map(len, HEADINGS))


def is_reference_heading(text: str) -> bool:
    """Whether a heading with these words begins a list of sources."""
    words = " ".join(text.split()).strip(":：.# ").casefold()
    return len(words) <= LONGEST and words in HEADINGS


class PlaceKind(StrEnum):
    """What a piece of the text is."""

    BODY = "body"
    HEADINGS = "headings"
    CODE = "code"
    QUOTATION = "quotation"
    REFERENCES = "references"


LONGEST_HEADING = 100
"""Characters. A longer ‘heading’ is one whose paragraph was joined to its line."""

MARKED = regex(
    r"""
    (?= ` | ^[ \t`~#>] )  # Looking for this alone is four times as fast.
    (?:
      (?P<fence>   ^[ ]{0,3}(?P<mark>```+|~~~+) .*? (?: ^[ ]{0,3}(?P=mark) [^\n]*$ | \Z ) )
    | (?P<indented> (?: (?<=\n\n) | \A ) (?: (?:\t|[ ]{4}) [^\n]*\n? )+ )
    | (?P<inline>  (?P<ticks>`{1,20}+) (?: [^`\n] | \n(?!\n) )+ (?P=ticks) )
    | (?P<heading> ^[ ]{0,3}\#{1,6}[ ] [^\n]* $ )
    | (?P<quoted>  (?: ^[ ]{0,3}> [^\n]* \n? )+ )
    )
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)

KINDS = {
    "fence": PlaceKind.CODE,
    "indented": PlaceKind.CODE,
    "inline": PlaceKind.CODE,
    "heading": PlaceKind.HEADINGS,
    "quoted": PlaceKind.QUOTATION,
}


@dataclass(frozen=True, slots=True)
class MarkupPiece:
    """``text[start:end]`` and what it is."""

    start: int
    end: int
    kind: PlaceKind


def pieces(text: str) -> Iterator[MarkupPiece]:
    """`text` from beginning to end, none of it left out."""
    references_level = 0
    for piece in _pieces(text):
        if piece.kind is PlaceKind.HEADINGS:
            heading = text[piece.start : piece.end].strip()
            words = heading.lstrip("#")
            level = len(heading) - len(words)
            if is_reference_heading(words):
                references_level = references_level or level
            elif level <= references_level:
                references_level = 0
        yield (
            MarkupPiece(piece.start, piece.end, PlaceKind.REFERENCES) if references_level else piece
        )


def _pieces(text: str) -> Iterator[MarkupPiece]:
    at = 0
    for match in MARKED.finditer(text):
        kind = KINDS[next(name for name in KINDS if match[name] is not None)]
        if kind is PlaceKind.HEADINGS and len(match.group()) > LONGEST_HEADING:
            continue
        if at < match.start():
            yield MarkupPiece(at, match.start(), PlaceKind.BODY)
        yield MarkupPiece(match.start(), match.end(), kind)
        at = match.end()
    if at < len(text):
        yield MarkupPiece(at, len(text), PlaceKind.BODY)


def split(text: str) -> dict[PlaceKind, str]:
    """The words of each kind of place, joined as paragraphs."""
    found: dict[PlaceKind, list[str]] = {kind: [] for kind in PlaceKind}
    for piece in pieces(text):
        found[piece.kind].append(text[piece.start : piece.end])
    return {kind: "\n\n".join(texts) for kind, texts in found.items()}
