"""The W3C report's cascade: its own examples, and random trees against a brute-force model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.audit.cascade import Resolved, page_meta, regions, resolve, verdict
from plugins.audit.tree import parse_page

VALID = {
    "human-only": "human-only",
    "AI-Assisted": "ai-assisted",
    "ai-assisted": "ai-assisted",
    "AI-AUTONOMOUS": "ai-autonomous",
}
WRITTEN = [
    *VALID,
    "",
    "mixed",
    " ai-assisted",
    "ai-assisted\n",
    "aı-assisted",
    "none",
    "human-only;",
]
FIELDS = ("ai-model", "ai-provider", "ai-prompt-url")


@dataclass(frozen=True)
class Node:
    """An element of a random page."""

    tag: str
    attributes: dict[str, str]
    children: tuple[Node, ...]


ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "ai-disclosure": st.sampled_from(WRITTEN),
        **dict.fromkeys(FIELDS, st.sampled_from(["", "a", 'b & "c"', "ü"])),
    },
)
TAGS = st.sampled_from(["div", "section", "span", "template"])
NODES: st.SearchStrategy[Node] = st.recursive(
    st.builds(Node, TAGS, ATTRIBUTES, st.just(())),
    lambda children: st.builds(Node, TAGS, ATTRIBUTES, st.lists(children, max_size=3).map(tuple)),
    max_leaves=12,
)
METAS = st.lists(
    st.tuples(
        st.sampled_from(["ai-disclosure", "AI-Disclosure", "ai-disclosure ", "description"]),
        ATTRIBUTES,
    ),
    max_size=3,
)


def _html(node: Node, names: Iterator[int]) -> str:
    given = {"id": f"n{next(names)}", **node.attributes}
    told = "".join(f' {key}="{escape(value)}"' for key, value in given.items())
    inside = "".join(_html(child, names) for child in node.children)
    return f"<{node.tag}{told}>x{inside}</{node.tag}>"


def _meta(name: str, attributes: dict[str, str]) -> str:
    written = {("content" if key == "ai-disclosure" else key): v for key, v in attributes.items()}
    return f'<meta name="{name}"' + "".join(f' {k}="{escape(v)}"' for k, v in written.items()) + ">"


def _expected(
    node: Node, value: str, fields: dict[str, str], page: tuple[str, dict[str, str]] | None
) -> Iterator[Resolved]:
    """Top down: what reaches each node, in document order; `page` None: the tree is inert."""
    here = VALID.get(node.attributes.get("ai-disclosure", ""), value)
    known = {**fields, **{key: node.attributes[key] for key in FIELDS if key in node.attributes}}
    default, of_page = page or ("", {})
    effective = here or default
    told = {**of_page, **known}
    if effective in {"", "human-only"}:
        yield Resolved(effective or "unknown")
    else:
        yield Resolved(effective, *(told.get(key, "") for key in FIELDS))
    for child in node.children:
        if node.tag == "template":
            yield from _expected(child, "", {}, None)
        else:
            yield from _expected(child, here, known, page)


def _page_default(metas: list[tuple[str, dict[str, str]]]) -> tuple[str, dict[str, str]]:
    first = next((given for name, given in metas if name.lower() == "ai-disclosure"), {})
    value = VALID.get(first.get("ai-disclosure", ""), "")
    return value, {key: first[key] for key in FIELDS if key in first}


def _counter() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 1


@given(METAS, NODES)
def test_the_cascade_is_that_of_a_brute_force_model(
    metas: list[tuple[str, dict[str, str]]], node: Node
) -> None:
    """Each element of a random page resolves to what a top-down walk finds."""
    head = "".join(_meta(name, given) for name, given in metas)
    body = _html(node, _counter())
    source = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    root = parse_page(source.encode()).root
    elements = [element for element in root.iter() if (element.get("id") or "").startswith("n")]
    expected = list(_expected(node, "", {}, _page_default(metas)))
    assert [resolve(element) for element in elements] == expected


def _root(body: str, head: str = "") -> Any:
    return parse_page(f"<html><head>{head}</head><body>{body}</body></html>".encode()).root


def test_the_first_matching_meta_decides_even_if_it_is_invalid() -> None:
    """Section 4.1: an invalid first value supplies no default, and later ones are ignored."""
    root = _root(
        "<p>Text</p>",
        '<meta name="ai-disclosure" content="mixed">'
        '<meta name="ai-disclosure" content="human-only">',
    )
    assert resolve(root.find(".//p")).value == "unknown"
    meta = page_meta(root)
    assert meta is not None
    assert meta.get("content") == "mixed"


def test_a_meta_of_the_body_supplies_nothing() -> None:
    """Section 4.1: only the head counts."""
    root = _root('<meta name="ai-disclosure" content="human-only"><p>Text</p>')
    assert resolve(root.find(".//p")).value == "unknown"


def test_a_shadow_root_has_the_page_default_and_nothing_of_its_host() -> None:
    """Section 5.1."""
    root = _root(
        '<div ai-disclosure="ai-assisted" ai-model="host"><template shadowrootmode="open">'
        "<p>Text</p></template></div>",
        '<meta name="ai-disclosure" content="ai-autonomous" ai-provider="P">',
    )
    assert resolve(root.find(".//p")) == Resolved("ai-autonomous", "", "P")


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        ("<p>Text</p>", "", "unknown"),
        ("<p ai-disclosure=''>Text</p>", "", "unknown"),
        ("<p ai-model='m'>Text</p>", "", "unknown"),
        ("<p>Text</p>", "<meta name=ai-disclosure content=human-only>", "human-only"),
        ("<p ai-disclosure=human-only>a</p><p ai-disclosure=ai-assisted>b</p>", "", "mixed"),
        ("<p ai-disclosure=AI-ASSISTED>a</p><p>b</p>", "", "ai-assisted"),
    ],
)
def test_a_page_has_one_verdict(body: str, head: str, expected: str) -> None:
    """Unknown is not human, and regions that differ are mixed."""
    assert verdict(regions(_root(body, head))) == expected
