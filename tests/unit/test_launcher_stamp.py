"""When an environment is current, when something is added, and when it is made anew."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from commands.bootstrap import stamp
from commands.bootstrap.launch import invocation, requirements_for
from commands.bootstrap.stamp import DEVELOPMENT, RUNTIME, State

ROOT = Path(__file__).resolve().parents[2]
BOTH = (RUNTIME, DEVELOPMENT)


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    """A repository whose environment holds what a build needs (files stand for programs)."""
    (tmp_path / RUNTIME).write_text("pelican==4.12.0\n")
    (tmp_path / DEVELOPMENT).write_text("pytest==9.2.0\n")
    venv = tmp_path / ".venv"
    library = Path(sysconfig.get_path("purelib", "venv", {"base": str(venv)}))
    (library / "invoke").mkdir(parents=True)
    (library / "invoke" / "__init__.py").touch()
    stamp.python_of(venv).parent.mkdir()
    stamp.python_of(venv).symlink_to(sys.executable)
    stamp.write(tmp_path, venv, (RUNTIME,))
    return tmp_path


def _states(root: Path) -> tuple[State, State]:
    """For a build, and for the tests."""
    venv = root / ".venv"
    return stamp.state(root, venv, (RUNTIME,)), stamp.state(root, venv, BOTH)


def test_finished_for_builds(root: Path) -> None:
    """A build finds it current; tests need packages added."""
    assert _states(root) == (State.CURRENT, State.LACKS_DEVELOPMENT)


def test_finished_for_tests(root: Path) -> None:
    """What serves the tests serves a build."""
    stamp.write(root, root / ".venv", BOTH)
    assert _states(root) == (State.CURRENT, State.CURRENT)


def test_interrupted_addition(root: Path) -> None:
    """A build goes on with it; tests start from nothing."""
    stamp.write(root, root / ".venv", (RUNTIME,), adding=True)
    assert _states(root) == (State.CURRENT, State.OUTDATED)


def test_changed_requirements(root: Path) -> None:
    """A changed runtime concerns both, changed development packages only the tests."""
    stamp.write(root, root / ".venv", BOTH)
    (root / DEVELOPMENT).write_text("pytest==9.3.0\n")
    assert _states(root) == (State.CURRENT, State.OUTDATED)
    (root / RUNTIME).write_text("pelican==4.13.0\n")
    assert _states(root) == (State.OUTDATED, State.OUTDATED)


@pytest.mark.parametrize(
    ("fact", "value"),
    [("schema", 0), ("python", "cpython-3.10"), ("platform", "elsewhere"), ("folder", "/moved")],
)
def test_other_circumstances(root: Path, fact: str, value: object) -> None:
    """Another Python, machine, folder or launcher: made anew."""
    path = root / ".venv" / "colophon-stamp.json"
    content = json.loads(path.read_text())
    assert content["made"][fact] != value
    content["made"][fact] = value
    path.write_text(json.dumps(content))
    assert _states(root) == (State.OUTDATED, State.OUTDATED)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"made": 1}', "\x00"])
def test_stamp_that_cannot_be_read(root: Path, text: str) -> None:
    """Half-written, empty or foreign: no stamp."""
    (root / ".venv" / "colophon-stamp.json").write_text(text)
    assert _states(root) == (State.OUTDATED, State.OUTDATED)


def test_python_that_is_gone(root: Path) -> None:
    """A link to a removed interpreter is as good as none."""
    python = stamp.python_of(root / ".venv")
    python.unlink()
    python.symlink_to(root / "removed")
    assert _states(root) == (State.OUTDATED, State.OUTDATED)


def test_invoke_that_is_gone(root: Path) -> None:
    """Somebody has emptied the environment."""
    next((root / ".venv").rglob("invoke/__init__.py")).unlink()
    assert _states(root) == (State.OUTDATED, State.OUTDATED)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("build --production", (RUNTIME,)),
        ("", (RUNTIME,)),
        ("--list", (RUNTIME,)),
        ("new --title latest", (RUNTIME,)),
        ("build --content tests/sites/a", (RUNTIME,)),
        ("test", BOTH),
        ("test.unit", BOTH),
        ("--echo test.browser --options=-x", BOTH),
        ("build test", BOTH),
        ("lint", BOTH),
        ("bench.related", BOTH),
        ("pin", BOTH),
    ],
)
def test_what_a_command_needs(line: str, names: tuple[str, ...]) -> None:
    """Tests, checks and benchmarks need the development packages too."""
    assert requirements_for(line.split()) == names


def test_invocation_keeps_arguments_apart(tmp_path: Path) -> None:
    """What the caller gave ends the list, unchanged; the kit is looked for in the repository."""
    command = invocation(tmp_path, ["new", "--title", "a b"])
    assert command[-4:] == [str(tmp_path), "new", "--title", "a b"]


def test_the_launcher_needs_nothing_installed() -> None:
    """Before there is an environment, Python has its standard library and nothing else."""
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "before = set(sys.modules)\n"
        "import commands.bootstrap.launch\n"
        "print(*{name.split('.')[0] for name in set(sys.modules) - before})"
    )
    loaded = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True
    )
    assert set(loaded.stdout.split()) - sys.stdlib_module_names == {"commands"}
