"""What an entry says: the disclosure first, then the text, then what to read next."""

from __future__ import annotations

from html import escape

from lxml import html as lxml_html
from lxml.html import builder

from ..common.characters import without_forbidden
from ..common.values import dataclass
from ..html.text import opening_of, text_of
from .cleaning import ABSOLUTE

LONGEST_EXCERPT = 300
"""Characters of a summary taken from the text; an author's own summary is never cut."""


@dataclass(frozen=True, slots=True)
class KitText:
    """Words of the kit in a text that may be in another language."""

    text: str = ""
    language: str = ""
    """BCP 47 tag, where it is not the text's."""


NO_WORDS = KitText()


@dataclass(frozen=True, slots=True)
class ReadNext:
    """One of the articles that are listed under a text."""

    url: str
    """Absolute."""
    title: str
    reason: str = ""
    label: str = ""
    """How it was written, in the short form."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture that stands before the text."""

    url: str
    """Absolute."""
    alt: str
    caption: KitText
    """What AI did to it; empty: nothing is declared."""
    width: int = 0
    """In pixels; 0: nobody knows."""
    height: int = 0


def content(
    notice: KitText,
    text: str,
    *,
    cover: Cover | None = None,
    video: tuple[str, str] | None = None,
    closing: str = "",
    heading: KitText = NO_WORDS,
    related: tuple[ReadNext, ...] = (),
) -> str:
    """The full content of an entry, as HTML.

    `notice` is the disclosure in words (empty: nothing is declared and nothing is said), `text`
    and `closing` are cleaned HTML, `video` is the address and the title of one that is credited,
    `heading` stands over the list of `related` articles.
    """
    pieces = [
        _paragraph(notice) if notice.text else "",
        _figure(cover) if cover else "",
        f"<p>{_link(*video)}</p>" if video else "",
        text,
        closing,
        _list(heading, related) if related else "",
    ]
    # A line each: readers that take the markup away for a preview leave the words apart then.
    return "\n".join(piece.strip() for piece in pieces if piece)


def about(own: str, text: str) -> str:
    """What an article is about, as plain text.

    `own` is the author's summary and `text` the article, both HTML.
    """
    return text_of(own) or opening_of(text, LONGEST_EXCERPT)


def summary(short: str, about: str) -> str:
    """The summary of an entry: the short form of its label, then what the article is about."""
    return " ".join(part for part in (short and f"{short}.", about) if part)


def _paragraph(told: KitText) -> str:
    return f"<p{_lang(told)}>{_text(told.text)}</p>"


def _figure(cover: Cover) -> str:
    size = {"width": str(cover.width), "height": str(cover.height)} if cover.width else {}
    image = builder.IMG(src=without_forbidden(cover.url), alt=without_forbidden(cover.alt), **size)
    told = cover.caption
    caption = f"<figcaption{_lang(told)}>{_text(told.text)}</figcaption>" if told.text else ""
    return f"<figure>{_written(image)}{caption}</figure>"


def _list(heading: KitText, related: tuple[ReadNext, ...]) -> str:
    items = "".join(map(_item, related))
    return f"<h2{_lang(heading)}>{_text(heading.text)}</h2><ul>{items}</ul>"


def _item(related: ReadNext) -> str:
    label = f" · {_text(related.label)}" if related.label else ""
    reason = f" ({_text(related.reason)})" if related.reason else ""
    return f"<li>{_link(related.url, related.title)}{label}{reason}</li>"


def _link(address: str, title: str) -> str:
    if ABSOLUTE.fullmatch(address):
        return f'<a href="{address}">{_text(title)}</a>'
    return _written(builder.A(without_forbidden(title), href=without_forbidden(address)))


def _lang(told: KitText) -> str:
    return f' lang="{told.language}"' if told.language else ""


def _text(told: str) -> str:
    return escape(without_forbidden(told), quote=False)


def _written(element: lxml_html.HtmlElement) -> str:
    return str(lxml_html.tostring(element, encoding="unicode"))
