"""Which images a text shows, which file each is, and where its sentence goes."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.images.images_in_text import caption, images_in, with_captions
from plugins.images.site_images import ImageFiles

LABEL = "[L]"


def labelled(html: str) -> str:
    """`html` with a mark at the place of each image's sentence."""
    pieces, position = [], 0
    for image in sorted(images_in(html)[0], key=lambda shown: shown.at):
        pieces += [html[position : image.at], LABEL]
        position = image.at
    return "".join([*pieces, html[position:]])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><img src=a></p>", "<p><img src=a>[L]</p>"),
        ("<IMG ALT=\"a>b\" SRC='a' />x", "<IMG ALT=\"a>b\" SRC='a' />[L]x"),
        ("<a href=b><img src=a> t</a> u", "<a href=b><img src=a> t</a>[L] u"),
        (
            "<a><picture><source srcset='b 1x'><img src=a></picture></a>",
            "<a><picture><source srcset='b 1x'><img src=a></picture></a>[L]",
        ),
        (
            "<figure><a><img src=a></a><figcaption>c</figcaption></figure>",
            "<figure><a><img src=a></a><figcaption>c[L]</figcaption></figure>",
        ),
        (
            "<figure><figcaption>c</figcaption><img src=a></figure>",
            "<figure><figcaption>c[L]</figcaption><img src=a></figure>",
        ),
        (
            "<a><figure><img src=a><figcaption>c</figcaption></figure></a>",
            "<a><figure><img src=a><figcaption>c[L]</figcaption></figure></a>",
        ),
        ("<figure><img src=a></figure>", "<figure><img src=a>[L]</figure>"),
        (
            "<figure><img src=a><img src=b><figcaption>c</figcaption></figure>",
            "<figure><img src=a>[L]<img src=b>[L]<figcaption>c</figcaption></figure>",
        ),
        (
            "<figure><figure><img src=a></figure><figcaption>c</figcaption></figure>",
            "<figure><figure><img src=a>[L]</figure><figcaption>c</figcaption></figure>",
        ),
        ("<noscript><img src=a></noscript>", "<noscript><img src=a></noscript>[L]"),
        ("<video poster=a><p>x</p></video>", "<video poster=a><p>x</p></video>[L]"),
        ("<svg><image href=a /></svg>", "<svg><image href=a /></svg>[L]"),
        ("<object data=a><img src=b></object>", "<object data=a><img src=b></object>[L][L]"),
        ("<a><img src=a>", "<a><img src=a>[L]"),
        ("<img src=a></a></figure></figcaption>", "<img src=a>[L]</a></figure></figcaption>"),
    ],
)
def test_the_sentence_stands_where_a_reader_looks(html: str, expected: str) -> None:
    """In the caption of a figure, else behind the image and what it stands in."""
    assert labelled(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <img src=a> -->",
        "<!--><!-- > <img src=a>",
        "<![CDATA[ <img src=a>",
        "<pre>&lt;img src=a&gt;</pre>",
        "<script>'<img src=a>'</script>",
        "<style><img src=a></STYLE>",
        "<textarea><img src=a>",
        "<template><img src=a></template>",
        "<title><img src=a></titles></title>",
        '<p title="<img src=a>">x</p>',
        "<img alt=x>",
        "<img src=''>",
        "<img src=a",
        "<video><source src=a></video>",
        "<p>no image at all</p>",
    ],
)
def test_what_only_looks_like_an_image_is_left_alone(html: str) -> None:
    """Comments, code, scripts, what is never shown, tags that do not end."""
    assert images_in(html)[0] == []


def test_every_file_that_a_browser_may_choose_counts() -> None:
    """src, each candidate of srcset, each source of a picture; entities resolved, first wins."""
    html = (
        "<picture><source srcset='c.avif 1x, d.avif 2x'><source srcset=e.webp>"
        '<img src="a&amp;b.png" srcset="f.png 100w,g.png 2x" src="never.png"></picture>'
        '<a href="&#104;.JPG#x">full</a><a href="page/">p</a>'
    )
    images, links = images_in(html)
    expected = ("a&b.png", "f.png", "g.png", "c.avif", "d.avif", "e.webp")
    assert [image.addresses for image in images] == [expected]
    assert links == ["h.JPG#x"]


