"""HTML read without changing it: the passages that may hold links, and the links there are.

Tokens follow the HTML Living Standard, 13.2.5, as far as they decide where text begins and ends.
Elements are only told apart by nesting. Where that is broken, a browser's repairs (13.2.6) decide
what is inside what; from there on no passage is reported, so that no link can come to stand in a
place where it must not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import field
from functools import lru_cache

from ...common.regex import regex
from ...common.values import dataclass
from ...html import elements
from ...html.elements import (
    CLOSES_OPTIONAL,
    FOREIGN,
    HEADINGS,
    IN_PARAGRAPH,
    IN_TABLE,
    INTEGRATION_POINTS,
    OPTIONAL_END,
    PHRASING,
    TABLE_FRAME,
    VOID_TO_PARSERS,
)
from ...html.tags import COMMENT, DEEPEST, MARKUP, Tag, end_of_raw, tag_of
from ..text.light_markup import is_reference_heading
from .passages import NO_CHARACTER, Passage, passages_at, places_array, resolved

NO_LINK = elements.NO_LINK - HEADINGS | {"h"}
UNNESTABLE = elements.UNNESTABLE | {"h"}
"""Here ``h`` stands for h1 to h6."""
NOSCRIPT = "noscript"
RAW_TEXT = elements.RAW_TEXT | {NOSCRIPT}
"""In a browser that runs scripts, as most do, the content of `noscript` is no markup either."""

OPEN_ENDED = regex(rf"<(?:[!?]|/[^a-z]|{NOSCRIPT}\b)", re.IGNORECASE)
"""Comments, and what is read as one, beside an element that cannot stand in itself."""

APART = frozenset({"footnote", "footnotes", "references", "toc"})
"""Classes that Markdown's extensions give to notes and tables of contents."""

IGNORED = frozenset("body head html".split())
SPECIAL = frozenset("frameset plaintext".split()).union(
    VOID_TO_PARSERS, IGNORED, UNNESTABLE, IN_TABLE, RAW_TEXT, FOREIGN
)
"""Elements that do not simply open where their tags stand."""

LONGEST_KNOWN = 120
"""Characters of a tag that is remembered."""

SPACE = "\t\n\f\r "
CDATA, CDATA_END = "<![CDATA[", "]]>"
"""A comment in HTML; in SVG and MathML text, which is no article's own."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link that the author made."""

    href: str
    paragraph: int


@dataclass(slots=True)
class Scan:
    """What is in a piece of HTML."""

    source: str
    texts: list[str] = field(default_factory=list)
    """Of the passages."""
    places: list[list[int]] = field(default_factory=list)
    """Of the passages: rows of `PassagePlaces`."""
    anchors: list[Anchor] = field(default_factory=list)
    references: list[tuple[int, int]] = field(default_factory=list)
    """Where in the source the sections stand that list sources: (start, end)."""

    last_paragraph: int = 0
    """Number of the last block with text in it, linked or not; references do not count."""

    @property
    def passages(self) -> list[Passage]:
        """Where links may stand."""
        return passages_at(places_array(self.places), self.source)


def scan(source: str) -> Scan:
    """Read any text as HTML; broken markup ends the passages, never the reading."""
    return _Scanner(source).run()


