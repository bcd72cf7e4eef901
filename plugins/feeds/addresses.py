"""Every address in a feed is absolute: a feed reader has no page to resolve it against."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from ..common.addresses import safe_address, without_credentials
from ..common.characters import without_forbidden
from ..html.srcset import candidates


def resolve(address: str, page: str, site: str) -> str:
    """`address`, found on `page`, as an absolute address; empty if it may not be printed.

    An author's root-relative ``/x`` means the root of the site, which may lie below its host's.
    """
    if not safe_address(address):
        return ""
    target = re.sub(r"[\t\r\n]", "", without_forbidden(address)).strip().replace(" ", "%20")
    if target.startswith("/") and not target.startswith("//"):
        # The dot keeps ``/javascript:x`` a path.
        return urljoin(site.rstrip("/") + "/", f".{target}")
    joined = urljoin(page, target)
    bare = without_credentials(joined)
    return bare if urlsplit(bare).netloc == urlsplit(site).netloc else joined


def resolve_candidates(srcset: str, page: str, site: str) -> str:
    """The value of a srcset attribute, every address in it absolute, unprintable ones left out."""
    kept = []
    for candidate in candidates(srcset):
        address = resolve(candidate.address, page, site)
        if address:
            kept.append(f"{address} {candidate.descriptors}".rstrip())
    return ", ".join(kept)
