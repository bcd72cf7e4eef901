"""The options of `HEAD = {...}` in pelicanconf.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from ..common.problems import Problem
from ..common.regex import regex
from ..common.values import dataclass
from . import content_policy

SHORTEST_SUMMARY = 50
ACCOUNT = regex(r"@[A-Za-z0-9_.-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class HeadSettings:
    """Every option, its default and what it means."""

    summary_length: int = 200
    """Characters that `summary_text`, and with it the description of a page, has at most."""
    fediverse: dict[str, str] = field(default_factory=dict)
    """Accounts to which Mastodon and others credit a shared article: an author's name to the
    account, `{"Ada": "@ada@social.example"}`; `*` stands for all who are not named."""
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
    for name, account in options.fediverse.items():
        if not ACCOUNT.fullmatch(str(account)):
            key, cure = f"HEAD['fediverse'][{name!r}]", "Write @name@host."
            yield Problem("pelicanconf.py", 0, key, str(account), "is no account", cure)
    yield from content_policy.mistakes(options.policy, "HEAD['policy']")
