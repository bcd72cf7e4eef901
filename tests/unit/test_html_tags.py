"""Tags and their attributes, found as a browser finds them."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.html.elements import RAW_TEXT
from plugins.html.tags import COMMENT, Tag, tags

NAMES = st.sampled_from(["a", "data-part", "id", "x:y", "A"])
VALUES = st.sampled_from(["=1", "='>'", '="<p>"', "", " = 'x y'", "=a/b"])
TAGS = st.builds(
    lambda name, pairs: f"<{name} {' '.join(n + v for n, v in pairs)}>",
    st.sampled_from(["p", "section", "B", "img"]),
    st.lists(st.tuples(NAMES, VALUES), max_size=3),
)
TEXTS = st.sampled_from(
    ["x", " < ", "<!-- <p a=1> -->", "<!-->", "</p>", "<?x >", "&lt;p>", "</3>"]
)


@given(st.lists(st.one_of(TAGS, TEXTS), max_size=8))
def test_tags_are_found_as_a_browser_finds_them(pieces: list[str]) -> None:
    """Names and attributes of every start tag agree with html5lib's tokenizer."""
    html = "".join(pieces)
    mine = [
        (tag.name, {a.name: a.value for a in reversed(tag.attributes)})
        for tag in tags(html)
        if not tag.closing and tag.name != COMMENT
    ]
    tokenizer = html5lib._tokenizer.HTMLTokenizer(html)
    start = html5lib.constants.tokenTypes["StartTag"]
    theirs = [(token["name"], dict(token["data"])) for token in tokenizer if token["type"] == start]
    assert mine == theirs


@given(st.text(st.sampled_from("<>!-/a \"'=imgsrc&[]"), max_size=60))
def test_hostile_markup_is_read_to_its_end(html: str) -> None:
    """Tags lie in order, inside the text, and never overlap; so do values."""
    position = 0
    for tag in tags(html):
        assert position <= tag.start < tag.end <= len(html)
        assert html[tag.start] == "<"
        for attribute in tag.attributes:
            assert tag.start < attribute.start <= attribute.at <= attribute.end < tag.end
            assert html.startswith(attribute.written, attribute.at)
        position = tag.end


def test_an_attribute_is_found_by_its_name() -> None:
    """The first of two counts; entities are resolved; one without a value is there too."""
    tag = next(tags("<a HREF='?a=1&amp;b=2' href=x hidden>"))
    assert tag.get("href") == "?a=1&b=2"
    assert tag.attributes[0].written == "?a=1&amp;b=2"
    assert tag.has("hidden")
    assert tag.get("hidden") == tag.get("title") == ""
    assert not tag.has("title")


@pytest.mark.parametrize("name", sorted(RAW_TEXT))
def test_what_is_no_markup_is_passed_over(name: str) -> None:
    """Up to the end tag, in any letter case; without one to the end of the text."""
    html = f"<{name}><b></x{name}></{name.upper()} ><i>"
    assert [tag.name for tag in tags(html)] == [name, name, "i"]
    assert [tag.name for tag in tags(f"<{name}><b>")] == [name]


def test_a_script_may_hide_its_end() -> None:
    """Between ``<!-- <script>`` and ``</script>`` another end tag ends nothing (13.2.5.20)."""
    html = "<script><!-- <script></script><b>--></script><i>"
    assert [tag.name for tag in tags(html)] == ["script", "script", "i"]


def test_only_what_is_wanted_is_given() -> None:
    """By name; and more elements may be passed over."""
    html = "<!-- x --><template><img></template><p><img></p>"
    assert [tag.name for tag in tags(html, {"img"})] == ["img", "img"]
    assert len(list(tags(html, {"img"}, RAW_TEXT | {"template"}))) == 1


@pytest.mark.parametrize("html", ["", "x", "< a>", "</", "<a", "<a b='", "<a b='>"])
def test_what_does_not_begin_and_end_is_no_tag(html: str) -> None:
    """So nothing is found there, or behind it."""
    assert list(tags(html)) == []


def test_an_end_tag_without_a_name_is_nothing_that_shows() -> None:
    """A browser drops it (13.2.5.7), like a comment."""
    assert [(tag.name, tag.start, tag.end) for tag in tags("a</>b")] == [(COMMENT, 1, 4)]


@given(
    st.lists(
        st.one_of(
            TAGS,
            TEXTS,
            st.sampled_from([*RAW_TEXT, "template", "\u017fcript"]).flatmap(
                lambda name: st.sampled_from(
                    [f"<{name}>", f"</{name.upper()}>", f"<{name}", ">", f'<{name} class="x">']
                )
            ),
            st.sampled_from(['<p id="', "<p", '">', '<a class="x">', '<a href="x">', '"', "<"]),
        ),
        max_size=8,
    )
)
def test_nothing_with_attributes_is_left_out(pieces: list[str]) -> None:
    """Also behind elements that hold no markup; what has but an id or a class may be left out."""
    html = "".join(pieces)
    for opaque in (RAW_TEXT, RAW_TEXT | {"template"}):
        fast = filter(_has_attributes, tags(html, opaque=opaque, bare=False))
        assert [*fast] == [*filter(_has_attributes, tags(html, opaque=opaque))]


def _has_attributes(tag: Tag) -> bool:
    return any(attribute.name not in {"id", "class"} for attribute in tag.attributes)
