"""Where the transparency page meets Pelican: what it counts, and the inventory's schema."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from ..common.options import read_named
from ..common.planned_files import PlannedFile
from ..common.problems import report
from ..disclosure import inventory_schema, messages
from ..disclosure.inventory import SCHEMA
from ..run import Run
from .counts import counts_of
from .settings import TransparencySettings
from .transparency_page import TransparencyPage, page_of

logger = logging.getLogger(__name__)

NAME = "transparency"
"""Of the template."""


def prepare(run: Run) -> None:
    """Fill in what the owner has not set; the page becomes one of Pelican's direct templates."""
    own = asdict(read_named(TransparencySettings, run.settings))
    run.settings.update({name.upper(): value for name, value in own.items()})
    run.add_page(NAME)
    run.offer(transparency=run.of_page(transparency))


def reserve_files(run: Run) -> None:
    """Tell templates of the page, and take the place of the schema."""
    if run.disclosure is None:
        report(logger, run.problem_without_disclosure(__package__, "has nothing to count"))
        return
    run.outputs[SCHEMA] = "the schema of the site's inventory"
    if run.settings["TRANSPARENCY_SAVE_AS"]:
        run.transparency_url = run.settings["TRANSPARENCY_URL"]
    say = run.disclosure.words_for(run.settings["DEFAULT_LANG"])
    run.list_titles[NAME] = (say(messages.TRANSPARENCY), say(messages.TRANSPARENCY_INTRO))


def transparency(run: Run, _context: Any) -> TransparencyPage:
    """Everything on the page, from the very rows that the inventory is written from."""
    assert run.disclosure is not None
    pages = {
        identifier: (page.full_name, page.url)
        for page, _ in run.model_pages or ()
        for identifier in page.identifiers
    }
    say = run.disclosure.words_for(run.settings["DEFAULT_LANG"])
    counts = counts_of(run.disclosure.rows)
    return page_of(counts, say, lambda identifier: pages.get(identifier, (identifier, "")))


def write_schema(run: Run) -> None:
    """Write the schema beside the inventory that names it."""
    url = run.siteurl
    schema = PlannedFile(SCHEMA, lambda: (url,), lambda: inventory_schema.to_text(url).encode())
    run.write_planned([schema])
