"""From an owner's settings dictionary to one frozen dataclass, refusing what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from .problems import Problem, did_you_mean

Options = TypeVar("Options")


def read_options(
    cls: type[Options], given: object, *, setting: str, path: str = "pelicanconf.py"
) -> tuple[Options, list[Problem]]:
    """Fill the dataclass `cls` from `given`, the value of the setting named `setting`.

    Every field of `cls` needs a default. A key that is no field, or a value whose type is not that
    of the default, is a problem, and the default stays. A field with default None takes anything.
    """
    if not isinstance(given, Mapping):
        problem = _problem(
            path, setting, given, "is not a dictionary", f"Write {setting} = {{...}}."
        )
        return cls(), [problem]
    known = {field.name: getattr(cls(), field.name) for field in fields(cls)}  # type: ignore[arg-type]  # a dataclass by contract
    taken: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in given.items():
        name = f"{setting}[{key!r}]"
        if key not in known:
            problems.append(
                _problem(path, name, value, "is not a known option", _offer(str(key), list(known)))
            )
        elif not _fits(value, known[key]):
            wanted = type(known[key]).__name__
            problems.append(
                _problem(
                    path, name, value, f"should be a {wanted}", f"The default is {known[key]!r}."
                )
            )
        else:
            taken[key] = tuple(value) if isinstance(known[key], tuple) else value
    return cls(**taken), problems


def read_named(cls: type[Options], given: Mapping[str, Any]) -> Options:
    """Fill the dataclass `cls` of texts from settings named as its fields in upper case.

    As Pelican's own settings of addresses and files: None and False mean the empty text.
    """
    defaults = {field.name: getattr(cls(), field.name) for field in fields(cls)}  # type: ignore[arg-type]  # a dataclass by contract
    found = {name: given.get(name.upper(), default) for name, default in defaults.items()}
    return cls(**{name: str(value or "") for name, value in found.items()})


def _fits(value: object, default: object) -> bool:
    if default is None:
        return True
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, float):
        return isinstance(value, (int, float))
    if isinstance(default, tuple):
        kinds = {type(item) for item in default} or {str}
        return isinstance(value, (tuple, list)) and {type(item) for item in value} <= kinds
    return isinstance(value, type(default))


def _offer(key: str, known: list[str]) -> str:
    return f"{did_you_mean(key, known)}The options are: {', '.join(sorted(known))}."


def _problem(path: str, key: str, value: object, message: str, cure: str) -> Problem:
    return Problem(path, 0, key, repr(value), message, cure)
