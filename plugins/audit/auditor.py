"""The audit: files in, one report out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from . import check_forms, check_notices, check_pictures, page
from .read_files import SiteReading, read_path
from .report import AuditReport, Finding, PageReport
from .site_layout import NOWHERE


def audit(paths: Sequence[Path], today: date | None = None) -> AuditReport:
    """Audit pages, feeds and whole folders together; they may be one site or none.

    `today` judges dates of reviews. Never raises for what stands in a file; what cannot be read at
    all is in the report's `unusable`.
    """
    found = SiteReading(today or datetime.now(UTC).date())
    for path in paths:
        read_path(path, found)
    pictures = check_pictures.check(found.pages, partial(_file_at, found=found))
    findings = {*found.findings, *_between(found), *pictures}
    reports = [
        PageReport(p.path, _public_address(p.address), p.verdict, p.regions) for p in found.pages
    ]
    return AuditReport(
        tuple(sorted(findings)),
        tuple(sorted(reports, key=lambda report: report.path)),
        len(found.feeds),
        tuple(found.unusable),
    )


def _between(found: SiteReading) -> Iterator[Finding]:
    """Rules on several files."""
    yield from check_notices.blanket(found.pages)
    by_address = {page.plain_address(p.canonical): p for p in found.pages if p.canonical}
    by_address |= {page.plain_address(p.address): p for p in found.pages if p.address}
    yield from check_forms.feeds_against_pages(found.feeds, by_address)
    for listed in found.inventories:
        yield from check_forms.inventory_alone(listed, found.today)
        yield from check_forms.inventory_against(listed, by_address, found.feeds)


def _file_at(address: str, found: SiteReading) -> Path | None:
    files = (layout.file_at(address) for layout in found.layouts)
    return next(filter(None, files), None)


def _public_address(address: str) -> str:
    return "" if address.startswith(NOWHERE) else address
