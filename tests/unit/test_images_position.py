"""Positions in image files: found wherever they stand, and hostile files do no harm."""

from __future__ import annotations

import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.images.raster.exif import Exif, orientation
from plugins.images.raster.position import without_position
from tests import photographs, pictures
from tests.photographs import PLACE, XMP_PLACE, noise, saved

KINDS = ("jpeg", "png", "webp", "avif")
SMALL = noise("RGB", (24, 16))
SAYING = {kind: saved(SMALL, kind, exif=photographs.exif(place=PLACE)) for kind in KINDS}
SAYING["xmp"] = saved(SMALL, "jpeg", xmp=XMP_PLACE)
SAYING["png-xmp"] = saved(SMALL, "png")[:33] + pictures.png_text(XMP_PLACE, compressed=True)
SAYING["png-xmp"] += saved(SMALL, "png")[33:]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", [{}, {0: b"\2\3\0\0"}, {18: "WGS-84", 29: "2024:05:06"}])
def test_what_tells_no_place_stays(kind: str, place: dict[int, object]) -> None:
    """No GPS at all, or its version, date and datum alone, as many cameras write them."""
    data = saved(noise(), kind, exif=photographs.exif(turn=3, place=place))
    assert without_position(data) is None


def test_other_files_tell_none() -> None:
    """Not even with the right words in them."""
    assert without_position(b"") is None
    assert without_position(b"Exif\0\0" + photographs.exif(place=PLACE)) is None
    assert without_position(pictures.SVG) is None
    assert without_position(saved(noise(), "gif")) is None


@pytest.mark.parametrize("kind", SAYING)
def test_only_metadata_is_written(kind: str) -> None:
    """At its place: no byte moves, but where PNG's text was packed."""
    data = SAYING[kind]
    cleaned = without_position(data)
    assert cleaned is not None
    if kind != "png-xmp":
        assert len(cleaned) == len(data)
    marker = {"jpeg": b"\xff\xda", "xmp": b"\xff\xda", "webp": b"VP8 ", "avif": b"mdat"}
    start = marker.get(kind, b"IDAT")
    ends = [each[each.index(start) :] for each in (cleaned, data)]
    if kind == "webp":
        ends = [each[: each.index(b"EXIF")] for each in ends]
    if kind != "avif":  # whose metadata stand among the pixels
        assert ends[0] == ends[1]
    assert without_position(cleaned) is None


def test_a_film_behind_a_photograph_loses_its_position_too() -> None:
    """As phones put it there."""
    film = b"\0\0\0\x2e\xa9xyz\0\x1e\x15\xc7+40.5019-003.7032+700.500CRSWGS_84/moov"
    data = saved(noise(), "jpeg") + film
    cleaned = without_position(data)
    assert cleaned is not None
    assert cleaned == data.replace(b"+40.5019-003.7032+700.500CRSWGS_84/", b" " * 35)


def tiff(*directories: bytes, order: str = "<") -> bytes:
    """Directories one behind another, from the first place on."""
    start = b"II*\0" if order == "<" else b"MM\0*"
    return start + struct.pack(f"{order}I", 8) + b"".join(directories)


def directory(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
    """A directory of (tag, type, count, value)."""
    packed = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return struct.pack("<H", len(entries)) + packed + struct.pack("<I", following)


LATITUDE = (2, 5, 3, 0xFFFFFF00)
HOSTILE = {
    "nothing": b"",
    "no directory": b"II*\0\xff\xff\xff\xff",
    "a loop": tiff(directory(following=8)),
    "itself below itself": tiff(directory((0x8769, 4, 1, 8), (0x014A, 4, 1, 8), following=8)),
    "position in the header": tiff(directory((0x8825, 4, 1, 0))),
    "position at the end": tiff(directory((0x8825, 4, 1, 26))),
    "more entries than there are": tiff(struct.pack("<H", 0xFFFF) + bytes(40)),
    "values far away": tiff(directory((0x8825, 4, 1, 26)), directory(LATITUDE)),
    "values in the header": tiff(directory((0x8825, 4, 1, 26)), directory((2, 5, 3, 0))),
    "huge values": tiff(directory((0x8825, 4, 1, 26)), directory((4, 12, 2**32 - 1, 9))),
    "position is the first": tiff(directory((2, 5, 3, 8), (0x8825, 4, 1, 8))),
    "many below": tiff(directory((0x014A, 4, 2**32 - 1, 8))),
}


@pytest.mark.filterwarnings("ignore::UserWarning")  # of Pillow, which reads it too
@pytest.mark.parametrize("exif", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("kind", ["jpeg", "webp", "png"])
def test_hostile_exif_reaches_no_pixel(kind: str, exif: bytes) -> None:
    """Nor does it loop, or raise anything."""
    data = photographs.with_exif(saved(SMALL, kind), exif)
    cleaned = without_position(data) or data
    assert len(cleaned) == len(data)
    assert photographs.opened(cleaned).tobytes() == photographs.opened(data).tobytes()
    assert orientation(exif) == 1


def test_many_directories_cost_no_time() -> None:
    """Each byte of a long Exif the start of a directory with as many entries as fit."""
    count, below = 0x1000, (0x014A, 4, 1)
    body = b"".join(
        struct.pack("<H", count) + struct.pack("<HHII", *below, 8 + 2 * number)
        for number in range(200_000)
    )
    start = time.perf_counter()
    Exif(bytearray(tiff(body))).without_position()
    segment = b"\xff\xe1\xff\xff" + b"Exif\0\0" + tiff(body)[:65_527]
    without_position(b"\xff\xd8" + segment * 30 + saved(SMALL, "jpeg")[2:])
    assert time.perf_counter() - start < 5


@given(
    kind=st.sampled_from(sorted(SAYING)),
    changes=st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 255)), max_size=8),
    cut=st.integers(0, 400),
)
def test_hostile_files_raise_nothing(kind: str, changes: list[tuple[int, int]], cut: int) -> None:
    """Bytes overwritten and ends cut off: cleaned once, there is nothing left to clean."""
    data = bytearray(SAYING[kind])
    for at, value in changes:
        data[at % len(data)] = value
    cleaned = without_position(bytes(data[: len(data) - cut]))
    if cleaned is not None:
        assert without_position(cleaned) is None


@given(st.sampled_from([b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"]), st.binary(max_size=200))
def test_any_directories_raise_nothing(start: bytes, rest: bytes) -> None:
    """Exif of any bytes behind its header."""
    written = bytearray(start + rest)
    Exif(written).without_position()
    assert not Exif(written).without_position()
    assert orientation(start + rest) in range(1, 9)
