"""Where making-of pages meet Pelican. Signals, in the order in which they fire:

initialized               read the options
article_generator_finalized, page_generator_finalized  say which files these are
all_generators_finalized  read each recipe; report what cannot be shown
article_writer_finalized, page_writer_finalized        write the pages
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from pelican import signals

from ..common import keys
from ..common.addresses import absolute, without_credentials
from ..common.frontmatter import MARKDOWN, parse
from ..common.options import read_options
from ..common.problems import Problem, did_you_mean, report, shown_path
from ..disclosure import messages
from ..disclosure.label import Label
from ..disclosure.report_address import making_url
from .label import label_of, notes_of
from .recipe import Recipe, read
from .render import render
from .settings import MakingSettings

logger = logging.getLogger(__name__)

STATE = "COLOPHON_MAKING"
PUBLISHED = (
    *("articles", "translations", "hidden_articles", "hidden_translations"),
    *("pages", "hidden_pages"),
)
DRAFTS = ("drafts", "drafts_translations", "draft_pages", "draft_translations")


@dataclass(slots=True)
class Site:
    """What one Pelican run needs to know about making-of pages; lives in its settings."""

    options: MakingSettings
    folder: Path
    recipes: dict[str, Recipe] = field(default_factory=dict)
    """By source of the text."""


@dataclass
class MakingPage:
    """A making-of page, in the shape of a Pelican page, so that any theme can show it."""

    title: str
    url: str
    save_as: str
    lang: str
    status: str
    content: str
    settings: Any
    colophon_disclosure: Label
    metadata: dict[str, Any] = field(default_factory=dict)
    translations: tuple[Any, ...] = ()
    slug: str = ""


def connect() -> None:
    """Connect every receiver below."""
    signals.initialized.connect(prepare)
    signals.article_generator_finalized.connect(declare_files)
    signals.page_generator_finalized.connect(declare_files)
    signals.all_generators_finalized.connect(read_recipes)
    signals.article_writer_finalized.connect(write_pages)
    signals.page_writer_finalized.connect(write_pages)


def prepare(pelican: Any) -> None:
    """Read `MAKING`."""
    settings = pelican.settings
    options, problems = read_options(MakingSettings, settings.get("MAKING", {}), setting="MAKING")
    for problem in problems:
        report(logger, problem)
    settings[STATE] = Site(options, Path(settings["PATH"]) / options.folder)


def declare_files(generator: Any) -> None:
    """Name the pages, so that no text can be put in the place of one."""
    files = generator.context.setdefault("COLOPHON_OUTPUTS", {})
    for entry in _made(generator):
        files[_save_as(entry)] = f"the making-of page of {shown_path(entry.source_path)}"


def read_recipes(generators: Iterable[Any]) -> None:
    """Read the file of each `AI-Making`; one that is missing or cannot be read is an error."""
    generators = list(generators)
    site: Site = generators[0].settings[STATE]
    for entry in (entry for generator in generators for entry in _made(generator)):
        path = site.folder / _name(entry)
        if not path.resolve().is_relative_to(site.folder.resolve()) or not path.is_file():
            report(logger, _missing(entry, site.folder))
            continue
        try:
            recipe, problems = read(path.read_text(encoding="utf-8-sig"), shown_path(path))
        except UnicodeDecodeError as error:
            message = f"is not UTF-8 text (byte {error.start})"
            problems = [Problem(shown_path(path), 0, "", "", message, "Save the file as UTF-8.")]
            recipe = Recipe(())
        site.recipes[entry.source_path] = recipe
        for problem in problems:
            report(logger, problem)


def write_pages(generator: Any, writer: Any) -> None:
    """Write the making-of page of each text that has one."""
    site: Site = generator.settings[STATE]
    template = next((generator.get_template("page") for _ in _made(generator)), None)
    for entry in _made(generator):
        page = _page(generator, site, entry)
        writer.write_file(page.save_as, template, generator.context, page=page, url=page.url)


def _page(generator: Any, site: Site, entry: Any) -> MakingPage:
    settings = generator.settings
    recipe = site.recipes[entry.source_path]
    say = generator.env.globals["disclosure_words"](entry.lang)
    contributors = settings["COLOPHON_DISCLOSURE"].contributors
    notes = notes_of(recipe, entry.colophon_disclosure, contributors, say)
    back = absolute(without_credentials(settings["SITEURL"]), entry.url)
    title = say(messages.MAKING_TITLE, title=entry.title)
    return MakingPage(
        title=title,
        metadata={"summary": escape(title)},
        url=making_url(entry.url),
        save_as=_save_as(entry),
        lang=entry.lang if say.speaks(entry.lang) else say.language,
        status=entry.status,
        content=render(
            recipe, notes, back, say, language=say.language, fold_after=site.options.fold_after
        ),
        settings=settings,
        colophon_disclosure=label_of(notes, say),
    )


def _made(generator: Any) -> Iterator[Any]:
    """The texts with an `AI-Making` that have an address."""
    seen = set()
    for name in (*PUBLISHED, *DRAFTS):
        for entry in getattr(generator, name, ()):
            file = entry.metadata.get(keys.MAKING.field)
            if file and entry.save_as and entry.source_path not in seen:
                seen.add(entry.source_path)
                yield entry


def _name(entry: Any) -> str:
    given = entry.metadata[keys.MAKING.field]
    return str(given[0] if isinstance(given, list) else given).strip()


def _save_as(entry: Any) -> str:
    url = making_url(entry.url)
    return f"{url}index.html" if url.endswith("/") else url


def _missing(entry: Any, folder: Path) -> Problem:
    name = _name(entry)
    there = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    same = [file for file in there if name.endswith(f"/{file}")]
    offer = did_you_mean(name, same or there).rstrip() or (same and f"Did you mean ‘{same[0]}’?")
    cure = offer or f"Put the file into {shown_path(folder)}/."
    message = f"is not in {shown_path(folder)}/"
    path = Path(entry.source_path)
    return Problem(shown_path(path), _line(path), keys.MAKING, name, message, cure)


def _line(source: Path) -> int:
    """On which line of a Markdown source the key stands; 0 where that is not known."""
    if source.suffix.lower() not in MARKDOWN:
        return 0
    given = parse(source.read_text(encoding="utf-8-sig", errors="replace")).values(keys.MAKING)
    return given[0].number if given else 0
