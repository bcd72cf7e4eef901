"""The Python-Markdown extension that renders parts.

Fences become lines of their own, set apart by blank lines, before anything else reads the text;
what stands between them is then ordinary Markdown in an element of its own. For Pelican's MARKDOWN
setting: an instance of `PartsExtension`, or the name of this module. An instance holds nothing, so
that many `Markdown` objects, and many texts one after another, can share it.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from . import markers
from .syntax import PREFIX, FenceLayout, PartBlock

FORGETFUL = True
"""Nothing of one text shows in the next (asked by `sources`)."""

NAME = "colophon_parts"
META = "meta"
AFTER_META, BEFORE_ALL_BLOCKS, LAST = 26, 110, -1000
"""Places in Python-Markdown's registries; fenced code comes at 25, md_in_html at 105."""

CLASSES = {"summary": "part summary", "caption": "part caption"}


class PartsExtension(Extension):  # type: ignore[misc]
    """Renders ``::: section role=…`` and its like."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register what does the work; its state belongs to `md`."""
        text = _Text(md)
        fences, parts, elements, marks = Fences(md), Parts(md.parser), Elements(md), Marks(md)
        fences.text = parts.text = elements.text = marks.text = text
        md.preprocessors.register(fences, NAME, AFTER_META)
        md.parser.blockprocessors.register(parts, NAME, BEFORE_ALL_BLOCKS)
        md.treeprocessors.register(elements, NAME, LAST)
        md.postprocessors.register(marks, NAME, LAST)


def makeExtension(**options: Any) -> PartsExtension:  # noqa: N802 - Python-Markdown's name
    """Let the extension be named by its module."""
    return PartsExtension(**options)


class _Text:
    """What is known of the text that is being rendered."""

    def __init__(self, md: Markdown) -> None:
        self.blocks: list[PartBlock] = []
        self.elements: list[tuple[Element, int]] = []
        self.notes: dict[str, int] = {}
        """Footnote to the number of the part that defines it."""
        self.by_hand = False
        """Whether the author may have written some of the HTML."""
        self.md = md

    def begin(self, lines: list[str], blocks: list[PartBlock]) -> None:
        self.blocks, self.elements, self.notes = blocks, [], {}
        self.by_hand = bool(blocks) and markers.has_html("\n".join(lines))

    @property
    def footnotes(self) -> Any:
        """The footnotes extension, if the site uses it."""
        loaded = self.md.registeredExtensions
        return next((e for e in loaded if isinstance(e, FootnoteExtension)), None)


class Fences(Preprocessor):  # type: ignore[misc]
    """Puts a line of its own for each fence of a part."""

    text: _Text
    had_metadata = False

    def run(self, lines: list[str]) -> list[str]:
        """See the class. A text without fences passes through as it is."""
        self.text.begin(lines, [])
        if self._is_metadata() or not any(line.startswith(":::") for line in lines):
            return lines
        found = FenceLayout(lines)
        self.text.begin(lines, found.blocks)
        changed = list(lines)
        for index, number, opens in found.fences:
            changed[index] = f"\n{markers.fence(number, opens=opens)}\n"
        return "\n".join(changed).split("\n")

    def _is_metadata(self) -> bool:
        """Whether this is a summary: Pelican renders it without the reader of metadata.

        A part in a summary would have the number of a part of the text.
        """
        here = META in self.md.preprocessors
        self.had_metadata = self.had_metadata or here
        return self.had_metadata and not here


class Parts(BlockProcessor):  # type: ignore[misc]
    """Reads what stands between two fences into an element of its own."""

    text: _Text

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's
        """Whether `block` is a fence."""
        return bool(markers.FENCE.fullmatch(block.strip("\n")))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """See the class. A fence whose other one is not among its blocks is dropped."""
        fence = blocks.pop(0).strip("\n")
        number = int(markers.FENCE.fullmatch(fence)[2])  # type: ignore[index]
        end = markers.fence(number, opens=False)
        at = next((i for i, block in enumerate(blocks) if block.strip("\n") == end), None)
        if fence == end or at is None:
            return
        inner = blocks[:at]
        del blocks[: at + 1]
        # A div until the tree is whole: Markdown adds a quotation to a blockquote before it.
        element = SubElement(parent, "div")
        self.text.elements.append((element, number))
        self._parse(element, inner, number)
        if self.text.blocks[number - 1].kind == "caption" and not self._holds_part(element):
            _take_up_paragraph(element)

    def _holds_part(self, element: Element) -> bool:
        return any(child is part for part, _ in self.text.elements for child in element)

    def _parse(self, element: Element, blocks: list[str], number: int) -> None:
        footnotes = self.text.footnotes
        before = set(footnotes.footnotes) if footnotes else set()
        self.parser.parseBlocks(element, blocks)
        for name in footnotes.footnotes if footnotes else ():
            if name not in before:
                self.text.notes.setdefault(footnotes.makeFootnoteId(name), number)


class Elements(Treeprocessor):  # type: ignore[misc]
    """Gives each part its element and mark once nobody else changes the tree."""

    text: _Text

    def run(self, root: Element) -> None:
        """See the class."""
        for element, number in self.text.elements:
            kind = self.text.blocks[number - 1].kind
            if element.tag not in markers.ELEMENTS[kind]:
                element.tag = markers.ELEMENTS[kind][0]
            element.set("class", CLASSES.get(kind, "part"))
            element.set("id", f"{PREFIX}{number}")
            element.set(markers.NAME, markers.sealed(number))
            _append(element, markers.end_of(number))
        if self.text.notes:
            for item in root.iter("li"):
                if item.get("id") in self.text.notes:
                    item.set(markers.NAME, markers.sealed(self.text.notes[item.get("id", "")]))


class Marks(Postprocessor):  # type: ignore[misc]
    """Leaves the kit's own marks in the page and removes those that anybody else wrote."""

    text: _Text

    def run(self, text: str) -> str:
        """See the class."""
        numbers = range(1, len(self.text.blocks) + 1)
        html = markers.unsealed(text, numbers, by_hand=self.text.by_hand)
        return markers.END.sub("", markers.FENCE.sub("", html))


def _take_up_paragraph(caption: Element) -> None:
    """A caption that is one paragraph is that paragraph."""
    if len(caption) == 1 and caption[0].tag == "p":
        paragraph = caption[0]
        caption.remove(paragraph)
        caption.tag, caption.text = "p", paragraph.text
        caption.extend(list(paragraph))


def _append(element: Element, text: str) -> None:
    """Put `text` at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
