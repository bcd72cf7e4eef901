"""What an owner may set: ``RELATED = {...}`` in pelicanconf.py."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from ..common.options import read_options
from ..common.problems import Problem
from ..common.values import dataclass

SETTING = "RELATED"


@dataclass(frozen=True, slots=True)
class RelatedSettings:
    """Options of the list under each article and of the links in the text."""

    count: int = 5
    """Articles listed at most."""

    floor: float = 0.16
    """Least closeness of a listed article, more on a small site; 0 lists anything shared."""

    reasons: bool = True
    """Whether each listed article says why."""

    closing: bool = True
    """Whether a text ends with ‘Read more about X in our article ‘Y’.’ where such an X exists."""

    links: bool = True
    """Whether titles and `Also-Called` names in the text become links."""

    links_per_article: int = 5
    """Links made in one article at most."""

    links_per_paragraph: int = 2
    """Links made in one paragraph at most."""

    never_link: tuple[str, ...] = ()
    """Phrases that never become a link, in any letter case."""


def read_settings(given: object) -> tuple[RelatedSettings, list[Problem]]:
    """The settings in the owner's dictionary, and what is wrong with it."""
    settings, problems = read_options(RelatedSettings, given, setting=SETTING)
    defaults = asdict(RelatedSettings())
    negative = {name: value for name, value in asdict(settings).items() if _is_negative(value)}
    for name, value in negative.items():
        key, cure = f"{SETTING}[{name!r}]", f"The default is {defaults[name]!r}."
        problems.append(Problem("pelicanconf.py", 0, key, repr(value), "is negative", cure))
    kept: dict[str, Any] = {name: defaults[name] for name in negative}
    return replace(settings, **kept), problems


def _is_negative(value: object) -> bool:
    return isinstance(value, (int, float)) and value < 0
