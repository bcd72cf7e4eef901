"""Hold the code to its rules: ruff, mypy, and the pinned requirements."""

from __future__ import annotations

import subprocess
import sys

from plugins.common.failure import CommandError

from . import ROOT, requirements

# The launcher has no suffix by which the tools would find it.
_CHECKS = (
    ("ruff", "check", ".", "invoke"),
    ("ruff", "format", "--check", ".", "invoke"),
    ("mypy",),
)


def run() -> None:
    """Run every check, then raise CommandError if one of them found something."""
    failed = []
    for tool, *arguments in _CHECKS:
        print(f"{tool} {' '.join(arguments)}".rstrip(), flush=True)
        result = subprocess.run([sys.executable, "-m", tool, *arguments], cwd=ROOT, check=False)
        if result.returncode:
            failed.append(tool)
    try:
        requirements.check()
    except CommandError as problem:
        print(problem)
        failed.append("requirements")
    if failed:
        raise CommandError(f"Not clean: {', '.join(dict.fromkeys(failed))}.")
