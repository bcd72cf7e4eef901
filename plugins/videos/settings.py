"""Which videos are shown as such: a setting of pelicanconf.py, named as Pelican's own are."""

from __future__ import annotations

from ..common.problems import Problem, did_you_mean
from ..common.values import dataclass
from .addresses import PROVIDERS

SETTING = "VIDEOS"


@dataclass(frozen=True, slots=True)
class VideosSettings:
    """Every setting, in lower case, its default and what it means."""

    videos: tuple[str, ...] = PROVIDERS
    """Whose videos can be played on a page, where a link stands alone in a paragraph or the first
    video of `AI-Sources` is shown. `False`: links stay links."""


def read(given: object) -> tuple[VideosSettings, list[Problem]]:
    """The setting as the owner has set it, and what is wrong with it."""
    if given is True or given is False or given is None:
        return VideosSettings(PROVIDERS if given else ()), []
    cure = f"Write some of {', '.join(PROVIDERS)} as a list, or False."
    if not isinstance(given, (list, tuple)):
        return VideosSettings(()), [_problem(given, "is not a list", cure)]
    unknown = [one for one in given if one not in PROVIDERS]
    problems = [
        _problem(one, "is no site whose videos are known", did_you_mean(str(one), PROVIDERS) + cure)
        for one in unknown
    ]
    return VideosSettings(tuple(str(one) for one in given if one not in unknown)), problems


def _problem(given: object, message: str, cure: str) -> Problem:
    return Problem("pelicanconf.py", 0, SETTING, repr(given), message, cure)
