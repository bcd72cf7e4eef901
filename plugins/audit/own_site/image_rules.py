"""What `invoke check` tells of a site's images: no words, no origin, too heavy, used by nothing.

Read of the built files; a problem names the source, file and line, where it can be told.
"""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag

from ...common.frontmatter import composed
from ...common.keys import COVER, COVER_ALT, IMAGES
from ...common.problems import Problem, shown_path
from ...common.regex import regex
from ..image_metadata import read as read_metadata
from ..site_layout import SiteLayout
from .shown_images import ShownImage
from .site_sources import ANY_LINE, SiteSources, name_at

HEAVIEST = 1_000_000
"""Bytes of a file that somebody's program loads whole: feed readers do, for feeds have no smaller
versions, and so does a browser that knows none. All the images of half of all pages on phones weigh
less together (HTTP Archive, 2024), and a phone on slow 4G, 1.6 Mbit/s, waits 5 s for it."""

MOVING = " What moves is lighter as a film."

ENDINGS = frozenset(".apng .avif .gif .heic .jpeg .jpg .jxl .png .svg .webp".split())
READS = frozenset(".css .html .js .json .svg .txt .webmanifest .xml".split())
"""Files of a built site that may name an image."""
NAMED = regex(r"\.(?:apng|avif|gif|heic|jpe?g|jxl|png|svg|webp)(?![\w-])", re.IGNORECASE)
ENDS_NAME = regex(r"""[\s"'<>()\[\]{}=,;|`]""")
LONGEST = 400
"""Characters of an address that are looked at."""
MADE_OF = regex(r"(?P<stem>.+)-\d{2,5}(?:-[0-9a-f]{8})?\.\w+")
"""A smaller version of a file, by its name."""
NO_ALT = regex(r"<img\b(?![^<>]*\balt\b)", re.IGNORECASE)
EMPTY_ALT = regex(r"!\[\s*\]|<img\b", re.IGNORECASE)
AT_THE_ROOT = "extra"
"""The folder whose files stand at the site's root, where programs ask for them unasked."""


@dataclass(frozen=True)
class SiteImages:
    """The images of a built site, and the files and sources that they come from."""

    layout: SiteLayout
    content: Path
    sources: SiteSources
    shown: tuple[ShownImage, ...]
    """On every page."""
    labelled: Collection[str]
    """The addresses of those whose origin the inventory tells."""
    declared: Collection[str]
    """Files below the content folder of which an author says whether AI made them."""

    @cached_property
    def files(self) -> dict[str, Path]:
        """Every image of the content folder, by its path below that."""
        found = (p for p in sorted(self.content.rglob("*")) if p.suffix.lower() in ENDINGS)
        below = ((path, path.relative_to(self.content)) for path in found if path.is_file())
        return {
            composed(name.as_posix()): path
            for path, name in below
            if not any(part.startswith(".") for part in name.parts)
        }

    def origin(self, published: Path) -> str:
        """The file of the content folder that became `published`; empty: it is none of its."""
        name = composed(published.relative_to(self.layout.folder.resolve()).as_posix())
        alike = [name] if name in self.files else self._by_name.get(published.name, [])
        return alike[0] if len(alike) == 1 else ""

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found = defaultdict[str, list[str]](list)
        for name in self.files:
            found[PurePosixPath(name).name].append(name)
        return found

    def file_of(self, address: str) -> Path | None:
        """The published file at an address, if it is an image of this site."""
        if address not in self._found:
            file = self.layout.file_at(urldefrag(address).url)
            self._found[address] = file if file and file.suffix.lower() in ENDINGS else None
        return self._found[address]

    @cached_property
    def _found(self) -> dict[str, Path | None]:
        return {}

    def problem(self, image: ShownImage, key: str, value: str, message: str, cure: str) -> Problem:
        """A problem of an image, where its source names it, else where its page shows it."""
        likely = NO_ALT if image.needs_words else EMPTY_ALT if image.is_empty else ANY_LINE
        place = self.sources.place(image.headline, image.addresses[0], likely)
        path, line = place or (image.page, image.line)
        return Problem(shown_path(path), line, key, value, message, cure)


def problems(site: SiteImages) -> Iterator[Problem]:
    """All that is to be told."""
    yield from _without_words(site)
    yield from _undeclared(site)
    yield from _heavy(site)
    yield from _unused(site)


def _without_words(site: SiteImages) -> Iterator[Problem]:
    cure = 'Say what it shows, or write `alt=""` if it is decoration.'
    in_markdown = 'Say between the brackets what it shows; decoration is written <img alt="" …>.'
    empty: Counter[tuple[str, str]] = Counter()
    for image in site.shown:
        if not image.in_text:
            continue
        value = unquote(image.addresses[0])
        if image.needs_words:
            yield site.problem(image, "alt", value, "is an image without alternative text", cure)
        elif image.is_whole_link:
            message = "is all that a link consists of, and its alternative text is empty"
            say = "Say as its alternative text where the link leads."
            yield site.problem(image, "alt", value, message, say)
        elif image.is_empty:
            empty[image.headline, image.addresses[0]] += 1
    for (headline, address), times in empty.items():
        for source, at in site.sources.without_words(headline, name_at(address), times):
            message = "is an image without alternative text"
            yield Problem(shown_path(source), at, "alt", unquote(address), message, in_markdown)
    for text, line, file in site.sources.covers():
        if COVER_ALT.field in text.document.fields:
            continue
        path, message = shown_path(text.path), "has no Cover-Alt, which says what it shows"
        say = "Add `Cover-Alt: …`; an empty one says that it is decoration."
        yield Problem(path, line, COVER, file, message, say)


