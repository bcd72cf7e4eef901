"""Declared images in real builds: said on the page, in the feed, in JSON-LD and in the file."""

from __future__ import annotations

import json
import os
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest

from plugins.disclosure.contributors import Model
from plugins.disclosure.declared_images import DeclaredImage
from plugins.disclosure.messages import words_for
from plugins.disclosure.sentences import image_caption
from tests import pictures
from tests.building import ROOT, article, build, files_of, write_site
from tests.pictures import EDITED, GENERATED

URL = "https://press.example/repo"
MODEL = "m</span><script>alert(1)</script>\"'&amp;{static}%7B"
ODD = "tä = 'x' & y.png"
UMLAUT, UMLAUT_ADDRESS = "grün.png", "gr%C3%BCn.png"
ODD_ADDRESS = "t%C3%A4%20=%20%27x%27%20&amp;%20y.png"
SETTINGS = "PLUGINS = [*dict.fromkeys([*PLUGINS, 'plugins.images'])]\n"
CONTRIBUTORS = (
    '[models.flux]\nname = "Flux \\"1\\" <b>"\nprovider = "BFL"\n'
    '[responsible]\norganisation = "P"\ncontact = "m@press.example"\n'
)
BODY = f"""![Sea]({{static}}/images/tide.png) and `<img src="/images/tide.png">` here.

<figure><a href="/images/tide.png"><img src='/images/tide.png' alt="Sea"></a>
<figcaption>By the sea.</figcaption></figure>

<!-- <img src="/images/tide.png"> -->

<picture><source srcset="{{static}}/images/drawn.svg 1x"><img src="{URL}/images/photo.jpg" alt="x">
</picture>

<img src="{{static}}/images/{ODD_ADDRESS}" alt="odd">
<img src="{{static}}/images/{UMLAUT_ADDRESS}" alt="odd">
<img src="https://other.example/images/tide.png" alt="elsewhere">
"""
DECLARED = (
    f"images/tide.png=generated flux\n    images/drawn.svg=edited {MODEL}\n"
    f"    images/{ODD}=generated\n    images/{UMLAUT}=generated"
)
FLUX = 'AI-generated image by Flux "1" <b> (BFL).'


def picture(data: bytes) -> str:
    """Bytes as `write_site` takes them."""
    return data.decode("utf-8", "surrogateescape")


FILES = {
    "contributors.toml": CONTRIBUTORS,
    "articles/a.md": article("A", BODY, AI_Role="none", AI_Images=DECLARED),
    "articles/b.md": article(
        "B", "![S](../../images/tide.png)", AI_Role="none", AI_Review="none", Lang="de"
    ),
    "articles/c.md": article("C", "![P]({static}/images/photo.jpg)\n\nText.", AI_Role="none"),
    "images/tide.png": picture(pictures.png()),
    "images/photo.jpg": picture(pictures.JPEG),
    "images/drawn.svg": picture(pictures.SVG),
    f"images/{ODD}": picture(pictures.png(colour=b"\7\7\7")),
    f"images/{UMLAUT}": picture(pictures.png(colour=b"\7\7\1")),
}


@pytest.fixture(scope="module", name="site")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("images"), FILES, SETTINGS)


@pytest.fixture(scope="module", name="public")
def _public(site: Path) -> Path:
    result = build(site.parent / "public", "--production", settings=site, SITEURL=URL)
    assert result.returncode == 0, result.stderr
    return site.parent / "public"


def captions(html: str) -> list[str]:
    """What the page says under its images, read by a browser's rules."""
    parsed = html5lib.parse(html, namespaceHTMLElements=False)
    found = (e for e in parsed.iter() if e.get("class") == "disclosure-image")
    return ["".join(e.itertext()) for e in found]


def test_every_declared_image_is_named_on_the_page(public: Path) -> None:
    """Whichever way it is addressed; not in code, in comments, or on another host."""
    page = (public / "a" / "index.html").read_text()
    hostile = f"Image AI-edited by {MODEL}."
    unknown = "AI-generated image (model not recorded)."
    assert captions(page) == [FLUX, FLUX, hostile, unknown, unknown]
    assert "<script>alert" not in page
    assert re.search(
        r"By the sea\.\s<span class=\"disclosure-image\">[^<]*</span></figcaption>", page
    )
    assert re.search(r"</picture>\s<span class=\"disclosure-image\">", page)
    assert '<code>&lt;img src="/images/tide.png"&gt;</code> here' in page


