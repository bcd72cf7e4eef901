"""Pictures in real builds: in smaller files that pages offer, made once and kept."""

from __future__ import annotations

import os
import re
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import html5lib
import pytest
from PIL import Image

from tests import photographs, pictures
from tests.building import article, build, files_of, write_site

WORK = re.compile(r"Pictures: (\d+) opened, (\d+) smaller files made")
SETTINGS = (
    "PLUGINS = [*dict.fromkeys([*PLUGINS, 'plugins.images', 'plugins.reading'])]\n"
    "IMAGES = {'widths': [40, 80]}\n"
)
ROOT = "http://localhost:8000/images"
SOURCE = re.compile(r'<source type="([^"]*)" srcset="([^"]*)" sizes="([^"]*)">')
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"/>'


def photograph(seed: int, size: tuple[int, int] = (160, 100), **saved: Any) -> str:
    """A photograph as `write_site` takes it."""
    return pictures.photograph(seed, size, **saved).decode("utf-8", "surrogateescape")


def taken_somewhere() -> bytes:
    """Exif that says where a photograph was taken, and by which camera."""
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 22.0, 1.0), 3: "E", 4: (8.0, 32.0, 1.0)})
    return exif.tobytes()


BODY = """![One]({static}/images/one.jpg) and again ![One](/images/one.jpg)

![Two](../../images/two.jpg) <img src="/images/one.jpg" alt="" width="50" loading="eager">

[![One]({static}/images/one.jpg)](https://elsewhere.example/)

<picture><source srcset="/images/two.jpg"><img src="/images/one.jpg" alt="own"></picture>
<img src="/images/one.jpg" srcset="/images/two.jpg 2x" alt="own set">
<img src="https://elsewhere.example/images/one.jpg" alt="elsewhere">
![Drawn](/images/drawn.svg)
"""
FILES = {
    "articles/a.md": article("A", BODY, AI_Role="none", AI_Images="images/one.jpg=generated"),
    "articles/b.md": article(
        "B", "![Two]({static}/images/two.jpg)", Cover="images/same.jpg", Cover_Alt="A cover"
    ),
    "images/one.jpg": photograph(1),
    "images/two.jpg": photograph(2, exif=taken_somewhere()),
    "images/same.jpg": photograph(1, (800, 500)),
    "images/other.jpg": photograph(3),
    "images/drawn.svg": SVG.decode(),
}


def work(stdout: str) -> tuple[int, int]:
    """Image files that a build has opened, and smaller ones that it has made, as it says."""
    found = WORK.search(stdout)
    return (int(found[1]), int(found[2])) if found else (0, 0)


@pytest.fixture(scope="module", name="site")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("versions"), FILES, SETTINGS)


@pytest.fixture(scope="module", name="output")
def _output(site: Path) -> Path:
    output = site.parent / "output"
    result = build(output, settings=site, COLOPHON_CACHE=str(site.parent / "cache"))
    assert result.returncode == 0, result.stderr
    # Of three pictures two formats in two widths each, though five places show them.
    assert work(result.stdout)[1] == 3 * 2 * 2
    assert result.stdout.count("told where a photograph was taken") == 1
    assert (
        "one image told where a photograph was taken; the site's copies do not: images/two.jpg"
        in (result.stdout)
    )
    return output


def page(output: Path, name: str) -> str:
    """The text of a page."""
    html = (output / name / "index.html").read_text()
    return html[html.index('<div class="entry-content"') :]


def test_a_page_offers_files_that_are_what_it_says(output: Path) -> None:
    """Each of its type and width, lighter than the original, with the original's source type."""
    html = page(output, "a")
    original = len((output / "images" / "one.jpg").read_bytes())
    sources = SOURCE.findall(html[: html.index("again")])
    assert [kind for kind, *_ in sources] == ["image/avif", "image/webp"]
    for kind, srcset, sizes in sources:
        assert sizes == "(max-width: 178px) 90vw, 160px"
        for candidate, wanted in zip(srcset.split(", "), (40, 80), strict=True):
            address, width = candidate.split()
            assert width == f"{wanted}w"
            assert re.fullmatch(rf"{ROOT}/one-{wanted}-[0-9a-f]{{8}}\.{kind[6:]}", address)
            data = (output / address.removeprefix("http://localhost:8000/")).read_bytes()
            assert len(data) < original
            assert pictures.statements(data) == [pictures.GENERATED]
            with Image.open(BytesIO(data)) as image:
                assert (image.format, image.width) == (kind[6:].upper(), wanted)


