"""From an address in a text to the file below the content folder that it shows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from ..common.frontmatter import composed

OF_SOURCE = re.compile(r"[{|](?P<what>static|attach|filename)[|}](?P<rest>.*)", re.DOTALL)
"""Pelican's own notation for a file of the content folder."""


@dataclass(frozen=True, slots=True)
class Files:
    """The site's static files, as addresses name them. All names in form C of Unicode."""

    siteurl: str
    known: frozenset[str]
    """Files below the content folder."""
    published: Mapping[str, str]
    """File below the output folder to the file below the content folder that it was made of."""

    def of(self, address: str, folder: str, page: str) -> str:
        """The file that `address` shows, or the empty string.

        The text stands in `folder` below the content folder and is published at `page`, an
        absolute address.
        """
        try:
            source = OF_SOURCE.match(address)
            return self._source(source["rest"], folder) if source else self._built(address, page)
        except ValueError:  # no address at all
            return ""

    def _source(self, rest: str, folder: str) -> str:
        path = urlsplit(rest).path
        for name in (path, unquote(path)):
            below = name.lstrip("/") if name.startswith("/") else f"{folder}/{name}"
            found = composed(posixpath.normpath(below).removeprefix("/"))
            if found in self.known:
                return found
        return ""

    def _built(self, address: str, page: str) -> str:
        target, home = urlsplit(urljoin(page, address)), urlsplit(self.siteurl)
        root = home.path.rstrip("/") + "/"
        if target.netloc.lower() != home.netloc.lower() or not target.path.startswith(root):
            return ""
        return self.published.get(composed(unquote(target.path[len(root) :])), "")
