"""What is served from the output folder is always a whole site, whatever happens to a build."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import forkserver
from tests.building import ROOT, article, build, files_of, write_site


def _write(folder: Path, edition: int) -> Path:
    """A site whose texts, tags and addresses differ from edition to edition."""
    files = {
        f"articles/{n}.md": article(f"No {n} of {edition}", f"Edition {edition}.", Tags=f"t{n}")
        for n in range(6)
        if (n + edition) % 4
    }
    shutil.rmtree(folder / "content", ignore_errors=True)
    return write_site(folder, files)


def _command(output: Path, settings: Path) -> forkserver.Command:
    arguments = ("build", "--settings", str(settings), "--output", str(output))
    return forkserver.Command(arguments, variables={**os.environ, "PYTHONPATH": str(ROOT)})


@pytest.fixture(scope="module", name="editions")
def _editions(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """What builds from nothing make of three editions."""
    folder = tmp_path_factory.mktemp("editions")
    for edition in range(3):
        output = folder / f"of {edition}"
        assert build(output, settings=_write(folder, edition)).returncode == 0
    return [files_of(folder / f"of {edition}") for edition in range(3)]


@pytest.mark.parametrize("kills", [2, pytest.param(30, marks=pytest.mark.long)])
def test_killed_at_any_moment(tmp_path: Path, editions: list[dict[str, bytes]], kills: int) -> None:
    """One edition or the other stands there whole; the next build is right."""
    output = tmp_path / "output"
    started = time.monotonic()
    assert build(output, settings=_write(tmp_path, 0)).returncode == 0
    longest = time.monotonic() - started
    for kill in range(kills):
        building = forkserver.start(_command(output, _write(tmp_path, kill % 3)))
        time.sleep(random.uniform(0, longest))  # noqa: S311 - no secret
        building.kill()
        building.wait()
        assert files_of(output) in editions
    assert build(output, settings=_write(tmp_path, 1)).returncode == 0
    assert files_of(output) == editions[1]


def test_two_at_once(tmp_path: Path, editions: list[dict[str, bytes]]) -> None:
    """One after the other; where the first takes long, the second says who builds."""
    output = tmp_path / "output"
    command = _command(output, _write(tmp_path, 2))
    builds = [
        subprocess.Popen(
            command.line, cwd=ROOT, env=command.variables, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    told = [building.communicate()[1] for building in builds]
    ended = {building.returncode: text for building, text in zip(builds, told, strict=True)}
    assert ended.pop(0, None) is not None
    assert all("is being built: by process" in text for text in ended.values())
    assert files_of(output) == editions[2]


def test_a_linked_folder_stays_a_link(tmp_path: Path, editions: list[dict[str, bytes]]) -> None:
    """What it leads to is what is replaced, again and again."""
    (tmp_path / "served").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "served")
    for edition in (0, 1, 2):
        assert build(tmp_path / "output", settings=_write(tmp_path, edition)).returncode == 0
        assert files_of(tmp_path / "served") == editions[edition]
    assert (tmp_path / "output").is_symlink()


def test_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    """The build says so, and the last site stands."""
    output = small_disk / "output"
    assert build(output, settings=_write(tmp_path, 0)).returncode == 0
    before = files_of(output)
    free = shutil.disk_usage(small_disk).free
    (small_disk / "film").write_bytes(b"x" * (free - 50_000))
    failed = build(output, settings=_write(tmp_path, 1))
    assert failed.returncode == 1
    assert "No space left on device" in failed.stderr
    assert "Free some space, then build again." in failed.stderr
    assert files_of(output) == before
    (small_disk / "film").unlink()
    assert build(output, settings=_write(tmp_path, 1)).returncode == 0
    assert files_of(output) != before


@pytest.mark.skipif(sys.platform == "win32", reason="whoever owns a file there may read it")
@pytest.mark.parametrize("name", ["articles/1.md", "articles", "pages"])
def test_unreadable(tmp_path: Path, editions: list[dict[str, bytes]], name: str) -> None:
    """A file or folder is told with its cure, and the last site stands until it can be read."""
    output, source = tmp_path / "output", tmp_path / "content" / name
    command = _command(output, _write(tmp_path, 0))

    def built() -> subprocess.CompletedProcess[str]:
        line, variables = [*_not_reading_everything(), *command.line], command.variables
        return subprocess.run(
            line, cwd=ROOT, env=variables, capture_output=True, text=True, check=False
        )

    assert built().returncode == 0
    _write(tmp_path, 1)
    (tmp_path / "content" / "pages").mkdir()
    source.chmod(0)
    for _ in range(2):
        failed = built()
        assert failed.returncode == 1
        assert "1 mistake." in failed.stderr
        assert f"{source}: PermissionError: " in failed.stderr
        assert "(chmod u+rX), then build again." in failed.stderr
        assert "Traceback" not in failed.stderr
        assert files_of(output) == editions[0]
    source.chmod(0o755)
    assert built().returncode == 0
    assert files_of(output) == editions[1]


def _not_reading_everything() -> list[str]:
    """What takes root's right to read any file from the command that follows it."""
    if os.geteuid():
        return []
    line = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    if not shutil.which(line[0]) or subprocess.run([*line, "true"], check=False).returncode:
        pytest.skip("root reads every file, and setpriv cannot change that here")
    return line
