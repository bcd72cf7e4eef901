"""The order of a build on one screen: every stage, when it runs and in which order.

A capability is switched on by its name in PLUGINS, whatever its place there; its stages then run
in the order in which they stand here. Pelican calls us once a signal (`_RECEIVERS` below).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pelican import signals

from .addresses import adapter as addresses
from .builds import adapter as builds
from .builds.memory import Memory
from .builds.recorded_readers import use_records
from .builds.workers import number_of_workers, share_kept
from .cards import adapter as cards
from .common.problems import report
from .disclosure import adapter as disclosure
from .discovery import adapter as discovery
from .feeds import adapter as feeds
from .head import adapter as head
from .images import adapter as images
from .look import adapter as look
from .making_of import adapter as making_of
from .models import adapter as models
from .navigation import adapter as navigation
from .reading import adapter as reading
from .related import adapter as related
from .residue import adapter as residue
from .run import RUN, Entry, Fact, Run, SourceSteps, TimedWork, renamed_problem, run_of
from .search import adapter as search
from .sources import adapter as sources
from .transparency import adapter as transparency
from .videos import adapter as videos

When = Literal[
    "start",
    "generator",
    "readers",
    "metadata",
    "text",
    "texts_read",
    "static_read",
    "all_read",
    "before_writing",
    "written",
    "end",
]

logger = logging.getLogger(__name__)

CARDS = 5
"""For which a worker is worth its start."""


def _read_entries(run: Run) -> None:
    memory, workers = run.command.memory, number_of_workers(run.sources_read)
    entries = run.listed()
    if memory and workers and 2 * run.sources_read >= len(entries):  # most were never read before
        read = feeds.entry_text_reader(run)
        share_kept(memory, lambda number: read(entries[number]) and None, len(entries), workers)


def _make_versions(run: Run) -> None:
    if run.command.writes:
        with run.image_work.timed():
            _make_versions_of(run, images.versions_to_make(run))


def _make_versions_of(run: Run, wanted: Sequence[images.Wanted]) -> None:

    def make(number: int) -> tuple[Any, dict[str, Any]]:
        return run.written_by(partial(images.make_versions, run, wanted[number]))

    def tell(count: int) -> None:
        run.command.progress("Making pictures", count, len(wanted))

    memory, workers = run.command.memory or Memory(None), number_of_workers(len(wanted), 1)
    done = share_kept(memory, make, len(wanted), workers, tell)
    made = []
    for number, one in enumerate(wanted):
        value, files = done.get(number) or make(number)
        run.take_written(files)
        made.append((one, value))
    images.take_versions(run, made)


def _draw_cards(run: Run) -> None:
    memory = run.command.memory
    with cards.drawing(run) as pieces:

        def tell(count: int) -> None:
            run.command.progress("Drawing cards", count, len(pieces))

        if memory and (workers := number_of_workers(len(pieces), CARDS)):
            share_kept(memory, lambda number: pieces[number]() and None, len(pieces), workers, tell)


class Stage(NamedTuple):
    """One step of a build."""

    when: When
    capability: str
    """Its folder; empty: it runs in every build."""
    name: str
    function: Callable[..., None]
    """Called with the `Run` and with what the signal is about, if anything (`_RECEIVERS`)."""


STAGES = (
    # Pelican has read the owner's settings and nothing else.
    Stage("start", "", "read each template once", builds.prepare),
    Stage("start", "addresses", "publish content/extra at the site's root", addresses.prepare),
    Stage("start", "disclosure", "read contributors and own sentences", disclosure.prepare),
    Stage("start", "residue", "read its options", residue.prepare),
    Stage("start", "making_of", "read its options", making_of.prepare),
    Stage("start", "videos", "read VIDEOS, offer video()", videos.prepare),
    Stage("start", "reading", "offer page_text()", reading.prepare),
    Stage("start", "images", "read its options, offer picture()", images.prepare),
    Stage("start", "related", "read its options", related.prepare),
    Stage("start", "look", "read LOOK and SOCIAL, offer look()", look.prepare),
    Stage("start", "cards", "read its options", cards.prepare),
    Stage("start", "head", "read its options, offer page_head()", head.prepare),
    Stage("start", "feeds", "switch Pelican's feeds off, offer feed_links()", feeds.prepare),
    Stage("start", "discovery", "read its options", discovery.prepare),
    Stage("start", "models", "read where its pages live", models.prepare),
    Stage("start", "navigation", "read its options", navigation.prepare),
    Stage("start", "transparency", "read where its page lives", transparency.prepare),
    Stage("start", "search", "find Pagefind, read where its page lives", search.prepare),
    # A generator begins.
    Stage("generator", "", "keep compiled templates, make cheap archives", builds.take_generator),
    Stage("generator", "", "read files in one order", builds.order_files),
    Stage("generator", "", "take what was read before out of memory", use_records),
    # A generator, or a process that reads for it, makes its readers.
    Stage("readers", "sources", "read Markdown fast", sources.read_fast),
    # The front matter of one text is read.
    Stage("metadata", "sources", "remove forbidden characters", sources.clean_metadata),
    Stage("metadata", "addresses", "make slugs that keep every word", addresses.give_slugs),
    # One text is read.
    Stage("text", "sources", "clean and mend its HTML", sources.clean_content),
    Stage("text", "addresses", "put root-relative links below SITEURL", addresses.root_links),
    Stage("text", "head", "make classes of inline styles", head.read_needs),
    # Every article, or every page, is read; static files are not.
    Stage("texts_read", "", "make addresses cheap", builds.take_texts),
    Stage("texts_read", "addresses", "publish what srcset names", addresses.publish_sets),
    Stage("texts_read", "addresses", "withhold drafts in production", addresses.withhold_drafts),
    # Static files are read too.
    Stage("static_read", "addresses", "resolve {static} in srcset", addresses.resolve_sets),
    # Everything is read. Nothing is written yet: a mistake found here leaves the last site alone.
    Stage("all_read", "addresses", "find the terms that have a page", addresses.find_terms),
    Stage("all_read", "disclosure", "reserve the files of the inventory", disclosure.reserve_files),
    Stage("all_read", "making_of", "reserve the files of making-of pages", making_of.reserve_files),
    Stage("all_read", "feeds", "reserve the files of feeds", feeds.reserve_files),
    Stage("all_read", "cards", "reserve the folder of cards", cards.reserve_files),
    Stage("all_read", "head", "reserve the files of icons", head.reserve_files),
    Stage("all_read", "discovery", "reserve sitemap.xml and others", discovery.reserve_files),
    Stage("all_read", "look", "make the style sheet of LOOK, refuse what is faint", look.design),
    Stage("all_read", "models", "reserve the models' folder", models.reserve_files),
    Stage("all_read", "navigation", "find series, reserve their pages", navigation.find_series),
    Stage("all_read", "transparency", "reserve the inventory's schema", transparency.reserve_files),
    Stage("all_read", "search", "reserve the index's folder", search.reserve_files),
    Stage("all_read", "addresses", "report collisions, links to drafts", addresses.check_outputs),
    Stage("all_read", "disclosure", "label every text, report mistakes", disclosure.disclose),
    Stage("all_read", "residue", "warn of what AI tools left behind", residue.warn),
    Stage("all_read", "making_of", "read the making-of files", making_of.read_recipes),
    Stage("all_read", "reading", "count minutes, list contents", reading.describe),
    Stage("all_read", "related", "rank, choose lists, put links into texts", related.relate),
    Stage("all_read", "feeds", "give ids, refuse shared ones", feeds.give_ids),
    Stage("all_read", "images", "read images, label declared ones", images.label),
    Stage("all_read", "disclosure", "label the parts of each text", disclosure.label_parts),
    Stage("all_read", "videos", "find the videos of texts", videos.find),
    Stage("all_read", "cards", "say what each card shows", cards.describe),
    Stage("all_read", "head", "tell of languages without words", head.tell_languages),
    Stage("all_read", "head", "tell which other hosts pages ask", head.tell_hosts),
    Stage("all_read", "models", "gather each model's articles", models.gather),
    Stage("all_read", "navigation", "find what comes before and after", navigation.give_ways),
    Stage("all_read", "navigation", "have no empty list", navigation.leave_out_empty_lists),
    Stage("all_read", "navigation", "make menu and foot", navigation.make_menu),
    # All capabilities have looked at the whole site: build what page heads and feeds are made of.
    Stage("before_writing", "", "build the value of each article", Run.build_articles),
    Stage("before_writing", "", "prepare the lists of articles", builds.list_articles),
    Stage("before_writing", "head", "say what all heads say of the site", head.describe_site),
    Stage("before_writing", "", "see what the last build left", builds.remember_pages),
    Stage("before_writing", "images", "make smaller versions", _make_versions),
    # Pelican has planned its pages.
    Stage("written", "addresses", "plan redirects", addresses.write_redirects),
    Stage("written", "making_of", "plan making-of pages", making_of.write_pages),
    Stage("written", "models", "plan a page a model", models.write_pages),
    Stage("written", "navigation", "plan a page a series", navigation.write_series),
    Stage("written", "", "make all pages", builds.make_pages),
    Stage("written", "images", "write originals", images.write_originals),
    Stage("written", "feeds", "read texts in several processes", _read_entries),
    Stage("written", "disclosure", "write the inventory", disclosure.write_inventory),
    Stage("written", "feeds", "write feeds and archive", feeds.write_feeds),
    Stage("written", "cards", "draw and write cards", _draw_cards),
    Stage("written", "head", "write icons", head.write_icons),
    Stage("written", "discovery", "write sitemap, robots.txt, llms.txt", discovery.write),
    Stage("written", "look", "write the style sheet", look.write),
    Stage("written", "transparency", "write the inventory's schema", transparency.write_schema),
    Stage("written", "search", "write the index of the search", search.write_index),
    # Every file is written.
    Stage("end", "", "find until when the same would come of it", builds.find_how_long_it_holds),
    Stage("end", "images", "finish what others have made of images", images.mark_published),
    Stage("end", "look", "make the theme's style sheets short", look.shorten),
    Stage("end", "addresses", "warn of links that lead nowhere", addresses.report_dead_links),
)

FACTS: tuple[Fact[Any], ...] = (
    *(addresses.SETS, disclosure.SOURCE_FACTS, residue.RESIDUES),
    *(head.NEEDS, reading.READ),
)
"""What is worked out of each source by itself, in any process, and kept for later builds."""


def connect() -> None:
    """Have Pelican call the stages; called again it changes nothing."""
    for signal, receiver in _RECEIVERS:
        signal.connect(receiver)


def _start(pelican: Any) -> None:
    names = (getattr(plugin, "__name__", "") for plugin in pelican.plugins)
    own = frozenset(name.removeprefix(f"{__package__}.") for name in names)
    pelican.settings[RUN] = Run(pelican.settings, own, source_steps=STEPS)
    for name in map(str, pelican.settings["PLUGINS"] or ()):
        if problem := renamed_problem(name):
            report(logger, problem)
    _run_stages("start", pelican.settings)


def _generator(generator: Any) -> None:
    if run := run_of(generator.settings):
        run.offer_templates(generator)
        _run("generator", run, generator)
        make_readers(run, generator.readers.readers)


def _metadata(generator: Any, metadata: dict[str, Any]) -> None:
    _run_stages("metadata", generator.settings, metadata)


def _text(content: Any) -> None:
    run = run_of(content.settings)
    if run and (entry := run.entry_if_text(content)):
        entry.record, entry.record_key = run.record, run.record_key
        if not entry.record:
            run.sources_read += 1
            read_text(run, entry)
            facts = run.facts if entry.path.is_file() else ()  # a plugin may make texts of nothing
            entry.facts = {fact.name: fact.read(run, entry) for fact in facts}


def index_for_preview(run: Run, folder: Path) -> TimedWork | None:
    """Make the index of the search of a site that was read and not written, below `folder`."""
    return search.index_for_preview(run, folder)


def make_readers(run: Run, readers: dict[str, Any]) -> None:
    """Take the place of Pelican's readers; worker processes call it, as the next two."""
    _run("readers", run, readers)


