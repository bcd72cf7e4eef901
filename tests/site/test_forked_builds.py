"""Tests run commands in forked processes; a new interpreter gives the same files and messages."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tests.building import ROOT, article, files_of, write_site
from tests.forkserver import Command, run, start

FILES = {
    "articles/a.md": article("A", "[dead](/nowhere/) Text.", AI_Role="generated", AI_Model="m"),
    "articles/de.md": article("D", "Die Uhr geht.", Lang="de", AI_Role="none"),
    "articles/b.md": article("B", "As an AI language model, I cannot say."),
}
BOTH = [{}, {"PYTHONHASHSEED": "0"}]
"""Variables with which a command is forked on Linux, and started anew."""


def _told(line: tuple[str, ...], folder: Path, extra: dict[str, str]) -> tuple[int, str, str]:
    """Exit code and both streams, without durations."""
    done = run(line, folder=folder, variables={**os.environ, "PYTHONPATH": str(ROOT), **extra})
    printed = re.sub(r" in \d+\.\d s: .*", " in N s.", done.stdout)
    return done.returncode, printed, done.stderr


def test_one_is_forked_and_one_is_started() -> None:
    """Otherwise the comparisons below would compare nothing."""
    given = [Command((), variables={**os.environ, **extra}) for extra in BOTH]
    assert [command.needs_an_interpreter for command in given] == [False, True]
    seeds = {**os.environ, "TZ": "Asia/Tokyo", "PYTHONPATH": "/elsewhere"}
    assert Command((), variables=seeds).needs_an_interpreter


def test_a_build_is_the_same(tmp_path: Path) -> None:
    """Files, warnings, notes."""
    settings = str(write_site(tmp_path, FILES))
    told, built = [], []
    for name, extra in zip(("forked", "started"), BOTH, strict=True):
        (tmp_path / name).mkdir()
        line = ("build", "--settings", settings, "--output", "out")
        told.append(_told(line, tmp_path / name, extra))
        built.append(files_of(tmp_path / name / "out"))
    assert told[0] == told[1]
    assert told[0][0] == 0
    assert built[0] == built[1]


def test_mistakes_are_told_alike(tmp_path: Path) -> None:
    """By a build, by Invoke of its own options, and by another module."""
    wrong = {**FILES, "articles/c.md": article("C", AI_Rloe="generated")}
    settings = str(write_site(tmp_path, wrong))
    for arguments in (("build", "--settings", settings), ("build", "--no-such"), ("nothing",)):
        first, second = (_told(arguments, tmp_path, extra) for extra in BOTH)
        assert first == second
        assert first[0] == 1


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked here")
def test_a_command_that_is_killed_says_so(tmp_path: Path) -> None:
    """The server goes on with the next."""
    streams = (os.devnull, str(tmp_path / "out"), str(tmp_path / "err"))
    child = start(Command(("0",), "http.server", variables={**os.environ}, streams=streams))
    assert child.poll() is None
    child.kill()
    assert child.wait() == -9
    assert run(("--version",), variables={**os.environ}).returncode == 0
