"""Numbers of articles by role, review, model and year, counted from the inventory's rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..common.values import dataclass
from ..disclosure.inventory import InventoryRow
from ..disclosure.vocabulary import Level, ReviewState, Role

UNDECLARED = "undeclared"
"""Stands among roles and review states for an article that declares neither."""

NO_MODEL = ""
"""Stands among models for an article whose words are AI's, and that names none."""

ROLES = (*(role.value for role in Role), UNDECLARED)
STATES = (*(state.value for state in ReviewState), UNDECLARED)
LEVELS = tuple(level.value for level in Level)


@dataclass(frozen=True, slots=True)
class Year:
    """The articles of one year."""

    year: str
    """Empty for articles without a date."""
    roles: Mapping[str, int]
    """Number by role, each of `ROLES`."""

    @property
    def total(self) -> int:
        """Of all roles."""
        return sum(self.roles.values())


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything that the page tells. Every article is in every table but that of models once."""

    total: int
    with_ai: int
    """Those that say that AI made any of their words."""
    with_ai_checked: int
    """Those of them for which a review is recorded."""
    roles: Mapping[str, int]
    """Number by role, each of `ROLES`."""
    states: Mapping[str, int]
    """Number by review state, each of `STATES`."""
    models: Mapping[str, int]
    """Number by identifier, most first, `NO_MODEL` last: an article counts with each that it names,
    and with none where no word of it is AI's."""
    levels: Mapping[str, int]
    """Number of declarations by where they stand, each of `LEVELS`."""
    years: tuple[Year, ...]
    """Newest first; none without articles."""
    undeclared: tuple[InventoryRow, ...]
    """Newest first."""
    stale: tuple[InventoryRow, ...]


def counts_of(rows: Iterable[InventoryRow]) -> Counts:
    """Count the articles among `rows`; pages are about the site."""
    articles = [row for row in rows if row.kind == "article"]
    roles = [row.role or UNDECLARED for row in articles]
    states = [row.review or UNDECLARED for row in articles]
    by_ai = [row for row in articles if _is_by_ai(row)]
    return Counts(
        total=len(articles),
        with_ai=len(by_ai),
        with_ai_checked=sum(row.review == ReviewState.RECORDED for row in by_ai),
        roles=_tally(roles, ROLES),
        states=_tally(states, STATES),
        models=_by_model(articles),
        levels=_tally((row.declared_in or "" for row in articles), LEVELS),
        years=_by_year(articles),
        undeclared=_newest(row for row in articles if row.role is None),
        stale=_newest(row for row in articles if row.review == ReviewState.STALE),
    )


def _tally(values: Iterable[str], order: Sequence[str]) -> dict[str, int]:
    tally = Counter(values)
    return {word: tally[word] for word in order}


def _by_model(articles: Iterable[InventoryRow]) -> dict[str, int]:
    tally = Counter(model for row in articles for model in _models(row))
    without = tally.pop(NO_MODEL, 0)
    ordered = sorted(tally.items(), key=lambda item: (-item[1], item[0]))
    return {**dict(ordered), **({NO_MODEL: without} if without else {})}


def _models(row: InventoryRow) -> set[str]:
    """Every model that wrote any of the words; `NO_MODEL` where one did and none is named."""
    named = {*row.models, *(model for part in row.parts for model in part.models)}
    return named or ({NO_MODEL} if _is_by_ai(row) else set())


def _is_by_ai(row: InventoryRow) -> bool:
    """Whether AI made any of the words, by what is declared."""
    return bool({row.role, *(part.role for part in row.parts)} - {None, Role.NONE.value})


def _by_year(articles: Iterable[InventoryRow]) -> tuple[Year, ...]:
    by_year: dict[str, list[str]] = {}
    for row in articles:
        by_year.setdefault((row.date or "")[:4], []).append(row.role or UNDECLARED)
    newest_first = sorted(by_year.items(), reverse=True)
    return tuple(Year(year, _tally(roles, ROLES)) for year, roles in newest_first)


def _newest(rows: Iterable[InventoryRow]) -> tuple[InventoryRow, ...]:
    ordered = sorted(rows, key=lambda row: row.url)
    return tuple(sorted(ordered, key=lambda row: row.date or "", reverse=True))
