"""The auditor on hand-made pages, feeds and sites: each defect named, and nothing else."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plugins.audit.auditor import audit
from plugins.audit.report import AuditReport, Severity
from plugins.audit.rules import RULES
from plugins.common.problems import shown_path

CASES = Path(__file__).resolve().parent.parent / "cases" / "audit"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (CASES / "expected.toml").read_text(encoding="utf-8")
)
TODAY = date(2026, 11, 23)


def _relative(case: Path, path: str) -> str:
    return Path(path).name if case.is_file() else path.removeprefix(f"{shown_path(case)}/")


def _told(case: Path, report: AuditReport) -> list[str]:
    found = [(_relative(case, f.path), f.line, f.rule) for f in report.findings]
    if case.is_file():
        assert {path for path, _, _ in found} <= {case.name}
        return sorted(f"{line} {rule}" for _, line, rule in found)
    return sorted(f"{path}:{line} {rule}" for path, line, rule in found)


def test_every_case_is_expected_and_every_expectation_has_a_case() -> None:
    """A file without an expectation would be no test."""
    files = {
        f"{path.parent.name}/{path.name}"
        for kind in ("broken", "clean")
        for path in (CASES / kind).iterdir()
    }
    folders = {f"sites/{path.name}" for path in (CASES / "sites").iterdir()}
    assert files | folders == set(EXPECTED)
    assert sum(bool(case["findings"]) for case in EXPECTED.values()) >= 50
    assert sum(not case["findings"] for case in EXPECTED.values()) >= 15


@pytest.mark.parametrize("name", EXPECTED)
def test_each_defect_is_named_and_nothing_else(name: str) -> None:
    """Rules and lines are those of the expectation, which was written with the case."""
    case = CASES / name
    report = audit([case], TODAY)
    assert not report.unusable
    assert _told(case, report) == sorted(EXPECTED[name]["findings"])


@pytest.mark.parametrize(
    "name", [name for name, case in EXPECTED.items() if "verdict" in case or "verdicts" in case]
)
def test_the_verdict_of_each_page(name: str) -> None:
    """A page that declares nothing is unknown, never human."""
    case = CASES / name
    expected = EXPECTED[name].get("verdicts") or {case.name: EXPECTED[name]["verdict"]}
    verdicts = {_relative(case, path): v for path, v in audit([case], TODAY).verdicts.items()}
    assert verdicts == expected


def test_every_rule_is_seen_in_a_case() -> None:
    """A rule without a case may never fire."""
    seen = {entry.split()[-1] for case in EXPECTED.values() for entry in case["findings"]}
    assert seen == set(RULES) - {"file-too-large"}


def test_every_finding_says_why_where_that_is_written_and_what_to_do() -> None:
    """The printed line holds all of it."""
    for finding in audit([CASES / "broken"], TODAY).findings:
        assert finding.message.endswith(")")
        assert finding.cure.endswith((".", "…"))
        assert finding.found
        assert str(finding).count("\n") == 0
        assert finding.severity in Severity
        assert f"{finding.severity}: {finding.rule}" in str(finding)
