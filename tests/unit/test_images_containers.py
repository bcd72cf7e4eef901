"""XMP in image files: written in place, pixels untouched, read back by other means."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.images.containers import stated, with_statement
from plugins.images.image_file import ImageError
from plugins.images.source_types import is_signed, marked, terms_in
from tests import pictures
from tests.pictures import EDITED, GENERATED, packet

OTHER = packet("<dc:title>T</dc:title>")
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
SVG_RDF = pictures.SVG.replace(
    b"<g/>",
    f'<metadata><rdf:RDF {RDF}><a xmlns="urn:a">kept &amp; more</a></rdf:RDF></metadata>'.encode()
    + b"<symbol><metadata><rdf:RDF xmlns:rdf='urn:other'/></metadata></symbol>",
)
LATIN = '<?xml version="1.0" encoding="iso-8859-1"?><svg xmlns="http://www.w3.org/2000/svg" a="ä"/>'
SAMPLES = {
    "jpeg": pictures.JPEG,
    "jpeg-exif": pictures.jpeg(
        (0xE1, b"Exif\0\0II*\0\x08\0\0\0" + bytes(6)), (0xE2, b"ICC_PROFILE\0\1\1icc")
    ),
    "jpeg-xmp": pictures.jpeg((0xE1, pictures.XMP_JPEG + OTHER)),
    "png": pictures.png(),
    "png-xmp": pictures.png(pictures.png_text(OTHER)),
    "png-compressed": pictures.png(pictures.png_text(OTHER, compressed=True)),
    "webp-lossy": pictures.WEBP_LOSSY,
    "webp-lossless": pictures.WEBP_LOSSLESS,
    "webp-extended": pictures.WEBP_EXTENDED,
    "gif87": pictures.GIF87,
    "gif89": pictures.GIF89,
    "svg": pictures.SVG,
    "svg-empty": b'<s:svg xmlns:s="http://www.w3.org/2000/svg" />',
    "svg-rdf": SVG_RDF,
    "svg-utf16": pictures.SVG.replace(b'"1.0"?', b'"1.0" encoding="utf-16"?')
    .decode()
    .encode("utf-16"),
    "svg-latin": LATIN.encode("latin-1"),
}
PLAIN_INSERTIONS = ("jpeg", "jpeg-exif", "png", "gif89", "svg", "svg-utf16")
kinds = pytest.mark.parametrize("data", SAMPLES.values(), ids=SAMPLES)


@kinds
def test_another_reader_finds_what_was_written(data: bytes) -> None:
    """A plain search for the packet, then XML: exactly one source type, the one given."""
    assert pictures.statements(marked(data, "generated")) == [GENERATED]
    assert pictures.statements(marked(data, "edited")) == [EDITED]


@kinds
def test_a_file_that_says_so_is_not_written(data: bytes) -> None:
    """The second run changes no byte; nor does the way there and back."""
    once = marked(data, "generated")
    assert marked(once, "generated") == once
    again = marked(marked(once, "edited"), "generated")
    assert stated(again) == (GENERATED,)
    assert marked(again, "generated") == again


@pytest.mark.parametrize("name", PLAIN_INSERTIONS)
def test_nothing_is_changed_beside_the_packet(name: str) -> None:
    """Every byte of the old file is in the new one, in order, around one run of new ones."""
    assert pictures.is_insertion(SAMPLES[name], marked(SAMPLES[name], "generated"))


def test_jpeg_segments_stay_and_xmp_follows_exif() -> None:
    """JFIF, Exif, XMP, then the rest; the scan byte for byte."""
    before = pictures.jpeg_segments(SAMPLES["jpeg-exif"])
    after = pictures.jpeg_segments(marked(SAMPLES["jpeg-exif"], "generated"))
    assert after[2][1].startswith(pictures.XMP_JPEG)
    assert [*after[:2], *after[3:]] == before


def test_jpeg_keeps_the_parts_of_a_long_packet() -> None:
    """ExtendedXMP is other segments; so is what comes before XMP in an unusual order."""
    extension = (0xE1, b"http://ns.adobe.com/xmp/extension/\0" + bytes(40))
    note = packet("", 'xmlns:n="http://ns.adobe.com/xmp/note/" n:HasExtendedXMP="77"')
    data = pictures.jpeg((0xFE, b"c"), (0xE1, pictures.XMP_JPEG + note), extension)
    before, after = (pictures.jpeg_segments(each) for each in (data, marked(data, "edited")))
    assert [*after[:2], *after[3:]] == [*before[:2], *before[3:]]
    assert b'HasExtendedXMP="77"' in after[2][1]


def test_png_chunks_stay_with_their_checksums() -> None:
    """XMP directly after IHDR; one that was packed is unpacked, and nothing else moves."""
    for name in ("png", "png-xmp", "png-compressed"):
        before = pictures.png_chunks(SAMPLES[name])
        after = pictures.png_chunks(marked(SAMPLES[name], "generated"))
        assert after[0] == before[0]
        assert [kind for kind, _ in after] == [b"IHDR", b"iTXt", b"IDAT", b"IEND"]
        assert after[2:] == before[-2:]


@pytest.mark.parametrize(
    ("data", "flags", "width", "height"),
    [
        (pictures.WEBP_LOSSY, 0x04, 3, 2),
        (pictures.WEBP_LOSSLESS, 0x14, 30, 21),
        (pictures.WEBP_EXTENDED, 0x14, 30, 21),
    ],
)
def test_webp_becomes_extended(data: bytes, flags: int, width: int, height: int) -> None:
    """Flags and canvas in VP8X, XMP at the end, the image's own chunks as they were."""
    chunks = pictures.webp_chunks(marked(data, "generated"))
    assert chunks[0][0] == b"VP8X"
    assert chunks[-1][0] == b"XMP "
    assert chunks[0][1][0] == flags
    sides = struct.unpack("<I", chunks[0][1][4:7] + b"\0") + struct.unpack(
        "<I", chunks[0][1][7:10] + b"\0"
    )
    assert sides == (width - 1, height - 1)
    assert chunks[1:-1] == [chunk for chunk in pictures.webp_chunks(data) if chunk[0] != b"VP8X"]


