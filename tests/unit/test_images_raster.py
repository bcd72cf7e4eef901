"""Facts and versions of image files of every kind, read back by another program."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import PIL
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from plugins.images.image_file import ImageError
from plugins.images.raster.encode import ENCODER, MEMORY, encoded
from plugins.images.raster.facts import ImageFacts, facts_of
from tests import photographs, pictures
from tests.photographs import noise, opened, png, saved
from tests.pictures import png_chunk

WIDTHS = (100, 200, 400)
FORMATS = ("avif", "webp")
KINDS = ("jpeg", "png", "webp", "avif", "gif")

Written = Callable[[bytes], Path]


@pytest.fixture(name="written")
def _written(tmp_path: Path) -> Written:
    """Bytes as a file, whose name says nothing of its kind."""

    def written(data: bytes) -> Path:
        path = tmp_path / "image.dat"
        path.write_bytes(data)
        return path

    return written


def versions(
    path: Path, widths: Iterable[int] = WIDTHS, formats: Iterable[str] = FORMATS
) -> dict[tuple[str, int], bytes]:
    """What the kit makes of a file."""
    return encoded(path, facts_of(path), widths, formats)


def shown(path: Path) -> Image.Image:
    """The WebP in the image's own width, which any program can open."""
    facts = facts_of(path)
    made = encoded(path, facts, [facts.width], ["webp"])
    return opened(made["webp", facts.width])


def alike(image: Image.Image, at: tuple[int, int], colour: tuple[int, ...], far: int = 6) -> bool:
    """Whether a pixel has about that colour."""
    pixel = image.convert("RGBA" if len(colour) == 4 else "RGB").getpixel(at)
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= far for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_facts_and_versions_of_each_kind(written: Written, kind: str) -> None:
    """Known by their bytes; narrower than the image, and in its own width where that is lighter."""
    path = written(saved(noise(), kind, quality=95))
    assert facts_of(path) == ImageFacts(kind, 300, 200)
    made = versions(path)
    own = {300} if kind in {"jpeg", "png", "gif"} else set()
    assert {width for name, width in made if name == "webp"} == {100, 200, *own}
    for (name, width), data in made.items():
        image = opened(data)
        assert image.format == name.upper()
        assert image.size == (width, round(width * 2 / 3))
        assert len(data) < path.stat().st_size
        assert not {"exif", "icc_profile", "xmp"} & image.info.keys()


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_exif_turns_an_image(written: Written, kind: str, turn: int) -> None:
    """Facts tell the size that is shown; versions are turned, and say nothing of it."""
    image = noise("RGB", (300, 200))
    image.paste((255, 0, 0), (0, 0, 100, 100))
    path = written(saved(image, kind, exif=photographs.exif(turn=turn)))
    facts, version = facts_of(path), shown(path)
    assert version.size == (facts.width, facts.height)
    assert version.size == ((200, 300) if turn > 4 else (300, 200))
    across, down = (turn in {2, 3, 7, 8}, turn in {3, 4, 6, 7})
    if turn > 4:
        across, down = turn in {6, 7}, turn in {7, 8}
    corner = (version.width - 50 if across else 50, version.height - 50 if down else 50)
    assert alike(version, corner, (255, 0, 0), 12)


def test_exif_of_webp_turns_nothing(written: Written) -> None:
    """As in browsers."""
    path = written(saved(noise(), "webp", exif=photographs.exif(turn=6)))
    assert (facts_of(path).width, facts_of(path).height) == (300, 200)


def test_avif_is_turned_by_its_own_property(written: Written) -> None:
    """Pillow writes the orientation as one."""
    path = written(saved(noise(), "avif", exif=photographs.exif(turn=6)))
    assert (facts_of(path).width, facts_of(path).height) == (200, 300)
    assert opened(versions(path)["webp", 100]).size == (100, 150)


