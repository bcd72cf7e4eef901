"""JSON that is read together with the lines on which its keys stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"(?P<colon>[ \t\n\r]*+:)?+')
Lines = dict[int, dict[str, int]]
"""By the `id` of an object: the line of each of its keys."""


def loads(text: str, first: int = 1, **options: Any) -> tuple[Any, Lines]:
    """The value of a JSON text, and the lines of its keys; its first line is number `first`.

    Every line is `first` where that is 0, for not known, and where an object has a key twice.
    `options` are those of `json.loads`.

    :raises ValueError: where it is not JSON, with `lineno` where that is known.
    :raises RecursionError: where it is nested too deeply.
    """
    repeated = False

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        found = dict(pairs)
        repeated = repeated or len(found) < len(pairs)
        return found

    value = json.loads(text, object_pairs_hook=as_object, **options)
    lines: Lines = {}
    numbers = _lines_of_keys("" if repeated or not first else text, first)
    stack = [value]
    while stack:  # without recursion, in the order of the text
        each = stack.pop()
        if isinstance(each, tuple):
            key, inside, own = each
            own[key] = next(numbers, first)
            stack.append(inside)
        elif isinstance(each, dict):
            own = lines[id(each)] = {}
            stack.extend((key, inside, own) for key, inside in reversed(each.items()))
        elif isinstance(each, list):
            stack.extend(reversed(each))
    return value, lines


def _lines_of_keys(text: str, first: int) -> Iterator[int]:
    """The line of each key of valid JSON, in the order of the text."""
    at, line = 0, first
    for found in STRING.finditer(text):
        if found["colon"]:
            line += text.count("\n", at, found.start())
            at = found.start()
            yield line
