"""Where images meet Pelican: declared images are captioned, and their published copies marked."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from html import escape
from urllib.parse import quote, unquote, urljoin

from ..article import ImageLabel
from ..common.addresses import absolute
from ..common.frontmatter import composed
from ..common.keys import COVER, IMAGES
from ..common.problems import Problem, report, shown_path
from ..run import DRAFT, Entry, Run
from ..wording.catalogue import Words
from . import reports
from .image_file import ImageError
from .images_in_text import caption, images_in, with_captions
from .site_images import OF_SOURCE, SiteImages
from .source_types import TERMS, mark, marked, terms_in

logger = logging.getLogger(__name__)

IN_PATH = "/:@!$&()*+,;=~"
"""What a path may hold beside letters, digits and ``-._`` (RFC 3986, 3.3)."""


def label(run: Run) -> None:
    """Label every image: in its text, and for all other forms."""
    if run.disclosure is None:
        return
    # For a link to `%C3%A4.png` Pelican lists a file of that very name beside the real one.
    statics = [static for static in run.static_content if static.path.is_file()]
    images = SiteImages(
        siteurl=run.siteurl,
        content=run.content_folder,
        output=run.output_folder,
        pictures={composed(file): picture for file, picture in run.disclosure.images.items()},
        contributors=run.disclosure.contributors,
        statics={composed(static.source): static for static in statics},
        derived=run.derived_images,
        without_ai=run.disclosure.images_without_ai,
    )
    run.set_state(images)
    for entry in run.entries:
        _label_text(images, entry, run.disclosure.words_for(entry.lang))
    _report_declared(images, run.entries)
    _report_undeclared(images)
    run.file_sizes.update(_sizes_of_covers(images))


def mark_published(run: Run) -> None:
    """Let the published copies of every declared file say what it is; never the file itself."""
    if run.disclosure is None:
        return
    images = run.state_of(SiteImages)
    for file, picture in images.pictures.items():
        shown = shown_path(images.source(file))
        try:
            unsigned = [mark(path, picture.what) for path in images.copies(file)]
        except ImageError as error:
            report(logger, reports.unwritten(shown, error), level=logging.WARNING)
        except OSError as error:
            cure = "Look at the output folder's permissions and the space on the disk."
            message = f"cannot be marked in the output: {error.strerror}"
            report(logger, Problem(shown, 0, IMAGES, "", message, cure))
        else:
            if any(unsigned):
                report(logger, reports.unsigned(shown), level=logging.WARNING)


def _label_text(site: SiteImages, entry: Entry, say: Words) -> None:
    """Put the sentence about each declared image into a text, and leave it for other forms."""
    images, links = images_in(entry.html)
    cover = composed(entry.cover or "")
    if not (images or links or cover):
        return
    page = absolute(site.siteurl, entry.url)
    file_of = partial(site.files.at, folder=entry.folder, page=page)
    site.note_users(entry, [cover, *map(file_of, links)])
    site.covers |= {cover}
    labels = [_image_label(site, entry, cover, say)] if cover in site.pictures else []
    captions = []
    for image in images:
        shown = {file_of(address): address for address in reversed(image.addresses)}
        site.note_users(entry, shown)
        for file in filter(site.pictures.__contains__, shown):
            labels.append(_image_label(site, entry, file, say, shown[file]))
            language = "" if say.speaks(entry.lang) else say.language
            captions.append((image.at, caption(site.sentence(file, say), language)))
    if captions:
        entry.html = with_captions(entry.html, captions)
    if cover in site.statics:  # where it is published, which its owner may have chosen
        entry.cover = site.statics[cover].url
    first: dict[str, ImageLabel] = {}  # by address: of a cover that the text shows too, the cover's
    for each in labels:
        first.setdefault(each.url, each)
    entry.images = tuple(first.values())


def _report_declared(site: SiteImages, entries: Iterable[Entry]) -> None:
    """Tell of files that are named and missing, and of declared ones that no text shows."""
    declared = (*site.pictures, *sorted(site.without_ai))
    named = [(IMAGES, file) for file in declared]
    named += [(COVER, file) for file in sorted(site.covers - {""} - set(declared))]
    for key, file in named:
        if not site.source(file).is_file():
            where = site.named_at(entries, key, file)
            report(logger, reports.missing(*where, key, file, site.all_files()))
        elif file not in site.users:
            problem = reports.unused(*site.named_at(entries, key, file), file)
            report(logger, problem, level=logging.WARNING)


def _report_undeclared(site: SiteImages) -> None:
    """Warn of each published image whose own metadata says AI, and that nobody declares."""
    for file, entries in sorted(site.users.items()):
        path = site.source(file)
        texts = [entry.shown for entry in entries if entry.status != DRAFT]
        if file in site.pictures or not texts or not path.is_file():
            continue
        terms = terms_in(path.read_bytes())
        if terms:
            is_denied = file in site.without_ai
            problem = reports.undeclared(
                shown_path(path), file, terms, sorted(texts), is_denied=is_denied
            )
            report(logger, problem, level=logging.WARNING)


def _sizes_of_covers(site: SiteImages) -> Iterator[tuple[str, int]]:
    """What each declared cover will be long, with its source type in it; feeds tell the length."""
    for file in sorted(site.covers & set(site.pictures)):
        if file in site.statics and site.source(file).is_file():
            with suppress(ImageError):  # then it stays as it is, which `mark_published` tells
                data = marked(site.source(file).read_bytes(), site.pictures[file].what)
                yield unquote(site.statics[file].url), len(data)


def _image_label(
    site: SiteImages, entry: Entry, file: str, say: Words, address: str = ""
) -> ImageLabel:
    """`address` is that in the text; of a cover there is none."""
    picture = site.pictures[file]
    return ImageLabel(
        url=_url(site, entry, file, address),
        source_type=TERMS[picture.what],
        caption=site.sentence(file, say),
        models=picture.models,
        is_cover=not address,
    )


def _url(site: SiteImages, entry: Entry, file: str, address: str) -> str:
    source = OF_SOURCE.match(address)
    if address and not source:
        whole = urljoin(absolute(site.siteurl, entry.url), address)
        return quote(whole, safe=f"{IN_PATH}%?#[]'")
    if source and source["what"] == "attach":
        entry.resolve(f'<img src="{escape(address)}">')  # then the file has its place
    path = site.statics[file].url if file in site.statics else file
    return absolute(site.siteurl, quote(path, safe=IN_PATH))
