"""Compiled templates: what is kept from build to build gives what compiling anew gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, pass_context

from plugins.builds.template_cache import MOST, TemplateCache

PLAIN = "{% for n in [3, 1]|sort %}\n  {{ n }} {{ '<b>'|upper }} {{ x|e }}\n{% endfor %}"


def rendered(folder: Path, source: str = PLAIN, **options: Any) -> str:
    """What a new environment makes of a template named ``a``."""
    cached = TemplateCache(folder)
    filters = options.pop("filters", {})
    environment = Environment(  # noqa: S701 - no page is made of it
        loader=DictLoader({"a": source}), bytecode_cache=cached, **options
    )
    environment.filters.update(filters)
    return environment.get_template("a").render(x="<x>")


@pytest.fixture(name="compiled")
def _compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that are compiled from now on."""
    seen: list[str] = []
    plain = Environment.compile

    def compiling(self: Environment, source: Any, *rest: Any, **more: Any) -> Any:
        seen.append(source)
        return plain(self, source, *rest, **more)

    monkeypatch.setattr(Environment, "compile", compiling)
    return seen


def test_a_template_is_compiled_once(tmp_path: Path, compiled: list[str]) -> None:
    """Another build takes the code as it is; another source is another template."""
    first = rendered(tmp_path)
    assert rendered(tmp_path) == first
    assert compiled == [PLAIN]
    assert rendered(tmp_path, "other") == "other"
    assert rendered(tmp_path) == first
    assert len(compiled) == 3


@pytest.mark.parametrize(
    "options",
    [
        {"trim_blocks": True},
        {"lstrip_blocks": True},
        {"autoescape": True},
        {"autoescape": lambda _name: True},
        {"finalize": lambda value: f"({value})"},
        {"variable_start_string": "((", "variable_end_string": "))"},
        {"undefined": StrictUndefined},
        {"optimized": False},
        {"extensions": ["jinja2.ext.do"]},
        {"filters": {"upper": lambda text: f"{text}!"}},
        {"filters": {"e": pass_context(lambda _context, text: f"{text}?")}},
    ],
    ids=" ".join,
)
def test_another_way_to_compile_is_another_code(tmp_path: Path, options: dict[str, Any]) -> None:
    """In either order, whatever was kept before."""
    wanted = rendered(tmp_path / "empty", **options)
    rendered(tmp_path)
    assert rendered(tmp_path, **options) == wanted
    assert rendered(tmp_path, **options) == wanted
    assert rendered(tmp_path) == rendered(tmp_path / "empty 2")


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a'|own }}",
        "{{ ('a' if true else x)|own }}",
        "{{ (x if false else 'a')|own|upper }}",
        "{{ 'a'|upper|own }}",
        "{{ x|replace('a', 'a'|own) }}",
        "{% filter own %}a{% endfilter %}",
        "{% if 'a'|own == 'A' %}yes{% else %}no{% endif %}",
        "{{ x|own }}",
        "{{ x.y|default('a')|own }}",
    ],
)
def test_a_plugins_filter_may_change(tmp_path: Path, source: str) -> None:
    """What it gives is never kept: the settings or its code may be others the next time."""
    for own in (str.upper, str.lower, str.title):
        filters: dict[str, Callable[..., str]] = {"own": own}
        assert rendered(tmp_path, source, filters=filters) == rendered(
            tmp_path / own.__name__, source, filters=filters
        )


@pytest.mark.parametrize("damage", [b"", b"x", b"\n", b"0" * 200], ids=["none", "x", "line", "0"])
def test_damaged_code_is_compiled_anew(tmp_path: Path, compiled: list[str], damage: bytes) -> None:
    """Cut, or with other bytes in it."""
    wanted = rendered(tmp_path)
    [file] = tmp_path.iterdir()
    data = file.read_bytes()
    for altered in (damage, data[:50] + damage, data[:50] + damage + data[51:]):
        file.write_bytes(altered)
        assert rendered(tmp_path) == wanted
        assert file.read_bytes() == data
    assert len(compiled) == 4


def test_a_filter_that_comes_later_counts(tmp_path: Path) -> None:
    """A plugin may bring it when other templates are there already."""
    environment = Environment(  # noqa: S701 - no page is made of it
        loader=DictLoader({"a": "{{ x }}", "b": "{{ x|own }}"}),
        bytecode_cache=TemplateCache(tmp_path),
    )
    environment.get_template("a")
    environment.filters["own"] = pass_context(lambda _context, text: f"own {text}")
    assert environment.get_template("b").render(x="x") == "own x"
    assert rendered(tmp_path, "{{ x|own }}", filters={"own": str.upper}) == "<X>"


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    """Whatever themes are tried."""
    tmp_path.mkdir(exist_ok=True)
    for number in range(MOST):
        (tmp_path / str(number)).touch()
    rendered(tmp_path)
    assert len([*tmp_path.iterdir()]) == 1


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    """A build can do without."""
    (tmp_path / "file").touch()
    assert rendered(tmp_path / "file") == rendered(tmp_path / "folder")
