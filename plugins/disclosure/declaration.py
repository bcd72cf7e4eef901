"""What one text's author (or the site's owner, by a default) has declared, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from ..common import keys
from ..common.addresses import safe_address
from ..common.frontmatter import Document, Line
from ..common.keys import Key
from ..common.problems import Fault, Problem
from ..common.values import dataclass
from .dates_and_languages import day_of
from .declared_images import FURTHER, ImageClaim, content_file, read_image
from .defaults import Levels
from .parts.declared import TextPart, names_several, read_part
from .records import CURE, LINE, RecordError, ReviewRecord, read_record
from .vocabulary import WHO, Level, Role, role_cure

WEB = ("http://", "https://")
LIST_AGAIN = (
    "List the person in contributors.toml as [people.{}]; or, if nobody made this review, remove"
    " the line."
)

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class CitedSource:
    """What a text is based on."""

    address: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class DatedCorrection:
    """A change after publication that readers are told about."""

    date: date
    text: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """Everything declared about one text. No role: nothing is known, and nothing is claimed."""

    role: Role | None = None
    declared_at: Level | None = None
    models: tuple[str, ...] = ()
    provider: str = ""
    tools: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    review_absent: bool = False
    records: tuple[ReviewRecord, ...] = ()
    sources: tuple[CitedSource, ...] = ()
    corrections: tuple[DatedCorrection, ...] = ()
    parts: tuple[TextPart, ...] = ()
    """Those of the front matter, then those in the text, in its order."""
    image_claims: tuple[ImageClaim, ...] = ()
    cover: str = ""
    """Image file below the content folder."""
    cover_alt: str = ""
    making: str = ""
    """File below the content folder's ``making/``."""


def declare(
    document: Document,
    levels: Levels,
    path: str,
    people: Collection[str],
    today: date,
    *,
    blocks: Sequence[TextPart] = (),
) -> tuple[Declaration, list[Problem]]:
    """Read one text's declaration; what cannot be read is a problem and declares nothing.

    `document` is its source, `levels` are the defaults that reach it, `path` names the file in
    problems, `people` are the identifiers in contributors.toml, `blocks` the parts that the text
    itself marks.
    """
    reader = _Reader(document, levels, path)
    role, declared_at = reader.role()
    absent, records = reader.review(people, today)
    human = role is Role.NONE
    declaration = Declaration(
        role=role,
        declared_at=declared_at,
        models=reader.models(human=human),
        provider="" if human else reader.first(keys.PROVIDER),
        tools=reader.listed(keys.TOOLS, inherit=not human),
        tasks=reader.listed(keys.TASKS, inherit=False),
        review_absent=absent,
        records=records,
        sources=tuple(source for _, source in reader.read(keys.SOURCES, _source)),
        corrections=tuple(
            one for _, one in reader.read(keys.CORRECTIONS, partial(_correction, today))
        ),
        parts=(*reader.parts(), *blocks),
        image_claims=tuple(
            ImageClaim(image, path, line.number)
            for line, image in reader.read(keys.IMAGES, read_image)
        ),
        cover=next((file for _, file in reader.read(keys.COVER, _cover)), ""),
        cover_alt=reader.first(keys.COVER_ALT),
        making=reader.first(keys.MAKING),
    )
    return declaration, reader.problems


