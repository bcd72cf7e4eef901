"""What an entry says: the disclosure first, then the text, then what to read next."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.html import builder

from ..common.characters import without_forbidden
from ..common.htmltext import first_words, prose_of, text_of

LONGEST_EXCERPT = 300
"""Characters of a summary taken from the text; an author's own summary is never cut."""


@dataclass(frozen=True, slots=True)
class Related:
    """An article to read next."""

    url: str
    """Absolute."""
    title: str
    reason: str = ""
    label: str = ""
    """How it was made, in the short form."""


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
    about = text_of(own) or first_words(prose_of(text), LONGEST_EXCERPT)
    return " ".join(part for part in (short and f"{short}.", about) if part)


def _list(related: tuple[Related, ...]) -> str:
    if not related:
        return ""
    return _written(builder.P("Related:")) + _written(builder.UL(*map(_item, related)))


def _item(related: Related) -> lxml_html.HtmlElement:
    link = builder.A(without_forbidden(related.title), href=without_forbidden(related.url))
    label = f" · {without_forbidden(related.label)}" if related.label else ""
    reason = f" ({without_forbidden(related.reason)})" if related.reason else ""
    return builder.LI(link, label + reason)


def _written(element: lxml_html.HtmlElement) -> str:
    return str(lxml_html.tostring(element, encoding="unicode"))
