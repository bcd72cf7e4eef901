"""What a page depends on, as one hash: where it is the same, the page is the same.

Templates say what they look up (template_reads.py); each value is hashed by its kind. What cannot
be hashed has no fingerprint, and its page is made in every build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import partial
from typing import Any, Protocol

import msgspec
from jinja2 import Environment
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from ..common.values import dataclass
from .digests import digest, digest_of_named
from .jobs import Job
from .plain import NotPlain, canonical
from .reasons import BASIS, SITE, Dependencies
from .template_reads import OWN, TemplateAnalyses, TemplateReads, Use

NOTHING = b"nothing"
OF_JINJA = frozenset({"self", "super", "loop", "caller", "varargs", "kwargs"})
"""Names that mean something in every template."""
RANDOM = frozenset({"random", "lipsum"})


class Texts(Protocol):
    """How the site's texts, its terms and parts of its lists are hashed."""

    def of(self, value: Any, reads: TemplateReads) -> bytes | None:
        """The hash of what other pages show of a value; None: it is none of these."""

    def own(self, text: Any, reads: TemplateReads) -> bytes:
        """The hash of all that the page of an article or page shows of it."""

    def own_parts(self, text: Any, reads: TemplateReads) -> Mapping[str, bytes]:
        """What that is the hash of, by names."""

    def site(self) -> bytes:
        """The hash of every text."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A function, filter or test of the kit."""

    names: tuple[str, ...] = ()
    """What it looks up in the context of the page."""
    whole_site: bool = False
    """Whether it looks at every text."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What pages of one template depend on."""

    reads: TemplateReads
    names: Mapping[str, Use]
    """What they look up, functions among it, in order."""
    unpaged: tuple[str, ...]
    """Those that do not count where a page says which part of the list it shows."""
    whole_site: bool


class Unsteady(NotPlain):
    """A function that is neither Jinja's nor the kit's, and may give something else each time."""


SharedValues = dict[tuple[object, ...], tuple[list[str], bytes, dict[str, bytes]]]
"""What pages look up of what they are given themselves, and hashes of what they find in Pelican's
context: by template, names that they are given, and names that do not count."""


@dataclass(slots=True)
class Fingerprints:
    """Of the pages of one build."""

    texts: Texts
    basis: bytes
    """Hash of what every page depends on: settings, code, functions' own state."""
    offered: Mapping[str, Offered]
    """By kind and name, as ``filter summary_text``."""
    templates: TemplateAnalyses
    _wanted: dict[str, Wanted] = field(default_factory=dict)
    _values: dict[tuple[object, ...], tuple[Any, bytes]] = field(default_factory=dict)

    def of(self, jobs: Iterable[Job]) -> list[Dependencies]:
        """What each page depends on."""
        shared: SharedValues = {}
        return [self._known(job, shared) for job in jobs]

    def _known(self, job: Job, shared: SharedValues) -> Dependencies:
        try:
            return self._of(job, shared)
        except Unsteady as error:
            return Dependencies(unknown=str(error), is_steady=False)
        except (NotPlain, msgspec.MsgspecError, TypeError, RecursionError) as error:
            return Dependencies(unknown=str(error))

    def _of(self, job: Job, shared: SharedValues) -> Dependencies:
        wanted = self._wanted_by(job.template.environment, job.template.name)
        given = {**job.values, "output_file": job.name}
        sizes = frozenset(name for name in wanted.unpaged if given.get(f"{name}_page"))
        key = (job.template.name, *given, sizes)
        if key not in shared:
            own = [name for name in wanted.names if name in given]
            rest = (name for name in wanted.names if name not in given)
            found = self._of_values(rest, job.context, wanted, sizes)
            every = {BASIS: self.basis, **wanted.reads.sources, **found}
            every |= self._of_apart(own, job.context, wanted.reads)
            every |= {SITE: self.texts.site()} if wanted.whole_site else {}
            shared[key] = own, digest_of_named(every), every
        own, hashed, every = shared[key]
        name = next((name for name in sorted(OWN) if job.values.get(name)), "")
        parts = self._of_values((n for n in own if n != name), given, wanted, sizes)
        if not name:
            return Dependencies(digest(hashed, digest_of_named(parts)).hex(), (every, parts))
        text = (job.values[name], wanted.reads)
        fingerprint = digest(hashed, digest_of_named(parts), self.texts.own(*text)).hex()
        return Dependencies(fingerprint, (every, parts), partial(self.texts.own_parts, *text))

    def _of_apart(
        self, own: Iterable[str], context: Mapping[str, Any], reads: TemplateReads
    ) -> dict[str, bytes]:
        """Of what the site has under names that the page uses otherwise, where that may count."""
        return {
            f"{name} of the site": self._of_value(
                context.get(name, NOTHING), reads.apart[name], reads
            )
            for name in own
            if name in reads.apart
        }

    def _of_values(
        self, names: Iterable[str], there: Mapping[str, Any], wanted: Wanted, sizes: frozenset[str]
    ) -> dict[str, bytes]:
        parts = {}
        for name in names:
            use = Use.SIZE if name in sizes else wanted.names[name]
            parts[name] = self._of_value(there.get(name, NOTHING), use, wanted.reads)
        return parts

    def _wanted_by(self, environment: Environment, name: str) -> Wanted:
        """:raises Unsteady: where a template calls what is neither Jinja's nor the kit's."""
        if name not in self._wanted:
            reads = self.templates.reads_of(environment, name)
            for called in reads.functions:
                kind, _, bare = called.partition(" ")
                there, of_jinja = _functions(environment, kind)
                self._require(called, there.get(bare), of_jinja.get(bare))
            for called in reads.names.keys() & environment.globals.keys():
                built_in = DEFAULT_NAMESPACE.get(called)
                self._require(f"global {called}", environment.globals[called], built_in)
            self._wanted[name] = self._with_functions(reads)
        return self._wanted[name]

    def _with_functions(self, reads: TemplateReads) -> Wanted:
        names, whole_site = dict(reads.names), reads.whole_site
        for called in (*reads.functions, *(f"global {name}" for name in reads.names)):
            if function := self.offered.get(called):
                names |= dict.fromkeys(function.names, Use.WHOLE)
                whole_site |= function.whole_site
        in_order = {name: names[name] for name in sorted(names.keys() - OF_JINJA)}
        unpaged = tuple(name for name, use in in_order.items() if use is Use.UNPAGED)
        return Wanted(reads, in_order, unpaged, whole_site)

    def _require(self, called: str, found: Any, built_in: Any) -> None:
        known = built_in is not None and found is built_in
        own = known and called.partition(" ")[2] not in RANDOM
        if not own and called not in self.offered:
            raise Unsteady(called)

    def _of_value(self, value: Any, use: Use, reads: TemplateReads) -> bytes:
        """The hash of a value, worked out once for each object: pages share most of them."""
        if value is None or value is NOTHING or isinstance(value, (str, int, float)):
            return canonical(value).encode()
        key = (id(value), use, reads.shown, reads.whole_lists)
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
