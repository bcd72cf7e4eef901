"""What the HTML of a text loads, runs and styles, and that HTML as a page with a policy shows it.

Inline styles become classes, whose rules stand in the head of the text's own page. Images, media
and frames of other hosts are let in; what acts is not, unless the owner names it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from html import escape
from urllib.parse import urlsplit

from ..common.problems import Mistake
from ..common.regex import regex
from ..common.values import dataclass
from ..html.srcset import candidates
from ..html.tags import Attribute, Tag, end_of_raw, replaced, tags
from .content_policy import Source, acts, hash_of

LOADS = {
    "img": {"src": "img-src", "srcset": "img-src"},
    "image": {"href": "img-src", "xlink:href": "img-src"},
    "input": {"src": "img-src", "formaction": "form-action"},
    "source": {"src": "media-src", "srcset": "img-src"},
    "video": {"src": "media-src", "poster": "img-src"},
    "audio": {"src": "media-src"},
    "track": {"src": "media-src"},
    "iframe": {"src": "frame-src"},
    "frame": {"src": "frame-src"},
    "embed": {"src": "object-src"},
    "object": {"data": "object-src"},
    "script": {"src": "script-src"},
    "link": {"href": "style-src"},
    "form": {"action": "form-action"},
    "button": {"formaction": "form-action"},
}
"""Elements, and the attributes that name what each loads or sends to, with the directive for it."""
OF_A_TEXT = frozenset({"img-src", "media-src", "font-src", "frame-src"})
"""Directives for which it is enough that a text names a host."""
WITH_DATA = OF_A_TEXT - {"frame-src"}
"""Those for which ``data:`` is a source too."""
FOREIGN = regex(r"[\x00-\x20]*+(?:(?P<data>data:)|(?:https?:)?[/\\]{2}|https?:)", re.IGNORECASE)
"""Begins an address that may be of another host."""
HANDLER = regex(r"on[a-z]{3,}")
SCRIPTED = regex(r"[\x00-\x20]*+j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:", re.IGNORECASE)

HOST = regex(r"[a-z0-9.-]+(?::[0-9]+)?|\[[0-9a-f:]+\](?::[0-9]+)?")

_STRING = r"""(?:"[^"<\\\n{}]*+"|'[^'<\\\n{}]*+')"""
_INNER = rf"""\((?:[^"'()<\\{{}}\[\]]|{_STRING})*+\)"""
_OUTER = rf"""\((?:[^"'()<\\{{}}\[\]]|{_STRING}|{_INNER})*+\)"""
DECLARATIONS = regex(
    rf"(?:[-a-z][a-z0-9_-]*+\s*+:(?:[^\"'()<\\{{}}\[\]@;]|{_STRING}|{_OUTER})++(?:;\s*+)*+)++",
    re.IGNORECASE,
)
"""Declarations of CSS that cannot end the rule into which they are put, nor its style sheet."""
COMMENT = regex(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
IN_CSS = regex(r"""(?:url\(\s*+["']?+|@import\s++["'])(?P<address>[^"')\s]++)""", re.IGNORECASE)

CURE_STYLE = "Write it as `property: value; …`, without braces, or as a class of your theme."
CURE_ACT = "Take it out: nothing that a text brings along acts on a page."
CURE_NAMED = "Take it out or, if you answer for it, write HEAD = {{'policy': {{'{}': [\"{}\"]}}}}."


@dataclass(frozen=True, slots=True)
class TextNeeds:
    """What the page of a text needs beside what every page has."""

    styles: dict[str, str]
    """Class to the declarations of CSS that it stands for."""
    sources: list[Source]
    """Directive and source of all that is let in (`content_policy`), each once."""


@dataclass(frozen=True, slots=True)
class TextRead:
    """A text as its page shows it."""

    html: str
    needs: TextNeeds
    refused: list[tuple[str, Mistake]]
    """What will not act or count, with the words by which it is found in the source."""


def read(html: str, siteurl: str, allowed: Collection[Source]) -> TextRead:
    """Read a text's `html`; `allowed` are the sources of the owner's setting."""
    reading = _Reading(html, urlsplit(siteurl).netloc, allowed)
    changes = [change for tag in tags(html, bare=False) for change in reading.changes(tag)]
    needs = TextNeeds(reading.styles, [*dict.fromkeys(reading.sources)])
    return TextRead(replaced(html, changes), needs, reading.refused)


class _Reading:
    """What has been found in one text so far."""

    def __init__(self, html: str, host: str, allowed: Collection[Source]) -> None:
        self.html, self.host, self.allowed = html, host, allowed
        self.styles: dict[str, str] = {}
        self.sources: list[Source] = []
        self.refused: list[tuple[str, Mistake]] = []

    def changes(self, tag: Tag) -> Iterable[tuple[int, int, str]]:
        """Take a tag in; gives what changes in it."""
        if tag.closing:
            return ()
        is_other_link = tag.name == "link" and "stylesheet" not in tag.get("rel").lower().split()
        loads = {} if is_other_link else LOADS.get(tag.name, {})
        for each in tag.attributes:
            if each.name in loads:
                self._load(tag.name, each, loads[each.name])
            elif HANDLER.fullmatch(each.name) or (
                each.name == "href" and SCRIPTED.match(each.value)
            ):
                self._refuse(each.written, (tag.name, each.name, "is a script, and none runs here"))
        if tag.name == "script" and acts(tag) and not tag.has("src"):
            self._let_in(Source("script-src", hash_of(self._content(tag))), self._content(tag))
        elif tag.name == "style":
            self.sources.append(Source("style-src", hash_of(self._content(tag))))
            self._load_css(self._content(tag), "font-src", "style-src")
        return self._classed(tag) if tag.has("style") else ()

    def _content(self, tag: Tag) -> str:
        return self.html[tag.end : end_of_raw(self.html, tag.name, tag.end)]

    def _load(self, element: str, attribute: Attribute, directive: str) -> None:
        value = attribute.value
        several = attribute.name == "srcset"
        for address in [each.address for each in candidates(value)] if several else [value]:
            if source := source_of(address, self.host):
                self._let_in(Source(directive, source), address, element)

    def _load_css(self, css: str, *more: str) -> None:
        """Let in what style sheets load; nobody here tells which is an image, a font or a sheet."""
        for found in IN_CSS.finditer(COMMENT.sub("", css)):
            if source := source_of(found["address"], self.host):
                self.sources += [Source(directive, source) for directive in ("img-src", *more)]

    def _let_in(self, wanted: Source, written: str, element: str = "script") -> None:
        directive, source = wanted
        fits = directive in (WITH_DATA if source == "data:" else OF_A_TEXT)
        if fits or wanted in self.allowed:
            self.sources.append(wanted)
        else:
            cure = CURE_NAMED.format(directive, source)
            shown = " ".join(written.split())
            self.refused.append((written, (element, shown, "is not allowed on a page", cure)))

    def _refuse(self, written: str, mistake: tuple[str, str, str]) -> None:
        self.refused.append((written, (*mistake, CURE_ACT)))

    def _classed(self, tag: Tag) -> Iterator[tuple[int, int, str]]:
        """The tag's style as a class beside those that it has."""
        written = next(each.written for each in tag.attributes if each.name == "style")
        given = COMMENT.sub("", tag.get("style")).strip()
        css = " ".join(given.split()).rstrip("; ")
        classes = tag.get("class").split()
        if DECLARATIONS.fullmatch(css):
            name = f"style-{sha256(css.encode('utf-8', 'replace')).hexdigest()[:8]}"
            self.styles[name] = css
            self._load_css(css)
            classes.append(name)
        elif css:
            told = (tag.name, given, "is a style that cannot become a class", CURE_STYLE)
            self.refused.append((written, told))
        value = f' class="{escape(" ".join(classes))}"' if classes else ""
        for each in tag.attributes:
            if each.name in {"class", "style"}:
                yield each.start, each.end, value
                value = ""


def source_of(address: str, host: str) -> str:
    """What an address asks, as a policy names it: an origin, ``data:``; empty: the own `host`."""
    found = FOREIGN.match(address)
    if not found or found["data"]:
        return "data:" if found else ""
    try:
        parts = urlsplit("".join(address.split()).replace("\\", "/"))
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return ""  # no address: nothing is asked
    whole = f"{name}:{port}" if port else name
    if parts.netloc == host or not HOST.fullmatch(whole):
        return ""
    return f"{parts.scheme}://{whole}" if parts.scheme else whole


def style_sheet(styles: dict[str, str]) -> str:
    """The rules of a text's classes, in the order in which it uses them."""
    return "".join(f".{name}{{{css}}}" for name, css in styles.items())
