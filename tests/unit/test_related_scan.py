"""HTML is read without being changed, and links come to stand only where they may."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.html import elements
from plugins.related.article import Article
from plugins.related.links.autolink import LinkableText, insert, plan
from plugins.related.links.passages import INSIDE, resolved
from plugins.related.links.scan import scan
from plugins.related.settings import RelatedSettings
from tests.examples import examples

CASES = Path(__file__).parents[1] / "cases" / "related" / "places.txt"
TITLES = {
    "e": "Export controls",
    "h": "Huawei",
    "c": 'How <canvas> & "1 < 2" work',
    "l": "The long way round",
}
OURS = re.compile(r'<a class="autolink" href="(/\w/)">(.*?)</a>', re.DOTALL)
FORBIDDEN = elements.NO_LINK


def articles() -> list[Article]:
    """The articles of the cases, and the one that is written."""
    named = [Article(id=key, title=title, body="text") for key, title in TITLES.items()]
    return [*named, Article(id="here", title="Here", body="text")]


def linked(source: str, options: RelatedSettings | None = None) -> str:
    """`source`, the text of the article ``here``, with its links."""
    options = options or RelatedSettings()
    near = {"here": list(TITLES)}
    links = plan(articles(), {"here": LinkableText(scan(source).passages)}, near, options)
    return insert(source, links["here"].made, lambda target: f"/{target}/")


def cases() -> list[tuple[str, str, str]]:
    """(title, input, expected) of each case in the file."""
    parts = CASES.read_text(encoding="utf-8").split("\n## ")[1:]
    split = [part.split("\n", 1) for part in parts]
    sides = [(title, body.strip("\n").split("\n->\n")) for title, body in split]
    return [(title, before, after) for title, (before, after) in sides]


REFERENCES = ["&amp;", "&#8;", "&bne;", "&notit;", "&", "&#x41", "’", "\ud800", "x ", "<b>", "<p>"]


@given(st.lists(st.sampled_from(REFERENCES), max_size=12).map("".join))
def test_a_passage_knows_where_its_characters_stand(source: str) -> None:
    """Each begins where its text in the source does, of a reference that makes two the first."""
    for passage in scan(source).passages:
        assert len(passage.starts) == len(passage.text) + 1
        starts = [start for start in passage.starts if start != INSIDE]
        pieces = [resolved(source[one:other]) for one, other in pairwise(starts)]
        assert "".join(pieces) == passage.text


@pytest.mark.parametrize(("title", "given", "expected"), cases(), ids=lambda value: value[:40])
def test_places(title: str, given: str, expected: str) -> None:
    """Every case of tests/cases/related/places.txt."""
    written = re.sub(r"<([ehcl])>", r'<a class="autolink" href="/\1/">', expected)
    written = re.sub(r"</([ehcl])>", "</a>", written)
    assert linked(given) == written, title


NAMES = sorted(
    {
        *(
            name
            for table in vars(elements).values()
            if isinstance(table, frozenset)
            for name in table
        ),
        *("body", "head", "html", "frameset", "plaintext", "x-y", "foreignObject", "image"),
    }
)
"""Every element name that our tables hold, and some that they do not."""

COMMON = ("p", "a", "b", "div", "h2", "li", "ul", "svg", "table", "td", "span", "select", "math")
ATTRIBUTES = (
    *("", "", "", "", " class='x'", ' title="a > b"', " title='\">'", " a=>", " href=x", " a='"),
    *(
        " class=disclosure",
        ' class="y footnote"',
        " data-no-autolink",
        "/",
        " /",
        " \0=\u05d0",
        "\n",
    ),
    *(" encoding=text/html", " definitionurl=x", " color=red", " type=hidden"),
)
TAGS = st.builds(
    "<{}{}{}>".format,
    st.sampled_from(["", "", "/"]),
    st.sampled_from(NAMES) | st.sampled_from(COMMON),
    st.sampled_from(ATTRIBUTES),
)
SAID = (
    *(" Huawei ", " export controls ", " The long way round ", "Huawei", "export controls"),
    *("Hua", "wei", "export", " ", "\n", "Huawei&#39;s", "export&nbsp;controls", "export\ncontrol"),
    *("&", "&amp", "&amp;", "&#", "&#x", "&#x48", ";", "uawei", "&NotEqualTilde;", "&lt;", "&#0;"),
    *("\0", "\u05d0\u05d1", "\u202e", "\u0301", "\u200d", "華為", "เทคโน", "\u0e33", "\ufeff", "İ"),
)
MARKS = (
    *("<!--", "-->", "--!>", "<!-->", "<!", "<![CDATA[", "]]>", "<?", "</", "</>", "</ a>", "<"),
    *(">", '"', "'", "=", "<a", "<p title='", "<!doctype html>", "<scr", "ipt>", "<!--<script>"),
)
PIECES = st.one_of(
    TAGS,
    st.sampled_from(SAID),
    st.sampled_from(SAID),
    st.sampled_from(MARKS),
    st.text(max_size=6),
)
NESTED = st.recursive(
    st.sampled_from(SAID),
    lambda inner: st.builds(
        "<{0}{1}>{2}</{0}>".format,
        st.sampled_from(NAMES) | st.sampled_from(COMMON),
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=12,
)
"""Each element closed, though not each may stand where it does."""

SOUP = st.lists(PIECES, max_size=30).map("".join) | st.lists(NESTED, max_size=5).map("".join)


@given(SOUP)
@examples(120, 4000)
def test_without_our_tags_the_source_is_back(source: str) -> None:
    """Byte for byte, on any text."""
    assert OURS.sub(r"\2", linked(source)) == source


@given(SOUP)
@examples(120, 4000)
def test_no_link_stands_where_none_may(source: str) -> None:
    """As a browser's parser sees the result: each link is there, and under nothing forbidden."""
    result = linked(source)
    made = len(OURS.findall(result))
    tree = parsed(result)
    assert "".join(tree.itertext()) == "".join(parsed(source).itertext())
    parents = {child: parent for parent in tree.iter() for child in parent}
    ours = [node for node in tree.iter("a") if node.get("class") == "autolink"]
    assert len(ours) == made
    for link in ours:
        assert not len(link), "nothing but text in a link"
        node = parents.get(link)
        while node is not None:
            name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
            assert name not in FORBIDDEN, result
            classes = (node.get("class") or "").split()
            assert not {"disclosure", "footnote"} & {*classes}, result
            assert node.get("data-no-autolink") is None, result
            node = parents.get(node)


