"""Links in a text: root-relative ones put under the site's own path, dead ones found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import field
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from ..common.regex import regex
from ..common.values import dataclass
from ..html.urls import addresses_in, has_sets, replaced

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


class Link(NamedTuple):
    """An address in a text that may lead nowhere."""

    address: str
    """As it stands there."""
    path: str = ""
    """Below the site's root, as a server looks it up."""
    fragment: str = ""
    fault: str = ""
    """What is wrong with it whatever stands on the site."""


@dataclass(slots=True)
class BuiltSite:
    """A built site as a reader's browser would find it."""

    folder: Path
    siteurl: str
    files: Collection[str] = ()
    """Paths at which the folder is known to hold a file."""
    read_identifiers: Callable[[Path], Iterable[str]] | None = None
    """Gives those on a page, where somebody knows them without reading it."""
    _links: dict[str, Link | None] = field(default_factory=dict)
    """Of absolute addresses, which many pages link to."""
    _faults: dict[tuple[str, str], str] = field(default_factory=dict)
    """By path and fragment."""
    _identifiers: dict[Path, frozenset[str]] = field(default_factory=dict)

    def links_in(self, html: str, page_url: str) -> Iterator[Link]:
        """The links of a text on the page at `page_url` (absolute) that may lead nowhere."""
        links = (self._link(address, page_url) for address in dict.fromkeys(addresses_in(html)))
        return (link for link in links if link)

    def fault(self, address: str, page_url: str) -> str:
        """Why `address`, a link on the page at `page_url` (absolute), leads nowhere; else empty.

        Other hosts are not asked.
        """
        link = self._link(address, page_url)
        return self.fault_of(link) if link else ""

    def fault_of(self, link: Link) -> str:
        """The same of a link of a text."""
        if link.fault:
            return link.fault
        key = link.path, link.fragment
        if key not in self._faults:
            file = self._file(link.path)
            found = self._fragment_fault(file, link.fragment) if file else "leads to no page"
            self._faults[key] = found
        return self._faults[key]

    def _link(self, address: str, page_url: str) -> Link | None:
        if not ABSOLUTE.match(address):
            return _link(address, page_url, self.siteurl)
        if address not in self._links:
            self._links[address] = _link(address, page_url, self.siteurl)
        return self._links[address]

    def _file(self, path: str) -> Path | None:
        """What GitHub Pages serves for `path`: the file, a folder's index, or ``path.html``."""
        base = self.folder / path
        for candidate in (base, base / "index.html", base.with_name(f"{base.name}.html")):
            if self._is_file(candidate):
                return candidate
        return None

    def _is_file(self, path: Path) -> bool:
        known = bool(self.files) and path.is_relative_to(self.folder)
        try:
            return (
                known and path.relative_to(self.folder).as_posix() in self.files
            ) or path.is_file()
        except OSError:  # a name that is longer than any file's
            return False

    def _fragment_fault(self, file: Path, fragment: str) -> str:
        wanted = unquote(fragment)
        # With a text directive the browser finds the words even where the element is gone.
        if not wanted or wanted == "top" or ":~:" in wanted or file.suffix != ".html":
            return ""
        if file not in self._identifiers:
            self._identifiers[file] = frozenset((self.read_identifiers or identifiers_in)(file))
        return "" if wanted in self._identifiers[file] else f"finds no ‘#{wanted}’ on its page"


def identifiers_in(page: Path) -> list[str]:
    """The places on a page to which fragments of addresses lead."""
    groups = IDENTIFIER.findall(page.read_text(encoding="utf-8"))
    return [unescape("".join(group)) for group in groups]


def _link(address: str, page_url: str, siteurl: str) -> Link | None:
    """What an address on a page leads to; None: nobody here can tell whether it is there."""
    if address.startswith(UNRESOLVED):
        return Link(address, fault="names a file that is not there")
    try:
        target = urlsplit(urljoin(page_url, address))
        home = urlsplit(siteurl)
    except ValueError:
        return Link(address, fault="is no address")
    if target.scheme not in {"http", "https"} or target.netloc != home.netloc:
        return None
    root = home.path.rstrip("/") + "/"
    if not f"{target.path}/".startswith(root):
        return Link(address, fault=f"lies outside the site, which is at {root}")
    below = unquote(target.path)[len(root) :].lstrip("/")  # never the machine's own root
    return Link(address, below, target.fragment)


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
