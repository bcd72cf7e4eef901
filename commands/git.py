"""Git, called by argument lists, with its failures turned into messages."""

from __future__ import annotations

import subprocess
from pathlib import Path

from plugins.common.failure import CommandError


class Git:
    """Git working in *repo*, the folder of a working tree."""

    def __init__(self, repo: Path) -> None:
        self.repo = repo

    def run(self, *arguments: str, feed: bytes = b"") -> str:
        """Standard output of `git *arguments*`; CommandError with Git's words when it fails."""
        result = self._call(arguments, feed)
        if result.returncode:
            raise CommandError(f"git {arguments[0]}: {_reason(result.stderr)}")
        return _text(result.stdout)

    def ask(self, *arguments: str) -> str | None:
        """Standard output without its last line end, or None when Git says no."""
        result = self._call(arguments, b"")
        return None if result.returncode else _text(result.stdout).removesuffix("\n")

    def read(self, *arguments: str, feed: bytes = b"", seconds: float | None = None) -> bytes:
        """Standard output as bytes, empty when Git says no.

        :raises TimeoutError: after `seconds`; its last argument is what Git had said by then.
        """
        try:
            result = self._call(arguments, feed, seconds)
        except subprocess.TimeoutExpired as error:
            raise TimeoutError(f"git {arguments[0]}", error.output or b"") from error
        return b"" if result.returncode else result.stdout

    def _call(
        self, arguments: tuple[str, ...], feed: bytes, seconds: float | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                ["git", *arguments],
                cwd=self.repo,
                input=feed,
                capture_output=True,
                check=False,
                timeout=seconds,
            )
        except FileNotFoundError:
            if not self.repo.is_dir():
                raise CommandError(f"{self.repo}: no such folder") from None
            raise CommandError("git is not installed, or not on PATH.") from None


def _text(output: bytes) -> str:
    """File names in a tree can be any bytes; the odd ones come back as they went in."""
    return output.decode("utf-8", "surrogateescape")


def _reason(stderr: bytes) -> str:
    """What Git complained of, without the prefixes and hints around it."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines()]
    telling = [line for line in lines if line and not line.startswith(("hint:", "To "))]
    return " ".join(line.removeprefix("fatal: ").removeprefix("error: ") for line in telling)
