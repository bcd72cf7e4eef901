"""Images of every odd kind through a whole build: each comes out right, or is refused by name."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from PIL import Image, ImageChops, ImageOps, ImageStat

from tests.building import ROOT, article, write_site
from tests.pictures import (
    PNG_SIGNATURE,
    animation,
    gradient,
    png_chunk,
    snapshot,
)

SIDE = 20_000
MOST_KILOBYTES = 600_000
"""Of memory; the pixels of the huge one would take twice as much."""
WIDTHS = "IMAGES = {'widths': (16, 30)}"
PAYLOAD = "<script>alert(1)</script>"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}<circle r="9"/></svg>'
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 9}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE svg [<!ENTITY e0 "ha">{ENTITIES}]>' + SVG.format("", "<text>&e11;</text>")
VERSIONS = ("cmyk.jpg", "deep.png", "turned.jpg", "clear.png", "palette.png", "called.jpg")
AS_THEY_ARE = ("moving.gif", "moving.png", "moving.webp", "script.svg", "bare.svg", "vast.svg")
REFUSED = ("cut.jpg", "garbage.png", "empty.jpg", "huge.png", "bomb.svg", "bitmap.png")


def huge() -> bytes:
    """A PNG of one colour that is small on the disk and large in memory."""
    lines, most = (bytes(1) + b"\x10\x20\x30" * SIDE) * 100, SIDE // 100
    packing = zlib.compressobj(1)
    first = packing.compress(lines) + packing.flush(zlib.Z_FULL_FLUSH)
    again = packing.compress(lines) + packing.flush(zlib.Z_FULL_FLUSH)
    checksum = 1
    for _ in range(most):
        checksum = zlib.adler32(lines, checksum)
    data = first + again * (most - 1) + b"\x03\0" + struct.pack(">I", checksum)
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    chunks = (png_chunk(b"IHDR", header), png_chunk(b"IDAT", data), png_chunk(b"IEND"))
    return PNG_SIGNATURE + b"".join(chunks)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """The file of an image."""
    written = BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def opened(path: Path) -> Image.Image:
    """An image, its file closed again."""
    return Image.open(BytesIO(path.read_bytes()))


def made() -> dict[str, bytes]:
    """Every file, by its name."""
    picture = Image.open(BytesIO(gradient(5)))
    deep = Image.new("I;16", (60, 40))
    for x in range(60):
        for y in range(40):
            deep.putpixel((x, y), x * 1100)
    clear = picture.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize((60, 40)))
    return {
        "cmyk.jpg": saved(picture.convert("CMYK"), "JPEG", quality=95),
        "deep.png": saved(deep, "PNG", compress_level=0),
        "turned.jpg": snapshot(7, orientation=6, placed=True),
        "clear.png": saved(clear, "PNG", compress_level=0),
        "palette.png": saved(picture.quantize(200), "PNG", compress_level=0),
        "called.jpg": gradient(8),
        "moving.gif": animation("GIF"),
        "moving.png": animation("PNG"),
        "moving.webp": animation("WEBP"),
        "script.svg": SVG.format('viewBox="0 0 30 20" onload="alert(2)"', PAYLOAD).encode(),
        "bare.svg": SVG.format("", "").encode(),
        "vast.svg": SVG.format('width="1e9" height="1e30"', "").encode(),
        "bomb.svg": BOMB.encode(),
        "cut.jpg": snapshot(9)[:900],
        "garbage.png": b"no image at all",
        "empty.jpg": b"",
        "bitmap.png": saved(picture, "BMP"),
        "huge.png": huge(),
    }


@pytest.fixture(scope="module", name="built")
def _built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, int]:
    """The site of all, what its build said, and how many kilobytes of memory it took."""
    folder = tmp_path_factory.mktemp("hostile")
    files = made()
    body = "\n\n".join(f"![{name}](/images/{name})" for name in files)
    cover = {"Cover": "images/huge.png", "Cover_Alt": '"><script>alert(3)</script>'}
    texts = {"articles/a.md": article("A", body), "articles/b.md": article("B", **cover)}
    settings = write_site(folder, texts, WIDTHS)
    for name, data in files.items():
        path = folder / "content" / "images" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    command = [sys.executable, "-m", "invoke", "build", "--settings", str(settings)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLOPHON_WORKERS": "1"}
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [*command, "--output", str(folder / "output")],
            cwd=ROOT,
            env=environment,
            stdout=said,
            stderr=said,
        )
        _, process.returncode, used = os.wait4(process.pid, 0)
    words = (folder / "said").read_text()
    assert process.returncode == 0, words
    return folder, words, used.ru_maxrss


def shown(folder: Path) -> dict[str, Any]:
    """Each image of the page, by its file's name."""
    page = lxml_html.document_fromstring((folder / "output/a/index.html").read_text())
    found = page.xpath("//div[contains(@class, 'entry-content')]//img")
    return {image.get("src").rpartition("/")[2]: image for image in found}


