"""Python-Markdown's block processors, asked only about blocks that can be theirs.

A paragraph is searched for the expressions of a dozen kinds of blocks; most need a sign that it
does not have.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, blockprocessors
from markdown.blockparser import BlockParser
from markdown.extensions import abbr, def_list, footnotes, md_in_html, sane_lists, tables
from markdown.util import HTML_PLACEHOLDER_RE

from .required_characters import required

EXPRESSIONS = {
    blockprocessors.HashHeaderProcessor: "RE",
    blockprocessors.SetextHeaderProcessor: "RE",
    blockprocessors.HRProcessor: "SEARCH_RE",
    blockprocessors.OListProcessor: "RE",
    blockprocessors.UListProcessor: "RE",
    blockprocessors.BlockQuoteProcessor: "RE",
    blockprocessors.ReferenceProcessor: "RE",
    abbr.AbbrBlockprocessor: "RE",
    def_list.DefListProcessor: "RE",
    footnotes.FootnoteBlockProcessor: "RE",
    sane_lists.SaneOListProcessor: "RE",
    sane_lists.SaneUListProcessor: "RE",
}
"""Processors that leave a block alone in which this expression of theirs does not match."""
OTHERS = {
    blockprocessors.EmptyBlockProcessor: (),
    blockprocessors.ListIndentProcessor: (),
    blockprocessors.CodeBlockProcessor: (),
    blockprocessors.ParagraphProcessor: (),
    def_list.DefListIndentProcessor: (),
    md_in_html.MarkdownInHtmlProcessor: required(HTML_PLACEHOLDER_RE),
    tables.TableProcessor: (frozenset("|"), frozenset("\n")),
}
"""The remaining ones, with the sets of characters of which their blocks have at least one each."""


def quicken_blocks(md: Markdown) -> None:
    """Have `md` ask fewer block processors.

    Those of others than Python-Markdown are asked about every block. They must leave the blocks as
    they are where they decline one, and nobody may register another one later.
    """
    if type(md.parser) is BlockParser:
        md.parser.__class__ = QuickBlocks
        md.parser.learn()


class QuickBlocks(BlockParser):  # type: ignore[misc]  # Python-Markdown has no types
    """Asks about each block the processors whose block it can be, in their order."""

    def learn(self) -> None:
        """Look at the processors."""
        self.processors = [(processor, _sets(processor)) for processor in self.blockprocessors]
        sets = chain.from_iterable(required for _, required in self.processors)
        self.characters = frozenset(chain.from_iterable(sets))
        self.plan = lru_cache(maxsize=1000)(self._plan)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 - as there
        """Put what the blocks hold into `parent`."""
        while blocks:
            for processor in self.plan(frozenset(filter(blocks[0].__contains__, self.characters))):
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    def _plan(self, found: frozenset[str]) -> list[Any]:
        return [
            processor
            for processor, required in self.processors
            if not any(map(found.isdisjoint, required))
        ]


def _sets(processor: Any) -> Collection[frozenset[str]]:
    name = EXPRESSIONS.get(type(processor))
    return required(getattr(processor, name)) if name else OTHERS.get(type(processor), ())
