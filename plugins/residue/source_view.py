"""A Markdown source as the rules look at it: what readers will see, without code."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from ..common import keys
from ..common.frontmatter import Document, Line, normalized, parse
from ..common.regex import regex
from ..common.values import dataclass
from .code_masking import MASK, Fence, fences, masked

VISIBLE_KEYS = frozenset(("subtitle", "description")).union(
    key.field
    for key in (
        *(keys.TITLE, keys.SUMMARY, keys.CATEGORY, keys.TAGS, keys.KEYWORDS),
        *(keys.COVER_ALT, keys.IMAGES, keys.PARTS, keys.SOURCES),
    )
)
"""Keys whose values readers get to see."""

Finding = tuple[int, str]
"""What a rule gives: the line of the file, and what stands there."""

PLAIN = {"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " "}
WORD = regex(r"\w+")
BETWEEN = bytes(
    b if b >= ord("\x80") or chr(b).isalnum() or b == ord("_") else 32 for b in range(256)
)
"""Every byte; a blank for what stands between words."""
UNSPACED = regex("[\u3040-\u30ff\u4e00-\u9fff]")
ATX = regex(r"^ {0,3}(#{1,6})[ \t]+(.*)$")
SETEXT = regex(r"^ {0,3}(=+|-+)[ \t]*$")
MARKS = frozenset("#=- ")
BLANKS = " \t"
NO_SETEXT = regex(r"^ {0,3}(?:[#>|]|[-*+] |\d+[.)] |\ufdd0)")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of the text between two blank ones."""

    number: int
    """Line of the file on which it begins."""

    text: str
    """Its lines, code masked."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, with lines of the file."""

    number: int
    level: int
    text: str
    first: int
    """The line after the heading."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """What one source shows. Offsets into `text` and `folded` are the same."""

    document: Document
    lines: tuple[str, ...]
    """Every line of the file; code, and the keys and values nobody sees, masked or blank."""

    starts: tuple[int, ...]
    """Offsets at which `lines` begin."""

    prose: tuple[tuple[int, str], ...]
    """Number and line of each that holds something and is no block quotation."""

    text: str
    """`lines` as one text."""

    folded: str
    """`text` in lower case, with plain apostrophes and blanks."""

    words: frozenset[str]
    """Every word of `folded`, each once."""

    fences: tuple[Fence, ...]
    """Fenced blocks; their indexes count from the first line of the text below the metadata."""

    blocks: tuple[TextBlock, ...]
    headings: tuple[Heading, ...]

    def line_of(self, offset: int) -> int:
        """Number of the line in the file that holds `offset`."""
        return bisect_right(self.starts, offset)

    def line_at(self, offset: int) -> str:
        """The line that holds `offset`."""
        return self.lines[self.line_of(offset) - 1]


def view_of(source: str) -> SourceView:
    """Read a Markdown source."""
    document = parse(source)
    body = [line.rstrip() for line in document.body.split("\n")]
    blocks = fences(body)
    above = document.body_start - 1
    top = _top(normalized(source).split("\n", above)[:above], document)
    lines = [*top, *masked(body, blocks)]
    text = "\n".join(lines)
    folded = _folded(text)
    return SourceView(
        document=document,
        lines=tuple(lines),
        prose=tuple(
            (number, line)
            for number, line in enumerate(lines, 1)
            if line and not (">" in line and line.lstrip().startswith(">"))
        ),
        starts=tuple(accumulate((len(line) + 1 for line in lines[:-1]), initial=0)),
        text=text,
        folded=folded,
        words=_words(folded),
        fences=tuple(blocks),
        blocks=tuple(_blocks(lines, document.body_start)),
        headings=tuple(_headings(lines, document.body_start)),
    )


def _top(lines: list[str], document: Document) -> list[str]:
    """The metadata: values that are seen stay where they stand, all else is blank."""
    fields = (field for key, field in document.fields.items() if key in VISIBLE_KEYS)
    visible = {row.number: row for field in fields for row in field.lines}
    return [_value(line, visible.get(number)) for number, line in enumerate(lines, 1)]


def _value(line: str, row: Line | None) -> str:
    if row is None:
        return ""
    value = masked([row.value], [])[0]
    return " " * (len(line.rstrip()) - len(value)) + value


def _folded(text: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):  # ‘İ’ becomes two characters
        lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    for character, plain in () if lower.isascii() else PLAIN.items():
        lower = lower.replace(character, plain)
    return lower


def _words(folded: str) -> frozenset[str]:
    """Every word; where a script writes no blanks, every character."""
    # Bytes are parted much faster than the pattern does it; those beyond ASCII are left together.
    # Code, which is no word, would make a text of plain ASCII one that is not.
    shown = folded.replace(MASK, " ")
    pieces = shown.encode("utf-8", "surrogatepass").translate(BETWEEN)
    words = frozenset(pieces.decode("utf-8", "surrogatepass").split())
    if pieces.isascii():
        return words
    parted = [word for word in words if not word.isascii()]
    rest = "\n".join(parted)
    return words.difference(parted).union(WORD.findall(rest), UNSPACED.findall(rest))


def _blocks(lines: list[str], start: int) -> list[TextBlock]:
    blocks: list[TextBlock] = []
    begun = 0
    for number, line in enumerate([*lines[start - 1 :], ""], start):
        if line and not begun:
            begun = number
        elif not line and begun:
            blocks.append(TextBlock(begun, "\n".join(lines[begun - 1 : number - 1])))
            begun = 0
    return blocks


def _headings(lines: list[str], start: int) -> list[Heading]:
    headings = []
    for number, line in enumerate(lines[start - 1 :], start):
        if line[:1] not in MARKS:
            continue
        atx = ATX.match(line)
        if atx and (title := atx[2].rstrip(BLANKS).rstrip("#").rstrip(BLANKS)):
            headings.append(Heading(number, len(atx[1]), title, number + 1))
        elif number > start and SETEXT.match(line) and _is_title(lines, number - 2, start - 1):
            level = 1 if "=" in line else 2
            headings.append(Heading(number - 1, level, lines[number - 2].strip(), number + 1))
    return headings


def _is_title(lines: list[str], at: int, first: int) -> bool:
    """Whether line `at` is a paragraph of one line, which an underline makes a heading."""
    alone = at == first or not lines[at - 1]
    return bool(lines[at]) and alone and not NO_SETEXT.match(lines[at])
