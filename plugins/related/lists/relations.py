"""What ties an article to others whatever their words: its series, its translations, its links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from ...common.series import Part, series_in_order
from ...common.values import dataclass
from ..wording.reasons import Reason, ReasonKind


@dataclass(frozen=True, slots=True)
class Relations:
    """What ties an article to other published ones, by their ids."""

    next_part: str = ""
    """Of its series; empty where there is none."""

    previous_part: str = ""
    translations: tuple[str, ...] = ()
    linked: frozenset[str] = frozenset()
    """Those that its author links."""

    reasons: Mapping[str, Reason] = field(default_factory=dict)
    """For the parts and the translations."""


def series_relations(parts: Mapping[str, Part]) -> dict[str, Relations]:
    """The parts before and after each, by id."""
    found: dict[str, Relations] = {}
    for ids in series_in_order(parts):
        for previous, id_, following in zip(["", *ids], ids, [*ids[1:], ""], strict=False):
            reasons = {
                other: Reason(kind, _values(parts[other]))
                for other, kind in (
                    (previous, ReasonKind.CONTINUED),
                    (following, ReasonKind.CONTINUES),
                )
                if other
            }
            found[id_] = Relations(following, previous, reasons=reasons)
    return found


def with_others(
    relations: Relations, translations: Mapping[str, str], linked: Iterable[str]
) -> Relations:
    """Those of a series and the other ones; `translations` are ids with their language tags."""
    order = sorted(translations, key=lambda id_: (translations[id_], id_))
    reasons = {id_: Reason(ReasonKind.TRANSLATION, (translations[id_],)) for id_ in order}
    return replace(
        relations,
        translations=tuple(order),
        linked=frozenset(linked),
        reasons=reasons | dict(relations.reasons),
    )


def _values(part: Part) -> tuple[str, ...]:
    return (part.series,) if part.index is None else (part.series, str(part.index))