def test_one_declaration_serves_every_text_in_its_own_language(public: Path) -> None:
    """The other article declares nothing; a review or its absence makes no difference."""
    page = (public / "de" / "b" / "index.html").read_text()
    picture = DeclaredImage("images/tide.png", "generated", ("flux",))
    model = Model("flux", 'Flux "1" <b>', "BFL")
    say = words_for("de")
    assert say.language == "de"
    assert captions(page) == [image_caption(picture, (model,), say)]
    assert '<span class="disclosure-image">' in page


def test_feeds_say_it_too(public: Path) -> None:
    """In the full content, where no style sheet reaches."""
    for name in ("all.atom.xml", "all.rss.xml"):
        feed = unescape((public / "feeds" / name).read_text())
        assert feed.count(FLUX.replace("<b>", "&lt;b&gt;")) >= 2, name
        assert "<script>" not in feed


def test_programs_are_told_in_json_ld(public: Path) -> None:
    """One ImageObject an image, with absolute address, term and sentence."""
    page = (public / "a" / "index.html").read_text()
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert script
    nodes = json.loads(script[1])["@graph"]
    images = next(node["image"] for node in nodes if node["@type"] == "BlogPosting")
    told = {image["contentUrl"]: image["caption"] for image in images}
    assert told[f"{URL}/images/tide.png"] == FLUX
    assert told[f"{URL}/images/drawn.svg"] == f"Image AI-edited by {MODEL}."
    assert f"{URL}/images/t%C3%A4%20=%20%27x%27%20&%20y.png" in told
    assert len(told) == 4


def test_published_files_say_it_and_sources_stay(site: Path, public: Path) -> None:
    """Only declared files are changed, and only their copies."""
    images = public / "images"
    assert pictures.statements((images / "tide.png").read_bytes()) == [GENERATED]
    assert pictures.statements((images / ODD).read_bytes()) == [GENERATED]
    assert pictures.statements((images / "drawn.svg").read_bytes()) == [EDITED]
    assert (images / "photo.jpg").read_bytes() == pictures.JPEG
    sources = site.parent / "content" / "images"
    assert (sources / "tide.png").read_bytes() == pictures.png()
    assert (sources / "drawn.svg").read_bytes() == pictures.SVG
    assert not list(public.rglob("*.part"))


def test_a_second_build_gives_the_same_bytes(site: Path, public: Path) -> None:
    """Every file of the site."""
    again = site.parent / "again"
    assert build(again, "--production", settings=site, SITEURL=URL).returncode == 0
    assert files_of(again) == files_of(public)


def test_texts_without_images_stay_as_they_are(tmp_path: Path) -> None:
    """Their pages are those of a build without the plugin, byte for byte; so are unused files."""
    files = {name: text for name, text in FILES.items() if not name.startswith("articles/")}
    files |= {f"articles/{name}.md": article(name, AI_Role="none") for name in "ab"}
    with_it = write_site(tmp_path / "with", files, SETTINGS)
    without = write_site(
        tmp_path / "without", files, "PLUGINS = [p for p in PLUGINS if p != 'plugins.images']"
    )
    for site in (with_it, without):
        assert build(site.parent / "output", settings=site).returncode == 0
    assert files_of(with_it.parent / "output") == files_of(without.parent / "output")


def test_a_theme_that_escapes_nothing_is_safe(tmp_path: Path) -> None:
    """Pelican's own theme, autoescape off."""
    settings = f"{SETTINGS}JINJA_ENVIRONMENT = {{}}\nTHEME = 'simple'\n"
    site = write_site(tmp_path, FILES, f"{settings}DIRECT_TEMPLATES = ['index']\n")
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "output" / "a" / "index.html").read_text()
    assert f"Image AI-edited by {MODEL}." in captions(page)
    assert "<script>alert" not in page


def test_words_of_another_language_say_so(tmp_path: Path) -> None:
    """A text in a language without a catalogue is told in English, and marked as English."""
    body = "![S]({static}/images/tide.png)"
    declared = "images/tide.png=generated"
    files = {**FILES, "articles/a.md": article("A", body, AI_Images=declared, Lang="tlh")}
    site = write_site(tmp_path, files, SETTINGS)
    assert build(tmp_path / "output", settings=site).returncode == 0
    page = next((tmp_path / "output").rglob("a/index.html")).read_text()
    assert '<span class="disclosure-image" lang="en" dir="auto">AI-generated image' in page


