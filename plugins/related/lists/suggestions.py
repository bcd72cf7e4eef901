"""What a list holds, what it leaves out and why, and what authors ask of it: plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from ...common.values import dataclass
from ..keyphrases.explanation import Explanation
from ..wording.reasons import Reason
from .overrides import Choices
from .relations import Relations

NO_CHOICES = Choices()
NO_RELATIONS = Relations()


class Exclusion(Enum):
    """Why an article that is close is not in a list."""

    NEVER = "Related-Not names it"
    NEAR_DUPLICATE = "it says nearly the same as one that is listed"
    FLOOR = "it is not close enough"
    UNEXPLAINED = "no reason can be said, and it is not very close"
    FULL = "closer articles took the places of the list"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of a list."""

    id: str
    score: float
    reason: Reason
    explanation: Explanation
    """What both are about."""


@dataclass(frozen=True, slots=True)
class ArticleList:
    """What became of one article's list."""

    listed: tuple[Suggestion, ...]
    passed_over: Mapping[str, Exclusion]
    explanations: Mapping[str, Explanation]
    """What it shares with each article that the list may name, also if it does not."""


@dataclass(frozen=True, slots=True)
class AuthorInput:
    """What authors wrote about lists and series, by id; for many articles there is nothing."""

    choices: Mapping[str, Choices]
    relations: Mapping[str, Relations]

    def of(self, name: str) -> tuple[Choices, Relations]:
        """For one article."""
        return self.choices.get(name, NO_CHOICES), self.relations.get(name, NO_RELATIONS)

    def __iter__(self) -> Iterator[str]:
        """The ids of articles for which there is something."""
        return iter({*self.choices, *self.relations})
