"""Where builds meet Pelican: its texts, its generator of articles and its writer, less wasteful.

Each is a subclass that does the same: same bytes, same signals, same messages.
"""

from __future__ import annotations

import logging
import math
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from locale import LC_TIME, setlocale
from typing import Any

from jinja2.runtime import Context
from markupsafe import Markup
from pelican import contents, generators, signals, writers
from pelican.log import FilteredMessage
from pelican.paginator import Paginator
from pelican.utils import sanitised_join

from ..common.options import read_options
from ..common.problems import report
from ..common.progress import nobody
from ..run import LEADING, Entry, Run, run_of
from .archives import Listed, by_groups, in_order_of
from .digests import code_digest
from .file_order import SortedFiles
from .fingerprints import Fingerprints, Offered
from .jobs import Job, parts
from .manifest import Entry as FileEntry
from .output_tree import OutputTree
from .pieces import Pieces, defined
from .plain import canonical, is_plain
from .quick_context import QuickContext
from .reasons import Dependencies, Reasons
from .settings import BuildsSettings
from .template_cache import TemplateCache
from .template_reads import TemplateAnalyses
from .text_hashes import TextHashes
from .texts import ours
from .workers import Records, hold_to_one_thread, kept, number_of_workers, share

logger = logging.getLogger(writers.__name__)

KIT = (__package__.split(".")[0], "commands")
"""Packages whose receivers are ours."""
BETWEEN_PAGES = (
    signals.article_generator_write_article,
    signals.page_generator_write_page,
    signals.content_written,
    signals.article_writer_finalized,
    signals.page_writer_finalized,
)
"""Signals of Pelican at which another plugin may look for pages already made."""
UNSEEN = frozenset({"OUTPUT_PATH", "CACHE_PATH"})
"""Settings that differ from build to build, and that no page shows."""
FOR_THE_WRITER = ("relative_urls", "paginated", "template_name", "override_output", "url")


class ArticlesGenerator(generators.ArticlesGenerator):  # type: ignore[misc]  # Pelican ships no types
    """Pelican's, with lists in time that grows with the articles, not with their square."""

    dates: list[Any]

    def generate_context(self) -> None:
        """Read the articles."""
        plain = generators.process_translations
        generators.process_translations = partial(by_groups, plain)
        try:
            super().generate_context()
        finally:
            generators.process_translations = plain

    def _get_file_stamp(self, filename: str) -> Any:
        """What Pelican's own cache goes by; where that is off, no file need be asked."""
        settings = self.settings
        cached = settings["CACHE_CONTENT"] or settings["LOAD_CONTENT_CACHE"]
        return super()._get_file_stamp(filename) if cached else ""

    def generate_tags(self, write: Any) -> None:
        """Write the pages of tags."""
        self._generate_each("tags", super().generate_tags, write)

    def generate_categories(self, write: Any) -> None:
        """Write the pages of categories."""
        self._generate_each("categories", super().generate_categories, write)

    def generate_authors(self, write: Any) -> None:
        """Write the pages of authors."""
        self._generate_each("authors", super().generate_authors, write)

    def _generate_each(self, kind: str, generate: Callable[[Any], None], write: Any) -> None:
        """Let Pelican do one term at a time: it looks at all `dates` for those of each."""
        terms, dates = getattr(self, kind), self.dates
        pairs = list(terms.items()) if isinstance(terms, dict) else terms
        listed = in_order_of(dates, (its for _, its in pairs))
        try:
            for pair, its_dates in zip(pairs, listed, strict=True):
                self.dates = its_dates
                setattr(self, kind, dict([pair]) if isinstance(terms, dict) else [pair])
                generate(write)
        finally:
            setattr(self, kind, terms)
            self.dates = dates

    def _build_period_archives(
        self, sorted_articles: list[Any], articles: list[Any], settings: Any
    ) -> Any:
        archives = super()._build_period_archives(sorted_articles, (), settings)
        periods = [period for several in archives.values() for period in several]
        listed = in_order_of(articles, (period["dates"] for period in periods))
        for period, its in zip(periods, listed, strict=True):
            period["articles"] = its
        return archives


