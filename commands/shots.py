"""`invoke shots`: photographs of every type of page, or those of the handbook and the README.

Chromium takes them of a site that is built for it. Sizes are fixed and nothing moves, so that the
same site makes the same pictures on the same machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from plugins.common.failure import CommandError
from tests.programs import chromium

from . import ROOT, console

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

SCREENS = ((390, 844), (834, 1112), (1280, 900))
"""Width and height of a phone, a tablet and a laptop."""
SCHEMES = ("light", "dark")
LONGEST = 4_000
"""Pixels of a long page that are in its picture."""
COLOURS = 128
"""Of a picture in docs/: it takes a third of the room, and nobody sees it."""


class Scene(NamedTuple):
    """A picture of the handbook: a variation of the shipped site, and what of it is shown."""

    name: str
    settings: str = ""
    """Lines after those of pelicanconf.py."""
    page: str = "article"
    """A type of page, as `page_types` names it."""
    size: tuple[int, int] = (1280, 720)
    schemes: tuple[str, ...] = ("light",)
    """Pictures side by side, one a scheme."""
    top: str = ""
    """CSS selector of what stands first in the picture; empty: the top of the page."""
    own: tuple[tuple[str, str], ...] = ()
    """Files in theme-own/, and their texts."""


LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none"
stroke="#2a7f9e" stroke-width="4" stroke-linecap="round"><circle cx="24" cy="24" r="21"/>
<path d="M24 24V10M8 32q5-5 10 0t10 0 10 0"/></svg>
"""
NAMES = """
SITENAME, SITESUBTITLE = "The Tide Clock", "Notes from a harbour town, by people and machines"
MENU = [("Archives", "archives/"), ("Subjects", "category/"), ("Subscribe", "subscribe/")]
SOCIAL = [("Mastodon", "https://social.example/@tide"), ("Code", "https://code.example/tide")]
"""
ALL_IMAGES = """() => Promise.all([...document.images].map(image => {
  image.loading = "eager";
  return image.decode().catch(() => {});
}))"""
"""Loads those that wait until a reader comes near; a picture of the whole page has no reader."""
OWN = """.masthead { border-block-end: 4px double var(--rubric); }
.site-name { font-variant-caps: small-caps; letter-spacing: 0.06em; }
"""
HEARD = """{# Above the site's links in the foot of every page. #}
<p>Wound every morning since 1872.</p>
{% include "!theme/partials/footer_links.html" %}
"""
SCENES = (
    Scene("article", size=(1280, 860)),
    Scene(
        "look-names",
        f"{NAMES}LOOK = {{'logo': 'theme/tide.svg'}}",
        "index",
        (1120, 620),
        own=(("static/tide.svg", LOGO),),
    ),
    Scene("look-social", NAMES, "index", (1120, 300), top=".colophon"),
    Scene("look-colours", "LOOK = {'seed': '#1f5f8b'}", size=(600, 620), schemes=SCHEMES),
    Scene(
        "look-fonts",
        "LOOK = {'text_font': 'slab-serif', 'page_font': 'monospace-code'}",
        size=(1120, 620),
    ),
    Scene("look-width", "LOOK = {'measure': 28}", size=(1120, 620)),
    Scene(
        "look-own",
        page="index",
        size=(1120, 620),
        own=(
            ("static/own.css", OWN),
            ("templates/partials/footer_links.html", HEARD),
        ),
    ),
)


def shots(*, output: str = "shots", handbook: bool = False) -> None:
    """Build the site and photograph it into `output`, or the scenes of the handbook into docs/.

    :raises CommandError: where there is no Chromium, or the site cannot be built.
    """
    with _browser() as browser, TemporaryDirectory() as scratch:
        if handbook:
            for scene in SCENES:
                _photograph_scene(browser, scene, Path(scratch) / scene.name)
        else:
            _photograph_all(browser, _built(Path(scratch)), Path(output))


@contextmanager
def _browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    found = chromium()
    if not found.path:
        raise CommandError(f"There is no Chromium to take pictures with: {found.reason}")
    with sync_playwright() as playwright:
        # The sandbox does not start for root, nor in most containers; all pages are ours.
        options = ["--no-sandbox", "--hide-scrollbars", "--font-render-hinting=none"]
        browser = playwright.chromium.launch(executable_path=found.path, args=options)
        try:
            yield browser
        finally:
            browser.close()


