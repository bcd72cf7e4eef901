"""Templates get the same of the quick context as of Jinja's own."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import DictLoader, Environment, UndefinedError, pass_context
from jinja2.runtime import Context

from plugins.builds.quick_context import QuickContext

PARTS = {
    "inner.html": "{{ x }}{{ plain(x) }}{{ given() }}",
    "macros.html": "{% macro m(a) %}{{ a }}{{ plain(a) }}{% endmacro %}",
}


class Callable:
    """Called by its class; once as a template's function, once with the context."""

    def __call__(self, *given: Any, **named: Any) -> str:
        """What it is given."""
        return f"{given}{named}"


class WithContext:
    """An object whose call is given the context."""

    @pass_context
    def __call__(self, context: Context) -> str:
        """What the context says."""
        return str(context["x"])


@pass_context
def given(context: Context) -> str:
    """What the template it is called in knows."""
    return str(context.get("x"))


def _end() -> None:
    raise StopIteration


def _rendered(kind: type[Context], text: str) -> str:
    environment = Environment(loader=DictLoader({**PARTS, "main": text}), autoescape=True)
    environment.context_class = kind
    environment.globals |= {"plain": str, "given": given, "end": _end}
    values = {"x": "<1>", "words": Callable(), "other": WithContext(), "several": [1, 2]}
    return environment.get_template("main").render(values)


@pytest.mark.parametrize(
    "text",
    [
        "{{ plain(x) }}{{ words(1, a=2) }}{{ other() }}{{ given() }}{{ x.upper() }}",
        "{% for x in several %}{{ given() }}{{ words(x, n=x) }}{% endfor %}",
        "{% for x in several %}{% include 'inner.html' %}{% endfor %}",
        "{% block b scoped %}{{ words(x) }}{{ given() }}{% endblock %}{{ self.b() }}",
        "{% import 'macros.html' as its %}{{ its.m(x) }}",
        "{% from 'macros.html' import m with context %}{{ m(3) }}",
        "{{ end() is defined }}{{ end()|default('none') }}",
        "{{ namespace(a=1).a }}{{ dict(a=1)|length }}{{ range(3)|list }}{{ cycler(1, 2).next() }}",
    ],
)
def test_a_template_says_the_same(text: str) -> None:
    """Whatever is called, and from wherever."""
    assert _rendered(QuickContext, text) == _rendered(Context, text)


def test_what_is_not_there_cannot_be_called() -> None:
    """The error names it, as Jinja's."""
    for kind in (QuickContext, Context):
        with pytest.raises(UndefinedError, match="'nobody' is undefined"):
            _rendered(kind, "{{ nobody() }}")
