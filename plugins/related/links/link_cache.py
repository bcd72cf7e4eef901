"""What finding links keeps from one run to the next, so that an edit costs little.

Nothing here decides anything: with a memory or without, the links are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from .encoding import Codes, EncodedText, encode
from .limits import LinkableText, Mention
from .mention_detection import EncodedPhrases, Occurrences, find_occurrences
from .verification import Match

if TYPE_CHECKING:
    from ..article import Article
    from .disambiguation import Disambiguator

ArticleList = tuple[Match, ...]


@dataclass(slots=True)
class LinkCache:
    """Of each article by its id: what was read, found and made. Can be pickled.

    A run replaces all of it: what left the site is forgotten.
    """

    words: dict[str, tuple[str, EncodedText]] = field(default_factory=dict)
    """With the key of the text that was read."""

    hits: dict[str, Occurrences] = field(default_factory=dict)
    forms: Codes = field(default_factory=lambda: np.zeros(0, np.uint64))
    """Keys of the forms that `hits` were searched for."""

    made: dict[str, tuple[object, ArticleList]] = field(default_factory=dict)
    """With all that decided on the links."""

    claims: Disambiguator | None = None
    never: tuple[str, ...] = ()
    """The phrases never linked under which `claims` decided."""

    edited: dict[str, tuple[EncodedText, Occurrences]] = field(default_factory=dict)
    """What the last `read` replaced."""

    def read(
        self, articles: Sequence[Article], texts: Mapping[str, LinkableText], *, keyed: bool = True
    ) -> list[EncodedText]:
        """The words of each article, read anew where its key is another.

        Without keys, which take time to make, nothing can be found again in the next run.
        """
        known, self.words, self.edited = self.words, {}, {}
        for article in articles:
            text = texts.get(article.id)
            key = text_key(article, text) if keyed else ""
            before = known.get(article.id) if keyed else None
            if before is None or before[0] != key:
                hits = self.hits.pop(article.id, None)
                if before is not None and hits is not None:
                    self.edited[article.id] = before[1], hits
                else:
                    self.claims = None
                self.made.pop(article.id, None)
                before = key, encode(article, text.passages if text else None)
            self.words[article.id] = before
        if len(known) != len(self.words):
            self.claims = None
        return [words for _, words in self.words.values()]

    def search(self, spelled: EncodedPhrases) -> list[Occurrences]:
        """What stands in each article, in the order of the last `read`; `spelled` is from there.

        What was read before is searched only for phrases that are new on the site.
        """
        forms = spelled.forms()
        old = {name: self.hits[name] for name in self.words if name in self.hits}
        new = [name for name in self.words if name not in old]
        found = dict(
            zip(new, find_occurrences([self.words[name][1] for name in new], forms), strict=True)
        )
        added = forms.without(self.forms)
        if len(added.keys) and old:
            more = find_occurrences([self.words[name][1] for name in old], added)
            for name, hits in zip(list(old), more, strict=True):
                if len(hits.keys):
                    old[name] = old[name].with_(hits)
        gone = self.forms[~np.isin(self.forms, forms.keys)]
        old |= _without(old, gone)
        self.forms = forms.keys
        both = old | found
        self.hits = {name: both[name] for name in self.words}
        return list(self.hits.values())

    def decided(self, never: tuple[str, ...], decide: Callable[[], Disambiguator]) -> Disambiguator:
        """Which phrase leads where; decided anew only if phrases or their uses are others."""
        if self.claims is None or self.never != never or not all(map(self._is_same, self.edited)):
            self.claims, self.never = decide(), never
        self.edited = {}
        return self.claims

    def _is_same(self, name: str) -> bool:
        """Whether an edited article has its phrases, and uses everybody's, as before."""
        (words, hits), (_, now), found = self.edited[name], self.words[name], self.hits[name]
        return (
            (words.lang, words.phrases) == (now.lang, now.phrases)
            and np.array_equal(hits.keys, found.keys)
            and np.array_equal(hits.cases, found.cases)
        )

    def links(
        self,
        name: str,
        mentions: Sequence[Mention],
        limits: object,
        make: Callable[[], ArticleList],
    ) -> ArticleList:
        """The links of an article, made anew only if something that decides on them changed."""
        state = (mentions, limits)
        before = self.made.get(name)
        if before is None or before[0] != state:
            before = self.made[name] = state, make()
        return before[1]

    def forget_all_but(self, names: Mapping[str, object]) -> None:
        """Drop the links of articles that are no longer there."""
        self.made = {name: made for name, made in self.made.items() if name in names}


def _without(hits: Mapping[str, Occurrences], gone: Codes) -> dict[str, Occurrences]:
    """Those of the hits that change when forms are gone."""
    if not len(gone) or not hits:
        return {}
    touched = np.isin(np.concatenate([each.keys for each in hits.values()]), gone)
    counts = [len(each.keys) for each in hits.values()]
    rows = set(np.repeat(np.arange(len(counts)), counts)[touched].tolist())
    return {
        name: each.without(gone) for row, (name, each) in enumerate(hits.items()) if row in rows
    }


def text_key(article: Article, text: LinkableText | None) -> str:
    """The key that the caller gave, or a hash of all that `encode` and `choose_links` read."""
    if text is not None and text.key:
        return text.key
    known = [article.id, article.title, article.lang, *article.aliases]
    hashed = blake2b("\0".join(known).encode(errors="replace"), digest_size=16)
    for passage in text.passages if text else ():
        place = f"\0{passage.paragraph}\0{passage.before}\0{passage.after}\0"
        hashed.update(f"{place}{passage.text}\0".encode(errors="replace"))
        starts = passage.starts
        hashed.update(repr(starts if isinstance(starts, range) else list(starts)).encode())
    return hashed.hexdigest()
