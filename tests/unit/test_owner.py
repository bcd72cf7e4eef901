"""Whatever the owner writes into pelicanconf.py and content/, no test reads it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from commands.site import SITE
from tests import owner
from tests.building import ROOT, SITES, build


@pytest.mark.parametrize("name", ["pelicanconf.py", "publishconf.py", "content/contributors.toml"])
def test_an_owners_file_cannot_be_read(name: str) -> None:
    """Unless a test is about the files themselves."""
    with pytest.raises(owner.OwnersFileError, match="the owner's"):
        (ROOT / name).read_bytes()
    with owner.may_be_read(), contextlib.suppress(FileNotFoundError):
        (ROOT / name).read_bytes()


def test_commands_cannot_read_one(tmp_path: Path) -> None:
    """A build by the owner's settings ends there, and takes it for no mistake of an author."""
    result = build(tmp_path / "output", settings=ROOT / "pelicanconf.py")
    assert result.returncode == 1
    assert "OwnersFileError" in result.stderr


def test_commands_without_settings_are_at_the_demo() -> None:
    """Its settings and its content stand for those of the site."""
    assert SITE == SITES / "demo"
    assert (SITE / "pelicanconf.py").is_file()
    assert (SITE / "content" / "contributors.toml").is_file()
