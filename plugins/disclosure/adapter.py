"""Where the disclosure meets Pelican: every text gets its label, every mistake is reported."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from dateutil.parser import UnknownTimezoneWarning

from ..common.addresses import absolute, making_url
from ..common.problems import Problem, report, shown_path
from ..common.values import dataclass
from ..run import DRAFT, PUBLISHED, Entry, Fact, Kept, Part, Run
from . import publication_checks
from .agreement import shared_label
from .declared_images import NONE, ImageClaim, merged_images
from .inventory import ImageRow, InventoryRow, ListedText, planned
from .label import Label, plain
from .labelled import DeclaredText, LabelledText, TextToLabel, declared_text, labelled_text
from .parts.declared import ALT
from .parts.part_labels import with_labels
from .site_disclosure import SiteDisclosure, read_site_disclosure
from .source_documents import NOTATIONS, SourceFacts, facts_of
from .specimens import RoleSpecimens, specimens
from .vocabulary import ReviewState

logger = logging.getLogger(__name__)

INVENTORY = "ai-disclosures"
ICONS = (".svg", ".png", ".webp", ".avif", ".jpg", ".jpeg", ".gif")

LABELLED = Kept[LabelledText]("label", LabelledText, together=True)


@dataclass(slots=True)
class _Text:
    """One article or page on its way to its label."""

    entry: Entry
    declared: DeclaredText | None = None
    """None: its label is known from an earlier build."""
    labelled: LabelledText | None = None
    keys: tuple[Part, ...] | None = None
    """All that the label is made of; None: nobody knows."""

    @property
    def claims(self) -> tuple[ImageClaim, ...]:
        """What it says of images."""
        if self.labelled:
            return self.labelled.claims
        return self.declared.declaration.image_claims if self.declared else ()


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
    run.offer(disclosure_words=site.words_for, shared_label=partial(_shared_label, run))
    run.offer(disclosure_specimens=partial(_specimens, site))
    run.said_of_site["disclosure"] = repr((site.sentences, site.contributors))


def reserve_files(run: Run) -> None:
    """Name the inventory's files, so that no text can be put in the place of one."""
    for name in (f"{INVENTORY}.json", f"{INVENTORY}.csv"):
        run.outputs[name] = "the site's inventory"


def disclose(run: Run) -> None:
    """Label every article and page, and report every mistake in any source."""
    site = _site(run)
    basis = repr((site.contributors, site.sentences, site.defaults, run.siteurl))
    texts = [_read(run, site, _Text(entry, keys=_keys(basis, entry))) for entry in run.entries]
    images, contradictions = merged_images(claim for text in texts for claim in text.claims)
    site.images = {file: image for file, image in images.items() if image.what != NONE}
    site.images_without_ai = frozenset(images.keys() - site.images.keys())
    labelled = [_label(run, site, text) for text in texts]
    site.list_rows = partial(_rows, run.entries, labelled)
    run.notice_icon = _icon(run, site.options.icon)
    for problem in (
        *contradictions,
        *_traps(run, {text.entry.source for text in texts if not text.declared}),
        *publication_checks.mistakes(
            site, run.settings, production=run.production, undeclared=run.allows_undeclared
        ),
    ):
        report(logger, problem)
    # What is only told in preview stops a production build, before anything is written.
    level = logging.ERROR if run.production else logging.WARNING
    for problem in (*_without_models(run, site), *_models_answering(run, site)):
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


def write_inventory(run: Run) -> None:
    """Write ai-disclosures.json and .csv beside the pages."""
    run.write_planned(planned(_site(run).rows, run.siteurl, INVENTORY))


def _shared_label(run: Run, contents: Iterable[Any]) -> Label | None:
    """What the labels of Pelican's articles or pages have in common."""
    return shared_label(run.entry_of(content).label for content in contents)


def _specimens(site: SiteDisclosure, tag: str) -> list[RoleSpecimens]:
    """Every notice there can be, in the words for a text in the language `tag`."""
    return [*specimens(site.words_for(tag))]


def _site(run: Run) -> SiteDisclosure:
    assert run.disclosure is not None
    return run.disclosure


def _icon(run: Run, name: str) -> str | None:
    """Where readers find the owner's image for the notice."""
    file = run.published_file(name) if name.lower().endswith(ICONS) else None
    if name and not file:
        message = "is not among the images that the site publishes"
        kinds = ", ".join(ICONS)
        cure = f"Put it into content/images/ and write ‘images/icon.svg’; known are {kinds}."
        report(logger, Problem("pelicanconf.py", 0, "DISCLOSURE['icon']", name, message, cure))
    return file.path if file else None


