"""Slugs keep every word, collisions name both files, links resolve as on a static host."""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from plugins.addresses.collisions import OutputFile, _folders, collisions, reserved
from plugins.addresses.redirects import redirect_path
from plugins.addresses.site_links import (
    UNRESOLVED,
    BuiltSite,
    identifiers_in,
    line_of,
    may_name_sources,
    under_site,
)
from plugins.addresses.slugs import WRITTEN
from plugins.common.addresses import LONGEST_SLUG, slug_of, term_slug
from plugins.html.urls import addresses_in, replaced

SLUGIFY = partial(slugify, regex_subs=DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"])
SITE = "https://a.example/repo"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ('How <canvas> & "1 < 2" work', "how-canvas-1-2-work"),
        ("R&D", "rd"),
        ("Über Größe", "uber-grosse"),
        ("plain words", "plain-words"),
    ],
)
def test_a_slug_keeps_the_words(name: str, slug: str) -> None:
    """What looks like a tag is a word."""
    assert slug_of(name, SLUGIFY) == slug


@settings(deadline=None)  # the first call may load tables of letters
@given(st.text(min_size=1))
def test_every_name_has_a_usable_slug(name: str) -> None:
    """Never empty, never too long, nothing to quote; the same each time."""
    slug = slug_of(name, SLUGIFY)
    assert WRITTEN.fullmatch(slug)
    assert len(slug) <= LONGEST_SLUG
    assert slug == slug_of(name, SLUGIFY)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("#1 choice", "1-choice"),
        ("a+b", "ab"),
        ("plain words", "plain-words"),
    ],
)
def test_signs_at_a_word_s_end_are_words(name: str, slug: str) -> None:
    """Three languages are three tags; what else a name holds gives the slug it always gave."""
    assert term_slug(name, SLUGIFY) == slug


def test_long_names_stay_apart() -> None:
    """Two names that differ only at their end get two slugs."""
    assert slug_of("word " * 80 + "a", SLUGIFY) != slug_of("word " * 80 + "b", SLUGIFY)


def test_collisions_name_both_files() -> None:
    """Also where only letter case differs, and for static files."""
    outputs = [
        OutputFile("x/index.html", "a.md", "x"),
        OutputFile("X/index.html", "b.md", "X"),
        OutputFile("y.png", "images/y.png"),
        OutputFile("z/index.html", "c.md", "z"),
    ]
    (problem,) = collisions(outputs)
    assert {"a.md", "b.md"} <= {problem.path, *problem.message.split()}


@given(st.lists(st.sampled_from(["a", "b.html", ".", "..", "/", "a."]), min_size=1).map("".join))
def test_folders_above_a_file_are_those_of_its_path(path: str) -> None:
    """However it is written."""
    assert [*_folders(path)] == [str(parent) for parent in PurePosixPath(path).parents]


def test_reserved_addresses_can_be_taken_on_purpose_only() -> None:
    """`Slug: category` is an error; an explicit `Save_as` is the author's own decision."""
    taken = OutputFile("category/index.html", "a.md", "category")
    chosen = OutputFile("category/index.html", "a.md", "category", fixed=True)
    inside = OutputFile("de/category/index.html", "a.md", "category", "de")
    assert len(list(reserved([taken]))) == 1
    assert not list(reserved([chosen, inside]))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/x/">', f'<a href="{SITE}/x/">'),
        ("<img alt='a' src='/i.png'>", f"<img alt='a' src='{SITE}/i.png'>"),
        ('<a href="//b.example/">', '<a href="//b.example/">'),
        ('<a href="x/">', '<a href="x/">'),
        ('<a data-href="/x">', '<a data-href="/x">'),
        ('<p>href="/x"</p>', '<p>href="/x"</p>'),
        ("<a href=/x/>", f"<a href={SITE}/x/>"),
        ('<A HREF = "/x/">', f'<A HREF = "{SITE}/x/">'),
        ('<a title="a>b" href="/x/">', f'<a title="a>b" href="{SITE}/x/">'),
        ("<a title='href=\"/y/\"'>", "<a title='href=\"/y/\"'>"),
        (
            '<img srcset="/i.png, /j.png 2x,k.png 3x">',
            f'<img srcset="{SITE}/i.png, {SITE}/j.png 2x,k.png 3x">',
        ),
        ("<!-- <a href='/x/'> -->", "<!-- <a href='/x/'> -->"),
        ("<script>'<a href=\"/x\">'</script>", "<script>'<a href=\"/x\">'</script>"),
        ("<img/src=/i.png alt>", f"<img/src={SITE}/i.png alt>"),
    ],
)
def test_root_relative_links_go_below_the_site(html: str, expected: str) -> None:
    """One slash means the site's own root, not the host's."""
    assert under_site(html, SITE) == expected


@given(st.text(alphabet="<a href='/\"> =x", max_size=40))
def test_any_text_survives(html: str) -> None:
    """Taking the site's address out again gives the input back."""
    assert under_site(html, SITE).replace(SITE + "/", "/") == html


