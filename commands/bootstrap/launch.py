"""The launcher: sees that the environment a command needs is there, then starts Invoke in it.

Runs before anything is installed, so this folder uses the standard library alone.

The caller's working folder is left as it is: `--content ../posts` means what it meant in the
shell. Invoke is told where tasks.py is (`--search-root`); commands find their own files from
their own place, never from the working folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from .. import ROOT
from .stamp import DEVELOPMENT, RUNTIME, python_of
from .venv import SetupError, make_current

# Tests and checks need requirements-dev.txt too.
_DEVELOPMENT_COMMAND = re.compile(r"(test|bench)([.:][\w.-]*)?|lint|pin|shots")

# No script of .venv: their first line breaks where the path to it is long or holds a space.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from commands.bootstrap.start import main; main()"
)


def requirements_for(arguments: list[str]) -> tuple[str, ...]:
    """Names of the requirement files that a command line needs.

    Every word is looked at, because an option's value cannot be told from a second task
    without loading the tasks. A value that happens to read `test` installs more than needed.
    """
    if any(_DEVELOPMENT_COMMAND.fullmatch(word) for word in arguments):
        return (RUNTIME, DEVELOPMENT)
    return (RUNTIME,)


def invocation(root: Path, arguments: list[str]) -> list[str]:
    """The argument list that runs a command line in the environment of *root* (start.py)."""
    python = str(python_of(root / ".venv"))
    # -P: the working folder is no place to import from.
    return [python, "-P", "-c", _START, str(root), *arguments]


def hand_over(command: list[str]) -> int:
    """Become *command*; where a process cannot (Windows), run it and return its exit code."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606  (an argument list, no shell)
    child = subprocess.Popen(command)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:  # the child was told as well and decides how to end
            continue


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Make the environment current and run Invoke in it; the exit code."""
    try:
        make_current(root, requirements_for(arguments))
    except SetupError as problem:
        print(f"invoke: {problem}", file=sys.stderr)
        return 1
    except OSError as problem:  # a folder that is read-only, a requirement file that is gone
        print(f"invoke: {problem.filename}: {problem.strerror}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ninvoke: stopped while setting up; run it again to start over.", file=sys.stderr)
        return 130
    return hand_over(invocation(root, arguments))
