"""A page's fingerprint: another where the page may be another, none where nobody can know."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from plugins.builds.fingerprints import Fingerprints
from plugins.builds.jobs import Job
from plugins.builds.template_reads import TemplateAnalyses

TEXTS: Any = SimpleNamespace(of=lambda *_: None, own=lambda *_: b"", site=lambda: b"")
"""No text of Pelican's is among the values."""


def _of(text: str, context: dict[str, Any], values: dict[str, Any], **functions: Any) -> str:
    templates = {"main": text, "card.html": "{{ articles }}"}
    environment = Environment(loader=DictLoader(templates))  # noqa: S701 - not rendered
    environment.globals |= functions
    job = Job("/out/x.html", "x.html", environment.get_template("main"), context, values)
    (found,) = Fingerprints(TEXTS, b"", {}, TemplateAnalyses()).of([job])
    return found.fingerprint


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("{{ range(3) }}{{ x|sort }}", True),
        ("{{ now() }}", False),
        ("{{ nothing }}", False),
        ("{{ x|random }}", False),
        ("{{ x|map(y) }}", False),
        ("{{ x|map('random')|join }}", False),
    ],
)
def test_what_calls_a_stranger_has_none(text: str, *, known: bool) -> None:
    """Whatever stands in JINJA_GLOBALS counts as one, and so does chance."""
    given = {"x": [1, 2], "y": "random"}
    assert (_of(text, given, {}, now=lambda: 1, nothing=None) != "") is known


def test_what_is_made_once_depends_on_the_site() -> None:
    """Where a page gives another meaning to a name, the site's own counts, too."""
    text = "{{ once('card.html') }}"
    first, second = (
        _of(text, {"articles": [number], "once": 1}, {"articles": [0]}) for number in (1, 2)
    )
    assert first != second