def parsed(source: str) -> Any:
    """What a browser makes of a piece of a page."""
    return html5lib.parseFragment(source, treebuilder="etree", namespaceHTMLElements=False)


@given(st.text())
@settings(deadline=None)
def test_any_text_can_be_read(source: str) -> None:
    """Broken markup ends the passages, never the reading."""
    found = scan(source)
    for passage in found.passages:
        whole = passage.source(0, len(passage.text))
        assert whole is None or 0 <= whole[0] <= whole[1] <= len(source)


def test_hostile_nesting_is_quick() -> None:
    """A hundred thousand open elements, quotes or comments do not stop a build."""
    for piece in ("<b>", "<p title='", "<!--", "</", "&", "<script><!--", "<h2>", "<a b='>"):
        scan(piece * 100_000)


def test_links_by_hand_are_reported_with_their_paragraph() -> None:
    """The closing sentence and the density limits need to know."""
    found = scan('<p>A <a href=" x?a=1&amp;b=2 ">b</a></p>\n<p>C <A HREF=y>d</A></p>')
    assert [anchor.href for anchor in found.anchors] == ["x?a=1&b=2", "y"]
    assert found.anchors[0].paragraph != found.anchors[1].paragraph == found.last_paragraph


def test_references_are_reported_as_parts_of_the_source() -> None:
    """From their heading to the next one of the same level."""
    source = "<p>x</p><h2>Sources</h2><p>y</p><h3>z</h3><p>w</p><h2 id=e>End</h2><p>v</p>"
    [(start, end)] = scan(source).references
    assert source[start:end] == "<h2>Sources</h2><p>y</p><h3>z</h3><p>w</p>"


def test_a_void_element_does_not_open_anything() -> None:
    """Nor does one split a paragraph."""
    found = scan("<p>a<br>b<img src=x>c<hr>d</p>")
    assert [passage.text for passage in found.passages] == ["a", "b", "c", "d"]
    numbers = [passage.paragraph for passage in found.passages]
    assert numbers[0] == numbers[1] == numbers[2] < numbers[3]
