"""The workflows on GitHub run the project's own commands and paste nothing into a shell."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
COMMANDS = {
    *("./invoke lint", "./invoke test", "./invoke test.long", "py invoke build"),
    "./invoke publish --yes",
}


def test_there_are_workflows() -> None:
    """One tests, one publishes."""
    assert {path.name for path in WORKFLOWS} >= {"test.yml", "publish.yml"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_shell_lines_are_fixed(path: Path) -> None:
    """Values from outside reach a command by its environment alone, where no shell reads them."""
    ran = re.findall(r"^\s*(?:- )?run: (.*)$", path.read_text("utf-8"), re.MULTILINE)
    assert ran
    assert set(ran) <= COMMANDS


def test_publishing_has_what_it_needs() -> None:
    """The whole history, the right to push, and one publication at a time."""
    text = (ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8")
    assert "fetch-depth: 0" in text
    assert "\npermissions:\n  contents: write\n" in text
    assert "\nconcurrency:\n  group: publish\n  cancel-in-progress: false\n" in text


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permission")
@pytest.mark.parametrize("name", ["invoke", ".ci/run"])
def test_scripts_can_be_started(name: str) -> None:
    """They are called by their path."""
    assert os.access(ROOT / name, os.X_OK)
