"""Which addresses may be printed, how a path joins the site's address, what all slugs share."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urljoin, urlsplit

from .characters import without_forbidden
from .regex import regex

SCHEMES = frozenset({"http", "https", "mailto", ""})

LONGEST_SLUG = 100
"""Characters of a slug; file systems allow 255 bytes for a name."""

SIGNS = regex(r"(?<=\w)[+#]+(?!\w)")
SIGN_WORDS = {"+": " plus", "#": " sharp"}


def safe_address(address: str) -> str:
    """`address` if it is http(s), mailto or relative; otherwise the empty string.

    Browsers drop tabs and line breaks inside an address and white space around it (WHATWG URL 4.4),
    so `java&#9;script:` counts as what it would become.
    """
    cleaned = "".join(without_forbidden(address).split())
    try:
        scheme = urlsplit(cleaned).scheme.lower()
    except ValueError:
        return ""
    # urlsplit finds no scheme in ``1a:b``; a browser sees a relative address there too.
    return cleaned if scheme in SCHEMES else ""


def is_web_address(text: str) -> bool:
    """Whether it is a complete http(s) address, without a user's name or password."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and "@" not in parts.netloc


@lru_cache(maxsize=1 << 14)
def absolute(siteurl: str, url: str) -> str:
    """`url`, relative to the site's root, as an absolute address under `siteurl`."""
    return urljoin(siteurl.rstrip("/") + "/", str(url))


def without_credentials(siteurl: str) -> str:
    """`siteurl` less a ``user:password@``, which must never reach a page."""
    try:
        parts = urlsplit(siteurl)
    except ValueError:
        scheme, slashes, rest = siteurl.rpartition("://")
        return f"{scheme}{slashes}{rest.rpartition('@')[2]}"
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def making_url(url: str) -> str:
    """Where the making-of page of a text stands: below the text. Both relative to the site."""
    if url.endswith("/") or not url:
        return f"{url}making/"
    return f"{url.removesuffix('.html')}-making.html"


def signs_in_words(name: str) -> str:
    """`name` with the signs at the end of a word spelled: ``C``, ``C++`` and ``C#`` stay three."""
    return SIGNS.sub(lambda signs: "".join(SIGN_WORDS[sign] for sign in signs[0]), name)


def fitted(slug: str, name: str, ends: str = "") -> str:
    """`slug`, or where nothing of `name` remains in it, or too much, one with a hash of `name`.

    So two such names stay apart. A slug that is cut ends with none of the characters `ends`.
    """
    if slug and len(slug) <= LONGEST_SLUG:
        return slug
    mark = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    cut = slug[: LONGEST_SLUG - len(mark) - 1].rsplit("-", 1)[0].rstrip(ends)
    return f"{cut}-{mark}" if cut else f"x{mark}"


def slug_of(name: str, slugify: Callable[[str], str]) -> str:
    """A slug for any name, never empty, at most 100 characters.

    `slugify` is Pelican's, given the name as HTML text, because it drops whatever looks like a tag:
    ``How <canvas> works`` must keep its word. A name of which nothing remains (emoji, punctuation)
    and one too long get a short hash of the whole name, so that two of them stay apart.
    """
    html = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return fitted(slugify(html).strip("-"), name)


def term_slug(name: str, slugify: Callable[[str], str]) -> str:
    """As `slug_of`, but ``C``, ``C++`` and ``C#`` are three: c, c-plus-plus, c-sharp."""
    return slug_of(signs_in_words(name), slugify)
