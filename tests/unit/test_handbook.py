"""The handbook's tables are the code's own."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from commands import ROOT
from commands.handbook import HANDBOOK, SETTINGS, TABLES, setting_rows, update
from plugins.common import keys
from plugins.common.failure import CommandError
from plugins.disclosure import contributors


def test_no_table_is_out_of_date(tmp_path: Path) -> None:
    """`invoke handbook` would change nothing, and every table is there."""
    copy = tmp_path / "HANDBOOK.md"
    text = HANDBOOK.read_text(encoding="utf-8")
    copy.write_text(text, encoding="utf-8")
    assert update(copy) is False
    assert all(f"<!-- table: {name} -->" in text for name in TABLES)


def test_a_table_is_written_anew(tmp_path: Path) -> None:
    """Whatever stood there; and an unknown one is told."""
    copy = tmp_path / "HANDBOOK.md"
    copy.write_text("a\n<!-- table: mapping -->\nold\n<!-- end -->\nb\n", encoding="utf-8")
    assert update(copy) is True
    text = copy.read_text(encoding="utf-8")
    assert (
        "| `generated` | ai-assisted | ai-autonomous | no value | trainedAlgorithmicMedia |" in text
    )
    assert "| `none` | human-only | human-only | human-only | digitalCreation |" in text
    assert text.startswith("a\n")
    copy.write_text("<!-- table: x -->\n<!-- end -->\n", encoding="utf-8")
    with pytest.raises(CommandError, match="no table ‘x’"):
        update(copy)


def test_every_setting_of_every_plugin_is_told() -> None:
    """With its default and its meaning; a plugin with new settings must be listed."""
    found = {path.parent.name for path in (ROOT / "plugins").glob("*/settings.py")}
    listed = {settings.__module__.split(".")[1] for settings in SETTINGS}
    assert listed == found
    rows = list(setting_rows())
    assert ("RESIDUE", "()") in {(name.partition("[")[0], default) for name, default, _ in rows}
    assert all(meaning.endswith(".") for _, _, meaning in rows)


def test_every_key_is_told() -> None:
    """Those of articles, and those of contributors.toml in the row of their section."""
    text = HANDBOOK.read_text(encoding="utf-8")
    assert [key for key in keys.EVERY if f"`{key}`" not in text] == []
    for section, known in contributors.SECTIONS.items():
        row = next(line for line in text.split("\n") if line.startswith(f"| `[{section}"))
        assert [key for key in known if f"`{key}`" not in row] == []


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md"])
def test_what_contributors_are_told_of_is_there(name: str) -> None:
    """Every file, folder and command that the document names."""
    text = (ROOT / name).read_text(encoding="utf-8")
    paths = set(re.findall(r"`([\w./-]+/[\w./-]*|\w+\.(?:md|txt|toml))`", text))
    paths |= set(re.findall(r"\]\(([\w./-]+)\)", text))
    new = {"./invoke", "plugins/wording/locale/is.po"}
    assert [path for path in paths - new if not (ROOT / path).exists()] == []
    tasks = {name.replace("_", "-") for name in vars(import_module("tasks"))}
    called = set(re.findall(r"\binvoke ([a-z]+)", text))
    assert called <= tasks
