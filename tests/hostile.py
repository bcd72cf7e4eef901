"""Hostile texts, and children of the test that read them with a limit on CPU time.

An expression is pumped: for each of its repetitions, what it wants before once and then the
repeated many times, with and without an end that does not match; what begins it, many times. The
shapes are made from the expression alone, so no newcomer has to list one. A parser gets shapes of
its own delimiters.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from plugins.common.regex import Regex

SIZE = 100_000
"""Characters of a hostile text."""
LIMIT = 2.0
"""Seconds of CPU for one text. What is linear takes a tenth at most; what is not takes minutes."""
ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("plugins", "commands")

SIGNS = "a \n1<>\"'=/-.,:;([{`*_&#!\0"
"""What stands for a set of characters that names those which it leaves out."""
CATEGORIES = {
    "CATEGORY_SPACE": (r"\s", " "),
    "CATEGORY_WORD": (r"\w", "a"),
    "CATEGORY_DIGIT": (r"\d", "1"),
    "CATEGORY_NOT_SPACE": (r"\S", "a"),
    "CATEGORY_NOT_WORD": (r"\W", " "),
    "CATEGORY_NOT_DIGIT": (r"\D", "a"),
}
REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
MANY = 200
"""Repetitions that are as good as without end."""
SOME = 6
"""Strings that stand for all that a part of an expression matches."""


class Job(NamedTuple):
    """Something of ours that reads text."""

    name: str
    read: Callable[[str], object]
    texts: Iterable[tuple[str, str]]
    """(what it is, the text)."""


def failures(table: str, limit: float = LIMIT) -> list[str]:
    """What the jobs of `table`, ``module:function``, do with their texts but should not.

    Each text that is not read within `limit`, or at which an exception escapes, is named once for
    its job; the job's further texts are left out then.
    """
    found: list[str] = []
    start = 0
    while True:
        child = subprocess.run(
            [sys.executable, "-m", "tests.hostile", table, str(start), str(limit)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=3600,
            check=False,
        )
        lines = [line.split("\t") for line in child.stdout.splitlines()]
        found += [f"{name}: {what}" for kind, _, name, what in lines if kind == "failed"]
        if child.returncode == 0:
            return found
        if child.returncode != -signal.SIGPROF:
            raise AssertionError(child.stderr)
        _, index, name, what = lines[-1]
        found.append(f"{name}: not within {limit} s of CPU: {what}")
        start = int(index) + 1


def shapes(delimiters: Iterable[str], *, thorough: bool = False) -> Iterator[tuple[str, str]]:
    """`SIZE` characters of each delimiter alone.

    `thorough` means between letters and lines too, in all pairs, and one of them before many.
    """
    single = list(delimiters)
    for one in single:
        yield from _filled(one, *((f"{one}a", f"a{one} ", f"{one}\n") if thorough else ()))
    for one, other in product(single, repeat=2) if thorough else ():
        yield from _filled(one + other)
        yield f"{one!r}, then {other!r} …", one + _many(other)
        yield f"{other!r} …, then {one!r}", _many(other) + one
        yield f"{one!r} … {other!r} …", _many(one, SIZE // 2) + _many(other, SIZE // 2)


def expressions() -> Iterator[Job]:
    """Every regular expression of ours, read in the ways in which it is used."""
    for pattern, (name, ways) in _patterns().items():
        anywhere = not ways or not ways <= {"match", "fullmatch"}
        yield Job(name, _reader(pattern, anywhere=anywhere), pumped(pattern))


def pumped(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """Texts made of what `pattern` repeats, and of what begins it."""
    # The tree that `re` makes of an expression has no public name.
    parse = importlib.import_module("re._parser").parse
    tree = parse(pattern.pattern, pattern.flags)
    made: dict[str, str] = {}
    for before, body in dict.fromkeys(_pumps(tree, "")):
        if body:
            made.setdefault(before + _many(body), f"{before!r}, then {body!r} …")
            made.setdefault(before + _many(body) + "\0", f"{before!r}, then {body!r} … NUL")
            made.setdefault(_many(before + body), f"{before + body!r} …")
            made.setdefault(_many(before), f"{before!r} …")
    made.setdefault(_many(_matched(tree)[0]), "what it matches, many times")
    yield from ((what, text) for text, what in made.items() if text)


def _reader(pattern: re.Pattern[Any], *, anywhere: bool) -> Callable[[str], object]:
    def read(text: str) -> None:
        given: Any = (
            text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
        )
        pattern.fullmatch(given)
        pattern.match(given)
        for _ in pattern.finditer(given) if anywhere else ():
            pass

    return read


def _patterns() -> dict[re.Pattern[Any], tuple[str, set[str]]]:
    """Each expression that a module holds or that stands in its code: where, and how it is used."""
    found: dict[re.Pattern[Any], tuple[str, set[str]]] = {}
    for package in PACKAGES:
        for each in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if not each.name.endswith("__main__"):
                module = importlib.import_module(each.name)
                source = Path(str(module.__file__)).read_text(encoding="utf-8")
                for name, value in list(vars(module).items()):
                    used = set(re.findall(rf"\b{name}\.(\w+)", source)) - {"pattern"}
                    for where, pattern in _held(f"{each.name}.{name}", value):
                        found.setdefault(pattern, (where, set()))[1].update(used)
                for where, pattern, used_as in _spelled(each.name, source):
                    found.setdefault(pattern, (where, set()))[1].add(used_as)
    return found


def _held(name: str, value: object) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, Regex):
        value = value.compiled
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, (list, tuple, set, frozenset)):
        for index, each in enumerate(value):
            yield from _held(f"{name}[{index}]", each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _held(f"{name}[{key!r}]", each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _held(f"{name}[{field.name}]", getattr(value, field.name, None))


def _spelled(module: str, source: str) -> Iterator[tuple[str, re.Pattern[Any], str]]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=used_as),
                args=[ast.Constant(value=text), *_],
            ) if used_as != "compile":
                yield f"{module} line {node.lineno}", re.compile(text), used_as


def _pumps(nodes: Iterable[Any], before: str) -> Iterator[tuple[str, str]]:
    """(what is matched before, what is repeated) for each repetition."""
    for kind, given in nodes:
        match str(kind):
            case repeat if repeat in REPEATS:
                if int(given[1]) > MANY:
                    yield from ((before, body) for body in _matched(given[2]))
                yield from _pumps(given[2], before)
            case "BRANCH":
                for branch in given[1]:
                    yield from _pumps(branch, before)
            case "SUBPATTERN":
                yield from _pumps(given[3], before)
            case "ATOMIC_GROUP":
                yield from _pumps(given, before)
            case "ASSERT" | "ASSERT_NOT":
                yield from _pumps(given[1], before)
        before += _matched([(kind, given)])[0]


def _matched(nodes: Iterable[Any]) -> list[str]:
    """Some of the strings that `nodes` match one after the other."""
    found = [""]
    for kind, given in nodes:
        first, *others = _alternatives(str(kind), given) or [""]
        found = [f"{one}{first}" for one in found] + [f"{found[0]}{other}" for other in others]
        found = list(dict.fromkeys(found))[:SOME]
    return found


def _alternatives(kind: str, given: Any) -> list[str]:
    if kind == "BRANCH":
        return list(dict.fromkeys(one for branch in given[1] for one in _matched(branch)))
    if kind in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return _matched(given[3] if kind == "SUBPATTERN" else given)
    if kind in REPEATS:
        return [one * max(given[0], 1) for one in _matched(given[2])]
    if kind == "IN" and str(given[0][0]) != "NEGATE":
        return list(dict.fromkeys(_member(str(of), one) for of, one in given))
    if kind in {"IN", "NOT_LITERAL", "ANY"}:
        barred = {"IN": given, "NOT_LITERAL": [("LITERAL", given)]}.get(kind, [])
        return [one for one in SIGNS if not any(_is_member(one, *of) for of in barred)][:SOME]
    # What is left is a place, a look around or a reference back: they match no character.
    return [chr(given)] if kind == "LITERAL" else []


def _member(kind: str, given: Any) -> str:
    if kind == "CATEGORY":
        return CATEGORIES[str(given)][1]
    return chr(given[0] if kind == "RANGE" else given)


def _is_member(sign: str, kind: Any, given: Any) -> bool:
    match str(kind):
        case "CATEGORY":
            return bool(re.match(CATEGORIES[str(given)][0], sign))
        case "RANGE":
            return bool(given[0] <= ord(sign) <= given[1])
        case "LITERAL":
            return bool(ord(sign) == given)
    return False


def _filled(*units: str) -> Iterator[tuple[str, str]]:
    return ((f"{unit!r} …", _many(unit)) for unit in units)


def _many(unit: str, size: int = SIZE) -> str:
    return (unit * (size // len(unit) + 1))[:size] if unit else ""


def _child(jobs: list[Job], start: int, limit: float) -> None:
    for index, job in enumerate(jobs[start:], start):
        for what, text in job.texts:
            # The clock counts this process's own work, and its signal ends even one expression.
            print("reads", index, job.name, what.replace("\t", " "), sep="\t", flush=True)
            signal.setitimer(signal.ITIMER_PROF, limit)
            try:
                job.read(text)
            except Exception as error:  # noqa: BLE001 - whatever escapes is the finding
                told = f"{type(error).__name__} at {what}".replace("\t", " ")
                print("failed", index, job.name, told, sep="\t", flush=True)
                break
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)


if __name__ == "__main__":
    module_name, _, function = sys.argv[1].partition(":")
    made = list(getattr(importlib.import_module(module_name), function)())
    _child(made, int(sys.argv[2]), float(sys.argv[3]))
