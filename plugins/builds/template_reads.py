"""What a template depends on, read from its source and from all templates that it may include.

It names more than a page may use of it, and never less.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import IntEnum

from jinja2 import Environment, TemplateNotFound, nodes
from jinja2.meta import find_referenced_templates, find_undeclared_variables

from ..common.values import dataclass
from .digests import digest
from .memory import Kind, Memory
from .template_cache import stamp_of

ONCE = "once"
"""The function that renders the template that it is given."""
SIZES = frozenset({"length", "count"})
TEXTS = frozenset({"content", "get_content", "get_summary"})
"""Attributes of a text that hold more than its metadata."""
SUMMARIES = frozenset({"summary", "summary_html"})
OPENINGS = frozenset({"summary_text"})
"""The filter that gives a summary as plain text."""
REPORTS = frozenset({"report"})
"""Of a label: the address that names the version of a text."""
LISTS = frozenset({"paginator", "object_list"})
NEIGHBOURS = frozenset({"previtem", "nextitem"})
"""Of a loop's variable: items of the list."""
OWN = frozenset({"article", "page"})
"""Names of the text that a page shows, where no template gives them another meaning."""
ENTRY = "entry"
"""Name by which the kit's templates call a text, their own or another."""
ASKING = {
    **dict.fromkeys("attr map select reject selectattr rejectattr".split(), slice(1)),
    **dict.fromkeys("sort unique groupby sum min max".split(), slice(None)),
    "join": slice(1, None),
}
"""Filters that are given the name of an attribute, or of a filter that asks for one: where."""
BY_NAME = {
    "map": ("filter", 0),
    "select": ("test", 0),
    "reject": ("test", 0),
    "selectattr": ("test", 1),
    "rejectattr": ("test", 1),
}
"""Filters that are given the name of a filter or test: which of the two, and where it stands."""
ASKS = (nodes.Getattr, nodes.Getitem, nodes.Filter)
"""Nodes by which an attribute may be asked for."""
PARTS = frozenset({"articles_page", "dates_page"})
"""Names of what a page shows of a list."""


class Use(IntEnum):
    """How much of a value is used."""

    SIZE = 0
    """Whether it is there, and how long it is."""
    UNPAGED = 1
    """All of it, but only where no ``NAME_page`` says which part of the list the page shows."""
    TERMS = 2
    """Of pairs of a term and its articles: the terms, and how many articles each has."""
    WHOLE = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page may show of a text, beside what is said of it everywhere."""

    other_texts: bool
    """The text itself of another than the page's own article or page."""
    summaries: bool
    """The summary of such another, with its markup."""
    openings: bool
    """Its plain summary."""
    reports: bool
    related: bool
    """The same of the texts to which it leads."""


@dataclass(frozen=True, slots=True)
class TemplateReads:
    """What a template and all that it may include depend on."""

    sources: Mapping[str, bytes]
    """The hash of each, also of one that is missing, as ``template base.html``."""
    names: Mapping[str, Use]
    """What is looked up beside what the templates themselves define."""
    apart: Mapping[str, Use]
    """What is looked up by templates that know the site and nothing of the page (`once`)."""
    functions: frozenset[str]
    """Each filter and test, as ``filter length``."""
    shown: Shown
    whole_site: bool
    """Whether anything of any text may be in it."""
    whole_lists: bool
    """Whether more of a list may be in it than the part that the page shows."""


@dataclass(frozen=True, slots=True)
class OneTemplate:
    """What a template depends on by itself."""

    includes: tuple[str | None, ...]
    """Templates that it may need; None: any."""
    once: tuple[str | None, ...]
    """Those that are told nothing of the page; the same."""
    names: dict[str, Use]
    given: frozenset[str]
    """Names to which it gives a value, of its own or of a template that it includes."""
    functions: frozenset[str]
    other_texts: bool
    """Whether it may show the text of anything that is not called as in `OWN`."""
    own_texts: frozenset[str]
    """Names of `OWN` whose text or summary it may show."""
    summaries: bool
    openings: bool
    reports: bool
    related: bool
    whole_site: bool
    whole_lists: bool


KEPT = Kind[OneTemplate]("what a template looks up", OneTemplate)


