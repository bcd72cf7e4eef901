"""Where images meet Pelican: captions, smaller files, what their published copies say."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin

from markupsafe import Markup

from ..article import ImageLabel, Picture
from ..common.addresses import absolute
from ..common.characters import as_line
from ..common.files import stamp_of
from ..common.frontmatter import composed
from ..common.keys import COVER, IMAGES
from ..common.options import read_options
from ..common.problems import Problem, report, shown_path
from ..common.values import dataclass
from ..disclosure.contributors import Contributors
from ..html.picture import PlainImage, img, linked, picture, plain_images
from ..html.tags import replaced, tags
from ..run import DRAFT, Entry, Kept, Run
from ..wording.catalogue import Words
from . import reports
from .image_file import ImageError
from .image_read import ImageRead, is_image, publish, published, read_image
from .images_in_text import caption, images_in, with_captions
from .raster.facts import ImageFacts
from .settings import FORMATS, SETTING, ImagesSettings, mistakes
from .site_images import OF_SOURCE, SiteImages, Versions
from .source_types import TERMS, address_of_term
from .versions import Encoded, Made, address_of, can_be_made, key_of

logger = logging.getLogger(__name__)

IN_PATH = "/:@!$&()*+,;=~"
"""What a path may hold beside letters, digits and ``-._`` (RFC 3986, 3.3)."""

READ = Kept[ImageRead]("image", ImageRead, together=True)
MADE = Kept[Made]("versions of an image", Made, together=True, outlives_code=True)
ENCODED = Kept[Encoded]("encoded versions", Encoded, outlives_code=True)


def prepare(run: Run) -> None:
    """Read `IMAGES`; give templates `picture()`."""
    given = run.settings.get(SETTING, {})
    options, problems = read_options(ImagesSettings, given, setting=SETTING)
    report(logger, *problems, *mistakes(options))
    run.set_state(options)
    run.offer(picture=run.of_page(picture_on_page, ("SITEURL",)))


def picture_on_page(
    _run: Run,
    context: Any,
    shown: Picture | None,
    sizes: str,
    *,
    eager: bool = False,
    link: bool = False,
    decorative: bool = False,
) -> Markup:
    """A picture with its smaller files; nothing where there is none.

    `sizes` says how wide it is shown, as HTML does. `eager`: it is on the first screen. `link`: the
    original is behind it, where that has more to show. `decorative`: words beside it say it all.
    """
    if not shown:
        return Markup()
    root = f"{context['SITEURL']}/"
    src, alt = root + quote(shown.url), "" if decorative else shown.alt
    versions = [(kind, [(root + quote(u), w) for u, w in its]) for kind, its in shown.versions]
    tag = img(src, alt, shown.width, shown.height, eager=eager)
    made = linked(picture(tag, versions, sizes), src if link else "", alt, shown.width)
    return Markup(made)  # noqa: S704 - every value in it is escaped


def label(run: Run) -> None:
    """Find and read the images of every text; label those that are declared, for all forms."""
    # For a link to `%C3%A4.png` Pelican lists a file of that very name beside the real one.
    statics = [static for static in run.static_content if static.path.is_file()]
    disclosed = run.disclosure
    images = SiteImages(
        siteurl=run.siteurl,
        content=run.content_folder,
        output=run.output_folder,
        pictures={composed(f): each for f, each in disclosed.images.items()} if disclosed else {},
        contributors=disclosed.contributors if disclosed else Contributors(),
        statics={composed(static.source): static for static in statics},
        derived=run.derived_images,
        without_ai=disclosed.images_without_ai if disclosed else (),
    )
    run.set_state(images)
    with run.image_work.timed():
        _read_all(run, images)
    # An attached file goes to the first text that shows it, which had better be a published one.
    for entry in sorted(run.entries, key=lambda entry: entry.status == DRAFT):
        _label_text(images, entry, disclosed.words_for(entry.lang) if disclosed else None)
    _offer(images)
    _report_declared(images, run.entries)
    _report_read(run, images)
    run.file_sizes.update(_sizes_of_covers(images))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Versions of one image that are to be made."""

    key: str
    path: Path
    stamp: str
    facts: ImageFacts
    source_type: str
    places: tuple[str, ...]
    """Where the originals are published that hold just these bytes, below the output folder."""


def versions_to_make(run: Run) -> list[Wanted]:
    """The images of pages whose versions are neither in the output folder nor remembered."""
    images = run.state_of(SiteImages)
    return [each for each in _wanted(run, images) if not _stands(run, images, each)]


def make_versions(run: Run, wanted: Wanted) -> Made:
    """Make versions of an image, as `IMAGES` has them, and write them."""
    from .raster.encode import encoded

    options = run.state_of(ImagesSettings)
    widths, formats = options.widths, options.formats
    try:
        files = encoded(wanted.path, wanted.facts, widths, formats, wanted.source_type)
    except ImageError as error:
        return Made(fault=(error.message, error.cure))
    except OSError as error:
        return Made(fault=(f"cannot be read: {error.strerror}", "Look at its permissions."))
    made = Made(tuple(files))
    same = wanted.stamp == stamp_of(wanted.path)  # or somebody has changed it meanwhile
    if same:
        ENCODED.keep(run, Encoded(tuple(files.values())), wanted.key)
    _write(run, wanted, made, files.values(), wanted.key if same else "")
    return made


