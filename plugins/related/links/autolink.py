"""Which mentions become links, and the links put into HTML without changing anything else.

The parts, in the order in which they work: `phrases` and `title_phrases` say what an article may be
called, `encoding` makes numbers of texts and phrases, `mention_detection` finds the phrases in the
texts, `disambiguation` counts them and says which phrase leads where, `verification` looks closely
at what was found, `limits` decides which mentions become links. `link_cache` keeps what an edit
did not change.

On two blogs and two sites of documentation (tests/bench/bench_links.py) this makes 1.0, 0.3, 1.9
and 1.4 links an article. Of the links whose words their authors linked too, 100, 100, 99.8 and
99.2 % lead to the same article; the authors' links to identifiers are made for 93 and 83 %.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from ..array_table import distinct
from ..article import Article
from ..settings import RelatedSettings
from .disambiguation import Disambiguator, PhraseStatistics, Rule, Verdict
from .encoding import EncodedText
from .insertion import insert
from .limits import LinkableText, LinkChoice, Mention, Refusal, choose_links
from .link_cache import LinkCache
from .mention_detection import Occurrences, encoded_phrases
from .phrases import Origin, Phrase
from .verification import Match

__all__ = ["NEAR", "LinkCache", "LinkPlan", "LinkableText", "Rule", "insert", "plan"]

NEAR = 20
"""A title names its article only among the texts closest to it, in one direction or the other."""

UNMISTAKABLE = 5
"""Atoms from which a title needs no closeness: nobody writes so many by chance."""

EXACT = frozenset({Origin.ALIAS, Origin.CODE})


@dataclass(frozen=True)
class LinkPlan:
    """What became of an article's mentions."""

    made: tuple[Match, ...]
    """In the order of the text, none touching another."""

    choice: Callable[[], LinkChoice]

    @cached_property
    def refused(self) -> list[Refusal]:
        """The other mentions, each with the rule that forbids it; looked for when asked for."""
        return self.choice().refused


def plan(
    articles: Iterable[Article],
    texts: Mapping[str, LinkableText],
    closest: Mapping[str, Collection[str]],
    settings: RelatedSettings,
    cache: LinkCache | None = None,
) -> dict[str, LinkPlan]:
    """The links of each text. `closest` holds, by id, the ids of the `NEAR` closest articles.

    An article without a text gets no links, but may be linked. A `cache` of the last build makes
    this one faster, and is brought up to date.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    hashed = cache is not None
    cache = cache or LinkCache()
    encoded = cache.encode(ordered, texts, hashed=hashed)
    phrases = encoded_phrases(list(encoded.values()))
    occurrences = cache.search(phrases) if encoded else []
    disambiguator = cache.disambiguate(
        tuple(settings.never_link),
        lambda: PhraseStatistics(encoded, occurrences, phrases),
    )
    cache.forget_all_but(texts)
    promising = _promising(occurrences, disambiguator)
    plans: dict[str, LinkPlan] = {}
    for row, article in enumerate(ordered):
        if article.id in texts:
            text = _Text(
                row,
                article.id,
                texts[article.id],
                encoded[article.id],
                promising.get(row, occurrences[row]),
                closest,
                disambiguator,
                settings,
            )
            made = text.made(cache) if row in promising else ()
            plans[article.id] = LinkPlan(made, text.choice)
    return plans


def _promising(
    occurrences: Sequence[Occurrences], disambiguator: Disambiguator
) -> dict[int, Occurrences]:
    """The texts in which a phrase stands that leads somewhere, and all that may be a mention there.

    They are few, and so are the occurrences that have to be looked at one by one.
    """
    if not occurrences:
        return {}
    every = Occurrences.concatenated(occurrences)
    keys, forms = np.unique(every.keys, return_inverse=True)
    verdicts = [disambiguator.verdict(key) for key in keys.tolist()]
    leads = np.array([verdict.rule is None for verdict in verdicts], bool)
    stands = np.array([verdict.stands for verdict in verdicts], bool)
    owners = np.repeat(np.arange(len(occurrences)), [len(each.keys) for each in occurrences])
    kept = np.flatnonzero(stands[forms])
    rows = distinct(owners[leads[forms]])
    begins, ends = (np.searchsorted(owners[kept], rows, side) for side in ("left", "right"))
    bounds = zip(rows.tolist(), begins.tolist(), ends.tolist(), strict=True)
    return {row: every.take(kept[begin:end]) for row, begin, end in bounds}


class _Text(NamedTuple):
    """A text that may get links, with all that decides on them."""

    row: int
    id: str
    text: LinkableText
    encoded: EncodedText
    occurrences: Occurrences
    closest: Mapping[str, Collection[str]]
    disambiguator: Disambiguator
    settings: RelatedSettings

    def choice(self) -> LinkChoice:
        """Look closely at each mention."""
        return choose_links(self.text, self.encoded.codes, self.mentions(), self.settings)

    def made(self, cache: LinkCache) -> tuple[Match, ...]:
        """The links, kept from the last build if nothing that decides on them changed."""
        mentions = tuple(self.mentions())
        if all(rule for _, _, rule in mentions):
            return ()
        limits = self.settings.links_per_article, self.settings.links_per_paragraph
        return cache.links(self.id, (mentions, limits), lambda: tuple(self.choice().made))

    def mentions(self) -> Iterator[Mention]:
        """What may be a mention, with the rule that forbids a link."""
        keys, places = self.occurrences.keys.tolist(), self.occurrences.places.tolist()
        for key, place in zip(keys, places, strict=True):
            verdict = self.disambiguator.verdict(key)
            if verdict.stands:
                yield place, verdict.phrase, self._refusal(verdict)

    def _refusal(self, verdict: Verdict) -> Rule | None:
        """The first rule that forbids this link whatever else the text holds."""
        phrase = verdict.phrase
        if verdict.rule:
            return verdict.rule
        if phrase.target == self.id:
            return Rule.ITSELF
        if self.row in verdict.owners:
            return Rule.SHARED
        if phrase.target in self.text.linked:
            return Rule.LINKED
        return Rule.FAR if self._is_far(phrase) else None

    def _is_far(self, phrase: Phrase) -> bool:
        """Whether the target is not among the closest.

        One direction is enough, but not for a part in lower case, which may be said of anything.
        """
        if phrase.origin in EXACT or is_unmistakable(phrase):
            return False
        to = phrase.target in self.closest.get(self.id, ())
        back = self.id in self.closest.get(phrase.target, ())
        if phrase.origin is Origin.PART and phrase.text.islower():
            return not (to and back)
        return not (to or back)


def is_unmistakable(phrase: Phrase) -> bool:
    """Whether a phrase means its article wherever it stands."""
    if phrase.origin is Origin.CORE:
        return phrase.is_numbered
    return phrase.origin is Origin.TITLE and len(phrase.atoms) >= UNMISTAKABLE