PLACES = st.sampled_from(
    [
        *("href", "src", "srcset", "SrcSet", "title", "=", " = ", '"', "'", "<a ", ">", "/", "//"),
        *("x", " ", ", ", "\n", "{filename}", "|filename|", "&#123;file&#110;ame}", "&amp;"),
        "&lcub;filename}",
    ]
)


@given(st.lists(PLACES, max_size=12).map("".join))
def test_a_fast_look_misses_no_address(html: str) -> None:
    """What is not looked at closely has nothing of the kind."""
    below = replaced(html, lambda a: f"{SITE}{a}" if a[:1] == "/" and a[:2] != "//" else a)
    assert under_site(html, SITE) == below
    named = UNRESOLVED[0], UNRESOLVED[3]
    if any(address.startswith(named) for address in addresses_in(html)):
        assert may_name_sources(html)


@pytest.fixture(name="built")
def _built(tmp_path: Path) -> BuiltSite:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text('<h2 id="one">x</h2><a name=two></a>')
    (tmp_path / "b.html").write_text("x")
    (tmp_path / "c d.png").write_text("x")
    return BuiltSite(tmp_path, SITE)


@pytest.mark.parametrize(
    "address",
    [
        *("", "#", "#top", "#one", "#two", "/repo/a/", "/repo/a", "/repo/b", "../b.html"),
        *("/repo/c%20d.png", "https://elsewhere.example/x", "mailto:a@b.example", "#:~:text=x"),
        *("/repo/a/#gone:~:text=x", "https://a.example/repo/a/#one", "tel:+49"),
    ],
)
def test_good_links_have_no_fault(built: BuiltSite, address: str) -> None:
    """As GitHub Pages serves them; other hosts are not asked."""
    assert built.fault(address, f"{SITE}/a/") == ""


@pytest.mark.parametrize(
    "address",
    [
        *("/a/", "/repo/gone/", "#gone", "/repo/a/#gone", "{filename}x.md", "c.png", "http://[x"),
        *("/repo/../../../etc/hostname", "/repo//etc/hostname", "/repo//gone/."),
    ],
)
def test_dead_links_have_one(built: BuiltSite, address: str) -> None:
    """Missing pages, missing fragments, unresolved files, the host's root; also the second time."""
    assert built.fault(address, f"{SITE}/a/")
    assert built.fault(address, f"{SITE}/a/")


@pytest.mark.parametrize(
    "address", [f"{SITE}/a/#one", f"{SITE}/gone", "https://[x", "http:b", "https:///x"]
)
def test_what_is_said_of_an_address_holds_for_its_page(built: BuiltSite, address: str) -> None:
    """Whoever asked before from another page."""
    for page in (f"{SITE}/a/", f"{SITE}/b", f"{SITE}/a/"):
        alone = BuiltSite(built.folder, SITE)
        assert built.fault(address, page) == alone.fault(address, page)


@given(
    st.lists(
        st.sampled_from(["a", "b", "index.html", "c%20d.png", "gone", "..", ".", "%2e%2e", ""])
    )
    .map("/".join)
    .map("/repo/{}".format),
    st.sampled_from(["", "#one", "#gone", "#top"]),
)
def test_what_is_known_of_a_folder_need_not_be_looked_up(path: str, fragment: str) -> None:
    """A fault is one whether paths and identifiers are known or read."""
    files = {"a/index.html": '<h2 id="one">x</h2>', "b.html": "", "c d.png": "", "b/b/a": ""}
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            place = Path(folder, "site", name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        site = Path(folder, "site")
        known = BuiltSite(site, SITE, files, identifiers_in)
        page = f"{SITE}/a/"
        assert known.fault(path + fragment, page) == BuiltSite(site, SITE).fault(
            path + fragment, page
        )


def test_the_line_of_a_link() -> None:
    """The author finds it where it was written."""
    source = "Title: A\n\nText [a](/x/)\nand [b](y.md#part)."
    assert line_of(f"{SITE}/x/", source, SITE) == 3
    assert line_of(f"{SITE}/y/#part", source, SITE) == 4
    assert line_of("nowhere", source, SITE) == 0


def test_addresses_are_unescaped() -> None:
    """Entities in an attribute belong to HTML, not to the address."""
    assert list(addresses_in('<a href="x?a=1&amp;b=2"><img src=y>')) == ["x?a=1&b=2", "y"]


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/2019/05/old/", "2019/05/old/index.html"),
        ("old.html", "old.html"),
        ("https://old.example/a/b", "a/b/index.html"),
        ("/%C3%BCber/", "über/index.html"),
        ("", ""),
        ("/", ""),
        ("/?p=3", ""),
        ("/../../etc/passwd", ""),
        ("/a/%2e%2e/b", ""),
        ("/a/x%2Fy", ""),
        ("http://[x", ""),
    ],
)
def test_old_addresses_become_files(address: str, path: str) -> None:
    """Below the output and nowhere else."""
    assert redirect_path(address) == path