class _Reader:
    """One text's fields with the defaults below them, and the problems met on the way."""

    def __init__(self, document: Document, levels: Levels, path: str) -> None:
        self.document = document
        self.levels = levels
        self.path = path
        self.problems: list[Problem] = []

    def role(self) -> tuple[Role | None, Level | None]:
        lines, level = self.lines(keys.ROLE)
        if level is None:
            self._without_role()
            return None, None
        word = lines[0].value
        if word.lower() in set(Role):
            return Role(word.lower()), level
        if level is Level.ARTICLE:  # a default's mistake is told once, where it stands
            self.problem(lines[0], keys.ROLE, "is not a role", role_cure(word))
        return None, None

    def models(self, *, human: bool) -> tuple[str, ...]:
        lines, level = self.lines(keys.MODEL)
        if not human:
            for line in lines:
                if line.number and names_several(line.value):
                    cure = f"Write one model a line. {FURTHER}"
                    self.problem(line, keys.MODEL, "reads as one model with this name", cure)
            return tuple(line.value for line in lines)
        if level is Level.ARTICLE:
            cure = f"Remove the model, or say with {keys.ROLE} what it did. {WHO}"
            self.problem(lines[0], keys.MODEL, f"contradicts {keys.ROLE}: none", cure)
        return ()

    def review(self, people: Collection[str], today: date) -> tuple[bool, tuple[ReviewRecord, ...]]:
        lines, level = self.lines(keys.REVIEW)
        absent = [line for line in lines if line.value.lower() == "none"]
        records = [line for line in lines if line not in absent]
        if level is not Level.ARTICLE:
            return bool(absent), ()
        if absent and records:
            cure = "Keep ‘none’ or the records: either nobody checked the text or somebody did."
            self.problem(absent[0], keys.REVIEW, "contradicts the records beside it", cure)
        read = self.read(keys.REVIEW, partial(_record, people, today), records)
        return bool(absent), tuple(record for _, record in read)

    def parts(self) -> Iterator[TextPart]:
        kinds = set()
        for line, part in self.read(keys.PARTS, read_part):
            if part.kind in kinds:
                self.problem(line, keys.PARTS, "is declared twice", "Keep one of the two lines.")
            else:
                kinds.add(part.kind)
                yield part

    def read(
        self, key: Key, reading: Callable[[str], Found | Fault], lines: Iterable[Line] | None = None
    ) -> Iterator[tuple[Line, Found]]:
        """What `reading` makes of each line of `key`, or of `lines`; its faults are kept."""
        for line in self.document.values(key) if lines is None else lines:
            found = reading(line.value)
            if isinstance(found, tuple):
                self.problem(line, key, *found)
            else:
                yield line, found

    def first(self, key: Key) -> str:
        lines, _ = self.lines(key)
        return lines[0].value if lines else ""

    def listed(self, key: Key, *, inherit: bool) -> tuple[str, ...]:
        lines = self.lines(key)[0] if inherit else self.document.values(key)
        words = (word.strip() for line in lines for word in line.value.split(","))
        return tuple(word for word in words if word)

    def lines(self, key: Key) -> tuple[tuple[Line, ...], Level | None]:
        """The lines of `key` and where they stand: the article's own, else the nearest default."""
        if own := self.document.values(key):
            return own, Level.ARTICLE
        for level, defaults in self.levels:
            if key.field in defaults:
                return tuple(Line(0, value) for value in defaults[key.field]), level
        return (), None

    def problem(self, line: Line, key: Key, message: str, cure: str) -> None:
        self.problems.append(Problem(self.path, line.number, key, line.value, message, cure))

    def _without_role(self) -> None:
        for key in (keys.MODEL, keys.PROVIDER, keys.REVIEW):
            for line in self.document.values(key)[:1]:
                cure = f"Say what AI did with {keys.ROLE}. {WHO}"
                self.problem(line, key, f"says nothing without {keys.ROLE}", cure)


def _source(text: str) -> CitedSource | Fault:
    address, _, title = text.partition(" ")
    cure = "Write one address a line, beginning with https://, then a title if you like."
    if not safe_address(address).startswith(WEB):
        return "does not begin with a web address", cure
    if title.strip().startswith(WEB):
        return "holds two addresses", f"{cure} {FURTHER}"
    return CitedSource(safe_address(address), title.strip())


def _correction(today: date, text: str) -> DatedCorrection | Fault:
    day, colon, what = text.partition(":")
    when = day_of(day.strip())
    if when and when > today + timedelta(days=1):  # an author's clock may be a day ahead
        return "is dated in the future", "Give the day on which the text was changed."
    if when and colon and what.strip():
        return DatedCorrection(when, what.strip())
    cure = "Write one a line: ‘2026-11-20: what was wrong and what changed’."
    return "is not a dated correction", cure


def _record(people: Collection[str], today: date, text: str) -> ReviewRecord | Fault:
    try:
        return read_record(text, people, today)
    except RecordError as error:
        person = LINE.fullmatch(text)
        gone = person and person["person"] not in people
        return str(error), LIST_AGAIN.format(person["person"]) if person and gone else CURE


def _cover(text: str) -> str | Fault:
    cure = "Name a file below the content folder, for example images/tide.png."
    return content_file(text) or ("is no file of the site", cure)