class Writer(writers.Writer):  # type: ignore[misc]  # Pelican ships no types
    """Pelican's, which plans pages, and makes all of them when they are, on every processor.

    It does as Pelican's where another plugin looks at pages one by one, and where addresses are
    relative: a text's links then depend on the page that was made before.
    """

    def __init__(self, output_path: str, settings: Any = None) -> None:
        super().__init__(output_path, settings)
        self._planned: list[Job] = []
        run = run_of(self.settings)
        self._left = run.state_of(LastPages) if run and run.tree else None
        self._progress = run.command.progress if run else nobody
        relative = self.settings.get("RELATIVE_URLS")
        self._waits = not relative and not any(map(_is_watched, BETWEEN_PAGES))

    def write_file(self, name: Any, template: Any, context: Any, *rest: Any, **values: Any) -> None:
        """Plan a page, or the pages of a list. Some `values` are for the writer, as Pelican's."""
        if rest or not self._waits or values.get("relative_urls"):
            self.make_planned()
            super().write_file(name, template, context, *rest, **values)
        elif name:
            self._plan_pages(name, template, context, values)

    def finish(self) -> None:
        """Make what is planned; what comes later is made at once."""
        self.make_planned()
        self._waits = False

    def make_planned(self) -> None:
        """Make every page that is planned, in forked processes if there are many."""
        jobs, self._planned = self._planned, []
        workers = number_of_workers(len(jobs))
        resolved = _resolve_links(jobs) if workers or self._left else []
        sound = len(resolved) == len(jobs)
        left = self._left if sound else None
        stands = left.standing(jobs) if left else [False] * len(jobs)
        changed = [number for number, keep in enumerate(stands) if not keep]
        workers = number_of_workers(len(changed)) if sound else 0
        make = left.make if left else _make

        def tell(count: int) -> None:
            self._progress("Making pages", count, len(changed))

        made = share(lambda n: make(jobs[changed[n]]), len(changed), workers, tell)
        done = {changed[n]: one for n, one in made.items()}
        count = len(done)
        for number, job in enumerate(jobs):
            _log(resolved[number] if number < len(resolved) else [])
            if number in done:
                if left:
                    left.take(job, done[number].value)
                done[number].print()
                _log(done[number].records)
            elif not stands[number]:
                make(job)
                count += 1
                tell(count)

    def _plan_pages(self, name: str, template: Any, context: Any, values: dict[str, Any]) -> None:
        own = {key: values.pop(key, None) for key in FOR_THE_WRITER}
        lists = own["paginated"]
        if lists is None:
            lists = {key: values[key] for key in values if key in {"articles", "dates"}}
        for part, given in self._parts(name, own["url"], lists, own["template_name"]):
            job = Job(self._path(part), part, template, context, {**values, **given})
            self._plan(job, override=bool(own["override_output"]))

    def _parts(
        self, name: str, url: Any, lists: Mapping[str, Any], template: Any
    ) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The name of each page of a list, and what it is given; of any other, of the one page."""
        sizes = self.settings["PAGINATED_TEMPLATES"]
        if not lists or template not in sizes:
            yield name, {}
            return
        most = sizes[template] or self.settings["DEFAULT_PAGINATION"]
        made = {key: Paginator(name, url, its, self.settings, most) for key, its in lists.items()}
        for part, given in parts(made):
            yield part.save_as, given

    def _path(self, name: str) -> str:
        try:
            return str(sanitised_join(self.output_path, name))
        except RuntimeError:  # outside; the mistakes of earlier pages come first
            self.make_planned()
            raise

    def _plan(self, job: Job, *, override: bool) -> None:
        if job.path in self._written_files:  # Pelican decides, and says, what becomes of it
            self.make_planned()
            given = {"paginated": {}, "override_output": override, **job.values}
            super().write_file(job.name, job.template, job.context, **given)
            return
        if override:
            self._overridden_files.add(job.path)
        self._written_files.add(job.path)
        self._planned.append(job)


def _is_watched(signal: Any) -> bool:
    """Whether anybody beside us receives `signal`."""
    return any(True for _ in _watchers(signal))


def _watchers(signal: Any) -> Iterator[str]:
    """The modules of others that receive `signal`."""
    found = (ref() if isinstance(ref, weakref.ref) else ref for ref in signal.receivers.values())
    modules = (getattr(receiver, "__module__", "") for receiver in found if receiver)
    return (module for module in modules if module.split(".")[0] not in KIT)


def _resolve_links(jobs: list[Job]) -> list[Records]:
    """Have Pelican resolve the links of each text that has a page, as it attaches files to texts.

    What it says, for each page up to the first that cannot be made.
    """
    said: list[Records] = []
    with suppress(Exception), kept() as records:  # it is raised again where that page is made
        for job in jobs:
            text = job.values.get("article") or job.values.get("page")
            if isinstance(text, contents.Content):
                text.get_content(text.get_siteurl())
            said.append([*records])
            records.clear()
    return said


def _make(job: Job) -> None:
    given = job.write()
    logger.info('Writing "%s"', job.path)
    signals.content_written.send(job.path, context=given)


class LastPages:
    """The pages that the last build left, and what each depends on."""

    def __init__(self, tree: OutputTree, fingerprints: Fingerprints, reasons: Reasons) -> None:
        self.tree = tree
        self.fingerprints = fingerprints
        self.reasons = reasons
        self._of: dict[str, str] = {}
        self._folder = f"{tree.staging.resolve().as_posix()}/"

    def standing(self, jobs: list[Job]) -> list[bool]:
        """Whether each page is as it would be made; then it is kept."""
        found = self.fingerprints.of(jobs)
        return [self._stands(job, one) for job, one in zip(jobs, found, strict=True)]

    def _stands(self, job: Job, found: Dependencies) -> bool:
        place, fingerprint = self._place(job), found.fingerprint
        before = self.tree.fingerprint(place)
        self._of[job.name] = fingerprint
        if not fingerprint or before != fingerprint:
            self.reasons.note(place, found, before)
            return False
        self.tree.keep(place)
        return True

    def make(self, job: Job) -> tuple[Any, ...]:
        """Make a page; gives the entry of its file."""
        data, given = job.render()
        entry = self.tree.write(self._place(job), data, self._of[job.name])
        logger.info('Writing "%s"', job.path)
        signals.content_written.send(job.path, context=given)
        return tuple(entry)

    def take(self, job: Job, entry: tuple[Any, ...]) -> None:
        """Take over what another process has made."""
        self.tree.files[self._place(job)] = FileEntry(*entry)

    def _place(self, job: Job) -> str:
        return job.path.removeprefix(self._folder)


def _log(records: Records) -> None:
    for record in records:
        with suppress(FilteredMessage):
            logging.getLogger(record.name).handle(record)


def writer_class() -> type[Writer] | None:
    """Our writer, for Pelican to use; none where another plugin may have one."""
    return None if _is_watched(signals.get_writer) else Writer


def remember_pages(run: Run) -> None:
    """Keep the pages of the last build that are as they would be made, if all is known of them."""
    tree, memory = run.command.tree, run.command.memory
    if tree is None:
        return
    reasons = Reasons(memory, _basis(run), tuple(_onlookers(run)))
    run.set_state(reasons)
    if not reasons.onlookers:
        run.tree, run.basis = tree, reasons.basis.hex()
        offered = {name: Offered(names or (), names is None) for name, names in run.offered.items()}
        known = (TextHashes(run), reasons.basis, offered, TemplateAnalyses(memory, LEADING))
        run.set_state(LastPages(tree, Fingerprints(*known), reasons))


def _onlookers(run: Run) -> Iterator[str]:
    """Whoever else looks at pages, or puts into texts what nobody knows."""
    if run.settings["RELATIVE_URLS"]:
        yield "RELATIVE_URLS"
    if not is_plain(run.settings["JINJA_ENVIRONMENT"]):
        yield "JINJA_ENVIRONMENT"
    extensions = map(type, run.article_generator.env.iter_extensions())
    yield from sorted({kind.__module__ for kind in extensions} - {"jinja2.ext"})
    every = [signal for signal in vars(signals).values() if hasattr(signal, "receivers")]
    yield from sorted({name for signal in every for name in _watchers(signal)})


def _basis(run: Run) -> dict[str, bytes]:
    """What all pages depend on: settings, the code, and what functions know of the site."""
    parts = {
        f"setting {name}": canonical(value)
        for name, value in sorted(run.settings.items())
        if is_plain(value) and name not in UNSEEN
    }
    parts |= {f"what {name} knows of the site": text for name, text in run.said_of_site.items()}
    parts["names of months"] = setlocale(LC_TIME)  # which the environment may choose
    parts["titles of lists"] = canonical(run.list_titles)
    return {"code": code_digest(), **{name: text.encode() for name, text in parts.items()}}


def prepare(run: Run) -> None:
    """Read `BUILDS`; read each template once, as nobody edits one meanwhile; offer `once()`."""
    hold_to_one_thread()
    given = run.settings.get("BUILDS", {})
    options, problems = read_options(BuildsSettings, given, setting="BUILDS")
    report(logger, *problems)
    run.set_state(options)
    # As many as there are: to know which was used last would take time for each use.
    kept: dict[str, Any] = {"auto_reload": False, "cache_size": -1}
    run.settings["JINJA_ENVIRONMENT"] = {**kept, **run.settings["JINJA_ENVIRONMENT"]}
    run.set_state(Pieces())
    run.offer(once=run.of_page(once, ()))


def once(run: Run, context: Any, template: str, **values: Any) -> Markup:
    """A template's text, which depends on the site and `values` alone: made once for the same.

    Of the page it is asked for on it knows nothing else.
    """
    given = defined(values)
    place = {name: context.get(name) for name in ("SITEURL", "localsiteurl")}
    key = (template, id(context.environment), *place.values())

    def make() -> str:
        found = context.environment.get_template(template)
        return str(found.render({**run.context, **place}, **given))

    return run.state_of(Pieces).of(key, given, make)


def take_generator(run: Run, generator: Any) -> None:
    """Keep what its templates are compiled to; make Pelican's generator of articles ours.

    That of another plugin stays its own.
    """
    if run.command.cache and generator.env.bytecode_cache is None:
        generator.env.bytecode_cache = TemplateCache(run.command.cache / "templates")
    if generator.env.context_class is Context:
        generator.env.context_class = QuickContext
    if type(generator) is generators.ArticlesGenerator:
        generator.__class__ = ArticlesGenerator


def order_files(_run: Run, generator: Any) -> None:
    """Have a generator read files, and list them, in the order of their names."""
    found = generator.get_files
    generator.get_files = lambda *args, **kwargs: SortedFiles(found(*args, **kwargs))


def take_texts(_run: Run, entries: Iterable[Entry]) -> None:
    """Make Pelican's texts ours, now that its caches have kept them as they were."""
    for entry in entries:
        entry.content.__class__ = ours(type(entry.content))


