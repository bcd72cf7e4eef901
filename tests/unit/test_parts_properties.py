"""What holds of parts for every text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import html5lib
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from plugins.disclosure.parts.markers import broken_parts
from plugins.disclosure.parts.part_labels import with_labels
from plugins.disclosure.parts.syntax import find_parts
from plugins.disclosure.vocabulary import HUMAN_ONLY, ReviewState, Role, w3c_value
from plugins.sources.html_mending import mended
from tests.examples import examples
from tests.unit.test_parts_cases import reader, shown

STX, ETX = "\x02", "\x03"
LINES = st.one_of(
    st.sampled_from(
        [
            *("::: section role=generated", "::: quotation role=none", "::: caption role=drafted"),
            *(":::", "::::", ":::: summary role=summarized model=a", "::: note", "  :::", "> :::"),
            *("", "", "", "Text.", "## Heading", "- item", "    indented", "> quoted", "1. one"),
            *("```", "~~~", "`", "``", "<div>", "</div>", "<section>", "</section>", "<p>", "<!--"),
            *("-->", "<b>", "<table>", "<pre>", "</pre>", "a | b", "--- | ---", "---", "==="),
            *("[^1]: note", "text[^1]", "[a]: b", "*[A]: B", "term", ": def", "{: #Part-1 }"),
            *("\x02part-1\x03", "<svg>", "<textarea>", "<br>", "***", "![a", "](b)", "&#2;"),
        ]
    ),
    st.text(max_size=12),
)
SOURCES = st.lists(LINES, max_size=14).map("\n".join)
WITHOUT = SOURCES.map(lambda source: source.replace(":::", ""))


@examples(120, 6000)
@given(SOURCES)
def test_a_text_without_problems_is_labelled_as_declared(source: str) -> None:
    """Each part has one element, in the part around it; and nothing else has a label."""
    blocks, problems = find_parts(source, 1, "a.md")
    html = str(reader().convert(source))
    assert STX not in html.replace(f"{STX}amp{ETX}", "")
    assert [(b.id, b.line) for b in blocks] == sorted(
        ((b.id, b.line) for b in blocks), key=lambda row: row[1]
    )
    filled = with_labels(html, {block.id: shown(block) for block in blocks})
    if problems or broken_parts(html, blocks, "a.md"):
        return
    page = html5lib.parseFragment(filled, container="div", namespaceHTMLElements=False)
    parents = {child: parent for parent in page.iter() for child in parent}
    found = [e for e in page.iter() if e.get("class", "").split(" ")[0] == "part"]
    assert [e.get("id") for e in found] == [block.id for block in blocks]
    for element, block in zip(found, blocks, strict=True):
        around = _around(element, parents)
        assert around == (None if block.parent is None else blocks[block.parent].id)


@examples(120, 6000)
@given(WITHOUT, WITHOUT, st.sampled_from(["section", "quotation", "summary", "caption"]))
def test_a_part_holds_what_stands_between_its_fences(inside: str, after: str, kind: str) -> None:
    """Whatever is written there: its first and last word are in it, what follows is not."""
    source = (
        f"::: {kind} role=drafted\nfirstword\n\n{inside}\n\nlastword\n:::\nafterword\n\n{after}"
    )
    blocks, problems = find_parts(source, 1, "a.md")
    html = str(reader().convert(source))
    html, _ = mended(html)
    if problems or broken_parts(html, blocks, "a.md"):
        return
    page = html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)
    part = next(element for element in page.iter() if element.get("id") == "Part-1")
    words = " ".join(part.itertext())
    assert "firstword" in words
    assert "lastword" in words
    assert "afterword" not in words


@examples(80, 3000)
@given(WITHOUT)
def test_a_text_without_colons_is_rendered_as_ever(source: str) -> None:
    """Byte for byte as without the extension."""
    bare = Markdown(
        extensions=["extra", "sane_lists", "smarty", "codehilite", "toc"],
        extension_configs={"codehilite": {"css_class": "highlight", "guess_lang": False}},
        output_format="html5",
    )
    assert reader().convert(source) == bare.convert(source)


@given(SOURCES, SOURCES)
def test_texts_leave_nothing_behind(first: str, second: str) -> None:
    """One reader that is reset gives the same twice, and the same as a new one."""
    one = reader()
    before = one.convert(first)
    one.reset()
    one.convert(second)
    one.reset()
    assert one.convert(first) == before == reader().convert(first)


@dataclass(frozen=True, slots=True)
class Node:
    """A part, or the whole text, with the words and parts in it."""

    kind: str
    role: Role
    models: tuple[str, ...]
    inside: tuple[Any, ...]


ROLES = st.sampled_from(list(Role))
WORDS = st.just("word")
TREES = st.recursive(
    st.tuples(WORDS),
    lambda inside: st.lists(
        st.one_of(
            WORDS,
            st.builds(
                lambda kind, role, models, inner: Node(
                    kind, role, () if role is Role.NONE else tuple(models), inner
                ),
                st.sampled_from(["section", "quotation", "summary", "caption"]),
                ROLES,
                st.lists(st.sampled_from(["a", "b c"]), max_size=2),
                inside,
            ),
        ),
        min_size=1,
        max_size=4,
    ).map(tuple),
    max_leaves=12,
)


@examples(60, 2000)
@given(tree=TREES, role=ROLES, state=st.sampled_from(list(ReviewState)), more_colons=st.booleans())
def test_the_nearest_declaration_wins(
    tree: tuple[Any, ...],
    role: Role,
    state: ReviewState,
    *,
    more_colons: bool,
) -> None:
    """Every word resolves, by the report's own rule, to what was declared nearest to it."""
    whole = Node("text", role, ("outer",) if role is not Role.NONE else (), tree)
    words: list[tuple[str, Node]] = []
    source = _written(whole, words, depth=3 + _depth(whole) if more_colons else 3, more=more_colons)
    blocks, problems = find_parts(source, 1, "a.md")
    html = str(reader().convert(source))
    assert [*problems, *broken_parts(html, blocks, "a.md")] == []
    labels = {block.id: shown(block, state) for block in blocks}
    page = html5lib.parseFragment(
        with_labels(html, labels), container="div", namespaceHTMLElements=False
    )
    if all(label.value for label in labels.values()) and w3c_value(role, state):
        page.set("ai-disclosure", w3c_value(role, state))
        page.set("ai-model", ", ".join(whole.models))
    parents = {child: parent for parent in page.iter() for child in parent}
    for element in [e for e in page.iter() if e.get("id", "").startswith("Part-")]:
        parent = blocks[int(element.get("id")[len("Part-") :]) - 1].parent
        assert _around(element, parents) == (None if parent is None else blocks[parent].id)
    seen = {}
    for element in page.iter():
        for word in (element.text or "").split():
            seen[word] = element
    for word, node in words:
        element = seen[word]
        value = _resolved(element, parents, "ai-disclosure")
        known = w3c_value(node.role, state)
        # Nothing untrue: what is known may be left unsaid around something that is not.
        assert value == known or (value == "" and "" in _values(whole, state))
        if value and value != HUMAN_ONLY:
            assert _resolved(element, parents, "ai-model") == ", ".join(node.models)


