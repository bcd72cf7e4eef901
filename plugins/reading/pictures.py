"""The images of a text as its page shows them: in a file that fits the screen, and only in time.

An image whose author has said which files there are, by `picture` or ``srcset``, is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit

from ..article import Picture
from ..common.regex import regex
from ..html.picture import MEASURE, PlainImage, linked, picture, plain_images
from ..html.tags import Tag, replaced

NARROW = 90
"""Its width on a screen that is narrower, in per cent of that."""
PIXELS = regex(r"[1-9][0-9]{0,4}")


def with_pictures(html: str, pictures: Mapping[str, Picture], *, eager: bool = True) -> str:
    """`html` with each of `pictures`, by its address, in versions; the first at once if `eager`."""
    changes = []
    for image in plain_images(html):
        if found := pictures.get(image.src):
            made = _shown(html, image, found, eager=eager and not image.number)
            changes.append((image.tag.start, image.tag.end, made))
    return replaced(html, changes)


def _shown(html: str, image: PlainImage, found: Picture, *, eager: bool) -> str:
    tag, src = image.tag, image.src
    width = _shown_width(tag, found)
    whole = image.with_attributes(html, _said(tag, eager=eager))
    made = picture(whole, _versions(found, src), sizes_of(width))
    return linked(made, src * image.can_be_linked, tag.get("alt").strip(), found.width, width)


def _said(tag: Tag, *, eager: bool) -> str:
    """Attributes that say when to load an image, but for what its author says."""
    wanted = {"decoding": "async", **({} if eager else {"loading": "lazy"})}
    return "".join(f' {name}="{said}"' for name, said in wanted.items() if not tag.has(name))


def _shown_width(tag: Tag, found: Picture) -> int:
    given = tag.get("width").strip()
    return min(int(given) if PIXELS.fullmatch(given) else found.width or MEASURE, MEASURE)


def sizes_of(width: int) -> str:
    """How wide an image is that may be `width` pixels wide, as ``sizes`` says it."""
    return f"(max-width: {round(100 * width / NARROW)}px) {NARROW}vw, {width}px"


def _versions(found: Picture, src: str) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The versions by addresses in the text, where they stand beside the original."""
    whole = urlsplit(src)._replace(query="", fragment="").geturl()
    folder = "".join(whole.rpartition("/")[:2])
    for kind, files in found.versions:
        names = ((address.rpartition("/")[2], width) for address, width in files)
        yield kind, [(f"{folder}{quote(name)}", width) for name, width in names]
