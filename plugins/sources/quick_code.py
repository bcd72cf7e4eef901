"""One Pygments formatter for all code blocks with the same options: making one reads a whole style.

Python-Markdown takes a function in the place of a formatter's name, and calls it for each block.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markdown import Markdown
from markdown.extensions.codehilite import CodeHiliteExtension, HiliteTreeprocessor

OPTION = "pygments_formatter"
USUAL = "html"


def quicken_code(md: Markdown) -> None:
    """Have the code blocks of `md` share formatters, unless its owner has chosen another kind."""
    for extension in md.registeredExtensions:
        # Fences ask the extension for its options when they meet the first text.
        if type(extension) is CodeHiliteExtension and extension.getConfig(OPTION) == USUAL:
            extension.config[OPTION][0] = formatter
    for processor in md.treeprocessors:
        if type(processor) is HiliteTreeprocessor and processor.config[OPTION] == USUAL:
            processor.config[OPTION] = formatter


def formatter(lang_str: str, **options: Any) -> Any:  # noqa: ARG001 - HTML is the same in all
    """What Pygments has under the usual name, with `options`."""
    values = {
        name: tuple(value) if isinstance(value, list) else value for name, value in options.items()
    }
    return _formatter(**values)


@lru_cache(maxsize=100, typed=True)
def _formatter(**options: Any) -> Any:
    from pygments.formatters import get_formatter_by_name

    return get_formatter_by_name(USUAL, **options)
