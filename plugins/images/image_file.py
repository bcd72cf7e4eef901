"""What all kinds of image files share: blocks, XMP packets in some of them, and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

SAVE_AGAIN = "Save the image again with an image editor, as PNG, JPEG, WebP, GIF or SVG."
CONVERT = "Use PNG, JPEG, WebP, GIF or SVG for it."

Change = Callable[[bytes | None], bytes]
"""From the XMP packet of a file, None where it has none, to the one it shall have."""


class ImageError(ValueError):
    """The metadata of an image cannot be read or written."""

    def __init__(self, message: str, cure: str = SAVE_AGAIN) -> None:
        """`message` is a clause without a full stop, `cure` a sentence."""
        super().__init__(message)
        self.message = message
        self.cure = cure


def truncated(kind: str) -> ImageError:
    """The error for a file that ends too early or whose lengths do not add up."""
    return ImageError(f"is a broken {kind} file: it ends too early, or its lengths do not add up")


class Block(NamedTuple):
    """A header, chunk, segment or extension: where it lies in its file, and what it is."""

    start: int
    end: int
    leads: bool = False
    """Whether it wants to stand before a new packet."""
    packet: bytes | None = None
    """The XMP packet in it, if that is what it holds."""


def packets_in(blocks: Iterable[Block]) -> Iterator[bytes]:
    """The XMP packets of a file."""
    return (block.packet for block in blocks if block.packet is not None)


def with_packets(
    data: bytes, blocks: Iterable[Block], change: Change, written: Callable[[bytes], bytes]
) -> bytes:
    """`data` with each packet as `change` gives it back, or with a new one; the rest as it is.

    `written` makes a block of a packet. A new one stands behind the leading blocks.
    """
    pieces, position, new_at, leading, found = list[bytes](), 0, 0, True, False
    for block in blocks:
        leading = leading and block.leads
        new_at = block.end if leading else new_at
        if block.packet is not None:
            found = True
            if (changed := change(block.packet)) != block.packet:
                pieces += [data[position : block.start], written(changed)]
                position = block.end
    if not found:
        pieces, position = [data[:new_at], written(change(None))], new_at
    return b"".join([*pieces, data[position:]])
