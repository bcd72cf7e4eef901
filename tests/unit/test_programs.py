"""`invoke test` and the programs outside Python that tests need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commands import test
from plugins.common.failure import CommandError
from tests.programs import CHROMIUM, Located, chromium, install

PASSES = '"""A test."""\n\n\ndef test_it() -> None:\n    """Passes."""\n'
FAILS = PASSES + "    assert False\n"
READS = (
    PASSES.replace("\n\n\n", "\nimport os\n\n") + '    assert os.environ["BELL"] == "/bin/bell"\n'
)
LONG = """import os

import pytest


@pytest.mark.long
def test_long() -> None:
    assert os.environ["COLOPHON_TEST_LONG"]


def test_short() -> None:
    assert False
"""


@pytest.fixture(name="tree")
def _tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two folders of tests, of which one needs a program."""
    for name, text in {"unit": PASSES, "sound": READS}.items():
        folder = tmp_path / "tests" / name
        folder.mkdir(parents=True)
        (folder / f"test_{name}.py").write_text(text)
    monkeypatch.setattr(test, "ROOT", tmp_path)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p xdist.plugin -p no:cacheprovider")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return tmp_path


def _need(monkeypatch: pytest.MonkeyPatch, found: Located) -> None:
    program = test.Program("Bell", lambda: found, "BELL", ("sound",))
    monkeypatch.setattr(test, "PROGRAMS", (program,))


def test_program_is_handed_to_the_tests(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the variable that its entry names."""
    _need(monkeypatch, Located(Path("/bin/bell")))
    test.run("sound", "-n0")
    test.run(options="-n0")
    assert (tree / "tests").is_dir()


def test_absent_program_is_named(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The other tests run; those that need it are named last, with the reason."""
    _need(monkeypatch, Located(None, "no bell for sale"))
    test.run(options="-n0")
    last = capfd.readouterr().out.strip().splitlines()[-1]
    assert last == "not run: tests/sound, because Bell could not be had (no bell for sale)"
    assert (tree / "tests").is_dir()


@pytest.mark.usefixtures("tree")
def test_absent_program_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody reads the output of a passing run there."""
    monkeypatch.setenv("CI", "true")
    _need(monkeypatch, Located(None, "no bell for sale"))
    with pytest.raises(CommandError, match="could not run"):
        test.run(options="-n0")
    test.run("unit", "-n0")


def test_a_folder_in_a_folder_can_need_a_program(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The tests beside it run without."""
    inner = tree / "tests" / "unit" / "inner"
    inner.mkdir()
    (inner / "test_inner.py").write_text(FAILS)
    program = test.Program("Bell", lambda: Located(None, "none"), "BELL", ("unit/inner",))
    monkeypatch.setattr(test, "PROGRAMS", (program,))
    test.run("unit", "-n0")
    assert "not run: tests/unit/inner, because Bell" in capfd.readouterr().out
    assert (program.serves("unit"), program.serves("unit/inner")) == (True, True)
    assert (program.serves("sound"), program.serves("un")) == (False, False)


def test_packages_are_installed_on_debian_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere it says why not, and touches nothing."""
    monkeypatch.setattr("tests.programs.distribution", lambda: {"fedora"})
    assert install(("bell",), "tests") == "no Debian package on this system"


def test_long_tests_are_run_alone(tree: Path) -> None:
    """And know that there is time."""
    (tree / "tests" / "unit" / "test_unit.py").write_text(LONG)
    test.run("unit", "-n0", long=True)
    with pytest.raises(CommandError, match=r"Tests failed\."):
        test.run("unit", "-n0")


def test_failing_test_fails_the_command(tree: Path) -> None:
    """And so does a folder without tests, and one that does not exist."""
    (tree / "tests" / "unit" / "test_unit.py").write_text(FAILS)
    with pytest.raises(CommandError, match=r"Tests failed\."):
        test.run("unit", "-n0")
    with pytest.raises(CommandError, match=r"No test was found\."):
        test.run("unit", "-n0 -k nothing_is_called_so")
    with pytest.raises(CommandError, match="There are: sound, unit"):
        test.run("units")


def _program(folder: Path, name: str, code: int) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(0o755)
    return path


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
def test_browser_that_does_not_start_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrapper that only offers a snap exits with an error."""
    _program(tmp_path, "chromium", 1)
    works = _program(tmp_path, "google-chrome", 0)
    monkeypatch.delenv(CHROMIUM, raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}")
    assert chromium(may_install=False) == Located(works)


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
def test_named_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that the variable names is taken, and no other if it does not start."""
    monkeypatch.setenv(CHROMIUM, str(_program(tmp_path, "mine", 0)))
    assert chromium().path == tmp_path / "mine"
    monkeypatch.setenv(CHROMIUM, str(_program(tmp_path, "broken", 1)))
    found = chromium()
    assert found.path is None
    assert "broken does not start" in found.reason
