"""Facts and versions of image files of every kind, read back by another program."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.images.image_file import ImageError
from plugins.images.raster.encode import encoded
from plugins.images.raster.facts import ImageFacts, facts_of
from tests import pictures

WIDTHS = (100, 200, 400)
FORMATS = ("avif", "webp")


@pytest.fixture(name="saved")
def _saved(tmp_path: Path) -> Callable[..., Path]:
    """An image as a file."""

    def saved(image: Image.Image, kind: str, **options: Any) -> Path:
        path = tmp_path / f"image.{kind}"
        image.save(path, kind, **options)
        return path

    return saved


def noise(mode: str = "RGB", size: tuple[int, int] = (300, 200)) -> Image.Image:
    """What every encoder takes for a photograph."""
    return Image.effect_noise(size, 60).convert(mode)


def opened(data: bytes) -> Image.Image:
    """A version as another program shows it."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif", "gif"])
def test_facts_and_versions_of_each_kind(saved: Callable[..., Path], kind: str) -> None:
    """Known by their bytes, whatever the name; narrower than the image, and its own if lighter."""
    path = saved(noise(), kind, quality=95)
    path = path.rename(path.with_suffix(".dat"))
    facts = facts_of(path)
    assert facts == ImageFacts(kind, 300, 200)
    made = encoded(path, facts, WIDTHS, FORMATS)
    assert {width for _, width in made} <= {100, 200, 300}
    assert ("avif", 100) in made
    for (written, width), data in made.items():
        image = opened(data)
        assert image.format == written.upper()
        assert image.size == (width, round(width * 2 / 3))
        assert len(data) < path.stat().st_size


@pytest.mark.parametrize("turn", range(1, 9))
def test_exif_turns_an_image(saved: Callable[..., Path], turn: int) -> None:
    """Facts tell the size that is shown; versions are turned, and say nothing of it."""
    exif = Image.Exif()
    exif[0x0112] = turn
    upright = Image.linear_gradient("L").resize((300, 200)).convert("RGB")
    upright.paste((255, 0, 0), (0, 0, 60, 60))
    path = saved(upright, "jpeg", quality=95, exif=exif)
    facts = facts_of(path)
    with Image.open(path) as image:
        from PIL import ImageOps

        expected = ImageOps.exif_transpose(image)
    assert (facts.width, facts.height) == expected.size
    for data in encoded(path, facts, [expected.width], ["webp"]).values():
        version = opened(data)
        assert version.size == expected.size
        assert not version.getexif()
        for at in ((10, 10), (expected.width - 10, 10), (10, expected.height - 10)):
            pair = zip(version.getpixel(at), expected.getpixel(at), strict=True)  # type: ignore[arg-type]
            assert all(abs(a - b) < 20 for a, b in pair)


def test_what_no_browser_shows_is_refused(saved: Callable[..., Path]) -> None:
    """By name, with a cure."""
    with pytest.raises(ImageError) as error:
        facts_of(saved(noise(), "tiff"))
    assert "JPEG" in error.value.cure


def test_versions_state_the_source_type(saved: Callable[..., Path]) -> None:
    """Each of them the one given."""
    path = saved(noise(), "png")
    made = encoded(path, facts_of(path), WIDTHS, FORMATS, pictures.GENERATED)
    assert len(made) == 6
    for data in made.values():
        assert pictures.statements(data) == [pictures.GENERATED]
