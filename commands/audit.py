"""`invoke audit`: what any page, feed or image says about AI, and what contradicts it."""

from __future__ import annotations

from pathlib import Path

from plugins.audit.auditor import audit as audit_files
from plugins.audit.report import AuditReport, Severity
from plugins.common.failure import CommandError, refuse

from . import console


def audit(path: str) -> AuditReport:
    """Audit one file or a whole folder, and print every finding.

    :raises CommandError: where there is an error among them, or nothing could be read.
    """
    if not path:
        raise CommandError("Name a page, a feed or a folder: invoke audit --path output")
    report = audit_files([Path(path)])
    for finding in report.findings:
        console.say(str(finding))
    console.say(report.summary())
    if report.exit_code():
        count = report.count(Severity.ERROR)
        found = "1 error was found." if count == 1 else f"{count} errors were found."
        told = "; ".join(report.unusable) or found
        raise CommandError(told)
    return report


def require_sound(output: Path) -> None:
    """The end of a production build: its own output, read as a stranger would read it.

    :raises CommandError: with every error; then nothing takes the last good site's place.
    """
    found = [f for f in audit_files([output]).findings if f.severity is Severity.ERROR]
    refuse(found, head="The built files say what cannot be, {} times.")
