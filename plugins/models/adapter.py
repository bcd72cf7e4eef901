"""Where the pages about models meet Pelican: each model's articles are gathered and listed."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial

from pelican.utils import order_content, slugify

from ..common.keys import MODEL
from ..common.problems import Problem, report
from ..disclosure import messages
from ..run import Entry, Run
from .model_pages import ModelPage, model_slug, pages_of, shared_pages
from .settings import ModelsSettings, folder_of, read

logger = logging.getLogger(__name__)


def prepare(run: Run) -> None:
    """Fill in what the owner has not set; ``models`` becomes one of Pelican's direct templates."""
    options, problems = read(run.settings)
    report(logger, *problems)
    run.set_state(options)
    run.settings.update({name.upper(): value for name, value in asdict(options).items()})
    run.add_page("models")
    run.settings["PAGINATED_TEMPLATES"] = {"model": None, **run.settings["PAGINATED_TEMPLATES"]}


def reserve_files(run: Run) -> None:
    """Take the whole folder: which models there are shows only once every label stands."""
    folder = folder_of(run.state_of(ModelsSettings).model_save_as)
    if folder:
        run.outputs[folder] = "the folder of the site's pages about models"


def gather(run: Run) -> None:
    """Give templates and feeds the models with their articles."""
    if run.disclosure is None:
        report(logger, run.problem_without_disclosure(__package__, "has nothing to show"))
        return
    listed = _models_of(run)
    for page in shared_pages([page for page, _ in listed]):
        report(logger, _shared_page(page), level=logging.WARNING)
    run.model_pages = listed
    say = run.disclosure.words_for(run.settings["DEFAULT_LANG"])
    run.list_titles["models"] = (say(messages.MODELS), say(messages.MODELS_INTRO))


def write_pages(run: Run) -> None:
    """Write each model's page as Pelican writes a tag's, in several parts where it is long."""
    for page, entries in run.model_pages or ():
        run.write_list("model", page, entries)


def _models_of(run: Run) -> list[tuple[ModelPage, list[Entry]]]:
    """Each model with the listed articles, translations among them, that name it."""
    assert run.disclosure is not None
    options = run.state_of(ModelsSettings)
    if not (folder_of(options.model_save_as) and folder_of(options.model_url)):
        return []
    contents = [entry.content for entry in sorted(run.listed(), key=lambda entry: entry.url)]
    ordered = order_content(contents, run.settings["ARTICLE_ORDER_BY"])
    entries = [run.entry_of(content) for content in ordered]
    named = [(entry, _models(entry)) for entry in entries]
    pages = pages_of(
        (name for _, models in named for name in models),
        partial(model_slug, to_ascii=slugify),
        run.disclosure.contributors.models,
        options.model_url,
        options.model_save_as,
    )
    return [(page, list(_naming(page, named))) for page in pages]


def _models(entry: Entry) -> tuple[str, ...]:
    return entry.label.all_models if entry.label else ()


def _naming(page: ModelPage, named: Iterable[tuple[Entry, tuple[str, ...]]]) -> Iterable[Entry]:
    """The articles that name the model; `named` are all, each with the models that it names."""
    wanted = set(page.identifiers)
    return (entry for entry, models in named if not wanted.isdisjoint(models))


def _shared_page(page: ModelPage) -> Problem:
    names = ", ".join(page.identifiers)
    message = f"share the page {page.url}, which shows one of these names"
    cure = "If they are one model write one of them everywhere; else let their letters differ."
    return Problem("content", 0, MODEL, names, message, cure)
