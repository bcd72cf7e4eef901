"""`invoke bench`: measurements, as ratios side by side in one run; nothing here is a test."""

from __future__ import annotations

import os
import subprocess
import sys

from plugins.common.failure import CommandError

from .build.settings import ROOT


def run(script: str, *options: str) -> None:
    """Run tests/bench/`script`.py in a process of its own.

    :raises CommandError: where the measurement failed; it has said why.
    """
    path = ROOT / "tests" / "bench" / f"{script}.py"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if subprocess.run(
        [sys.executable, str(path), *options], env=environment, check=False
    ).returncode:
        raise CommandError("Not measured.")
