"""Programs outside Python that some tests need: a Chromium, three feed readers, and ExifTool.

`invoke test` finds or installs them first; a test alone takes what the machine has.

Each is the machine's own where it has one, else one of Debian's packages where we may install them;
a Chromium can also be Playwright's.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CHROMIUM = "COLOPHON_CHROMIUM"
"""The environment variable that names the program for tests; also read here."""

FEED_READERS = {"newsboat": "newsboat", "sfeed": "sfeed", "r2e": "rss2email"}
"""Command to Debian's package of it."""

EXIFTOOL = "libimage-exiftool-perl"
"""Debian's package of it."""

# Names on PATH, and where macOS keeps the same programs.
_CHROMIUMS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


@dataclass(frozen=True)
class Located:
    """Where a program is; without a path, why it could not be had."""

    path: Path | None
    reason: str = ""


def feed_readers() -> Located:
    """All of them, the path being that of the first."""
    missing = [name for name in FEED_READERS if not shutil.which(name)]
    packages = tuple(FEED_READERS[name] for name in missing)
    reason = install(packages, "tests of feeds") if missing else ""
    missing = [name for name in missing if not shutil.which(name)]
    if missing:
        return Located(None, reason or f"no {', '.join(missing)} after installing")
    return Located(Path(shutil.which(next(iter(FEED_READERS))) or ""))


def exiftool() -> Located:
    """What reads the metadata of images with code of its own."""
    reason = "" if shutil.which("exiftool") else install((EXIFTOOL,), "tests of images")
    found = shutil.which("exiftool")
    return Located(Path(found)) if found else Located(None, reason)


def chromium(*, may_install: bool = True) -> Located:
    """A Chromium that starts; the one that `CHROMIUM` names, and then no other in its place."""
    named = os.environ.get(CHROMIUM)
    for path in filter(None, map(shutil.which, [named] if named else _CHROMIUMS)):
        if _starts(path):
            return Located(Path(path))
    if named:
        return Located(None, f"{CHROMIUM}={named} does not start")
    if not may_install:
        return Located(None, "no Chromium or Chrome on this machine")
    debian = _chromium_of_debian()
    if debian.path:
        return debian
    own = _chromium_of_playwright()
    return own if own.path else Located(None, f"{debian.reason}; {own.reason}")


def _starts(path: str) -> bool:
    """Whether it runs; a wrapper that only offers a snap does not, nor one that lacks a library."""
    if sys.platform == "win32":
        return Path(path).exists()  # there `--version` opens a window
    try:
        result = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def _chromium_of_debian() -> Located:
    """The package `chromium`; Ubuntu's package of that kind is a snap and no help in a test."""
    if "ubuntu" in distribution():
        return Located(None, "no Debian package on this system")
    reason = install(("chromium",), "the browser tests")
    path = shutil.which("chromium")
    if path and _starts(path):
        return Located(Path(path))
    return Located(None, reason or "apt-get install chromium: it does not start")


def _chromium_of_playwright() -> Located:
    """Playwright's own download, kept in its cache for the next time."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    if not path.exists():
        print("Downloading Playwright's Chromium for the browser tests ...", flush=True)
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        result = _run(command)
        if result.returncode:
            return Located(None, f"playwright install chromium: {_complaint(result.stderr)}")
    if _starts(str(path)):
        return Located(path)
    cure = "it may lack libraries: playwright install-deps chromium"
    return Located(None, f"{path} does not start; {cure}")


def distribution() -> set[str]:
    """What the system is and is like: ``{"ubuntu", "debian"}``; empty where it does not say."""
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return set()
    return {system["ID"], *system.get("ID_LIKE", "").split()}


def install(packages: tuple[str, ...], purpose: str) -> str:
    """Install Debian's `packages`; gives why that cannot be or was not done, empty if it was."""
    if "debian" not in distribution() or not shutil.which("apt-get"):
        return "no Debian package on this system"
    wanted = " ".join(packages)
    elevate: list[str] = []
    if os.geteuid() != 0:
        elevate = ["sudo", "-n"]
        if not shutil.which("sudo") or _run([*elevate, "true"]).returncode:
            return f"as root: apt-get install {wanted}"
    print(f"Installing Debian's {wanted} for {purpose} ...", flush=True)
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        # A failed update matters only if the installation then fails too.
        result = _run([*elevate, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *step])
    return f"apt-get install {wanted}: {_complaint(result.stderr)}" if result.returncode else ""


def _run(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)


def _complaint(output: bytes) -> str:
    """The line that says what went wrong: the last that speaks of an error, else the last."""
    lines = [line.strip() for line in output.decode("utf-8", "replace").splitlines()]
    lines = [line for line in lines if line] or ["it said nothing"]
    return ([line for line in lines if "error" in line.lower()] or lines)[-1]