@pytest.mark.parametrize("kind", ["gif", "png", "webp", "avif"])
def test_what_is_animated_has_no_versions(written: Written, kind: str) -> None:
    """It would stand still."""
    frames = [noise(), noise()]
    path = written(saved(frames[0], kind, save_all=True, append_images=frames[1:]))
    assert facts_of(path).is_animated
    assert versions(path) == {}


def test_display_p3_becomes_srgb(written: Written) -> None:
    """The red of sRGB, written in the larger space."""
    image = Image.new("RGB", (64, 64), (234, 51, 35))
    path = written(saved(image, "png", icc_profile=photographs.DISPLAY_P3, compress_level=0))
    assert alike(shown(path), (9, 9), (255, 0, 0), 2)


def test_cmyk_goes_by_its_profile(written: Written) -> None:
    """Any ink is green in it; without it magenta would be that."""
    image = Image.new("CMYK", (64, 64), (0, 255, 0, 0))
    plain = written(saved(image, "jpeg"))
    assert alike(shown(plain), (9, 9), (255, 0, 255), 12)
    profile = photographs.cmyk_profile((255, 128, 128), (128, 60, 160))
    path = written(saved(image, "jpeg", icc_profile=profile))
    red, green, blue = shown(path).convert("RGB").getpixel((9, 9))  # type: ignore[misc]
    assert green > 100 > max(red, blue)


def test_a_profile_that_is_none_is_ignored(written: Written) -> None:
    """As browsers do; so is that of a grey on colours."""
    for profile in (b"none", photographs.cmyk_profile((255, 128, 128), (128, 60, 160))):
        image = Image.new("RGB", (64, 64), (200, 100, 50))
        path = written(saved(image, "png", icc_profile=profile, compress_level=0))
        assert alike(shown(path), (9, 9), (200, 100, 50))


def test_png_gamma_counts(written: Written) -> None:
    """Middle grey of a linear file is light in sRGB; as Chromium shows it."""
    gamma = png_chunk(b"gAMA", struct.pack(">I", 100000))
    path = written(png((64, 64), 8, 0, b"\x80" * 64, gamma) + bytes(9999))
    assert alike(shown(path), (9, 9), (186, 186, 186), 3)


def _fourths(length: int, values: bytes) -> bytes:
    """A row of 64 pixels, a quarter of it of each value."""
    return b"".join(bytes((value,)) * length for value in values)


GREYS = b"".join(grey * 16 for grey in (b"\0\0", b"\x7f\0", b"\x80\x12", b"\xff\xff"))


@pytest.mark.parametrize(
    ("data", "colours"),
    [
        (png((64, 9), 16, 0, GREYS), [(0,), (127,), (128,), (255,)]),
        (
            png((64, 9), 16, 0, GREYS, png_chunk(b"tRNS", b"\x80\x12")),
            [(0, 255), (127, 255), (128, 0), (255, 255)],
        ),
        (
            png((64, 9), 16, 0, GREYS, png_chunk(b"tRNS", b"\x80\x13")),
            [(0,), (127,), (128,), (255,)],
        ),
        (
            png((64, 9), 4, 0, _fourths(8, b"\x00\xff\x33\x77"), png_chunk(b"tRNS", b"\0\3")),
            [(0, 255), (255, 255), (51, 0), (119, 255)],
        ),
        (
            png((64, 9), 2, 0, _fourths(4, b"\x00\x55\xaa\xff"), png_chunk(b"tRNS", b"\0\2")),
            [(0, 255), (85, 255), (170, 0), (255, 255)],
        ),
        (
            png((64, 9), 1, 0, _fourths(2, b"\x00\x00\xff\xff"), png_chunk(b"tRNS", b"\0\1")),
            [(0, 255), (0, 255), (255, 0), (255, 0)],
        ),
    ],
)
def test_greys_of_any_depth(written: Written, data: bytes, colours: list[tuple[int, ...]]) -> None:
    """Of 1 to 16 bits, with a transparent one; in full, as PNG means them."""
    image = shown(written(data + bytes(9999)))
    for fourth, (grey, *alpha) in enumerate(colours):
        at = fourth * 16 + 8
        pixel = image.convert("RGBA").getpixel((at, 5))
        assert isinstance(pixel, tuple)
        assert pixel[3] == (alpha[0] if alpha else 255)
        if pixel[3]:
            assert alike(image, (at, 5), (grey,) * 3, 1)


