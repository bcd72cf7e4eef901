"""Which kind of file an image is, by its first bytes, and what its metadata says of its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ..common.values import dataclass
from . import gif, jpeg, png, svg, webp
from .image_file import CONVERT, Change, ImageError
from .xmp import source_types, with_source_type


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of file that the kit can write metadata into."""

    recognises: Callable[[bytes], bool]
    packets: Callable[[bytes], Iterator[bytes]]
    rewritten: Callable[[bytes, Change], bytes]


CONTAINERS = (
    Container(lambda data: data.startswith(jpeg.SIGNATURE), jpeg.packets, jpeg.rewritten),
    Container(lambda data: data.startswith(png.SIGNATURE), png.packets, png.rewritten),
    Container(
        lambda data: data[:4] == webp.RIFF and data[8:12] == webp.WEBP,
        webp.packets,
        webp.rewritten,
    ),
    Container(lambda data: data.startswith(gif.SIGNATURES), gif.packets, gif.rewritten),
    Container(svg.is_svg, svg.packets, svg.rewritten),
)


def stated(data: bytes) -> tuple[str, ...]:
    """The digital source types in the XMP of an image, as they are written.

    :raises ImageError: where the file is broken or of another kind.
    """
    return tuple(
        value for packet in _container(data).packets(data) for value in source_types(packet)
    )


def with_statement(data: bytes, address: str) -> bytes:
    """The image with the digital source type `address` in its XMP; its pixels as they are.

    What already says so and nothing else comes back as it is.

    :raises ImageError: where the file is broken or of another kind.
    """
    return _container(data).rewritten(data, partial(with_source_type, address=address))


def can_be_marked(data: bytes) -> bool:
    """Whether the kit can write metadata into an image: it knows its kind, and it is not broken."""
    try:
        with_statement(data, "")
    except ImageError:
        return False
    return True


def _container(data: bytes) -> Container:
    for container in CONTAINERS:
        if container.recognises(data):
            return container
    raise ImageError("is of a kind that the kit cannot write metadata into", CONVERT)
