"""Titles set as the texts are: with the quotation marks, dashes and ellipses of `smarty`.

On pages alone: feeds, JSON-LD and the inventory have titles as they are written.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from ..wording.catalogue import subtags

MARKS = ("'", '"', "--", "...", "<<", ">>")
"""One of these stands in whatever `smarty` may change."""
NAMES = ("smarty", "markdown.extensions.smarty")


class Typography:
    """Sets titles as Pelican's MARKDOWN sets texts."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._name = next((name for name in NAMES if name in options.get("extensions", ())), "")
        configs = options.get("extension_configs") or {}
        self._config = dict(configs.get(self._name) or {})
        self._set = lru_cache(maxsize=1 << 14)(self._set_anew)

    def of(self, title: str, language: str) -> str:
        """The title in a language; the marks of `smarty` are English unless options name others."""
        speaks = "substitutions" in self._config or subtags(language)[0] == "en"
        marked = any(mark in title for mark in MARKS)
        return self._set(title) if self._name and speaks and marked else title

    @cached_property
    def _smarty(self) -> Any:
        from markdown import Markdown

        return Markdown(extensions=["smarty"], extension_configs={"smarty": self._config})

    def _set_anew(self, title: str) -> str:
        """As Python-Markdown itself does it with a piece of text."""
        from markdown.util import HTML_PLACEHOLDER_RE

        root = Element("div")
        text = SubElement(root, "p")
        text.text = title
        self._smarty.htmlStash.reset()
        self._smarty.treeprocessors["smarty"].run(root)
        signs = self._smarty.htmlStash.rawHtmlBlocks
        whole = "".join(text.itertext())
        return str(HTML_PLACEHOLDER_RE.sub(lambda found: unescape(signs[int(found[1])]), whole))
