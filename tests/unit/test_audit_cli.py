"""``python -m plugins.disclosure audit`` as a program is used: exit codes, lines, JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "tests" / "cases" / "audit"


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plugins.disclosure", "audit", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_a_clean_page_is_0_and_one_line_of_summary() -> None:
    """Unknown is counted as unknown."""
    result = _run(str(CASES / "clean" / "no-disclosure.html"))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "1 page (0 human-only, 0 ai-assisted, 0 ai-autonomous, 0 mixed, 1 unknown), 0 feeds: "
        "0 errors, 0 warnings, 0 notes.\n"
    )


def test_an_error_is_1_and_names_file_line_rule_value_source_and_cure() -> None:
    """One line a finding."""
    result = _run("tests/cases/audit/broken/value-none.html")
    assert result.returncode == 1
    line, summary = result.stdout.splitlines()
    assert line.startswith(
        "tests/cases/audit/broken/value-none.html:12: error: value-outdated: "
        '‘ai-disclosure="none"’: a word of an earlier draft'
    )
    assert "3.2" in line
    assert line.endswith("if that is not known, nothing.")
    assert summary.startswith("1 page (")


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_warnings_count_only_when_asked_to(options: tuple[str, ...], code: int) -> None:
    """`--strict` is for owners who want none."""
    assert _run(*options, str(CASES / "broken" / "meta-whatwg.html")).returncode == code


def test_notes_never_count() -> None:
    """A private name is no mistake."""
    assert _run("--strict", str(CASES / "broken" / "data-attribute.html")).returncode == 0


def test_what_cannot_be_used_is_2(tmp_path: Path) -> None:
    """A missing path, and one without page or feed; the rest is audited all the same."""
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    broken = str(CASES / "broken" / "value-none.html")
    for path in (tmp_path / "nothing.html", tmp_path, tmp_path / "notes.txt"):
        result = _run(str(path), broken)
        assert result.returncode == 2
        assert str(path) in result.stderr
        assert "value-outdated" in result.stdout
        assert "Traceback" not in result.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a file one may not read")
def test_an_unreadable_file_is_2(tmp_path: Path) -> None:
    """And is named."""
    page = tmp_path / "page.html"
    page.write_text("<p>Text</p>", encoding="utf-8")
    page.chmod(0)
    result = _run(str(page))
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_json_holds_findings_pages_and_regions() -> None:
    """For programs; the same exit code."""
    result = _run("--format", "json", str(CASES / "broken" / "many.html"))
    assert result.returncode == 1
    report = json.loads(result.stdout)
    assert len(report["findings"]) == 6
    assert set(report["findings"][0]) == {
        "path",
        "line",
        "rule",
        "severity",
        "found",
        "message",
        "cure",
    }
    (page,) = report["pages"]
    assert page["verdict"] == "ai-assisted"
    assert [(r["path"], r["value"]) for r in page["regions"]] == [
        ("meta", "unknown"),
        ("/html/body/main/article", "ai-assisted"),
    ]


def test_a_terminal_without_utf_8_hears_it_too() -> None:
    """The report is UTF-8 whatever the locale."""
    result = _run(
        str(CASES / "broken" / "value-cyrillic-a.html"), PYTHONIOENCODING="ascii", LC_ALL="C"
    )
    assert result.returncode == 1
    assert "аi-assisted" in result.stdout


def test_nothing_printed_claims_that_a_law_is_complied_with() -> None:
    """The auditor says what is wrong; it clears nobody."""
    said = _run(str(CASES / "clean")).stdout.lower()
    assert not any(word in said for word in ("compliant", "exempt", "certified"))
