"""tasks.py names options; the functions of commands/ that do the work take the same ones."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any, get_type_hints

import pytest

import tasks


def _tasks(collection: Any) -> Iterator[Any]:
    yield from collection.tasks.values()
    for inner in collection.collections.values():
        yield from _tasks(inner)


@pytest.mark.parametrize("task", list(_tasks(tasks.namespace)), ids=str)
def test_every_option_arrives(task: Any) -> None:
    """The function called is there, and takes what its task hands on, as it is typed."""
    held = inspect.getclosurevars(task.body).nonlocals
    module, _, function = held["place"].partition(":")
    called = getattr(import_module(f"commands.{module}"), function)
    work = inspect.signature(called)
    context, *options = inspect.signature(task.body).parameters.values()
    assert context.name == "_context"
    types_offered, types_taken = get_type_hints(task.body), get_type_hints(called)
    names = [option.name for option in options]
    work.bind(**dict.fromkeys(names), **(held["fixed"] or {}))
    for option in options:
        taken = work.parameters.get(option.name)
        if taken and taken.default is not inspect.Parameter.empty:
            assert option.default == taken.default
        if taken and taken.kind is not inspect.Parameter.VAR_KEYWORD:
            assert types_offered[option.name] == types_taken[option.name]
