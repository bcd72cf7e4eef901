"""HTML that an author wrote by hand and that does not add up, mended as a browser would mend it.

A stray ``</div>`` would end the element around the text early, and what follows would stand
outside the disclosure; a link without one would go on through the rest of the page. Most texts need
nothing: a fast look comes first, the exact parser only where it was not enough.
"""

from __future__ import annotations

from html import escape

from ..html.tags import DEEPEST, is_beyond_repair
from ..html.text import text_of
from .plain_html import is_plainly_right

ROUNDS = 5
"""Some trees (an item inside a block inside an item) do not survive being written and read once."""


def mended(html: str) -> tuple[str, str]:
    """(`html` as it should be, what was wrong); (`html`, "") where nothing was.

    Checked with html5lib's strict parser (HTML Living Standard 13.2) as content of a ``div``;
    mended means parsed and written again, which is what a browser sees.
    """
    if is_plainly_right(html):
        return html, ""
    fault, current = "", html
    if is_beyond_repair(html):
        return _words(
            html
        ), f"more than {DEEPEST} elements stand one within another, or astray in a table"
    for _ in range(ROUNDS):
        current_fault = _fault(current)
        if not current_fault:
            return current, fault
        fault = fault or current_fault
        current = _rewritten(current)
    # No browser would agree with another on it either: the words, then, without the markup.
    return _words(html), fault


def _words(html: str) -> str:
    return f"<p>{escape(text_of(html))}</p>"


def _fault(html: str) -> str:
    """What html5lib's strict parser objects to first; empty where it does not."""
    import html5lib

    try:
        html5lib.HTMLParser(strict=True).parseFragment(html, container="div")
    except html5lib.html5parser.ParseError as error:
        return str(error).rstrip(".") or "parse error"
    except KeyError as error:  # html5lib has no message for some of its own errors
        return str(error.args[0]).replace("-", " ")
    return ""


def _rewritten(html: str) -> str:
    import html5lib

    tree = html5lib.parseFragment(html, container="div", treebuilder="etree")
    return str(html5lib.serialize(tree, omit_optional_tags=False, quote_attr_values="always"))
