"""Which images a text shows, and the visible sentence about each, put where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from html import escape

from ..common.characters import without_forbidden
from ..common.regex import regex
from ..common.values import dataclass
from ..html.elements import AROUND_IMAGE, RAW_TEXT, SHOWS_IMAGE
from ..html.srcset import candidates
from ..html.tags import DEEPEST, Tag, begin_of, replaced, tags

HIDDEN = RAW_TEXT | {"template"}
"""What is in a template is markup, but nobody sees it."""

FIGURE, CAPTION = "figure", "figcaption"
NESTING = AROUND_IMAGE | {FIGURE, CAPTION}
NAMES = NESTING | SHOWS_IMAGE.keys()
IMAGE_FILE = regex(r"\.(?:apng|avif|gif|heic|jpe?g|jxl|png|svg|webp)(?![\w-])", re.IGNORECASE)
SHOWS = begin_of(SHOWS_IMAGE)
CLASS = "disclosure-image"
"""Of the element around the sentence."""


@dataclass(slots=True)
class ShownImage:
    """An image in a text: any of `addresses` may be the file that a browser loads."""

    addresses: tuple[str, ...]
    at: int
    """Offset at which the sentence about it is put."""


@dataclass(slots=True)
class _OpenElement:
    """An element whose end tag has not come yet, and the images in it."""

    name: str
    inside: dict[int, ShownImage] = field(default_factory=dict)
    """By identity."""
    caption_end: int = -1
    """Of a figure: where its caption ends."""
    sources: list[str] = field(default_factory=list)
    """Of a picture: what its `source` elements name."""


def images_in(html: str) -> tuple[list[ShownImage], list[str]]:
    """Every image that `html` shows, in order, and the addresses of images that links lead to.

    Behind a small picture there may be the full one.
    """
    images: list[ShownImage] = []
    links: list[str] = []
    nest: list[_OpenElement] = []
    for tag in tags(html, NAMES, HIDDEN) if SHOWS.search(html) or IMAGE_FILE.search(html) else ():
        if tag.closing:
            _close(nest, tag)
            continue
        image = _image(tag, nest)
        if image:
            images.append(image)
            _put_inside(nest, image)
        if tag.name == "a" and IMAGE_FILE.search(tag.get("href")):
            links.append(tag.get("href").strip())
        if tag.name in NESTING and len(nest) < DEEPEST:
            nest.append(_OpenElement(tag.name, {id(image): image} if image else {}))
    return images, links


def _image(tag: Tag, nest: list[_OpenElement]) -> ShownImage | None:
    addresses = list(_addresses(tag))
    picture = next((each for each in reversed(nest) if each.name == "picture"), None)
    if tag.name == "source":
        if picture:
            picture.sources += addresses
        return None
    if picture and tag.name == "img":
        addresses += picture.sources
    return ShownImage(tuple(dict.fromkeys(addresses)), tag.end) if addresses else None


def _addresses(tag: Tag) -> Iterator[str]:
    for name in SHOWS_IMAGE.get(tag.name, ()):
        value = tag.get(name).strip()
        if name == "srcset":
            yield from (candidate.address for candidate in candidates(value))
        elif value:
            yield value


def _put_inside(nest: list[_OpenElement], image: ShownImage) -> None:
    """An image belongs to the nearest figure, and to everything else it stands in."""
    in_figure = False
    for element in reversed(nest):
        if element.name != FIGURE or not in_figure:
            element.inside[id(image)] = image
        in_figure = in_figure or element.name == FIGURE


def _close(nest: list[_OpenElement], tag: Tag) -> None:
    """Take the element that `tag` ends from the nest, with whatever was never closed in it."""
    at = next((i for i in reversed(range(len(nest))) if nest[i].name == tag.name), None)
    if at is None:
        return
    element = nest[at]
    del nest[at:]
    if element.name in AROUND_IMAGE:
        for image in element.inside.values():
            image.at = tag.end
    elif element.name == CAPTION:
        figure = next((each for each in reversed(nest) if each.name == FIGURE), None)
        if figure:
            figure.caption_end = tag.start
    elif element.caption_end >= 0 and len(element.inside) == 1:
        # Of several images in one figure, a sentence in the caption would not say which is meant.
        image = next(iter(element.inside.values()))
        image.at = element.caption_end
        for outer in nest:
            outer.inside.pop(id(image), None)


def caption(sentence: str, language: str = "") -> str:
    """The element for `sentence`; `language` is that of its words where the text's is another."""
    # Words in another language may also run in the other direction.
    lang = f' lang="{escape(language)}" dir="auto"' if language else ""
    return f'<span class="{CLASS}"{lang}>{escape(without_forbidden(sentence))}</span>'


def with_captions(html: str, captions: Iterable[tuple[int, str]]) -> str:
    """`html` with each (offset, element) put in; an element twice at one place stands once."""
    changes = []
    for at, element in sorted(dict.fromkeys(captions), key=lambda pair: pair[0]):
        gap = " " if html[at : at + 1].strip(" \t\n\r<") else ""
        changes.append((at, at, f" {element}{gap}"))
    return replaced(html, changes)
