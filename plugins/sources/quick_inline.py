"""Python-Markdown's inline patterns, applied only where they can match; the result is the same.

Two thirds of its time go into searching every piece of text for every pattern, 33 of them with
`smarty`, most of which cannot match for want of a bracket or quotation mark.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache, partial
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER, INLINE_PLACEHOLDER_RE, AtomicString

from .quick_links import REFERRING
from .required_characters import required
from .typography import is_marked, signs_of, typeset

PLACEHOLDER = frozenset(INLINE_PLACEHOLDER % "0123456789")
"""Characters that a match leaves in the text for the patterns after it."""


def quicken_inline(md: Markdown) -> None:
    """Have `md` look for inline patterns faster, where Python-Markdown itself looks for them."""
    for processor in md.treeprocessors:
        if type(processor) is InlineProcessor:
            processor.__class__ = QuickInline


class QuickInline(InlineProcessor):  # type: ignore[misc]  # Python-Markdown has no types
    """Applies to each text the patterns that can match it, in their order."""

    known: tuple[tuple[re.Pattern[str] | None, Any], ...] = ()
    """The patterns, each with its regular expression; None: it may match any text."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Look at the patterns again, as an extension may have changed them; then apply them."""
        known = tuple((_expression(pattern), pattern) for pattern in self.inlinePatterns)
        if known != self.known:
            self._learn(known)
        self.plan = self.plans[bool(self.md.references)]
        if self.signs:
            return self._typeset(tree)
        applied: Element = super().run(tree, ancestors)
        return applied

    def _learn(self, known: tuple[tuple[re.Pattern[str] | None, Any], ...]) -> None:
        self.known = known
        self.signs = signs_of(self.inlinePatterns)
        self.required = [_sets(expression) for expression, _ in known]
        self.characters = frozenset(chain.from_iterable(chain.from_iterable(self.required)))
        self.plans = [
            lru_cache(maxsize=1000)(partial(self._plan, without)) for without in (REFERRING, ())
        ]

    # Called by the class above, by this name.
    def _InlineProcessor__handleInline(self, data: Any, patternIndex: int = 0) -> Any:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        for index, pattern in self.plan(frozenset(filter(data.__contains__, self.characters))):
            matched, start = index >= patternIndex, 0
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(
                    pattern, data, index, start
                )
        return data

    def _plan(self, without: Collection[type[Any]], found: frozenset[str]) -> list[tuple[int, Any]]:
        """The patterns that can match a text with those characters, each with its place."""
        return [
            (index, pattern)
            for index, (_, pattern) in enumerate(self.known)
            if type(pattern) not in without and not any(map(found.isdisjoint, self.required[index]))
        ]

    def _typeset(self, tree: Element) -> Element:
        """Do what `smarty` does with every text; that of the root itself is nobody's."""
        self.stashed_nodes: dict[str, Any] = {}
        sign = cache(lambda case: self.md.htmlStash.store(self.signs[case]))
        nodes = tree.iter()
        next(nodes)
        for node in nodes:
            text, tail = node.text, node.tail
            if text and is_marked(text) and not isinstance(text, AtomicString):
                node.text = typeset(text, sign, self._pattern_by_pattern)
            if tail and is_marked(tail) and not isinstance(tail, AtomicString):
                node.tail = typeset(tail, sign, self._pattern_by_pattern)
        return tree

    def _pattern_by_pattern(self, text: str) -> str:
        handled = self._InlineProcessor__handleInline(text)
        replaced: str = INLINE_PLACEHOLDER_RE.sub(
            lambda found: self.stashed_nodes[found[1]], handled
        )
        return replaced


def _expression(pattern: Any) -> re.Pattern[str] | None:
    """What Python-Markdown searches for; None: the pattern makes it anew each time."""
    own = type(pattern).getCompiledRegExp is Pattern.getCompiledRegExp
    return pattern.compiled_re if own else None


def _sets(expression: re.Pattern[str] | None) -> list[frozenset[str]]:
    """Those required sets that only the text itself can fulfil."""
    sets = required(expression) if expression else ()
    return [one for one in sets if one.isdisjoint(PLACEHOLDER)]
