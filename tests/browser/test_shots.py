"""Photographs of every type of page, as `invoke shots` takes them."""

from __future__ import annotations

from pathlib import Path

from commands.shots import SCENES, page_types
from tests.building import ROOT


def test_a_page_of_each_type_is_found(built_site: Path) -> None:
    """Each has its file, and none is named twice."""
    found = page_types(built_site)
    assert {"index", "article", "page", "404", "archives", "tag", "tag-one", "making"} <= {*found}
    assert len({*found.values()}) == len(found)
    for path in found.values():
        file = built_site / path
        assert (file / "index.html" if file.is_dir() else file).is_file()


def test_each_scene_is_shown() -> None:
    """The handbook or the README has its picture, of at most 150 KB."""
    told = "".join(
        (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "HANDBOOK.md")
    )
    for scene in SCENES:
        assert f"](docs/{scene.name}.png)" in told
        assert (ROOT / "docs" / f"{scene.name}.png").stat().st_size < 150_000
