"""Files are written all or none: full disks, failing moves, edits by others, protected files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.common.failure import CommandError
from plugins.disclosure.authoring.file_changes import Change, write_all
from tests.building import ROOT, article, files_of, write_site


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_disk_that_is_full_midway_changes_nothing(tmp_path: Path) -> None:
    """The second file cannot be written: the first is as it was, and nothing is left beside."""
    small, large = article("A", "x" * 100), article("B", "x" * 50_000)
    write_site(tmp_path, {"articles/a.md": small, "articles/b.md": large})
    content = tmp_path / "content"
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "from commands import console; console.at_terminal = lambda: True\n"
        "from commands import disclose\n"
        "from plugins.disclosure.authoring.claim import Claim\n"
        "from plugins.disclosure.authoring.selection import Selection\n"
        "claim, selection = Claim('generated'), Selection(undeclared=True)\n"
        f"content, answer = {str(content)!r}, 'generated 2'\n"
        "disclose.write_claim(claim, selection, content=content, ask=lambda _: answer)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert "CommandError" in result.stderr
    assert "b.md cannot be written: File too large. Nothing was changed." in result.stderr
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


@pytest.fixture(name="three")
def _three(tmp_path: Path) -> list[Change]:
    changes = [Change(tmp_path / name, name, f"{name} new") for name in ("a", "b", "c")]
    for change in changes:
        change.path.write_text(str(change.before))
    return changes


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), KeyboardInterrupt()])
def test_a_move_that_fails_midway_is_undone(
    three: list[Change], monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """An error, or somebody who stops the command, at the second of three files."""
    real = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "b":
            raise error
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    expected = CommandError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected) as caught:
        write_all(three)
    if expected is CommandError:
        assert str(caught.value).endswith(
            "b cannot be written: Input/output error. Nothing was changed."
        )
    assert files_of(three[0].path.parent) == {name: name.encode() for name in "abc"}


def test_what_could_not_be_undone_is_named(
    three: list[Change], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told that nothing was changed where something was."""
    real, calls = Path.replace, []

    def failing(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(CommandError, match=r"changed all the same: .*a\.$"):
        write_all(three)
    assert files_of(three[0].path.parent) == {"a": b"a new", "b": b"b", "c": b"c"}


def test_a_changed_or_protected_file_stops_all(three: list[Change], tmp_path: Path) -> None:
    """Looked at before the first byte is written."""
    (tmp_path / "c").write_text("c by somebody else")
    with pytest.raises(CommandError, match="changed while you read it"):
        write_all(three)
    (tmp_path / "c").unlink()
    with pytest.raises(CommandError, match="changed while you read it"):
        write_all(three)
    assert files_of(tmp_path) == {"a": b"a", "b": b"b"}
    with pytest.raises(CommandError, match="is there already"):
        write_all([Change(tmp_path / "new", None, "x"), Change(tmp_path / "a", None, "x")])
    assert files_of(tmp_path) == {"a": b"a", "b": b"b"}


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind root"
)
def test_a_write_protected_file_stops_all(three: list[Change]) -> None:
    """Its owner did not want it changed, although a move could."""
    three[1].path.chmod(0o444)
    with pytest.raises(CommandError, match="b is write-protected"):
        write_all(three)
    assert three[0].path.read_text() == "a"
