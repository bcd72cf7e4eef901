"""Parts of Python-Markdown that read a whole text, without what they do where nothing is theirs."""

from __future__ import annotations

from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.preprocessors import NormalizeWhitespace

from ..common.regex import regex

BLANK = regex(r"\n +(?=\n)")


def quicken_parts(md: Markdown) -> None:
    """Have the parts of `md` that are Python-Markdown's own work faster."""
    for part in chain(md.preprocessors, md.treeprocessors):
        part.__class__ = QUICK.get(type(part), type(part))


class QuickWhitespace(NormalizeWhitespace):  # type: ignore[misc]  # Python-Markdown has no types
    """Ends lines in one way, without tabs and without spaces on blank ones."""

    def run(self, lines: list[str]) -> list[str]:
        """See the class. What placeholders are made of goes too."""
        text = "\n".join(lines).replace("\x02", "").replace("\x03", "")
        text = text.replace("\r\n", "\n").replace("\r", "\n") + "\n\n"
        return BLANK.sub("\n", text.expandtabs(self.md.tab_length)).split("\n")


class QuickFences(FencedBlockPreprocessor):  # type: ignore[misc]
    """Looks for blocks of code only where there is a fence."""

    def run(self, lines: list[str]) -> list[str]:
        """See the class."""
        text = "\n".join(lines)
        has_fence = "```" in text or "~~~" in text
        found: list[str] = super().run(lines) if has_fence else text.split("\n")
        return found


class QuickHtml(HtmlBlockPreprocessor):  # type: ignore[misc]
    """Parses only what can hold HTML."""

    def run(self, lines: list[str]) -> list[str]:
        """See the class."""
        text = "\n".join(lines)
        found: list[str] = super().run(lines) if "<" in text or "&" in text else text.split("\n")
        return found


class QuickToc(TocTreeprocessor):  # type: ignore[misc]
    """Makes the table only where some text names its place. It is asked for nowhere else."""

    def run(self, doc: Element) -> None:
        """Give headings their ids, and put the table in."""
        self.is_wanted = any(self.marker in (node.text or "") for node in doc.iter())
        super().run(doc)

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        """The table."""
        return super().build_toc_div(toc_list) if self.is_wanted else Element("div")

    def replace_marker(self, root: Element, elem: Element) -> None:
        """Put it in."""
        if self.is_wanted:
            super().replace_marker(root, elem)


QUICK: dict[type[Any], type[Any]] = {
    NormalizeWhitespace: QuickWhitespace,
    FencedBlockPreprocessor: QuickFences,
    HtmlBlockPreprocessor: QuickHtml,
    TocTreeprocessor: QuickToc,
}
