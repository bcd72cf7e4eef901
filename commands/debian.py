"""Programs from Debian's packages, for tests that need them and where we may install them."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Found:
    """Where a program is; without a path, why it could not be had."""

    path: Path | None
    reason: str = ""


def distribution() -> set[str]:
    """What the system is and is like: ``{"ubuntu", "debian"}``; empty where it does not say."""
    try:
        lines = Path("/etc/os-release").read_text("utf-8").splitlines()
    except OSError:
        return set()
    facts = dict(line.split("=", 1) for line in lines if "=" in line)
    return set(f"{facts.get('ID', '')} {facts.get('ID_LIKE', '')}".replace('"', "").split())


def install(packages: tuple[str, ...], purpose: str) -> str:
    """Install `packages`; gives why that cannot be or was not done, empty if it was."""
    if "debian" not in distribution() or not shutil.which("apt-get"):
        return "no Debian package on this system"
    elevate = _elevation()
    wanted = " ".join(packages)
    if elevate is None:
        return f"as root: apt-get install {wanted}"
    print(f"Installing Debian's {wanted} for {purpose} ...", flush=True)
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        command = [*elevate, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *step]
        # A failed update matters only if the installation then fails too.
        result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return f"apt-get install {wanted}: {complaint(result.stderr)}" if result.returncode else ""


def complaint(output: bytes) -> str:
    """The line that says what went wrong: the last that speaks of an error, else the last."""
    lines = [line.strip() for line in output.decode("utf-8", "replace").splitlines()]
    lines = [line for line in lines if line] or ["it said nothing"]
    return ([line for line in lines if "error" in line.lower()] or lines)[-1]


def _elevation() -> list[str] | None:
    """What to put before a command that only root may run; None where we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None
