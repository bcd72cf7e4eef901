"""Which labels of earlier builds are used again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from plugins.builds.memory import Memory
from plugins.common.files import Source
from plugins.disclosure import adapter
from plugins.disclosure.site_disclosure import read_site_disclosure
from plugins.disclosure.source_documents import facts_of
from plugins.run import COMMAND, Command, Entry, Run

HTML = "<p>Text.</p>"
TODAY = date(2026, 11, 2)


@pytest.fixture(name="memory")
def _memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "cache") as memory:
        yield memory


def _entry(settings: dict[str, Any], source: str, html: str = HTML) -> Entry:
    path = f"{settings['PATH']}/x.md"
    content: Any = SimpleNamespace(source_path=path, get_relative_source_path=lambda: "x.md")
    content.settings, content.metadata, content._content = settings, {}, html
    content.title, content.lang, content.url, content.status = "X", "en", "x/", "published"
    entry = Entry(content)
    facts = facts_of(Source(source), ".md", "x.md")
    encoded = {adapter.SOURCE_FACTS.name: msgspec.msgpack.encode(facts)}
    record: Any = SimpleNamespace(html=HTML, facts=encoded)
    entry.record, entry.record_key = record, source.encode()
    return entry


def _labelled_in_turn(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *builds: tuple[date, str]
) -> list[bool]:
    """For builds of the same source on several days: whether each had to read its declaration."""
    source = "Title: X\nAI-Role: drafted\nCorrections: 2026-11-03: a word\n\nText.\n"
    settings = {"PATH": str(tmp_path), "SITEURL": "https://example.org"}
    run = Run({**settings, COMMAND: Command(memory=memory)}, frozenset({"disclosure"}))
    site, _ = read_site_disclosure(run.settings)
    read = []
    for day, html in builds:
        monkeypatch.setattr(adapter, "_today", lambda day=day: day)
        entry = _entry(run.settings, source, html)
        keys = adapter._keys("basis", entry)
        text = adapter._read(run, site, adapter._Text(entry, keys=keys))
        adapter._label(run, site, text)
        assert entry.label
        assert entry.label.role == "drafted"
        read.append(text.declared is not None)
    return read


def test_a_label_is_good_on_later_days(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On an earlier one a date that it names may be in the future: then it is read again."""
    later, earlier = TODAY + timedelta(9), TODAY - timedelta(9)
    days = [(day, HTML) for day in (TODAY, later, earlier)]
    assert _labelled_in_turn(memory, tmp_path, monkeypatch, *days) == [True, False, True]


def test_a_text_that_somebody_changed_is_read(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another plugin put into it is not known from the record."""
    builds = [(TODAY, HTML), (TODAY, HTML + "<p>More.</p>")]
    assert _labelled_in_turn(memory, tmp_path, monkeypatch, *builds) == [True, True]


def test_who_has_mistakes_to_hear_of_hears_in_each_build(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A correction of the day after tomorrow is one."""
    early = TODAY - timedelta(1)
    builds = [(early, HTML), (early, HTML)]
    assert _labelled_in_turn(memory, tmp_path, monkeypatch, *builds) == [True, True]
