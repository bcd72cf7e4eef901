"""An article's HTML as a feed may carry it: the text and its structure, nothing that acts."""

from __future__ import annotations

import re
from contextvars import ContextVar
from functools import cache
from urllib.parse import urljoin, urlsplit

import nh3

from ..common.addresses import safe_address, without_credentials
from ..common.characters import without_forbidden
from ..common.regex import regex
from ..html.elements import ACTS_IN_FEED, IN_FEED, ONE_ADDRESS
from ..html.srcset import candidates

# No id (it would name a place in the reader, not in the article), no style, no event. A class
# stays where it names the language of code.
ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "hreflang", "type"},
    "audio": {"controls", "src"},
    "blockquote": {"cite"},
    "code": {"class"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"alt", "height", "sizes", "src", "srcset", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "pre": {"class"},
    "q": {"cite"},
    "source": {"height", "media", "sizes", "src", "srcset", "type", "width"},
    "td": {"colspan", "rowspan"},
    "th": {"abbr", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "track": {"default", "kind", "label", "src", "srclang"},
    "video": {"controls", "height", "poster", "src", "width"},
}
ADDRESSES = ONE_ADDRESS | {"cite"}

ABSOLUTE = regex(
    r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~/-]*)?"
    r"(?:\?[A-Za-z0-9._~/=&-]+)?(?:#[A-Za-z0-9._~/-]+)?"
)
"""An address, as most are, that is printed as it stands: no part of it is spelled in another way
when it is taken apart and put together again."""

_place: ContextVar[tuple[str, str]] = ContextVar("_place")
"""Page and site of the text that is being cleaned."""


def cleaned(html: str, page: str, site: str) -> str:
    """`html`, found on the page at address `page` of the site at `site`, safe and self-contained.

    Nothing in the result runs or submits, and every address is absolute and http(s) or mailto.
    """
    if not html:
        return ""
    outer = _place.set((page, site))
    try:
        # Afterwards, for a reference such as ``&#8`` has only now become its character.
        return without_forbidden(_cleaner().clean(html))
    finally:
        _place.reset(outer)


def resolve(address: str, page: str, site: str) -> str:
    """`address`, found on `page`, as an absolute address; empty if it may not be printed.

    An author's root-relative ``/x`` means the root of the site, which may lie below its host's.
    """
    if ABSOLUTE.fullmatch(address):
        return address
    if not safe_address(address):
        return ""
    target = re.sub(r"[\t\r\n]", "", without_forbidden(address)).strip().replace(" ", "%20")
    if target.startswith("/") and not target.startswith("//"):
        # The dot keeps ``/javascript:x`` a path.
        return urljoin(site.rstrip("/") + "/", f".{target}")
    try:
        joined = urljoin(page, target)
        bare = without_credentials(joined)
        return bare if urlsplit(bare).netloc == urlsplit(site).netloc else joined
    except ValueError:  # joined it is no address any more: ``http:////[`` has lost two slashes
        return ""


def resolve_candidates(srcset: str, page: str, site: str) -> str:
    """The value of a srcset attribute, every address in it absolute, unprintable ones left out."""
    kept = []
    for candidate in candidates(srcset):
        address = resolve(candidate.address, page, site)
        if address:
            kept.append(f"{address} {candidate.descriptors}".rstrip())
    return ", ".join(kept)


@cache
def _cleaner() -> nh3.Cleaner:
    """One for all texts: most of the time for a short one would go into making it."""
    return nh3.Cleaner(
        tags=IN_FEED,
        clean_content_tags=ACTS_IN_FEED,
        attributes=ATTRIBUTES,
        attribute_filter=_printable,
        # Of a film without them only its first picture would be seen.
        set_tag_attribute_values={"audio": {"controls": ""}, "video": {"controls": ""}},
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )


def _printable(_tag: str, attribute: str, value: str) -> str | None:
    if attribute in ADDRESSES:
        return resolve(value, *_place.get()) or None
    if attribute == "srcset":
        return resolve_candidates(value, *_place.get()) or None
    return value
