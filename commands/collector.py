"""Everything that goes wrong while Pelican runs, gathered into one report."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass, field

from plugins.common.problems import Problem

# Pelican's own words for what a plugin of the kit reports with file, line and cure.
TOLD_BETTER = ("Unable to find '%s', skipping url replacement.", "Duplicate definition of")


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the report: a plugin's problem, or what Pelican logged."""

    text: str
    problem: Problem | None = None


@dataclass(slots=True)
class Report:
    """Errors stop the build; warnings are shown and stop nothing."""

    errors: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Count `problem` as an error."""
        self.errors.append(Remark(str(problem), problem))

    def error_lines(self) -> list[str]:
        """Problems by file and line; then what only Pelican noticed, in the order of events.

        Pelican's remark about a file is left out where a problem of ours explains that file.
        """
        explained = {remark.problem.path for remark in self.errors if remark.problem}
        raw = [
            remark.text
            for remark in self.errors
            if not remark.problem and not any(_names(remark.text, path) for path in explained)
        ]
        return list(dict.fromkeys([*_sorted(self.errors), *raw]))

    def warning_lines(self) -> list[str]:
        """Problems by file and line, then Pelican's own warnings."""
        raw = [remark.text for remark in self.warnings if not remark.problem]
        return list(dict.fromkeys([*_sorted(self.warnings), *raw]))


class Collector(logging.Handler):
    """A log handler that fills a `Report`."""

    def __init__(self, report: Report) -> None:
        super().__init__(logging.WARNING)
        self.report = report

    def emit(self, record: logging.LogRecord) -> None:
        """File one record under errors or warnings."""
        if str(record.msg).startswith(TOLD_BETTER):
            return
        text = " ".join(record.getMessage().split())
        cause = sys.exc_info()[1]
        if cause is not None and record.levelno >= logging.ERROR:
            # Pelican logs ‘Could not process x’ and leaves out why.
            text = f"{text}: {' '.join(str(cause).split())}"
        remark = Remark(text, getattr(record, "problem", None))
        serious = record.levelno >= logging.ERROR
        (self.report.errors if serious else self.report.warnings).append(remark)


def _sorted(remarks: list[Remark]) -> list[str]:
    return [str(problem) for problem in sorted(r.problem for r in remarks if r.problem)]


def _names(text: str, path: str) -> bool:
    return bool(path) and path.rpartition("/")[2] in text
