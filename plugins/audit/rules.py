"""The rules of the auditor, one for each kind of defect; `rules.toml` beside this holds them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from .report import Finding, Severity


@dataclass(frozen=True, slots=True)
class AuditRule:
    """One kind of defect."""

    severity: Severity
    why: str
    """A clause without a full stop."""
    source: str
    """Where it is said that this is wrong."""
    cure: str
    """A sentence."""


_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
RULES = {
    name: AuditRule(Severity(rule["weight"]), rule["why"], rule["source"], rule["cure"])
    for name, rule in _DATA.items()
}
"""Every rule by its id, in the order of the handbook's table."""


def finding(path: str, line: int, rule: str, found: str, cure: str = "") -> Finding:
    """A finding of `rule`; `cure` where this one has a better one than the rule's."""
    broken = RULES[rule]
    message = f"{broken.why} ({broken.source})"
    return Finding(path, line, rule, broken.severity, found, message, cure or broken.cure)
