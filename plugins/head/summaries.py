"""What a text is about, in a few words: plain for cards and descriptions, or with its markup.

The disclosure is not in it: a search result or card says it in its own place.
"""

from __future__ import annotations

import nh3

from ..common.characters import without_forbidden
from ..html.elements import ACTS, IN_SUMMARY, NO_PROSE
from ..html.text import first_words, opening_of, text_of

GONE = NO_PROSE | ACTS
ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "hreflang"},
    "ol": {"reversed", "start"},
    "time": {"datetime"},
}


def plain(own: str, text: str, longest: int) -> str:
    """At most `longest` characters of the author's summary `own`, else of the article `text`.

    Both are HTML; the result is plain text. Headings, tables and listings of an
    article are left out.
    """
    about = text_of(own)
    return first_words(about, longest) if about else opening_of(text, longest)


def clean(html: str, page: str, site: str) -> str:
    """The HTML of a summary, safe to print anywhere on the site.

    It comes from the page at `page`, an address below that of the site, `site` (both absolute):
    links are made absolute, for the summary stands on other pages, too.
    """
    safe = nh3.clean(
        html,
        tags=IN_SUMMARY,
        clean_content_tags=GONE,
        attributes=ATTRIBUTES,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
        url_relative=("rewrite_with_root", site, page),
    )
    # Afterwards, for a reference such as ``&#8`` has only now become its character.
    return without_forbidden(safe)
