"""Which disclosure applies to an element: sections 4 to 6 of the W3C Community Group report.

The nearest ancestor with a valid value, then the first matching meta element of the head, and only
that one, else unknown. Model, provider and prompt address resolve each on its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .tree import line_of
from .vocabularies import METADATA, MIXED, UNKNOWN, VALUES
from .written_values import ascii_lower, disclosure_value

BEARERS = "//*[@ai-disclosure or @ai-model or @ai-provider or @ai-prompt-url]"

# A meta between </head> and <body> belongs to the head (HTML 13.2.6.4.6); libxml2 leaves it there.
HEAD_METAS = "/html/head//meta | /html/meta[not(preceding-sibling::body)]"


@dataclass(frozen=True, slots=True)
class Resolved:
    """What applies to one element."""

    value: str
    """A disclosure value or ``unknown``."""
    model: str = ""
    provider: str = ""
    prompt_url: str = ""


@dataclass(frozen=True, slots=True, order=True)
class DeclaredRegion:
    """An element that declares something, or the page's default."""

    path: str
    """Place in the tree, e.g. ``/html/body/article``; ``meta`` for the page's default."""
    line: int
    value: str
    model: str
    provider: str
    prompt_url: str
    declares: bool
    """Whether it brings a valid value of its own, not metadata only."""


def page_meta(root: Any) -> Any | None:
    """The first disclosure meta of the head, in tree order; later ones never count (4.1)."""
    metas = root.xpath(HEAD_METAS)
    return next((m for m in metas if is_disclosure_meta(m) and _reaches_page(m)), None)


def is_disclosure_meta(meta: Any) -> bool:
    """Whether its name matches, ASCII case-insensitively and untrimmed."""
    return ascii_lower(meta.get("name") or "") == "ai-disclosure"


def resolve(element: Any) -> Resolved:
    """What applies to `element` and the text in it that no descendant overrides."""
    return resolve_below(element, page_meta(element.getroottree().getroot()))


def resolve_below(element: Any, meta: Any | None) -> Resolved:
    """The same where the page's meta element has been found already."""
    chain, connected = _lineage(element)
    return _resolved(chain, meta if connected else None)


def regions(root: Any) -> tuple[DeclaredRegion, ...]:
    """Every place of the page that declares something, the page's default first."""
    meta, tree = page_meta(root), root.getroottree()
    found = [] if meta is None else [_region(meta, "meta", _resolved([], meta), "content")]
    for element in root.xpath(f"{BEARERS}[not(self::meta)]"):
        applies = resolve_below(element, meta)
        found.append(_region(element, tree.getpath(element), applies, "ai-disclosure"))
    return tuple(found)


def verdict(declared: Iterable[DeclaredRegion]) -> str:
    """One word for a page: its single value, ``mixed``, or ``unknown`` where none is declared."""
    found = {region.value for region in declared if region.declares}
    return MIXED if len(found) > 1 else next(iter(found), UNKNOWN)


def strongest(values: Iterable[str]) -> int:
    """The place of the value that says most AI; -1: there is none."""
    return max((VALUES.index(value) for value in values if value in VALUES), default=-1)


def _resolved(chain: list[Any], meta: Any | None) -> Resolved:
    value = next(filter(None, (disclosure_value(node.get("ai-disclosure")) for node in chain)), "")
    if not value and meta is not None:
        value = disclosure_value(meta.get("content"))
    if value in {"", "human-only"}:
        return Resolved(value or UNKNOWN)
    places = chain if meta is None else [*chain, meta]
    return Resolved(value, *(_nearest(places, name) for name in METADATA))


def _nearest(places: list[Any], name: str) -> str:
    """The first place that has the attribute decides, even with an empty one (section 6)."""
    return next((str(place.get(name)) for place in places if place.get(name) is not None), "")


def _lineage(element: Any) -> tuple[list[Any], bool]:
    """The element with its ancestors up to the root of its own tree; is that tree the document?

    A template's content is a tree apart and inert; with `shadowrootmode` it is a shadow root, which
    inherits nothing from its host but still has the page's default (section 5.1).
    """
    chain = [element]
    for ancestor in element.iterancestors():
        if ancestor.tag == "template":
            return chain, _reaches_page(element)
        chain.append(ancestor)
    return chain, True


def _reaches_page(element: Any) -> bool:
    templates = element.iterancestors("template")
    return all(ascii_lower(t.get("shadowrootmode") or "") in {"open", "closed"} for t in templates)


def _region(element: Any, path: str, applies: Resolved, attribute: str) -> DeclaredRegion:
    return DeclaredRegion(
        path,
        line_of(element),
        applies.value,
        applies.model,
        applies.provider,
        applies.prompt_url,
        declares=bool(disclosure_value(element.get(attribute))),
    )