def test_images_keep_what_their_author_says(output: Path) -> None:
    """And tell their size; the first is loaded at once; none links in a link or to nothing more."""
    html = page(output, "a")
    found = re.findall(r"(?:<a [^>]*>)?(?:<picture>.*?)?<img[^>]*>", html)
    first, again, two, small, linked, _, _, _, drawn = found
    size = 'width="160" height="100"'
    assert first.endswith(f'<img decoding="async" {size} alt="One" src="{ROOT}/one.jpg">')
    assert again.endswith(
        f'<img decoding="async" loading="lazy" {size} alt="One" src="{ROOT}/one.jpg">'
    )
    assert f'loading="lazy" {size} alt="Two" src="../../images/two.jpg"' in two
    assert "../../images/two-40-" in two
    assert '<img decoding="async" src=' in small
    assert 'width="50" loading="eager"' in small
    assert "height" not in small
    assert 'sizes="(max-width: 56px) 90vw, 50px"' in small
    assert linked.startswith('<a href="https://elsewhere.example/"><picture>')
    assert "<picture>" not in drawn
    assert 'width="300" height="200"' in drawn
    own = f'<source srcset="{ROOT}/two.jpg"><img src="{ROOT}/one.jpg" alt="own">'
    untouched = (
        f"<picture>{own}</picture>",
        f'<img src="{ROOT}/one.jpg" srcset="{ROOT}/two.jpg 2x" alt="own set">',
        '<img src="https://elsewhere.example/images/one.jpg" alt="elsewhere">',
    )
    assert all(each in html for each in untouched)
    assert '<a href="../../images' not in html  # 160 pixels fit into every page


def test_feeds_have_the_original_with_its_size(output: Path) -> None:
    """Readers of feeds know neither `picture` nor AVIF."""
    feed = (output / "feeds" / "all.json").read_text()
    assert "-40-" not in feed
    assert re.search(
        r'<img[^>]*width=\\"160\\"[^>]*src=\\"http://localhost:8000/images/two.jpg', feed
    )


def test_copies_of_photographs_do_not_say_where(site: Path, output: Path) -> None:
    """The camera stays named, the pixels stay; the author's own file stays whole."""
    own, copy = (folder / "images/two.jpg" for folder in (site.parent / "content", output))
    with Image.open(own) as before, Image.open(copy) as after:
        assert before.getexif().get_ifd(0x8825)
        assert not after.getexif().get_ifd(0x8825)
        assert after.getexif()[0x010F] == "A camera"
        assert before.tobytes() == after.tobytes()
    assert b"A camera" not in next(output.glob("images/two-80-*.webp")).read_bytes()


def test_no_image_is_opened_for_an_edit_of_a_text(site: Path, output: Path) -> None:
    """Nor where all is forgotten but the memory, nor encoded where only the memory is."""
    cache = {"COLOPHON_CACHE": str(site.parent / "cache")}
    text = site.parent / "content/articles/b.md"
    text.write_text(text.read_text() + "\nMore.\n", encoding="utf-8")
    result = build(output, settings=site, **cache)
    assert "1 read, " in result.stdout
    assert work(result.stdout) == (0, 0), result.stdout
    assert "told where a photograph was taken" in result.stdout
    anew = build(site.parent / "anew", settings=site, **cache)
    assert work(anew.stdout) == (5, 0), anew.stdout  # copies of the originals
    clean = build(site.parent / "clean", settings=site, COLOPHON_CACHE=str(site.parent / "other"))
    assert work(clean.stdout)[1] == 12
    whole = files_of(output)
    assert whole == files_of(site.parent / "anew") == files_of(site.parent / "clean")


def test_images_come_change_move_and_go(tmp_path: Path) -> None:
    """Each time the site is the same as one built from nothing, with no file too many."""
    site = write_site(tmp_path, FILES, SETTINGS)
    images, text = tmp_path / "content/images", tmp_path / "content/articles/b.md"
    mine = {"COLOPHON_CACHE": str(tmp_path / "cache")}
    assert build(tmp_path / "output", settings=site, **mine).returncode == 0

    def becomes(made: int) -> None:
        result = build(tmp_path / "output", settings=site, **mine)
        assert result.returncode == 0, result.stderr
        assert work(result.stdout)[1] == made
        again = build(
            tmp_path / "again", "--clean", settings=site, COLOPHON_CACHE=str(tmp_path / "n")
        )
        assert again.returncode == 0
        assert files_of(tmp_path / "output") == files_of(tmp_path / "again")

    (images / "two.jpg").write_bytes((images / "other.jpg").read_bytes())
    becomes(4)
    (images / "one.jpg").rename(images / "first.jpg")
    for each in (tmp_path / "content/articles").iterdir():
        each.write_text(each.read_text().replace("one.jpg", "first.jpg"), encoding="utf-8")
    becomes(0)  # the same bytes were encoded before
    text.write_text(article("B", "![Other](/images/other.jpg)"), encoding="utf-8")
    becomes(0)
    assert not [*tmp_path.glob("output/images/same-*"), *tmp_path.glob("output/images/one-*")]
    site.write_text(site.read_text() + "IMAGES = {'widths': [50], 'formats': ['webp']}\n")
    becomes(3 - 1)
    site.write_text(site.read_text() + "IMAGES = {'versions': False}\n")
    becomes(0)
    assert not [*tmp_path.glob("output/images/*.webp")]


