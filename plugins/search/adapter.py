"""Where the search meets Pelican: its page, and the index of all published texts."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Iterator, Sized
from dataclasses import asdict
from pathlib import Path

from ..common.failure import CommandError
from ..common.files import write_whole
from ..common.options import read_named
from ..common.planned_files import digest
from ..common.problems import Problem, report
from ..common.values import dataclass
from ..disclosure import messages
from ..run import Entry, Run, TimedWork
from ..wording.catalogue import Words
from .documents import Document
from .program import index_of, installed, version
from .settings import SearchSettings

logger = logging.getLogger(__name__)

NAME = "search"
"""Of the template."""
FOLDER = "pagefind"
"""Of the index, below the output folder. Pagefind's part in the browser knows it by this name."""


@dataclass(frozen=True, slots=True)
class Program:
    """What makes the index."""

    path: Path


def prepare(run: Run) -> None:
    """Fill in what the owner has not set; the page becomes one of Pelican's direct templates."""
    own = asdict(read_named(SearchSettings, run.settings))
    run.settings.update({name.upper(): value for name, value in own.items()})
    if not run.settings["SEARCH_SAVE_AS"]:
        return
    if not (found := installed()):
        run.note(logger, _no_program())
        return
    run.set_state(Program(found))
    run.search_url = run.settings["SEARCH_URL"]
    run.add_page(NAME)


def reserve_files(run: Run) -> None:
    """Take the index's folder."""
    if run.search_url is not None:
        run.outputs[FOLDER] = "the folder of the index of the site's search"


def write_index(run: Run) -> None:
    """In production write the index, unless all texts are as the last build found them."""
    if run.search_url is None or not run.production:
        return
    began = time.perf_counter()
    program, documents, inputs = _wanted(run)
    try:
        made = run.write_folder(FOLDER, inputs, lambda: index_of(documents, program.path))
    except (CommandError, OSError) as error:
        cure = "Take plugins.search out of PLUGINS to build without a search."
        report(logger, Problem(str(program.path), 0, "", "", f"made no index: {error}", cure))
        return
    if made:
        run.index_work = _work(documents, began)


def index_for_preview(run: Run, folder: Path) -> TimedWork | None:
    """Write the index below `folder`, unless this is there; gives what was done.

    :raises CommandError: where Pagefind fails.
    """
    if run.search_url is None:
        return None
    began = time.perf_counter()
    program, documents, inputs = _wanted(run)
    mark, name = folder / "made-of", digest(*inputs)
    if mark.is_file() and mark.read_text("ascii") == name:
        return None
    files = index_of(documents, program.path)
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in files.items():
        write_whole(folder / FOLDER / path, data)
    mark.write_text(name, "ascii")
    return _work(documents, began)


def _work(documents: Sized, began: float) -> TimedWork:
    seconds = time.perf_counter() - began
    return TimedWork("The index of the search", len(documents), "text", seconds)


def _wanted(run: Run) -> tuple[Program, list[Document], tuple[object, ...]]:
    """What makes an index, of what, and all that this depends on."""
    program, documents = run.state_of(Program), list(_documents(run))
    return program, documents, (version(), *(document.inputs for document in documents))


def _documents(run: Run) -> Iterator[Document]:
    """Published articles that are not hidden, and such pages that say how they were made."""
    pages = (page for page in run.listed(pages=True) if page.label and page.label.declared)
    shorts = Shorts(run)
    for entry in (*run.listed(), *pages):
        if entry.save_as:
            yield _document(entry, run.path_below_output(entry.save_as), shorts.of(entry))


def _document(entry: Entry, path: str, short: str) -> Document:
    date = entry.date
    filters = {
        "category": entry.category.name if entry.category and not entry.is_page else "",
        "disclosure": short,
        "year": f"{date.year:04}" if date else "",
    }
    return Document(
        path,
        entry.article.title,
        entry.lang,
        date.date().isoformat() if date else "",
        tuple((name, str(value)) for name, value in filters.items() if value),
        entry.text_hash,
        lambda: entry.html_resolved,
    )


class Shorts:
    """The short disclosures in the site's language: one list of them serves as a filter."""

    def __init__(self, run: Run) -> None:
        self._words_for = run.disclosure.words_for if run.disclosure else messages.words_for
        self._own = self._words_for(run.settings["DEFAULT_LANG"])
        self._told: dict[str, dict[str, str]] = {}

    def of(self, entry: Entry) -> str:
        """That of one text; empty: nobody has said how it was made."""
        label = entry.label
        if not label or not label.short or label.language == self._own.language:
            return label.short if label else ""
        if label.language not in self._told:
            self._told[label.language] = self._in_own_words(self._words_for(entry.lang))
        return self._told[label.language].get(label.short, label.short)

    def _in_own_words(self, words: Words) -> dict[str, str]:
        return {words(short): self._own(short) for short in messages.SHORTS}


def _no_program() -> Problem:
    message = "is on, but Pagefind is not installed: the site has no search"
    cure = (
        "Install it: pip install pagefind_bin. Where there is none for this system, take"
        " plugins.search out of PLUGINS."
    )
    return Problem("pelicanconf.py", 0, "PLUGINS", __package__ or "", message, cure)
