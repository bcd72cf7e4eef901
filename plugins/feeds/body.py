"""What an entry says: the disclosure first, then the text, then what to read next."""

from __future__ import annotations

from dataclasses import dataclass

import nh3
from lxml import html
from lxml.html import builder

from ..common.characters import without_forbidden
from ..common.htmltext import first_words, text_of

LONGEST_EXCERPT = 300
"""Characters of a summary taken from the text; an author's own summary is never cut."""

NO_PROSE = frozenset("h1 h2 h3 h4 h5 h6 pre table figure script style".split())
"""What an excerpt leaves out, with all that is in it: it makes no sense between two sentences."""


@dataclass(frozen=True, slots=True)
class Related:
    """An article to read next."""

    url: str
    """Absolute."""
    title: str
    reason: str = ""


def content(sentence: str, text: str, closing: str, related: tuple[Related, ...]) -> str:
    """The full content of an entry.

    `sentence` is the disclosure in words (empty: nothing is declared and nothing is said), `text`
    and `closing` are cleaned HTML. The result is HTML.
    """
    notice = _written(builder.P(without_forbidden(sentence))) if sentence else ""
    return notice + text + closing + _list(related)


def summary(short: str, own: str, text: str) -> str:
    """The summary of an entry as plain text: the short form, then what the article is about.

    `own` is the author's summary and `text` the article, both HTML.
    """
    about = text_of(own) or first_words(_prose(text) or text_of(text), LONGEST_EXCERPT)
    return " ".join(part for part in (short and f"{short}.", about) if part)


def _prose(text: str) -> str:
    kept = nh3.ALLOWED_TAGS - NO_PROSE
    return text_of(nh3.clean(text, tags=kept, clean_content_tags=NO_PROSE))


def _list(related: tuple[Related, ...]) -> str:
    if not related:
        return ""
    return _written(builder.P("Related:")) + _written(builder.UL(*map(_item, related)))


def _item(related: Related) -> html.HtmlElement:
    link = builder.A(without_forbidden(related.title), href=without_forbidden(related.url))
    reason = f" ({without_forbidden(related.reason)})" if related.reason else ""
    return builder.LI(link, reason)


def _written(element: html.HtmlElement) -> str:
    return str(html.tostring(element, encoding="unicode"))
