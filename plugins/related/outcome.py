"""What relating the articles of a site leads to; found again where nothing that decides changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..builds.memory import Kind
from ..common.series import Part
from .links.insertion import Link
from .lists.overrides import Choices
from .lists.suggestions import Suggestion
from .settings import RelatedSettings
from .wording.closing import Sentence


class ArticleInput(NamedTuple):
    """All of one article that decides on lists, closing sentences and links."""

    content_hash: str
    """Of its id, what stands beside its text, and its HTML."""
    url: str
    choices: Choices
    part: Part | None
    """Of a series."""
    translations: Mapping[str, str]
    """Its published translations, each with its language."""


class Outcome(NamedTuple):
    """What articles get, by id."""

    lists: dict[str, tuple[Suggestion, ...]]
    closings: dict[str, Sentence]
    links: dict[str, tuple[Link, ...]]


OUTCOME = Kind[Outcome]("related: outcome", Outcome)


def outcome_key(
    siteurl: str, settings: RelatedSettings, articles: Mapping[str, ArticleInput]
) -> bytes:
    """Where the outcome for these articles, by id, is kept."""
    every = [
        (
            name,
            *one[:2],
            one.choices.first,
            sorted(one.choices.never),
            one.choices.autolink,
            *one[3:],
        )
        for name, one in articles.items()
    ]
    return OUTCOME.key(repr((siteurl, settings, every)).encode())