def take_versions(run: Run, made: Iterable[tuple[Wanted, Made]]) -> None:
    """Remember what was made, by whichever process; offer all versions to templates."""
    images = run.state_of(SiteImages)
    for wanted, result in made:
        run.image_work.opened += 1
        run.image_work.made += len(result.files)
        if wanted.stamp == stamp_of(wanted.path):
            MADE.keep(run, result, wanted.key)
            ENCODED.use(run, wanted.key)
        images.made[wanted.key] = result
    for file, key in images.keys.items():
        if fault := images.made[key].fault:
            problem = reports.without_versions(shown_path(images.source(file)), *fault)
            report(logger, problem, level=logging.WARNING)
    _offer(images)


def write_originals(run: Run) -> None:
    """Write published copies, in Pelican's place; those of the last build that are right stay."""
    images = run.state_of(SiteImages)
    if not images.read or not run.tree or run.settings["STATIC_CREATE_LINKS"]:
        return
    published_files = {composed(static.source) for static in run.static_files}
    taken = [file for file in images.read if file in published_files]
    for file in taken:
        static, read = images.statics[file], images.read[file]
        place = run.path_below_output(static.save_as)
        if not run.keeps(place, read.published):
            data = published(static.path.read_bytes(), images.what(file))
            run.image_work.opened += 1
            run.write_file(place, data, read.published)
    run.take_files({images.statics[file].source for file in taken})


def mark_published(run: Run) -> None:
    """Let the copies that others have made of declared files, and of photographs, be as ours."""
    images = run.state_of(SiteImages)
    changed = (file for file, read in images.read.items() if read.published != read.digest)
    for file in dict.fromkeys((*images.pictures, *changed)):
        shown = shown_path(images.source(file))
        try:
            for path in images.copies(file):
                publish(path, images.what(file))
        except OSError as error:
            cure = "Look at the output folder's permissions and the space on the disk."
            message = f"cannot be marked in the output: {error.strerror}"
            report(logger, Problem(shown, 0, IMAGES, "", message, cure))


# --- what is read ---------------------------------------------------------------------------------


def _read_all(run: Run, images: SiteImages) -> None:
    """Read each image file of the site that was not read as it is by an earlier build."""
    for file, static in images.statics.items():
        if not is_image(file):
            continue
        stamp, what = stamp_of(static.path), images.what(file)
        read = READ.find(run, file, stamp, what) if stamp else None
        if read is None:
            run.image_work.opened += 1
            read = read_image(static.path, what)
            if stamp:
                READ.keep(run, read, file, stamp, what)
        images.read[file], images.stamps[file] = read, stamp


# --- what texts show ------------------------------------------------------------------------------


def _label_text(site: SiteImages, entry: Entry, say: Words | None) -> None:
    """Take in what a text shows; put the sentence about each declared image into it."""
    images, links = images_in(entry.html)
    cover = composed(entry.cover or "")
    if not (images or links or cover):
        return
    page = absolute(site.siteurl, entry.url)
    file_of = partial(site.files.at, folder=entry.folder, page=page)
    site.note_users(entry, [cover, *map(file_of, links)])
    site.covers |= {cover}
    shown = [(at.at, {file_of(a): a for a in reversed(at.addresses)}) for at in images]
    for _, files in shown:
        site.note_users(entry, files)
    if say:
        _put_labels(site, entry, cover, shown, say)
    pictures = _with_sizes(site, entry, page) if images else {}
    if pictures or cover in site.read:
        site.shown.append((entry, pictures, cover if cover in site.read else ""))
    if cover in site.statics:  # where it is published, which its owner may have chosen
        entry.cover = site.statics[cover].url


def _put_labels(
    site: SiteImages, entry: Entry, cover: str, shown: list[tuple[int, dict[str, str]]], say: Words
) -> None:
    """Put the sentence about each declared image into a text, and leave it for other forms."""
    labels = [_image_label(site, entry, cover, say)] if cover in site.pictures else []
    captions = []
    for at, files in shown:
        for file in filter(site.pictures.__contains__, files):
            labels.append(_image_label(site, entry, file, say, files[file]))
            language = "" if say.speaks(entry.lang) else say.language
            captions.append((at, caption(site.sentence(file, say), language)))
    if captions:
        entry.html = with_captions(entry.html, captions)
    first: dict[str, ImageLabel] = {}  # by address: of a cover that the text shows too, the cover's
    for each in labels:
        first.setdefault(each.url, each)
    entry.images = tuple(first.values())


def _with_sizes(site: SiteImages, entry: Entry, page: str) -> dict[str, str]:
    """Tell a text how large its images are; gives each by its address on the page."""
    pictures, changes, html = {}, [], entry.html
    for image in plain_images(html):
        file = site.originals.at(image.src, folder=entry.folder, page=page)
        if not (read := site.read.get(file)):
            continue
        pictures[_address_on_page(entry, image, html)] = file
        said = image.tag.has("width") or image.tag.has("height")
        if read.facts and read.facts.width and not said:
            size = f' width="{read.facts.width}" height="{read.facts.height}"'
            changes.append((image.tag.start, image.tag.end, image.with_attributes(html, size)))
    if changes:
        entry.html = replaced(html, changes)
    return pictures


