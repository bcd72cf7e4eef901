"""Everything that goes wrong while Pelican runs, gathered into one report."""

from __future__ import annotations

import logging
import re
import sys
from dataclasses import dataclass, field

from plugins.common.problems import Problem, shown_path

# Pelican's own words for what a plugin of the kit reports with file, line and cure.
TOLD_BETTER = ("Unable to find '%s', skipping url replacement.", "Duplicate definition of")

MISSING = "Skipping %s: could not find information about '%s'"
STATUS = "Unknown status '%s' for file %s, skipping it. (Not in %s)"
OUTSIDE = "Skipping %s: file %r would be written outside output path"
CURES = {
    "title": "Begin the file with a line ‘Title: ...’, and leave a blank line before the text.",
    "date": "Add a line ‘Date: 2026-11-20’ to the metadata.",
}


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
        remark = Remark(text, getattr(record, "problem", None) or translated(record))
        serious = record.levelno >= logging.ERROR
        (self.report.errors if serious else self.report.warnings).append(remark)


def translated(record: logging.LogRecord) -> Problem | None:
    """The problem that Pelican means by one of its own messages (pelican.contents, 4.12)."""
    args = record.args if isinstance(record.args, tuple) else ()
    if record.msg == MISSING:
        path, key = shown_path(str(args[0])), str(args[1])
        cure = CURES.get(key, f"Add a line ‘{key.title()}: ...’ to the metadata.")
        return Problem(path, 0, key.title(), "", "is missing", cure)
    if record.msg == STATUS:
        cure = "Write published, draft or hidden."
        return Problem(shown_path(str(args[1])), 0, "Status", str(args[0]), "is not known", cure)
    if record.msg == OUTSIDE:
        cure = "Give the text a Slug of letters, digits and hyphens, and a Lang such as ‘de’."
        message = "would be written outside the output folder"
        return Problem(shown_path(str(args[0])), 0, "Slug", str(args[1]), message, cure)
    return None


def _sorted(remarks: list[Remark]) -> list[str]:
    problems = {remark.problem for remark in remarks if remark.problem}
    untitled = {p.path for p in problems if (p.key, p.message) == ("Title", "is missing")}
    # Without a title there is no slug either, which is no second mistake.
    return [str(p) for p in sorted(problems) if not (p.path in untitled and p.key == "Slug")]


def _names(text: str, path: str) -> bool:
    """Whether `text` speaks of the file at `path`; Pelican shortens paths, so two parts suffice."""
    end = re.escape("/".join(path.split("/")[-2:]))
    return bool(path) and re.search(rf"(?:^|[\s'\"/‘]){end}(?![\w.])", text) is not None
