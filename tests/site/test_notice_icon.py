"""`DISCLOSURE['icon']`: an owner's image beside the notice."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.building import article, build, write_site

FILES = {
    "articles/a.md": article("A", Slug="a", AI_Role="generated"),
    "images/ours & mine.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
}


def test_an_icon_of_the_owner_s(tmp_path: Path) -> None:
    """Takes the place of the lines, decorates only, and leaves the sentence as it is."""
    lines = "DISCLOSURE = {'icon': 'images/ours & mine.svg'}"
    result = build(tmp_path / "output", settings=write_site(tmp_path, FILES, lines))
    assert result.returncode == 0, result.stderr
    page = lxml_html.parse(str(tmp_path / "output/a/index.html")).getroot()
    [icon] = page.xpath("//p[@class='disclosure']//img")
    assert icon.get("src") == "http://localhost:8000/images/ours%20%26%20mine.svg"
    assert icon.get("alt") == ""
    assert (tmp_path / "output/images/ours & mine.svg").is_file()
    assert not page.xpath("//p[@class='disclosure']//svg[@class='lines']")


@pytest.mark.parametrize("name", ["images/missing.svg", "articles/a.md", "../ours.svg"])
def test_an_icon_that_is_not_there(tmp_path: Path, name: str) -> None:
    """Is refused by its name, with what to do, before anything is written."""
    lines = f"DISCLOSURE = {{'icon': {name!r}}}"
    result = build(tmp_path / "output", settings=write_site(tmp_path, FILES, lines))
    assert result.returncode == 1
    assert f"DISCLOSURE['icon']: ‘{name}’: is not among the images" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "output").exists()
