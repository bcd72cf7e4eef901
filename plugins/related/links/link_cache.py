"""What finding links keeps from one build to the next, so that an edit costs little.

Nothing here decides anything: with a cache or without, the links are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from ..array_table import distinct
from .disambiguation import Disambiguator, PhraseStatistics, Verdict
from .encoding import Codes, EncodedNames, EncodedText, encode
from .limits import LinkableText, Mention
from .mention_detection import (
    EncodedPhrases,
    Occurrences,
    OccurrencesByName,
    PhraseForms,
    by_name,
    find_occurrences,
)
from .verification import Match

if TYPE_CHECKING:
    from ..article import Article

Links = tuple[Match, ...]
Decision = tuple[tuple[Mention, ...], tuple[int, int]]
"""All that decides on the links of an article: its mentions, and the owner's limits."""


@dataclass(slots=True)
class LinkCache:
    """What was found and made of each article, by its id.

    A run replaces all of it: what left the site is forgotten.
    """

    hashes: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Of the text that was read, and of what may name the article."""

    occurrences: dict[str, Occurrences] = field(default_factory=dict)
    kept: OccurrencesByName = field(default_factory=lambda: by_name({}))
    """`occurrences` as they are left to the next build."""
    searched_for: Codes = field(default_factory=lambda: np.zeros(0, np.uint64))
    """Keys of the phrases that `occurrences` are of."""

    made: dict[str, tuple[Decision, Links]] = field(default_factory=dict)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    """On the phrases that stand in the articles, by key."""
    never_link: tuple[str, ...] = ()
    """The phrases never linked under which they were found."""

    encoded: dict[str, tuple[EncodedNames, Codes]] = field(default_factory=dict)
    """Of the articles whose caller has not encoded them."""

    texts: dict[str, EncodedText] = field(default_factory=dict)
    """What the last `encode` gave."""
    edited: dict[str, tuple[str, Occurrences]] = field(default_factory=dict)
    """What it replaced: the hash of what may have named the article, and what was found in it."""

    def for_the_next(self) -> LinkCache:
        """It, as far as the next build has use for it."""
        return replace(self, occurrences={}, kept=by_name(self.occurrences), texts={}, edited={})

    def encode(
        self, articles: Sequence[Article], texts: Mapping[str, LinkableText], *, hashed: bool = True
    ) -> dict[str, EncodedText]:
        """Each article encoded, by id; anew where its hash is another.

        Without hashes, which take time to make, nothing can be found again in the next build.
        """
        previous, self.hashes, self.texts, self.edited = self.hashes, {}, {}, {}
        self.occurrences, self.kept = self.kept.each() | self.occurrences, by_name({})
        was_encoded, self.encoded = self.encoded, {}
        for article in articles:
            text = texts.get(article.id)
            hash_ = text_hash(article, text) if hashed else ""
            encoded = text.encoded if text else None
            known = previous.get(article.id) if hashed else None
            if known is None or known[0] != hash_:
                occurrences = self.occurrences.pop(article.id, None)
                if known is not None and occurrences is not None:
                    self.edited[article.id] = known[1], occurrences
                else:
                    self.verdicts = {}
                self.made.pop(article.id, None)
                was_encoded.pop(article.id, None)
                known = None
            if encoded is None:
                found = was_encoded.get(article.id) or _encoded(article, text)
                self.encoded[article.id] = found
                encoded = EncodedText(found[0], partial(_same, found[1]))
            self.texts[article.id] = encoded
            self.hashes[article.id] = known or (hash_, _names_hash(encoded.names))
        if len(previous) != len(self.hashes):
            self.verdicts = {}
        return self.texts

    def search(self, phrases: EncodedPhrases) -> list[Occurrences]:
        """What stands in each article, in the order of the last `encode`.

        An article that did not change is searched only for phrases that are new on the site.
        """
        forms = phrases.forms()
        kept = {name: self.occurrences[name] for name in self.texts if name in self.occurrences}
        found = self._find([name for name in self.texts if name not in kept], forms)
        added = forms.take(~np.isin(forms.keys, self.searched_for))
        if len(added.keys) and kept:
            for name, more in self._find(list(kept), added).items():
                if len(more.keys):
                    kept[name] = kept[name].with_(more)
        removed = self.searched_for[~np.isin(self.searched_for, forms.keys)]
        every = found | kept | _without(kept, removed)
        self.searched_for = forms.keys
        self.occurrences = {name: every[name] for name in self.texts}
        return list(self.occurrences.values())

    def _find(self, names: list[str], forms: PhraseForms) -> dict[str, Occurrences]:
        texts = [self.texts[name] for name in names]
        return dict(zip(names, find_occurrences(texts, forms), strict=True))

    def disambiguate(
        self, never_link: tuple[str, ...], statistics: Callable[[], PhraseStatistics]
    ) -> Disambiguator:
        """Which phrase leads where; decided anew only if phrases or their uses are others."""
        if self.never_link != never_link or not all(map(self._is_same, self.edited)):
            self.verdicts, self.never_link = {}, never_link
        self.edited = {}
        return Disambiguator(statistics, never_link, self.verdicts)

    def _is_same(self, name: str) -> bool:
        """Whether an edited article has its phrases, and uses everybody's, as before."""
        (named, was_found), found = self.edited[name], self.occurrences[name]
        return (
            named == self.hashes[name][1]
            and np.array_equal(was_found.keys, found.keys)
            and np.array_equal(was_found.cases, found.cases)
        )

    def links(self, name: str, decided_by: Decision, make: Callable[[], Links]) -> Links:
        """The links of an article, made anew only if something that decides on them changed."""
        known = self.made.get(name)
        if known is None or known[0] != decided_by:
            known = self.made[name] = decided_by, make()
        return known[1]

    def forget_all_but(self, names: Mapping[str, object]) -> None:
        """Drop the links of articles that are no longer there."""
        self.made = {name: made for name, made in self.made.items() if name in names}


def _same(codes: Codes) -> Codes:
    return codes


def _encoded(article: Article, text: LinkableText | None) -> tuple[EncodedNames, Codes]:
    return encode(article, [passage.text for passage in text.passages] if text else ())


def _names_hash(names: EncodedNames) -> str:
    """The same for what may name the same article in the same way."""
    named = repr((names.lang, names.names)).encode(errors="replace")
    return blake2b(named, digest_size=16).hexdigest()


def _without(occurrences: Mapping[str, Occurrences], removed: Codes) -> dict[str, Occurrences]:
    """Those that change when phrases are removed."""
    if not len(removed) or not occurrences:
        return {}
    every = list(occurrences.values())
    touched = np.isin(np.concatenate([each.keys for each in every]), removed)
    owners = np.repeat(np.arange(len(every)), [len(each.keys) for each in every])
    names = list(occurrences)
    return {
        names[row]: every[row].take(~np.isin(every[row].keys, removed))
        for row in distinct(owners[touched]).tolist()
    }


def text_hash(article: Article, text: LinkableText | None) -> str:
    """The hash that the caller gave, or a hash of all that `encode` and `choose_links` read."""
    if text is not None and text.content_hash:
        return text.content_hash
    known = [article.id, article.title, article.lang, *article.aliases]
    hashed = blake2b("\0".join(known).encode(errors="replace"), digest_size=16)
    for passage in text.passages if text else ():
        place = f"\0{passage.paragraph}\0{passage.before}\0{passage.after}\0"
        hashed.update(f"{place}{passage.text}\0".encode(errors="replace"))
        starts = passage.starts
        hashed.update(repr(starts if isinstance(starts, range) else list(starts)).encode())
    return hashed.hexdigest()