def _written(node: Node, words: list[tuple[str, Node]], *, depth: int, more: bool) -> str:
    """The Markdown of a tree; notes every word with the part that it stands in."""
    lines: list[str] = []
    for inner in node.inside:
        if isinstance(inner, Node):
            models = "".join(f' model="{model}"' for model in inner.models)
            text = _written(inner, words, depth=depth - more, more=more)
            lines += [f"{':' * depth} {inner.kind} role={inner.role}{models}", text, ":" * depth]
        else:
            words.append((f"word{len(words)}", node))
            lines += [words[-1][0], ""]
    return "\n".join(lines)


def _depth(node: Node) -> int:
    return 1 + max((_depth(inner) for inner in node.inside if isinstance(inner, Node)), default=0)


def _values(node: Node, state: ReviewState) -> set[str]:
    inner = (_values(part, state) for part in node.inside if isinstance(part, Node))
    return {w3c_value(node.role, state)}.union(*inner)


def _around(element: Any, parents: dict[Any, Any]) -> str | None:
    while element in parents:
        element = parents[element]
        if element.get("class", "").split(" ")[0] == "part":
            return str(element.get("id"))
    return None


def _resolved(element: Any, parents: dict[Any, Any], name: str) -> str:
    """The attribute of the nearest element that has it, an empty one included."""
    while element is not None:
        if element.get(name) is not None:
            return str(element.get(name))
        element = parents.get(element)
    return ""
