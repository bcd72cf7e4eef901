"""What ties an article to others whatever their words: its series, its translations, its links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..wording.reasons import Kind, Reason
from .series import Beside


@dataclass(frozen=True, slots=True)
class Kin:
    """Ids of other published articles."""

    following: str = ""
    """The next part of its series; empty where there is none."""

    before: str = ""
    """The part before it."""

    translations: tuple[str, ...] = ()
    linked: frozenset[str] = frozenset()
    """Those that its author links."""

    reasons: Mapping[str, Reason] = field(default_factory=dict)
    """For the parts and the translations."""


def kin_of(beside: Beside, translations: Mapping[str, str], linked: Iterable[str]) -> Kin:
    """The kin of one article; `translations` are ids with their language tags."""
    order = sorted(translations, key=lambda id_: (translations[id_], id_))
    reasons = {id_: Reason(Kind.TRANSLATION, (translations[id_],)) for id_ in order}
    if beside.before:
        reasons[beside.before] = Reason(Kind.CONTINUED, beside.before_values)
    if beside.following:
        reasons[beside.following] = Reason(Kind.CONTINUES, beside.following_values)
    return Kin(beside.following, beside.before, tuple(order), frozenset(linked), reasons)
