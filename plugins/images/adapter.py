"""Where images meet Pelican. Signals, in the order in which they fire:

get_generators  a generator, for the sake of its turn: later than all_generators_finalized, where
                declarations are merged and texts are read by others, and earlier than get_writer,
                where a build with a mistake ends. In it: captions, labels, reports
finalized       the source type into the published copies
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from html import escape
from typing import Any
from urllib.parse import quote, unquote, urljoin

from pelican import signals
from pelican.generators import Generator

from ..common.addresses import absolute
from ..common.frontmatter import composed
from ..common.keys import COVER, IMAGES
from ..common.problems import Problem, report, shown_path
from . import publish, reports
from .captions import ImageLabel, caption, with_captions
from .faults import ImageError
from .resolve import OF_SOURCE
from .shown import images_in
from .site import Site
from .sourcetypes import TERMS, marked, terms_in

logger = logging.getLogger(__name__)

STATE = "COLOPHON_IMAGES"
SIZES = "COLOPHON_FILE_SIZES"
"""In the context: address below the site to bytes, of published files longer than their source."""
PUBLISHED = {"published", "hidden"}
IN_PATH = "/:@!$&()*+,;=~"
"""What a path may hold beside letters, digits and ``-._`` (RFC 3986, 3.3)."""


def connect() -> None:
    """Connect every receiver below."""
    signals.get_generators.connect(offer_turn)
    signals.finalized.connect(mark_published)


def offer_turn(_pelican: Any) -> type[Generator]:
    """Pelican calls a method of every generator between the two signals."""
    return Turn


class Turn(Generator):  # type: ignore[misc]  # Pelican has no types
    """Generates nothing."""

    def refresh_metadata_intersite_links(self) -> None:
        """Label every image; the name is Pelican's."""
        if "COLOPHON_DISCLOSURE" in self.settings:
            site = self.settings[STATE] = Site(self.settings, self.context)
            label_images(site)
            report_declared(site)
            report_undeclared(site)
            self.context[SIZES] = dict(sizes_of_covers(site))


def label_images(site: Site) -> None:
    """Put the sentence about each declared image into its text, and leave it for other forms."""
    for entry in site.entries:
        images, links = images_in(entry._content or "")  # noqa: SLF001
        cover = composed(getattr(entry, "colophon_cover", ""))
        if not (images or links or cover):
            continue
        page = absolute(site.siteurl, entry.url)
        file_of = partial(site.files.of, folder=entry.relative_dir, page=page)
        site.note_users(entry, [cover, *map(file_of, links)])
        site.covers |= {cover}
        labels = [_label(site, entry, cover)] if cover in site.pictures else []
        captions = []
        for image in images:
            shown = {file_of(address): address for address in reversed(image.addresses)}
            site.note_users(entry, shown)
            for file in filter(site.pictures.__contains__, shown):
                labels.append(_label(site, entry, file, shown[file]))
                captions.append((image.at, _caption(site, entry, file)))
        if captions:
            entry._content = with_captions(entry._content, captions)  # noqa: SLF001
        if cover in site.statics:  # where it is published, which its owner may have chosen
            entry.colophon_cover = site.statics[cover].url
        entry.colophon_images = tuple(_once_each(labels))


def report_declared(site: Site) -> None:
    """Tell of files that are named and missing, and of declared ones that no text shows."""
    named = [(IMAGES, file) for file in site.pictures]
    named += [(COVER, file) for file in sorted(site.covers - {""} - set(site.pictures))]
    for key, file in named:
        if not site.source(file).is_file():
            report(logger, reports.missing(*site.named_at(key, file), key, file, site.known()))
        elif file not in site.users:
            problem = reports.unused(*site.named_at(key, file), file)
            report(logger, problem, level=logging.WARNING)


def report_undeclared(site: Site) -> None:
    """Warn of each published image whose own metadata says AI, and that nobody declares."""
    for file, entries in sorted(site.users.items()):
        path = site.source(file)
        texts = [shown_path(e.source_path) for e in entries if e.status in PUBLISHED]
        if file in site.pictures or not texts or not path.is_file():
            continue
        terms = terms_in(path.read_bytes())
        if terms:
            problem = reports.undeclared(shown_path(path), file, terms, sorted(texts))
            report(logger, problem, level=logging.WARNING)


def sizes_of_covers(site: Site) -> Iterator[tuple[str, int]]:
    """What each declared cover will be long, with its source type in it; feeds tell the length."""
    for file in sorted(site.covers & set(site.pictures)):
        if file in site.statics and site.source(file).is_file():
            with suppress(ImageError):  # then it stays as it is, which `mark_published` tells
                data = marked(site.source(file).read_bytes(), site.pictures[file].what)
                yield unquote(site.statics[file].url), len(data)


def mark_published(pelican: Any) -> None:
    """Let the published copies of every declared file say what it is; never the file itself."""
    site = pelican.settings.get(STATE)
    for file, picture in site.pictures.items() if site else ():
        shown = shown_path(site.source(file))
        try:
            unsigned = [publish.mark(path, picture.what) for path in site.copies(file)]
        except ImageError as error:
            report(logger, reports.unwritten(shown, error), level=logging.WARNING)
        except OSError as error:
            cure = "Look at the output folder's permissions and the space on the disk."
            message = f"cannot be marked in the output: {error.strerror}"
            report(logger, Problem(shown, 0, IMAGES, "", message, cure))
        else:
            if any(unsigned):
                report(logger, reports.unsigned(shown), level=logging.WARNING)


def _label(site: Site, entry: Any, file: str, address: str = "") -> ImageLabel:
    """`address` is that in the text; of a cover there is none."""
    picture = site.pictures[file]
    return ImageLabel(
        url=_url(site, entry, file, address),
        source_type=TERMS[picture.what],
        caption=site.sentence(entry, file),
        models=picture.models,
        is_cover=not address,
    )


def _url(site: Site, entry: Any, file: str, address: str) -> str:
    source = OF_SOURCE.match(address)
    if address and not source:
        whole = urljoin(absolute(site.siteurl, entry.url), address)
        return quote(whole, safe=f"{IN_PATH}%?#[]'")
    if source and source["what"] == "attach":
        # Pelican moves a file to the first text that attaches it when it meets the link.
        entry._update_content(f'<img src="{escape(address)}">', site.settings["SITEURL"])  # noqa: SLF001
    path = site.statics[file].url if file in site.statics else file
    return absolute(site.siteurl, quote(path, safe=IN_PATH))


def _caption(site: Site, entry: Any, file: str) -> str:
    say = site.words(entry)
    return caption(site.sentence(entry, file), "" if say.speaks(entry.lang) else say.language)


def _once_each(labels: list[ImageLabel]) -> Iterator[ImageLabel]:
    """One label an address, the first: that of the cover, if it is one."""
    seen: set[str] = set()
    for label in labels:
        if label.url not in seen:
            seen.add(label.url)
            yield label
