"""Regular expressions are compiled when they are first used, and each can be."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys

import pytest

from plugins.common.regex import Regex, regex
from tests.building import ROOT

NAMES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted((ROOT / "plugins").rglob("*.py"))
    if path.name not in {"__init__.py", "__main__.py"}
]


def test_it_is_what_re_gives() -> None:
    """With its flags, of texts and of bytes."""
    word = regex(r"(?P<first>[a-z])\w*", re.IGNORECASE)
    assert word.findall("One, two") == ["O", "t"]
    assert word.sub("-", "One, two") == "-, -"
    assert (word.pattern, word.groups) == (r"(?P<first>[a-z])\w*", 1)
    assert regex(rb"\d+").search(b"a12") is not None


def test_the_source_is_worked_out_once_and_late() -> None:
    """Not before something is asked of it."""
    asked: list[str] = []

    def source() -> str:
        asked.append("")
        return "a|b"

    either = regex(source)
    assert not asked
    assert either.match("b")
    assert not either.fullmatch("ab")
    assert len(asked) == 1


@pytest.mark.parametrize("name", NAMES)
def test_each_expression_is_one(name: str) -> None:
    """Whether a build ever uses it or not."""
    for value in vars(importlib.import_module(name)).values():
        if isinstance(value, Regex):
            assert isinstance(value.compiled, re.Pattern)


def test_none_is_compiled_before_it_is_needed() -> None:
    """To know the order of a build needs hardly any of the kit's own."""
    code = """
import re, sys
compiled, plain = [], re.compile
def noting(source, flags=0):
    compiled.append(source)
    return plain(source, flags)
from plugins.common import regex
regex.re = type("Noting", (), {"compile": staticmethod(noting)})
import plugins.pipeline
print(len(compiled))
"""
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(run.stdout) <= 1
