"""A piece is made once for the same values, and anew for any others."""

from __future__ import annotations

import gc
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import ChoiceLoader, DictLoader, Environment
from markupsafe import Markup

from plugins.builds.adapter import once
from plugins.builds.pieces import Pieces
from plugins.run import Run

VALUES = st.fixed_dictionaries(
    {},
    optional={
        "entry": st.sampled_from([object(), object(), "1", Markup("1")]),
        "level": st.sampled_from([1, True, 2, None, "", 0]),
        "page_lang": st.sampled_from(["en", "de", [], ["en"]]),
    },
)
TEMPLATES = {
    "piece": "{{ SITEURL }}|{{ site }}|{{ entry }}|{{ level }}|{{ page_lang }}|{{ page }}",
    "page": "{{ once('piece', entry=entry, level=level, page_lang=page_lang) }}",
    "included": "{% set page = none.none %}{% include 'piece' %}",
}


SITE = {"site": "<S>", "SITEURL": "of the site", "page": ""}


@given(st.lists(st.tuples(VALUES, st.sampled_from(["", "..", "../.."])), max_size=8))
def test_it_is_what_an_include_gives(pages: list[tuple[dict[str, Any], str]]) -> None:
    """Whatever was made before; of values that are not defined, too."""
    run = Run({"JINJA_GLOBALS": {}}, frozenset(), generators=[SimpleNamespace(context=SITE)])
    run.set_state(Pieces())
    loader = ChoiceLoader([DictLoader(TEMPLATES)])
    environment = Environment(loader=loader, autoescape=True)
    environment.globals["once"] = run.of_page(once)
    for values, siteurl in pages:
        given_to_page = {**SITE, "SITEURL": siteurl, **values}
        made, included = (
            environment.get_template(name).render(given_to_page) for name in ("page", "included")
        )
        assert made == included


def test_how_often_it_is_made() -> None:
    """Objects count by identity, and one that is gone is not taken for another."""
    pieces, made = Pieces(), []

    def make() -> str:
        made.append(1)
        return str(len(made))

    values: list[dict[str, Any]]
    values = [{"n": 1}, {"n": True}, {"n": "1"}, {"n": 1}, {"m": 1}, {}, {"n": "1"}]
    assert [*map(str, (pieces.of(("t",), given, make) for given in values))] == list("1231453")
    assert [pieces.of((name,), {}, make) for name in "tuu"] == ["5", "6", "6"]
    lists: list[list[int]] = []
    for _ in range(50):
        assert pieces.of((), {"n": [1]}, make) == str(len(made))
        gc.collect(0)
    lists.append([1])
    assert pieces.of((), {"n": lists}, make) == pieces.of((), {"n": lists}, make)
    assert len(made) == 57
