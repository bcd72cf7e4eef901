"""Collects what a run found into a report: candidates with reasons, mentions with sentences."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...common.characters import one_line
from ...common.regex import regex
from ..lists.build import UNEXPLAINED, least_score
from ..lists.overrides import Choices
from ..lists.suggestions import Exclusion
from .model import ArticleReport, Candidate, Mention, SiteReport

if TYPE_CHECKING:
    from ..engine import RankedLanguage
    from ..links.autolink import LinkPlan
    from ..ranking.neighbours import Neighbour
    from ..settings import RelatedSettings

SHOWN = 20
"""Candidates recorded for each article."""

LONGEST = 300
AROUND = 400
"""Characters of HTML, before and after a mention, in which its sentence is looked for."""

BLOCK = regex(
    r"</?(?:p|li|ul|ol|d[dlt]|t[dhr]|h[1-6]|blockquote|div|section|figure|br|hr|pre)\b[^>]*>",
    re.IGNORECASE,
)
TAG = regex(r"<[^>]*>")
CUT = regex(r"^[^<>]*>|<[^<>]*$")
"""What is left of a tag that begins before a piece of HTML, or ends after it."""

STOP = regex(r"(?<=[.!?…])[\"'”’)]*\s+|(?<=[。！？])")
WORDS = 60
"""Characters of a sentence kept on each side of a mention."""


@dataclass(frozen=True, kw_only=True)
class RunData:
    """What one run of the engine had in its hands; mappings go by the articles' ids."""

    languages: Sequence[RankedLanguage]
    lists: Mapping[str, Sequence[Any]]
    """The suggestions, each with `id` and `score`."""

    passed_over: Mapping[str, Mapping[str, Exclusion]] = field(default_factory=dict)
    """What the lists themselves know of why an article is missing: id to id to why."""

    reasons: Mapping[str, Sequence[str]]
    """As each line of the list says it."""

    choices: Mapping[str, Choices]
    links: Mapping[str, LinkPlan]
    sources: Mapping[str, str]
    """The HTML in which mentions stand, before links were put in."""

    authors: Mapping[str, Collection[str]]
    """The articles that an author's own links lead to."""

    urls: Mapping[str, str]
    front: Sequence[str] = ()
    """The articles on the first page of the index."""


def collect_report(data: RunData, settings: RelatedSettings) -> SiteReport:
    """Everything about every article, in the order of ids."""
    count = max(SHOWN, settings.count)
    reports = {
        language.articles[row].id: _Article(data, settings, language, row, neighbours).report()
        for language in data.languages
        for row, neighbours in enumerate(language.ranking.lists(count))
    }
    return SiteReport(dict(sorted(reports.items())), settings.count, tuple(data.front))


class _Article:
    """One article, with those near it."""

    def __init__(
        self,
        data: RunData,
        settings: RelatedSettings,
        language: RankedLanguage,
        row: int,
        neighbours: Sequence[Neighbour],
    ) -> None:
        self.data = data
        self.settings = settings
        self.article = language.articles[row]
        self.listed = data.lists[self.article.id]
        ids = [language.articles[neighbour.row].id for neighbour in neighbours]
        self.scores = dict(zip(ids, [n.score for n in neighbours], strict=True))
        parts = [_parts(language, row, neighbour.row) for neighbour in neighbours]
        self.parts = dict(zip(ids, parts, strict=True))
        self.choices = data.choices.get(self.article.id, Choices())
        self.floor = least_score(settings.floor, len(language.articles))

    def report(self) -> ArticleReport:
        name = self.article.id
        return ArticleReport(
            id=name,
            title=one_line(self.article.title, LONGEST),
            url=self.data.urls[name],
            floor=self.floor,
            candidates=(*self._listed(), *self._passed_over()),
            linking=self.settings.links and self.choices.autolink,
            mentions=tuple(_mentions(self.data, name)),
            authors=tuple(sorted(set(self.data.authors.get(name, ())) - {name})),
        )

    def _listed(self) -> Iterator[Candidate]:
        reasons = self.data.reasons.get(self.article.id) or [""] * len(self.listed)
        for made, reason in zip(self.listed, reasons, strict=True):
            parts = self.parts.get(made.id, ())
            yield Candidate(made.id, made.score, parts, one_line(reason, LONGEST))

    def _passed_over(self) -> Iterator[Candidate]:
        listed = {made.id for made in self.listed}
        known = self.data.passed_over.get(self.article.id, {})
        places = self.settings.count - len(listed)
        for other, score in self.scores.items():
            if other in listed:
                continue
            why = known.get(other) or _why(score, self.floor, room=places > 0)
            why = Exclusion.NEVER if other in self.choices.never else why
            places -= why is Exclusion.UNEXPLAINED
            yield Candidate(other, score, self.parts[other], why=why)


def _parts(language: RankedLanguage, row: int, other: int) -> tuple[tuple[str, float], ...]:
    """What the score of two articles is made of, in words: first what is added, then factors.

    A factor's name has a ×. What adds nothing and what changes nothing is left out.
    """
    return tuple(
        (f"× {name}" if factor else name, amount)
        for name, amount, factor in language.ranking.parts(row, other)
        if amount != float(factor)
    )


def _why(score: float, floor: float, *, room: bool) -> Exclusion:
    """Why an article of this score is missing, where the list does not say so itself."""
    if score < floor:
        return Exclusion.FLOOR
    return Exclusion.UNEXPLAINED if room and score < UNEXPLAINED * floor else Exclusion.FULL


def _mentions(data: RunData, name: str) -> list[Mention]:
    links = data.links.get(name)
    if links is None:
        return []
    source = data.sources[name]
    every = [(match, "") for match in links.made]
    every += [(match, rule.value) for match, rule in links.refused]
    return [
        Mention(
            before=_before(source, match.start),
            anchor=one_line(match.anchor, LONGEST),
            after=_after(source, match.end),
            target=match.phrase.target,
            rule=rule,
        )
        for match, rule in sorted(every, key=lambda pair: (pair[0].start, pair[0].end, pair[1]))
    ]


def _before(source: str, at: int) -> str:
    piece = CUT.sub("", source[max(0, at - AROUND) : at]) if at > AROUND else source[:at]
    text = _text(BLOCK.split(piece)[-1])
    sentence = STOP.split(text)[-1]
    flat = one_line(sentence, LONGEST + AROUND)
    kept = flat if len(flat) <= WORDS else "…" + flat[-WORDS:].partition(" ")[2]
    return f"{kept} " if kept and sentence[-1:].isspace() else kept


def _after(source: str, at: int) -> str:
    text = _text(BLOCK.split(CUT.sub("", source[at : at + AROUND]), maxsplit=1)[0])
    sentence = STOP.split(text, maxsplit=1)[0]
    flat = one_line(sentence, LONGEST + AROUND)
    kept = flat if len(flat) <= WORDS else flat[:WORDS].rpartition(" ")[0] + "…"
    return f" {kept}" if kept and sentence[:1].isspace() else kept


def _text(piece: str) -> str:
    return html.unescape(TAG.sub("", piece))
