"""Sentences that readers see, and what they claim: reviews, percentages, blamelessness.

Only what stands in a notice is judged, never the text of an article: that may quote anything. The
claims are looked for in English; in other languages only a notice as such is recognised.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
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

SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?!\s|$)[^.!?]*)*[.!?]*")


_FILE = Path(__file__).with_name("notice-patterns.toml")
_ALTERNATIVES = tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_ALTERNATIVES[name]), re.IGNORECASE)


AI, PERCENT, SHARE, DENIAL = map(_pattern, ("ai", "percent", "share", "denial"))
REVIEWED, SIGNED, DAY = map(_pattern, ("reviewed", "signed", "day"))
AI_WROTE, PART, UNREVIEWED = map(_pattern, ("ai-wrote", "part", "unreviewed"))
COMPLIANCE, VAGUE = map(_pattern, ("compliance", "vague"))


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