def test_ai_metadata_that_nobody_declares_is_reported(tmp_path: Path) -> None:
    """File, term, texts and cure; a camera's metadata is nobody's business; the page is built."""
    said = pictures.packet(f"<e:DigitalSourceType>{GENERATED}</e:DigitalSourceType>")
    camera = pictures.packet(
        f"<e:DigitalSourceType>{pictures.IPTC}digitalCapture</e:DigitalSourceType>"
    )
    files = {
        "articles/a.md": article(
            "A", "![x]({static}/images/said.png) ![y]({static}/images/cam.png)"
        ),
        "articles/b.md": article("B", "[the picture](/images/said.png)"),
        "articles/d.md": article("D", "![x]({static}/images/hid.png)", Status="draft"),
        "images/said.png": picture(pictures.png(pictures.png_text(said, compressed=True))),
        "images/cam.png": picture(pictures.png(pictures.png_text(camera))),
        "images/hid.png": picture(pictures.png(pictures.png_text(said))),
    }
    site = write_site(tmp_path, files, SETTINGS)
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0
    told = [line for line in result.stderr.splitlines() if "digital source type" in line]
    assert len(told) == 1, result.stderr
    for part in ("images/said.png: ", "‘trainedAlgorithmicMedia’", "a.md, ", "b.md, "):
        assert part in told[0]
    assert "`AI-Images: images/said.png=generated`" in told[0]
    assert (tmp_path / "output/images/said.png").read_bytes() == (
        tmp_path / "content/images/said.png"
    ).read_bytes()


def test_a_declared_file_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    """With line, value and the nearest name; one that no text shows is a warning."""
    declared = "images/tied.png=generated\n    images/photo.jpg=edited"
    files = {**FILES, "articles/c.md": article("C", "Text.", AI_Images=declared)}
    del files["articles/a.md"]
    site = write_site(tmp_path, files, SETTINGS)
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 1
    assert "c.md:3: AI-Images: ‘images/tied.png’: is no file" in result.stderr
    assert "Did you mean ‘images/tide.png’?" in result.stderr
    assert not (tmp_path / "output").exists()
    (tmp_path / "content/images/tied.png").write_bytes(pictures.png())
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0, result.stderr
    assert "c.md:4: AI-Images: ‘images/photo.jpg’: is shown by no text" in result.stderr


def test_a_cover_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    """A declared one that is there is labelled as cover."""
    declared = {"AI_Images": "images/tide.png=generated flux"}
    files = {
        **FILES,
        "articles/a.md": article("A", Cover="images/tide.png", **declared),
        "articles/c.md": article("C", Cover="images/tidy.png"),
    }
    site = write_site(tmp_path, files, SETTINGS)
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 1
    assert "c.md:3: Cover: ‘images/tidy.png’: is no file below" in result.stderr
    (tmp_path / "content/articles/c.md").unlink()
    assert build(tmp_path / "output", settings=site).returncode == 0
    assert captions((tmp_path / "output/a/index.html").read_text()) == [FLUX]


def test_files_that_cannot_be_written_are_told_and_stay(tmp_path: Path) -> None:
    """A broken file, one of another kind, a signed one: a warning each, and the site is built."""
    signed = pictures.png(pictures.png_chunk(b"caBX", b"....jumdc2pa"))
    images = {"cut.png": pictures.png()[:-9], "new.avif": pictures.AVIF, "signed.png": signed}
    declared = "\n    ".join(f"images/{name}=generated" for name in images)
    body = " ".join(f"![x]({{static}}/images/{name})" for name in images)
    files = {"articles/a.md": article("A", body, AI_Images=declared)}
    files |= {f"images/{name}": picture(data) for name, data in images.items()}
    site = write_site(tmp_path, files, SETTINGS)
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0, result.stderr
    assert "images/cut.png: AI-Images: is a broken PNG file" in result.stderr
    assert "images/new.avif: AI-Images: is of a kind that the kit cannot write" in result.stderr
    assert "images/signed.png: AI-Images: carries Content Credentials" in result.stderr
    assert "Traceback" not in result.stderr
    output = tmp_path / "output" / "images"
    assert (output / "cut.png").read_bytes() == images["cut.png"]
    assert (output / "new.avif").read_bytes() == images["new.avif"]
    assert pictures.statements((output / "signed.png").read_bytes()) == [GENERATED]
    assert len(captions((tmp_path / "output/a/index.html").read_text())) == 3


