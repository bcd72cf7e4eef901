"""Find a Chromium for the browser tests: the machine's own, else Debian's, else Playwright's.

A browser counts as found when it starts and tells its version.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import debian
from .debian import Found, complaint, distribution

VARIABLE = "COLOPHON_CHROMIUM"

_COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
_MAC = ("Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome")
_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe")


def find(*, install: bool = True) -> Found:
    """A Chromium that starts. With *install*, one is installed where none is there."""
    named = os.environ.get(VARIABLE)
    if named:
        return _named(named)
    for path in _own():
        if _starts(path):
            return Found(path)
    if not install:
        return Found(None, "no Chromium or Chrome on this machine")
    refusals = []
    for way in (_from_debian, _from_playwright):
        found = way()
        if found.path:
            return found
        refusals.append(found.reason)
    return Found(None, "; ".join(refusals))


def _named(command: str) -> Found:
    """The browser that the caller asks for; no other is tried in its place."""
    path = shutil.which(command)
    if path and _starts(Path(path)):
        return Found(Path(path))
    return Found(None, f"{VARIABLE}={command} does not start")


def _own() -> list[Path]:
    """Browsers that seem to be installed, the likeliest first."""
    on_path = [Path(path) for name in _COMMANDS if (path := shutil.which(name))]
    homes = (
        [Path("/Applications"), Path.home() / "Applications"] if sys.platform == "darwin" else []
    )
    apps = [home / app for home in homes for app in _MAC]
    variables = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
    drives = [Path(os.environ[name]) for name in variables if os.environ.get(name)]
    programs = [drive / program for drive in drives for program in _WINDOWS]
    return [*on_path, *[path for path in (*apps, *programs) if path.exists()]]


def _starts(path: Path) -> bool:
    """Whether it runs; a wrapper that only offers a snap does not, nor one that lacks a library."""
    if sys.platform == "win32":
        return path.exists()  # there `--version` opens a window
    try:
        result = subprocess.run(
            [str(path), "--version"], capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def _from_debian() -> Found:
    """The package `chromium`; Ubuntu's package of that kind is a snap and no help in a test."""
    if "ubuntu" in distribution():
        return Found(None, "no Debian package on this system")
    reason = debian.install(("chromium",), "the browser tests")
    path = shutil.which("chromium")
    if path and _starts(Path(path)):
        return Found(Path(path))
    return Found(None, reason or "apt-get install chromium: it does not start")


def _from_playwright() -> Found:
    """Playwright's own download, kept in its cache for the next time."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    if not path.exists():
        print("Downloading Playwright's Chromium for the browser tests ...", flush=True)
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if result.returncode:
            return Found(None, f"playwright install chromium: {complaint(result.stderr)}")
    if _starts(path):
        return Found(path)
    return Found(
        None, f"{path} does not start; it may lack libraries: playwright install-deps chromium"
    )
