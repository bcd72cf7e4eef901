"""The images of a text as its page shows them, whatever its author has written."""

from __future__ import annotations

import time

import pytest

from plugins.article import Picture
from plugins.html.picture import plain_images
from plugins.reading.pictures import with_pictures

FILES = (
    (("image/avif"), (("images/a-480-00000000.avif", 480), ("images/a-900-00000000.avif", 900))),
)
LARGE = Picture("images/a.jpg", "", 900, 600, FILES)
PICTURES = {"/images/a.jpg": LARGE}
SET = "/images/a-480-00000000.avif 480w, /images/a-900-00000000.avif 900w"
SOURCE = f'<source type="image/avif" srcset="{SET}" sizes="(max-width: 684px) 90vw, 616px">'


def shown(html: str, *, eager: bool = True) -> str:
    """A text on its page."""
    return with_pictures(html, PICTURES, eager=eager)


def test_an_image_is_one_of_several_files_and_leads_to_the_largest() -> None:
    """The first at once, those behind it in time; a description names the link."""
    img = '<img src="/images/a.jpg" alt="A & B">'
    rest = ' src="/images/a.jpg" alt="A & B">'
    first = f'<a href="/images/a.jpg"><picture>{SOURCE}<img decoding="async"{rest}</picture></a>'
    later = first.replace('"async"', '"async" loading="lazy"')
    assert shown(f"<p>{img} {img}</p>") == f"<p>{first} {later}</p>"
    assert shown(img, eager=False) == later
    assert "<a " not in shown('<img src="/images/a.jpg" alt="">')


@pytest.mark.parametrize(
    "html",
    [
        "<p>No image.</p>",
        '<img src="https://elsewhere.example/images/a.jpg">',
        "<img alt=x>",
        '<picture><source srcset="b.webp"><img src="/images/a.jpg"></picture>',
        '<img src="/images/a.jpg" srcset="b.jpg 2x">',
        '<noscript><img src="/images/a.jpg"></noscript>',
        '<video poster="/images/a.jpg"><img src="/images/a.jpg"></video>',
        '<!-- <img src="/images/a.jpg"> -->',
        '<textarea><img src="/images/a.jpg"></textarea>',
        '<pre title="<img src=/images/a.jpg>">x</pre>',
        '<img src="/images/a.jpg"',
    ],
)
def test_what_is_left_as_it_is(html: str) -> None:
    """Other hosts' images, those whose files an author has chosen, and what is no image."""
    assert shown(html) == html


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/b">', "</a>"),
        ("<button>", "</button>"),
        ("<summary><b>", "</b></summary>"),
        ('<label for="x">', "</label>"),
    ],
)
def test_there_is_no_link_in_what_acts(before: str, after: str) -> None:
    """Behind it there is one again."""
    html = f'{before}<img alt="x" src="/images/a.jpg">{after}'
    assert shown(html).startswith(f"{before}<picture>")
    assert shown(f'{html}<img alt="x" src="/images/a.jpg">').count('<a href="/images/') == 1


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<IMG SRC=/images/a.jpg>", '<img decoding="async" SRC=/images/a.jpg></picture>'),
        ("<img/src='/images/a.jpg' />", "<img decoding=\"async\"/src='/images/a.jpg' /></picture>"),
        (
            '<img src=" /images/a.jpg " loading="eager" decoding="sync">',
            '<img src=" /images/a.jpg " loading="eager" decoding="sync"></picture>',
        ),
        ('<img src="/images/a.jpg" width="300">', 'sizes="(max-width: 333px) 90vw, 300px"'),
        ('<img src="/images/a.jpg" width="3000">', 'sizes="(max-width: 684px) 90vw, 616px"'),
        ('<img src="/images/a.jpg" width="50%">', 'sizes="(max-width: 684px) 90vw, 616px"'),
        ('<img src="/images/a.jpg" usemap="#m" alt="x">', "<picture>"),
    ],
)
def test_attributes_stay(html: str, wanted: str) -> None:
    """However they are written; a width in pixels says how wide it is shown."""
    assert wanted in shown(html)
    if "usemap" in html:
        assert "<a " not in shown(html)


def test_addresses_are_fit_for_a_set() -> None:
    """No blank ends one, nor a comma; what stands behind the path goes; a bare name is one."""
    files = (("image/avif", (("my b/a, b%-480-00000000.avif", 480),)),)
    picture = Picture("my b/a, b%.jpg", "", 480, 300, files)
    address = "../my b/a, b%25.jpg?v=1#x"
    html = with_pictures(f'<img src="{address}">', {address: picture})
    assert 'srcset="../my%20b/a%2C%20b%25-480-00000000.avif 480w"' in html
    bare = Picture("a.jpg", "", 480, 300, (("image/avif", (("a-480-0.avif", 480),)),))
    assert 'srcset="a-480-0.avif 480w"' in with_pictures("<img src=a.jpg>", {"a.jpg": bare})


def test_one_without_versions_only_waits() -> None:
    """So does one whose size nobody knows."""
    html = '<img src="a.svg"><img src="a.svg">'
    made = with_pictures(html, {"a.svg": Picture("a.svg", "")})
    assert (
        made
        == '<img decoding="async" src="a.svg"><img decoding="async" loading="lazy" src="a.svg">'
    )


@pytest.mark.parametrize(
    "piece", ["<picture>", "<a>", '<img src="/images/a.jpg">', "<img ", "</a>", "<picture><img>"]
)
def test_long_hostile_texts_take_linear_time(piece: str) -> None:
    """20,000 of anything."""
    began = time.perf_counter()
    shown(piece * 20_000)
    assert time.perf_counter() - began < 5


def test_images_are_counted_as_readers_count_them() -> None:
    """Those that are left alone count, too: the second is not the first."""
    found = [*plain_images('<img src="a" srcset="b"><img src="c">')]
    assert [(image.src, image.number) for image in found] == [("c", 1)]