class _Scanner:
    """One pass over the source, with the elements open at each point."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.found = Scan(source)
        self.open: list[tuple[str, bool]] = []
        """Names of open elements, outermost first, and whether each forbids links."""
        self.names: dict[str, int] = defaultdict(int)
        """How many elements of each name are open."""
        self.forbidding = 0
        """How many open elements forbid links."""
        self.foreign = 0
        """How many open elements are of `FOREIGN`."""
        self.paragraph = 0
        self.broken = False
        self.before = NO_CHARACTER
        """The code point that ends the text before, if only phrasing tags stand in between."""
        self.heading: tuple[int, int] | None = None
        """Level of the heading that we are in, and the offset of its tag."""
        self.heading_words = ""
        self.apart: tuple[int, int] | None = None
        """The same of the heading whose section lists sources, while in that section."""
        self.waiting = False
        """Whether the last passage has not yet met what comes after it."""

    def run(self) -> Scan:
        at, end = 0, len(self.source)
        while at < end:
            match = MARKUP.search(self.source, at)
            self._text(at, match.start() if match else end)
            at = self._markup(match) if match else end
        self._end_apart(end)
        return self.found

    def _markup(self, match: re.Match[str]) -> int:
        """Take a comment or a tag; return the offset after it."""
        tag = self._tag(match)
        if tag is None:  # it never ends, and nothing after it shows
            self.broken = True
            return len(self.source)
        if tag.name == COMMENT:
            if not (self.source.startswith(CDATA, tag.start) and self._foreign()):
                return tag.end
            end = self.source.find(CDATA_END, tag.start)
            return len(self.source) if end < 0 else end + len(CDATA_END)
        if tag.name in HEADINGS:
            level, tag = int(tag.name[1]), tag._replace(name="h")
            self._around_heading(tag, level)
        self._between(tag)
        return self._close(tag) if tag.closing else self._start(tag)

    def _tag(self, match: re.Match[str]) -> Tag | None:
        start = match.start()
        end = self.source.find(">", start, start + LONGEST_KNOWN) + 1
        known = _whole_tag(self.source[start:end]) if match["name"] and end else None
        if known is None:
            return tag_of(self.source, match)
        return Tag(known.name, known.closing, start, end, known.attributes)

    def _text(self, start: int, end: int) -> None:
        if start == end:
            return
        text = resolved(self.source[start:end])
        if not text:
            return
        if self.heading:
            self.heading_words += text
        elif not (self.apart or text.isspace()):
            self.found.last_paragraph = self.paragraph
        self.broken |= self._in_table_parts() and not text.isspace()
        if self.waiting:
            self.found.places[-1][-1] = ord(text[0])
        self.waiting = not (self.broken or self.apart or self.forbidding)
        if self.waiting:
            self.found.texts.append(text)
            self.found.places.append([start, end, self.paragraph, self.before, NO_CHARACTER])
        self.before = ord(text[-1])

    def _around_heading(self, tag: Tag, level: int) -> None:
        """Notice where a section begins that lists sources, and where it ends."""
        if not tag.closing:
            self.heading, self.heading_words = (level, tag.start), ""
        elif self.heading:
            begun, start = self.heading
            self.heading = None
            if is_reference_heading(self.heading_words):
                self.apart = self.apart or (begun, start)
            elif self.apart and begun <= self.apart[0]:
                self._end_apart(start)

    def _end_apart(self, at: int) -> None:
        if self.apart:
            self.found.references.append((self.apart[1], at))
            self.apart = None

    def _between(self, tag: Tag) -> None:
        if tag.name not in PHRASING:
            self.before, self.waiting = NO_CHARACTER, False
            self.paragraph += tag.name not in IN_PARAGRAPH

    def _start(self, tag: Tag) -> int:
        if tag.name == "a" and tag.has("href"):
            self.found.anchors.append(Anchor(tag.get("href").strip(SPACE), self.paragraph))
        if tag.name not in SPECIAL and not self.foreign:
            self.broken |= self._in_table_parts()
            return self._opened(tag)
        names, foreign = self.names, self._foreign()
        if tag.name in VOID_TO_PARSERS or tag.name in IGNORED or self._is_empty(tag):
            self.broken |= foreign and tag.name in VOID_TO_PARSERS
            return tag.end
        self.broken |= tag.name in UNNESTABLE and names[tag.name] > 0
        self.broken |= tag.name in IN_TABLE and not (names["table"] or foreign)
        self.broken |= self._in_table_parts() and tag.name not in IN_TABLE | {"script", "style"}
        self.broken |= foreign and (
            tag.name in PHRASING - {"a"} or tag.name in OPTIONAL_END | {"h", "div"}
        )
        self.broken |= tag.name in {"frameset", "plaintext"}
        if tag.name in RAW_TEXT and not foreign:
            return self._raw(tag)
        return self._opened(tag)

    def _raw(self, tag: Tag) -> int:
        end = end_of_raw(self.source, tag.name, tag.end)
        self.broken |= end == len(self.source)
        if tag.name == NOSCRIPT:
            # Without scripts it is markup: unless that ends within, what follows is read otherwise.
            self.broken |= not _is_whole(self.source[tag.end : end])
        return end

    def _opened(self, tag: Tag) -> int:
        forbids = tag.name in NO_LINK or _is_marked_off(tag)
        self.open.append((tag.name, forbids))
        self.names[tag.name] += 1
        self.forbidding += forbids
        self.foreign += tag.name in FOREIGN
        self.broken |= len(self.open) > DEEPEST
        return len(self.source) if len(self.open) > DEEPEST else tag.end

    def _close(self, tag: Tag) -> int:
        if not self.names[tag.name]:
            return tag.end
        optional = tag.name in CLOSES_OPTIONAL
        while (above := self._closed()) != tag.name:
            self.broken |= not (optional and above in OPTIONAL_END)
        return tag.end

    def _closed(self) -> str:
        """The name of the innermost element, which ends."""
        name, forbids = self.open.pop()
        self.names[name] -= 1
        self.forbidding -= forbids
        self.foreign -= name in FOREIGN
        return name

    def _foreign(self) -> bool:
        """Whether the next tag is read as SVG or MathML."""
        if not self.foreign:
            return False
        for name, _ in reversed(self.open):
            if name in FOREIGN:
                return True
            if name in INTEGRATION_POINTS:
                return False
        return False

    def _in_table_parts(self) -> bool:
        return bool(self.open) and self.open[-1][0] in TABLE_FRAME

    def _is_empty(self, tag: Tag) -> bool:
        """Whether it ends with ``/>``, which counts in SVG and MathML only."""
        return self.source[tag.end - 2] == "/" and (tag.name in FOREIGN or self._foreign())


def _is_whole(source: str) -> bool:
    """Whether all that begins in a piece of HTML is sure to end in it."""
    if OPEN_ENDED.search(source):
        return False
    scanner = _Scanner(source)
    scanner.run()
    return not (scanner.broken or scanner.open)


def _is_marked_off(tag: Tag) -> bool:
    """Whether the element says itself that no link should be made in it."""
    if not tag.attributes:
        return False
    return tag.has("data-no-autolink") or _are_apart(tag.get("class"))


@lru_cache(maxsize=1024)
def _are_apart(classes: str) -> bool:
    return any(name.startswith("disclosure") or name in APART for name in classes.split())


@lru_cache(maxsize=1024)
def _whole_tag(written: str) -> Tag | None:
    """The tag that begins and ends there, which it does wherever it stands; else None.

    Most tags of a site are written as others are.
    """
    match = MARKUP.match(written)
    tag = tag_of(written, match) if match else None
    return tag if tag and tag.end == len(written) else None
