"""The `picture` element around an image: the same in smaller files, of which browsers take one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from .tags import Tag, begin_of, tags

Versions = Iterable[tuple[str, Iterable[tuple[str, int]]]]
"""A media type and, for each file, its address and width."""

IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~"
"""What an address may hold beside letters, digits and ``-._`` (RFC 3986, 2)."""

MEASURE = 616
"""Width of the text in the theme, in pixels."""
LARGER = 1.25
"""So many times as wide as it is shown an image has more to show."""
CHOSEN = frozenset({"audio", "canvas", "noscript", "object", "picture", "video"})
"""Elements in which an image is one of several, or stands for something else."""
ACTIVE = frozenset({"a", "button", "label", "summary"})
"""Elements in which there can be no link."""
IMAGE = begin_of({"img"})


class PlainImage(NamedTuple):
    """An `img` of whose files its author has said no more than one."""

    tag: Tag
    number: int
    """How many others stand before it."""
    can_be_linked: bool

    @property
    def src(self) -> str:
        """Its address."""
        return self.tag.get("src").strip()

    def with_attributes(self, html: str, attributes: str) -> str:
        """Its tag in `html` with more attributes, each after a blank."""
        behind_name = self.tag.start + len("<img")
        return f"<img{attributes}{html[behind_name : self.tag.end]}"


def plain_images(html: str) -> Iterator[PlainImage]:
    """The images in `html` that have one address and stand in no `picture`."""
    if not IMAGE.search(html):
        return
    opened: Counter[str] = Counter()
    number = 0
    for tag in tags(html, CHOSEN | ACTIVE | {"img"}):
        if tag.name != "img":
            opened[tag.name] = max(0, opened[tag.name] + (-1 if tag.closing else 1))
            continue
        if not tag.has("srcset") and not any(opened[name] for name in CHOSEN):
            is_free = not any(opened[name] for name in ACTIVE) and not tag.has("usemap")
            yield PlainImage(tag, number, is_free)
        number += 1


def img(src: str, alt: str, width: int, height: int, *, eager: bool) -> str:
    """A tag for an image; its size in pixels, 0 where nobody knows; `eager`: load it first."""
    said: dict[str, object] = {"src": src, "alt": alt}
    said |= {"width": width, "height": height} if width and height else {}
    said |= {"decoding": "async", **({"fetchpriority": "high"} if eager else {"loading": "lazy"})}
    attributes = (f' {name}="{escape(str(value))}"' for name, value in said.items())
    return f"<img{''.join(attributes)}>"


def linked(shown: str, original: str, alt: str, width: int, shown_width: int = MEASURE) -> str:
    """An image behind which its original is, if that has an address and more to show.

    `alt` is the link's name: without one, there is no link.
    """
    has_more = width > LARGER * shown_width
    return f'<a href="{escape(original)}">{shown}</a>' if original and alt and has_more else shown


def picture(img: str, versions: Versions, sizes: str) -> str:
    """An `img` tag with `versions` of its image; they are addresses as a page has them.

    `sizes` says how wide it is shown, as HTML has it.
    """
    sources = "".join(_source(kind, files, sizes) for kind, files in versions)
    return f"<picture>{sources}{img}</picture>" if sources else img


def _source(kind: str, files: Iterable[tuple[str, int]], sizes: str) -> str:
    # No blank may stand in an address here, nor a comma end it.
    listed = ", ".join(f"{quote(address, safe=IN_ADDRESS)} {width}w" for address, width in files)
    return f'<source type="{kind}" srcset="{escape(listed)}" sizes="{escape(sizes)}">'
