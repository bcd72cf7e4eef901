"""What one run knows of a site's disclosure: what its owner set, and what texts say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from ..common.options import read_options
from ..common.problems import Problem, shown_path
from ..common.values import dataclass
from ..wording.catalogue import Words
from ..wording.own_sentences import OwnSentences
from ..wording.own_sentences import load as load_sentences
from . import messages
from .contributors import Contributors, load_contributors
from .declared_images import DeclaredImage
from .defaults import Defaults, read_defaults
from .inventory import InventoryRow
from .settings import DisclosureSettings


@dataclass(slots=True)
class SiteDisclosure:
    """Built once a run; the second half fills while texts are read."""

    options: DisclosureSettings
    contributors: Contributors
    defaults: Defaults
    content: Path
    contributors_file: str
    """The contributors file, as messages name it."""
    sentences: OwnSentences = field(default_factory=dict)
    images: Mapping[str, DeclaredImage] = field(default_factory=dict)
    """Images that AI made or edited, by file below the content folder."""
    images_without_ai: frozenset[str] = frozenset()
    """Those of which an author says that AI did neither."""
    list_rows: Callable[[], list[InventoryRow]] = list
    """Makes those of the inventory, once all texts and images are labelled."""
    undeclared: list[str] = field(default_factory=list)
    """Sources of the published articles, the hidden included, that have no role."""
    stale: list[str] = field(default_factory=list)
    """Sources of everything published that has changed since its review."""
    _rows: list[InventoryRow] | None = None

    @property
    def rows(self) -> list[InventoryRow]:
        """Of the inventory, made where they are asked for: hidden texts have none."""
        if self._rows is None:
            self._rows = self.list_rows()
        return self._rows

    def words_for(self, tag: str) -> Words:
        """The words for a text in the language `tag`, the owner's before the kit's."""
        return messages.words_for(tag).worded(self.sentences)


def read_site_disclosure(settings: Mapping[str, Any]) -> tuple[SiteDisclosure, list[Problem]]:
    """What the owner has set, with every mistake in it.

    Read from Pelican's settings: PATH, DISCLOSURE, DEFAULT_METADATA, EXTRA_PATH_METADATA and, where
    a command builds another folder than the site's own, COLOPHON_OWN_CONTENT.
    """
    options, problems = read_options(
        DisclosureSettings, settings.get("DISCLOSURE", {}), setting="DISCLOSURE"
    )
    content = Path(settings["PATH"])
    listed = _contributors_file(settings, options.contributors)
    contributors, with_people = load_contributors(listed, shown_path(listed))
    defaults, with_defaults = read_defaults(settings)
    words = content / options.words
    sentences, with_words = load_sentences(words, shown_path(words), messages.MESSAGES)
    site = SiteDisclosure(options, contributors, defaults, content, shown_path(listed), sentences)
    return site, [*problems, *with_people, *with_defaults, *with_words]


def _contributors_file(settings: Mapping[str, Any], name: str) -> Path:
    """In the content folder; where another one is built and has none, in the site's own."""
    folders = [Path(settings["PATH"]), Path(settings.get("COLOPHON_OWN_CONTENT", settings["PATH"]))]
    return next((f / name for f in folders if (f / name).is_file()), folders[0] / name)
