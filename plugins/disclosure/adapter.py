"""Where the disclosure meets Pelican. Signals, in the order in which they fire:

initialized               read the options, contributors.toml and the defaults
generator_init            let templates find the plugin's partials
all_generators_finalized  read every source, label every article and page, report every mistake
get_writer                put the labels of parts into the texts; related articles have read them;
                          list the images, whose labels stand now
article_writer_finalized  write the inventory
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dateutil.parser import UnknownTimezoneWarning
from jinja2 import FileSystemLoader
from pelican import signals

from ..common.addresses import absolute, without_credentials
from ..common.frontmatter import Document
from ..common.problems import Problem, report, shown_path
from . import production
from .declaration import Declaration, declare, fields_of
from .declared_images import merged
from .derivation import Disclosure, derive
from .inventory import ImageRow, Place, Row, row, to_csv, to_json
from .label import Label, label_of, plain
from .parts.alts import with_alts
from .parts.declared import ALT
from .parts.part_labels import fill
from .report_address import making_url, report_address, version_of
from .site_disclosure import Site, read_site
from .source_documents import NOTATIONS, document_of, parts_of, traps_of
from .vocabulary import ReviewState

logger = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent / "templates"
STATE = "COLOPHON_DISCLOSURE"
INVENTORY = "ai-disclosures"
LISTS = (
    *("articles", "translations", "hidden_articles", "hidden_translations"),
    *("drafts", "drafts_translations"),
    *("pages", "hidden_pages", "draft_pages", "draft_translations"),
)
LISTED = {"articles", "translations", "pages"}
PUBLISHED = LISTED | {"hidden_articles", "hidden_translations", "hidden_pages"}


@dataclass(frozen=True, slots=True)
class Text:
    """One article or page with what its author declared."""

    list: str
    """The list of its generator in which it stands."""
    entry: Any
    document: Document
    declaration: Declaration


def connect() -> None:
    """Connect every receiver below."""
    signals.initialized.connect(prepare)
    signals.generator_init.connect(offer_partials)
    signals.all_generators_finalized.connect(disclose)
    signals.get_writer.connect(label_parts)
    signals.article_writer_finalized.connect(write_inventory)


def prepare(pelican: Any) -> None:
    """Read what the owner set: options, contributors, defaults; teach Markdown the parts."""
    # Pelican reads dates before anybody looks at them; `find_traps` tells of the zone, with line.
    warnings.filterwarnings("ignore", category=UnknownTimezoneWarning)
    settings = pelican.settings
    site, problems = read_site(settings)
    for problem in problems:
        report(logger, problem)
    markdown = settings["MARKDOWN"]
    extensions = [*markdown.get("extensions", ()), f"{__package__}.parts.extension"]
    settings["MARKDOWN"] = {**markdown, "extensions": extensions}
    settings[STATE] = site
    settings["COLOPHON_RESPONSIBLE"] = site.contributors.responsible
    offered = {"disclosure_words": site.words_for}
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], **offered}


def offer_partials(generator: Any) -> None:
    """Let templates include ``disclosure/…``; last in line, so that a theme may replace one."""
    generator.env.loader.loaders.append(FileSystemLoader(TEMPLATES))


def disclose(generators: Iterable[Any]) -> None:
    """Label every article and page, and report every mistake in any source."""
    generators = list(generators)
    settings = generators[0].settings
    site: Site = settings[STATE]
    read = [
        _read(site, name, entry) for generator in generators for name, entry in _entries(generator)
    ]
    claims = (claim for one in read for claim in one.declaration.pictures)
    site.pictures, contradictions = merged(claims)
    for one in read:
        _label(settings, site, one)
    known = {Path(one.entry.source_path): one.document for one in read}
    sources = _sources(generators[0].context, site)
    for problem in (
        *contradictions,
        *(problem for path in sources for problem in traps_of(path, known.get(path))),
        *production.undeclared(settings, shown_path(site.content), site.undeclared),
        *production.stale(settings, site.options, shown_path(site.content), site.stale),
        *production.unanswered(settings, site.listed, site.contributors.responsible),
    ):
        report(logger, problem)
    # What is only told in preview stops a production build, before anything is written.
    level = logging.ERROR if settings.get("COLOPHON_PRODUCTION") else logging.WARNING
    for problem in (*_without_models(settings, site, read), *_models_answering(site)):
        report(logger, problem, level=level)


def label_parts(pelican: Any) -> None:
    """Put the visible label and the attributes at each part of each text."""
    site: Site = pelican.settings[STATE]
    for entry in site.labelled:
        label: Label = entry.colophon_disclosure
        labels = {part.id: part for part in label.parts if part.id}
        say = site.words_for(entry.lang)
        told = () if say.speaks(entry.lang) else (say.language, say.direction)
        alts = next((part for part in label.parts if part.kind == ALT), None)
        unknown = bool(alts and not alts.value)
        html = fill(entry._content or "", labels, *told, alts_unknown=unknown)  # noqa: SLF001
        entry._content = with_alts(html, alts) if alts else html  # noqa: SLF001
    address = without_credentials(pelican.settings["SITEURL"])
    images = {absolute(address, entry.url): _images(entry) for entry in site.labelled}
    site.rows = [replace(listed, images=images[listed.url]) for listed in site.rows]


def write_inventory(generator: Any, writer: Any) -> None:
    """Write ai-disclosures.json and .csv beside the pages."""
    site: Site = generator.settings[STATE]
    output = Path(writer.output_path)
    output.mkdir(parents=True, exist_ok=True)
    address = without_credentials(generator.settings["SITEURL"])
    base = output / INVENTORY
    base.with_suffix(".json").write_text(to_json(site.rows, address), encoding="utf-8", newline="")
    base.with_suffix(".csv").write_text(to_csv(site.rows), encoding="utf-8", newline="")


def _entries(generator: Any) -> Iterator[tuple[str, Any]]:
    """Every article or page of a generator with the name of the list it is in."""
    for name in LISTS:
        for entry in getattr(generator, name, ()):
            yield name, entry


def _read(site: Site, name: str, entry: Any) -> Text:
    # `_content`, because links are not yet resolved and `content` is memoised once read.
    html = entry._content or ""  # noqa: SLF001
    path = Path(entry.source_path)
    document = document_of(path, entry.metadata, html, site.defaults)
    shown = shown_path(path)
    blocks, problems = parts_of(path, document, html)
    declaration, more = declare(
        fields_of(document),
        site.defaults.levels(entry.get_relative_source_path()),
        shown,
        site.contributors.people,
        datetime.now(UTC).date(),
        blocks=blocks,
    )
    for problem in (*problems, *more):
        report(logger, problem)
    return Text(name, entry, document, declaration)


def _label(settings: Mapping[str, Any], site: Site, text: Text) -> None:
    """Derive what may be said of one text, and leave it on Pelican's object for every form."""
    entry, declaration = text.entry, text.declaration
    cover = site.pictures.get(declaration.cover)
    disclosure = derive(declaration, text.document, site.contributors, cover)
    say = site.words_for(entry.lang)
    siteurl = without_credentials(settings["SITEURL"])
    url = absolute(siteurl, entry.url)
    answers = site.contributors.responsible
    making = absolute(siteurl, making_url(entry.url)) if declaration.making else ""
    version = version_of(text.document)
    entry.colophon_disclosure = replace(
        label_of(disclosure, say),
        making=making,
        report=report_address(answers, entry.title, url, version, say),
    )
    entry.colophon_cover = declaration.cover
    entry.colophon_cover_alt = declaration.cover_alt
    site.labelled.append(entry)
    if text.list in LISTED:
        site.rows.append(_row(entry, url, disclosure))
    source = entry.get_relative_source_path()
    if text.list in PUBLISHED and _kind(entry) == "article" and disclosure.role is None:
        site.undeclared.append(source)
    if text.list in PUBLISHED and disclosure.state is ReviewState.STALE:
        site.stale.append(source)


