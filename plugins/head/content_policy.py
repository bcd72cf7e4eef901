"""What a page may load and run: the Content-Security-Policy in its head (W3C, CSP Level 3).

A page asks its own site, and beside that only what its text, the owner's setting or a hash names.
No inline script runs without a hash; no inline style counts, for texts' own become classes.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from ..common.problems import Problem, did_you_mean
from ..common.regex import regex
from ..html.tags import Tag, end_of_raw, tags

SELF, NONE = "'self'", "'none'"
ALWAYS = {
    "default-src": SELF,
    "script-src": SELF,
    "style-src": SELF,
    "object-src": NONE,
    "base-uri": NONE,
    "form-action": SELF,
}
"""Directives of every page. `default-src` stands for those of `MORE`."""
MORE = ("img-src", "media-src", "font-src", "frame-src", "connect-src", "worker-src")
SETTABLE = (*(name for name in ALWAYS if name not in {"default-src", "base-uri"}), *MORE)
"""Directives that an owner may name more sources for."""

SOURCE = regex(
    r"https?://(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::(?:[0-9]+|\*))?(?:/[A-Za-z0-9._~/%+-]*)?"
    r"|data:|blob:|'sha(?:256|384|512)-[A-Za-z0-9+/_-]+={0,2}'"
)
JAVASCRIPT = regex(
    r"(?:module|importmap|speculationrules|(?:text|application)/\S*(?:java|ecma)script)?"
)
"""Types of script elements that act; what has another is data."""


class Source(NamedTuple):
    """Something that a page may load or run."""

    directive: str
    source: str
    """A host with its scheme, ``data:``, or the hash of what stands in the page itself."""


WASM = Source("script-src", "'wasm-unsafe-eval'")
"""Lets the site's own scripts compile WebAssembly, as a search does; text stays text."""


def policy(added: Iterable[tuple[str, str]] = (), origin: str = "") -> str:
    """The policy's text, with `added` pairs of a directive and a source; their order is no matter.

    `origin` is the site's own, to which its pages' addresses lead from wherever they are read. The
    text has no character that an attribute's value would have to escape but the single quote.
    """
    here = f"{SELF} {origin}".rstrip()
    more: dict[str, set[str]] = {}
    for directive, source in added:
        more.setdefault(directive, set()).add(source)
    told = []
    for name in (*ALWAYS, *(name for name in MORE if name in more)):
        own = NONE if ALWAYS.get(name) == NONE else here
        first = [] if own == NONE and name in more else [own]
        told.append(" ".join([name, *first, *sorted(more.get(name, ()))]))
    return "; ".join(told)


@lru_cache(maxsize=256)
def hash_of(text: str) -> str:
    """The source by which a script or style sheet in the page itself is named."""
    return f"'sha256-{b64encode(sha256(text.encode('utf-8', 'replace')).digest()).decode()}'"


@lru_cache(maxsize=256)
def scripts_in(markup: str) -> tuple[Source, ...]:
    """The hash of each inline script in `markup`, which is printed as it stands."""
    inline = (
        markup[tag.end : end_of_raw(markup, tag.name, tag.end)]
        for tag in tags(markup, {"script"})
        if not tag.closing and acts(tag) and not tag.has("src")
    )
    return tuple(Source("script-src", hash_of(text)) for text in inline)


def acts(script: Tag) -> bool:
    """Whether a script element is one, and not a block of data."""
    return bool(JAVASCRIPT.fullmatch(script.get("type").strip().lower()))


def allowed(given: Mapping[str, object]) -> list[Source]:
    """The sources that an owner's setting names, less what is wrong with it."""
    wanted = ((name, list_of(sources)) for name, sources in given.items() if name in SETTABLE)
    return [Source(name, one) for name, its in wanted for one in its if SOURCE.fullmatch(one)]


def mistakes(given: Mapping[str, object], setting: str) -> Iterator[Problem]:
    """What is wrong with that setting, whose name is `setting`."""
    for name, sources in given.items():
        key = f"{setting}[{name!r}]"
        if name not in SETTABLE:
            offer = did_you_mean(str(name), SETTABLE)
            cure = f"{offer}The directives are: {', '.join(SETTABLE)}."
            yield Problem(
                "pelicanconf.py", 0, setting, str(name), "is no directive to add to", cure
            )
        elif not isinstance(sources, list | tuple):
            cure = f'Write {key} = ["https://media.example.org"].'
            yield Problem("pelicanconf.py", 0, key, repr(sources), "is not a list", cure)
        else:
            for one in map(str, sources):
                if not SOURCE.fullmatch(one):
                    cure = (
                        "Name a host with https:// before it, data:, or the hash of a script; what"
                        " would let any inline script or style in is not taken."
                    )
                    yield Problem("pelicanconf.py", 0, key, one, "is no source for a policy", cure)


def list_of(sources: object) -> list[str]:
    """What stands in a list of an owner's setting; nothing where it is none."""
    return [*map(str, sources)] if isinstance(sources, list | tuple) else []
