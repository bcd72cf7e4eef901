"""Where the disclosure meets Pelican: every text gets its label, every mistake is reported."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dateutil.parser import UnknownTimezoneWarning

from ..common.addresses import absolute, making_url
from ..common.frontmatter import Document
from ..common.problems import Problem, report, shown_path
from ..run import DRAFT, PUBLISHED, Entry, Fact, Run
from . import publication_checks
from .declaration import Declaration, declare
from .declared_images import merged_images
from .derivation import derive
from .inventory import ImageRow, ListedText, planned, row
from .label import Label, label_of, plain, report_address, version_of
from .parts.declared import ALT, TextPart
from .parts.markers import claims_by_hand
from .parts.part_labels import with_labels
from .site_disclosure import SiteDisclosure, read_site_disclosure
from .source_documents import NOTATIONS, SourceFacts, document_of, facts_of, marked_parts
from .vocabulary import ReviewState

logger = logging.getLogger(__name__)

INVENTORY = "ai-disclosures"


@dataclass(frozen=True, slots=True)
class DeclaredText:
    """One article or page with what its author declared."""

    entry: Entry
    document: Document
    declaration: Declaration


def prepare(run: Run) -> None:
    """Read what the owner set: options, contributors, defaults; teach Markdown the parts."""
    # Pelican reads dates before anybody looks at them; `find_traps` tells of the zone, with line.
    warnings.filterwarnings("ignore", category=UnknownTimezoneWarning)
    settings = run.settings
    site, problems = read_site_disclosure(settings)
    report(logger, *problems)
    markdown = settings["MARKDOWN"]
    extensions = [*markdown.get("extensions", ()), f"{__package__}.parts.extension"]
    settings["MARKDOWN"] = {**markdown, "extensions": extensions}
    run.disclosure = site
    run.offer(disclosure_words=site.words_for)
    run.said_of_site["disclosure"] = repr((site.sentences, site.contributors))


def reserve_files(run: Run) -> None:
    """Name the inventory's files, so that no text can be put in the place of one."""
    for name in (f"{INVENTORY}.json", f"{INVENTORY}.csv"):
        run.outputs[name] = "the site's inventory"


def disclose(run: Run) -> None:
    """Label every article and page, and report every mistake in any source."""
    site = _site(run)
    read = [_read(run, site, entry) for entry in run.entries]
    claims = (claim for one in read for claim in one.declaration.image_claims)
    site.images, contradictions = merged_images(claims)
    for one in read:
        _label(run.siteurl, site, one)
    for problem in (
        *contradictions,
        *_traps(run),
        *publication_checks.mistakes(
            site, run.settings, production=run.production, undeclared=run.allows_undeclared
        ),
    ):
        report(logger, problem)
    # What is only told in preview stops a production build, before anything is written.
    level = logging.ERROR if run.production else logging.WARNING
    for problem in (*_without_models(run, site, read), *_models_answering(run, site)):
        report(logger, problem, level=level)


def label_parts(run: Run) -> None:
    """Put the visible label and the attributes at each part of each text."""
    site = _site(run)
    for entry in run.entries:
        label = _label_of(entry)
        labels = {part.id: part for part in label.parts if part.id}
        say = site.words_for(entry.lang)
        foreign = () if say.speaks(entry.lang) else (say.language, say.direction)
        alts = next((part for part in label.parts if part.kind == ALT), None)
        entry.html = with_labels(entry.html, labels, *foreign, alts=alts)
    images = {entry.address: _images(entry) for entry in run.entries}
    site.rows = [
        replace(listed, images=images[listed.url]) if images[listed.url] else listed
        for listed in site.rows
    ]


def write_inventory(run: Run) -> None:
    """Write ai-disclosures.json and .csv beside the pages."""
    run.write_planned(planned(_site(run).rows, run.siteurl, INVENTORY))


def _site(run: Run) -> SiteDisclosure:
    assert run.disclosure is not None
    return run.disclosure


def _label_of(entry: Entry) -> Label:
    assert entry.label is not None
    return entry.label