FILES = ImageFiles(
    "https://e.example/repo",
    frozenset({"images/a.png", "articles/b c.png", "images/ü.png", "x/100%.png"}),
    {
        "images/a.png": "images/a.png",
        "th/a-200.webp": "images/a.png",
        "b c.png": "articles/b c.png",
    },
)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("{static}/images/a.png", "images/a.png"),
        ("|static|/images/a.png", "images/a.png"),
        ("{attach}b%20c.png", "articles/b c.png"),
        ("{static}../images/./a.png?v=1#f", "images/a.png"),
        ("{static}/images/%C3%BC.png", "images/ü.png"),
        ("{static}/images/u\u0308.png", "images/ü.png"),
        ("{static}/x/100%.png", "x/100%.png"),
        ("{static}/x/100%25.png", "x/100%.png"),
        ("{static}/images/none.png", ""),
        ("{static}/../../etc/passwd", ""),
        ("{static}//[", ""),
        ("https://e.example/repo/images/a.png", "images/a.png"),
        ("//E.example/repo/images/a.png?x", "images/a.png"),
        ("../images/a.png", "images/a.png"),
        ("/repo/b%20c.png", "articles/b c.png"),
        ("/repo/th/a-200.webp", "images/a.png"),
        ("/images/a.png", ""),
        ("https://other.example/repo/images/a.png", ""),
        ("data:image/png;base64,AA", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_which_file_an_address_is(address: str, file: str) -> None:
    """Pelican's notation, addresses of the site however written, copies made by others."""
    assert FILES.at(address, "articles", "https://e.example/repo/slug/") == file


def test_one_sentence_at_one_place() -> None:
    """Twice the same there is said once; words do not run together."""
    html = "<img src=a>word"
    end = html.index("word")
    assert with_captions(html, [(end, "<i>x</i>"), (end, "<i>x</i>")]) == (
        "<img src=a> <i>x</i> word"
    )
    assert with_captions(html, [(end, "<i>x</i>"), (end, "<i>y</i>")]) == (
        "<img src=a> <i>x</i>  <i>y</i> word"
    )
    assert with_captions("<p>a", []) == "<p>a"


TEXT = st.text(max_size=8)


@given(TEXT, st.sampled_from(["", "en", "ar"]))
def test_no_sentence_breaks_out_of_its_element(sentence: str, language: str) -> None:
    """Read by a browser's rules, it is one span whose text is the sentence."""
    hostile = f"{sentence}</span><script>\"'&amp;{{static}}\x00\x08"
    parsed = html5lib.parseFragment(caption(hostile, language), namespaceHTMLElements=False)
    assert [node.tag for node in parsed.iter()] == ["DOCUMENT_FRAGMENT", "span"]
    assert parsed[0].get("class") == "disclosure-image"
    assert "script" in (parsed[0].text or "")


PIECES = st.one_of(
    st.sampled_from(
        [
            '<img src="a.png" alt="x > y">',
            "<a href='b.png'><img src='a.png'></a>",
            "<figure><img src=a.png><figcaption>c</figcaption></figure>",
            "<picture><source srcset=b.png><img src=a.png></picture>",
            "<!-- <img src=a.png> -->",
            "<pre><code>&lt;img src=a.png&gt;</code></pre>",
            "<p>text</p>",
        ]
    ),
    st.text(st.characters(exclude_characters="<>\r", exclude_categories=("Cc", "Cs")), max_size=5),
)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_the_rest_of_a_text_stays_as_it_is(html: str) -> None:
    """Without the sentences it is the same text; with them a browser sees the same images."""
    images, _ = images_in(html)
    element = caption("S.")
    written = with_captions(html, [(image.at, element) for image in images])
    assert "".join(written.replace(element, "").split()) == "".join(html.split())
    before, after = (
        html5lib.parseFragment(each, namespaceHTMLElements=False) for each in (html, written)
    )
    assert len(list(after.iter("img"))) == len(list(before.iter("img"))) == len(images)
    assert len(list(after.iter("span"))) == len(images)


@given(st.text(st.sampled_from("<>!-/a \"'=imgsrc&[]"), max_size=60))
def test_hostile_markup_is_read_to_its_end(html: str) -> None:
    """Every sentence has a place in the text."""
    assert all(0 <= image.at <= len(html) for image in images_in(html)[0])
