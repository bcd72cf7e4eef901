"""A whole built site beside its own inventory: a folder in, every disagreement out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ...common.failure import CommandError
from ...common.problems import Problem, shown_path
from .. import feeds, inventory
from ..site_layout import SiteLayout
from ..tree import UnreadableError, decoded
from . import built_page
from .disagreement import Disagreement, Rows
from .forms import feed_disagreements, page_disagreements, unlisted_disagreements
from .images import unlabelled, unmarked
from .lists import card_disagreements, csv_disagreements, llms_disagreements
from .pages import articles_on_cards, counts_disagreements, model_disagreements, model_pages
from .shown_images import ShownImage, shown_on

CSV, LLMS = "ai-disclosures.csv", "llms.txt"
CURE = (
    "Build again; if it stays, a template leaves a partial out or another plugin changes the page."
)
REBUILD = "Run `invoke build`."
ROW = (
    "url kind date declared_in role value source_type own_value own_source_type models provider "
    "review reviewed_by reviewed_on sentence short byline credit words parts cover_short images "
    "making"
).split()
INNER = {
    "parts": "kind id role value source_type models provider sentence".split(),
    "images": "url place source_type caption".split(),
}
"""The keys that are read of a row, of its parts and of its images."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared, and where it differs."""

    texts: int
    languages: tuple[str, ...]
    """Those in which readers are told something."""
    problems: tuple[Problem, ...]
    layout: SiteLayout
    labelled: frozenset[str]
    """The addresses of images whose origin the inventory tells."""
    shown: tuple[ShownImage, ...]
    """Every image on every page."""


@dataclass(frozen=True, slots=True)
class OwnSite:
    """A built site of this kit and what its inventory says."""

    output: Path
    layout: SiteLayout
    rows: Rows
    counts: Mapping[str, Any]

    def file_of(self, url: str) -> Path:
        """The file that stands, or should stand, at an address."""
        below = urlsplit(self.layout.base).path.rstrip("/")
        path = self.output / unquote(urlsplit(url).path).removeprefix(below).lstrip("/")
        return path / "index.html" if path.is_dir() or url.endswith("/") else path


def compare(output: Path, can_be_marked: Callable[[bytes], bool]) -> Comparison:
    """Compare every form of every text in the folder `output` with the inventory.

    Page, head, JSON-LD, labels of parts and images, image files, cards, feeds, pages of models and
    of how texts were made, the page that counts them, ai-disclosures.csv and llms.txt.
    `can_be_marked` tells of an image's bytes whether the kit can write metadata into them.

    :raises CommandError: where `output` holds no site of this version of the kit.
    """
    site = _read(output)
    images = {image["url"] for row in site.rows.values() for image in row["images"]}
    shown: list[ShownImage] = []
    problems = (
        *_counts(site),
        *_pages(site, images, shown),
        *_feeds(site),
        *_lists(site),
        *unmarked({url: site.file_of(url) for url in images}, site.rows.values(), can_be_marked),
    )
    told = {row["words"] for row in site.rows.values() if row["sentence"]}
    languages = tuple(sorted(told))
    return Comparison(
        *(len(site.rows), languages, problems),
        *(site.layout, frozenset(images), tuple(shown)),
    )


def _read(output: Path) -> OwnSite:
    path = output / inventory.NAME
    if not path.is_file():
        raise CommandError(f"{shown_path(path)} is not there. Run `invoke build` first.")
    try:
        listed = inventory.read(shown_path(path), decoded(path.read_bytes()))
    except UnreadableError as error:
        told = f"is no inventory that can be read ({error})"
        raise CommandError(f"{shown_path(path)} {told}. {REBUILD}") from error
    rows = {row.address: row.data for row in listed.rows}
    for url, row in rows.items():
        inner = ((each, keys) for name, keys in INNER.items() for each in row.get(name, ()))
        missing = [key for found, keys in ((row, ROW), *inner) for key in keys if key not in found]
        if missing:
            told = f"lists {url} without ‘{missing[0]}’: another version wrote it"
            raise CommandError(f"{shown_path(path)} {told}. {REBUILD}")
    layout = SiteLayout(output, listed.site.rstrip("/") + "/")
    return OwnSite(output, layout, rows, listed.counts)


