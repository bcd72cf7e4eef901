"""Hashes of the site's texts: of what lists show of one, and of what its own page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import msgspec
from pelican.contents import Content, Static
from pelican.paginator import Page, Paginator
from pelican.urlwrappers import URLWrapper

from ..run import Entry, Kept, Run
from .digests import digest
from .plain import NotPlain, canonical
from .template_reads import Shown, TemplateReads

SUMMARIES = Kept[str]("plain summary", str, together=True)

encode = msgspec.msgpack.encode


class TextHashes:
    """Of one run, once all capabilities have looked at the whole site."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._facts: dict[int, bytes] = {}
        self._parts: dict[tuple[int, Shown], bytes] = {}
        self._related: dict[tuple[int, Shown], bytes] = {}
        self._terms: dict[int, tuple[Any, bytes]] = {}
        self._site: bytes | None = None
        self._with_links = run.settings["FORMATTED_FIELDS"]
        """Fields whose links lead to other texts."""
        self._summary_of = run.settings["JINJA_FILTERS"].get("summary_text")

    def of(self, value: Any, reads: TemplateReads) -> bytes | None:
        """The hash of what other pages show of a text, a term or a part of a list; else None."""
        if isinstance(value, Static):
            whereabouts = (value.get_relative_source_path(), value.url, value.save_as)
            return canonical([*map(str, whereabouts)]).encode()
        if isinstance(value, Content):
            return self._shown(self._run.entry_of(value), reads.shown)
        if isinstance(value, URLWrapper):
            return self._term(value)
        if isinstance(value, Page):
            place = canonical([value.number, value.save_as, value.url]).encode()
            whole = value.paginator
            listed = whole.object_list if reads.whole_lists else value.object_list
            return digest(place, _size(whole), *self._each(listed, reads))
        if isinstance(value, Paginator):
            return digest(
                _size(value), *(self._each(value.object_list, reads) if reads.whole_lists else ())
            )
        return None

    def own(self, text: Any, reads: TemplateReads) -> bytes:
        """The hash of all that the page of an article or page shows of it.

        :raises NotPlain: where it is no text of Pelican's.
        """
        if not isinstance(text, Content):
            raise NotPlain(type(text).__qualname__)
        entry = self._run.entry_of(text)
        return digest(self._facts_of(entry), *self._more_of(entry, reads.shown).values())

    def own_parts(self, text: Any, reads: TemplateReads) -> dict[str, bytes]:
        """What that is the hash of, by names."""
        entry = self._run.entry_of(text)
        said = {name: encode(value) for name, value in self._said_of(entry).items()}
        return said | self._more_of(entry, reads.shown)

    def _more_of(self, entry: Entry, shown: Shown) -> dict[str, bytes]:
        """What a text's own page shows beside what is said of it anywhere."""
        others = map(self._run.entry_of, entry.translations)
        translations = [part for other in others for part in self._told(other, shown)]
        return {
            "its text": self._body_of(entry),
            "its report of errors": _report_of(entry),
            "its translations": digest(*translations) if translations else b"",
            "its related articles": self._of_related(entry, shown),
        }

    def site(self) -> bytes:
        """The hash of every text."""
        if self._site is None:
            entries = self._run.entries
            whole = (self._facts_of, self._body_of, _report_of)
            parts = (part(entry) for entry in entries for part in whole)
            self._site = digest(*parts, *map(self._words_of_related, entries))
        return self._site

    def _each(self, contents: Iterable[Any], reads: TemplateReads) -> list[bytes]:
        return [self._shown(self._run.entry_of(content), reads.shown) for content in contents]

    def _shown(self, entry: Entry, shown: Shown) -> bytes:
        key = (id(entry), shown)
        if key not in self._parts:
            self._parts[key] = self._shown_anew(entry, shown)
        return self._parts[key]

    def _shown_anew(self, entry: Entry, shown: Shown) -> bytes:
        parts = self._told(entry, shown)
        for other in map(self._run.entry_of, entry.translations):
            parts += self._told(other, shown)
        if shown.related or shown.other_texts:
            parts.append(self._of_related(entry, shown))
        return digest(*parts)

    def _told(self, entry: Entry, shown: Shown) -> list[bytes]:
        """What others show of a text itself."""
        parts = [self._facts_of(entry)]
        if shown.other_texts or (shown.summaries and not entry.metadata.get("summary")):
            parts.append(self._body_of(entry))
        elif shown.openings:
            parts.append(self._opening_of(entry))
        if shown.reports:
            parts.append(_report_of(entry))
        return parts

    def _opening_of(self, entry: Entry) -> bytes:
        """What its summary is as plain text: that of its author, or its first words."""
        if self._summary_of is None:
            return b""
        inputs = (self._run.basis, str(entry.metadata.get("summary", "")), entry.text_hash)
        return SUMMARIES.of(
            self._run, lambda: str(self._summary_of(entry.content)), *inputs
        ).encode()

    def _of_related(self, entry: Entry, shown: Shown) -> bytes:
        """The hash of the articles to which one leads, and of the words in which it says so."""
        key = (id(entry), shown)
        if key not in self._related:
            others = (self._run.entry_of(item.article) for item in _leads(entry))
            parts = (part for other in others for part in self._told(other, shown))
            self._related[key] = digest(self._words_of_related(entry), *parts)
        return self._related[key]

    def _words_of_related(self, entry: Entry) -> bytes:
        source_of = self._run.entry_of
        leads = [(source_of(item.article).source, *_words_of(item)) for item in _leads(entry)]
        return encode((leads, entry.series, entry.neighbours))

    def _facts_of(self, entry: Entry) -> bytes:
        """The hash of what is said of a text anywhere, but for the text itself."""
        key = id(entry)
        if key not in self._facts:
            self._facts[key] = digest(encode([*self._said_of(entry).values()]))
        return self._facts[key]

    def _said_of(self, entry: Entry) -> dict[str, Any]:
        """The same in plain values, by names."""
        place = (entry.source, entry.status, entry.url, entry.save_as, entry.slug)
        links = [str(entry.metadata.get(name)) for name in self._with_links]
        return {
            "its front matter": (_metadata(entry), links),
            "its title": (entry.title, entry.lang),
            "its label": entry.label and replace(entry.label, report=""),
            "its pictures": (entry.cover, entry.cover_alt, entry.images, *_pictures_of(entry)),
            "its video": entry.video,
            "its address": (*place, entry.template, entry.feed_id),
            "its authors": [*map(self._term, entry.people or ())],
            "its reading time": entry.minutes,
        }

    def _term(self, term: Any) -> bytes:
        """The hash of a category, tag or author, which many texts share."""
        if id(term) not in self._terms:
            self._terms[id(term)] = term, _term(term)
        return self._terms[id(term)][1]

    def _body_of(self, entry: Entry) -> bytes:
        """The hash of a text, and of the addresses to which its links lead."""
        return entry.text_hash


def _pictures_of(entry: Entry) -> list[Any]:
    return [entry.cover_picture, [*(entry.pictures or {}).items()], entry.card]


def _report_of(entry: Entry) -> bytes:
    """Where a reader reports an error: it names the version of the text."""
    return entry.label.report.encode() if entry.label else b""


def _size(whole: Paginator) -> bytes:
    return canonical([whole.count, whole.num_pages, whole.per_page]).encode()


def _leads(entry: Entry) -> list[Any]:
    """What leads from a text to others: items of its list, and the closing sentence."""
    return [*(entry.related or ()), *([entry.closing] if entry.closing else ())]


def _words_of(item: Any) -> tuple[Any, ...]:
    return getattr(item, "reason", None), item.pieces, getattr(item, "score", None)


def _term(term: Any) -> bytes:
    name = type(term).__name__
    return canonical([name, term.name, term.slug, str(term.url), str(term.save_as)]).encode()


def _metadata(entry: Entry) -> Any:
    if entry.record:
        return entry.record.metadata
    return canonical({key: _plain(value) for key, value in entry.metadata.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, URLWrapper):
        return _term(value)
    return [*map(_plain, value)] if isinstance(value, (list, tuple)) else value
