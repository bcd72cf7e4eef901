"""Sentences that readers see, and what they claim: reviews, percentages, blamelessness.

Only what stands in a notice is judged, never the text of an article: that may quote anything. The
claims are looked for in English; in other languages only a notice as such is recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .tree import line_of, words_of

CLASSES = frozenset(
    "disclosure ai-disclosure ai-notice ai-note ai-label ai-badge ai-disclaimer ai-generated "
    "ai-statement ai-content-notice disclaimer disclosure-notice ai-transparency".split()
)
NO_NOTICE = frozenset("html body main article script style template".split())
FOOTER_LINES = frozenset("footer p small li div span".split())
BLOCKS = frozenset("p div ul ol nav section small footer".split())
PARTS = frozenset("figure figcaption aside blockquote".split())
NO_FOOTER = frozenset("main article blockquote nav".split())
CANDIDATES = "/html/body//*[@role or @class or ancestor-or-self::footer]"
LONGEST = 1000
"""Characters; a longer ‘notice’ is a policy, and its sentences are about more than this page."""

AI = re.compile(
    r"\b(?:A\.?I\.?|KI|IA|ИИ|ШІ|chat ?gpt|gpt-?\d\w*|llms?|(?:language|generative) models?|"
    r"artificial intelligence|machine-(?:written|generated|translated))(?!\w)",
    re.IGNORECASE,
)
PERCENT = re.compile(r"\b\d{1,3}(?:[.,]\d+)?\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
SHARE = re.compile(r"\b(?:human|machine)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?!\s|$)[^.!?]*)*[.!?]*")
DENIAL = re.compile(
    r"\b(?:no|not|none|never|nobody|without|neither|nor|isn't|wasn't|un(?:checked|reviewed|verified))\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
REVIEWED = re.compile(
    r"\b(?:(?:fact-)?checked|(?:human-)?reviewed|verified|proofread|approved)\b", re.IGNORECASE
)
SIGNED = re.compile(r"\bby\s+\w", re.IGNORECASE)
DAY = re.compile(r"\b\d{4}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2}\b")
AI_WROTE = re.compile(
    r"\bA\.?I\.?[- ](?:written|generated|drafted|translated|summari[sz]ed|assisted|edited|"
    r"corrected|created)\b"
    r"|\b(?:generated|written|created|drafted|produced) (?:by|with|using) (?:an? )?"
    r"(?:A\.?I\.?(?!\w)|artificial intelligence|chat ?gpt|gpt|claude|gemini|llm)",
    re.IGNORECASE,
)
PART = re.compile(
    r"\b(?:images?|pictures?|photos?|photographs?|illustrations?|drawings?|graphics?|cover|videos?|"
    r"audio|voice|summary|summaries|titles?|headlines?|captions?|alt(?:ernative)? texts?|sections?|"
    r"parts?|passages?|quotations?|boxes|box|tables?|comments?)\b",
    re.IGNORECASE,
)
"""A sentence with one of these may be about less than the whole text."""
UNREVIEWED = re.compile(
    r"\b(?:no (?:\w+ )?(?:person|human|one|editor) (?:has |had )?(?:checked|reviewed|read|edited)|"
    r"(?:not|never)(?: been)? (?:checked|reviewed|read|edited)|nobody (?:checked|reviewed|read)|"
    r"without (?:any )?(?:human )?review|unreviewed)\b",
    re.IGNORECASE,
)
LAW = r"(?:the )?(?:requirements of )?(?:the )?(?:eu |european )?(?:ai act|article 50|art\.? 50)"
COMPLIANCE = re.compile(
    r"\bai[\s_-]?act[\s_-]+(?:compl\w+|ready|conform\w*|certified|approved)"
    rf"|\b(?:compl(?:y|ies|iant|iance)|conform(?:s|ant|ity)?) (?:to|with) {LAW}"
    r"|\barticle[\s_-]?50[\s_-]+(?:compl\w+|exempt\w*|ready)"
    rf"|\bexempt(?:ed)? (?:from|under) (?:{LAW}|(?:the )?label)"
    r"|\bcertified (?:as )?(?:human|ai|organic|original)"
    r"|\b(?:fully|legally|eu)[\s-]compliant",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(?:may|might|could|can)\b[^.!?]{0,60}?\b(?:contain|include|use|be|have been)\b[^.!?]{0,60}?"
    r"(?:\bA\.?I\.?(?!\w)|artificial intelligence)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Notice:
    """One visible sentence or two about AI."""

    line: int
    text: str
    in_footer: bool
    """A footer's line is judged for vague and forbidden claims only."""
    in_part: bool
    """Whether it stands in a figure, an aside or a quotation, and speaks of that."""


def notices(root: Any) -> tuple[Notice, ...]:
    """The notices of a page in document order, none inside another."""
    found: list[Notice] = []
    seen: set[Any] = set()
    for element in root.xpath(CANDIDATES):
        is_notice = _is_notice(element)
        if not is_notice and not _is_footer_line(element):
            continue
        if not seen.isdisjoint(element.iterancestors()):
            continue
        text = words_of(element, LONGEST + 1)
        if len(text) <= LONGEST and (AI.search(text) or percentages(text)):
            seen.add(element)
            in_part = any(a.tag in PARTS for a in (element, *element.iterancestors()))
            found.append(Notice(line_of(element), text, not is_notice, in_part))
    return tuple(found)


def percentages(text: str) -> bool:
    """Whether a share of AI's or people's work is given in per cent."""
    return bool(PERCENT.search(text) and (AI.search(text) or SHARE.search(text)))


def compliance(text: str) -> str:
    """The words that claim that a law is complied with; empty: none."""
    return next((match[0] for match in _affirmed(COMPLIANCE, text)), "")


def claims_review(text: str) -> bool:
    """Whether a sentence says that somebody reviewed the text."""
    return any(
        REVIEWED.search(sentence) and not DENIAL.search(sentence)
        for sentence in SENTENCE.findall(text)
    )


def is_signed(text: str) -> bool:
    """Whether the claim says by whom, be it a desk, and on which day."""
    return bool(SIGNED.search(text) and DAY.search(text))


def says_ai_wrote(text: str) -> bool:
    """Whether a sentence says that AI wrote, translated or changed the words."""
    return any(not PART.search(match.string) for match in _affirmed(AI_WROTE, text))


def says_unreviewed(text: str) -> bool:
    """Whether the text says that nobody reviewed it."""
    sentences = [s for s in SENTENCE.findall(text) if not PART.search(s)]
    return any(map(UNREVIEWED.search, sentences)) and not claims_review(text)


def is_vague(text: str) -> bool:
    """Whether it only says that AI may have been used."""
    return bool(VAGUE.search(text)) and len(text) <= LONGEST


def _affirmed(claim: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where a sentence makes the claim without a denial before it: ‘not …’ claims nothing."""
    for sentence in SENTENCE.findall(text):
        match = claim.search(sentence)
        if match and not DENIAL.search(sentence, 0, match.start()):
            yield match


def _is_notice(element: Any) -> bool:
    if element.tag in NO_NOTICE:
        return False
    role = (element.get("role") or "").strip().lower()
    return role == "note" or not CLASSES.isdisjoint((element.get("class") or "").lower().split())


def _is_footer_line(element: Any) -> bool:
    """A line of the page's own footer, not of an article's or a quotation's."""
    if element.tag not in FOOTER_LINES or any(child.tag in BLOCKS for child in element):
        return False
    around = {element.tag, *(ancestor.tag for ancestor in element.iterancestors())}
    return "footer" in around and around.isdisjoint(NO_FOOTER)
