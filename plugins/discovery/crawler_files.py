"""The text of sitemap.xml, robots.txt and llms.txt, made of plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from lxml import etree

from ..common.characters import one_line, without_forbidden
from ..common.planned_files import PlannedFile
from ..common.values import dataclass
from ..html.text import first_words, text_of

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
USES = {"search": "search", "ai-use": "ai-input", "train-ai": "ai-train"}
"""What others may do with a text: as the IETF's draft names it (draft-ietf-aipref-vocab-08, 4), and
as Cloudflare's Content Signals do (contentsignals.org)."""
LONGEST = 300
SUMMARY = 200
"""Characters of an author's summary that a note holds."""
MOST = 50_000
"""Addresses that one sitemap may hold (sitemaps.org protocol 0.9)."""


@dataclass(frozen=True, slots=True)
class CrawlerPage:
    """One page that crawlers may know."""

    url: str
    title: str
    changed: str = ""
    """ISO date of the last change to its text; empty where there is none to tell."""
    summary: str = ""
    """The author's own, as HTML."""
    label: str = ""
    """How it was written, in the short form; empty where nobody has said."""
    versions: tuple[tuple[str, str], ...] = ()
    """Language and address of each version of the text, as `Article.versions`."""


@dataclass(frozen=True, slots=True)
class CrawledSite:
    """What crawlers are told of a site."""

    url: str
    name: str
    subtitle: str
    articles: tuple[CrawlerPage, ...]
    pages: tuple[CrawlerPage, ...]
    lists: tuple[CrawlerPage, ...]
    """The home page and others that are none of the owner's texts."""
    wishes: tuple[tuple[str, bool], ...] = ()
    """Uses, of `USES`, and whether the owner would like them."""


def planned(site: CrawledSite) -> Iterator[PlannedFile]:
    """The three files."""
    every = (*site.articles, *site.pages, *site.lists)
    sections = (("Articles", site.articles), ("Pages", site.pages))

    def places() -> tuple[object, ...]:
        return tuple((page.url, page.changed, page.versions) for page in every)

    def told() -> tuple[object, ...]:
        lists = [tuple(map(_told, pages)) for _, pages in sections]
        return site.name, site.subtitle, *lists

    def listed() -> bytes:
        return llms(site.name, site.subtitle, sections).encode()

    yield PlannedFile("sitemap.xml", places, lambda: sitemap(every))

    def rules() -> bytes:
        return robots(site.url, site.wishes).encode()

    yield PlannedFile("robots.txt", lambda: (site.url, site.wishes), rules)
    yield PlannedFile("llms.txt", told, listed)


def sitemap(pages: Iterable[CrawlerPage]) -> bytes:
    """sitemap.xml (sitemaps.org protocol 0.9), addresses sorted, at most 50,000 of them.

    Versions in other languages are links, as search engines document it for this protocol.
    """
    listed = sorted(pages, key=lambda page: page.url)[:MOST]
    names: dict[str | None, str] = {None: SITEMAP}
    if any(page.versions for page in listed):
        names["xhtml"] = XHTML
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap=names)
    for page in listed:
        entry = etree.SubElement(root, f"{{{SITEMAP}}}url")
        etree.SubElement(entry, f"{{{SITEMAP}}}loc").text = page.url
        if page.changed:
            etree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = page.changed
        for language, url in page.versions:
            link = {"rel": "alternate", "hreflang": language, "href": url}
            etree.SubElement(entry, f"{{{XHTML}}}link", link)
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return bytes(data)


def robots(siteurl: str, wishes: Iterable[tuple[str, bool]] = ()) -> str:
    """robots.txt (RFC 9309): everything may be crawled, and here is the map.

    `wishes` stand in both notations (draft-ietf-aipref-attach-05; Content Signals): crawlers that
    know neither pass such lines over.
    """
    asked = dict(wishes)
    uses = [(use, signal, asked[use]) for use, signal in USES.items() if use in asked]
    lines = ["User-agent: *", "Allow: /"]
    if uses:
        path = f"{urlsplit(siteurl).path.rstrip('/')}/"
        usage = ", ".join(f"{use}={'y' if wanted else 'n'}" for use, _, wanted in uses)
        signals = ", ".join(f"{signal}={'yes' if wanted else 'no'}" for _, signal, wanted in uses)
        lines += [f"Content-Usage: {path} {usage}", f"Content-Signal: {signals}"]
    return "\n".join([*lines, "", f"Sitemap: {siteurl}/sitemap.xml", ""])


def llms(name: str, subtitle: str, sections: Sequence[tuple[str, Sequence[CrawlerPage]]]) -> str:
    """llms.txt (llmstxt.org): a heading, a quotation, then lists of links with notes.

    The note begins with how the text was written, so that a machine that reads nothing else of a
    page meets the disclosure too.
    """
    parts = [f"# {_plain(name)}", *([f"> {_plain(subtitle)}"] if subtitle else [])]
    for heading, pages in sections:
        if pages:
            parts.append(f"## {heading}")
            parts.append("\n".join(map(_line, pages)))
    return "\n\n".join(parts) + "\n"


def _told(page: CrawlerPage) -> tuple[str, ...]:
    return page.url, page.title, page.summary, page.label


def _line(page: CrawlerPage) -> str:
    summary = first_words(text_of(page.summary), SUMMARY)
    notes = [f"{page.label}." if page.label else "", _plain(summary)]
    note = " ".join(filter(None, notes))
    link = f"- [{_plain(page.title)}]({page.url})"
    return f"{link}: {note}" if note else link


def _plain(text: str) -> str:
    """`text` on one line, with what Markdown would read as markup escaped."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", one_line(without_forbidden(text), LONGEST))
