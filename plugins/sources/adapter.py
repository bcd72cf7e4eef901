"""Where sources meet Pelican: read fast, front matter and text clean."""

from __future__ import annotations

import logging
from typing import Any

from pelican import readers
from pelican.urlwrappers import URLWrapper
from pelican.utils import pelican_open

from ..common.characters import without_forbidden
from ..common.problems import report
from ..common.stack import same_room
from ..run import Entry, Run
from .cleaning import cleaned
from .converter import Converter

logger = logging.getLogger(__name__)


class MarkdownReader(readers.MarkdownReader):  # type: ignore[misc]  # Pelican has no types
    """Pelican's reader with `Converter`. It has its name, as Pelican makes metadata of that."""

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self._converter = Converter()

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The HTML and metadata of one file."""
        self._source_path = source_path
        self._md = self._converter.take(self.settings["MARKDOWN"])
        with pelican_open(source_path) as text, same_room():
            content = self._md.convert(text)
        given = getattr(self._md, "Meta", None)
        metadata = {} if given is None else self._parse_metadata(given)
        self._converter.give_back(self._md)
        return content, metadata


def read_fast(_run: Run, by_ending: dict[str, Any]) -> None:
    """Put our reader of Markdown in the place of Pelican's own; any other stays."""
    for ending, reader in by_ending.items():
        if type(reader) is readers.MarkdownReader:
            by_ending[ending] = MarkdownReader(reader.settings)


def clean_metadata(_run: Run, metadata: dict[str, Any]) -> None:
    """Remove forbidden characters from every value."""
    for key, value in metadata.items():
        metadata[key] = _cleaned(value)


def clean_content(run: Run, entry: Entry) -> None:
    """Remove forbidden characters and mend broken markup; warn of each."""
    if not entry.path.is_file():
        return
    source = run.source_at(entry.path).text
    entry.html, problems = cleaned(entry.html, source, entry.shown)
    report(logger, *problems, level=logging.WARNING)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return without_forbidden(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, URLWrapper):
        value.name = without_forbidden(value.name)
    return value
