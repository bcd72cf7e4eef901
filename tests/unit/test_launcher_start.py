"""A plain `build` is started at once, with the options that Invoke would read from its line."""

from __future__ import annotations

import contextlib
import inspect
import io
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invoke.program import Program

import tasks
from commands.bootstrap.start import SWITCHES, VALUES, plain_build
from tests.building import ROOT

WORDS = [
    *(
        "build",
        "--production",
        "--clean",
        "--allow-undeclared",
        "--verify",
        "--content",
        "--output",
    ),
    *("--settings", "--content=posts", "--output=-", "--settings=", "--clean=yes", "--help", "-c"),
    *(
        "--why",
        "--why=a/",
        "--allow_undeclared",
        "--no-clean",
        "posts",
        "a b",
        "",
        "-",
        "--",
        "serve",
        "--list",
        "é=ü",
    ),
]


def read_by_invoke(arguments: list[str]) -> dict[str, Any] | None:
    """The options with which Invoke would call `build` alone; None: it does something else."""
    program = Program(namespace=tasks.namespace, binary="invoke")
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            program.create_config()
            program.parse_core(["invoke", *arguments])
            program.parse_collection()
            program.parse_tasks()
    except (Exception, SystemExit):  # noqa: BLE001 - whatever is wrong with the line
        return None
    if [context.name for context in program.tasks] != ["build"]:
        return None
    core = (program.args.help.value, program.args.list.value)
    return None if any(core) else {arg.name: arg.value for arg in program.tasks[0].args.values()}


@given(st.lists(st.sampled_from(WORDS), max_size=5).map(lambda words: ["build", *words]))
def test_what_is_read_is_what_invoke_reads(arguments: list[str]) -> None:
    """Or Invoke reads it itself."""
    plain = plain_build(arguments)
    if plain is not None:
        read = read_by_invoke(arguments)
        assert read is not None
        assert {name: value for name, value in read.items() if value not in {None, False}} == plain


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("build", {}),
        (
            "build --clean --content=posts --output elsewhere",
            {"clean": True, "content": "posts", "output": "elsewhere"},
        ),
        ("build -p", None),
        ("build --help", None),
        ("build serve", None),
        ("build --content", None),
        ("build --clean --clean", None),
        ("--list", None),
        ("", None),
    ],
)
def test_what_is_plain(line: str, options: dict[str, Any] | None) -> None:
    """Options in full, each once, and nothing else."""
    assert plain_build(line.split()) == options


def test_every_option_is_known() -> None:
    """As tasks.py names them."""
    _context, *options = inspect.signature(tasks.build.body).parameters.values()
    assert {o.name for o in options if o.default is False} == SWITCHES
    assert {o.name for o in options if o.default is None} == VALUES
    assert len(options) == len(SWITCHES | VALUES)


def test_a_plain_build_needs_no_invoke() -> None:
    """It ends with the code of the command; any other line is read by Invoke."""
    start = "import sys; sys.path.insert(0, sys.argv[1]); from commands.bootstrap.start import main"
    code = f"{start}\ntry: main()\nfinally: print('invoke' in sys.modules)"
    told = []
    for line in (["--content", "/nowhere"], ["--content", "/nowhere", "--no-clean"]):
        result = subprocess.run(
            [sys.executable, "-P", "-c", code, str(ROOT), "build", *line],
            capture_output=True,
            text=True,
            check=False,
        )
        told.append((result.returncode, result.stdout))
    assert told[0] == (1, "False\n")
    assert told[1][1] == "True\n"


def test_the_end_leaves_nothing_undone() -> None:
    """What is to be done at the end is done, and what was printed is shown."""
    code = (
        "import atexit; from commands.bootstrap.start import end; "
        "atexit.register(print, 'last'); print('first'); end(); print('never')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["first", "last"]
