"""Where sources meet Pelican: files in one order, read fast, front matter and text clean."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from pelican import readers
from pelican.urlwrappers import URLWrapper
from pelican.utils import pelican_open

from ..common.characters import html_without_forbidden, without_forbidden
from ..common.problems import Problem, report
from ..run import Entry, Run
from .control_characters import control_characters
from .converter import Converter
from .html_mending import mended

logger = logging.getLogger(__name__)


class SortedFiles(set[str]):
    """A set that is walked in the order of its names."""

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(super().__iter__()))


class MarkdownReader(readers.MarkdownReader):  # type: ignore[misc]  # Pelican has no types
    """Pelican's reader with `Converter`. It has its name, as Pelican makes metadata of that."""

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self._converter = Converter()

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The HTML and metadata of one file."""
        self._source_path = source_path
        self._md = self._converter.take(self.settings["MARKDOWN"])
        with pelican_open(source_path) as text:
            content = self._md.convert(text)
        given = getattr(self._md, "Meta", None)
        metadata = {} if given is None else self._parse_metadata(given)
        self._converter.give_back(self._md)
        return content, metadata


def read_fast(_run: Run, generator: Any) -> None:
    """Put our reader of Markdown in the place of Pelican's own; any other stays."""
    by_ending = generator.readers.readers
    for ending, reader in by_ending.items():
        if type(reader) is readers.MarkdownReader:
            by_ending[ending] = MarkdownReader(reader.settings)


def order_files(_run: Run, generator: Any) -> None:
    """Sort what `get_files` finds: a plain set would order ties anew in every process."""
    found = generator.get_files
    generator.get_files = lambda *args, **kwargs: SortedFiles(found(*args, **kwargs))


def clean_metadata(_run: Run, metadata: dict[str, Any]) -> None:
    """Remove forbidden characters from every value."""
    for key, value in metadata.items():
        metadata[key] = _cleaned(value)


def clean_content(_run: Run, entry: Entry) -> None:
    """Remove forbidden characters and mend broken markup; warn of each."""
    if not entry.path.is_file():
        return
    entry.html, fault = mended(html_without_forbidden(entry.html))
    if fault:
        cure = "The page is built as a browser would read it; correct the HTML in the text."
        message = f"has HTML that does not add up ({fault})"
        report(logger, Problem(entry.shown, 0, "", "", message, cure), level=logging.WARNING)
    source = entry.path.read_text(encoding="utf-8", errors="replace")
    report(logger, *control_characters(source, entry.shown), level=logging.WARNING)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return without_forbidden(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, URLWrapper):
        value.name = without_forbidden(value.name)
    return value
