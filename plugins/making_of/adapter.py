"""Where making-of pages meet Pelican: each `AI-Making` is read, and becomes a page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import field
from html import escape
from pathlib import Path
from typing import Any

from ..article import Article
from ..common import keys
from ..common.addresses import absolute, making_url
from ..common.characters import as_line
from ..common.frontmatter import line_of_key
from ..common.options import read_options
from ..common.problems import Problem, did_you_mean, report, shown_path
from ..common.values import dataclass
from ..disclosure import messages
from ..disclosure.label import Label
from ..run import Entry, Run
from .making_page import notes_label, page_label, render
from .recipe import Recipe, read
from .settings import MakingSettings

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Recipes:
    """The options, and what was read of the files."""

    options: MakingSettings
    folder: Path
    by_source: dict[str, Recipe] = field(default_factory=dict)


@dataclass()
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
    colophon_article: Article
    metadata: dict[str, Any] = field(default_factory=dict)
    translations: tuple[Any, ...] = ()
    slug: str = ""


def prepare(run: Run) -> None:
    """Read `MAKING`."""
    given = run.settings.get("MAKING", {})
    options, problems = read_options(MakingSettings, given, setting="MAKING")
    report(logger, *problems)
    run.set_state(Recipes(options, run.content_folder / options.folder))


def reserve_files(run: Run) -> None:
    """Name the pages, so that no text can be put in the place of one."""
    for entry in _made(run):
        run.outputs[_save_as(entry)] = f"the making-of page of {entry.shown}"


def read_recipes(run: Run) -> None:
    """Read the file of each `AI-Making`; one that is missing or cannot be read is an error."""
    recipes = run.state_of(Recipes)
    folder = recipes.folder
    for entry in _made(run):
        path = folder / _name(entry)
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
            report(logger, _missing(entry, folder))
            continue
        try:
            recipe, problems = read(path.read_text(encoding="utf-8-sig"), shown_path(path))
        except UnicodeDecodeError as error:
            message = f"is not UTF-8 text (byte {error.start})"
            problems = [Problem(shown_path(path), 0, "", "", message, "Save the file as UTF-8.")]
            recipe = Recipe(())
        recipes.by_source[entry.source] = recipe
        report(logger, *problems)


def write_pages(run: Run) -> None:
    """Write the making-of page of each text that has one."""
    for entry in _made(run):
        page = _page(run, entry)
        run.write_page(page.save_as, "page", page=page, url=page.url)


def _page(run: Run, entry: Entry) -> MakingPage:
    assert run.disclosure is not None
    recipes = run.state_of(Recipes)
    recipe = recipes.by_source[entry.source]
    say = run.disclosure.words_for(entry.lang)
    assert entry.label is not None
    notes = notes_label(recipe, entry.label, run.disclosure.contributors, say)
    label = page_label(notes, say)
    title = say(messages.MAKING_TITLE, title=entry.title)
    language = entry.lang if say.speaks(entry.lang) else say.language
    url = making_url(entry.url)
    text_url, longest = absolute(run.siteurl, entry.url), recipes.options.fold_after
    return MakingPage(
        title=title,
        metadata={"summary": escape(title)},
        url=url,
        save_as=_save_as(entry),
        lang=language,
        status=entry.status,
        content=render(recipe, notes, text_url, say, fold_after=longest),
        settings=run.settings,
        colophon_disclosure=label,
        colophon_article=Article(
            source="",
            path=recipes.folder / _name(entry),
            is_page=True,
            status=entry.status,
            url=absolute(run.siteurl, url),
            title=as_line(title),
            language=language,
            published=None,
            modified=None,
            summary=escape(title),
            given_id="",
            label=label,
        ),
    )


def _made(run: Run) -> Iterator[Entry]:
    """The texts with an `AI-Making` that have an address."""
    return (entry for entry in run.entries if _name(entry) and entry.save_as)


def _name(entry: Entry) -> str:
    return next(iter(entry.values(keys.MAKING)), "").strip()


def _save_as(entry: Entry) -> str:
    url = making_url(entry.url)
    return f"{url}index.html" if url.endswith("/") else url


def _missing(entry: Entry, folder: Path) -> Problem:
    name = _name(entry)
    there = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    same = [file for file in there if name.endswith(f"/{file}")]
    offer = did_you_mean(name, same or there).rstrip() or (same and f"Did you mean ‘{same[0]}’?")
    cure = offer or f"Put the file into {shown_path(folder)}/."
    message = f"is not in {shown_path(folder)}/"
    line = line_of_key(entry.path, keys.MAKING)
    return Problem(entry.shown, line, keys.MAKING, name, message, cure)
