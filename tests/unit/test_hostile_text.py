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
    "plugins.related.report.collect.TAG": "reads 400 characters around a mention",
}
"""Expressions that get no long text, and why."""


def ours() -> Iterator[Job]:
    """The expressions that may get one."""
    return (job for job in expressions() if job.name not in BOUNDED)


def bad() -> Iterator[Job]:
    """What each of the ways to go wrong looks like."""
    for name, pattern in {
        "cubic": r"[\s,]*(\S*[^\s,])(?:\s+[^,]*)?",
        "quadratic": r"<[^>]*>",
        "exponential": r"(a+)+b",
    }.items():
        yield Job(name, re.compile(pattern).findall, pumped(re.compile(pattern)))
    yield Job(
        "again and again", lambda text: [text.split(",")[i] for i in range(9999)], shapes(",")
    )
    yield Job("no answer", int, shapes(","))
    yield Job("linear", re.compile(r"[^,]++").findall, shapes(","))


def test_the_test_can_fail() -> None:
    """What is not linear is named, each time by its job; what is, is not."""
    told = [failure.partition(":")[0] for failure in failures("tests.unit.test_hostile_text:bad")]
    assert told == ["cubic", "quadratic", "exponential", "again and again", "no answer"]


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


def test_every_exception_is_one() -> None:
    """An expression that went, or changed its place, is no longer listed."""
    assert set(BOUNDED) <= {job.name for job in expressions()}
