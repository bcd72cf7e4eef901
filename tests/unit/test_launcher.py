"""`./invoke` in a small tree: a real environment from pinned wheels, without any index."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TASKS = '''
import sys
from pathlib import Path
from invoke import task

@task
def say(c, words="", code=0):
    """Says where it was called, and ends with a code."""
    print(Path.cwd(), words, sep="|")
    sys.exit(code)

@task(name="test")
def test_(c):
    """Needs what requirements-dev.txt lists."""
    import iniconfig
    print("iniconfig is here")
'''


def _wheel(name: str, folder: Path) -> str:
    """Pack the installed package *name* as a wheel; its pinned requirement with hash."""
    package = distribution(name)
    path = folder / f"{name}-{package.version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for file in package.files or ():
            if ".." not in file.parts and file.suffix != ".pyc":
                archive.writestr(file.as_posix(), Path(str(file.locate())).read_bytes())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{name}=={package.version} --hash=sha256:{digest}\n"


@dataclass(frozen=True)
class Tree:
    """A repository that has the launcher, two requirement files and a tasks.py."""

    folder: Path
    wheels: Path

    @property
    def venv(self) -> Path:
        """Its environment."""
        return self.folder / ".venv"

    @property
    def stamp(self) -> Path:
        """What says that the environment is finished."""
        return self.venv / "colophon-stamp.json"

    def command(self, *arguments: str) -> list[str]:
        """The command line that starts the launcher."""
        return [sys.executable, str(self.folder / "invoke"), *arguments]

    def environment(self) -> dict[str, str]:
        """Variables that leave pip nothing but our wheels."""
        own = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PYTHONUTF8": "1"}
        return {k: v for k, v in os.environ.items() if not k.startswith("PIP_")} | own

    def run(self, *arguments: str, at: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Start the launcher and wait for its end."""
        return subprocess.run(
            self.command(*arguments),
            cwd=at or self.folder,
            env=self.environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def _plant(folder: Path, wheels: Path) -> Tree:
    folder.mkdir()
    shutil.copy2(ROOT / "invoke", folder)
    commands = folder / "commands"
    shutil.copytree(ROOT / "commands" / "bootstrap", commands / "bootstrap")
    shutil.copy2(ROOT / "commands" / "__init__.py", commands)
    (folder / "tasks.py").write_text(TASKS, "utf-8")
    for name, package in {
        "requirements.txt": "invoke",
        "requirements-dev.txt": "iniconfig",
    }.items():
        (folder / name).write_text(_wheel(package, wheels), "utf-8")
    return Tree(folder, wheels)


@pytest.fixture(name="tree", scope="module")
def _tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A tree whose environment is made; the path holds what shells stumble over."""
    base = tmp_path_factory.mktemp("launcher")
    (base / "wheels").mkdir()
    tree = _plant(base / "my site & co, 'ü'", base / "wheels")
    first = tree.run("say", "--words", "first")
    assert first.returncode == 0, first.stderr
    assert first.stdout == f"{tree.folder}|first\n"
    assert "Setting up .venv from requirements.txt" in first.stderr
    return tree


def test_second_start_hands_over_at_once(tree: Tree) -> None:
    """Nothing is set up again; every argument arrives as typed, the exit code comes back."""
    words = """a "b" 'c' $HOME `ls` ä – 日本 --help"""
    result = tree.run("say", f"--words={words}", "--code", "7")
    assert result.stdout == f"{tree.folder}|{words}\n"
    assert result.stderr == ""
    assert result.returncode == 7


def test_callers_folder_stays(tree: Tree, tmp_path: Path) -> None:
    """Called from elsewhere, a relative path still means what it meant there."""
    assert tree.run("say", at=tmp_path).stdout == f"{tmp_path}|\n"


def test_help_names_invoke(tree: Tree) -> None:
    """Help and list look as those of plain Invoke."""
    assert "Usage: inv[oke] " in tree.run("--help").stdout
    assert "say    Says where it was called" in tree.run("--list").stdout


def test_little_time_is_added(tree: Tree) -> None:
    """The promise is two seconds over plain Invoke; the best of three starts is compared."""
    script = tree.venv / ("Scripts/invoke.exe" if os.name == "nt" else "bin/invoke")
    python = tree.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    plain = [str(script)] if script.exists() else [str(python), "-m", "invoke"]

    def best(command: list[str]) -> float:
        times = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run(command, cwd=tree.folder, capture_output=True, check=True)
            times.append(time.perf_counter() - start)
        return min(times)

    assert best(tree.command("say")) - best([*plain, "say"]) < 2


def test_tests_get_their_packages_added(tree: Tree) -> None:
    """Only once, and into the environment that is there."""
    made = (tree.venv / "pyvenv.cfg").stat().st_mtime_ns
    first = tree.run("test")
    assert first.stdout == "iniconfig is here\n"
    assert "requirements-dev.txt" in first.stderr
    assert tree.run("test").stderr == ""
    assert tree.run("say").stderr == ""
    assert (tree.venv / "pyvenv.cfg").stat().st_mtime_ns == made


def test_failed_refresh_brings_the_last_environment_back(tree: Tree) -> None:
    """A pinned package that cannot be had: a reason, a cure, exit 1, and nothing is lost."""
    requirements = tree.folder / "requirements.txt"
    good = requirements.read_text("utf-8")
    requirements.write_text(f"{good}nowhere==1.0 --hash=sha256:{'0' * 64}\n", "utf-8")
    failed = tree.run("say")
    assert failed.returncode == 1
    assert "the packages could not be installed" in failed.stderr
    assert "nowhere==1.0" in failed.stderr
    assert "Is this computer online?" in failed.stderr
    assert "Traceback" not in failed.stderr
    requirements.write_text(good, "utf-8")
    again = tree.run("say")
    assert (again.returncode, again.stderr) == (0, "")


def test_other_bytes_than_pinned_are_refused(tree: Tree) -> None:
    """A wheel whose hash differs is not installed, and the message says so."""
    requirements = tree.folder / "requirements.txt"
    good = requirements.read_text("utf-8")
    requirements.write_text(good.split("sha256:")[0] + f"sha256:{'0' * 64}\n", "utf-8")
    failed = tree.run("say")
    requirements.write_text(good, "utf-8")
    assert failed.returncode == 1
    assert "A package is not the one that was pinned" in failed.stderr


def test_missing_requirement_file(tree: Tree) -> None:
    """The file is named; no traceback."""
    kept = tree.folder / "requirements.txt"
    kept.rename(tree.folder / "away.txt")
    failed = tree.run("say")
    (tree.folder / "away.txt").rename(kept)
    assert failed.returncode == 1
    assert failed.stderr == f"invoke: {kept}: No such file or directory\n"


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="kills a process group, as POSIX systems have them")
def test_killed_while_setting_up(tree: Tree, tmp_path: Path) -> None:
    """A half-made environment is known as such and made anew by two starts, of which one works."""
    fresh = _plant(tmp_path / "fresh", tree.wheels)
    with subprocess.Popen(
        fresh.command("say"),
        cwd=fresh.folder,
        env=fresh.environment(),
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as first:
        while not (fresh.venv / "bin" / "python").exists():
            assert first.poll() is None
            time.sleep(0.005)
        os.killpg(first.pid, signal.SIGKILL)
    assert not fresh.stamp.exists()
    both = [
        subprocess.Popen(
            fresh.command("say", "--words", name),
            cwd=fresh.folder,
            env=fresh.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for name in "ab"
    ]
    answers = [process.communicate() for process in both]
    assert [out for out, _ in answers] == [f"{fresh.folder}|{name}\n" for name in "ab"]
    assert sorted(err.count("Setting up") for _, err in answers) == [0, 1]
    assert set(json.loads(fresh.stamp.read_text())["installed"]) == {"requirements.txt"}


def test_old_python_gets_one_clear_line() -> None:
    """Any Python 3 can read the launcher, and an old one is told what is needed."""
    ast.parse((ROOT / "invoke").read_text("utf-8"), feature_version=(3, 4))
    pretend = (
        "import runpy, sys; sys.version_info = (3, 9, 6, 'final', 0); "
        f"runpy.run_path({str(ROOT / 'invoke')!r}, run_name='__main__')"
    )
    result = subprocess.run(
        [sys.executable, "-c", pretend], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Colophon needs Python 3.11 or newer; this is Python 3.9 (")
    assert len(result.stderr.splitlines()) == 1