def read_metadata(run: Run, metadata: dict[str, Any]) -> None:
    """What the front matter of one text goes through."""
    _run("metadata", run, metadata)


def read_text(run: Run, entry: Entry) -> None:
    """The same of the text."""
    _run("text", run, entry)


def read_ahead(run: Run, entries: Sequence[Entry]) -> dict[bytes, bytes]:
    """What related articles would read of these articles; worker processes call it."""
    return related.read_ahead(run, entries) if "related" in run.capabilities else {}


def _read(generator: Any) -> None:
    if run := run_of(generator.settings):
        _run_stages("texts_read", generator.settings, run.add_entries(generator))


def _written(generator: Any, writer: Any) -> None:
    if run := run_of(generator.settings):
        run.writer = writer
    _run_stages("written", generator.settings)


def _writer(pelican: Any) -> type | None:
    _run_stages("before_writing", pelican.settings)
    return builds.writer_class() if run_of(pelican.settings) else None


def _at(when: When) -> Callable[[Any], None]:
    """A receiver for a moment that is about nothing but the run."""

    def receive(sender: Any) -> None:
        _run_stages(when, (sender[0] if isinstance(sender, list) else sender).settings)

    return receive


def _run_stages(when: When, settings: Any, *about: Any) -> None:
    if run := run_of(settings):
        _run(when, run, *about)


def _run(when: When, run: Run, *about: Any) -> None:
    for stage in STAGES:
        if stage.when == when and (not stage.capability or stage.capability in run.capabilities):
            stage.function(run, *about)


STEPS = SourceSteps(make_readers, read_metadata, read_text, FACTS, read_ahead)

_RECEIVERS = (
    (signals.initialized, _start),
    (signals.generator_init, _generator),
    (signals.article_generator_context, _metadata),
    (signals.page_generator_context, _metadata),
    (signals.content_object_init, _text),
    (signals.article_generator_finalized, _read),
    (signals.page_generator_finalized, _read),
    (signals.static_generator_finalized, _at("static_read")),
    (signals.all_generators_finalized, _at("all_read")),
    (signals.get_writer, _writer),  # the last before the first file is opened
    (signals.page_writer_finalized, _written),  # pages are written after articles
    (signals.finalized, _at("end")),
)
