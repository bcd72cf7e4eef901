"""Quotation marks, dashes and ellipses are those of Python-Markdown's `smarty`."""

from __future__ import annotations

import re
from itertools import product
from string import punctuation
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from plugins.sources.quick_inline import quicken_inline
from plugins.sources.typography import MARK, NEIGHBOURS, is_marked, signs_of, typeset

PIECES = (
    *("'", '"', "-", "--", "---", "----", ".", "...", "....", " ", "\n", "\u00a0", "s", "s ", "a"),
    *(
        "é",
        "80",
        "80s",
        "(",
        "[",
        "!",
        "_",
        "$",
        ";",
        "&",
        "&nbsp;",
        "&ndash;",
        "&mdash;",
        "&#8211;",
    ),
    *("&#8212;", "–", "—", "\x02", "\x03", "\x02wzxhzdk:99\x03", "\u0301", "²"),
)
MD = Markdown(extensions=["smarty"])
SMARTY = MD.treeprocessors["smarty"]
SIGNS = signs_of(SMARTY.inlinePatterns)


def smarty(text: str) -> str:
    """What Python-Markdown makes of it, its placeholders replaced."""
    MD.reset()
    root = Element("div")
    SubElement(root, "p").text = text
    SMARTY.run(root)
    stash = MD.htmlStash.rawHtmlBlocks
    return re.sub(
        "\x02wzxhzdk:([0-9]+)\x03",
        lambda found: stash[int(found[1])] if int(found[1]) < len(stash) else found[0],
        root[0].text or "",
    )


def ours(text: str) -> str:
    """The same at once."""
    return typeset(text, SIGNS.__getitem__, smarty) if is_marked(text) else text


@pytest.mark.parametrize("length", [1, 2, 3, pytest.param(5, marks=pytest.mark.long)])
def test_every_short_text(length: int) -> None:
    """Of the characters that matter."""
    some = ("'", '"', "-", ".", " ", "s", "a", "1", "(", "&nbsp;", "–", "\x02", "\x03")
    for text in map("".join, product(some, repeat=length)):
        assert ours(text) == smarty(text), text


def test_marks_at_the_beginning() -> None:
    """Before each sign, which `smarty` calls punctuation but for one."""
    for sign, after in product(punctuation, ("", " ", "a", "!")):
        for text in (f"'{sign}{after}", f'"{sign}{after}', f"a--'s{sign}{after}"):
            assert ours(text) == smarty(text), text


def test_the_text_of_the_root_is_left() -> None:
    """As `smarty` leaves it."""
    md = Markdown(extensions=["smarty"])
    quicken_inline(md)
    root = Element("div")
    root.text = SubElement(root, "p").text = "it's"
    md.treeprocessors["smarty"].run(root)
    assert (root.text, root[0].text) == ("it's", "it\x02wzxhzdk:0\x03s")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text(text: str) -> None:
    """Longer ones."""
    assert ours(text) == smarty(text)


def test_a_single_mark_is_set_at_once() -> None:
    """Only marks side by side are left to the patterns."""
    refuse: Any = None
    for text in ("it's", '"a", "b"', "'80s -- or '90s", "a --- b...", "'a', \"b\""):
        assert not NEIGHBOURS.search(text)
        assert typeset(text, SIGNS.__getitem__, refuse) == smarty(text)


def test_every_case_occurs() -> None:
    """No case of the expression is idle."""
    texts = ("'! ", "a 'b", "a' b", "( '", '"! ', 'a "b', 'a" b', '("', "---", "--", "...")
    found = [mark.lastindex for text in texts for mark in MARK.finditer(text)]
    assert found == [*range(1, 12)]


def test_other_sets_of_patterns_are_left_alone() -> None:
    """With an option off or a sign that is an element, the patterns do the work."""
    for options in (
        {"smart_dashes": False},
        {"smart_angled_quotes": True},
        {"substitutions": {"mdash": "<hr>"}},
    ):
        md = Markdown(extensions=["smarty"], extension_configs={"smarty": options})
        assert not signs_of(md.treeprocessors["smarty"].inlinePatterns)
    assert not signs_of(MD.inlinePatterns)
