"""Reads one source with Pelican's readers and the stages of a text, and gives its record.

The same in this process and in a worker: it is made of plain values alone.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import Any

import msgspec
from dateutil import parser, tz
from pelican.readers import BaseReader, Readers
from pelican.urlwrappers import Author, Category, Tag, URLWrapper
from pelican.utils import SafeDatetime, posixize_path

from ..common.regex import regex
from ..common.values import dataclass
from ..run import Entry, Run, SourceSteps
from .digests import text_digest
from .encoding import encode
from .plain import TracedSettings
from .source_record import Message, MetadataValue, Moment, Named, SourceRecord
from .workers import kept

WRAPPERS = {cls.__name__: cls for cls in (Author, Category, Tag)}
DATES = ("date", "modified")
SUFFIXES = ("md", "markdown", "mkd", "mdown", "html", "htm")
"""Of sources whose reader looks at nothing but the file; docutils can include others."""
SOME_DAYS = (datetime(2000, 1, 1), datetime(2001, 2, 2, 2, 2, 2))  # noqa: DTZ001 - parts of a date
FULL_DATE = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class Setup:
    """All that a reader is made of: plain values, and functions of this package by their names."""

    settings: dict[str, Any]
    """Pelican's, once every capability has prepared them."""
    not_plain: frozenset[str]
    """Settings left out of it."""
    capabilities: frozenset[str]
    states: tuple[Any, ...]
    """Options of capabilities."""
    steps: SourceSteps


class Unrecordable(Exception):  # noqa: N818 - it is no error: the source is read as ever
    """What this source comes to is not its own doing alone, or is no plain value."""


class SourceText:
    """A text as reading leaves it, in the shape of Pelican's content objects."""

    def __init__(
        self, content: str, metadata: dict[str, Any], settings: Any, source_path: str, **_: Any
    ) -> None:
        self._content = content or ""
        self.metadata = metadata
        self.settings = settings
        self.source_path = source_path

    def get_relative_source_path(self) -> str:
        """Below the content folder."""
        return str(posixize_path(os.path.relpath(self.source_path, self.settings["PATH"])))


class SourceReader:
    """Reads sources of one site."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.settings = TracedSettings(setup.settings, setup.not_plain)
        self.run = Run(self.settings, setup.capabilities, source_steps=setup.steps)
        for state in setup.states:
            self.run.set_state(state)
        self.readers = Readers(self.settings)
        setup.steps.on_readers(self.run, self.readers.readers)
        for reader in self.readers.readers.values():
            _refuse_dates_of_today(reader)

    def read(self, names: Iterable[str]) -> tuple[dict[str, bytes], list[Entry]]:
        """The encoded records of sources, by their paths below the content folder, and the texts.

        One has none if something is wrong with it, or if it depends on more than itself.
        """
        records: dict[str, bytes] = {}
        entries = []
        for name in names:
            if found := self._read(name):
                records[name], entry = found
                entries.append(entry)
        return records, entries

    def read_ahead(self, entries: Sequence[Entry]) -> dict[bytes, bytes]:
        """What later stages would read in these texts."""
        ahead = self.setup.steps.read_ahead
        with kept(), suppress(Exception):
            return ahead(self.run, entries) if ahead else {}
        return {}  # it fails again where the stage reads

    def _read(self, name: str) -> tuple[bytes, Entry] | None:
        with kept() as logged, suppress(Exception):
            # Whatever goes wrong goes wrong again where Pelican reads the file and tells of it.
            text: SourceText = self.readers.read_file(
                self.settings["PATH"], name, content_class=SourceText
            )
            self.setup.steps.on_metadata(self.run, text.metadata)
            metadata = {key: _frozen(value) for key, value in text.metadata.items()}
            entry = Entry(text)
            self.setup.steps.on_text(self.run, entry)
            facts = {fact.name: _encoded(fact.read(self.run, entry)) for fact in self.run.facts}
            messages = [_message(each) for each in logged if each.levelno >= logging.WARNING]
            if all(message.level < logging.ERROR for message in messages):
                html = (entry.html, text_digest(entry.html))
                return encode(SourceRecord(metadata, *html, messages, facts)), entry
        return None


def _encoded(value: Any) -> msgspec.Raw:
    return msgspec.Raw(encode(value))


def _refuse_dates_of_today(reader: BaseReader) -> None:
    """Let `reader` raise where a date leaves something out, which Pelican takes from today's."""
    process = reader.process_metadata

    def processed(name: str, value: Any) -> Any:
        if name in DATES and isinstance(value, str) and not is_whole(value):
            raise Unrecordable(value)
        return process(name, value)

    reader.process_metadata = processed


