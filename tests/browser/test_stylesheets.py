"""The manners of the theme's style sheets: small, layered, easy to override."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parents[2] / "theme" / "static" / "css").glob("*.css"))


def _rules(path: Path) -> str:
    """The file without comments."""
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_owner_can_override_everything(path: Path) -> None:
    """Every rule stands in a layer, and none is forced or tied to an id; fonts need no layer."""
    rules = re.sub(r"@font-face \{[^}]*\}", "", _rules(path))
    if path.stem == "fonts":
        assert rules.strip() == ""
        return
    assert "!important" not in rules
    selectors = re.findall(r"[^{};]+(?=\{)", rules)
    assert selectors
    assert [selector for selector in selectors if "#" in selector] == []
    assert re.sub(r"(?s)@layer [^{;]*(;|\{.*?\n\})", "", rules).strip() == ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    """No import; fonts and drawings are files of the theme, named from the style sheet."""
    rules = _rules(path)
    assert "@import" not in rules
    for address in re.findall(r"url\(([^)]*)\)", rules):
        assert (path.parent / address.strip("'\"")).is_file(), address


def test_colours_are_named_once() -> None:
    """Colours stand with the design's values, in code.css with the code's, and nowhere else."""
    for path in FILES:
        outside = re.sub(r"light-dark\([^)]*\)", "", _rules(path))
        outside = re.sub(r"--[\w-]+:[^;]*;", "", outside)
        assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|oklch\(", outside) == [], path.name


@pytest.mark.parametrize("name", ["entries", "lists"])
def test_a_page_has_one_sheet(built_site: Path, name: str) -> None:
    """What the theme's imports, each in its place: no browser waits for one after the other."""
    imports = _rules(FILES[0].parents[1] / "sheets" / f"{name}.css").split()
    assert imports[1] == '"../css/base.css";', "the order of the layers comes first"
    text = (built_site / "theme" / "sheets" / f"{name}.css").read_text(encoding="utf-8")
    assert text.startswith("@layer values, base, layout, notice, lists, entry, code, print;")
    assert "@import" not in text
    assert "/*" not in text
    assert text.count("@media print {") == 1
