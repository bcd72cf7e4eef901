"""The site's own Markdown files, found and read the way the commands for authors need them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from plugins.common.characters import one_line
from plugins.common.frontmatter import MARKDOWN, Document, parse
from plugins.common.problems import nearest, shown_path
from plugins.disclosure.contributors import Contributors
from plugins.disclosure.declaration import Declaration, declare, fields_of
from plugins.disclosure.defaults import Defaults
from plugins.disclosure.keys import ROLE
from plugins.disclosure.site import read_site
from plugins.disclosure.written import HOW, written

from .build.settings import read_settings
from .failure import CommandError
from .writing import Change, write_all

LONGEST_PATH = 200


class NotMarkdownError(CommandError):
    """A source in another notation, which the commands for authors leave alone."""


@dataclass(frozen=True, slots=True)
class Source:
    """One article or page as it stands on disk."""

    path: Path
    text: str
    """With its own line ends."""
    document: Document
    declaration: Declaration


@dataclass(frozen=True, slots=True)
class Site:
    """What the commands for authors know of the site."""

    content: Path
    settings: Mapping[str, Any]
    contributors: Contributors
    listed: str
    """The contributors file, as messages name it."""
    defaults: Defaults

    def read(self, path: Path) -> Source:
        """Read one source.

        :raises CommandError: where the file is missing, no Markdown, not UTF-8, or declares what
            cannot be.
        """
        if not path.is_file():
            raise CommandError(self._no_file(path))
        if path.suffix.lower() not in MARKDOWN:
            told = f"{shown_path(path)} is no Markdown file, and this command reads and writes"
            raise NotMarkdownError(f"{told} only those; nothing was changed.")
        text = read_text(path)
        document = parse(text)
        relative = path.resolve().relative_to(self.content) if self._holds(path) else path
        declaration, problems = declare(
            fields_of(document),
            self.defaults.levels(relative.as_posix()),
            shown_path(path),
            self.contributors.people,
            today(),
        )
        if problems:
            raise CommandError("\n".join(map(str, problems)))
        return Source(path, text, document, declaration)

    def articles(self) -> Iterator[Path]:
        """Every Markdown article that Pelican reads, in the order of paths."""
        yield from (path for path in self._files() if path.suffix.lower() in MARKDOWN)

    def pages(self) -> Iterator[Path]:
        """Every Markdown page that Pelican reads, in the order of paths."""
        found = self._files("PAGE")
        yield from (path for path in found if path.suffix.lower() in MARKDOWN)

    def undeclared_others(self) -> Iterator[Path]:
        """Articles in reStructuredText or HTML that have no role, in the order of paths."""
        readers = self.settings.get("READERS", {})
        for path in self._files():
            ending = path.suffix.lower()
            if ending in HOW and readers.get(ending[1:], True) and not self._has_role(path):
                yield path

    def _files(self, kind: str = "ARTICLE") -> Iterator[Path]:
        """Files in the folders of articles, or of pages, less what the settings leave out."""
        ignored = self.settings["IGNORE_FILES"]
        apart = {self.content / folder for folder in self.settings[f"{kind}_EXCLUDES"]}
        for start in self.settings[f"{kind}_PATHS"]:
            found: list[Path] = []
            for folder, below, names in os.walk(self.content / start, followlinks=True):
                below[:] = [
                    name
                    for name in below
                    if not _fits(name, ignored) and Path(folder, name) not in apart
                ]
                found += (Path(folder, name) for name in names if not _fits(name, ignored))
            yield from sorted(found)

    def _no_file(self, path: Path) -> str:
        """What is said of a path at which there is no file; offers the one that was meant."""
        if path.is_dir():
            return f"{shown_path(path)} is a folder. Name one file with --article."
        files = [file for kind in ("ARTICLE", "PAGE") for file in self._files(kind)]
        name = nearest(path.name, (file.name for file in files))
        meant = [file for file in files if path.name == file.stem or file.name == name]
        cure = (
            f"Did you mean ‘{shown_path(meant[0])}’?" if meant else "Give its path: --article PATH."
        )
        return f"{one_line(str(path), LONGEST_PATH)}: there is no such file. {cure}"

    def _has_role(self, path: Path) -> bool:
        levels = self.defaults.levels(path.relative_to(self.content).as_posix())
        own = written(path.read_text(encoding="utf-8", errors="replace"), path.suffix.lower())
        role = ROLE.lower()
        return role in (own or {}) or any(role in defaults for _, defaults in levels)

    def _holds(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.content)


def open_site(content: str | None = None) -> Site:
    """The site around the settings file, or around another content folder.

    :raises CommandError: where the settings, or a file that they name, hold a mistake.
    """
    folder = Path(content).resolve() if content else None
    settings = read_settings(production=False, content=folder)
    known, problems = read_site(settings)
    if problems:
        raise CommandError("\n".join(map(str, problems)))
    return Site(known.content, settings, known.contributors, known.listed, known.defaults)


def read_text(path: Path) -> str:
    """A source file with its own line ends.

    :raises CommandError: where it is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{shown_path(path)} is not UTF-8 text (byte {error.start}). Save it as UTF-8."
        raise CommandError(message) from error


def write_text(path: Path, text: str) -> None:
    """A new file, whole or not at all, line ends untouched.

    :raises CommandError: where there is one already, or it cannot be written.
    """
    write_all([Change(path, None, text)])


def today() -> date:
    """The date in UTC, so that a record does not depend on where a machine stands."""
    return datetime.now(UTC).date()


def _fits(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