def list_articles(run: Run) -> None:
    """Prepare the lists that Pelican searches for each of its pages."""
    generator = run.article_generator
    generator.tags.update({tag: Listed(its) for tag, its in generator.tags.items()})
    generator.categories = [(term, Listed(its)) for term, its in generator.categories]
    generator.authors = [(term, Listed(its)) for term, its in generator.authors]


def find_how_long_it_holds(run: Run) -> None:
    """Find until when a build of the same comes to the same.

    Nobody knows that of texts that are no records, of templates that leave something to chance, and
    of plugins and Markdown extensions that are not ours. Articles that are dated in the future are
    drafts until then.
    """
    ours = {f"{__package__.rpartition('.')[0]}.{name}" for name in run.capabilities}
    others = {*run.settings["PLUGINS"]} != ours or run.state_of(BuildsSettings).safe
    read = all(entry.record for entry in run.entries) and not run.unrecorded
    if run.tree and read and not others and not run.state_of(Reasons).doubts:
        dates = (entry.date.timestamp() for entry in run.entries if entry.date)
        run.holds_until = min((date for date in dates if date > run.began), default=math.inf)


def make_pages(run: Run) -> None:
    """Make every page of the site: whatever is written from now on may look at them."""
    if isinstance(run.writer, Writer):
        run.writer.finish()
