"""Which of a text's mentions become links: one for each target, and not too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from ...common.values import dataclass
from .disambiguation import Rule
from .passages import Passage
from .phrases import GUESSED, Origin, Phrase
from .verification import Match, Verifier

if TYPE_CHECKING:
    from ..settings import RelatedSettings
    from .encoding import Codes, EncodedText

WORDS = 2500
"""A longer text may have proportionally more links to what its author calls by an exact name. An
encyclopaedic page of 7,500 words that names fifteen others is read for these names."""

PARTS = 2
"""Links made of parts of titles in one article at most: they are guesses, if good ones."""


@dataclass(frozen=True, slots=True)
class LinkableText:
    """One article's places for links."""

    passages: Sequence[Passage]
    linked: Collection[str] = ()
    """Ids of the articles that its author links."""

    content_hash: str = ""
    """Whatever changes when the article or its passages change, such as a hash of its source; it is
    asked for by `link_cache`, and computed where it is empty."""

    encoded: EncodedText | None = None
    """The article with these passages, if it has been encoded before."""


Mention = tuple[int, Phrase, Rule | None]
"""(place of its first atom among the text's codes, phrase, the rule that forbids it if any), in the
order of the text, of those that begin at one place the longest first."""

Refusal = tuple[Match, Rule]


@dataclass(slots=True)
class LinkChoice:
    """What became of an article's mentions."""

    made: list[Match] = field(default_factory=list)
    """In the order of the text, none touching another."""

    refused: list[Refusal] = field(default_factory=list)


def choose_links(
    text: LinkableText, codes: Codes, mentions: Iterable[Mention], settings: RelatedSettings
) -> LinkChoice:
    """Decide on each mention; one that lies in a longer one is not considered."""
    choice = LinkChoice()
    verifier = Verifier(text.passages, codes)
    possible: dict[str, list[Match]] = {}
    end = 0
    for place, phrase, forbidden in mentions:
        match = verifier.match(place, phrase)
        if match is None or match.start < end:
            continue
        end = match.end
        rule = forbidden or (None if match.cased else Rule.CASE)
        if rule:
            choice.refused.append((match, rule))
        else:
            possible.setdefault(phrase.target, []).append(match)
    _place(possible.values(), settings, len(codes), choice)
    return choice


def _most(origin: Origin, settings: RelatedSettings, words: int) -> int:
    """Links in a text of so many words, from which on none is made for a phrase of this origin."""
    most = settings.links_per_article
    if origin is Origin.PART:
        return min(most, PARTS)
    return int(most * max(1.0, words / WORDS)) if origin in {Origin.ALIAS, Origin.CODE} else most


def _place(
    possible: Iterable[list[Match]], settings: RelatedSettings, words: int, choice: LinkChoice
) -> None:
    """Make one link for each target, at the first mention whose paragraph has room.

    What authors declared comes first: in a text with too many mentions, guesses make way.
    """
    in_paragraph: Counter[int] = Counter()
    for mentions in sorted(possible, key=_rank):
        most = _most(mentions[0].phrase.origin, settings, words)
        rule = Rule.ARTICLE if len(choice.made) >= most else None
        for match in mentions:
            if rule is None and in_paragraph[match.paragraph] < settings.links_per_paragraph:
                choice.made.append(match)
                in_paragraph[match.paragraph] += 1
                rule = Rule.AGAIN
            else:
                choice.refused.append((match, rule or Rule.PARAGRAPH))
    choice.made.sort(key=lambda match: match.start)
    choice.refused.sort(key=lambda refusal: refusal[0].start)


def _rank(mentions: list[Match]) -> tuple[bool, int]:
    return mentions[0].phrase.origin in GUESSED, mentions[0].start