def test_hard_links_are_replaced_not_written_through(tmp_path: Path) -> None:
    """With STATIC_CREATE_LINKS the published file is the source, until it is marked."""
    body, declared = "![S]({static}/images/tide.png)", "images/tide.png=generated"
    files = {**FILES, "articles/a.md": article("A", body, AI_Images=declared)}
    site = write_site(tmp_path, files, f"{SETTINGS}STATIC_CREATE_LINKS = True\n")
    for _ in range(2):
        assert build(tmp_path / "output", settings=site).returncode == 0
        source, copy = tmp_path / "content/images/tide.png", tmp_path / "output/images/tide.png"
        assert source.read_bytes() == pictures.png()
        assert pictures.statements(copy.read_bytes()) == [GENERATED]
        assert not source.samefile(copy)
    photo = "images/photo.jpg"
    assert (tmp_path / "content" / photo).samefile(tmp_path / "output" / photo)


RESIZER = '''"""Stands for any plugin that makes smaller copies of images."""

from pathlib import Path
from urllib.parse import unquote

from pelican import signals


def announce(pelican):
    pelican.settings["COLOPHON_DERIVED_IMAGES"] = {
        "thumbs/tide-200.png": "images/tide.png",
        "../outside.png": "images/tide.png",
    }


def make(generator, writer):
    for name in ("thumbs/tide-200.png", "../outside.png"):
        path = Path(writer.output_path, name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(Path(generator.path, "images/tide.png").read_bytes())


def register():
    signals.initialized.connect(announce)
    signals.article_writer_finalized.connect(make)
'''


def test_copies_made_of_an_image_are_labelled_and_marked(tmp_path: Path) -> None:
    """Whoever makes them says of what; nothing outside the output is touched."""
    body = '<img src="/thumbs/tide-200.png" alt="x">'
    declared = "images/tide.png=generated flux"
    files = {**FILES, "articles/a.md": article("A", body, AI_Images=declared)}
    site = write_site(tmp_path, files, f"{SETTINGS}PLUGINS += ['resizer']\n")
    (tmp_path / "resizer.py").write_text(RESIZER, encoding="utf-8")
    found = os.pathsep.join((str(ROOT), str(tmp_path)))
    result = build(tmp_path / "output", settings=site, PYTHONPATH=found)
    assert result.returncode == 0, result.stderr
    output = tmp_path / "output"
    assert captions((output / "a/index.html").read_text()) == [FLUX]
    assert pictures.statements((output / "thumbs/tide-200.png").read_bytes()) == [GENERATED]
    (outside,) = tmp_path.rglob("outside.png")
    assert outside.read_bytes() == pictures.png()


def test_a_cover_is_shown_where_its_file_is_published(tmp_path: Path) -> None:
    """Also one that its owner publishes under another name, or spells with other characters."""
    files = {
        **FILES,
        "articles/a.md": article(
            "A", AI_Role="none", Cover="images/gru\u0308n.png", AI_Images=f"images/{UMLAUT}=edited"
        ),
        "articles/b.md": article("B", AI_Role="none", Cover="images/photo.jpg"),
        "articles/c.md": article(
            "C", AI_Role="none", Cover="images/tide.png", AI_Images="images/tide.png=generated"
        ),
    }
    moved = "{f'images/{n}': {'path': f'new/{n}'} for n in ('photo.jpg', 'tide.png')}"
    site = write_site(tmp_path, files, f"{SETTINGS}EXTRA_PATH_METADATA = {moved}\n")
    output = tmp_path / "output"
    result = build(output, settings=site)
    assert result.returncode == 0, result.stderr
    for slug, address in (
        ("a", f"images/{UMLAUT_ADDRESS}"),
        ("b", "new/photo.jpg"),
        ("c", "new/tide.png"),
    ):
        page = (output / slug / "index.html").read_text()
        assert f'<img src="http://localhost:8000/{address}"' in page
        assert f'property="og:image" content="http://localhost:8000/{address}"' in page
        assert (output / unquote(address)).is_file()
    assert "The cover image is AI-edited" in (output / "a" / "index.html").read_text()
