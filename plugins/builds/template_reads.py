"""What a template depends on, read from its source and from all templates that it may include.

It names more than a page may use of it, and never less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from jinja2 import Environment, TemplateNotFound, nodes
from jinja2.meta import find_referenced_templates, find_undeclared_variables

from .digests import digest

ONCE = "once"
"""The function that renders the template that it is given."""
SIZES = frozenset({"length", "count"})
TEXTS = frozenset({"content", "get_content", "get_summary"})
"""Attributes of a text that hold more than its metadata."""
SUMMARIES = frozenset({"summary", "summary_text", "summary_html"})
LISTS = frozenset({"paginator", "object_list"})
NEIGHBOURS = frozenset({"previtem", "nextitem"})
"""Of a loop's variable: items of the list."""
OWN = frozenset({"article", "page"})
"""Names of the text that a page shows."""
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
class TemplateReads:
    """What a template and all that it may include depend on."""

    sources: bytes
    """Hash of them all."""
    names: Mapping[str, Use]
    """What is looked up beside what the templates themselves define."""
    functions: frozenset[str]
    """Each filter and test, as ``filter length``."""
    other_texts: bool
    """Whether the text of another than the shown article or page may be in it."""
    summaries: bool
    whole_lists: bool
    """Whether more of a list may be in it than the part that the page shows."""


def reads_of(environment: Environment, name: str) -> TemplateReads:
    """Of the template of that name.

    :raises jinja2.TemplateError: where one cannot be read.
    """
    found: dict[str, nodes.Template | None] = {}
    sources: dict[str, str] = {}
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        try:
            assert environment.loader is not None
            sources[one], _, _ = environment.loader.get_source(environment, one)
        except TemplateNotFound:
            found[one] = None  # `ignore missing`; once it is there, everything is made anew
            continue
        found[one] = environment.parse(sources[one])
        waiting += _included(environment, found[one])
    trees = [tree for tree in found.values() if tree]
    parts = (part.encode() for one in sorted(found) for part in (one, sources.get(one, "\0")))
    uses: dict[str, list[Use]] = {}
    for tree in trees:
        for variable in find_undeclared_variables(tree):
            uses.setdefault(variable, []).append(_use(tree, variable))
    return TemplateReads(
        sources=digest(*parts),
        names={variable: _most(several) for variable, several in uses.items()},
        functions=frozenset(_functions(trees)),
        other_texts=any(_reaches(tree, TEXTS, OWN) for tree in trees),
        summaries=any(_reaches(tree, SUMMARIES, frozenset()) for tree in trees),
        whole_lists=any(_reaches(tree, LISTS, PARTS) for tree in trees),
    )


def _included(environment: Environment, tree: nodes.Template | None) -> Iterator[str]:
    """Names of the templates that one may need; of all, where it works them out."""
    if tree is None:
        return
    names = [*find_referenced_templates(tree)]
    names += [
        call.args[0].value if call.args and isinstance(call.args[0], nodes.Const) else None
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == ONCE
    ]
    for name in names:
        if name is None:
            yield from environment.list_templates()
        else:
            yield name


def _functions(trees: list[nodes.Template]) -> Iterator[str]:
    for tree in trees:
        yield from (f"filter {node.name}" for node in tree.find_all(nodes.Filter))
        yield from (f"test {node.name}" for node in tree.find_all(nodes.Test))


def _reaches(tree: nodes.Template, attributes: frozenset[str], of: frozenset[str]) -> bool:
    """Whether one of the attributes, or any that is worked out, is asked of anything else."""
    for node in tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Const)):
        if isinstance(node, nodes.Getattr):
            own = isinstance(node.node, nodes.Name) and node.node.name in of
            if node.attr in attributes and not own:
                return True
        elif isinstance(node, nodes.Filter):
            if node.name in attributes:
                return True
        elif isinstance(node, nodes.Const) and str(node.value) in attributes:  # attr("content")
            return True
    return False


def _use(tree: nodes.Node, name: str) -> Use:
    """The most that any place in `tree` uses of the value of a name."""
    return _most(_use_at(around, at) for around, at in _places(tree, name))


def _most(uses: Iterable[Use]) -> Use:
    """What covers all of the uses."""
    found = {*uses} - {Use.SIZE}
    return found.pop() if len(found) == 1 else Use.WHOLE if found else Use.SIZE


def _places(tree: nodes.Node, name: str) -> Iterator[tuple[nodes.Node, nodes.Name]]:
    """Each place where a name is read: the node around it, and the name itself."""
    for node in (tree, *tree.find_all(nodes.Node)):
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Name) and child.name == name and child.ctx == "load":
                yield node, child


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
            seen_elsewhere = any(inside.find_all((nodes.Include, nodes.Block))) or any(
                node.attr in NEIGHBOURS for node in inside.find_all(nodes.Getattr)
            )
            return not seen_elsewhere and _use(inside, articles) is Use.SIZE
    return False
