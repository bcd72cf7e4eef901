"""The options of `HEAD = {...}` in pelicanconf.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from ..common.problems import Problem
from ..common.values import dataclass
from . import content_policy

SHORTEST_SUMMARY = 50


@dataclass(frozen=True, slots=True)
class HeadSettings:
    """Every option, its default and what it means."""

    summary_length: int = 200
    """Characters that `summary_text`, and with it the description of a page, has at most."""
    policy: dict[str, list[str]] = field(default_factory=dict)
    """What every page may load beside the site's own files: a directive of Content-Security-Policy
    to hosts or hashes, `{"script-src": ["https://stats.example.org"]}`. A text need not be named
    here for its images, films, sounds and frames: its own page lets those in."""


def mistakes(options: HeadSettings) -> Iterator[Problem]:
    """What is wrong with values whose type is right."""
    if options.summary_length < SHORTEST_SUMMARY:
        key, value = "HEAD['summary_length']", repr(options.summary_length)
        cure = f"Give at least {SHORTEST_SUMMARY}; search results show about 160."
        yield Problem("pelicanconf.py", 0, key, value, "leaves no room for a sentence", cure)
    yield from content_policy.mistakes(options.policy, "HEAD['policy']")
