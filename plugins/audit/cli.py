"""``python -m plugins.disclosure audit``: the report as lines or as JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from ..common.characters import one_line
from ..common.problems import LONGEST_TEXT
from .report import AuditReport


def main(arguments: Sequence[str] | None = None) -> int:
    """Audit the paths on the command line, print the report, give the exit code."""
    from .auditor import audit

    options = _parser().parse_args(arguments)
    report = audit(options.paths)
    for complaint in report.unusable:
        print(one_line(complaint, LONGEST_TEXT), file=sys.stderr)
    _print(as_json(report) if options.format == "json" else as_text(report))
    return report.exit_code(strict=options.strict)


def _parser() -> argparse.ArgumentParser:
    called = f"python -m {__name__.removesuffix('audit.cli')}disclosure"
    whole = argparse.ArgumentParser(prog=called)
    parser = whole.add_subparsers(required=True, metavar="COMMAND").add_parser(
        "audit",
        help="what pages and feeds say about AI, and where they say it wrongly",
        description="Exit code: 0 no error, 1 errors, 2 a path could not be used.",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="page, feed or folder")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="output (text)")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    return whole


def as_text(report: AuditReport) -> str:
    """One line a finding, then the summary."""
    return "\n".join([*map(str, report.findings), report.summary()])


def as_json(report: AuditReport) -> str:
    """The whole report; ASCII only, so that no terminal or pipe can spoil it."""
    document = {
        "version": 1,
        "summary": report.summary(),
        "findings": [asdict(finding) for finding in report.findings],
        "pages": [asdict(page) for page in report.pages],
        "feeds": report.feeds,
        "unusable": list(report.unusable),
    }
    return json.dumps(document, indent=1)


def _print(text: str) -> None:
    """Print `text` as UTF-8 whatever the terminal's encoding; a reader may stop early (`head`)."""
    try:
        sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "replace"))
        sys.stdout.flush()
    except BrokenPipeError:
        # Else Python would complain once more when it closes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