def is_whole(date: str) -> bool:
    """Whether a date names its year, month and day; Pelican takes what is missing from today's."""
    if FULL_DATE.fullmatch(date):  # or it is none, which Pelican notices
        return True
    first, second = (parser.parse(date, default=day) for day in SOME_DAYS)
    return bool(first.date() == second.date())


def _frozen(value: Any) -> MetadataValue:
    """:raises Unrecordable: where a record cannot hold it."""
    if isinstance(value, list):
        return [_frozen(each) for each in value]  # type: ignore[misc]  # no list in a list: checked
    if type(value) in {str, int, float, bool, type(None)}:
        return value  # type: ignore[no-any-return]  # of these types
    if type(value) is SafeDatetime or type(value) is datetime:
        return _moment(value)
    if type(value) in WRAPPERS.values():
        return Named(type(value).__name__, value.name, value._slug)  # noqa: SLF001 - not made yet
    raise Unrecordable(type(value).__name__)


def _moment(value: datetime) -> Moment:
    clock, zone = datetime.combine(value.date(), value.time()), value.tzinfo
    if zone is None:
        return Moment(clock, None, is_utc=False)
    if type(zone) is tz.tzutc:
        return Moment(clock, 0, is_utc=True)
    offset = value.utcoffset()
    if type(zone) is tz.tzoffset and offset is not None and zone.tzname(value) is None:
        return Moment(clock, offset.total_seconds(), is_utc=False)
    raise Unrecordable(repr(zone))


def _message(record: logging.LogRecord) -> Message:
    problem = getattr(record, "problem", None)
    given = record.args if isinstance(record.args, tuple) and not problem else ()
    arguments = tuple(each if isinstance(each, (int, str)) else str(each) for each in given)
    limit = getattr(record, "limit_msg", None)
    return Message(record.name, record.levelno, str(record.msg), arguments, limit, problem)


# --- from a record back to Pelican's values -----------------------------------------------------


def thawed(
    metadata: Mapping[str, MetadataValue], wrapper: Callable[[Named], Any]
) -> dict[str, Any]:
    """The front matter as Pelican has it."""
    return {key: _thawed(value, wrapper) for key, value in metadata.items()}


def _thawed(value: MetadataValue, wrapper: Callable[[Named], Any]) -> Any:
    if isinstance(value, list):
        return [_thawed(each, wrapper) for each in value]
    if isinstance(value, Named):
        return wrapper(value)
    if isinstance(value, Moment):
        return _datetime(value)
    return value


def _datetime(moment: Moment) -> SafeDatetime:
    clock = moment.clock
    zone: tzinfo | None = None
    if moment.offset is not None:
        zone = tz.tzutc() if moment.is_utc else tz.tzoffset(None, moment.offset)
    found: SafeDatetime = SafeDatetime.combine(clock.date(), clock.time(), zone)
    return found


def wrapper_of(settings: Any) -> Callable[[Named], URLWrapper]:
    """A function that makes each category, tag and author once."""
    made: dict[Named, URLWrapper] = {}

    def wrapper(named: Named) -> URLWrapper:
        if named not in made:
            found = made[named] = WRAPPERS[named.kind](named.name, settings)
            if named.slug is not None:
                found.slug = named.slug
        return made[named]

    return wrapper


def log_again(messages: list[Message]) -> None:
    """Log the messages of a record."""
    for message in messages:
        arguments = (str(message.problem),) if message.problem else message.arguments
        extra = {"limit_msg": message.limit, "problem": message.problem}
        given = {name: value for name, value in extra.items() if value is not None}
        logger = logging.getLogger(message.logger)
        logger.log(message.level, message.text, *arguments, extra=given)
