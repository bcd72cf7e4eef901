"""Where sources meet Pelican. Signals, in the order in which they fire:

generator_init                                     files in one order, whatever the file system's
article_generator_context, page_generator_context  clean the metadata
content_object_init                                clean and mend the text, and say so
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.urlwrappers import URLWrapper

from ..common.characters import html_without_forbidden, without_forbidden
from ..common.problems import Problem, report, shown_path
from .findings import findings
from .markup import mended

logger = logging.getLogger(__name__)


def connect() -> None:
    """Connect every receiver below."""
    signals.generator_init.connect(order_files)
    signals.article_generator_context.connect(clean_metadata)
    signals.page_generator_context.connect(clean_metadata)
    signals.content_object_init.connect(clean_content)


class SortedFiles(set[str]):
    """A set that is walked in the order of its names."""

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(super().__iter__()))


def order_files(generator: Any) -> None:
    """Sort what `get_files` finds: a plain set would order ties anew in every process."""
    found = generator.get_files
    generator.get_files = lambda *args, **kwargs: SortedFiles(found(*args, **kwargs))


def clean_metadata(_generator: Any, metadata: dict[str, Any]) -> None:
    """Remove forbidden characters from every value."""
    for key, value in metadata.items():
        metadata[key] = _cleaned(value)


def clean_content(content: Any) -> None:
    """Remove forbidden characters and mend broken markup; warn of each."""
    raw = content._content  # noqa: SLF001 - `content` itself is memoised once read
    path = Path(content.source_path or "")
    if not isinstance(raw, str) or not path.is_file():
        return
    content._content, fault = mended(html_without_forbidden(raw))  # noqa: SLF001
    if fault:
        cure = "The page is built as a browser would read it; correct the HTML in the text."
        message = f"has HTML that does not add up ({fault})"
        report(logger, Problem(shown_path(path), 0, "", "", message, cure), level=logging.WARNING)
    source = path.read_text(encoding="utf-8", errors="replace")
    for problem in findings(source, shown_path(path)):
        report(logger, problem, level=logging.WARNING)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return without_forbidden(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, URLWrapper):
        value.name = without_forbidden(value.name)
    return value
