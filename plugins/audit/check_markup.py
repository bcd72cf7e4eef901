"""Rules on a page's elements: values, meta elements, metadata, forms that nobody reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..common.addresses import safe_address
from ..disclosure.model_names import is_model
from .cascade import BEARERS, is_disclosure_meta, page_meta, resolve_below
from .page import WHOLE_TEXT, PageReading, prose_of, scope_of
from .report import Finding
from .rules import finding
from .tree import line_of
from .vocabularies import ABANDONED_ATTRIBUTES, META_NAMES, METADATA
from .written_values import ascii_lower, disclosure_value, value_fault

NONSTANDARD = (
    "//*[@data-ai-disclosure or " + " or ".join(f"@{a}" for a in sorted(ABANDONED_ATTRIBUTES)) + "]"
)


def check(page: PageReading) -> Iterator[Finding]:
    """Everything that is wrong in the markup of one page."""
    root = page.root
    if root is None:
        return
    if page.stopped:
        yield finding(page.path, 0, "page-too-deep", page.stopped)
    yield from metas(page.path, root)
    yield from elements(page.path, root)
    yield from _meta_conflict(page)


def metas(path: str, root: Any) -> Iterator[Finding]:
    """The meta elements of a page, in head and body."""
    first = page_meta(root)
    for meta in root.iter("meta"):
        name = ascii_lower(meta.get("name") or "").strip()
        line, content = line_of(meta), meta.get("content")
        told = f'<meta name="{meta.get("name")}" content="{content or ""}">'
        if is_disclosure_meta(meta):
            yield from _disclosure_meta(path, meta, first, told)
        elif name == "ai-disclosure":
            yield finding(
                path, line, "value-whitespace", told, "Write the name without white space."
            )
        elif name in META_NAMES:
            yield finding(path, line, "meta-name-outdated", told)
        elif name == "author" and is_model(content or ""):
            yield finding(path, line, "author-model", told)
        yield from _other_names(path, meta)


def elements(path: str, root: Any, line: int = 0) -> Iterator[Finding]:
    """The attributes of elements; `line` where the tree's own lines mean nothing."""
    meta = page_meta(root)
    for element in root.xpath(BEARERS):
        if element.tag == "meta" and is_disclosure_meta(element):
            continue
        yield from _attributes(path, element, meta, line or line_of(element))
    for element in root.xpath(NONSTANDARD):
        here = line or line_of(element)
        if element.get("data-ai-disclosure") is not None and element.get("ai-disclosure") is None:
            yield finding(path, here, "data-attribute", _shown(element, "data-ai-disclosure"))
        for name in sorted(ABANDONED_ATTRIBUTES & set(element.attrib)):
            yield finding(path, here, "attribute-abandoned", _shown(element, name))
    for element in root.iter("genai"):
        yield finding(path, line or line_of(element), "element-genai", "<genai>")


def _disclosure_meta(path: str, meta: Any, first: Any, told: str) -> Iterator[Finding]:
    line = line_of(meta)
    if any(ancestor.tag == "body" for ancestor in meta.iterancestors()):
        yield finding(path, line, "meta-in-body", told)
    elif meta is not first:
        yield finding(path, line, "meta-duplicate", told)
    else:
        rule, cure = value_fault(meta.get("content") or "")
        if rule:
            yield finding(path, line, rule, told, cure)
        yield from _metadata(path, meta, line, disclosure_value(meta.get("content")))
    yield from _cut(path, meta, line)


def _other_names(path: str, meta: Any) -> Iterator[Finding]:
    line = line_of(meta)
    for key in ("property", "itemprop"):
        if ascii_lower(meta.get(key) or "").strip() == "ai-disclosure":
            yield finding(path, line, "meta-property", f'<meta {key}="{meta.get(key)}">')
    equivalent = ascii_lower(meta.get("http-equiv") or "").strip()
    if equivalent in {"ai-disclosure", "x-ai-disclosure", "x-ai-generated"}:
        yield finding(path, line, "header-as-meta", f'http-equiv="{meta.get("http-equiv")}"')


def _attributes(path: str, element: Any, meta: Any, line: int) -> Iterator[Finding]:
    written = element.get("ai-disclosure")
    if written is not None:
        rule, cure = value_fault(written)
        if rule:
            yield finding(path, line, rule, _shown(element, "ai-disclosure"), cure)
    value = resolve_below(element, meta).value
    yield from _metadata(path, element, line, "" if value == "unknown" else value)
    yield from _cut(path, element, line)


def _metadata(path: str, element: Any, line: int, value: str) -> Iterator[Finding]:
    """Metadata on an element (or the page's meta) to which `value` applies."""
    given = [name for name in METADATA if (element.get(name) or "").strip()]
    told = " ".join(f'{name}="{element.get(name)}"' for name in given)
    # Metadata may stand above the elements that need it: each field is inherited on its own.
    if given and value in {"", "human-only"} and not _serves_others(element):
        rule = "metadata-on-human" if value else "metadata-without-value"
        broken = not value and bool(element.get("ai-disclosure") or element.get("content"))
        if not broken:  # an invalid value beside it is reported already
            yield finding(path, line, rule, told)
    prompt = element.get("ai-prompt-url") or ""
    if prompt.strip() and not safe_address(prompt):
        yield finding(path, line, "prompt-url-unsafe", f'ai-prompt-url="{prompt}"')
    elif re.search(r"\S\s+\S", prompt) or prompt.lower().startswith("mailto:"):
        yield finding(path, line, "prompt-url-invalid", f'ai-prompt-url="{prompt}"')


def _serves_others(element: Any) -> bool:
    scope = element.getroottree().getroot() if element.tag == "meta" else element
    others = (node for node in scope.xpath(".//*[@ai-disclosure]") if node is not element)
    return any(disclosure_value(n.get("ai-disclosure")).startswith("ai-") for n in others)


def _cut(path: str, element: Any, line: int) -> Iterator[Finding]:
    odd = [name for name in element.attrib if '"' in name or "'" in name or "<" in name]
    if odd:
        yield finding(path, line, "attribute-cut", f"<{element.tag} … {' '.join(odd)}>")


def _meta_conflict(page: PageReading) -> Iterator[Finding]:
    """The page's default against an attribute around (nearly) all of the text."""
    meta = page_meta(page.root)
    default = disclosure_value(meta.get("content")) if meta is not None else ""
    scope = scope_of(page.root)
    if not default or scope is None:
        return
    outer = next(iter(scope.xpath("ancestor-or-self::*[@ai-disclosure]")), None)
    candidates = [outer] if outer is not None else scope.xpath(".//*[@ai-disclosure]")
    enough = max(1, WHOLE_TEXT * prose_of(scope))
    for element in candidates:
        value = resolve_below(element, meta).value
        if value != default and (element is outer or prose_of(element) >= enough):
            told = f"meta {default}, <{element.tag}> {value}"
            yield finding(page.path, line_of(element), "meta-conflict", told)
            return


def _shown(element: Any, name: str) -> str:
    return f'{name}="{element.get(name)}"'
