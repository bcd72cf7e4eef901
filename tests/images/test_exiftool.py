"""What image files say, read by ExifTool: no position and all else, and where they come from."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from plugins.images.raster.encode import encoded
from plugins.images.raster.facts import facts_of
from plugins.images.raster.position import without_position
from tests import photographs, pictures
from tests.photographs import PLACE, XMP_PLACE, noise, opened, saved

KINDS = ("jpeg", "png", "webp", "avif")
PLACES = ("gps", "latitude", "longitude", "longtitude", "altitude")


def tags(folder: Path, data: bytes) -> dict[str, str]:
    """All that a file says of itself, by group and name."""
    path = folder / "image"
    path.write_bytes(data)
    command = ["exiftool", "-json", "-G1:3", "-a", "-u", "-ee", "-n", str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    (found,) = json.loads(result.stdout)
    return {
        name: value
        for name, value in found.items()
        if not name.startswith(("SourceFile", "ExifTool:", "System:"))
    }


def places(found: dict[str, str]) -> dict[str, str]:
    """Those of them that tell a position."""
    return {name: found[name] for name in found if any(each in name.lower() for each in PLACES)}


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_position_is_gone_and_nothing_else(tmp_path: Path, kind: str, order: str) -> None:
    """From Exif and XMP, whatever the byte order; the pixels are as they were."""
    exif = photographs.exif(turn=6, place=PLACE, order=order)
    xmp = {} if kind == "png" else {"xmp": XMP_PLACE}
    data = saved(noise(), kind, exif=exif, **xmp)
    if kind == "png":
        data = data[:33] + pictures.png_text(XMP_PLACE, compressed=True) + data[33:]
    before = tags(tmp_path, data)
    assert len(places(before)) > 10
    cleaned = without_position(data)
    assert cleaned is not None
    assert tags(tmp_path, cleaned) == {n: v for n, v in before.items() if n not in places(before)}
    assert before["IFD0:Main:Make"] == "Camera Works"
    assert before["XMP-dc:Main:Source"] == "kept"
    assert opened(cleaned).tobytes() == opened(data).tobytes()
    assert without_position(cleaned) is None


def test_versions_say_their_source_and_nothing_else(tmp_path: Path) -> None:
    """Neither camera nor place of the photograph that they are made of."""
    path = tmp_path / "photograph"
    exif = photographs.exif(turn=6, place=PLACE)
    path.write_bytes(saved(noise(), "jpeg", exif=exif, xmp=XMP_PLACE))
    made = encoded(path, facts_of(path), [100, 400], ["avif", "webp"], pictures.GENERATED)
    assert set(made) == {(kind, width) for kind in ("avif", "webp") for width in (100, 200)}
    for data in made.values():
        found = tags(tmp_path, data)
        assert found.pop("XMP-iptcExt:Main:DigitalSourceType") == pictures.GENERATED
        assert not [name for name in found if name.startswith(("IFD", "ExifIFD", "GPS", "XMP"))]


def test_a_second_image_in_the_file_loses_its_position_too(tmp_path: Path) -> None:
    """Phones put one behind the first, with metadata of its own."""
    exif = photographs.exif(place=PLACE)
    first, second = saved(noise(), "jpeg", exif=exif), saved(noise("L"), "jpeg", exif=exif)
    cleaned = without_position(first + second)
    assert cleaned is not None
    assert not places(tags(tmp_path, cleaned))
    assert not places(tags(tmp_path, cleaned[len(first) :]))
    assert opened(cleaned[len(first) :]).tobytes() == opened(second).tobytes()


@pytest.mark.parametrize("packed", [False, True])
def test_exif_that_png_holds_as_text(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001
    """As programs wrote it before PNG had a chunk for it: all of it goes."""
    exif = photographs.exif(place=PLACE)
    plain = saved(noise(), "png")
    data = plain[:33] + photographs.raw_profile(exif, packed=packed) + plain[33:]
    assert places(tags(tmp_path, data))
    assert without_position(data) == plain
