"""Style sheets as readers get them."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.look.sheets import whole

KEPT = [
    'a { content: "/* no comment */"; }\n',
    "a { content: '\\'/*'; }\nb { color: red; } /*! it's /* a licence */\n",
    '@import "../missing.css";\n',
    '@import "deep.css" layer(own);\n',
    '@import url("deep.css");\n',
    '@import "https://other.example/a.css";\n',
    '@import "../up.css";\n',
    '@import "again.css";\n',
]
"""Sheets that stay as they are: strings, licences, and what cannot be put in its place."""


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    files = {
        "css/deep.css": "/* About it. */\n@layer deep {\n  a { color: red; }\n}\n",
        "css/again.css": '@import "deep.css";\n',
        "up.css": "b { color: red; }\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "css"


def _whole(folder: Path, text: str) -> str:
    path = folder / "sheet.css"
    path.write_text(text, encoding="utf-8")
    return whole(path)


def test_imports_are_put_in_their_places(folder: Path) -> None:
    """Without comments and indents; those for paper count on paper alone."""
    text = '/* All. */\n@import "deep.css";\n@import "../css/deep.css" print;\n'
    deep = "@layer deep {\na { color: red; }\n}\n"
    assert _whole(folder, text) == f"{deep}\n@media print {{\n{deep}}}\n\n"


@pytest.mark.parametrize("text", KEPT)
def test_what_cannot_be_shortened_stays(folder: Path, text: str) -> None:
    """Strings and licences hold what looks like a comment; other imports are the browser's."""
    assert _whole(folder, text) == text


def test_a_sheet_with_no_end_is_no_trouble(folder: Path) -> None:
    """Nor one that is no text."""
    assert _whole(folder, "a { /* b") == "a { "
    for endless in ("/* ", '\\"', "'\n", "/*!", '@import "'):
        assert len(_whole(folder, "a" + endless * 100_000)) <= 900_001
    (folder / "sheet.css").write_bytes(b"a { \xff }")
    assert whole(folder / "sheet.css") == "a { � }"
