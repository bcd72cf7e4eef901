"""Photographs of every type of page, as `invoke shots` takes them."""

from __future__ import annotations

from pathlib import Path

from commands.shots import page_types


def test_a_page_of_each_type_is_found(built_site: Path) -> None:
    """Each has its file, and none is named twice."""
    found = page_types(built_site)
    assert {"index", "article", "page", "404", "archives", "tag", "tag-one", "making"} <= {*found}
    assert len({*found.values()}) == len(found)
    for path in found.values():
        file = built_site / path
        assert (file / "index.html" if file.is_dir() else file).is_file()
