"""Where the head meets Pelican: `page_head()`, `theme_words()` and filters for summaries."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import field, replace
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

from jinja2 import TemplateNotFound
from markupsafe import Markup

from ..common.addresses import absolute
from ..common.options import read_options
from ..common.planned_files import PlannedFile
from ..common.problems import Problem, did_you_mean, report
from ..common.values import dataclass
from ..run import Entry, Fact, Kept, Run
from ..wording.catalogue import direction_of, languages
from ..wording.theme_messages import words_for
from . import content_policy, icons, jsonld_graph, opengraph, summaries, text_needs
from .article_head import page_of, site_of
from .icons import IconLink
from .languages import language_attributes, words_attributes
from .list_head import LOOKED_UP, list_of
from .page_data import HeadPage, HeadSite
from .settings import HeadSettings, mistakes
from .text_needs import TextNeeds
from .titles import Typography

logger = logging.getLogger(__name__)

NOTHING = TextNeeds({}, [])
OWN_LINES = "partials/extra_head.html"
THEME_ICON = "favicon.svg"
PICTURES = Kept[dict[str, bytes]]("icons", dict[str, bytes])


@dataclass(frozen=True, slots=True)
class Head:
    """What head/head.html prints."""

    page: HeadPage
    title: str
    properties: tuple[tuple[str, str], ...]
    script: Markup
    policy: Markup
    """Content-Security-Policy."""
    icons: tuple[IconLink, ...]
    styles: Markup
    """Rules for the classes that the text's inline styles have become."""


@dataclass(frozen=True, slots=True)
class Icons:
    """The site's icon in all its forms."""

    links: tuple[IconLink, ...] = ()
    made: dict[str, bytes] = field(default_factory=dict)
    """Files to be written, by their paths."""


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
    run.offer(title_text=Typography(run.settings["MARKDOWN"]).of)
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


def reserve_files(run: Run) -> None:
    """Name the files of icons, so that no text can be put in the place of one."""
    run.outputs.update(dict.fromkeys(icons.SIDES, "an icon of the site"))


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


def tell_languages(run: Run) -> None:
    """Tell once of each language without a catalogue, and what readers get instead."""
    langs = {run.settings["DEFAULT_LANG"], *(entry.lang for entry in run.entries)}
    silent = {lang for lang in langs if not words_for(lang).speaks(lang)}
    texts = sorted((entry.shown, entry.lang) for entry in run.entries if entry.lang in silent)
    told = {run.settings["DEFAULT_LANG"]: ("pelicanconf.py", "DEFAULT_LANG")}
    for path, lang in texts:
        told.setdefault(lang, (path, "Lang"))
    for lang, (path, key) in told.items():
        if lang in silent:
            message = (
                "has no catalogue, so menus, dates and what is said of AI stand in English there"
            )
            cure = (
                f"There are catalogues for {', '.join(languages())}; CONTRIBUTING.md says how to"
                " add one."
            )
            run.note(logger, Problem(path, 0, key, lang, message, cure))


def _hosts(sources: list[content_policy.Source]) -> Iterator[str]:
    return (source for _, source in sources if not source.startswith(("'", "data:", "blob:")))


def describe_site(run: Run) -> None:
    """What the heads of all pages say of the site."""
    terms = [*run.terms("category"), *run.terms("author")]
    pages = (term.url for term in terms if term.save_as)
    creators = run.state_of(HeadSettings).fediverse
    site = site_of(run.settings, run.siteurl, run.responsible, pages, creators, card=run.site_card)
    run.set_state(site)
    names = {term.name for term in run.terms("author")}
    for name in sorted(creators.keys() - names - {"*"}):
        cure = f"{did_you_mean(name, names)}Write a name as articles have it under Authors."
        told = ("HEAD['fediverse']", name, "is no author of this site", cure)
        report(logger, Problem("pelicanconf.py", 0, *told), level=logging.WARNING)
    report(logger, *_kept_out(run), level=logging.WARNING)
    found = _icons(run)
    run.set_state(found)
    run.said_of_site["head"] = repr(
        (replace(site, term_pages=frozenset()), sorted(site.term_pages), found.links)
    )


