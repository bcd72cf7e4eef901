"""Which article an address in a text leads to."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from urllib.parse import quote, unquote, urljoin, urlsplit

from ..common.regex import regex
from ..common.values import dataclass

FILE = regex(r"[{|]filename[}|](?P<path>[^#?]*)")
ELSEWHERE = regex(r"https?://[^/?#\s]\S*")
"""An address with a host."""
INDEX = regex(r"(^|/)index\.html$")


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """The articles of a site by where they are written and where they are read."""

    siteurl: str
    by_path: Mapping[str, str]
    """Source path relative to the content folder, to id."""

    by_url: Mapping[str, str]
    """Address relative to the site's root, to id."""

    def target(self, href: str, path: str, url: str) -> str | None:
        """Id of the article that `href` leads to from the article at `path`, read at `url`."""
        file = FILE.match(href)
        if file:
            return self._file(file["path"], path)
        site = urlsplit(self.siteurl)
        # Most lead elsewhere, and to take addresses apart or join them takes long.
        if site.netloc not in href and ELSEWHERE.fullmatch(href):
            return None
        try:
            if urlsplit(href).netloc not in {"", site.netloc}:
                return None
            read_at = urljoin(f"{self.siteurl.rstrip('/')}/{url}", href)
            parts = urlsplit(read_at)
        except ValueError:
            return None
        if parts.scheme not in {"", "http", "https"} or parts.netloc != site.netloc:
            return None
        return self._page(parts.path, site.path.rstrip("/"))

    def _file(self, written: str, path: str) -> str | None:
        """Pelican's own rule: from the content folder after a slash, else from the file's."""
        folder = "" if written.startswith("/") else posixpath.dirname(path)
        for spelled in (written, unquote(written)):
            found = posixpath.normpath(posixpath.join(folder, spelled.lstrip("/")))
            if found in self.by_path:
                return self.by_path[found]
        return None

    def _page(self, path: str, prefix: str) -> str | None:
        relative = path.removeprefix(prefix).lstrip("/")
        for spelled in (relative, unquote(relative), f"{unquote(relative)}/"):
            found = self.by_url.get(INDEX.sub(r"\1", spelled))
            if found:
                return found
        return None


def filename_link(path: str) -> str:
    """What a text writes so that Pelican links it to the source at `path`, under any SITEURL."""
    return "{filename}/" + quote(path)
