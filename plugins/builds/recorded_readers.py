"""Takes the place of a generator's readers: what was read before comes out of memory.

What is new is read in worker processes where there is much of it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
from blinker import ANY
from pelican import signals
from pelican.contents import SkipStub
from pelican.generators import ArticlesGenerator, PagesGenerator

from ..common.problems import Problem
from ..run import Run, SourceSteps
from .digests import digest_of_modules
from .memory import Memory
from .plain import canonical, is_plain
from .reading_workers import read_in_workers
from .settings import BuildsSettings
from .source_reader import SUFFIXES, Setup, log_again, thawed, wrapper_of
from .source_record import RECORD, SETTINGS_READ, SourceRecord
from .texts import ours

logger = logging.getLogger(__name__)

READING = (
    *(signals.readers_init, signals.content_object_init),
    *(signals.article_generator_preread, signals.article_generator_context),
    *(signals.page_generator_preread, signals.page_generator_context),
)
"""Signals that are not sent, or too late, of a text that comes out of memory."""


class RecordedReaders:
    """Pelican's readers of one generator, and before them the records of sources."""

    def __init__(self, readers: Any, run: Run, memory: Memory, setup: Setup) -> None:
        self._readers = readers
        self._run = run
        self._memory = memory
        self._setup = setup
        self._records: dict[str, bytes] = {}
        self._keys: dict[str, bytes] = {}
        self._others: dict[Any, list[Callable[..., Any]]] = {}
        """By signal: receivers that are not ours."""
        self._wrapper = wrapper_of(run.settings)
        self._code_of_others = digest_of_modules(run.state_of(BuildsSettings).safe)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._readers, name)

    def prepare(self, names: Iterable[str]) -> None:
        """Find or make the records of all sources at these paths below the content folder."""
        asked = self._memory.find(SETTINGS_READ, SETTINGS_READ.key()) or []
        sources = dict(self._sources(names))
        keys = self._keys_of(sources, asked)
        found = self._memory.find_all_encoded(keys.values())
        self._records = {name: found[key] for name, key in keys.items() if key in found}
        missing = [name for name in sources if name not in self._records]
        before = self._run.sources_read

        def tell(count: int) -> None:
            self._run.command.progress("Reading", before + count, before + len(missing))

        read = read_in_workers(self._setup, missing, tell)
        made = read.records
        for key, value in read.ahead.items():
            self._memory.keep_encoded(key, value)
        if not read.asked <= set(asked):
            asked = sorted(read.asked | set(asked))
            self._memory.keep(SETTINGS_READ, SETTINGS_READ.key(), asked)
            keys = self._keys_of(sources, asked)
            made |= self._records
        self._keys = keys
        changed = dict(self._sources(made))
        for name, data in made.items():
            if changed.get(name) == sources[name]:  # it has not been written to while it was read
                self._memory.keep_encoded(keys[name], data)
                self._records[name] = data
                self._run.sources_read += 1

    def read_file(self, base_path: str, path: str, content_class: Any, **more: Any) -> Any:
        """As Pelican's own."""
        data = self._records.pop(path, None)
        if data is None:
            self._run.unrecorded = True
            return self._readers.read_file(base_path, path, content_class, **more)
        record: SourceRecord = RECORD.decoder.decode(data)
        log_again(record.messages)
        metadata = thawed(record.metadata, self._wrapper)
        self._tell_others(more["preread_signal"], more["preread_sender"])
        self._tell_others(more["context_signal"], more["context_sender"], metadata=metadata)
        skipped = metadata.get("status") == "skip"
        if not self._run.settings["CACHE_CONTENT"]:  # Pelican's cache holds Pelican's texts
            content_class = ours(content_class)
        with self._run.text_of(record, self._keys[path]):
            return (SkipStub if skipped else content_class)(
                content=record.html,
                metadata=metadata,
                settings=self._run.settings,
                source_path=os.path.abspath(f"{base_path}/{path}"),  # noqa: PTH100 - as Pelican: links stay
                context=more["context"],
            )

    def _tell_others(self, signal: Any, sender: Any, **about: Any) -> None:
        """Send a signal of Pelican's to plugins that are named as safe; our own work is done."""
        if signal not in self._others:
            every = signal.receivers_for(sender)
            self._others[signal] = [each for each in every if not _is_own(_module_of(each))]
        for receiver in self._others[signal]:
            receiver(sender, **about)

    def _sources(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of each source that can have a record."""
        folder = Path(self._run.settings["PATH"])
        if self._run.settings.get("DEFAULT_DATE") == "fs":
            return  # the file's own time is part of what it comes to
        for name in names:
            if name.rpartition(".")[2] in SUFFIXES:
                with suppress(OSError):  # Pelican meets it too, and tells
                    yield name, (folder / name).read_bytes()

    def _keys_of(self, sources: dict[str, bytes], asked: Iterable[str]) -> dict[str, bytes]:
        setup, settings = self._setup, self._run.settings
        read = {n: settings.get(n) for n in sorted(asked) if n not in setup.not_plain}
        states = msgspec.msgpack.encode(setup.states)
        parts = [read, setup.capabilities, str(Path.cwd()), states, self._code_of_others]
        site = canonical(parts).encode()
        return {name: RECORD.key(site, name.encode(), data) for name, data in sources.items()}


def use_records(run: Run, generator: Any) -> None:
    """Let a generator of articles or pages read through records, if nothing forbids it."""
    memory = run.command.memory
    if not (memory and run.source_steps) or not isinstance(
        generator, (ArticlesGenerator, PagesGenerator)
    ):
        return
    if strangers := sorted({*_foreign_receivers(run), *_foreign_extensions(run)}):
        if isinstance(generator, ArticlesGenerator):
            run.note(logger, _not_remembered(strangers))
        return
    steps = run.source_steps
    if not isinstance(generator, ArticlesGenerator):
        steps = replace(steps, read_ahead=None)
    readers = RecordedReaders(generator.readers, run, memory, _setup(run, steps))
    generator.readers = readers
    find = generator.get_files

    def get_files(paths: Any, exclude: Any = None, extensions: Any = None) -> Any:
        names = find(paths, exclude, extensions)
        if extensions is None:
            readers.prepare(names)
        return names

    generator.get_files = get_files


def _foreign_receivers(run: Run) -> Iterator[str]:
    """Plugins that take part in the reading of a text, and may look at anything."""
    for signal in READING:
        modules = map(_module_of, signal.receivers_for(ANY))
        yield from (name for name in modules if not _is_own(name) and not _is_safe(run, name))


def _module_of(receiver: Any) -> str:
    return str(getattr(receiver, "__module__", "") or type(receiver).__module__)


def _is_own(module: str) -> bool:
    return module.startswith(f"{__package__.rpartition('.')[0]}.")


def _foreign_extensions(run: Run) -> Iterator[str]:
    """Markdown extensions of others, which may read other files."""
    for name in run.settings["MARKDOWN"].get("extensions", ()):
        bare = str(name).removeprefix("markdown.extensions.").partition(":")[0]
        known = bare.isidentifier() and find_spec(f"markdown.extensions.{bare}")
        if not known and not _is_own(bare) and not _is_safe(run, str(name)):
            yield str(name)


def _is_safe(run: Run, name: str) -> bool:
    names = run.state_of(BuildsSettings).safe
    return any(name == safe or name.startswith(f"{safe}.") for safe in names)


def _not_remembered(strangers: list[str]) -> Problem:
    message = "may look at more than the text that it is given, so every text is read in each build"
    cure = f"If each depends on that text alone, write BUILDS = {{'safe': {strangers}}}."
    return Problem("pelicanconf.py", 0, "", ", ".join(strangers), message, cure)


def _setup(run: Run, steps: SourceSteps) -> Setup:
    not_plain = frozenset(name for name, value in run.settings.items() if not is_plain(value))
    plain = {name: None if name in not_plain else value for name, value in run.settings.items()}
    return Setup(
        settings=plain,
        not_plain=not_plain,
        capabilities=run.capabilities,
        states=run.states_of({fact.options for fact in run.facts if fact.options}),
        steps=steps,
    )
