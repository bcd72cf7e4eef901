"""The pinned requirement files: every line is a pin, its hash or a comment."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commands import ROOT
from commands.requirements import FILES, _pinned_wheels_only, misfits
from plugins.common.failure import CommandError

GOOD, OTHER = "a" * 64, "b" * 64
LOCK = f"""
[[packages]]
name = "nh3"
sdist = {{ url = "https://example.org/nh3.tar.gz", hashes = {{ sha256 = "{OTHER}" }} }}
wheels = [
    {{ url = "https://example.org/nh3-linux.whl", size = 1, hashes = {{ sha256 = "{GOOD}" }} }},
    {{ url = "https://example.org/nh3-macos.whl", size = 1, hashes = {{ sha256 = "{OTHER}" }} }},
]
"""


@pytest.mark.parametrize("name", FILES)
def test_shipped_files_are_sound(name: str) -> None:
    """They hold every package that the .in file names, and nothing strange."""
    assert misfits(name, ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--extra-index-url file:///somewhere",
        "-e .",
        "nh3 @ https://packages.example/nh3.whl",
        "nh3==0.3.8",
        "nh3>=0.3 \\",
        "    # from https://packages.example/simple",
        "    # via -r /home/somebody/requirements.in",
        "    --hash=md5:d41d8cd98f00b204e9800998ecf8427e",
    ],
)
def test_strange_lines_are_named(tmp_path: Path, line: str) -> None:
    """Addresses, paths of a machine, loose versions and pins without hash."""
    for name in ("requirements.in", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    with (tmp_path / "requirements.txt").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    number = len((tmp_path / "requirements.txt").read_text("utf-8").splitlines())
    [problem] = misfits("requirements", tmp_path)
    assert problem.startswith(f"requirements.txt, line {number}: ")


def test_package_that_is_not_pinned(tmp_path: Path) -> None:
    """A line added to the .in file alone; names are compared as indexes do (PEP 503)."""
    (tmp_path / "requirements.in").write_text("Typing_Extensions\nnh3  # why\n")
    (tmp_path / "requirements.txt").write_text(
        f"typing-extensions==4.16.0 \\\n    --hash=sha256:{GOOD}\n"
    )
    assert misfits("requirements", tmp_path) == ["requirements.txt lacks nh3: invoke pin"]


def test_only_pinned_wheels_count() -> None:
    """A wheel that exists but is not pinned would be refused when it is installed."""
    lock = _pinned_wheels_only(LOCK, {GOOD})
    assert "nh3-linux.whl" in lock
    assert "nh3-macos.whl" not in lock
    assert "tar.gz" not in lock


def test_other_form_of_lock_file() -> None:
    """Were uv to write it otherwise, the check would say so and not pass everything."""
    with pytest.raises(CommandError, match="otherwise"):
        _pinned_wheels_only(LOCK.replace("sha256 =", '"sha-256" ='), {GOOD})
