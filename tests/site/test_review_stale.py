"""Whether a void review stops a publication is the owner's word, and nobody else's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plugins.common.options import read_options
from plugins.disclosure.contributors import Contributors, Responsible
from plugins.disclosure.defaults import Defaults
from plugins.disclosure.publication_checks import mistakes
from plugins.disclosure.settings import DisclosureSettings
from plugins.disclosure.site_disclosure import SiteDisclosure

SOURCES = [f"articles/{name}.md" for name in "cabdefg"]


def _stale(
    settings: dict[str, Any], option: str = "allow", *sources: str, production: bool = True
) -> list[str]:
    found, problems = read_options(
        DisclosureSettings, {"stale_review": option}, setting="DISCLOSURE"
    )
    assert not problems
    answers = Contributors(responsible=Responsible("Desk"))
    site = SiteDisclosure(found, answers, Defaults(), Path("content"), "contributors.toml")
    site.stale = list(sources)
    given = {"SITEURL": "https://desk.example", **settings}
    told = mistakes(site, given, production=production, undeclared=False)
    return [str(problem) for problem in told]


def test_nothing_stops_by_default() -> None:
    """Removing or correcting something never waits for another article's paperwork."""
    assert DisclosureSettings().stale_review == "allow"
    assert not _stale({}, "allow", *SOURCES)


@pytest.mark.parametrize(
    ("option", "settings"),
    [("stop", {}), ("allow", {"STALE_REVIEW": "stop"}), ("stop", {"STALE_REVIEW": "allow"})],
)
def test_stop_in_either_place_stops_a_publication(option: str, settings: dict[str, str]) -> None:
    """One problem, with the texts in order and the cure; in preview none, without texts none."""
    (problem,) = _stale(settings, option, *SOURCES)
    assert "7 texts have changed since the review" in problem
    assert "articles/a.md, articles/b.md, articles/c.md, articles/d.md, articles/e.md, …" in problem
    assert "invoke review --article PATH" in problem
    assert not _stale(settings, option, *SOURCES, production=False)
    assert not _stale(settings, option)
    (one,) = _stale(settings, option, "articles/x.md")
    assert "1 text has changed since the review, and STALE_REVIEW says stop: articles/x.md." in one


@pytest.mark.parametrize("value", ["Stop", "stopp", "", "none", True, ["stop"], None])
@pytest.mark.parametrize("production", [True, False])
def test_another_word_is_a_mistake(value: object, *, production: bool) -> None:
    """In preview too, with the words that are offered, the nearest first; it allows nothing."""
    (problem,) = _stale({"STALE_REVIEW": value}, production=production)
    assert problem.startswith("pelicanconf.py: STALE_REVIEW")
    assert "Write 'allow' or 'stop'." in problem
    assert ("Did you mean ‘stop’?" in problem) == (value in ("Stop", "stopp", ["stop"]))
    if isinstance(value, str):
        (problem,) = _stale({}, value, production=production)
        assert problem.startswith("pelicanconf.py: DISCLOSURE['stale_review']")


def test_a_value_of_another_kind_is_refused_where_options_are_read() -> None:
    """As every option is."""
    _, problems = read_options(DisclosureSettings, {"stale_review": True}, setting="DISCLOSURE")
    assert "should be a str" in str(problems[0])
