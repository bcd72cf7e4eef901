"""The pinned requirements: made from the .in files, and proved good for every Python and system.

Resolving is uv's work: it evaluates markers and wheels for systems other than the one it runs
on, without building or installing anything. It would also take a wheel whose hash is not
pinned, which pip then refuses; so it is given a lock file that lists the pinned wheels alone.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

from plugins.common.failure import CommandError

from . import ROOT

FILES = ("requirements", "requirements-dev")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "aarch64-apple-darwin",
    "x86_64-apple-darwin",
    "x86_64-pc-windows-msvc",
)

_AT_ONCE = 4
_HASH = re.compile(r"sha256:([0-9a-f]{64})")
# In a lock file as uv writes it (PEP 751): an archive of sources, and one wheel.
_SOURCES = re.compile(r"^sdist = .*\n", re.MULTILINE)
_WHEEL = re.compile(r'\{ url = "[^"]*"[^{}]*hashes = \{ sha256 = "([0-9a-f]{64})" \} \},?')
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PIN = re.compile(r"(?P<name>[a-z0-9-]+)==[^\s;]+( ; [^\\]+)? \\")
_REST = re.compile(r"    (--hash=sha256:[0-9a-f]{64}( \\)?|# ++[\w -]+\.(in|txt)|# ++[\w -]+|#)")


def pin() -> None:
    """Write both .txt files anew from their .in files: the newest versions that fit together.

    One version for all Pythons, so that a site is the same whichever builds it.
    """
    for name in FILES:
        options = ["--universal", "--fork-strategy=fewest", "--python-version=3.11"]
        written = ["--generate-hashes", "--no-header", "--upgrade", f"--output-file={name}.txt"]
        _uv("pip", "compile", "--quiet", f"{name}.in", *options, *written)
    check()


def check() -> None:
    """See that the pinned files are sound and can be installed everywhere; else CommandError."""
    problems = [problem for name in FILES for problem in misfits(name, ROOT)]
    problems = problems or unresolved(ROOT)
    if problems:
        raise CommandError("\n  ".join(["The requirements do not hold:", *problems]))
    print(f"Requirements resolve for Python {', '.join(PYTHONS)} on {len(SYSTEMS)} systems.")


def misfits(name: str, folder: Path) -> list[str]:
    """Lines of *name*.txt that are neither pin nor hash nor comment, and packages it lacks.

    So no address of an index and no path of a machine can stand in it.
    """
    lines = (folder / f"{name}.txt").read_text("utf-8").splitlines()
    wanted = (folder / f"{name}.in").read_text("utf-8").splitlines()
    strange = [
        f"{name}.txt, line {number}: {line.strip()!r} is neither a pinned package nor its hash"
        for number, line in enumerate(lines, 1)
        if not (_PIN.fullmatch(line) or _REST.fullmatch(line))
    ]
    pinned = {match["name"] for line in lines if (match := _PIN.fullmatch(line))}
    named = [match[0] for line in wanted if (match := _NAME.match(line))]
    # As indexes compare names (PEP 503).
    lacking = [word for word in named if re.sub(r"[-_.]+", "-", word).lower() not in pinned]
    return [*strange, *[f"{name}.txt lacks {package}: invoke pin" for package in lacking]]


def unresolved(folder: Path) -> list[str]:
    """For which Python and system the wheels pinned in *folder* do not suffice, and why."""
    with tempfile.TemporaryDirectory() as scratch:
        lock = Path(scratch) / "pylock.toml"
        files = [str(folder / f"{name}.txt") for name in FILES]
        options = ["--universal", "--python-version=3.11", "--format=pylock.toml"]
        _uv("pip", "compile", "--quiet", *files, *options, f"--output-file={lock}")
        pinned = {found for file in files for found in _HASH.findall(Path(file).read_text("utf-8"))}
        lock.write_text(_pinned_wheels_only(lock.read_text("utf-8"), pinned), "utf-8")
        with ThreadPoolExecutor(_AT_ONCE) as workers:
            pairs = product(PYTHONS, SYSTEMS)
            found = list(workers.map(lambda pair: _lacking(lock, *pair), pairs))
    return [problem for problem in found if problem]


def _pinned_wheels_only(lock: str, pinned: set[str]) -> str:
    """A lock file without sources and without the wheels whose hash is not *pinned*."""
    wheels = _SOURCES.sub("", lock)
    if len(_WHEEL.findall(wheels)) != wheels.count(".whl"):
        raise CommandError("This uv writes its lock files otherwise than commands/requirements.py")
    return _WHEEL.sub(lambda wheel: wheel[0] if wheel[1] in pinned else "", wheels)


def _lacking(lock: Path, python: str, system: str) -> str | None:
    """Why the wheels of *lock* do not serve *python* on *system*; None when they do."""
    place = [f"--python-version={python}", f"--python-platform={system}"]
    target = f"--target={lock.parent / 'nowhere'}"  # so that nothing counts as installed
    options = ["--dry-run", "--only-binary=:all:", "--preview-features=pylock", target]
    try:
        _uv("pip", "install", "--quiet", *options, *place, "-r", str(lock))
    except CommandError as problem:
        return f"Python {python}, {system}: {problem}"
    return None


def _uv(*arguments: str) -> None:
    command = [sys.executable, "-m", "uv", *arguments]
    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if result.returncode:
        raise CommandError(" ".join(result.stderr.split()) or "uv failed without a word")
