"""Rules on the words readers see, alone and against what programs are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from .notices import (
    Notice,
    claims_review,
    compliance,
    is_signed,
    is_vague,
    percentages,
    says_ai_wrote,
    says_unreviewed,
)
from .page import PageReading
from .report import Finding
from .rules import finding
from .tree import line_of
from .vocabularies import MIXED, UNKNOWN
from .written_values import ascii_lower

CLAIM_NAMES = ("ai-act", "article-50", "article50", "eu-ai")


def check(page: PageReading) -> Iterator[Finding]:
    """What the notices of one page claim."""
    for notice in page.notices:
        if percentages(notice.text):
            yield finding(page.path, notice.line, "percentage", notice.text)
        if compliance(notice.text):
            yield finding(page.path, notice.line, "compliance-claim", compliance(notice.text))
        if not notice.in_footer:
            yield from _review(page, notice)
            yield from _against_value(page, notice)
    yield from _metas(page)
    yield from _without_value(page)


def blanket(pages: Iterable[PageReading]) -> Iterator[Finding]:
    """The same vague sentence on several pages, reported once, where it stands first."""
    seen: dict[str, list[tuple[PageReading, Notice]]] = defaultdict(list)
    for page in pages:
        for notice in {notice.text: notice for notice in page.notices}.values():
            if is_vague(notice.text):
                seen[notice.text].append((page, notice))
    for text, places in seen.items():
        if len(places) > 1:
            page, notice = places[0]
            told = f"{text} (on {len(places)} pages)"
            yield finding(page.path, notice.line, "blanket-notice", told)


def _review(page: PageReading, notice: Notice) -> Iterator[Finding]:
    signed = any(node.values("reviewedBy") for node in page.graph.nodes)
    if claims_review(notice.text) and not is_signed(notice.text) and not signed:
        yield finding(page.path, notice.line, "notice-unsigned", notice.text)


def _against_value(page: PageReading, notice: Notice) -> Iterator[Finding]:
    """Only where the page's text has one value: a notice on a mixed page may mean a part of it."""
    if notice.in_part or page.verdict in {UNKNOWN, MIXED} or page.text_values != {page.verdict}:
        return
    denied = page.verdict == "human-only" and says_ai_wrote(notice.text)
    unreviewed = page.verdict == "ai-assisted" and says_unreviewed(notice.text)
    reviewed = page.verdict == "ai-autonomous" and claims_review(notice.text)
    if denied or unreviewed or reviewed:
        told = f"{page.verdict}; ‘{notice.text}’"
        yield finding(page.path, notice.line, "notice-conflict", told)


def _metas(page: PageReading) -> Iterator[Finding]:
    for meta in page.root.iter("meta") if page.root is not None else ():
        name = ascii_lower(meta.get("name") or meta.get("property") or "").replace("_", "-")
        content = meta.get("content") or ""
        about_law = any(claim in name for claim in CLAIM_NAMES)
        if about_law or (name.startswith("ai-") and compliance(content)):
            told = f"{meta.get('name') or meta.get('property')}: {content}"
            yield finding(page.path, line_of(meta), "compliance-claim", told)


def _without_value(page: PageReading) -> Iterator[Finding]:
    told = [notice for notice in page.notices if not notice.in_footer]
    typed = any(node.values("digitalSourceType") for node in page.graph.nodes)
    tried = page.root is not None and page.root.xpath(
        "//*[@ai-disclosure or @data-ai-disclosure] | //meta[@name='ai-disclosure']"
    )
    if told and page.verdict == UNKNOWN and not typed and not tried:
        yield finding(page.path, told[0].line, "notice-without-value", told[0].text)
