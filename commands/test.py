"""Run the tests, with the programs they need.

Tests whose program cannot be had are named at the end as not run, never skipped in silence.
"""

from __future__ import annotations

import importlib.util
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from plugins.common.failure import CommandError
from tests.programs import CHROMIUM, Located, chromium, exiftool, feed_readers

from . import ROOT

LONG = "COLOPHON_TEST_LONG"
"""The environment variable by which tests learn that there is time for many examples."""

_MOST_WORKERS = 8
_NO_TESTS = 5  # pytest's exit code


@dataclass(frozen=True)
class Program:
    """A program outside Python that some tests need."""

    name: str
    find: Callable[[], Located]
    variable: str
    """The environment variable by which tests learn its path; empty: they look for themselves."""
    folders: tuple[str, ...]
    """Folders below tests/ whose tests cannot run without it."""

    def serves(self, suite: str) -> bool:
        """Whether tests of tests/*suite* need it."""
        return any(f"{folder}/".startswith(f"{suite}/") for folder in self.folders)


PROGRAMS = (
    Program("Chromium", chromium, CHROMIUM, ("browser",)),
    Program(
        "one of newsboat, sfeed and rss2email",
        feed_readers,
        "",
        ("feeds/clients",),
    ),
    Program("ExifTool", exiftool, "", ("images",)),
)


def run(suite: str | None = None, options: str = "", *, long: bool = False) -> None:
    """Run the tests of tests/*suite*, or all; *options* go to pytest as typed.

    Without *long* all that is not marked as long. With it what is, and what draws examples at
    random, with many more of them.

    Raises CommandError when a test fails, when there is none, and under CI also when a program
    could not be had.
    """
    _require_pytest()
    suites = [suite] if suite else _suites()
    if suite and not (ROOT / "tests" / suite).is_dir():
        raise CommandError(f"There is no tests/{suite}. There are: {', '.join(_suites())}")
    environment, absent = _provide(suites)
    chosen = ["-m", "long or random"] if long else []
    environment |= {LONG: "1"} if long else {}
    hidden = {name for program, _ in absent for name in program.folders}
    runnable = [name for name in suites if name not in hidden]
    code = _pytest(suite, hidden, [*chosen, *shlex.split(options)], environment) if runnable else 0
    _report(absent)
    if code:
        raise CommandError("No test was found." if code == _NO_TESTS else "Tests failed.")
    if absent and os.environ.get("CI") == "true":
        raise CommandError("Some tests could not run; in CI that is a failure.")


def _suites() -> list[str]:
    """The folders of tests/ that hold tests."""
    return sorted(
        folder.name for folder in (ROOT / "tests").iterdir() if any(folder.glob("**/test_*.py"))
    )


def _require_pytest() -> None:
    if importlib.util.find_spec("pytest") is None:
        raise CommandError(
            "This environment has no pytest. Use ./invoke test, or: "
            "pip install --require-hashes -r requirements-dev.txt",
        )


def _provide(suites: list[str]) -> tuple[dict[str, str], list[tuple[Program, str]]]:
    """Find or install what *suites* need: variables for the tests, and what is absent and why."""
    variables: dict[str, str] = {}
    absent: list[tuple[Program, str]] = []
    for program in PROGRAMS:
        if not any(map(program.serves, suites)):
            continue
        found = program.find()
        if found.path and program.variable:
            variables[program.variable] = str(found.path)
        if not found.path:
            absent.append((program, found.reason))
    return variables, absent


def _pytest(
    suite: str | None, hidden: set[str], options: list[str], variables: dict[str, str]
) -> int:
    place = f"tests/{suite}" if suite else "tests"
    ignored = [f"--ignore=tests/{name}" for name in sorted(hidden)]
    command = [sys.executable, "-m", "pytest", place, *ignored, *_workers(options), *options]
    return subprocess.run(command, cwd=ROOT, env=os.environ | variables, check=False).returncode


def _workers(options: list[str]) -> list[str]:
    """One process a core; tests/conftest.py says which tests stay together."""
    if any(option.startswith(("-n", "--numprocesses", "--pdb", "--dist")) for option in options):
        return []
    cores = min(os.cpu_count() or 1, _MOST_WORKERS)
    return (
        [f"--numprocesses={cores}", "--dist=loadfile", "--no-loadscope-reorder"]
        if cores > 1
        else []
    )


def _report(absent: list[tuple[Program, str]]) -> None:
    for program, reason in absent:
        tests = ", ".join(f"tests/{name}" for name in program.folders)
        print(f"not run: {tests}, because {program.name} could not be had ({reason})")
