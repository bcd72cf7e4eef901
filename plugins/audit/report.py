"""What an audit gives back: findings, and what each page says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..common.problems import Problem
from .cascade import DeclaredRegion


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """False, contradictory or unreadable: whoever reads it is misled or learns nothing."""
    WARNING = "warning"
    """Not read as meant, or not to be relied on."""
    NOTE = "note"
    """Worth knowing; nothing is wrong."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One defect in one file."""

    path: str
    line: int
    """1-based; 0 where the parser knows none."""
    rule: str
    """Stable id, a key of `rules.RULES`."""
    severity: Severity
    found: str
    message: str
    """Why it is wrong, with the source."""
    cure: str

    def __str__(self) -> str:
        """One line, safe for a terminal."""
        rule = f"{self.severity}: {self.rule}"
        return str(Problem(self.path, self.line, rule, self.found, self.message, self.cure))


@dataclass(frozen=True, slots=True)
class PageReport:
    """What one page says, as a consumer of the W3C report would resolve it."""

    path: str
    address: str
    """Absolute where it could be known, else empty."""
    verdict: str
    """human-only, ai-assisted, ai-autonomous, mixed (regions differ; also where only a
    small part of a page is declared human-only) or unknown."""
    regions: tuple[DeclaredRegion, ...]


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The result of one audit."""

    findings: tuple[Finding, ...]
    """By path, line and rule."""
    pages: tuple[PageReport, ...]
    feeds: int
    """How many feeds were read."""
    unusable: tuple[str, ...] = ()
    """Why a given path could not be audited at all, one sentence each."""

    @property
    def verdicts(self) -> Mapping[str, str]:
        """Verdict by path of the page."""
        return {page.path: page.verdict for page in self.pages}

    def count(self, severity: Severity) -> int:
        """How many findings weigh this much."""
        return sum(finding.severity is severity for finding in self.findings)

    def summary(self) -> str:
        """Counts of pages by verdict, feeds and findings, on one line."""
        verdicts = Counter(page.verdict for page in self.pages)
        told = ", ".join(f"{verdicts[name]} {name}" for name in VERDICTS)
        found = ", ".join(_counted(self.count(severity), severity.value) for severity in Severity)
        pages, feeds = _counted(len(self.pages), "page"), _counted(self.feeds, "feed")
        return f"{pages} ({told}), {feeds}: {found}."

    def exit_code(self, *, strict: bool = False) -> int:
        """2: a path could not be used; 1: an error (with `strict` also a warning); else 0."""
        if self.unusable:
            return 2
        return int(bool(self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING))))


VERDICTS = ("human-only", "ai-assisted", "ai-autonomous", "mixed", "unknown")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
