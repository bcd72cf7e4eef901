"""What acts or frames another page cannot go into a feed: a visible link stands in its place.

A script, a form, a drawing or a formula leads to the page on which it works, a frame to what it
frames. A formula that has its source as `alttext` is that source. What the page hides goes, and
what stands in `noscript` is shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from ..common.characters import one_line
from ..common.regex import regex
from ..common.values import dataclass
from ..html.elements import (
    FOREIGN,
    FRAMES,
    HOLDS_PARAGRAPHS,
    HOLDS_WORDS,
    RAW_TEXT,
    REPLACED_IN_FEED,
    UNSEEN,
    VOID,
)
from ..html.tags import Tag, begin_of, replaced, tags
from ..wording.catalogue import ENGLISH, Words
from .cleaning import resolve
from .messages import EMBEDDED, ON_THE_PAGE

HIDDEN = "hidden"
QUOTES = frozenset("\"'")
FALLBACK = "noscript"
"""What stands in it is for programs that run no scripts, as feed readers are."""

ACTS = begin_of(REPLACED_IN_FEED | UNSEEN | {FALLBACK})

OPAQUE = RAW_TEXT - {"title"}
"""Elements whose content is no markup; a drawing may have a title."""

SCRIPTS = regex(r"|module|(?:text|application)/(?:x-)?(?:java|ecma|live|j)script.*", re.IGNORECASE)
"""Types of a script that runs; others hold data that nobody sees (HTML 4.12.1)."""

NO_CONTENT = VOID | {"frame"}

LONGEST_NAME = 100
"""Characters of a frame's title that a link shows."""


class _Part(NamedTuple):
    """An outermost part that acts, and where it stands."""

    tag: Tag
    end: int
    """Behind its end tag."""
    in_line: bool
    """Whether it stands among words that run on."""
    in_link: bool


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a text is found, and the words for links in it."""

    page: str
    """Its absolute address."""
    site: str
    language: str
    """Of the text; BCP 47."""
    say: Words = ENGLISH


def with_links(html: str, place: TextPlace) -> str:
    """`html`, found at `place`, with a link for each part that acts.

    Parts that stand side by side and would have the same link have it once.
    """
    if not ACTS.search(html) and not _may_hide(html):
        return html
    changes: list[tuple[int, int, str]] = []
    before = ""
    for part in _parts(html):
        link = _link(part, place)
        beside = bool(changes) and not html[changes[-1][1] : part.tag.start].strip()
        written = "" if beside and link == before else link
        paragraph = written and not (part.in_line or part.in_link)
        changes.append((part.tag.start, part.end, f"<p>{written}</p>" if paragraph else written))
        before = link or before
    return replaced(html, changes)


def _may_hide(html: str) -> bool:
    """Whether a tag may have the attribute; a text that has the word says nothing of that."""
    lowered = html.lower()
    for piece in lowered.split("<")[1:] if HIDDEN in lowered else ():
        before, found, _ = piece.partition(HIDDEN)
        if found and (">" not in before or not QUOTES.isdisjoint(piece)):
            return True
    return False


def _parts(html: str) -> Iterator[_Part]:
    """Outermost parts in order, each with where it stands."""
    opened: _Part | None = None
    depth, in_line, in_link = 0, False, False
    for tag, closable in _tags(html):
        if opened:
            if tag.name == opened.tag.name and (tag.closing or closable):
                depth += -1 if tag.closing else 1
            if not depth:
                yield opened._replace(end=tag.end)
                opened = None
        elif _is_part(tag):
            part = _Part(tag, tag.end, in_line, in_link)
            if closable:
                opened, depth = part, 1
            else:
                yield part
        elif tag.name == "a":
            in_link = not tag.closing
        elif tag.name in HOLDS_PARAGRAPHS or tag.name in HOLDS_WORDS:
            in_line = tag.name in HOLDS_WORDS and not tag.closing
    if opened:
        # What is never closed takes nothing with it, unless a browser finds no markup in it.
        yield opened._replace(end=len(html)) if opened.tag.name in OPAQUE else opened


def _is_part(tag: Tag) -> bool:
    if tag.closing:
        return tag.name == FALLBACK
    return tag.name in REPLACED_IN_FEED | {FALLBACK} or _is_hidden(tag)


def _is_hidden(tag: Tag) -> bool:
    return tag.has(HIDDEN) or (tag.name in UNSEEN and not tag.has("open"))


def _tags(html: str) -> Iterator[tuple[Tag, bool]]:
    """Each tag, and whether an end tag of its can follow."""
    every = list(tags(html, opaque=OPAQUE))
    left = Counter(tag.name for tag in every if tag.closing)
    for tag in every:
        left[tag.name] -= tag.closing
        alone = tag.name in NO_CONTENT | {FALLBACK} or _ends_itself(html, tag)
        yield tag, not alone and (left[tag.name] > 0 or tag.name in OPAQUE)


def _ends_itself(html: str, tag: Tag) -> bool:
    return tag.name in FOREIGN and html.endswith("/>", tag.start, tag.end)


def _link(part: _Part, place: TextPlace) -> str:
    """What stands in its place; empty: nobody would have seen anything of it."""
    tag = part.tag
    hidden = _is_hidden(tag) or tag.get("aria-hidden") == "true" or tag.name == FALLBACK
    data = tag.name == "script" and not SCRIPTS.fullmatch(tag.get("type").strip())
    if hidden or data:
        return ""
    if tag.name == "math" and (formula := tag.get("alttext").strip()):
        return f"<code>{escape(formula)}</code>"
    target, text = _target(tag, place)
    if part.in_link:
        return escape(text)
    lang = "" if place.say.speaks(place.language) else f' lang="{escape(place.say.language)}"'
    return f'<a href="{escape(target)}"{lang}>{escape(text)}</a>'


def _target(tag: Tag, place: TextPlace) -> tuple[str, str]:
    """Where the link leads, and its words."""
    named = tag.get(FRAMES[tag.name]) if tag.name in FRAMES else ""
    framed = resolve(named, place.page, place.site)
    if not framed.startswith(("http://", "https://")) or framed == place.page:
        return place.page, place.say(ON_THE_PAGE)
    name = one_line(tag.get("title"), LONGEST_NAME) or urlsplit(framed).hostname or ""
    return framed, place.say(EMBEDDED, name=name)
