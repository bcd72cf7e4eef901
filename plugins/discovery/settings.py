"""The options of `DISCOVERY = {...}` in pelicanconf.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from ..common.problems import Problem, did_you_mean
from ..common.values import dataclass
from .crawler_files import USES


@dataclass(frozen=True, slots=True)
class DiscoverySettings:
    """Every option, its default and what it means."""

    ai_use: dict[str, object] = field(default_factory=dict)
    """What you would like others to do with your texts, for `robots.txt`: `search` (show them in
    results), `ai-use` (answer with them), `train-ai` (train models with them), each True or False;
    nothing is said of what you leave out. It is written as `Content-Usage` (IETF AIPREF, a draft)
    and `Content-Signal` (Cloudflare). It is a wish: no crawler has to read it."""


def mistakes(options: DiscoverySettings) -> Iterator[Problem]:
    """What is wrong with values whose type is right."""
    for name, wanted in options.ai_use.items():
        key = f"DISCOVERY['ai_use'][{name!r}]"
        if name not in USES:
            cure = f"{did_you_mean(str(name), USES)}The uses are: {', '.join(USES)}."
            yield Problem("pelicanconf.py", 0, key, repr(wanted), "is no use", cure)
        elif not isinstance(wanted, bool):
            cure = "Write True or False."
            yield Problem("pelicanconf.py", 0, key, repr(wanted), "is neither yes nor no", cure)