def test_webp_with_xmp_and_no_flag_gets_the_flag() -> None:
    """A reader that trusts the flag would not see the packet."""
    said = marked(pictures.WEBP_EXTENDED, "generated")
    unsaid = said[:20] + bytes((said[20] & ~0x04,)) + said[21:]
    assert marked(unsaid, "generated") == said


def test_gif_readers_that_know_no_xmp_leap_over_it() -> None:
    """From every byte of the packet, taken for a length, the trailer leads to its end."""
    data = marked(pictures.GIF89, "generated")
    start = data.index(b"XMP DataXMP") + 11
    trailer = data.index(pictures.GIF_TRAILER)
    for first in range(start, trailer):
        at = first
        while data[at]:
            at += data[at] + 1
        assert at == trailer + len(pictures.GIF_TRAILER) - 1
    assert data.index(b"NETSCAPE") < start < data.index(b"\x21\xf9\x04")
    assert marked(pictures.GIF87, "generated").startswith(b"GIF89a")


def test_svg_keeps_rdf_entities_and_the_metadata_of_symbols() -> None:
    """Only RDF about the image is touched, and of it only the source type is new."""
    written = marked(SVG_RDF, "generated")
    assert b"kept &amp; more" in written
    assert b"<symbol><metadata><rdf:RDF xmlns:rdf='urn:other'/></metadata></symbol>" in written
    assert written.startswith(SVG_RDF[: SVG_RDF.index(b"<metadata>")])
    assert written.endswith(SVG_RDF[SVG_RDF.index(b"</metadata>") :])


