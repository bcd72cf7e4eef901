"""The options of `RESIDUE = {...}` in pelicanconf.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..common.options import read_options
from ..common.problems import Problem, did_you_mean
from ..common.values import dataclass
from .residue_rules import RULES


@dataclass(frozen=True, slots=True)
class ResidueSettings:
    """Every option, its default and what it means."""

    skip: tuple[str, ...] = ()
    """Ids of rules that are never looked for on this site. For one article only, its own key
    `Residue-Allowed` does the same."""


def read(given: Mapping[str, Any]) -> tuple[ResidueSettings, list[Problem]]:
    """The options in Pelican's settings, and what is wrong with them."""
    options, problems = read_options(ResidueSettings, given.get("RESIDUE", {}), setting="RESIDUE")
    return options, [*problems, *mistakes(options)]


def mistakes(options: ResidueSettings) -> Iterator[Problem]:
    """Ids that no rule has."""
    for name in options.skip:
        if name not in RULES:
            offer = did_you_mean(name, RULES)
            cure = f"{offer}The rules are: {', '.join(RULES)}."
            yield Problem("pelicanconf.py", 0, "RESIDUE['skip']", name, "is no rule", cure)