def versions(folder: Path, image: Any) -> list[Image.Image]:
    """The files between which a browser chooses."""
    picture = next(image.iterancestors("picture"))
    sets = " ".join(source.get("srcset") for source in picture.iter("source"))
    names = re.findall(r"/images/(\S+?\.(?:avif|webp))", sets)
    return [opened(folder / "output" / "images" / name) for name in names]


def test_a_build_ends_well_in_bounded_memory(built: tuple[Path, str, int]) -> None:
    """Every image is on the page, those that are refused as well."""
    folder, said, kilobytes = built
    assert "Traceback" not in said
    assert set(shown(folder)) == {*VERSIONS, *AS_THEY_ARE, *REFUSED}
    assert kilobytes < MOST_KILOBYTES


def test_what_is_refused_is_named_and_shown_as_it_is(built: tuple[Path, str, int]) -> None:
    """With a reason and a cure, once each; all else is told nothing of."""
    folder, said, _ = built
    warned = [line for line in said.splitlines() if "images/" in line and "warning" in line]
    named = [found[1] for line in warned if (found := re.search(r"images/([\w.]+): ", line))]
    assert sorted(named) == sorted(REFUSED), said
    assert f"huge.png: has {SIDE} x {SIDE} pixels" in said
    for name in REFUSED:
        image = shown(folder)[name]
        assert not [*image.iterancestors("picture")], name
        original = (folder / "content/images" / name).read_bytes()
        assert (folder / "output/images" / name).read_bytes() == original
    assert not list((folder / "output/images").glob("huge-*"))


def test_what_moves_and_drawings_stay_as_they_are(built: tuple[Path, str, int]) -> None:
    """In their own file, with the size that it tells."""
    folder, _, _ = built
    for name in AS_THEY_ARE:
        image = shown(folder)[name]
        assert not [*image.iterancestors("picture")], name
        sizes = {"moving": ("60", "40"), "script": ("30", "20")}
        expected = sizes.get(name.partition(".")[0])
        if expected:
            assert (image.get("width"), image.get("height")) == expected, name
    bare = shown(folder)["bare.svg"]
    assert (bare.get("width"), bare.get("height")) == (None, None)
    page = (folder / "output/a/index.html").read_text() + (
        folder / "output/b/index.html"
    ).read_text()
    assert "alert(" not in re.sub(r"&lt;script&gt;alert\(3\)", "", page)


def test_versions_look_as_their_originals_do(built: tuple[Path, str, int]) -> None:
    """Colours, depth, the right way up, what shines through."""
    folder, _, _ = built
    expected = {name: opened(folder / "content/images" / name) for name in VERSIONS}
    deep = Image.new("L", (60, 40))
    deep.putdata([x * 1100 // 256 for _ in range(40) for x in range(60)])
    expected["deep.png"] = deep
    for name, original in expected.items():
        whole = ImageOps.exif_transpose(original).convert("RGBA")
        image = shown(folder)[name]
        size = (int(image.get("width")), int(image.get("height")))
        assert size == whole.size, name
        found = versions(folder, image)
        assert found, name
        for one in found:
            assert not one.getexif().get(0x8825), name
            pixels, right = one.convert("RGBA"), whole.resize(one.size, Image.Resampling.LANCZOS)
            difference = ImageStat.Stat(ImageChops.difference(pixels, right)).mean
            assert max(difference) < 15, (name, one.format, one.size, difference)
