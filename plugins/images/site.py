"""The images of one Pelican run: what is declared, where each lies, and which texts show it.

Pelican's objects are only looked at. Files are named below the content folder, with slashes, in
form C of Unicode: one system spells ä with one character, another with two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from ..common.addresses import without_credentials
from ..common.frontmatter import composed, parse
from ..common.problems import shown_path
from ..disclosure.declared_images import Picture
from ..disclosure.sentences import picture_caption
from ..wording.catalogue import Words
from .resolve import Files

DERIVED = "COLOPHON_DERIVED_IMAGES"
"""Of whoever resizes or converts images: file below the output folder to file below content."""


@dataclass
class Site:
    """Built from the settings and the context of one run."""

    settings: Mapping[str, Any]
    context: Mapping[str, Any]
    users: dict[str, list[Any]] = field(default_factory=dict)
    """File to the texts that show it or link to it."""
    covers: set[str] = field(default_factory=set)

    @cached_property
    def siteurl(self) -> str:
        """Without credentials."""
        return without_credentials(self.settings["SITEURL"])

    @cached_property
    def pictures(self) -> dict[str, Picture]:
        """What is declared."""
        declared: Mapping[str, Picture] = self.settings["COLOPHON_DISCLOSURE"].pictures
        return {composed(file): picture for file, picture in declared.items()}

    @cached_property
    def statics(self) -> dict[str, Any]:
        """Every file that Pelican copies."""
        # For a link to `%C3%A4.png` Pelican lists a file of that very name beside the real one.
        found = (s for s in self.context["static_content"].values() if s is not None)
        real = (static for static in found if Path(static.source_path).is_file())
        return {composed(static.get_relative_source_path()): static for static in real}

    @cached_property
    def files(self) -> Files:
        """The same as addresses name them, with what was derived from them."""
        # Not asked for `save_as`, which would settle the place of a file still to be attached.
        places = {s.get_url_setting("save_as"): file for file, s in self.statics.items()}
        places |= {place: composed(file) for place, file in self._derived.items()}
        published = {composed(PurePath(place).as_posix()): file for place, file in places.items()}
        return Files(self.siteurl, frozenset(self.statics), published)

    @property
    def entries(self) -> Iterator[Any]:
        """Every article and page, drafts included."""
        return (entry for entry in self.context["generated_content"].values() if entry is not None)

    @property
    def _derived(self) -> Mapping[str, str]:
        derived: Mapping[str, str] = self.settings.get(DERIVED, {})
        return derived

    def source(self, file: str) -> Path:
        """Where a file lies."""
        static = self.statics.get(file)
        return Path(static.source_path if static else Path(self.settings["PATH"], file))

    def copies(self, file: str) -> Iterator[Path]:
        """Where a file is published, and what was made of it, once all is written."""
        output = Path(self.settings["OUTPUT_PATH"]).resolve()
        places = [self.statics[file].save_as] if file in self.statics else []
        places += [place for place, source in self._derived.items() if composed(source) == file]
        for path in (output / place for place in dict.fromkeys(places)):
            if path.is_file() and path.parent.resolve().is_relative_to(output):
                yield path

    def note_users(self, entry: Any, files: Iterable[str]) -> None:
        """Remember that `entry` shows or links to `files`."""
        for file in filter(None, files):
            users = self.users.setdefault(file, [])
            if entry not in users[-1:]:
                users.append(entry)

    def words(self, entry: Any) -> Words:
        """Those for the text's language, the owner's before the kit's."""
        words: Words = self.settings["COLOPHON_DISCLOSURE"].words_for(entry.lang)
        return words

    def sentence(self, entry: Any, file: str) -> str:
        """What a reader of `entry` is told of a declared file."""
        contributors = self.settings["COLOPHON_DISCLOSURE"].contributors
        picture = self.pictures[file]
        models = tuple(map(contributors.model, picture.models))
        return picture_caption(picture, models, self.words(entry))

    def named_at(self, key: str, file: str) -> tuple[str, int]:
        """The source that names `file` under `key`, and the line; 0 where nobody can tell."""
        for entry in self.entries:
            given = entry.metadata.get(key.lower(), "")
            if any(
                file in composed(str(v)) for v in (given if isinstance(given, list) else [given])
            ):
                path = Path(entry.source_path)
                lines = parse(path.read_text(encoding="utf-8", errors="replace")).values(key)
                numbers = (line.number for line in lines if file in composed(line.value))
                return shown_path(path), next(numbers, 0)
        return shown_path(self.settings["PATH"]), 0

    def known(self) -> list[str]:
        """Every file below the content folder."""
        root = Path(self.settings["PATH"])
        files = (path for path in sorted(root.rglob("*")) if path.is_file())
        return [composed(path.relative_to(root).as_posix()) for path in files]