def _kept_out(run: Run) -> Iterator[Problem]:
    """What the owner's own lines of the head load of other hosts that no setting names."""
    environment = run.article_generator.env
    try:
        lines, _, _ = environment.loader.get_source(environment, OWN_LINES)
    except TemplateNotFound:
        return
    allowed = content_policy.allowed(run.state_of(HeadSettings).policy)
    for address, mistake in text_needs.read(lines, run.settings["SITEURL"], allowed).refused:
        if text_needs.source_of(address, ""):
            line = lines.count("\n", 0, lines.index(address)) + 1
            yield Problem(OWN_LINES, line, *mistake)


def _icons(run: Run) -> Icons:
    """The owner's icon or the theme's, and what is made of it but for what the owner has made."""
    own = run.published_file(run.icon) if run.icon else None
    file = own or run.published_file(f"{run.settings['THEME_STATIC_DIR']}/{THEME_ICON}")
    if file is None:
        return Icons()
    data, kind = file.source.read_bytes(), icons.kind_of(file.path)
    # Not asked for `save_as`, which would settle the place of a file still to be attached.
    there = {static.planned_path for static in run.static_files}
    name = ("pelicanconf.py", 0, "LOOK['icon']", run.icon)
    left_out = sorted({each.decode() for each in icons.LEFT_OUT.findall(data)})
    if left_out and kind == icons.TYPES[".svg"]:
        cure = "Save words as paths; give a picture as a PNG."
        told = f"has <{'>, <'.join(left_out)}>, which favicon.ico and others do not show"
        report(logger, Problem(*name, told, cure), level=logging.WARNING)
    if run.icon and not kind:
        cure = f"Save it as {' or '.join(icons.TYPES)}."
        report(logger, Problem(*name, "is no icon that all browsers show", cure))
    try:
        made = PICTURES.of(run, lambda: icons.pictures(data, kind), data, kind) if kind else {}
    except ValueError as error:
        report(logger, Problem(*name, str(error), "Save it again as SVG or PNG."))
        made = {}
    links = icons.links(quote(file.path), {*made, *there}) if kind else ()
    return Icons(tuple(links), {path: made[path] for path in made.keys() - there})


def write_icons(run: Run) -> None:
    """Write the pictures made of the site's icon."""
    made = sorted(run.state_of(Icons).made.items())
    run.write_planned(
        PlannedFile(path, partial(tuple, [icon]), partial(bytes, icon)) for path, icon in made
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
    framed = entry.frames if entry else None
    sources += [content_policy.Source("frame-src", origin) for origin in framed or ()]
    sources += content_policy.scripts_in(f"<script>{script}</script>" if script else "")
    sources += content_policy.scripts_in(markup)
    sources += [content_policy.WASM] if "search" in run.capabilities else []
    styles = text_needs.style_sheet(needs.styles)
    sources += (
        [content_policy.Source("style-src", content_policy.hash_of(styles))] if styles else []
    )
    data = jsonld_graph.script(jsonld_graph.graph(page, site))
    # Browsers ask for no hash of data; the Nu checker does.
    sources += [content_policy.Source("script-src", content_policy.hash_of(data))]
    policy = content_policy.policy(sources, _origin(site.url))
    properties = opengraph.properties(page, site)
    # Nothing in the data can end the element or begin another: jsonld_graph.script sees to it; nor
    # can anything in the styles, or anything in the policy an attribute's value.
    script, policy, sheet = map(Markup, (data, policy, styles))
    found = run.state_of(Icons).links
    return Head(page, page.title_on(site), properties, script, policy, found, sheet)


@lru_cache(maxsize=8)
def _origin(siteurl: str) -> str:
    return text_needs.source_of(siteurl, "")


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
