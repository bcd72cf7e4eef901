"""Where the head meets Pelican: `page_head()`, `theme_words()` and filters for summaries."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import field, replace
from typing import Any

from markupsafe import Markup

from ..common.addresses import absolute
from ..common.options import read_options
from ..common.problems import Problem, report
from ..common.values import dataclass
from ..run import Entry, Fact, Run
from ..wording.catalogue import direction_of
from ..wording.theme_messages import words_for
from . import content_policy, jsonld_graph, opengraph, summaries, text_needs
from .article_head import page_of, site_of
from .languages import language_attributes, words_attributes
from .list_head import LOOKED_UP, list_of
from .page_data import HeadPage, HeadSite
from .settings import HeadSettings, mistakes
from .text_needs import TextNeeds

logger = logging.getLogger(__name__)

NOTHING = TextNeeds({}, [])


@dataclass(frozen=True, slots=True)
class Head:
    """What head/head.html prints."""

    page: HeadPage
    properties: tuple[tuple[str, str], ...]
    script: Markup
    policy: Markup
    """Content-Security-Policy."""
    styles: Markup
    """Rules for the classes that the text's inline styles have become."""


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


def read_needs(run: Run, entry: Entry) -> None:
    """Make classes of a text's inline styles; warn of what its page will not let act."""
    allowed = content_policy.allowed(run.state_of(HeadSettings).policy)
    found = text_needs.read(entry.html, run.settings["SITEURL"], allowed)
    entry.html, entry.needs = found.html, found.needs
    source = run.source_at(entry.path).text if found.refused and entry.path.is_file() else ""
    for written, mistake in found.refused:
        line = source.count("\n", 0, source.index(written)) + 1 if written in source else 0
        report(logger, Problem(entry.shown, line, *mistake), level=logging.WARNING)


def _needs_of(_run: Run, entry: Entry) -> TextNeeds:
    needs: TextNeeds = entry.needs
    return needs


NEEDS = Fact("head", "needs", TextNeeds, _needs_of, HeadSettings)


def tell_hosts(run: Run) -> None:
    """Tell of each host that pages let in, and of who names it."""
    texts: dict[str, list[str]] = defaultdict(list)
    for entry in run.entries:
        for host in dict.fromkeys(_hosts(NEEDS.of(run, entry).sources)):
            texts[host].append(entry.shown)
    for host, where in sorted(texts.items()):
        more = f" and {len(where) - 1} more texts name" if len(where) > 1 else " names"
        message = f"is another host: the browsers of readers ask it, as this text{more} it"
        cure = "Put the file into images/ if readers should ask nobody but this site."
        run.note(logger, Problem(min(where), 0, "", host, message, cure))
    for host in dict.fromkeys(_hosts(content_policy.allowed(run.state_of(HeadSettings).policy))):
        message = "is another host: every page may ask it"
        run.note(logger, Problem("pelicanconf.py", 0, "HEAD['policy']", host, message, ""))


def _hosts(sources: list[content_policy.Source]) -> Iterator[str]:
    return (source for _, source in sources if not source.startswith(("'", "data:", "blob:")))


def describe_site(run: Run) -> None:
    """What the heads of all pages say of the site."""
    terms = [*run.terms("category"), *run.terms("author")]
    pages = (term.url for term in terms if term.save_as)
    site = site_of(run.settings, run.siteurl, run.responsible, pages)
    run.set_state(site)
    run.said_of_site["head"] = repr(
        (replace(site, term_pages=frozenset()), sorted(site.term_pages))
    )


def page_head(run: Run, context: Any, script: str = "", markup: str = "") -> Head:
    """Everything that the page being rendered says in its head.

    `script` is the text of an inline script of the theme, `markup` the owner's own lines, both as
    they will be printed: their scripts run by their hashes.
    """
    site = run.state_of(HeadSite)
    shown = context.get("article") or context.get("page")
    if shown:
        page = page_of(site, run.article_of(shown), summary_text(run, shown))
    else:
        page = list_of(context, site, run.list_titles)
    entry = run.entry_if_read(shown)
    needs = NEEDS.of(run, entry) if entry else NOTHING
    sources = [*content_policy.allowed(run.state_of(HeadSettings).policy), *needs.sources]
    sources += content_policy.scripts_in(f"<script>{script}</script>" if script else "")
    sources += content_policy.scripts_in(markup)
    sources += [content_policy.WASM] if "search" in run.capabilities else []
    styles = text_needs.style_sheet(needs.styles)
    sources += (
        [content_policy.Source("style-src", content_policy.hash_of(styles))] if styles else []
    )
    # Nothing in the data can end the element or begin another: jsonld_graph.script sees to it; nor
    # can anything in the styles, or anything in the policy an attribute's value.
    raw = (jsonld_graph.script(jsonld_graph.graph(page, site)), content_policy.policy(sources))
    return Head(page, opengraph.properties(page, site), *map(Markup, (*raw, styles)))


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
