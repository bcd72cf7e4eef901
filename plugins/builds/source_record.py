"""What one source comes to by itself: front matter, HTML, messages, and what each capability reads.

Made in any process, kept in `memory`. What depends on other sources or on the site has no place
here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Union

import msgspec

from ..common.problems import Problem
from .memory import Kind


class Moment(msgspec.Struct, frozen=True, tag="moment"):
    """A date of the front matter, as Pelican reads it."""

    clock: datetime
    """Without a zone."""
    offset: float | None
    """Seconds east of Greenwich; None: the text names no zone."""
    is_utc: bool
    """Whether the zone is UTC itself; another of the same offset has no name."""


class Named(msgspec.Struct, frozen=True, tag="named"):
    """A category, tag or author."""

    kind: str
    """Name of Pelican's class."""
    name: str
    slug: str | None
    """None: it is made from the name when it is asked for."""


Single = Union[None, bool, int, float, str, Moment, Named]  # noqa: UP007 - msgspec reads it
MetadataValue = Union[Single, list[Single]]  # noqa: UP007 - the same


class Message(msgspec.Struct, frozen=True, array_like=True):
    """A line for the log, which is written again in each build that uses the record."""

    logger: str
    level: int
    text: str
    arguments: tuple[str | int, ...]
    limit: str | None
    """Pelican's ``limit_msg``: what stands for this line when there are too many of its kind."""
    problem: Problem | None
    """What our own code reports; it is the line's only argument."""


class SourceRecord(msgspec.Struct, frozen=True, array_like=True):
    """One article or page as its file alone makes it."""

    metadata: dict[str, MetadataValue]
    html: str
    html_digest: bytes
    messages: list[Message]
    facts: dict[str, msgspec.Raw]
    """What capabilities read of it, by the name of the fact; each decoded when it is asked for."""


RECORD = Kind[SourceRecord]("source", SourceRecord)
SETTINGS_READ = Kind[list[str]]("settings that reading asks for", list[str])
