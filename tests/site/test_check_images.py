"""`invoke check` tells of images to mend, where their source names them, and of no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands.check import check, images_to_mend
from plugins.disclosure.authoring.source_files import content_folder
from tests.building import article, build, write_site
from tests.pictures import SVG, jpeg, packet, png, png_chunk

CAMERA = packet(
    "<e:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
    "</e:DigitalSourceType>"
)
HEAVY = png(png_chunk(b"prVt", bytes(1_000_000)))
OWN_STYLE = "body { background: url('../images/styled.png') } .x { background: url(styled2.png) }"


def picture(data: bytes) -> str:
    """Bytes as `write_site` takes them."""
    return data.decode("utf-8", "surrogateescape")


def found_in(folder: Path, files: dict[str, str], settings: str = "") -> list[str]:
    """What is told of the images of a site, less the folder in which it lies."""
    site = write_site(folder, files, settings)
    done = build(folder / "output", settings=site)
    assert done.returncode == 0, done.stderr
    values = {"PATH": str(folder / "content"), "DISCLOSURE": {}, "DEFAULT_METADATA": {}}
    values |= {"IGNORE_FILES": [".*"], "ARTICLE_EXCLUDES": [], "PAGE_EXCLUDES": []}
    values |= {"ARTICLE_PATHS": ["articles"], "PAGE_PATHS": ["pages"]}
    problems = images_to_mend(check(folder / "output"), content_folder(values))
    return [str(problem).replace(f"{folder}/content/", "") for problem in problems]


def told(problems: list[str], message: str) -> list[str]:
    """Where a message is told, in order."""
    return [problem.partition(": ")[0] for problem in problems if message in problem]


WORDLESS = """Words.

![](/images/a.png) ![  ](<../images/b (1).png>) ![Words]({static}/images/c.png)

<img src="/images/c.png">
<img src="/images/c.png" alt="">
<img src="/images/c.png" aria-label="Sea"> <img src="/images/c.png" title="Sea">
<img src="/images/c.png" role="presentation"> <img src="/images/c.png" aria-hidden="true">
<picture><source srcset="/images/a.png 1x"><img src="/images/c.png" alt="Sea"></picture>
<svg role="img"><image href="/images/c.png"/></svg>
<template><img src="/images/c.png"></template> <!-- <img src="/images/c.png"> -->

`<img src="/images/c.png">` and

    ![](/images/c.png)

