"""Links to feeds, and the page about them: what they are, what they hold, and every one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from ..common.values import dataclass
from ..disclosure.label import Label
from ..disclosure.messages import SHORT, VALUE_LABELS
from ..disclosure.vocabulary import Role
from ..wording.catalogue import ENGLISH, Words
from . import messages
from .paths import ALL, NAMES, TYPES, WHOLE, ListKey, feed_address, feed_path, feed_title
from .settings import FORMATS, FeedsSettings

TITLES = {
    "category": messages.CATEGORIES,
    "model": messages.MODELS,
    "language": messages.LANGUAGES,
    "author": messages.AUTHORS,
    "tag": messages.TAGS,
}
"""Heading by kind of list, in the order of the page: the longest list comes last."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One `<link rel="alternate">`."""

    href: str
    type: str
    title: str
    form: str
    """The format as people call it."""


@dataclass(frozen=True, slots=True)
class Linker:
    """Makes links to the feeds of one site."""

    site_url: str
    site_name: str
    options: FeedsSettings
    say: Words = ENGLISH

    def links(self, shown: ListKey) -> Iterator[FeedLink]:
        """Links to the feeds of one list, the richest format first."""
        title = feed_title(shown.kind, shown.name, self.site_name, self.say)
        for form in self.options.formats(shown.kind):
            href = feed_address(self.site_url, feed_path(shown.kind, shown.slug, form))
            yield FeedLink(href, TYPES[form], f"{title} ({NAMES[form]})", NAMES[form])

    def on_page(self, shown: ListKey | None) -> Iterator[FeedLink]:
        """Links to the site's feeds, then to those of the list that the page shows, if any."""
        yield from self.links(WHOLE)
        if shown:
            yield from self.links(shown)


@dataclass(frozen=True, slots=True)
class ListedFeeds:
    """One list of articles and its feeds."""

    name: str
    page: str
    """Address of its page below the site's root; empty: it has none of its own."""
    feeds: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True)
class ListSection:
    """All lists of a kind."""

    kind: str
    title: str
    lists: tuple[ListedFeeds, ...]


@dataclass(frozen=True, slots=True)
class SubscribePage:
    """The whole page, ready to print as text."""

    language: str
    direction: str
    title: str
    intro: str
    how: str
    formats: str
    whole_title: str
    whole: tuple[FeedLink, ...]
    contents_title: str
    contents: tuple[str, ...]
    filter_title: str
    filter_author: str
    filter_category: str
    values: Mapping[str, str]
    """Term of a category to what it means."""
    sections: tuple[ListSection, ...]


@dataclass(frozen=True, slots=True)
class DisclosedInFeeds:
    """What the site's entries tell of AI: nothing where nothing is declared."""

    whole: bool = False
    """Whether every one of them tells how it was made."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Values that occur, and what they mean."""
    credit: str = ""
    """What stands in brackets after an author's name: one that occurs."""


def disclosed_in(labels: Iterable[Label], say: Words) -> DisclosedInFeeds:
    """What the entries with these labels tell, in the words that readers are told of AI in."""
    every = list(labels)
    declared = [label for label in every if label.declared]
    values = {label.value for label in declared}
    credited = {label.role for label in declared if label.credit}
    return DisclosedInFeeds(
        whole=bool(every) and len(declared) == len(every),
        values={value: say(told) for value, told in VALUE_LABELS.items() if value in values},
        # The last role is the one by which AI did most: readers meet it first.
        credit=next((say(SHORT[role]) for role in reversed(Role) if role in credited), ""),
    )


def subscribe_page(
    linker: Linker,
    lists: Iterable[tuple[ListKey, str]],
    told: DisclosedInFeeds,
    *,
    publisher: str,
    articles: int,
) -> SubscribePage:
    """The page for a site whose lists are `lists`, each with its page below the site's root.

    `publisher` is a name for the example of an author, `articles` how many the site has.
    """
    say = linker.say
    example = f"{publisher} ({told.credit})" if told.credit else ""
    return SubscribePage(
        language=say.language,
        direction=say.direction,
        title=say(messages.SUBSCRIBE),
        intro=say(messages.INTRO),
        how=say(messages.HOW),
        # The sentence names all three.
        formats=say(messages.FORMATS) if linker.options.formats(ALL) == FORMATS else "",
        whole_title=say(messages.WHOLE_SITE),
        whole=tuple(linker.links(WHOLE)),
        contents_title=say(messages.CONTENTS),
        contents=tuple(_contents(linker.options, say, articles, whole=told.whole)),
        filter_title=say(messages.FILTER) if example or told.values else "",
        filter_author=say(messages.FILTER_AUTHOR, example=example) if example else "",
        filter_category=say(messages.FILTER_CATEGORY) if told.values else "",
        values=told.values,
        sections=tuple(_sections(linker, list(lists))),
    )


def _contents(options: FeedsSettings, say: Words, articles: int, *, whole: bool) -> Iterable[str]:
    if whole:
        yield say(messages.WHOLE_TEXTS)
    most, few = options.most(ALL), options.most("tag")
    if most and few:
        yield say(messages.NEWEST, most=str(most), few=str(few))
    if most and articles > most and "atom" in options.all:
        yield say(messages.HISTORY)
    yield say(messages.SAME_ENTRY)


def _sections(linker: Linker, lists: list[tuple[ListKey, str]]) -> Iterable[ListSection]:
    for kind, title in TITLES.items():
        listed = [
            ListedFeeds(shown.name, page, tuple(linker.links(shown)))
            for shown, page in sorted(lists, key=lambda pair: pair[0].name.casefold())
            if shown.kind == kind and linker.options.formats(kind)
        ]
        if listed:
            yield ListSection(kind, linker.say(title), tuple(listed))
