"""What acts or frames another page cannot go into a feed: a visible link stands in its place.

A script, a form or a drawing leads to the page on which it works, a frame to what it frames.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from ..common.catalogue import ENGLISH, Words
from ..common.characters import one_line
from ..common.tags import VOID, Tag, replaced, tags
from .addresses import resolve
from .messages import EMBEDDED, ON_THE_PAGE

FRAMES = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
"""Elements that show something else, and the attribute that names it."""

PARTS = frozenset({*FRAMES, "applet", "canvas", "form", "math", "portal", "script", "svg"})
ACTS = re.compile(rf"<(?:{'|'.join(sorted(PARTS))})\b", re.IGNORECASE)

SCRIPTS = re.compile(
    r"|module|(?:text|application)/(?:x-)?(?:java|ecma|live|j)script.*", re.IGNORECASE
)
"""Types of a script that runs; others hold data that nobody sees (HTML 4.12.1)."""

BLOCKS = frozenset(
    "address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header hr main menu nav ol p pre section table ul".split()
)
"""Elements whose start tag ends an open paragraph (HTML 13.1.2.4)."""

LONGEST_NAME = 100
"""Characters of a frame's title that a link shows."""


class _Part(NamedTuple):
    """An outermost part that acts, and where it stands."""

    tag: Tag
    end: int
    """Behind its end tag, or the end of the text."""
    in_line: bool
    """Whether it stands inside a paragraph."""
    in_link: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text is found, and the words for links in it."""

    page: str
    """Its absolute address."""
    site: str
    language: str
    """Of the text; BCP 47."""
    say: Words = ENGLISH


def with_links(html: str, place: Place) -> str:
    """`html`, found at `place`, with a link for each part that acts.

    Parts that stand side by side and would have the same link have it once.
    """
    if not ACTS.search(html):
        return html
    changes: list[tuple[int, int, str]] = []
    before = ""
    for part in _parts(html):
        link = _link(part, place)
        beside = bool(changes) and not html[changes[-1][1] : part.tag.start].strip()
        written = "" if beside and link == before else link
        paragraph = written and not part.in_line
        changes.append((part.tag.start, part.end, f"<p>{written}</p>" if paragraph else written))
        before = link or before
    return replaced(html, changes)


def _parts(html: str) -> Iterator[_Part]:
    """In order; one that never ends goes to the end of the text."""
    opened: Tag | None = None
    depth, in_line, in_link = 0, False, False
    for tag in tags(html):
        if opened:
            if tag.name == opened.name:
                depth += -1 if tag.closing else 1
            if not depth:
                yield _Part(opened, tag.end, in_line, in_link)
                opened = None
        elif tag.name in PARTS and not tag.closing:
            if tag.name in VOID:
                yield _Part(tag, tag.end, in_line, in_link)
            else:
                opened, depth = tag, 1
        elif tag.name == "a":
            in_link = not tag.closing
        elif tag.name in BLOCKS:
            in_line = tag.name == "p" and not tag.closing
    if opened:
        yield _Part(opened, len(html), in_line, in_link)


def _link(part: _Part, place: Place) -> str:
    """What stands in its place; empty: nobody would have seen anything of it."""
    tag = part.tag
    hidden = tag.get("aria-hidden") == "true" or tag.has("hidden")
    data = tag.name == "script" and not SCRIPTS.fullmatch(tag.get("type").strip())
    if hidden or data:
        return ""
    target, text = _target(tag, place)
    if part.in_link:
        return escape(text)
    lang = "" if place.say.speaks(place.language) else f' lang="{escape(place.say.language)}"'
    return f'<a href="{escape(target)}"{lang}>{escape(text)}</a>'


def _target(tag: Tag, place: Place) -> tuple[str, str]:
    """Where the link leads, and its words."""
    named = tag.get(FRAMES[tag.name]) if tag.name in FRAMES else ""
    framed = resolve(named, place.page, place.site)
    if not framed.startswith(("http://", "https://")) or framed == place.page:
        return place.page, place.say(ON_THE_PAGE)
    name = one_line(tag.get("title"), LONGEST_NAME) or urlsplit(framed).hostname or ""
    return framed, place.say(EMBEDDED, name=name)
