"""What an entry says: the disclosure first, then the text, then what to read next."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.html import builder

from ..article import RelatedArticle
from ..common.characters import without_forbidden
from ..html.text import opening_of, text_of

LONGEST_EXCERPT = 300
"""Characters of a summary taken from the text; an author's own summary is never cut."""


@dataclass(frozen=True, slots=True)
class KitText:
    """Words of the kit in a text that may be in another language."""

    text: str = ""
    language: str = ""
    """BCP 47 tag, where it is not the text's."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture that stands before the text."""

    url: str
    """Absolute."""
    alt: str
    caption: KitText
    """What AI did to it; empty: nothing is declared."""


def content(
    notice: KitText,
    text: str,
    *,
    cover: Cover | None = None,
    closing: str = "",
    heading: KitText = KitText(),
    related: tuple[RelatedArticle, ...] = (),
) -> str:
    """The full content of an entry, as HTML.

    `notice` is the disclosure in words (empty: nothing is declared and nothing is said), `text`
    and `closing` are cleaned HTML, `heading` stands over the list of `related` articles.
    """
    pieces = [
        _paragraph(notice) if notice.text else "",
        _figure(cover) if cover else "",
        text,
        closing,
        _list(heading, related) if related else "",
    ]
    # A line each: readers that take the markup away for a preview leave the words apart then.
    return "\n".join(piece.strip() for piece in pieces if piece)


def summary(short: str, own: str, text: str) -> str:
    """The summary of an entry as plain text: the short form, then what the article is about.

    `own` is the author's summary and `text` the article, both HTML.
    """
    about = text_of(own) or opening_of(text, LONGEST_EXCERPT)
    return " ".join(part for part in (short and f"{short}.", about) if part)


def _paragraph(told: KitText) -> str:
    return _written(builder.P(without_forbidden(told.text), **_language(told)))


def _figure(cover: Cover) -> str:
    image = builder.IMG(src=without_forbidden(cover.url), alt=without_forbidden(cover.alt))
    figure = builder.E.figure(image)
    if cover.caption.text:
        told = without_forbidden(cover.caption.text)
        figure.append(builder.E.figcaption(told, **_language(cover.caption)))
    return _written(figure)


def _list(heading: KitText, related: tuple[RelatedArticle, ...]) -> str:
    over = builder.H2(without_forbidden(heading.text), **_language(heading))
    return _written(over) + _written(builder.UL(*map(_item, related)))


def _item(related: RelatedArticle) -> lxml_html.HtmlElement:
    link = builder.A(without_forbidden(related.title), href=without_forbidden(related.url))
    label = f" · {without_forbidden(related.label.short)}" if related.label.short else ""
    reason = f" ({without_forbidden(related.reason)})" if related.reason else ""
    return builder.LI(link, label + reason)


def _language(told: KitText) -> dict[str, str]:
    return {"lang": told.language} if told.language else {}


def _written(element: lxml_html.HtmlElement) -> str:
    return str(lxml_html.tostring(element, encoding="unicode"))