@dataclass(slots=True)
class TemplateAnalyses:
    """What each template depends on; each is looked at once, and kept for later builds."""

    memory: Memory | None = None
    leading: frozenset[str] = frozenset()
    """Attributes of a text that lead to others."""
    _stamps: dict[Environment, str] = field(default_factory=dict)
    _found: dict[tuple[str, str], OneTemplate] = field(default_factory=dict)

    def reads_of(self, environment: Environment, name: str) -> TemplateReads:
        """Of the template of that name, and all that it may include.

        :raises jinja2.TemplateError: where one cannot be read.
        """
        parts: dict[str, OneTemplate] = {}
        sources: dict[str, str] = {}
        missing: set[str] = set()
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one in parts or one in missing:
                continue
            try:
                assert environment.loader is not None
                sources[one], _, _ = environment.loader.get_source(environment, one)
            except TemplateNotFound:
                missing.add(one)  # `ignore missing`; once it is there, everything is made anew
                continue
            found = parts[one] = self._of(environment, one, sources[one])
            waiting += _names_of((*found.includes, *found.once), environment)
        apart = [*_apart(parts, environment)]
        return _together(parts.values(), apart, _hashes(sources, missing))

    def _of(self, environment: Environment, name: str, source: str) -> OneTemplate:
        if environment not in self._stamps:
            self._stamps[environment] = stamp_of(environment)
        stamp = self._stamps[environment]
        place = (stamp or str(id(environment)), source)
        if place not in self._found:
            memory = self.memory if stamp else None
            key = KEPT.key(
                repr((stamp, sorted(self.leading))).encode(), source.encode("utf-8", "replace")
            )
            found = memory.find(KEPT, key) if memory else None
            self._found[place] = found or _analysed(environment, source, self.leading)
            if memory and not found:
                memory.keep(KEPT, key, self._found[place])
                environment.get_template(name)  # compiled here, and not in each worker
        return self._found[place]


def _hashes(sources: Mapping[str, str], missing: set[str]) -> dict[str, bytes]:
    names = sorted({*sources, *missing})
    return {f"template {one}": digest(sources.get(one, "\0").encode()) for one in names}


def _names_of(names: Iterable[str | None], environment: Environment) -> Iterator[str]:
    for name in names:
        yield from environment.list_templates() if name is None else [name]


def _apart(parts: Mapping[str, OneTemplate], environment: Environment) -> Iterator[OneTemplate]:
    """Those of the templates that `once` makes, and all that these include."""
    seen: set[str] = set()
    waiting = [name for one in parts.values() for name in _names_of(one.once, environment)]
    while waiting:
        name = waiting.pop()
        if name in parts and name not in seen:
            seen.add(name)
            waiting += _names_of(parts[name].includes, environment)
            yield parts[name]


def _together(
    parts: Iterable[OneTemplate], apart: Iterable[OneTemplate], sources: dict[str, bytes]
) -> TemplateReads:
    every = [*parts]
    given = frozenset[str]().union(*(one.given for one in every))
    return TemplateReads(
        sources=sources,
        names=_uses(every),
        apart=_uses(apart),
        functions=frozenset[str]().union(*(one.functions for one in every)),
        shown=Shown(
            other_texts=any(one.other_texts or one.own_texts & given for one in every),
            summaries=any(one.summaries for one in every),
            openings=any(one.openings for one in every),
            reports=any(one.reports for one in every),
            related=any(one.related for one in every),
        ),
        whole_site=any(one.whole_site for one in every),
        whole_lists=any(one.whole_lists for one in every),
    )


def _uses(parts: Iterable[OneTemplate]) -> dict[str, Use]:
    uses: defaultdict[str, set[Use]] = defaultdict(set)
    for one in parts:
        for variable, use in one.names.items():
            uses[variable].add(use)
    return {variable: _most(several) for variable, several in uses.items()}


def _analysed(environment: Environment, source: str, leading: frozenset[str]) -> OneTemplate:
    alone = environment.overlay()
    alone.globals = {}  # or Jinja leaves functions out of what is looked up
    tree = alone.parse(source)
    every = _nodes(tree)
    places = _places(every)
    asking = [node for node in every if isinstance(node, ASKS)]
    return OneTemplate(
        includes=tuple(find_referenced_templates(tree)),
        once=tuple(_made_once(every)),
        names={name: _use_of(places.get(name, ())) for name in find_undeclared_variables(tree)},
        given=frozenset(_given(every)),
        functions=frozenset(_functions(every)),
        other_texts=_reaches(asking, TEXTS, OWN),
        own_texts=frozenset(n for n in OWN if _reaches(asking, TEXTS | SUMMARIES, OWN - {n})),
        summaries=_reaches(asking, SUMMARIES, OWN),
        openings=_reaches(asking, OPENINGS, frozenset()),
        reports=_reaches(asking, REPORTS, frozenset()),
        related=_reaches(asking, leading, frozenset()),
        whole_site=_reaches(asking, leading, OWN | {ENTRY}),
        whole_lists=_reaches(asking, LISTS, PARTS),
    )


def _nodes(tree: nodes.Node) -> list[nodes.Node]:
    """All nodes of a tree, itself among them; Jinja's own search is much slower."""
    found = [tree]
    for node in found:
        found.extend(node.iter_child_nodes())
    return found


def _made_once(every: Iterable[nodes.Node]) -> Iterator[str | None]:
    """Names of the templates that one has made by `once`; None where it works one out."""
    for node in every:
        match node:
            case nodes.Call(node=nodes.Name(name=called), args=args) if called == ONCE:
                name = args[0].value if args and isinstance(args[0], nodes.Const) else None
                yield name if isinstance(name, str) else None


def _given(every: Iterable[nodes.Node]) -> Iterator[str]:
    for node in every:
        match node:
            case nodes.Name(name=name, ctx=way) if way != "load":
                yield name
            case nodes.Keyword(key=name):
                yield name