def test_what_cannot_be_read_is_shown_as_it_is(tmp_path: Path) -> None:
    """Each file is named once, with a cure; declared, attached and moved ones are found."""
    cut = photograph(1).encode("utf-8", "surrogateescape")[:900]
    files = {
        "articles/a.md": article("A", "![Cut](/images/cut.jpg) ![No]({static}/images/no.png)"),
        "articles/b.md": article("B", "![Cut](/images/cut.jpg) ![At]({attach}../images/at.jpg)"),
        "images/cut.jpg": cut.decode("utf-8", "surrogateescape"),
        "images/no.png": "no image",
        "images/at.jpg": photograph(4),
    }
    site = write_site(tmp_path, files, SETTINGS)
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0, result.stderr
    assert result.stderr.count("images/cut.jpg: ") == 1
    assert result.stderr.count("images/no.png: ") == 1
    assert "pages show it as it is. " in result.stderr
    assert "Traceback" not in result.stderr
    html = page(tmp_path / "output", "a")
    assert f'<img decoding="async" width="160" height="100" alt="Cut" src="{ROOT}/cut.jpg">' in html
    assert f'alt="No" src="{ROOT}/no.png">' in html
    assert "<source" not in html
    assert "http://localhost:8000/b/at-40-" in page(tmp_path / "output", "b")
    assert [*(tmp_path / "output/b").glob("at-40-*.avif")]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_any_name_has_versions(tmp_path: Path) -> None:
    """Blanks, commas, signs of HTML and addresses: what a browser reads leads to a file."""
    name = 'a" b, c 100%20 & <é>, .jpg'
    static = f'<img alt="x" src="{{static}}/images/{escape(name)}">'
    address = f'<img alt="x" src="/images/{quote(name)}?v=1#top">'
    files = {
        "articles/a.md": article("A", f"{static}\n{address}", Cover=f"images/{name}"),
        f"images/{name}": photograph(5),
    }
    site = write_site(tmp_path, files, SETTINGS)
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0, result.stderr
    html = html5lib.parse(
        (tmp_path / "output/a/index.html").read_text(), namespaceHTMLElements=False
    )
    sets = [source.get("srcset") for source in html.iter("source")]
    assert len(sets) >= 4
    for each in (one for srcset in sets for one in srcset.split(", ")):
        path = unquote(each.split(" ")[0].removeprefix("http://localhost:8000/"))
        assert (tmp_path / "output" / path).is_file(), each
    names = {"alt", "decoding", "height", "loading", "src", "width"}
    assert {*html.find(".//p/picture/img").attrib} == names


def test_an_original_in_a_light_format_is_offered_with_its_versions(tmp_path: Path) -> None:
    """Else a wide screen would get a narrower file of that format, where it shows both."""
    files = {"articles/a.md": article("A", "![x](/images/a.webp)\n\n![x](/images/a.avif)")}
    for name in ("webp", "avif"):
        data = photographs.saved(photographs.noise(size=(120, 80)), name, quality=95)
        files[f"images/a.{name}"] = data.decode("utf-8", "surrogateescape")
    site = write_site(tmp_path, files, SETTINGS)
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0, result.stderr
    sets = [found[:2] for found in SOURCE.findall(page(tmp_path / "output", "a"))]
    for name in ("webp", "avif"):
        own = [srcset for kind, srcset in sets if f"/a.{name} 120w" in srcset]
        assert len(own) == 1
        assert re.search(rf" 80w, {ROOT}/a\.{name} 120w$", own[0])
        assert (f"image/{name}", own[0]) in sets


def test_addresses_may_be_relative(tmp_path: Path) -> None:
    """Then those of the smaller files are, too."""
    site = write_site(tmp_path, FILES, f"{SETTINGS}RELATIVE_URLS = True\n")
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0, result.stderr
    assert 'srcset="../images/one-40-' in page(tmp_path / "output", "a")


def test_wrong_settings_stop_the_build(tmp_path: Path) -> None:
    """With the name of each, what is wrong with it, and the cure."""
    wrong = "IMAGES = {'widths': [0, '9'], 'formats': ['jxl'], 'quality': 3}\n"
    site = write_site(tmp_path, FILES, f"{SETTINGS}{wrong}")
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 1
    assert "IMAGES['widths']: ‘[0, '9']’: should be a tuple" in result.stderr
    assert "IMAGES['formats']: ‘'jxl'’: is no format" in result.stderr
    assert "IMAGES['quality']: ‘3’: is not a known option" in result.stderr
