"""Where the transparency page meets Pelican. Signals, in the order in which they fire:

initialized                  let Pelican write the page; offer `transparency()` to templates
generator_init               let templates find the plugin's own
article_generator_finalized  say where the page and the schema are
article_writer_finalized     write the schema of the inventory
"""

from __future__ import annotations

import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, pass_context
from pelican import signals

from ..common.addresses import without_credentials
from ..common.problems import Problem, report
from ..disclosure import inventory_schema, messages
from ..disclosure.inventory import SCHEMA
from .counts import counts_of
from .settings import read
from .view import View, view_of

logger = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent / "templates"
NAME = "transparency"
"""Of the template."""


def connect() -> None:
    """Connect every receiver below."""
    signals.initialized.connect(prepare)
    signals.generator_init.connect(offer_templates)
    signals.article_generator_finalized.connect(announce)
    signals.article_writer_finalized.connect(write_schema)


def prepare(pelican: Any) -> None:
    """Fill in what the owner has not set; the page becomes one of Pelican's direct templates."""
    settings = pelican.settings
    settings.update({name.upper(): value for name, value in asdict(read(settings)).items()})
    if NAME not in settings["DIRECT_TEMPLATES"]:
        settings["DIRECT_TEMPLATES"] = [*settings["DIRECT_TEMPLATES"], NAME]
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], NAME: view}


def offer_templates(generator: Any) -> None:
    """Put this plugin's templates behind the theme's."""
    generator.env.loader.loaders.append(FileSystemLoader(TEMPLATES))


def announce(generator: Any) -> None:
    """Tell templates of the page and the addresses plugin of the schema."""
    settings, context = generator.settings, generator.context
    if "COLOPHON_DISCLOSURE" not in settings:
        cure = "Add plugins.disclosure to PLUGINS."
        message = "has nothing to count without the disclosure"
        where = "plugins.transparency"
        report(logger, Problem("pelicanconf.py", 0, "PLUGINS", where, message, cure))
        return
    files = context.setdefault("COLOPHON_OUTPUTS", {})
    files[SCHEMA] = "the schema of the site's inventory"
    if settings["TRANSPARENCY_SAVE_AS"]:
        context["COLOPHON_TRANSPARENCY"] = settings["TRANSPARENCY_URL"]
    say = settings["JINJA_GLOBALS"]["disclosure_words"](settings["DEFAULT_LANG"])
    told = context.setdefault("COLOPHON_LISTS", {})
    told[NAME] = (say(messages.TRANSPARENCY), say(messages.TRANSPARENCY_INTRO))


@pass_context
def view(context: Any) -> View:
    """Everything on the page, from the very rows that the inventory is written from."""
    pages = {
        identifier: (page.full_name, page.url)
        for page, _ in context.get("COLOPHON_MODELS", ())
        for identifier in page.identifiers
    }
    say = context["disclosure_words"](context["DEFAULT_LANG"])
    counts = counts_of(context["COLOPHON_DISCLOSURE"].rows)
    return view_of(counts, say, lambda identifier: pages.get(identifier, (identifier, "")))


def write_schema(generator: Any, writer: Any) -> None:
    """Write the schema beside the inventory that names it."""
    text = inventory_schema.to_text(without_credentials(generator.settings["SITEURL"]))
    output = Path(writer.output_path)
    output.mkdir(parents=True, exist_ok=True)
    (output / SCHEMA).write_text(text, encoding="utf-8", newline="")