def _sources(context: Mapping[str, Any], site: Site) -> list[Path]:
    """Every source whose notation is known, those included that Pelican could not read."""
    paths = (site.content / name for name in context["generated_content"])
    return sorted(path for path in paths if path.suffix.lower() in NOTATIONS)


def _row(entry: Any, url: str, disclosure: Disclosure) -> Row:
    date = getattr(entry, "date", None)
    place = Place(
        url=url,
        title=entry.title,
        kind=_kind(entry),
        lang=entry.lang,
        date=date.date().isoformat() if date else None,
        source=entry.get_relative_source_path(),
    )
    return row(place, disclosure, entry.colophon_disclosure)


def _images(entry: Any) -> tuple[ImageRow, ...]:
    """The images of a text, as whoever labels them left them."""
    return tuple(
        ImageRow(
            url=image.url,
            place="cover" if image.is_cover else "text",
            source_type=image.source_type,
            models=tuple(map(plain, image.models)),
            caption=image.caption,
        )
        for image in getattr(entry, "colophon_images", ())
    )


def _kind(entry: Any) -> str:
    return "article" if type(entry).__name__ == "Article" else "page"


def _without_models(
    settings: Mapping[str, Any], site: Site, texts: Iterable[Text]
) -> Iterator[Problem]:
    """Take models from each text's authors, in every form, and tell where those were named."""
    for text in texts:
        authors = list(getattr(text.entry, "authors", ()))
        declared: Label = text.entry.colophon_disclosure
        models = production.models_named(
            [author.name for author in authors],
            declared.all_models,
            site.contributors,
            site.options,
        )
        text.entry.colophon_authors = tuple(a for a in authors if a.name not in models)
        for name in models:
            path, default = shown_path(text.entry.source_path), settings.get("AUTHOR")
            yield production.model_author(name, path, text.document, default)


def _models_answering(site: Site) -> Iterable[Problem]:
    labels: list[Label] = [entry.colophon_disclosure for entry in site.labelled]
    reviewers = {reviewer.name for label in labels for reviewer in label.reviewers}
    return production.models_answering(site.listed, site.contributors, reviewers, site.options)