def _counts(site: OwnSite) -> Iterator[Problem]:
    """The inventory's own counts are those of its entries."""
    rows = site.rows.values()
    states = Counter(row["review"] for row in rows)
    wanted = {"all": len(rows), "undeclared": sum(row["role"] is None for row in rows)}
    wanted |= {name: states[name] for name in site.counts if name not in wanted}
    for name, number in wanted.items():
        if site.counts.get(name) != number:
            value, message = str(site.counts.get(name)), f"there are {number} such entries"
            yield _problem(site.output / inventory.NAME, message, value, f"counts {name}")


def _pages(site: OwnSite, images: set[str], shown: list[ShownImage]) -> Iterator[Problem]:
    own = {site.file_of(url): url for url in site.rows}
    for path, url in own.items():
        if not path.is_file():
            yield _problem(path, "is in the inventory, but there is no such page", url)
    models: dict[str, str] = {}
    on_cards: dict[Path, list[str]] = {}
    for path in sorted(site.output.rglob("*.html")):
        url = own.get(path, "")
        page = built_page.read(url or site.layout.address_of(path), path.read_bytes())
        models |= model_pages(page)
        on_cards[path] = articles_on_cards(page)
        shown += shown_on(page, path)
        found = [page_disagreements(site.rows[url], page)] if url else []
        found += [] if url else [unlisted_disagreements(page), unlabelled(page, images)]
        found += [card_disagreements(page, site.rows), counts_disagreements(page, site.rows)]
        for disagreements in found:
            yield from _as_problems(path, disagreements)
    yield from _models(site, models, on_cards)


def _models(
    site: OwnSite, models: Mapping[str, str], on_cards: Mapping[Path, list[str]]
) -> Iterator[Problem]:
    """The pages of each model list the articles that name it: all of them, on all its pages."""
    for url in sorted(set(models.values())):
        first = site.file_of(url)
        pages = [path for path in on_cards if path.is_relative_to(first.parent)]
        if first.name == "index.html" and first in pages:
            names = [name for name, its in models.items() if its == url]
            shown = (article for path in pages for article in on_cards[path])
            yield from _as_problems(first, model_disagreements(names, shown, site.rows))


def _lists(site: OwnSite) -> Iterator[Problem]:
    for name, compare_list in ((CSV, csv_disagreements), (LLMS, llms_disagreements)):
        path = site.output / name
        if path.is_file():
            text = path.read_bytes().decode("utf-8")  # a cell keeps its own line ends
            yield from _as_problems(path, compare_list(text, site.rows))
        elif name != LLMS:
            yield _problem(path, "is not there")


def _feeds(site: OwnSite) -> Iterator[Problem]:
    credited = {row["credit"] for row in site.rows.values() if row["credit"]}
    for path in sorted((site.output / "feeds").rglob("*")):
        if path.suffix not in {".xml", ".json"}:
            continue
        try:
            entries = _entries(path)
        except (UnreadableError, UnicodeDecodeError) as error:
            yield _problem(path, f"is not a feed that can be read: {error}")
            continue
        for entry in entries:
            if entry.address in site.rows:
                row = site.rows[entry.address]
                yield from _as_problems(path, feed_disagreements(row, entry, credited))
            else:
                message = "has an entry that the inventory does not list"
                yield _problem(path, message, entry.address)


def _entries(path: Path) -> tuple[feeds.EntryReading, ...]:
    data = path.read_bytes()
    if path.suffix == ".xml":
        feed = feeds.read_xml(path.name, data)
        return feed.entries if feed else ()
    feed = feeds.read_json(path.name, data.decode())
    if feed is None or not feed.has_items:
        raise UnreadableError("it has no items", 0)
    return feed.entries


def _as_problems(path: Path, disagreements: Iterator[Disagreement]) -> Iterator[Problem]:
    for one in disagreements:
        wanted = f"the inventory says ‘{one.expected}’" if one.expected else "nothing is declared"
        yield _problem(path, wanted, one.found or "(nothing)", one.form)


def _problem(path: Path, message: str, value: str = "", form: str = "") -> Problem:
    return Problem(shown_path(path), 0, form, value, message, CURE)
