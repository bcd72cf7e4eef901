"""The images of one build: what is declared, where each lies, and which texts show it.

Files are named below the content folder, with slashes, in form C of Unicode: one system spells ä
with one character, another with two.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from ..common.frontmatter import composed, line_of_key
from ..common.problems import shown_path
from ..common.regex import regex
from ..common.values import dataclass
from ..disclosure.contributors import Contributors
from ..disclosure.declared_images import DeclaredImage
from ..disclosure.sentences import image_caption
from ..wording.catalogue import Words
from .image_read import ImageRead
from .versions import Made

OF_SOURCE = regex(r"[{|](?P<what>static|attach|filename)[|}](?P<rest>.*)", re.DOTALL)
"""Pelican's own notation for a file of the content folder."""


Versions = tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
"""A media type and, smallest first, the address and width of each file."""


@dataclass(frozen=True, slots=True)
class ImageFiles:
    """The site's static files, as addresses name them. All names in form C of Unicode."""

    siteurl: str
    sources: frozenset[str]
    """Files below the content folder."""
    published: Mapping[str, str]
    """File below the output folder to the file below the content folder that it was made of."""

    def at(self, address: str, folder: str, page: str) -> str:
        """The file that `address` shows, or the empty string.

        The text stands in `folder` below the content folder and is published at `page`, an
        absolute address.
        """
        try:
            source = OF_SOURCE.match(address)
            return self._source(source["rest"], folder) if source else self._built(address, page)
        except ValueError:  # no address at all
            return ""

    def _source(self, rest: str, folder: str) -> str:
        path = urlsplit(rest).path
        for name in (path, unquote(path)):
            below = name.lstrip("/") if name.startswith("/") else f"{folder}/{name}"
            file = composed(posixpath.normpath(below).removeprefix("/"))
            if file in self.sources:
                return file
        return ""

    def _built(self, address: str, page: str) -> str:
        target, home = urlsplit(urljoin(page, address)), urlsplit(self.siteurl)
        root = home.path.rstrip("/") + "/"
        if target.netloc.lower() != home.netloc.lower() or not target.path.startswith(root):
            return ""
        return self.published.get(composed(unquote(target.path[len(root) :])), "")


@dataclass()
class SiteImages:
    """What is declared of images, and the files that the site publishes.

    Static files and texts are those of `run.py`, looked at only.
    """

    siteurl: str
    content: Path
    output: Path
    pictures: Mapping[str, DeclaredImage]
    """What is declared, by file."""
    contributors: Contributors
    statics: Mapping[str, Any]
    """Every file that Pelican copies."""
    derived: Mapping[str, str]
    """File below the output folder to the file that it was made of, by other plugins."""
    without_ai: Collection[str] = ()
    """Files of which an author says that AI neither made nor edited them."""
    users: dict[str, list[Any]] = field(default_factory=dict)
    """File to the texts that show it or link to it."""
    covers: set[str] = field(default_factory=set)
    read: dict[str, ImageRead] = field(default_factory=dict)
    """What was read of each image file."""
    stamps: dict[str, str] = field(default_factory=dict)
    """How each of those stood then (`common.files.stamp_of`)."""
    shown: list[tuple[Any, dict[str, str], str]] = field(default_factory=list)
    """Each text with the files of its images, by their addresses on its page, and its cover's."""
    keys: dict[str, str] = field(default_factory=dict)
    """File to the key of its versions."""
    made: dict[str, Made] = field(default_factory=dict)
    """What came of each key."""

    def __post_init__(self) -> None:
        # Not asked for `save_as`, which would settle the place of a file still to be attached.
        places = {static.planned_path: file for file, static in self.statics.items()}
        self.originals = self._files(places)
        """The same as addresses name them."""
        places |= {place: composed(file) for place, file in self.derived.items()}
        self.files = self._files(places)
        """With what was derived from them."""

    def _files(self, places: Mapping[str, str]) -> ImageFiles:
        published = {composed(PurePath(place).as_posix()): file for place, file in places.items()}
        return ImageFiles(self.siteurl, frozenset(self.statics), published)

    def what(self, file: str) -> str:
        """What AI did to a file, as declared; empty: nobody says."""
        return self.pictures[file].what if file in self.pictures else ""

    def files_shown(self) -> list[str]:
        """The image files that pages show, covers among them, each once."""
        texts = [text for text in self.shown if text[0].save_as]
        files = (file for _, pictures, cover in texts for file in (*pictures.values(), cover))
        return [*dict.fromkeys(filter(None, files))]

    def source(self, file: str) -> Path:
        """Where a file lies."""
        static = self.statics.get(file)
        return static.path if static else self.content / file

    def copies(self, file: str) -> Iterator[Path]:
        """Where a file is published, and what was made of it, once all is written."""
        output = self.output.resolve()
        places = [self.statics[file].save_as] if file in self.statics else []
        places += [place for place, source in self.derived.items() if composed(source) == file]
        for path in (output / place for place in dict.fromkeys(places)):
            if path.is_file() and path.parent.resolve().is_relative_to(output):
                yield path

    def note_users(self, entry: Any, files: Iterable[str]) -> None:
        """Remember that `entry` shows or links to `files`."""
        for file in filter(None, files):
            users = self.users.setdefault(file, [])
            if entry not in users[-1:]:
                users.append(entry)

    def sentence(self, file: str, say: Words) -> str:
        """What a reader is told of a declared file."""
        picture = self.pictures[file]
        models = tuple(map(self.contributors.model, picture.models))
        return image_caption(picture, models, say)

    def named_at(self, entries: Iterable[Any], key: str, file: str) -> tuple[str, int]:
        """The source that names `file` under `key`, and the line; 0 where nobody can tell."""
        for entry in entries:
            if any(file in composed(value) for value in entry.values(key)):
                return entry.shown, line_of_key(entry.path, key, file)
        return shown_path(self.content), 0

    def all_files(self) -> list[str]:
        """Every file below the content folder."""
        files = (path for path in sorted(self.content.rglob("*")) if path.is_file())
        return [composed(path.relative_to(self.content).as_posix()) for path in files]
