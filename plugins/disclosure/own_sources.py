"""Whether a text lists its sources itself, under a heading of its own."""

from __future__ import annotations

from ..common.frontmatter import composed
from ..html.headings import headings_of
from ..wording.catalogue import Words
from . import messages


def own_sources(html: str, say: Words) -> str | None:
    """Id of the heading, empty where it has none; None: there is no such heading.

    Headings are compared whole: ‘Sources of energy’ begins no list. `say` has the words of the
    text's language.
    """
    known = {_plain(heading) for heading in say(messages.SOURCE_HEADINGS).split("|")}
    found = (heading.id for heading in headings_of(html) if _plain(heading.title) in known)
    return next(found, None)


def _plain(heading: str) -> str:
    return composed(heading).casefold().strip(" .:：")