def _functions(every: Iterable[nodes.Node]) -> Iterator[str]:
    for node in every:
        if isinstance(node, nodes.Test):
            yield f"test {node.name}"
        elif isinstance(node, nodes.Filter):
            yield f"filter {node.name}"
            yield from _called_by(node)


def _called_by(node: nodes.Filter) -> Iterator[str]:
    """What a filter that is given the name of another calls; ``*``: any may be meant."""
    kind, place = BY_NAME.get(node.name, ("", 0))
    if kind and node.dyn_args is not None:
        yield f"{kind} *"
    elif kind and len(node.args) > place:
        name = node.args[place]
        yield f"{kind} {name.value if isinstance(name, nodes.Const) else '*'}"


def _reaches(asking: Iterable[nodes.Node], attributes: frozenset[str], of: frozenset[str]) -> bool:
    """Whether one of the attributes, or any that is worked out, is asked of anything else."""
    return any(_may_ask(node, attributes, of) for node in asking)


def _may_ask(node: nodes.Node, attributes: frozenset[str], of: frozenset[str]) -> bool:
    match node:
        case nodes.Getattr(node=nodes.Name(name=name), attr=attribute) if name in of:
            return attribute.startswith("_")
        case nodes.Getattr(
            node=nodes.Getattr(node=nodes.Name(name=name), attr="metadata"), attr=attribute
        ) if name in OWN | {ENTRY}:  # what its author wrote, which counts everywhere
            return attribute.startswith("_")
        case nodes.Getattr(attr=attribute):
            return attribute in attributes or attribute.startswith("_")
        case nodes.Getitem(arg=place):
            return _may_name(place, attributes)
        case nodes.Filter(node=given, name=name):
            own = isinstance(given, nodes.Name) and given.name in of
            asked = _attributes_of(node)
            return (name in attributes and not own) or any(
                _may_name(each, attributes) for each in asked
            )
    return False


def _may_name(place: nodes.Expr, attributes: frozenset[str]) -> bool:
    """Whether one of the attributes is named there, alone, in a path, or in a list of them."""
    if isinstance(place, nodes.Const) and isinstance(place.value, str):
        return not attributes.isdisjoint(re.split("[.,]", place.value))
    return not _is_plain_place(place)


def _attributes_of(node: nodes.Filter) -> Iterator[nodes.Expr]:
    """What of a filter's arguments names attributes, or may do so."""
    if node.name in ASKING:
        yield from node.args[ASKING[node.name]]
        yield from (each.value for each in node.kwargs if each.key == "attribute")
        yield from (each for each in (node.dyn_args, node.dyn_kwargs) if each is not None)


def _is_plain_place(place: nodes.Expr) -> bool:
    """Whether it stands in the template what is asked for, or it is a number in a list."""
    match place:
        case nodes.Const() | nodes.Slice() | nodes.Neg() | nodes.Pos():
            return True
        case nodes.Getattr(node=nodes.Name(name="loop")):
            return True
    return False


Places = Iterable[tuple[nodes.Node, nodes.Name]]


def _use_of(places: Places) -> Use:
    """The most that any of the places uses of a value."""
    return _most(_use_at(around, name) for around, name in places)


def _most(uses: Iterable[Use]) -> Use:
    """What covers all of the uses."""
    found = {*uses} - {Use.SIZE}
    return found.pop() if len(found) == 1 else Use.WHOLE if found else Use.SIZE


def _places(every: Iterable[nodes.Node]) -> Mapping[str, Places]:
    """By name, each place where it is read: the node around it, and the name itself."""
    found: defaultdict[str, list[tuple[nodes.Node, nodes.Name]]] = defaultdict(list)
    for node in every:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Name) and child.ctx == "load":
                found[child.name].append((node, child))
    return found


def _use_at(around: nodes.Node, name: nodes.Name) -> Use:
    match around:
        case nodes.Filter(name=size, args=[]) if size in SIZES:
            return Use.SIZE
        case nodes.Test(name="defined"):
            return Use.SIZE
        case nodes.If() if around.test is name:
            return Use.SIZE
        case nodes.CondExpr(test=nodes.Name(name=part)) if part == f"{name.name}_page":
            return Use.UNPAGED if around.expr2 is name else Use.WHOLE
        case nodes.For() if around.iter is name and _walks_terms(around):
            return Use.TERMS
    return Use.WHOLE


def _walks_terms(loop: nodes.For) -> bool:
    """Whether a loop over pairs uses no more of each second than its length."""
    match loop.target:
        case nodes.Tuple(items=[nodes.Name(), nodes.Name(name=articles)]) if not loop.recursive:
            inside = nodes.Output([*loop.body, *loop.else_, *([loop.test] if loop.test else [])])
            every = _nodes(inside)
            seen_elsewhere = any(
                isinstance(node, nodes.Include | nodes.Block)
                or (isinstance(node, nodes.Getattr) and node.attr in NEIGHBOURS)
                for node in every
            )
            return not seen_elsewhere and _use_of(_places(every).get(articles, ())) is Use.SIZE
    return False
