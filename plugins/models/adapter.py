"""Where the pages about models meet Pelican. Signals, in the order in which they fire:

initialized                  read where the pages live; let Pelican write the list of models
generator_init               let templates find the plugin's own
article_generator_finalized  keep the models' folder free of other files
get_writer                   gather models and their articles: every label stands now
article_writer_finalized     write a page for each model
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import FileSystemLoader
from pelican import signals
from pelican.utils import order_content, slugify

from ..common.keys import MODEL
from ..common.problems import Problem, report
from ..disclosure import messages
from .pages import ModelPage, mixed, pages_of
from .settings import ModelsSettings, folder_of, read
from .slugs import model_slug

logger = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent / "templates"
OPTIONS = "COLOPHON_MODELS_OPTIONS"
STATE = "COLOPHON_MODELS_GENERATORS"
LISTED = ("articles", "translations")


def connect() -> None:
    """Connect every receiver below."""
    signals.initialized.connect(prepare)
    signals.generator_init.connect(offer_templates)
    signals.article_generator_finalized.connect(keep_free)
    signals.get_writer.connect(gather)
    signals.article_writer_finalized.connect(write_pages)


def prepare(pelican: Any) -> None:
    """Fill in what the owner has not set; ``models`` becomes one of Pelican's direct templates."""
    settings = pelican.settings
    options, problems = read(settings)
    for problem in problems:
        report(logger, problem)
    settings[OPTIONS], settings[STATE] = options, []
    settings.update({name.upper(): value for name, value in asdict(options).items()})
    if "models" not in settings["DIRECT_TEMPLATES"]:
        settings["DIRECT_TEMPLATES"] = [*settings["DIRECT_TEMPLATES"], "models"]
    settings["PAGINATED_TEMPLATES"] = {"model": None, **settings["PAGINATED_TEMPLATES"]}


def offer_templates(generator: Any) -> None:
    """Put this plugin's templates behind the theme's."""
    generator.env.loader.loaders.append(FileSystemLoader(TEMPLATES))


def keep_free(generator: Any) -> None:
    """Take the whole folder: which models there are shows only once every label stands."""
    options: ModelsSettings = generator.settings[OPTIONS]
    folder = folder_of(options.model_save_as)
    if folder:
        files = generator.context.setdefault("COLOPHON_OUTPUTS", {})
        files[folder] = "the folder of the site's pages about models"
    generator.settings[STATE].append(generator)


def gather(pelican: Any) -> None:
    """Leave the models, their articles and pages in the context, for templates and feeds."""
    settings = pelican.settings
    if "COLOPHON_DISCLOSURE" not in settings:
        cure = "Add plugins.disclosure to PLUGINS."
        message = "has nothing to show without the disclosure"
        report(logger, Problem("pelicanconf.py", 0, "PLUGINS", "plugins.models", message, cure))
        return
    for generator in settings[STATE]:
        listed = _models_of(generator)
        pages = [page for page, _ in listed]
        for page in mixed(pages):
            report(logger, _mixed(page), level=logging.WARNING)
        generator.context["COLOPHON_MODELS"] = listed
        generator.context["COLOPHON_MODEL_PAGES"] = {
            identifier: page.url for page in pages for identifier in page.identifiers
        }
        say = settings["JINJA_GLOBALS"]["disclosure_words"](settings["DEFAULT_LANG"])
        told = generator.context.setdefault("COLOPHON_LISTS", {})
        told["models"] = (say(messages.MODELS), say(messages.MODELS_INTRO))


def write_pages(generator: Any, writer: Any) -> None:
    """Write each model's page as Pelican writes a tag's, in several parts where it is long."""
    for page, articles in generator.context.get("COLOPHON_MODELS", ()):
        writer.write_file(
            page.save_as,
            generator.get_template("model"),
            generator.context,
            relative_urls=generator.settings["RELATIVE_URLS"],
            template_name="model",
            url=page.url,
            model=page,
            articles=articles,
            page_name=str(PurePosixPath(page.save_as).with_suffix("")),
            blog=True,
        )


def _models_of(generator: Any) -> list[tuple[ModelPage, list[Any]]]:
    """Each model with the listed articles, translations among them, that name it."""
    options: ModelsSettings = generator.settings[OPTIONS]
    if not (folder_of(options.model_save_as) and folder_of(options.model_url)):
        return []
    articles = sorted(_listed(generator), key=lambda article: article.url)
    articles = order_content(articles, generator.settings["ARTICLE_ORDER_BY"])
    pages = pages_of(
        (name for article in articles for name in article.colophon_disclosure.all_models),
        partial(model_slug, to_ascii=slugify),
        generator.settings["COLOPHON_DISCLOSURE"].contributors.models,
        options.model_url,
        options.model_save_as,
    )
    return [(page, list(_naming(page, articles))) for page in pages]


def _listed(generator: Any) -> Iterable[Any]:
    return (article for name in LISTED for article in getattr(generator, name))


def _naming(page: ModelPage, articles: Iterable[Any]) -> Iterable[Any]:
    wanted = set(page.identifiers)
    return (one for one in articles if not wanted.isdisjoint(one.colophon_disclosure.all_models))


def _mixed(page: ModelPage) -> Problem:
    names = ", ".join(page.identifiers)
    message = f"share the page {page.url}, which shows one of these names"
    cure = "If they are one model write one of them everywhere; else let their letters differ."
    return Problem("content", 0, MODEL, names, message, cure)
