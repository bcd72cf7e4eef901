"""Which mentions become links, and the links put into HTML without changing anything else."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from .article import Article
from .languages import primary
from .match import Lexicon, Match
from .passages import Passage
from .phrases import Origin, Phrase, ambiguous, phrases_of, stopped
from .settings import RelatedSettings

NEAR = 20
"""A title names its article only among the texts closest to it, in one direction or the other."""

RARE = 3
RARE_SHARE = 0.004
"""Articles that may mention a title of few words: in more, it is an expression of the trade.

Of the mentions of titles of two words or more that authors could have linked, they did link 81 % of
those in one to three articles, 45 % in four to seven, 24 % in more (four sites, visible half).
"""

LONG = 4
"""Words from which a title is no expression, however often it is used."""

NAME_SHARE = 0.25
"""Articles that may mention a title of one word; in more, it is what the whole site is about."""


class Rule(Enum):
    """Why a mention is no link."""

    ITSELF = "it names the article it stands in"
    CASE = "it is written in another letter case"
    AMBIGUOUS = "it names two articles"
    STOPPED = "it stands in the list of phrases never linked"
    COMMON = "it is in too many articles"
    FAR = "the article it names is not close to this one"
    LINKED = "the author links that article already"
    AGAIN = "an earlier mention is linked"
    PARAGRAPH = "the paragraph has its number of links"
    ARTICLE = "the article has its number of links"


@dataclass(frozen=True, slots=True)
class Text:
    """One article's places for links."""

    passages: Sequence[Passage]
    linked: Collection[str] = ()
    """Ids of the articles that its author links."""


@dataclass(slots=True)
class Links:
    """What became of an article's mentions."""

    made: list[Match] = field(default_factory=list)
    """In the order of the text, none touching another."""

    refused: list[tuple[Match, Rule]] = field(default_factory=list)


def plan(
    articles: Iterable[Article],
    texts: Mapping[str, Text],
    near: Mapping[str, Collection[str]],
    settings: RelatedSettings,
) -> dict[str, Links]:
    """The links of each text. `near` holds, by id, the ids of the `NEAR` closest articles."""
    articles = sorted(articles, key=lambda article: article.id)
    phrases = [phrase for article in articles for phrase in phrases_of(article)]
    lexicons = {
        lang: Lexicon(phrase for phrase in phrases if phrase.lang == lang)
        for lang in {phrase.lang for phrase in phrases}
    }
    empty = Lexicon(())
    mentions = {
        article.id: list(
            lexicons.get(primary(article.lang), empty).matches(texts[article.id].passages)
        )
        for article in articles
        if article.id in texts
    }
    banned = _banned(phrases, mentions, settings, Counter(primary(a.lang) for a in articles))
    return {
        source: _Chooser(source, texts[source], banned, near, settings).choose(found)
        for source, found in mentions.items()
    }


def insert(source: str, links: Iterable[Match], href: Callable[[str], str]) -> str:
    """`source` with a link around each match; `href` turns a target's id into an address.

    Without the tags that this adds, the result is `source` again, character for character.
    """
    parts: list[str] = []
    at = 0
    for link in links:
        address = html.escape(href(link.phrase.target))
        parts += [source[at : link.start], f'<a class="autolink" href="{address}">']
        parts += [source[link.start : link.end], "</a>"]
        at = link.end
    return "".join([*parts, source[at:]])


def _banned(
    phrases: list[Phrase],
    mentions: Mapping[str, list[Match]],
    settings: RelatedSettings,
    sizes: Counter[str],
) -> dict[Phrase, Rule]:
    """The phrases that no text may use, with the rule that says so."""
    used: Counter[Phrase] = Counter()
    miscased: Counter[Phrase] = Counter()
    for source, found in mentions.items():
        used.update({m.phrase for m in found if m.cased and m.phrase.target != source})
        miscased.update({m.phrase for m in found if not m.cased and m.phrase.target != source})
    common = {p for p in phrases if _is_common(p, used[p], miscased[p], sizes[p.lang])}
    return (
        dict.fromkeys(common, Rule.COMMON)
        | dict.fromkeys(ambiguous(phrases), Rule.AMBIGUOUS)
        | dict.fromkeys(stopped(phrases, settings.never_link), Rule.STOPPED)
    )


def _is_common(phrase: Phrase, used: int, miscased: int, articles: int) -> bool:
    """Whether so many of the `articles` use a title that it cannot mean the one article.

    A word that also stands in lower case is a common noun. Aliases and identifiers are never
    common: their authors say, or their form shows, that they are names.
    """
    if phrase.origin is Origin.NAME:
        return miscased > 0 or used > max(RARE, NAME_SHARE * articles)
    if phrase.origin is Origin.TITLE and len(phrase.atoms) < LONG:
        return used > max(RARE, RARE_SHARE * articles)
    return False


class _Chooser:
    """Takes the mentions of one text in order."""

    def __init__(
        self,
        source: str,
        text: Text,
        banned: Mapping[Phrase, Rule],
        near: Mapping[str, Collection[str]],
        settings: RelatedSettings,
    ) -> None:
        self.source = source
        self.text = text
        self.banned = banned
        self.near = near
        self.settings = settings
        self.links = Links()
        self.targets: set[str] = set()
        self.in_paragraph: Counter[int] = Counter()

    def choose(self, found: Iterable[Match]) -> Links:
        """Decide on each mention; one that lies in a longer one is not considered."""
        end = 0
        for match in found:
            if match.start >= end:
                end = match.end
                self._decide(match)
        return self.links

    def _decide(self, match: Match) -> None:
        rule = self._refusal(match)
        if rule:
            self.links.refused.append((match, rule))
            return
        self.links.made.append(match)
        self.targets.add(match.phrase.target)
        self.in_paragraph[match.paragraph] += 1

    def _refusal(self, match: Match) -> Rule | None:
        """The first rule that forbids this link."""
        target = match.phrase.target
        rules = {
            Rule.ITSELF: target == self.source,
            Rule.CASE: not match.cased,
            Rule.LINKED: target in self.text.linked,
            Rule.AGAIN: target in self.targets,
            Rule.FAR: self._is_far(match.phrase),
            Rule.ARTICLE: len(self.links.made) >= self.settings.links_per_article,
            Rule.PARAGRAPH: self.in_paragraph[match.paragraph] >= self.settings.links_per_paragraph,
        }
        holding = (rule for rule, holds in rules.items() if holds)
        return self.banned.get(match.phrase) or next(holding, None)

    def _is_far(self, phrase: Phrase) -> bool:
        if phrase.origin in {Origin.ALIAS, Origin.CODE}:
            return False
        there, here = self.near.get(phrase.target, ()), self.near.get(self.source, ())
        return phrase.target not in here and self.source not in there