def _traps(run: Run) -> Iterator[Problem]:
    """What goes wrong in any source, also in one that Pelican could not read."""
    for source, entry in run.sources:
        path = run.content_folder / source
        if path.suffix.lower() in NOTATIONS:
            yield from (SOURCE_FACTS.of(run, entry) if entry else _facts_in(run, path)).traps


def _facts_in(run: Run, path: Path) -> SourceFacts:
    return facts_of(run.source_at(path), path.suffix.lower(), shown_path(path))


def _facts_of(run: Run, entry: Entry) -> SourceFacts:
    return _facts_in(run, entry.path)


SOURCE_FACTS = Fact("disclosure", "source", SourceFacts, _facts_of)


def _read(run: Run, site: SiteDisclosure, entry: Entry) -> DeclaredText:
    html = entry.html
    facts = SOURCE_FACTS.of(run, entry)
    problems = claims_by_hand(html, entry.shown)
    blocks: list[TextPart] = []
    document = facts.document or document_of(facts.own, entry.metadata, html, site.defaults)
    if facts.document:
        blocks, more = marked_parts(document, html, entry.shown)
        problems += more
    declaration, more = declare(
        document,
        site.defaults.levels(entry.source),
        entry.shown,
        site.contributors.people,
        datetime.now(UTC).date(),
        blocks=blocks,
    )
    report(logger, *problems, *more)
    return DeclaredText(entry, document, declaration)


def _label(siteurl: str, site: SiteDisclosure, text: DeclaredText) -> None:
    """Derive what may be said of one text, and leave it on Pelican's object for every form."""
    entry, declaration = text.entry, text.declaration
    cover = site.images.get(declaration.cover)
    disclosure = derive(declaration, text.document, site.contributors, cover)
    say = site.words_for(entry.lang)
    url = entry.address
    answers = site.contributors.responsible
    making = absolute(siteurl, making_url(entry.url)) if declaration.making else ""
    version = version_of(text.document)
    label = entry.label = replace(
        label_of(disclosure, say),
        making=making,
        report=report_address(answers, entry.title, url, version, say),
    )
    entry.cover = declaration.cover
    entry.cover_alt = declaration.cover_alt
    if entry.status == PUBLISHED:
        site.rows.append(row(_place(entry, url), disclosure, label))
    if entry.status != DRAFT and not entry.is_page and disclosure.role is None:
        site.undeclared.append(entry.source)
    if entry.status != DRAFT and disclosure.state is ReviewState.STALE:
        site.stale.append(entry.source)


def _place(entry: Entry, url: str) -> ListedText:
    return ListedText(
        url=url,
        title=entry.title,
        kind="page" if entry.is_page else "article",
        lang=entry.lang,
        date=entry.date.date().isoformat() if entry.date else None,
        source=entry.source,
    )


def _images(entry: Entry) -> tuple[ImageRow, ...]:
    """The images of a text, as whoever labels them left them."""
    return tuple(
        ImageRow(
            url=image.url,
            place="cover" if image.is_cover else "text",
            source_type=image.source_type,
            models=tuple(map(plain, image.models)),
            caption=image.caption,
        )
        for image in entry.images or ()
    )


def _without_models(
    run: Run, site: SiteDisclosure, texts: Iterable[DeclaredText]
) -> Iterator[Problem]:
    """Take models from each text's authors, in every form, and tell where those were named."""
    for text in texts:
        entry = text.entry
        authors = [author.name for author in entry.authors]
        models = publication_checks.models_named(site, authors, _label_of(entry).all_models)
        entry.people = tuple(a for a in entry.authors if a.name not in models)
        for name in models:
            default = run.settings.get("AUTHOR")
            yield publication_checks.model_author(name, entry.shown, text.document, default)


def _models_answering(run: Run, site: SiteDisclosure) -> Iterable[Problem]:
    labels = map(_label_of, run.entries)
    reviewers = {reviewer.name for label in labels for reviewer in label.reviewers}
    return publication_checks.models_answering(site, reviewers)
