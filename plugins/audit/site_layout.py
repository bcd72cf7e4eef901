"""Where the files of a folder would be served, and which file an address means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

SITEMAP_LOCATION = re.compile(rb"<loc>\s*(https?://[^<\s]{1,2000}?)\s*</loc>")
NOWHERE = "http://site.invalid/"
"""Stands in for the address of a site that does not tell it."""


@dataclass(frozen=True, slots=True)
class SiteLayout:
    """A folder and the address at which it is served."""

    folder: Path
    base: str
    """Ends with a slash."""

    def address_of(self, file: Path) -> str:
        """The address of a file; `index.html` is its folder."""
        relative = quote(file.relative_to(self.folder).as_posix())
        return self.base + (relative[:-10] if _is_index(relative) else relative)

    def file_at(self, address: str) -> Path | None:
        """The file that an address below the base means, if there is one; never outside."""
        try:
            asked, base = urlsplit(address), urlsplit(self.base)
        except ValueError:
            return None
        if asked.netloc.lower() != base.netloc.lower() or not asked.path.startswith(base.path):
            return None
        below = unquote(asked.path[len(base.path) :])
        if "\0" in below:
            return None
        try:
            file = (self.folder / below).resolve()
            inside = file.is_relative_to(self.folder.resolve())
            return file if inside and file.is_file() else None
        except (OSError, ValueError):
            return None


def layout_of(
    folder: Path, site: str, pages: Iterable[tuple[Path, str]], sitemap: bytes
) -> SiteLayout:
    """The address of a folder: of its inventory, else of its pages' canonicals, else its sitemap's.

    `pages` gives each page's file and canonical address.
    """
    if site.startswith(("http://", "https://")):
        return SiteLayout(folder, site.rstrip("/") + "/")
    votes: Counter[str] = Counter()
    for file, canonical in pages:
        relative = quote(file.relative_to(folder).as_posix())
        ends = [relative[:-10], relative] if _is_index(relative) else [relative, relative[:-5]]
        base = next((_before(canonical, end) for end in ends if _before(canonical, end)), "")
        votes.update([base] if base else [])
    if votes:
        return SiteLayout(folder, max(votes, key=lambda base: (votes[base], -len(base), base)))
    listed = [found.decode("utf-8", "replace") for found in SITEMAP_LOCATION.findall(sitemap)]
    return SiteLayout(folder, min(listed, key=len).rstrip("/") + "/" if listed else NOWHERE)


def _is_index(relative: str) -> bool:
    return relative == "index.html" or relative.endswith("/index.html")


def _before(address: str, end: str) -> str:
    """`address` less `end`, if what is left is a folder's address; with or without a last slash."""
    full = address if address.endswith("/") or end.endswith((".html", ".htm")) else f"{address}/"
    if not full.startswith(("http://", "https://")) or not full.endswith(f"/{end}"):
        return ""
    return full[: len(full) - len(end)]
