"""Where the head meets Pelican. Signals, in the order in which they fire:

initialized     read the options; offer `page_head()`, `theme_words()` and the
                filters summary_text, summary_html
generator_init  let themes include head/head.html
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, pass_context
from markupsafe import Markup
from pelican import signals

from ..common.addresses import absolute, without_credentials
from ..common.options import read_options
from ..common.problems import report
from ..wording.theme_messages import words_for
from . import jsonld, opengraph, summaries
from .assemble import page_of, site_of
from .page import Page
from .settings import HeadSettings, mistakes

logger = logging.getLogger(__name__)

OPTIONS = "COLOPHON_HEAD"


@dataclass(frozen=True, slots=True)
class Head:
    """What head/head.html prints."""

    page: Page
    properties: tuple[tuple[str, str], ...]
    script: Markup


def connect() -> None:
    """Connect every receiver below."""
    signals.initialized.connect(prepare)
    signals.generator_init.connect(offer_templates)


def prepare(pelican: Any) -> None:
    """Read `HEAD`, and give templates what they need."""
    settings = pelican.settings
    options, problems = read_options(HeadSettings, settings.get("HEAD", {}), setting="HEAD")
    for problem in (*problems, *mistakes(options)):
        report(logger, problem)
    settings[OPTIONS] = options
    filters = {"summary_text": summary_text, "summary_html": summary_html}
    settings["JINJA_FILTERS"] = {**settings["JINJA_FILTERS"], **filters}
    offered = {"page_head": page_head, "theme_words": words_for}
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], **offered}


def offer_templates(generator: Any) -> None:
    """Put this plugin's templates behind the theme's."""
    generator.env.loader.loaders.append(FileSystemLoader(Path(__file__).parent / "templates"))


@pass_context
def page_head(context: Any) -> Head:
    """Everything that the page being rendered says in its head."""
    site = site_of(context)
    entry = context.get("article") or context.get("page")
    page = page_of(context, site, summary_text(entry) if entry else "")
    # Nothing in the script can end the element or begin another: jsonld.script sees to it.
    script = Markup(jsonld.script(jsonld.graph(page, site)))  # noqa: S704
    return Head(page, opengraph.properties(page, site), script)


def summary_text(entry: Any) -> str:
    """What `entry` is about, as plain text. Only while rendering: Pelican keeps what it reads."""
    if not hasattr(entry, "colophon_summary"):
        longest = entry.settings[OPTIONS].summary_length
        own = entry.metadata.get("summary", "")
        entry.colophon_summary = summaries.plain(own, entry.content, longest)
    summary: str = entry.colophon_summary
    return summary


def summary_html(entry: Any) -> Markup:
    """The same with its markup, cleaned."""
    site = absolute(without_credentials(entry.settings["SITEURL"]), "")
    # nh3 has cleaned it.
    return Markup(summaries.clean(entry.summary, absolute(site, entry.url), site))  # noqa: S704
