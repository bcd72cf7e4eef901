"""What all labels of a list say, so that it can stand once above the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .label import Label


def shared_label(labels: Iterable[Label | None]) -> Label | None:
    """One that stands for all of `labels`, by its short words; None: they differ, or one has none.

    Labels of covers are not looked at: each stands beside its own article. Its lines are those of
    all, or none.
    """
    found = [*labels]
    first = found[0] if found else None
    if first is None or not first.short:
        return None
    said = (first.short, first.language)
    if not all(each and (each.short, each.language) == said for each in found):
        return None
    alike = len({each.lines for each in found if each}) == 1
    return first if alike else replace(first, lines="")
