"""HTML that an author wrote by hand and that does not add up, mended as a browser would mend it.

A stray ``</div>`` would end the element around the text early, and what follows would stand
outside the disclosure. Most texts need nothing: a fast parser looks first, the exact one only where
it found something.
"""

from __future__ import annotations

import re
from html import escape
from html.entities import html5

from lxml import etree
from lxml import html as lxml_html

from ..html.elements import IN_TABLE, SPECIALLY_PARSED
from ..html.tags import DEEPEST, begin_of, is_beyond_repair
from ..html.text import text_of

# An ampersand or less-than sign that begins neither a reference nor a tag. Two expressions: each
# begins with one character, which is looked for ten times as fast.
LOOSE = (re.compile(r"&(?!#?\w+;)"), re.compile(r"<(?![a-zA-Z/!])"))
NAMED = re.compile(r"&(\w+;)")
SPECIAL = begin_of(SPECIALLY_PARSED)
UNKNOWN_TAG = "HTML_UNKNOWN_TAG"  # libxml2 knows HTML 4 only; `section` is no mistake
ROUNDS = 5
"""Some trees (an item inside a block inside an item) do not survive being written and read once."""

AROUND = "colophon-text"  # no author's end tag closes it by chance, as it could a div
END = "colophon-end"


def mended(html: str) -> tuple[str, str]:
    """(`html` as it should be, what was wrong); (`html`, "") where nothing was.

    Checked with html5lib's strict parser (HTML Living Standard 13.2) as content of a ``div``;
    mended means parsed and written again, which is what a browser sees.
    """
    if not _is_suspicious(html):
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


def _is_suspicious(html: str) -> bool:
    if any(loose.search(html) for loose in LOOSE) or SPECIAL.search(html):
        return True
    if any(name not in html5 for name in NAMED.findall(html)):
        return True
    parser = lxml_html.HTMLParser(encoding="utf-8")
    whole = f"<html><body><{AROUND}>{html}</{AROUND}><hr id='{END}'></body></html>"
    tree = etree.fromstring(whole.encode("utf-8", "replace"), parser=parser)
    if any(error.type_name != UNKNOWN_TAG for error in parser.error_log):
        return True
    if any(part.getparent().tag not in {"table", *IN_TABLE} for part in tree.iter(*IN_TABLE)):
        return True
    # Where an element of the text was never closed, the end mark has landed inside it.
    marks = (mark for mark in tree.iter("hr") if mark.get("id") == END)
    return [mark.getparent().tag for mark in marks] != ["body"]