def _built(folder: Path, settings: str = "", own: tuple[tuple[str, str], ...] = ()) -> Path:
    """The site, built below `folder` with further lines of settings; gives where."""
    theme = folder / "theme-own"
    for name, text in own:
        (theme / name).parent.mkdir(parents=True, exist_ok=True)
        (theme / name).write_text(text, encoding="utf-8")
    lines = [
        f"exec(open({str(ROOT / 'pelicanconf.py')!r}, encoding='utf-8').read())",
        f"PATH, THEME = {str(ROOT / 'content')!r}, {str(ROOT / 'theme')!r}",
        f"PLUGIN_PATHS = [{str(ROOT)!r}]",
        f"THEME_STATIC_PATHS = ['static', {str(theme / 'static')!r}]",
        f"THEME_TEMPLATES_OVERRIDES = [{str(theme / 'templates')!r}]",
        settings,
    ]
    folder.mkdir(parents=True, exist_ok=True)
    file, output = folder / "site.py", folder / "output"
    file.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "invoke", "build", "--settings", str(file)]
    environment = {**os.environ, "COLOPHON_CACHE": str(folder / "cache")}
    done = subprocess.run(
        [*command, "--output", str(output)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise CommandError(done.stderr.strip())
    return output


@contextmanager
def _page(browser: Browser, site: Path, size: tuple[int, int], scheme: str) -> Iterator[Page]:
    from tests.browser.routes import answer

    width, height = size
    with browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    ) as context:
        context.route("**/*", lambda route: answer(route, site))
        context.route("**/*.css", lambda route: _with_fonts(route, site))
        yield context.new_page()


def _with_fonts(route: Route, site: Path) -> None:
    """Style sheets that wait for their fonts; to readers they come with the second page."""
    from urllib.parse import urlsplit

    sheet = (site / urlsplit(route.request.url).path.lstrip("/")).read_text(encoding="utf-8")
    body = sheet.replace("font-display: optional", "font-display: block")
    route.fulfill(body=body, content_type="text/css")


def _photograph_all(browser: Browser, site: Path, output: Path) -> None:
    """A picture of each type of page, scheme and screen, and a page that shows them together."""
    from tests.browser.routes import SITE

    pages = page_types(site)
    output.mkdir(parents=True, exist_ok=True)
    for size in SCREENS:
        for scheme in SCHEMES:
            with _page(browser, site, size, scheme) as page:
                for name, address in pages.items():
                    page.goto(f"{SITE}/{address}")
                    page.evaluate("document.fonts.ready")
                    page.evaluate(ALL_IMAGES)
                    high = page.evaluate("document.documentElement.scrollHeight")
                    page.screenshot(
                        path=output / _file(name, size, scheme),
                        full_page=True,
                        clip={"x": 0, "y": 0, "width": size[0], "height": min(high, LONGEST)},
                    )
    (output / "index.html").write_text(_overview(pages), encoding="utf-8")
    count = len(pages) * len(SCREENS) * len(SCHEMES)
    console.say(f"{count} pictures of {len(pages)} types of page: {output / 'index.html'}")


def page_types(site: Path) -> dict[str, str]:
    """A page of each type in a built site: name to address below the site's root.

    The longest article and page, as they show most; each other page at the top, and in each
    folder of pages the first.
    """
    rows = json.loads((site / "ai-disclosures.json").read_text(encoding="utf-8"))["entries"]
    found = dict[str, str]()
    texts = set[str]()
    for kind in ("article", "page"):
        paths = [_below_root(row["url"]) for row in rows if row["kind"] == kind]
        texts.update(paths)
        there = [path for path in paths if (site / path / "index.html").is_file()]
        if there:
            found[kind] = max(there, key=lambda path: (site / path / "index.html").stat().st_size)
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        first, _, rest = path.removesuffix(".html").partition("/")
        name = f"{first}-one" if rest else first or "index"
        if f"{first}/" in texts:
            name = rest.strip("/")
        if path not in texts and not _redirects(file):
            found.setdefault(name, path)
    return found


def _below_root(url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(url).path.lstrip("/")


def _redirects(file: Path) -> bool:
    return 'http-equiv="refresh"' in file.read_text(encoding="utf-8")


def _file(name: str, size: tuple[int, int], scheme: str) -> str:
    return f"{name}-{size[0]}-{scheme}.png"


def _overview(pages: dict[str, str]) -> str:
    """All of them on one page, a row a type."""
    rows = []
    for name in pages:
        files = [_file(name, size, scheme) for size in SCREENS for scheme in SCHEMES]
        shown = "".join(
            f'<a href="{escape(f)}"><img src="{escape(f)}" alt="{escape(f)}" loading="lazy"></a>'
            for f in files
        )
        rows.append(f"<h2>{escape(name)}</h2><div>{shown}</div>")
    style = "img{height:30rem;border:1px solid #888}div{display:flex;gap:1rem;overflow-x:auto}"
    return (
        '<!DOCTYPE html><meta charset="utf-8"><title>Every type of page</title>'
        f"<style>{style}</style>{''.join(rows)}\n"
    )


def _photograph_scene(browser: Browser, scene: Scene, folder: Path) -> None:
    from PIL import Image

    from tests.browser.routes import SITE

    site = _built(folder, scene.settings, scene.own)
    pictures = []
    for scheme in scene.schemes:
        with _page(browser, site, scene.size, scheme) as page:
            page.goto(f"{SITE}/{page_types(site)[scene.page]}")
            page.evaluate("document.fonts.ready")
            if scene.top:
                page.locator(scene.top).first.evaluate("e => e.scrollIntoView()")
            file = folder / f"{scheme}.png"
            page.screenshot(path=file)
            pictures.append(Image.open(file).convert("RGB"))
    width, height = (sum(one.width for one in pictures), pictures[0].height)
    whole = Image.new("RGB", (width, height))
    for number, one in enumerate(pictures):
        whole.paste(one, (number * one.width, 0))
    target = ROOT / "docs" / f"{scene.name}.png"
    reduced = whole.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(target, optimize=True)
    console.say(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KB")
