"""Where the head meets Pelican: `page_head()`, `theme_words()` and filters for summaries."""

from __future__ import annotations

import logging
from dataclasses import field, replace
from typing import Any

from markupsafe import Markup

from ..common.addresses import absolute
from ..common.options import read_options
from ..common.problems import report
from ..common.values import dataclass
from ..run import Run
from ..wording.catalogue import direction_of
from ..wording.theme_messages import words_for
from . import jsonld_graph, opengraph, summaries
from .article_head import page_of, site_of
from .languages import language_attributes, words_attributes
from .list_head import LOOKED_UP, list_of
from .page_data import HeadPage, HeadSite
from .settings import HeadSettings, mistakes

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Head:
    """What head/head.html prints."""

    page: HeadPage
    properties: tuple[tuple[str, str], ...]
    script: Markup


@dataclass(frozen=True, slots=True)
class Summaries:
    """What texts are about, each made once."""

    by_id: dict[int, tuple[Any, str]] = field(default_factory=dict)
    """By the identity of Pelican's object, which is held: no other can get the same."""


def prepare(run: Run) -> None:
    """Read `HEAD`, and give templates what they need."""
    given = run.settings.get("HEAD", {})
    options, problems = read_options(HeadSettings, given, setting="HEAD")
    report(logger, *problems, *mistakes(options))
    run.set_state(options)
    run.set_state(Summaries())
    head = run.of_page(page_head, ("article", "page", *LOOKED_UP))
    run.offer(page_head=head, theme_words=words_for, direction_of=direction_of)
    run.offer(language_attributes=language_attributes, words_attributes=words_attributes)
    run.offer_filters(summary_text=summary_text, summary_html=summary_html)


def describe_site(run: Run) -> None:
    """What the heads of all pages say of the site."""
    terms = [*run.terms("category"), *run.terms("author")]
    pages = (term.url for term in terms if term.save_as)
    site = site_of(run.settings, run.siteurl, run.responsible, pages)
    run.set_state(site)
    run.said_of_site["head"] = repr(
        (replace(site, term_pages=frozenset()), sorted(site.term_pages))
    )


def page_head(run: Run, context: Any) -> Head:
    """Everything that the page being rendered says in its head."""
    site = run.state_of(HeadSite)
    shown = context.get("article") or context.get("page")
    if shown:
        page = page_of(site, run.article_of(shown), summary_text(run, shown))
    else:
        page = list_of(context, site, run.list_titles)
    # Nothing in the script can end the element or begin another: jsonld_graph.script sees to it.
    script = Markup(jsonld_graph.script(jsonld_graph.graph(page, site)))  # noqa: S704
    return Head(page, opengraph.properties(page, site), script)


def summary_text(run: Run, shown: Any) -> str:
    """What an article or page is about, as plain text.

    Only while rendering: Pelican keeps what it has read of a text once.
    """
    made = run.state_of(Summaries).by_id
    if id(shown) not in made:
        longest = run.state_of(HeadSettings).summary_length
        own = shown.metadata.get("summary", "")
        made[id(shown)] = (shown, summaries.plain(own, shown.content, longest))
    return made[id(shown)][1]


def summary_html(run: Run, shown: Any) -> Markup:
    """The same with its markup, cleaned."""
    site = absolute(run.siteurl, "")
    # nh3 has cleaned it.
    return Markup(summaries.clean(shown.summary, absolute(site, shown.url), site))  # noqa: S704
