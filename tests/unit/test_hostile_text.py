"""No text hangs a build: whatever of ours reads one takes time in proportion to its length.

Before there was such a test, 1,500 commas in one `srcset` were read in cubic time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.hostile import Job, expressions, failures, pumped, shapes

BOUNDED = {
    "commands.handbook.TABLE": "reads HANDBOOK.md, which the kit's authors write",
    "plugins.audit.tree.CHARSET": "looks at 4,096 bytes",
    "plugins.disclosure.model_names.MODEL": "names of more than 100 characters are no model's",
    "plugins.images.svg.TOKEN": "reads what a parser has found well-formed",
    "plugins.related.report.collect.BLOCK": "reads 400 characters around a mention",
    "plugins.related.report.collect.TAG": "reads 400 characters around a mention",
}
"""Expressions that get no long text, and why."""


def ours() -> Iterator[Job]:
    """The expressions that may get one."""
    every = {job.name: job for job in expressions()}
    assert set(BOUNDED) <= set(every), "what went, or changed its place, is no exception"
    return (job for name, job in every.items() if name not in BOUNDED)


def bad() -> Iterator[Job]:
    """Each way to go wrong, and one that is right."""
    cubic = re.compile(r"[\s,]*(\S*[^\s,])(?:\s+[^,]*)?")
    linear = re.compile(r"[\s,]*+[^\s,]++")
    yield Job("too slow an expression", cubic.findall, pumped(cubic))
    yield Job("too slow a function", _again_and_again, shapes(","))
    yield Job("no answer", int, shapes(","))
    yield Job("linear", linear.match, pumped(linear))


def _again_and_again(text: str) -> list[str]:
    return [text.split(",")[at] for at in range(9999)]


def test_the_test_can_fail() -> None:
    """What is not linear is named by its job; what is, is not."""
    told = [
        failure.partition(":")[0] for failure in failures("tests.unit.test_hostile_text:bad", 0.4)
    ]
    assert told == ["too slow an expression", "too slow a function", "no answer"]


@pytest.mark.parametrize(
    "table",
    [
        "tests.unit.test_hostile_text:ours",
        "tests.parsers:jobs",
        pytest.param("tests.parsers:thorough_jobs", marks=pytest.mark.long),
    ],
)
def test_hostile_text_is_read_in_linear_time(table: str) -> None:
    """Every expression and every parser of ours, 100 kB of each of its own delimiters."""
    assert failures(table) == []
