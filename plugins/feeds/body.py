"""What an entry says: the disclosure first, then the text, then what to read next."""

from __future__ import annotations

from dataclasses import dataclass

import nh3
from lxml import html as lxml_html
from lxml.html import builder

from ..common.characters import without_forbidden
from ..common.htmltext import first_words, text_of

LONGEST_EXCERPT = 300
"""Characters of a summary taken from the text; an author's own summary is never cut."""

SILENT = frozenset({"script", "style"})
NO_PROSE = SILENT | frozenset("h1 h2 h3 h4 h5 h6 pre table figure".split())
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
    words = _words(own, SILENT)
    about = words or first_words(_words(text, NO_PROSE) or _words(text, SILENT), LONGEST_EXCERPT)
    return " ".join(part for part in (short and f"{short}.", about) if part)


def _words(html: str, gone: frozenset[str]) -> str:
    """The words of `html` but for those in the elements `gone`."""
    kept = nh3.clean(html, tags=nh3.ALLOWED_TAGS - gone, clean_content_tags=gone, attributes={})
    return text_of(without_forbidden(kept))


def _list(related: tuple[Related, ...]) -> str:
    if not related:
        return ""
    return _written(builder.P("Related:")) + _written(builder.UL(*map(_item, related)))


def _item(related: Related) -> lxml_html.HtmlElement:
    link = builder.A(without_forbidden(related.title), href=without_forbidden(related.url))
    reason = f" ({without_forbidden(related.reason)})" if related.reason else ""
    return builder.LI(link, reason)


def _written(element: lxml_html.HtmlElement) -> str:
    return str(lxml_html.tostring(element, encoding="unicode"))