SWOLLEN = packet(f"<dc:title>{'x' * (65450 - len(OTHER))}</dc:title>")
BROKEN = {
    "no image": b"hello",
    "nothing": b"",
    "avif": pictures.AVIF,
    "html": b"<!doctype html><p>x",
    "other xml": b"<feed/>",
    "entities": b'<!DOCTYPE s [<!ENTITY a "&b;&b;"><!ENTITY b "&a;">]><s x="&a;"/>',
    "not xmp": pictures.png(pictures.png_text(b"<a/>")),
    "not xml": pictures.png(pictures.png_text(b"<a")),
    "doctype in xmp": pictures.png(pictures.png_text(b"<!DOCTYPE a>" + OTHER[72:])),
    "bomb": pictures.png(pictures.png_text(b" " * 17 * 1024 * 1024, compressed=True)),
    "not packed": pictures.png(pictures.png_chunk(b"iTXt", pictures.XMP_PNG + b"\1\0\0\0x")),
    "full": pictures.jpeg((0xE1, pictures.XMP_JPEG + SWOLLEN)),
    "no scan": b"\xff\xd8\xff\xd9",
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_written_is_told_with_a_cure(data: bytes) -> None:
    """One error with a clause and a sentence; never another exception."""
    with pytest.raises(ImageError) as error:
        marked(data, "generated")
    assert error.value.message
    assert error.value.cure.endswith(".")
    assert terms_in(data) == ()


@pytest.mark.parametrize("name", [name for name in SAMPLES if "svg" not in name])
def test_a_file_that_ends_too_early_is_told(name: str) -> None:
    """Cut anywhere, at the latest where its last chunk or marker is gone."""
    data = SAMPLES[name]
    for end in range(len(data) - 1):
        with pytest.raises(ImageError):
            marked(data[:end], "generated")


@given(
    data=st.sampled_from(sorted(SAMPLES.values())),
    changes=st.lists(
        st.tuples(st.integers(0, 2**16), st.binary(min_size=1, max_size=4)), max_size=4
    ),
)
@example(data=pictures.GIF89, changes=[(6, b"\xff\xff\xff\xff")])
@example(data=pictures.png(), changes=[(12, b"\0")])
def test_hostile_bytes_raise_one_error_or_say_so(
    data: bytes, changes: list[tuple[int, bytes]]
) -> None:
    """Bytes overwritten anywhere: either told, or written so that it is read back and stays."""
    for at, new in changes:
        where = at % len(data)
        data = (data[:where] + new + data[where + len(new) :])[: len(data)]
    _holds(data)


@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"<svg"]), st.binary())
def test_hostile_files_raise_one_error_or_say_so(start: bytes, rest: bytes) -> None:
    """Anything behind the first bytes of a kind."""
    _holds(start + rest)


@given(st.binary())
def test_hostile_riff_raises_one_error_or_says_so(body: bytes) -> None:
    """The same for WebP, with a length that adds up."""
    _holds(b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body)


def _holds(data: bytes) -> None:
    terms_in(data)
    try:
        written = marked(data, "generated")
    except ImageError:
        return
    assert set(stated(written)) == {GENERATED}
    assert marked(written, "generated") == written


def test_signed_files_that_say_so_stay_signed() -> None:
    """Any change would break the signature of Content Credentials."""
    manifest = b"jumb....jumdc2pa\0\x11...digitalSourceType\x78" + GENERATED.encode()
    signed = pictures.png(pictures.png_chunk(b"caBX", manifest))
    assert is_signed(signed)
    assert terms_in(signed) == ("trainedAlgorithmicMedia",)
    assert marked(signed, "generated") == signed
    assert pictures.statements(marked(signed, "edited")) == [EDITED]


def test_signs_of_ai_are_found_where_the_kit_cannot_write() -> None:
    """XMP in AVIF is plain text; a packed chunk in PNG is unpacked; a bare term counts."""
    said = packet(f"<e:DigitalSourceType>{EDITED}</e:DigitalSourceType>")
    bare = packet("<e:DigitalSourceType>compositeSynthetic</e:DigitalSourceType>")
    camera = packet(f"<e:DigitalSourceType>{pictures.IPTC}digitalCapture</e:DigitalSourceType>")
    assert terms_in(pictures.AVIF + said) == ("compositeWithTrainedAlgorithmicMedia",)
    packed = pictures.png(pictures.png_text(bare, compressed=True))
    assert terms_in(packed) == ("compositeSynthetic",)
    assert terms_in(pictures.png(pictures.png_text(camera))) == ()


RASTER = [name for name in SAMPLES if "svg" not in name]


@pytest.mark.parametrize("name", RASTER)
def test_an_image_library_sees_the_same_pixels(name: str) -> None:
    """Where Pillow is installed; it is no requirement of the kit."""
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
    opened: Callable[[bytes], object] = lambda data: image.open(io.BytesIO(data)).convert("RGBA")  # noqa: E731
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        before, after = opened(SAMPLES[name]), opened(marked(SAMPLES[name], "generated"))
        assert after.size == before.size  # type: ignore[attr-defined]
        assert after.tobytes() == before.tobytes()  # type: ignore[attr-defined]


def test_any_address_may_be_stated() -> None:
    """The containers know nothing of IPTC's terms; markup in an address is text."""
    address = "urn:a&b<c>\"d'"
    assert pictures.statements(with_statement(pictures.png(), address)) == [address]