def _label_of(entry: Entry) -> Label:
    assert entry.label is not None
    return entry.label


def _traps(run: Run, known: Collection[str]) -> Iterator[Problem]:
    """What goes wrong in any source, also in one that Pelican could not read.

    Of `known` ones it is known that nothing does.
    """
    for source, entry in run.sources:
        path = run.content_folder / source if source not in known else None
        if path and path.suffix.lower() in NOTATIONS:
            yield from (SOURCE_FACTS.of(run, entry) if entry else _facts_in(run, path)).traps


def _facts_in(run: Run, path: Path) -> SourceFacts:
    return facts_of(run.source_at(path), path.suffix.lower(), shown_path(path))


def _facts_of(run: Run, entry: Entry) -> SourceFacts:
    return _facts_in(run, entry.path)


SOURCE_FACTS = Fact("disclosure", "source", SourceFacts, _facts_of)


def _keys(basis: str, entry: Entry) -> tuple[Part, ...] | None:
    """All that the label of a text is made of, but for its cover and the day."""
    if not entry.is_as_recorded:
        return None
    return basis, entry.record_key, entry.title, entry.lang, entry.address


def _read(run: Run, site: SiteDisclosure, text: _Text) -> _Text:
    """Find the label of a text among those that were made before, or read its declaration."""
    found = LABELLED.find(run, *text.keys) if text.keys else None
    if found and found.day <= _today():
        text.labelled = found
        return text
    declared = text.declared = _declared(run, site, text.entry)
    report(logger, *declared.problems)
    facts = SOURCE_FACTS.of(run, text.entry)
    if declared.problems or facts.traps or not facts.document:
        text.keys = None  # who has mistakes to hear of hears of them in each build
    return text


def _declared(run: Run, site: SiteDisclosure, entry: Entry) -> DeclaredText:
    return declared_text(site, SOURCE_FACTS.of(run, entry), _to_label(entry), _today())


def _today() -> date:
    return datetime.now(UTC).date()


def _to_label(entry: Entry) -> TextToLabel:
    return TextToLabel(
        source=entry.source,
        path=entry.shown,
        title=entry.title,
        language=entry.lang,
        url=entry.address,
        metadata=entry.metadata,
        html=entry.html,
    )


def _label(run: Run, site: SiteDisclosure, text: _Text) -> LabelledText:
    """Leave on Pelican's object, for every form, what may be said of one text."""
    entry, labelled = text.entry, text.labelled
    if labelled is None or labelled.picture != site.images.get(labelled.cover):
        declared = text.declared or _declared(run, site, entry)
        labelled = labelled_text(site, declared, _to_label(entry), _today())
        if text.keys:
            LABELLED.keep(run, labelled, *text.keys)
    label = labelled.label
    if labelled.has_making:
        label = replace(label, making=absolute(run.siteurl, making_url(entry.url)))
    entry.label, entry.cover, entry.cover_alt = label, labelled.cover, labelled.cover_alt
    if entry.status != DRAFT and not entry.is_page and not label.role:
        site.undeclared.append(entry.source)
    if entry.status != DRAFT and labelled.review is ReviewState.STALE:
        site.stale.append(entry.source)
    return labelled


def _rows(entries: Sequence[Entry], labelled: Sequence[LabelledText]) -> list[InventoryRow]:
    return [
        text.row(_place(entry), _label_of(entry), _images(entry))
        for entry, text in zip(entries, labelled, strict=True)
        if entry.status == PUBLISHED
    ]


def _place(entry: Entry) -> ListedText:
    return ListedText(
        url=entry.address,
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


def _without_models(run: Run, site: SiteDisclosure) -> Iterator[Problem]:
    """Take models from each text's authors, in every form, and tell where those were named."""
    named = cache(partial(publication_checks.models_named, site))  # few texts differ in these
    for entry in run.entries:
        authors = tuple(author.name for author in entry.authors)
        models = named(authors, _label_of(entry).all_models)
        entry.people = tuple(a for a in entry.authors if a.name not in models)
        if models:
            document = _declared(run, site, entry).document
            default = run.settings.get("AUTHOR")
            for name in models:
                yield publication_checks.model_author(name, entry.shown, document, default)


def _models_answering(run: Run, site: SiteDisclosure) -> Iterable[Problem]:
    labels = map(_label_of, run.entries)
    reviewers = {reviewer.name for label in labels for reviewer in label.reviewers}
    return publication_checks.models_answering(site, reviewers)
