"""What a page depends on, part by part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..common.values import dataclass

BASIS, SITE = "of every page", "of every text"
"""Names of parts: what every page depends on; all texts of the site."""


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What a page depends on."""

    fingerprint: str = ""
    """Hash of it all; empty: nobody knows it all."""
    groups: tuple[Mapping[str, bytes], ...] = ()
    """Hashes of what it is, each with its name; pages share some (reasons.py)."""
    more: Callable[[], Mapping[str, bytes]] = dict
    """Further ones, which are worked out for pages that are made."""
    unknown: str = ""
    """What is not known, where that is the case."""
    is_steady: bool = True
    """Whether a build of the same comes to the same, known or not."""
