"""Everything that goes wrong while Pelican runs, gathered into one report."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable
from dataclasses import field, fields
from operator import attrgetter

from plugins.common.problems import Problem, shown_path
from plugins.common.values import dataclass

# Pelican's own words for what a plugin of the kit reports with file, line and cure.
EXPLAINED_BY_PLUGINS = ("Unable to find '%s', skipping url replacement.", "Duplicate definition of")

MISSING = "Skipping %s: could not find information about '%s'"
STATUS = "Unknown status '%s' for file %s, skipping it. (Not in %s)"
OUTSIDE = "Skipping %s: file %r would be written outside output path"
CURES = {
    "title": "Begin the file with a line ‘Title: ...’, and leave a blank line before the text.",
    "date": "Add a line ‘Date: 2026-11-20’ to the metadata.",
}


@dataclass(slots=True)
class BuildReport:
    """Errors stop the build; warnings are shown and stop nothing.

    Each is a plugin's problem, or the text of what only Pelican noticed.
    """

    errors: list[Problem | str] = field(default_factory=list)
    warnings: list[Problem | str] = field(default_factory=list)

    def told_errors(self) -> list[Problem | str]:
        """Problems by file and line; then what only Pelican noticed, in the order of events.

        Pelican's remark about a file is left out where a problem of ours explains that file.
        """
        explained = {error.path for error in self.errors if isinstance(error, Problem)}
        return _in_order(
            error
            for error in self.errors
            if isinstance(error, Problem) or not any(_names(error, path) for path in explained)
        )

    def told_warnings(self) -> list[Problem | str]:
        """Problems by file and line, then Pelican's own warnings."""
        return _in_order(self.warnings)


class Collector(logging.Handler):
    """A log handler that fills a `BuildReport`."""

    def __init__(self, report: BuildReport) -> None:
        super().__init__(logging.WARNING)
        self.report = report

    def emit(self, record: logging.LogRecord) -> None:
        """File one record under errors or warnings."""
        if str(record.msg).startswith(EXPLAINED_BY_PLUGINS):
            return
        remark = getattr(record, "problem", None) or translated(record) or _told(record)
        serious = record.levelno >= logging.ERROR
        (self.report.errors if serious else self.report.warnings).append(remark)


def _told(record: logging.LogRecord) -> str:
    """Pelican's own words, and the cause of an error: it logs ‘Could not process x’, not why."""
    text = " ".join(record.getMessage().split())
    cause = sys.exc_info()[1]
    serious = cause is not None and record.levelno >= logging.ERROR
    return f"{text}: {' '.join(str(cause).split())}" if serious else text


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


_FIELDS = attrgetter(*(field.name for field in fields(Problem)))
"""By them problems are compared; tuples are compared faster."""


def _in_order(remarks: Iterable[Problem | str]) -> list[Problem | str]:
    texts, problems = list[str](), set[Problem]()
    for remark in remarks:
        if isinstance(remark, Problem):
            problems.add(remark)
        else:
            texts.append(remark)
    untitled = {p.path for p in problems if (p.key, p.message) == ("Title", "is missing")}
    # Without a title there is no slug either, which is no second mistake.
    kept = [
        p for p in sorted(problems, key=_FIELDS) if not (p.path in untitled and p.key == "Slug")
    ]
    told: list[Problem | str] = [*kept, *texts]
    return list(dict(zip(map(str, told), told, strict=True)).values())


def _names(text: str, path: str) -> bool:
    """Whether `text` speaks of the file at `path`; Pelican shortens paths, so two parts suffice."""
    end = re.escape("/".join(path.split("/")[-2:]))
    return bool(path) and re.search(rf"(?:^|[\s'\"/‘]){end}(?![\w.])", text) is not None
