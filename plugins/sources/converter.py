"""Markdown to HTML for many texts with one `Markdown` object: the same bytes as with one for each.

Parts of Python-Markdown are known to forget a text; where anybody else's part does not say so of
itself, each text gets an object of its own. Options and results are plain values, in any process.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import chain
from typing import Any

import markdown
from markdown import Markdown

from .quick_blocks import quicken_blocks
from .quick_code import quicken_code
from .quick_inline import quicken_inline
from .quick_links import quicken_links
from .quick_parts import quicken_parts

CHECKED = frozenset({"3.11.3"})
"""Versions of Python-Markdown whose code was read for this; any other is used as it comes."""
FORGETFUL = frozenset(
    f"markdown.{name}"
    for name in (
        *("preprocessors", "blockprocessors", "inlinepatterns", "treeprocessors", "postprocessors"),
        *("extensions.abbr", "extensions.attr_list", "extensions.codehilite"),
        *("extensions.def_list", "extensions.fenced_code", "extensions.footnotes"),
        *("extensions.md_in_html", "extensions.meta", "extensions.nl2br"),
        *("extensions.sane_lists", "extensions.smarty", "extensions.tables", "extensions.toc"),
    )
)
"""Modules whose parts keep nothing of a text that shows in the next. Another says so of itself by
a `FORGETFUL` that is true."""


class Converter:
    """Lends a `Markdown` object that has seen no text, or has forgotten all."""

    def __init__(self) -> None:
        self._spare: Markdown | None = None
        self._made_with = ""
        self._reusable = False

    def take(self, options: Mapping[str, Any]) -> Markdown:
        """The object for one text, with Pelican's MARKDOWN as `options`."""
        md, self._spare = self._spare, None
        if md is None or self._made_with != repr(options):
            return self._make(options)
        # Pelican takes the reader of metadata out for a summary.
        md.preprocessors = self._preprocessors[:]
        for extension in md.registeredExtensions:
            if hasattr(extension, "unique_prefix"):
                extension.unique_prefix = 1  # as a new object counts; resetting adds one
        return md.reset()

    def give_back(self, md: Markdown) -> None:
        """Lend `md` again. One whose conversion has failed is not given back."""
        self._spare = md if self._reusable else None

    def _make(self, options: Mapping[str, Any]) -> Markdown:
        md = Markdown(**options)
        self._made_with = repr(options)
        self._preprocessors = md.preprocessors[:]
        quicken_code(md)
        if markdown.__version__ in CHECKED:
            self._reusable = _is_forgetful(md, options)
            quicken_inline(md)
            if self._reusable:
                quicken_links(md)
                quicken_blocks(md)
                quicken_parts(md)
        return md


def _is_forgetful(md: Markdown, options: Mapping[str, Any]) -> bool:
    parts = chain(
        *(md.preprocessors, md.parser.blockprocessors, md.inlinePatterns, md.treeprocessors),
        *(md.postprocessors, md.registeredExtensions),
    )
    modules = {type(part).__module__ for part in parts} - FORGETFUL
    return all(getattr(sys.modules[module], "FORGETFUL", False) for module in modules) and all(
        isinstance(extension, str) for extension in options.get("extensions", ())
    )