def test_a_palette_with_transparency(written: Written) -> None:
    """Each colour with its own alpha, as they are."""
    image = Image.new("P", (64, 64), 1)
    image.putpalette([0, 0, 0, 10, 200, 30, 250, 250, 0])
    image.paste(2, (0, 0, 32, 64))
    path = written(saved(image, "png", transparency=b"\xff\x80\x00", compress_level=0))
    assert facts_of(path).has_alpha
    version = shown(path)
    assert alike(version, (50, 9), (10, 200, 30, 128), 1)
    assert version.getpixel((9, 9))[3] == 0  # type: ignore[index]


def test_no_halo_around_what_is_transparent(written: Written) -> None:
    """Invisible pixels, here red, must not colour the edge of a white disc."""
    image = Image.new("RGBA", (401, 401), (255, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((50, 50, 350, 350), (255, 255, 255, 255))
    path = written(saved(image, "png", compress_level=0))
    for name, tolerance in (("webp", 2), ("avif", 24)):
        version = opened(encoded(path, facts_of(path), [100], [name])[name, 100])
        pixels = [struct.unpack("4B", each) for each in _fours(version.tobytes())]
        seen = [pixel for pixel in pixels if pixel[3] > 16]
        assert 4000 < len(seen) < 6000
        assert min(min(pixel[:3]) for pixel in seen) >= 255 - tolerance


def _fours(data: bytes) -> Iterable[bytes]:
    return (data[at : at + 4] for at in range(0, len(data), 4))


def test_alpha_that_hides_nothing_is_left_out(written: Written) -> None:
    """It costs bytes."""
    image = noise("RGBA")
    path = written(saved(image, "png"))
    assert facts_of(path).has_alpha
    assert opened(versions(path)["webp", 200]).mode == "RGB"


def test_drawings_keep_every_pixel(written: Written) -> None:
    """In WebP, without loss."""
    image = Image.new("RGB", (300, 200), (250, 240, 230))
    draw = ImageDraw.Draw(image)
    for number in range(12):
        draw.line((0, number * 16, 300, 200 - number * 9), (20 * number, 40, 160), 3)
    path = written(saved(image, "png", compress_level=0))
    assert shown(path).tobytes() == image.tobytes()


def test_only_versions_worth_having(written: Written) -> None:
    """A file of few bytes stays alone; nothing is wider than the image."""
    assert versions(written(saved(noise(), "jpeg", quality=3))) == {}
    path = written(saved(noise(), "png"))
    made = versions(path, [50, 300, 301, 5000])
    assert {width for _, width in made} == {50, 300}
    assert {width for _, width in versions(path, [290, 5000])} == {300}
    assert {width for _, width in versions(path, [290])} == {290}
    assert versions(path, []) == versions(path, [100], []) == {}


def test_versions_state_the_source_type(written: Written) -> None:
    """The one given; else that which the image states, in XMP or in Content Credentials."""
    data = saved(noise(), "png")
    path = written(data)
    made = encoded(path, facts_of(path), WIDTHS, FORMATS, pictures.GENERATED)
    assert len(made) == 6
    for version in made.values():
        assert pictures.statements(version) == [pictures.GENERATED]
    camera = f"{pictures.IPTC}digitalCapture"
    stated = pictures.packet(f"<e:DigitalSourceType>{camera}</e:DigitalSourceType>")
    credentials = (
        b"jumb....jumdc2pa\0\x11...digitalSourceType\x78" + pictures.EDITED.encode() + b"\0"
    )
    for chunk, source in (
        (pictures.png_text(stated), camera),
        (png_chunk(b"caBX", credentials), pictures.EDITED),
    ):
        saying = written(data[:33] + chunk + data[33:])
        for version in versions(saying).values():
            assert pictures.statements(version) == [source]


def test_the_same_bytes_each_time(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the number of processors."""
    path = written(saved(noise("RGB", (900, 700)), "png"))
    first = versions(path, [600])
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(16)), raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 16)
    assert versions(path, [600]) == first
    assert len(first) == 2
    assert PIL.__version__ in ENCODER


def frames(size: tuple[int, int], *, progressive: bool = False) -> bytes:
    """A JPEG whose header tells other sides than its pixels have."""
    data = saved(noise("RGB", (64, 64)), "jpeg", progressive=progressive)
    at = data.index(b"\xff\xc2" if progressive else b"\xff\xc0")
    return data[: at + 5] + struct.pack(">HH", size[1], size[0]) + data[at + 9 :]


HUGE = {
    "png": png((20_000, 20_000), 8, 2, b"")[:60] + bytes(99),
    "progressive jpeg": frames((20_000, 20_000), progressive=True),
    "gif": b"GIF89a" + struct.pack("<HH", 20_000, 20_000) + saved(noise(), "gif")[10:],
    "tall": frames((1500, 60_000)),
    "webp": b"RIFF\x1e\0\0\0WEBPVP8L\x11\0\0\0\x2f\xff\xff\xff\x1f" + bytes(12),
}


@pytest.mark.parametrize("data", HUGE.values(), ids=HUGE)
def test_what_is_too_large_is_refused(written: Written, data: bytes) -> None:
    """Before its pixels are read; its size is known, and the cure told."""
    path = written(data)
    with pytest.raises(ImageError) as error:
        versions(path, [400, 1600])
    assert "pixels" in error.value.message or "times as high" in error.value.message
    assert error.value.cure.endswith(".")
    assert MEMORY < 20_000**2 * 4


DAMAGED = {
    "no image": b"hello",
    "nothing": b"",
    "tiff": saved(noise(), "tiff"),
    "16 bits and a colour": png((64, 64), 16, 2, bytes(384), png_chunk(b"tRNS", bytes(6))),
    "hdr png": png((64, 64), 8, 2, bytes(192), png_chunk(b"cICP", b"\x09\x10\0\1")),
    "wide avif": saved(noise(), "avif").replace(b"nclx\0\1\0\x0d", b"nclx\0\x0c\0\x0d"),
    "svg without end": b"<svg xmlns='http://www.w3.org/2000/svg'",
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_what_cannot_come_out_right_is_refused(written: Written, data: bytes) -> None:
    """By name, with a cure."""
    with pytest.raises(ImageError) as error:
        versions(written(data))
    assert error.value.message
    assert error.value.cure.endswith(".")


SOURCES = {
    kind: saved(noise("RGB", (40, 30)), kind, exif=photographs.exif(turn=6)) for kind in KINDS
}
SOURCES["progressive"] = saved(noise("RGB", (40, 30)), "jpeg", progressive=True)
SOURCES["palette"] = saved(noise("RGB", (40, 30)).quantize(7), "png")


@pytest.mark.parametrize("kind", SOURCES)
def test_a_cut_file_is_refused(written: Written, kind: str) -> None:
    """By ImageError, wherever it ends; but for a few bytes behind the pixels."""
    data = SOURCES[kind]
    for end in range(0, len(data) - 64, max(1, len(data) // 40)):
        with pytest.raises(ImageError):
            encoded(written(data[:end]), ImageFacts("png", 40, 30), [20], ["webp"])


@given(
    kind=st.sampled_from(sorted(SOURCES)),
    changes=st.lists(st.tuples(st.integers(0, 2**16), st.integers(1, 255)), max_size=6),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_flipped_bits_raise_one_error_or_none(
    written: Written, kind: str, changes: list[tuple[int, int]]
) -> None:
    """Whatever Pillow says to them."""
    data = bytearray(SOURCES[kind])
    for at, bits in changes:
        data[at % len(data)] ^= bits
    path = written(bytes(data))
    with suppress(ImageError):
        facts = facts_of(path)
        if facts.width * facts.height < 1_000_000:
            encoded(path, facts, [16], ["webp"])


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="300" height="200"', (300, 200)),
        ('width="3in" height="1.5in" viewBox="0 0 9 9"', (288, 144)),
        ('viewBox="0 0 1600,900"', (1600, 900)),
        ('viewBox="0 0 16 9" width="320"', (320, 180)),
        ('viewBox="0 0 16 9" height="90px"', (160, 90)),
        ('viewBox="0 0 16 9" width="100%" height="100%"', (16, 9)),
        ('width="100%"', (0, 0)),
        ('width="-3" height="1e999" viewBox="0 0 0 0"', (0, 0)),
        ('width="5em" viewBox="a b c d"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_the_size_of_an_svg(written: Written, attributes: str, size: tuple[int, int]) -> None:
    """Its own, else that of its view box; no versions."""
    path = written(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())
    facts = facts_of(path)
    assert (facts.format, facts.width, facts.height) == ("svg", *size)
    assert versions(path) == {}


def test_a_scan_is_seen_whole() -> None:
    """A JPEG with a scan for each channel is held whole by its decoder, a progressive one too."""
    from plugins.images.jpeg import is_in_one_scan

    assert is_in_one_scan(SOURCES["jpeg"])
    assert is_in_one_scan(saved(noise("L"), "jpeg"))
    assert not is_in_one_scan(SOURCES["progressive"])
    data = SOURCES["jpeg"]
    at = data.index(b"\xff\xda")
    apart = data[:at] + b"\xff\xff\xda\0\x08\x01\x01\0\0\x3f\0" + data[at + 14 :]
    assert not is_in_one_scan(apart)


LARGE = """
import resource, sys
from contextlib import suppress
from pathlib import Path
from plugins.images.image_file import ImageError
from plugins.images.raster.encode import encoded
from plugins.images.raster.facts import facts_of
path = Path(sys.argv[1])
facts = facts_of(path)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    made = encoded(path, facts, [400, 1600], ["avif", "webp"])
except ImageError:
    made = {}
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(made), (after - before) // 1024)
"""


@pytest.mark.long
@pytest.mark.parametrize(
    ("kind", "size", "made", "most"),
    [
        ("jpeg", 20_000, 4, 400),
        ("png", 20_000, 0, 100),
        ("png", 11_000, 4, 800),
    ],
)
def test_large_images_take_bounded_memory(
    tmp_path: Path, kind: str, size: int, made: int, most: int
) -> None:
    """In MiB, measured in a process of its own: a JPEG is read at a fraction of its size."""
    import subprocess
    import sys

    path = tmp_path / "large"
    if kind == "png":
        rows = zlib.compressobj(1)
        row = b"\0" + noise("RGB", (size, 1)).tobytes()
        pixels = b"".join(rows.compress(row) for _ in range(size)) + rows.flush()
        header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0))
        chunks = header + png_chunk(b"IDAT", pixels) + png_chunk(b"IEND")
        path.write_bytes(pictures.PNG_SIGNATURE + chunks)
    else:
        tile = noise("L", (500, 500)).resize((2000, 2000))
        image = Image.new("L", (size, size))
        for at in range(0, size * 10, 2000):
            image.paste(tile, (at % size, at // size * 2000))
        image.save(path, kind)
    root = Path(__file__).parent.parent.parent
    result = subprocess.run(
        [sys.executable, "-c", LARGE, str(path)],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    count, taken = map(int, result.stdout.split())
    assert count == made
    assert taken < most
