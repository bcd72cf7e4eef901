"""From what the engine worked with to what its author can look at."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..common.characters import one_line
from .article import Article
from .insight import Account, Candidate, Mention, Run, Why
from .lists import UNEXPLAINED, least_score
from .overrides import Choices

if TYPE_CHECKING:
    from .autolink import Links
    from .engine import Group
    from .rank import Neighbour
    from .settings import RelatedSettings

SHOWN = 20
"""Candidates recorded for each article."""

LONGEST = 300
AROUND = 400
"""Characters of HTML, before and after a mention, in which its sentence is looked for."""

BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|d[dlt]|t[dhr]|h[1-6]|blockquote|div|section|figure|br|hr|pre)\b[^>]*>",
    re.IGNORECASE,
)
TAG = re.compile(r"<[^>]*>")
CUT = re.compile(r"^[^<>]*>|<[^<>]*$")
"""What is left of a tag that begins before a piece of HTML, or ends after it."""

STOP = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|(?<=[。！？])")
WORDS = 60
"""Characters of a sentence kept on each side of a mention."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What one run of the engine had in its hands; mappings go by the articles' ids."""

    articles: Mapping[str, Article]
    groups: Sequence[Group]
    lists: Mapping[str, Sequence[Any]]
    """The suggestions, each with `id` and `score`."""

    reasons: Mapping[str, Sequence[str]]
    """As each line of the list says it."""

    choices: Mapping[str, Choices]
    links: Mapping[str, Links]
    sources: Mapping[str, str]
    """The HTML in which mentions stand, before links were put in."""

    authors: Mapping[str, Collection[str]]
    urls: Mapping[str, str]
    front: Sequence[str] = ()
    passed_over: Mapping[str, Mapping[str, Why]] = field(default_factory=dict)
    """What the lists themselves know of why an article is missing: id to id to why."""


def record(found: Found, settings: RelatedSettings) -> Run:
    """Everything about every article, in the order of ids."""
    accounts = {
        article.id: _account(found, settings, group, row, near)
        for group in found.groups
        for row, (article, near) in enumerate(
            zip(group.articles, group.lists(max(SHOWN, settings.count)), strict=True)
        )
    }
    return Run(dict(sorted(accounts.items())), settings.count, tuple(found.front))


def _account(
    found: Found, settings: RelatedSettings, group: Group, row: int, near: Sequence[Neighbour]
) -> Account:
    article = group.articles[row]
    choices = found.choices.get(article.id, Choices())
    floor = least_score(settings.floor, len(group.articles))
    return Account(
        id=article.id,
        title=one_line(article.title, LONGEST),
        url=found.urls[article.id],
        lang=article.lang,
        date=article.date,
        tags=tuple(one_line(tag, LONGEST) for tag in article.tags),
        floor=floor,
        candidates=(
            *_listed(found, article.id, _parts(group, near)),
            *_passed_over(found, settings, group, row, near),
        ),
        linking=settings.links and choices.autolink,
        mentions=tuple(_mentions(found, article.id)),
        authors=tuple(sorted(set(found.authors.get(article.id, ())) - {article.id})),
    )


def _parts(group: Group, near: Sequence[Neighbour]) -> dict[str, tuple[tuple[str, float], ...]]:
    return {group.articles[n.row].id: tuple(getattr(n, "parts", ())) for n in near}


def _listed(
    found: Found, name: str, parts: Mapping[str, tuple[tuple[str, float], ...]]
) -> list[Candidate]:
    reasons = [*found.reasons.get(name, ()), *[""] * len(found.lists[name])]
    return [
        Candidate(made.id, made.score, parts.get(made.id, ()), one_line(reason, LONGEST))
        for made, reason in zip(found.lists[name], reasons, strict=False)
    ]


def _passed_over(
    found: Found,
    settings: RelatedSettings,
    group: Group,
    row: int,
    near: Sequence[Neighbour],
) -> list[Candidate]:
    name, floor = group.articles[row].id, least_score(settings.floor, len(group.articles))
    listed = {made.id for made in found.lists[name]}
    never = found.choices.get(name, Choices()).never
    known = found.passed_over.get(name, {})
    parts = _parts(group, near)
    result: list[Candidate] = []
    before = len(listed)
    for neighbour in near:
        other = group.articles[neighbour.row].id
        if other in listed:
            continue
        why = known.get(other) or _why(neighbour.score, floor, before < settings.count)
        why = Why.NEVER if other in never else why
        before += why is Why.UNEXPLAINED
        result.append(Candidate(other, neighbour.score, parts[other], why=why))
    return result


def _why(score: float, floor: float, room: bool) -> Why:  # noqa: FBT001 - one of two words
    """Why an article of this score is missing, where the list does not say so itself."""
    if score < floor:
        return Why.FLOOR
    return Why.UNEXPLAINED if room and score < UNEXPLAINED * floor else Why.FULL


def _mentions(found: Found, name: str) -> list[Mention]:
    links = found.links.get(name)
    if links is None:
        return []
    source = found.sources[name]
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