def _undeclared(site: SiteImages) -> Iterator[Problem]:
    if not (site.labelled or site.declared):
        return
    labelled = {site.file_of(address) for address in site.labelled}
    covers = {file for *_, file in site.sources.covers()}
    seen: set[Path] = set()
    for image in site.shown:
        files = [file for address in image.addresses if (file := site.file_of(address))]
        declared = any(file in labelled or site.origin(file) in site.declared for file in files)
        origin = site.origin(files[0]) if files and not declared else ""
        if not origin or files[0] in seen or not (image.in_text or origin in covers):
            continue  # a logo is not asked for
        seen.add(files[0])
        metadata = read_metadata(files[0])
        if metadata is None or metadata.written:  # it says of itself what it is
            continue
        message = "is an image of which nobody says whether AI made it, and of others it is said"
        cure = f"Write `{IMAGES}: {origin}=generated`, `=edited`, or `=none` where AI did neither."
        yield site.problem(image, IMAGES, origin, message, cure)


def _heavy(site: SiteImages) -> Iterator[Problem]:
    seen: set[Path] = set()
    for image in site.shown:
        for file in filter(None, map(site.file_of, image.addresses)):
            size = file.stat().st_size
            if file in seen or size <= HEAVIEST:
                continue
            seen.add(file)
            name = site.origin(file) or shown_path(file)
            message = f"weighs {size / 1e6:.2f} MB, which feed readers load whole"
            cure = f"Make it smaller than {HEAVIEST / 1e6:.0f} MB: fewer pixels, JPEG or WebP."
            cure += MOVING if file.suffix.lower() in {".apng", ".gif"} else ""
            yield site.problem(image, "image", name, message, cure)


def _unused(site: SiteImages) -> Iterator[Problem]:
    named = _Named(site) if site.files else None
    for name, path in site.files.items():
        if named and not name.startswith(f"{AT_THE_ROOT}/") and name not in named.files:
            message = "is an image that no page, feed or style sheet uses"
            cure = "Remove it, or show it."
            yield Problem(shown_path(path), 0, "image", name, message, cure)


class _Named:
    """The files of the content folder that something of the site names, or will name."""

    def __init__(self, site: SiteImages) -> None:
        self._by_name = defaultdict[str, list[tuple[str, str]]](list)
        """The last part of a published path to that path and the file."""
        self._by_stem = defaultdict[str, list[str]](list)
        published = defaultdict[str, list[str]](list)
        texts = []
        for path in sorted(site.layout.folder.rglob("*")):
            name = composed(path.relative_to(site.layout.folder).as_posix())
            ending = path.suffix.lower()
            published[PurePosixPath(name).name].append(name)
            if ending in READS and path.is_file():
                texts.append(path)
        for name in site.files:
            last = PurePosixPath(name).name
            places = [name] if name in published[last] else [name, *published[last]]
            self._by_name[last] += [(place, name) for place in places]
            self._by_stem[PurePosixPath(name).stem].append(name)
        lasts = ((PurePosixPath(name).name, name) for name in site.files)
        self._odd = [(last, name) for last, name in lasts if ENDS_NAME.search(last)]
        self.files: set[str] = set()
        self._seen: set[str] = set()
        for path in texts:
            self._look(path.read_bytes().decode("utf-8", "replace"))
        for source in site.sources.every:  # of a draft, or of a text for another day
            self._look(source.document.body)
        for *_, file in site.sources.covers():
            self._look(f"{file} ")

    def _look(self, text: str) -> None:
        for found in NAMED.finditer(text):
            written = text[max(found.end() - LONGEST, 0) : found.end()]
            cut = max((m.end() for m in ENDS_NAME.finditer(written)), default=0)
            token = written[cut:]
            if token not in self._seen:
                self._seen.add(token)
                self._take(_spelled_out(token))
            whole = _spelled_out(written) if self._odd else ""
            self.files.update(name for last, name in self._odd if whole.endswith(last))

    def _take(self, address: str) -> None:
        path = address.rsplit("://", maxsplit=1)[-1].lstrip("./")
        last = PurePosixPath(path).name
        for place, name in self._by_name.get(last, ()):
            if f"/{path}".endswith(f"/{place}") or f"/{place}".endswith(f"/{path}"):
                self.files.add(name)
        if made := MADE_OF.fullmatch(last):
            self.files.update(self._by_stem.get(made["stem"], ()))


def _spelled_out(written: str) -> str:
    """An address as a file has it, whether HTML, JSON or a style sheet writes it."""
    return composed(unquote(html.unescape(written.replace("\\", ""))))
