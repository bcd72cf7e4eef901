"""The manners of the theme's style sheets: small, layered, easy to override."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parents[2] / "theme" / "static" / "css").glob("*.css"))


def _rules(path: Path) -> str:
    """The file without comments and quoted addresses."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"url\('[^']*'\)", "url()", text)


def test_all_together_are_small() -> None:
    """Less than 20 KB before compression for any page, but for what two pages alone have."""
    sizes = {path.stem: path.stat().st_size for path in FILES}
    alone = {name: sizes.pop(name) for name in ("subscribe", "transparency")}
    assert set(sizes) == {"base", "code", "entry", "layout", "print"}
    assert sum(sizes.values()) < 20_000
    assert max(alone.values()) < 3_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_owner_can_override_everything(path: Path) -> None:
    """Every rule stands in a layer, and none is forced or tied to an id."""
    rules = _rules(path)
    assert "!important" not in rules
    selectors = re.findall(r"[^{};]+(?=\{)", rules)
    assert selectors
    assert [selector for selector in selectors if "#" in selector] == []
    assert re.sub(r"(?s)@layer [^{;]*(;|\{.*?\n\})", "", rules).strip() == ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    """No import, no web font, no address but data."""
    rules = _rules(path)
    assert "@import" not in rules
    assert "@font-face" not in rules
    assert re.findall(r"url\((?!\))", rules) == []


def test_colours_are_named_once() -> None:
    """Colours stand with the design's values, in code.css with the code's, and nowhere else."""
    for path in FILES:
        outside = re.sub(r"light-dark\([^)]*\)", "", _rules(path))
        outside = re.sub(r"--[\w-]+:[^;]*;", "", outside)
        assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|oklch\(", outside) == [], path.name
