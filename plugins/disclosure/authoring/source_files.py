"""The site's own Markdown files, found and read the way the commands for authors need them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from ...common.characters import one_line
from ...common.failure import CommandError, refuse
from ...common.files import read_source
from ...common.frontmatter import MARKDOWN, Document, parse
from ...common.keys import ROLE
from ...common.problems import nearest, shown_path
from ...common.values import dataclass
from ..contributors import Contributors
from ..declaration import Declaration, declare
from ..defaults import Defaults
from ..site_disclosure import read_site_disclosure
from ..source_documents import HOW_TO_WRITE, fields_by_hand

LONGEST_PATH = 200


class NotMarkdownError(CommandError):
    """A source in another notation, which the commands for authors leave alone."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One article or page as it stands on disk."""

    path: Path
    text: str
    """With its own line ends."""
    document: Document
    declaration: Declaration


@dataclass(frozen=True, slots=True)
class ContentFolder:
    """The folder of articles and pages, with what its owner has set."""

    content: Path
    settings: Mapping[str, Any]
    """Pelican's."""
    contributors: Contributors
    contributors_file: str
    """The contributors file, as messages name it."""
    defaults: Defaults

    def read(self, path: Path) -> SourceFile:
        """Read one source.

        :raises CommandError: where the file is missing, no Markdown, not UTF-8, or declares what
            cannot be.
        """
        if not path.is_file():
            raise CommandError(self._no_file(path))
        if path.suffix.lower() not in MARKDOWN:
            message = f"{shown_path(path)} is no Markdown file, and this command reads and writes"
            raise NotMarkdownError(f"{message} only those; nothing was changed.")
        text = read_text(path)
        document = parse(text)
        resolved = path.resolve()
        name = resolved.relative_to(self.content) if resolved.is_relative_to(self.content) else path
        declaration, problems = declare(
            document,
            self.defaults.levels(name.as_posix()),
            shown_path(path),
            self.contributors.people,
            today(),
        )
        refuse(problems)
        return SourceFile(path, text, document, declaration)

    def articles(self) -> Iterator[Path]:
        """Every Markdown article that Pelican reads, in the order of paths."""
        yield from (path for path in self._files() if path.suffix.lower() in MARKDOWN)

    def pages(self) -> Iterator[Path]:
        """Every Markdown page that Pelican reads, in the order of paths."""
        yield from (path for path in self._files("PAGE") if path.suffix.lower() in MARKDOWN)

    def undeclared_others(self) -> Iterator[Path]:
        """Articles in reStructuredText or HTML that have no role, in the order of paths."""
        readers = self.settings.get("READERS", {})
        for path in self._files():
            ending = path.suffix.lower()
            if (
                ending in HOW_TO_WRITE
                and readers.get(ending[1:], True)
                and not self._has_role(path)
            ):
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
        own = fields_by_hand(read_source(path).unmarked, path.suffix.lower())
        return ROLE.field in (own or {}) or any(ROLE.field in given for _, given in levels)


def content_folder(settings: Mapping[str, Any]) -> ContentFolder:
    """The content folder that Pelican's settings name.

    :raises CommandError: where the settings, or a file that they name, hold a mistake.
    """
    site, problems = read_site_disclosure(settings)
    refuse(problems)
    people = (site.contributors, site.contributors_file)
    return ContentFolder(site.content, settings, *people, site.defaults)


def read_text(path: Path) -> str:
    """A source file with its own line ends.

    :raises CommandError: where it is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{shown_path(path)} is not UTF-8 text (byte {error.start}). Save it as UTF-8."
        raise CommandError(message) from error


def today() -> date:
    """The date in UTC, so that a record does not depend on where a machine stands."""
    return datetime.now(UTC).date()


def _fits(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