def _address_on_page(entry: Entry, image: PlainImage, html: str) -> str:
    if not OF_SOURCE.match(image.src):
        return image.src
    written = html[image.tag.start : image.tag.end]
    tag = next(tags(entry.resolve(written, as_on_its_page=True), {"img"}))
    return tag.get("src").strip()


def _offer(site: SiteImages) -> None:
    """Give templates the pictures of each text, with the versions that there are by now."""
    for entry, pictures, cover in site.shown:
        entry.pictures = {address: _picture(site, file) for address, file in pictures.items()}
        if cover:
            entry.cover_picture = _picture(site, cover, as_line(entry.cover_alt or ""))


def _picture(site: SiteImages, file: str, alt: str = "") -> Picture:
    static, facts = site.statics[file], site.read[file].facts
    size = (facts.width, facts.height) if facts else (0, 0)
    return Picture(static.url, alt, *size, _versions(site, file, static.url))


def _versions(site: SiteImages, file: str, url: str) -> Versions:
    """Those that were made; behind those of its own format the original, for the widest screens."""
    key, facts = site.keys.get(file, ""), site.read[file].facts
    by_format: dict[str, list[tuple[str, int]]] = {}
    for each in (site.made.get(key) or Made()).files:
        by_format.setdefault(each[0], []).append((address_of(url, each, key), each[1]))
    if facts and facts.format in by_format:
        by_format[facts.format].append((url, facts.width))
    return tuple((FORMATS[name], tuple(files)) for name, files in by_format.items())


# --- versions -------------------------------------------------------------------------------------


def _wanted(run: Run, images: SiteImages) -> Iterator[Wanted]:
    """Each image that a page shows, once however many files hold just its bytes."""
    options = run.state_of(ImagesSettings)
    files = images.files_shown() if options.versions else ()
    every: dict[str, Wanted] = {}
    for file in files:
        read = images.read[file]
        if not read.facts or not can_be_made(read.facts):
            continue
        from .raster.encode import ENCODER

        source_type = address_of_term(images.what(file))
        asked = (*map(str, options.widths), *options.formats)
        key = images.keys[file] = key_of(ENCODER, read.digest, source_type, *asked)
        places = (*(every[key].places if key in every else ()), images.statics[file].save_as)
        path, stamp = images.source(file), images.stamps[file]
        every[key] = Wanted(key, path, stamp, read.facts, source_type, places)
    yield from every.values()


def _stands(run: Run, images: SiteImages, wanted: Wanted) -> bool:
    """Whether all versions stand where they belong, by now; from memory, if need be."""
    made = MADE.find(run, wanted.key)
    if made is None:
        return False
    places = [place for _, place in _places(wanted, made)]
    if not all(run.keeps(run.path_below_output(place), wanted.key) for place in places):
        encoded = ENCODED.find(run, wanted.key)
        if encoded is None:
            return False
        _write(run, wanted, made, encoded.files, wanted.key)
    ENCODED.use(run, wanted.key)
    images.made[wanted.key] = made
    return True


def _write(run: Run, wanted: Wanted, made: Made, files: Iterable[bytes], fingerprint: str) -> None:
    data = dict(zip(made.files, files, strict=True))
    for file, place in _places(wanted, made):
        run.write_file(place, data[file], fingerprint)


def _places(wanted: Wanted, made: Made) -> Iterator[tuple[tuple[str, int], str]]:
    for original in wanted.places:
        yield from ((file, address_of(original, file, wanted.key)) for file in made.files)


# --- what is told ---------------------------------------------------------------------------------


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


def _report_read(run: Run, site: SiteImages) -> None:
    """Tell what is the matter with images that pages show, and with copies."""
    for file, read in sorted(site.read.items()):
        path = shown_path(site.source(file))
        texts = sorted(e.shown for e in site.users.get(file, ()) if e.status != DRAFT)
        problems = []
        if read.refused and texts:
            problems.append(reports.without_size(path, *read.refused))
        if read.unmarked:
            problems.append(reports.unwritten(path, *read.unmarked))
        if read.unsigned:
            problems.append(reports.unsigned(path))
        if read.terms and texts and file not in site.pictures and run.disclosure:
            denied = file in site.without_ai
            told = reports.undeclared(path, file, read.terms, texts, is_denied=denied)
            problems.append(told)
        report(logger, *problems, level=logging.WARNING)
    placed = sorted(file for file, read in site.read.items() if read.has_position)
    if placed:
        run.note(logger, reports.placed(shown_path(site.content), placed))


def _sizes_of_covers(site: SiteImages) -> Iterator[tuple[str, int]]:
    """How long each published cover is that differs from its source; feeds tell the length."""
    for file in sorted(site.covers & site.read.keys()):
        if site.read[file].published != site.read[file].digest:
            yield unquote(site.statics[file].url), site.read[file].published_size


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
