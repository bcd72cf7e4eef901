"""Links in a text: root-relative ones put under the site's own path, dead ones found."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from ..common.regex import regex
from ..html.urls import has_sets, replaced

IDENTIFIER = regex(r"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
ROOT_RELATIVE = regex(r"""=[\t\n\f\r ]*["']?/(?!/)""")
"""Stands wherever an attribute's value begins with one slash."""
ABSOLUTE = regex(r"https?://\w")
"""Begins an address that means the same on every page."""
UNRESOLVED = ("{filename}", "{static}", "{attach}", "|filename|", "|static|", "|attach|")


def under_site(html: str, siteurl: str) -> str:
    """`html` with each address that begins with one slash put below `siteurl`.

    ``/about/`` means the site's own page also where the site is not at its host's root.
    """
    if not (ROOT_RELATIVE.search(html) or has_sets(html)):
        return html

    def resolved(address: str) -> str:
        if not address.startswith("/") or address.startswith("//"):
            return address
        return f"{siteurl.rstrip('/')}{address}"

    return replaced(html, resolved)


@dataclass(slots=True)
class BuiltSite:
    """A built site as a reader's browser would find it."""

    folder: Path
    siteurl: str
    identifiers: dict[Path, frozenset[str]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    """Of absolute addresses, which many pages link to."""

    def fault(self, address: str, page_url: str) -> str:
        """Why `address`, a link on the page at `page_url` (absolute), leads nowhere; else empty.

        Other hosts are not asked.
        """
        if not ABSOLUTE.match(address):
            return self._fault(address, page_url)
        if address not in self.faults:
            self.faults[address] = self._fault(address, page_url)
        return self.faults[address]

    def _fault(self, address: str, page_url: str) -> str:
        if address.startswith(UNRESOLVED):
            return "names a file that is not there"
        try:
            target = urlsplit(urljoin(page_url, address))
            home = urlsplit(self.siteurl)
        except ValueError:
            return "is no address"
        if target.scheme not in {"http", "https"} or target.netloc != home.netloc:
            return ""
        root = home.path.rstrip("/") + "/"
        if not f"{target.path}/".startswith(root):
            return f"lies outside the site, which is at {root}"
        file = self._file(unquote(target.path)[len(root) :])
        if file is None:
            return "leads to no page"
        return self._fragment_fault(file, target.fragment)

    def _file(self, path: str) -> Path | None:
        """What GitHub Pages serves for `path`: the file, a folder's index, or ``path.html``."""
        base = self.folder / path
        for candidate in (base, base / "index.html", base.with_name(f"{base.name}.html")):
            if candidate.is_file():
                return candidate
        return None

    def _fragment_fault(self, file: Path, fragment: str) -> str:
        wanted = unquote(fragment)
        # With a text directive the browser finds the words even where the element is gone.
        if not wanted or wanted == "top" or ":~:" in wanted or file.suffix != ".html":
            return ""
        if file not in self.identifiers:
            groups = IDENTIFIER.findall(file.read_text(encoding="utf-8"))
            self.identifiers[file] = frozenset(unescape("".join(group)) for group in groups)
        return "" if wanted in self.identifiers[file] else f"finds no ‘#{wanted}’ on its page"


def may_name_sources(html: str) -> bool:
    """Whether a fast look at `html` finds that an address may begin with ``{filename}``.

    Its letters stand there as they are, or as numeric references: no named one means a letter.
    """
    return "filename" in html or "&#" in html


def line_of(address: str, source: str, siteurl: str) -> int:
    """The first line of a Markdown source on which `address` stands; 0 where nobody can tell."""
    local = address.removeprefix(siteurl.rstrip("/"))
    fragment = address.partition("#")[2]
    for wanted in (address, local, fragment and f"#{fragment}"):
        if wanted and wanted != "/" and wanted in source:
            return source.count("\n", 0, source.index(wanted)) + 1
    return 0
