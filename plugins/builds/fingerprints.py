"""What a page depends on, as one hash: where it is the same, the page is the same.

Templates say what they look up (template_reads.py); each value is hashed by its kind. What cannot
be hashed has no fingerprint, and its page is made in every build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec
from jinja2 import Environment
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from .digests import digest
from .jobs import Job
from .plain import NotPlain, canonical
from .template_reads import TemplateReads, Use, reads_of

NOTHING = b"nothing"
OF_JINJA = frozenset({"self", "super", "loop", "caller", "varargs", "kwargs"})
"""Names that mean something in every template."""
RANDOM = frozenset({"random", "lipsum"})


class Texts(Protocol):
    """How the site's texts, its terms and parts of its lists are hashed."""

    def of(self, value: Any, reads: TemplateReads) -> bytes | None:
        """The hash of what other pages show of a value; None: it is none of these."""

    def own(self, text: Any) -> bytes:
        """The hash of all that the page of an article or page shows of it."""

    def site(self) -> bytes:
        """The hash of every text."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A function, filter or test of the kit."""

    names: tuple[str, ...] = ()
    """What it looks up in the context of the page."""
    whole_site: bool = False
    """Whether it looks at every text."""


@dataclass(slots=True)
class Fingerprints:
    """Of the pages of one build."""

    texts: Texts
    basis: bytes
    """Hash of what every page depends on: settings, code, functions' own state."""
    offered: Mapping[str, Offered]
    """By kind and name, as ``filter summary_text``."""
    _reads: dict[str, TemplateReads] = field(default_factory=dict)
    _values: dict[tuple[int, Use, bool, bool, bool], tuple[Any, bytes]] = field(
        default_factory=dict
    )

    def of(self, job: Job) -> str | None:
        """The fingerprint of a page; None: nobody knows all that it depends on."""
        try:
            return self._of(job).hex()
        except (NotPlain, msgspec.MsgspecError, TypeError, RecursionError):
            return None

    def _of(self, job: Job) -> bytes:
        reads = self._reads_of(job.template.environment, job.template.name)
        names, whole_site = dict(reads.names), False
        for name in (*reads.functions, *(f"global {name}" for name in reads.names)):
            if function := self.offered.get(name):
                names |= dict.fromkeys(function.names, Use.WHOLE)
                whole_site |= function.whole_site
        given = {**job.values, "output_file": job.name}
        parts = [self.basis, reads.sources]
        for name in sorted(names.keys() - OF_JINJA):
            value = given.get(name, job.context.get(name, NOTHING))
            paged = names[name] is Use.UNPAGED and given.get(f"{name}_page")
            use = Use.SIZE if paged else names[name]
            parts += [name.encode(), self._of_value(value, use, reads)]
        text = job.values.get("article") or job.values.get("page")
        parts.append(NOTHING if text is None else self.texts.own(text))
        parts.append(self.texts.site() if whole_site else NOTHING)
        return digest(*parts)

    def _reads_of(self, environment: Environment, name: str) -> TemplateReads:
        """:raises NotPlain: where a template calls what is neither Jinja's nor the kit's."""
        if name not in self._reads:
            reads = reads_of(environment, name)
            for called in reads.functions:
                kind, _, bare = called.partition(" ")
                there, of_jinja = _functions(environment, kind)
                self._require(called, there.get(bare), of_jinja.get(bare))
            for called in reads.names.keys() & environment.globals.keys():
                built_in = DEFAULT_NAMESPACE.get(called)
                self._require(f"global {called}", environment.globals[called], built_in)
            self._reads[name] = reads
        return self._reads[name]

    def _require(self, called: str, found: Any, built_in: Any) -> None:
        own = found is built_in and called.partition(" ")[2] not in RANDOM
        if not own and called not in self.offered:
            raise NotPlain(called)

    def _of_value(self, value: Any, use: Use, reads: TemplateReads) -> bytes:
        """The hash of a value, worked out once for each object: pages share most of them."""
        if value is None or value is NOTHING or isinstance(value, (str, int, float)):
            return canonical(value).encode()
        how = (reads.other_texts, reads.summaries, reads.whole_lists)
        key = (id(value), use, *how)
        if key not in self._values:
            found = self._sized(value) if use is Use.SIZE else self._hashed(value, use, reads)
            self._values[key] = value, found
        return self._values[key][1]

    @staticmethod
    def _sized(value: Any) -> bytes:
        return str(len(value) if hasattr(value, "__len__") else bool(value)).encode()

    def _hashed(self, value: Any, use: Use, reads: TemplateReads) -> bytes:
        if (found := self.texts.of(value, reads)) is not None:
            return found
        if isinstance(value, Mapping):
            value = list(value.items())
        if isinstance(value, (list, tuple)):
            if use is Use.TERMS:
                return digest(*(self._of_term(pair, reads) for pair in value))
            return digest(*(self._of_value(each, Use.WHOLE, reads) for each in value))
        try:
            return canonical(value).encode()
        except NotPlain:
            return type(value).__qualname__.encode() + msgspec.msgpack.encode(value)

    def _of_term(self, pair: Any, reads: TemplateReads) -> bytes:
        term, articles = pair
        return self._of_value(term, Use.WHOLE, reads) + self._sized(articles)


def _functions(environment: Environment, kind: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The filters or tests that there are, and those of Jinja."""
    if kind == "filter":
        return environment.filters, FILTERS
    return environment.tests, TESTS
