"""What two articles have in common, as `explain` finds it: plain values."""

from __future__ import annotations

from ...common.values import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """What two articles have in common."""

    keyphrases: tuple[str, ...] = ()
    """At most `explain.MOST`, the weightiest first, in the spelling that they use most."""

    tags: tuple[str, ...] = ()
    """Tags or other names of both that few other articles have, the rarest first, at most as many;
    whether the texts speak of them or not."""

    subject: str = ""
    """The weightiest thing that the second article is about, by its title, tags or other names,
    and that the first speaks of; empty where there is none."""


NOTHING = Explanation()
