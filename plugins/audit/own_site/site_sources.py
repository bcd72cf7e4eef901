"""The sources of a site: where each names an image, so that an author is sent to file and line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from ...common.files import read_source
from ...common.frontmatter import MARKDOWN, Document, composed, parse
from ...common.keys import COVER, TITLE
from ...common.regex import regex
from ..tree import collapsed

WITHOUT_WORDS = regex(r"!\[\s*\]")
"""An image in Markdown whose author has said nothing of it; an empty ``alt`` says that it is
nothing but decoration."""
EMPTY = regex(r"""<img\b[^<>]*\balt(?:\s*=\s*(?:""|''))?(?=[\s/>])""", re.IGNORECASE)
STATIC = regex(r"[{|](?:static|attach|filename)[|}]/?")
ANY_LINE = regex("")
INDENTED = ("    ", "\t")


@dataclass(frozen=True, slots=True)
class SiteSource:
    """One source."""

    path: Path
    document: Document
    lines: tuple[str, ...]
    """In form C of Unicode, with entities and escapes as they are."""

    def naming(self, name: str) -> Iterator[tuple[int, str]]:
        """Number and text of each line that names a file, by the last part of its path."""
        for number, line in enumerate(self.lines, 1):
            if _names(name, line):
                yield number, line


@dataclass(slots=True)
class SiteSources:
    """All of them, by title."""

    every: list[SiteSource] = field(default_factory=list)
    by_title: dict[str, list[SiteSource]] = field(default_factory=lambda: defaultdict(list))

    def place(
        self, headline: str, address: str, likely: re.Pattern[str] = ANY_LINE
    ) -> tuple[Path, int] | None:
        """The source of the text with that title that names what is at `address`, and its line.

        Of several lines it is the first that is `likely` to be meant.
        """
        name = name_at(address)
        for sources in (self.by_title.get(headline, ()), self.every):
            for source in sources if name else ():
                if found := [*source.naming(name)]:
                    meant = (number for number, line in found if likely.search(line))
                    return source.path, next(meant, found[0][0])
        return None

    def without_words(self, headline: str, name: str, empty: int) -> Iterator[tuple[Path, int]]:
        """Where the text with that title shows a file as an image of Markdown without words.

        Its page shows the file `empty` times without words: some may be decoration in HTML.
        """
        for source in self.by_title.get(headline, ()):
            lines = [(number, line) for number, line in source.naming(name) if "`" not in line]
            decoration = sum(len(EMPTY.findall(line)) for _, line in lines)
            found = [
                (line.startswith(INDENTED), number)  # which may be code, and comes last
                for number, line in lines
                for begun in WITHOUT_WORDS.finditer(line)
                if _names(name, line[begun.end() :].split("](")[0])
            ]
            for _, number in sorted(found)[: max(empty - decoration, 0)]:
                yield source.path, number

    def covers(self) -> Iterator[tuple[SiteSource, int, str]]:
        """Source, line and file of each cover."""
        for source in self.every:
            if file := source.document.text(COVER):
                below = STATIC.sub("", file).lstrip("/")
                yield source, source.document.fields[COVER.field].number, composed(below)


def read_sources(paths: Iterable[Path]) -> SiteSources:
    """The sources at `paths`."""
    found = SiteSources()
    for path in paths:
        text = read_source(path).unmarked
        document = parse(text) if path.suffix.lower() in MARKDOWN else Document({}, text, 1)
        source = SiteSource(path, document, tuple(composed(text).split("\n")))
        found.every.append(source)
        found.by_title[collapsed(document.text(TITLE))].append(source)
    return found


def _names(name: str, text: str) -> bool:
    for written in (text, composed(unquote(text))) if "%" in text else (text,):
        at = written.find(name)
        while at >= 0:
            if not (at and (written[at - 1].isalnum() or written[at - 1] in "-_.")):
                return True
            at = written.find(name, at + 1)
    return False


def name_at(address: str) -> str:
    """The last part of an address's path, as a file has it."""
    return composed(PurePosixPath(unquote(urlsplit(address).path)).name)
