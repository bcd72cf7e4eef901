"""The sentences that readers see, all in one place."""

from __future__ import annotations

from collections.abc import Sequence

SHARED = "both on {}"
TAGGED = "both tagged {}"
CHOSEN = "chosen by the author"
ALIKE = "similar wording"
CLOSING = "Read more about {subject} in our article {title}."
TITLE = "‘{}’"


def shared(subjects: Sequence[str]) -> str:
    """Why: what both articles are about."""
    return SHARED.format(listed(subjects))


def tagged(tags: Sequence[str]) -> str:
    """Why: tags of both articles."""
    return TAGGED.format(listed([f"‘{tag}’" for tag in tags]))


def listed(parts: Sequence[str]) -> str:
    """‘A’, ‘A and B’, ‘A, B and C’; `parts` is not empty."""
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


def closing(subject: str) -> tuple[str, str]:
    """The closing sentence before and after the title, which is quoted by `quoted`."""
    before, _, after = CLOSING.partition("{title}")
    return before.replace("{subject}", subject), after


def quoted(title: str) -> str:
    """An article's title inside a sentence."""
    return TITLE.format(title)
