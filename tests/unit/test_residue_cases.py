"""The rules on texts with one residue each, on texts that only look so, and on anything at all."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.keys import RESIDUE_ALLOWED
from plugins.residue.residue_rules import RULES
from plugins.residue.search import find
from tests.building import ROOT

CASES = ROOT / "tests" / "cases" / "residue"
REQUIRED = 0.95


def _cases(name: str) -> list[dict[str, Any]]:
    (cases,) = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8")).values()
    assert isinstance(cases, list)
    return cases


SEEDS, UNSEEN, CLEAN = _cases("seeds"), _cases("unseen"), _cases("clean")


def _is_found(case: dict[str, Any]) -> bool:
    return any(
        (p.key, p.line) == (case["kind"], case["line"]) for p in find(case["source"], "a.md")
    )


@pytest.mark.parametrize("cases", [SEEDS, UNSEEN], ids=["seeds", "unseen"])
def test_residues_are_found_with_rule_and_line(cases: list[dict[str, Any]]) -> None:
    """All of them when this was written; a new rule may cost one in twenty, no more."""
    missed = [case for case in cases if not _is_found(case)]
    told = [(case["kind"], case["language"], case["line"]) for case in missed]
    print(f"{len(cases) - len(missed)} of {len(cases)} found")
    assert len(missed) <= (1 - REQUIRED) * len(cases), told


def test_there_are_seeds_enough() -> None:
    """At least sixty, of at least fifteen kinds, each kind a rule; eight languages of phrases."""
    kinds = Counter(seed["kind"] for seed in SEEDS)
    assert len(SEEDS) >= 60
    assert len(kinds) >= 15
    assert set(kinds) == set(RULES)
    assert {"en", "de", "fr", "es", "it", "pt", "nl", "pl"} <= {s["language"] for s in SEEDS}


@pytest.mark.parametrize("case", [*SEEDS, *UNSEEN], ids=lambda case: case["kind"])
def test_a_residue_is_one_thing(case: dict[str, Any]) -> None:
    """No rule takes what is another's; and what is allowed is silent."""
    assert {problem.key for problem in find(case["source"], "a.md")} <= {case["kind"]}
    allowed = case["source"].replace("\nDate:", f"\n{RESIDUE_ALLOWED}: {case['kind']}\nDate:", 1)
    assert not find(allowed, "a.md")
    assert not find(case["source"], "a.md", (case["kind"],))


@pytest.mark.parametrize("case", CLEAN, ids=lambda case: case["about"])
def test_what_only_looks_like_a_residue_is_none(case: dict[str, Any]) -> None:
    """Quotations in code, scripts that need joiners, emoji, interviews, refrains."""
    assert find(case["source"], "a.md") == []


PARTS = st.sampled_from(
    [line + "\n" for case in (*SEEDS, *UNSEEN, *CLEAN) for line in case["source"].split("\n")]
    + ["```\n", "~~~~md\n", "`", "``", "<pre>", "</pre>", "<!--", "-->", "    ", "\t", "\n\n", "> "]
    + ["**", "\\*\\*", "“", "„", '"', "[", "](", "]:", "{{", "}}", "【", "†", "#", "##\n", "---\n"]
    + ["\r\n", "\r", "\ufeff", "\u200d", "\ufe0f", "\U000e0041", "\ue200", "\ufdd0", "İ", "\x85"]
)


@given(st.one_of(st.text(), st.lists(PARTS, max_size=40).map("".join)))
def test_anything_can_be_read(source: str) -> None:
    """No text raises; each line is one of the file; values are short and can be printed."""
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for problem in find(source, "a.md"):
        assert 1 <= problem.line <= lines, problem
        assert problem.key in RULES or problem.key == RESIDUE_ALLOWED
        assert len(problem.value) <= 100
        assert problem.value.isprintable(), problem


@given(st.lists(PARTS, max_size=20).map("".join))
def test_code_is_not_looked_into(inside: str) -> None:
    """Whatever stands in a fence that a heading and a sentence surround."""
    mark = "`" * (max(map(len, inside.split("\n"))) + 3)
    body = inside.replace("\r", "")
    source = f"Title: A\n\n## One\n\nText.\n\n{mark}python\n{body}\n{mark}\n\nText.\n"
    assert find(source, "a.md") == []
