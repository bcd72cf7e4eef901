"""One Pygments formatter for all code blocks with the same options: making one reads a whole style.

It names the language of a block, as HTML recommends: ``<code class="language-python">``.
Python-Markdown takes a function in the place of a formatter's name, and calls it for each block.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from html import escape
from typing import Any

from markdown import Markdown
from markdown.extensions.codehilite import CodeHiliteExtension, HiliteTreeprocessor

OPTION = "pygments_formatter"
USUAL = "html"
NAMELESS = "language-text"
"""Of a block whose language is not told."""


def quicken_code(md: Markdown) -> None:
    """Have the code blocks of `md` share formatters, unless its owner has chosen another kind."""
    for extension in md.registeredExtensions:
        # Fences ask the extension for its options when they meet the first text.
        if type(extension) is CodeHiliteExtension and extension.getConfig(OPTION) == USUAL:
            extension.config[OPTION][0] = formatter
    for processor in md.treeprocessors:
        if type(processor) is HiliteTreeprocessor and processor.config[OPTION] == USUAL:
            processor.config[OPTION] = formatter


def formatter(lang_str: str, **options: Any) -> Any:
    """What Pygments has under the usual name, with `options`; it names the language of a block."""
    values = {
        name: tuple(value) if isinstance(value, list) else value for name, value in options.items()
    }
    return _formatter("" if lang_str == NAMELESS else lang_str, **values)


@lru_cache(maxsize=100, typed=True)
def _formatter(language: str, **options: Any) -> Any:
    made = _class()(**options)
    made.language = language
    return made


@cache
def _class() -> type[Any]:
    from pygments.formatters.html import HtmlFormatter

    class NamingFormatter(HtmlFormatter):  # type: ignore[misc]  # Pygments ships no types
        """Writes the class of a block's language, as Python-Markdown's documentation shows it."""

        def _wrap_code(self, inner: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
            yield 0, f'<code class="{escape(self.language)}">' if self.language else "<code>"
            yield from inner
            yield 0, "</code>"

    return NamingFormatter
