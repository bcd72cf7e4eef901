"""The demo as a site of its own, for commands that are told of no other settings."""

from pathlib import Path

exec(Path(__file__).with_name("site.py").read_text(encoding="utf-8"))  # noqa: S102 - as small sites do it
