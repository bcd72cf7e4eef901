"""`invoke bench`: measurements, as ratios side by side in one run; nothing here is a test."""

from __future__ import annotations

import os
import subprocess
import sys

from plugins.common.failure import CommandError

from . import ROOT


def run(script: str, *, corpora: str = "", **options: str | int) -> None:
    """Run tests/bench/`script`.py in a process of its own, with the options that were given.

    :raises CommandError: where the measurement failed; it has said why.
    """
    command = [sys.executable, str(ROOT / "tests" / "bench" / f"{script}.py")]
    command += [corpora] if corpora else []
    for name, value in options.items():
        if value is not False and value != "":
            option = f"--{name.replace('_', '-')}"
            command += [option] if value is True else [option, str(value)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if subprocess.run(command, env=environment, check=False).returncode:
        raise CommandError("Not measured.")