[![](/images/d.png)](https://elsewhere.example/) [![](/images/e.png) words](https://e.example/)
[![Sea](/images/e.png)](https://e.example/)
<a href="https://e.example/" aria-label="There"><img src="/images/e.png" alt=""></a>
"""


def test_images_without_words(tmp_path: Path) -> None:
    """What nobody describes; not what is named, is decoration, or is no image at all."""
    files = {
        "articles/a.md": article("A “title” & <b>", WORDLESS),
        "articles/b.md": article("B", Cover="images/c.png"),
        "articles/c.md": article("C", Cover="images/c.png", Cover_Alt="Sea"),
        "articles/d.md": article("D", Cover="images/c.png", Cover_Alt=""),
        **{f"images/{name}.png": picture(png()) for name in ("a", "b (1)", "c", "d", "e")},
    }
    problems = found_in(tmp_path, files)
    assert told(problems, "is an image without alternative text") == [
        *("articles/a.md:8", "articles/a.md:6", "articles/a.md:6", "articles/a.md:20"),
    ]
    assert told(problems, "is all that a link consists of") == ["articles/a.md:20"]
    assert told(problems, "has no Cover-Alt") == ["articles/b.md:3"]
    assert len(problems) == 6
    assert "‘images/c.png’" in problems[-1]


def test_images_of_which_nobody_says_whether_ai_made_them(tmp_path: Path) -> None:
    """Only where others are declared; not what says so itself, and `=none` is an answer."""
    body = "\n\n".join(
        f"![{name}](/images/{name})" for name in ("said.png", "plain.png", "silent.png", "cam.png")
    )
    files = {
        "articles/a.md": article("A", body),
        "articles/b.md": article("B", "![again](/images/silent.png)", Cover="images/cover.jpg"),
        "articles/c.md": article("C", "![far](https://elsewhere.example/x.png)"),
        "images/said.png": picture(png()),
        "images/plain.png": picture(png(colour=b"\3\3\3")),
        "images/silent.png": picture(png(colour=b"\4\4\4")),
        "images/cam.png": picture(png(png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + CAMERA))),
        "images/cover.jpg": picture(jpeg()),
        "images/logo.png": picture(png(colour=b"\5\5\5")),
    }
    settings = "LOOK = {'logo': 'images/logo.png'}"
    message = "of which nobody says whether AI made it"
    assert not told(found_in(tmp_path / "none", files, settings), message)
    lines = "images/said.png=generated\n    images/plain.png=none"
    files["articles/a.md"] = article("A", body, AI_Images=lines)
    problems = found_in(tmp_path / "some", files, settings)
    assert told(problems, message) == ["articles/a.md:10", "articles/b.md:3"]
    assert "Write `AI-Images: images/silent.png=generated`, `=edited`, or `=none`" in "".join(
        problems
    )
    page = (tmp_path / "some/output/a/index.html").read_text()
    assert len(re.findall('class="disclosure-image"', page)) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("images/a.png=none flux", "names a model for an image that AI neither made nor edited"),
        ("images/gone.png=none", "is no file below the content folder"),
        ("images/a.png=nones", "Did you mean ‘none’?"),
        ("images/a.png=none\n    images/a.png=edited", "contradicts line 3"),
    ],
)
def test_a_wrong_denial_stops_the_build(tmp_path: Path, line: str, message: str) -> None:
    """As every other wrong line of `AI-Images`."""
    body = "![a](/images/a.png)"
    files = {"articles/a.md": article("A", body, AI_Images=line), "images/a.png": picture(png())}
    done = build(tmp_path / "output", settings=write_site(tmp_path, files))
    assert done.returncode == 1
    assert message in done.stderr


def test_heavy_images(tmp_path: Path) -> None:
    """A file that a feed reader loads whole, once, however often it is shown."""
    files = {
        "articles/a.md": article("A", "Words.\n\n![x](/images/h.png) ![x](/images/h.png)"),
        "articles/b.md": article("B", "![x](/images/h.png) ![x](/images/light.png)"),
        "articles/c.md": article("C", "[A heavy one](/images/linked.png)"),
        **{f"images/{name}.png": picture(HEAVY) for name in ("h", "linked")},
        "images/light.png": picture(png(png_chunk(b"prVt", bytes(900_000)))),
    }
    (problem,) = found_in(tmp_path, files)
    assert re.match(
        r"articles/[ab]\.md:\d: image: ‘images/h\.png’: weighs 1\.00 MB, which", problem
    )


def test_images_that_nothing_uses(tmp_path: Path) -> None:
    """Whoever uses one: text, cover, link, style, settings, draft, another name for it."""
    odd = "tä = 'x' & y.png"
    body = (
        "![s]({static}/images/shown.png) [f]({static}/images/linked.png)\n"
        '<img src="/images/t%C3%A4%20=%20%27x%27%20&amp;%20y.png" alt="odd">\n'
        '<picture><source srcset="{static}/images/set.png 2x, {static}/images/set3.png 3x">'
        '<img src="{static}/images/shown.png" alt="x"></picture>\n'
        '<video poster="{static}/images/poster.png"></video> ![a]({attach}beside.png)\n'
        '<img src="/thumbs/small-200.png" alt="x"> `images/quoted.png`\n'
    )
    used = (
        *("shown", "linked", "set", "set3", "poster", "cover", "styled", "styled2", "icon"),
        *("small", "logo", "drafted", "future", "quoted", "deep/same"),
    )
    files = {
        "articles/a.md": article("A", body, Cover="images/cover.png", Cover_Alt="x"),
        "articles/b.md": article("B", "![d](/images/deep/same.png) ![l](/images/LOUD.JPG)"),
        "articles/c.md": article("C", "![d](/images/drafted.png)", Status="draft"),
        "articles/d.md": article("D", Date="2199-01-01", Cover="images/future.png", Cover_Alt="x"),
        "articles/beside.png": picture(png()),
        "articles/forgotten.png": picture(png()),
        "extra/favicon-16.png": picture(png()),
        f"images/{odd}": picture(png()),
        "images/lone.svg": picture(SVG),
        "images/same.png": picture(png()),
        "images/old-shown.png": picture(png()),
        "images/shown.jpg": picture(jpeg()),
        "images/LOUD.JPG": picture(jpeg()),
        "images/notes.txt": "images/unused.txt",
        **{f"images/{name}.png": picture(png()) for name in used},
    }
    own = tmp_path / "own/css"
    own.mkdir(parents=True)
    (own / "own.css").write_text(OWN_STYLE)
    look = "LOOK = {'logo': 'images/logo.png', 'icon': 'images/icon.png'}"
    settings = f"{look}\nTHEME_STATIC_PATHS = [*THEME_STATIC_PATHS, {str(tmp_path / 'own')!r}]"
    problems = found_in(tmp_path, files, f"THEME_STATIC_PATHS = ['static']\n{settings}")
    assert sorted(told(problems, "that no page, feed or style sheet uses")) == [
        *("articles/forgotten.png", "images/lone.svg", "images/old-shown.png"),
        *("images/same.png", "images/shown.jpg"),
    ]


def test_a_site_without_images_is_told_nothing(tmp_path: Path) -> None:
    """Nor one that has only what stands at its root."""
    assert not found_in(tmp_path / "none", {"articles/a.md": article("A")})
    files = {"articles/a.md": article("A"), "extra/favicon.png": picture(png())}
    assert not found_in(tmp_path / "root", files)


def test_hostile_addresses(tmp_path: Path) -> None:
    """Whatever a text names as an image: the rest is told all the same."""
    long, bell = "x" * 5000, "\x07"
    sources = (
        *("http://[", "//", "%00.png", f"{long}.png", "../../../etc/passwd.png", "data:x.png"),
        *("/images/%ff.png", "{static}", "[x](y).png", "?a.png", "#a.png", f"{bell}.png"),
    )
    tags = "\n".join(f"<img src='{source}' srcset='{source} 2x'>" for source in sources)
    markdown = "\n\n".join(f"![](<{source}>)" for source in sources)
    body = f"{tags}\n\n{markdown}\n\n<img src='/images/a.png'>"
    names = ("a", "a'b", "a&b", "%41", "a b,c", "-1-2-3-99.png")
    files = {f"images/{name}.png": picture(png()) for name in names}
    problems = found_in(tmp_path, {"articles/a.md": article("A", body), **files})
    assert [problem for problem in problems if "images/a.png’: is an image without" in problem]
    assert len(told(problems, "that no page, feed or style sheet uses")) == len(names) - 1
