"""What the page adds to a text, and no feed has: boxes that scroll, names, a button that copies.

Wide code, tables and formulas scroll by themselves, and a keyboard reaches them; code tells its
language; notes and the ways back are named in the text's language. All other text stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from html import escape

from ..article import Picture
from ..common.regex import regex
from ..html.tags import Tag, replaced, tags
from ..html.text import text_of
from ..wording.catalogue import Words
from .messages import BACK, CODE, COPIED, COPY, FORMULA, NOTE, NOTES_OF_TEXT, TABLE
from .pictures import with_pictures

BOXED = frozenset({"math", "pre", "table"})
PREFIX = "language-"
"""Of the class that names the language of code, as HTML recommends."""
UNNAMED = ("", "Text only")
NOTES = regex(
    r'<div class="footnote">'
    r'|<a class="footnote-ref" (?P<to>href="[^"<>]*")>(?P<number>[^"<>]*)</a>'
    r'|<a class="footnote-backref" (?P<back>href="[^"<>]*") title="[^"<>]*">&#8617;</a>'
)
"""As Python-Markdown writes them."""

Change = tuple[int, int, str]
"""(start, end, text) of what is put in."""


def page_text(
    html: str,
    say: Words,
    foreign: str = "",
    pictures: Mapping[str, Picture] | None = None,
    *,
    eager: bool = True,
) -> str:
    """A text's HTML for its page.

    `foreign` are the attributes of words in another language than the text's: ``lang`` and ``dir``.
    `pictures` are its images; the first is loaded at once if `eager`.
    """
    if pictures:
        html = with_pictures(html, pictures, eager=eager)
    if "<pre" in html or "<table" in html or "<math" in html:
        html = replaced(html, _boxes(html, say, foreign))
    if 'class="footnote' in html:
        html = NOTES.sub(lambda found: _note(found.groupdict(), say), html)
    return html


def _boxes(html: str, say: Words, foreign: str) -> Iterator[Change]:
    """The changes at each element of `BOXED` that stands in no other."""
    outer: Tag | None = None
    depth = 0
    for tag in tags(html, BOXED, bare=False):
        if outer and tag.name == outer.name:
            depth += -1 if tag.closing else 1
            if not depth:
                inner = html[outer.end : tag.start]
                yield from _box(outer, inner, tag.end, say, foreign)
                outer = None
        elif not (outer or tag.closing):
            outer, depth = tag, 1


def _box(tag: Tag, inner: str, end: int, say: Words, foreign: str) -> Iterator[Change]:
    match tag.name:
        case "pre":
            yield from _code(tag, inner, end, say, foreign)
        case "table":
            name = _caption(inner) or say(TABLE)
            yield tag.start, tag.start, f'<div class="scroll"{_reached(name)}>'
            yield end, end, "</div>"
        case "math" if tag.get("display") == "block":
            name = tag.get("alttext") or say(FORMULA)
            yield tag.start, tag.start, f'<span class="scroll"{_reached(name)}>'
            yield end, end, "</span>"


def _code(tag: Tag, inner: str, end: int, say: Words, foreign: str) -> Iterator[Change]:
    """A line above a block of code; what else is set in fixed letters only scrolls."""
    code = next(tags(inner, {"code"}, bare=False), None)
    if code is None:
        yield tag.end - 1, tag.end - 1, "" if tag.has("tabindex") else ' tabindex="0"'
        return
    classes = code.get("class").split()
    given = next((name for name in classes if name.startswith(PREFIX)), "")
    name = _languages().get(given.removeprefix(PREFIX).lower(), given.removeprefix(PREFIX))
    told = "" if name in UNNAMED else f"<span>{escape(name)}</span>"
    button = f'<button type="button" hidden data-done="{say(COPIED)}"{foreign}>{say(COPY)}</button>'
    yield tag.start, tag.start, f'<div class="code"><div class="code-head">{told}{button}</div>'
    yield tag.end - 1, tag.end - 1, _reached(name if told else say(CODE))
    yield end, end, "</div>"


def _reached(name: str) -> str:
    """Attributes by which a keyboard reaches what may scroll."""
    return f' tabindex="0" role="group" aria-label="{escape(name)}"'


def _caption(table: str) -> str:
    start = table.find("<caption")
    end = table.find("</caption", start)
    return text_of(table[start:end]) if 0 <= start < end else ""


@cache
def _languages() -> dict[str, str]:
    """Every name by which Pygments knows a language, to what people call it."""
    from pygments.lexers import get_all_lexers

    return {short: name for name, names, *_ in get_all_lexers(plugins=False) for short in names}


def _note(found: dict[str, str | None], say: Words) -> str:
    if found["to"]:
        name = say(NOTE, number=found["number"] or "")
        return (
            f'<a class="footnote-ref" role="doc-noteref" {found["to"]} aria-label="{name}">'
            f"{found['number']}</a>"
        )
    if found["back"]:
        return (
            f'<a class="footnote-backref" role="doc-backlink" {found["back"]}'
            f' aria-label="{say(BACK)}">↑</a>'
        )
    return f'<div class="footnote" role="doc-endnotes" aria-label="{say(NOTES_OF_TEXT)}">'
