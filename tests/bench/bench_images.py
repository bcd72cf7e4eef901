"""What pictures cost a build, and what smaller versions of them spare a reader.

A generated site, with the capability of images and without: builds from nothing, of nothing new and
of one image changed. Half of the pictures are as photographs, half are drawings; the same in every
run. Apart from `bench.build`, which has no pictures. Machines are noisy: read the seconds of CPU,
and the ratios.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Route, sync_playwright

from tests.bench.build.content import resample
from tests.bench.build.generators import Kit
from tests.bench.build.measure import Figures, medians
from tests.programs import chromium

ROOT = Path(__file__).resolve().parent.parent.parent
ORIGINALS = (".jpg", ".png")
VERSIONS = (".avif", ".webp")
PHOTOGRAPH, DRAWING = (2400, 1600), (1600, 1000)
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
MOST_OF_ORIGINALS = 0.4
"""So much of what originals weigh may a phone load."""
NAMES = ("from nothing", "nothing new", "one image changed")


@dataclass(frozen=True)
class Site:
    """One of the two sites, which have the same content."""

    name: str
    kit: Kit
    without: tuple[str, ...] = ()

    def steps(self, number: int) -> Iterator[Figures]:
        """One round: a build of each of `NAMES`, in their order."""
        yield self.kit.build_from_nothing(self.without)
        yield self.kit.build(without=self.without)
        first = min((self.kit.content / "images").glob("*.jpg"))
        photograph(first, number + 1_000_000)
        yield self.kit.build(without=self.without)

    def files(self, endings: tuple[str, ...]) -> list[Path]:
        """The site's images of these kinds."""
        found = (self.kit.output / "images").rglob("*")
        return [path for path in found if path.suffix in endings]


def main() -> None:
    """Make the sites, build them in turns, print the table and what a phone loads."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", default=ROOT / "content", type=Path)
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--pictures", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--tree", default=ROOT, type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, tree = Path(name).resolve(), options.tree.resolve()
        sites = [
            Site("with images", Kit(tree, folder / "with")),
            Site("without", Kit(tree, folder / "without"), ("images",)),
        ]
        for site in sites:
            fill(options.content.resolve(), site.kit.content, options.articles, options.pictures)
            site.kit.build(without=site.without)  # compiles modules and templates
        rounds = [[[*site.steps(number)] for site in sites] for number in range(options.rounds)]
        tell(sites, rounds)
        with sync_playwright() as programs:
            browser = programs.chromium.launch(
                executable_path=chromium(may_install=False).path, args=["--no-sandbox"]
            )
            tell_phone(sites[0], browser)


def fill(source: Path, target: Path, articles: int, pictures: int) -> None:
    """So many articles with so many pictures each, every one of them another."""
    resample(source, target, articles)
    folder = target / "images"
    folder.mkdir()
    for number, path in enumerate(sorted((target / "articles").glob("*.md"))):
        head, _, body = path.read_text("utf-8").partition("\n\n")
        blocks = body.split("\n\n")
        for count in range(pictures):
            draw, ending = KINDS[count % len(KINDS)]
            file = folder / f"{number}-{count}{ending}"
            draw(file, number * pictures + count)
            place = (count + 1) * len(blocks) // (pictures + 1) + count
            blocks.insert(place, f"![Picture {count}](/images/{file.name})")
        path.write_text(f"{head}\n\n" + "\n\n".join(blocks), encoding="utf-8")


def photograph(path: Path, seed: int) -> None:
    """Soft shapes of many colours, with a grain over them."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    size, small, grain = PHOTOGRAPH, (24, 16), (300, 200)
    soft = Image.frombytes("RGB", small, chance.randbytes(3 * small[0] * small[1]))
    rough = Image.frombytes("RGB", grain, chance.randbytes(3 * grain[0] * grain[1]))
    smooth = soft.resize(size, Image.Resampling.BICUBIC)
    shown = Image.blend(smooth, rough.resize(size, Image.Resampling.BICUBIC), 0.12)
    shown.save(path, "JPEG", quality=88)


def drawing(path: Path, seed: int) -> None:
    """Lines and even areas in few colours."""
    chance = random.Random(seed)  # noqa: S311 - the same
    image = Image.new("RGB", DRAWING, "white")
    pen = ImageDraw.Draw(image)
    for _ in range(60):
        x, y = chance.randrange(DRAWING[0]), chance.randrange(DRAWING[1])
        box = (x, y, x + chance.randrange(20, 400), y + chance.randrange(20, 300))
        colour = chance.choice(["#1f5f8b", "#d9822b", "#24292f", "#8bb174", "#ffffff"])
        chance.choice([pen.ellipse, pen.rectangle])(box, fill=colour, outline="#24292f", width=3)
        pen.line((x, y, box[2], box[3]), fill="#24292f", width=chance.randrange(1, 6))
    image.save(path, "PNG", optimize=True)


KINDS: tuple[tuple[Callable[[Path, int], None], str], ...] = (
    (photograph, ".jpg"),
    (drawing, ".png"),
)


def tell(sites: list[Site], rounds: list[list[list[Figures]]]) -> None:
    """Print the table, and what follows from it."""
    originals, versions = sites[0].files(ORIGINALS), sites[0].files(VERSIONS)
    print(f"{len(originals):,} originals, {_megabytes(originals):.1f} MB")
    print(f"{len(versions):,} versions, {_megabytes(versions):.1f} MB")
    print(f"\n  {'':26}" + "".join(f"{f'{site.name}: wall s':>22}{'cpu s':>8}" for site in sites))
    for step, name in enumerate(NAMES):
        figures = [medians(one[at][step] for one in rounds) for at in range(len(sites))]
        row = "".join(f"{each.wall:22.2f}{each.cpu:8.2f}" for each in figures)
        print(f"  {name:26}{row}")
    spent = median(one[0][0].cpu - one[1][0].cpu for one in rounds)
    print(f"\n  {len(versions) / spent:.1f} encodings a second of CPU, reading them included")


def tell_phone(site: Site, browser: Browser) -> None:
    """Print what the page of an article takes of images on a phone, beside what originals weigh."""
    shares = []
    for page in sorted(site.kit.output.glob("article-*/index.html")):
        loaded = loaded_on_a_phone(browser, site.kit.output, page)
        shares.append((_megabytes(loaded), _megabytes(_whole(site, loaded))))
    ours, theirs = (median(one) for one in zip(*shares, strict=True))
    held = "held" if ours <= MOST_OF_ORIGINALS * theirs else "MISSED"
    print(
        f"  a phone loads {ours:.2f} MB of images an article, of {theirs:.2f} MB in originals: "
        f"{ours / theirs:.0%}; at most {MOST_OF_ORIGINALS:.0%}: {held}"
    )


def loaded_on_a_phone(browser: Browser, output: Path, page: Path) -> list[Path]:
    """The image files that a page loads there, read to its end."""
    loaded: dict[Path, None] = {}

    def answer(route: Route) -> None:
        path = output / unquote(urlsplit(route.request.url).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            route.abort()
            return
        if route.request.resource_type == "image" and path.suffix in (*ORIGINALS, *VERSIONS):
            loaded[path] = None
        route.fulfill(path=path)

    context = browser.new_context(**PHONE)  # type: ignore[arg-type]  # of two types
    tab = context.new_page()
    tab.route("**/*", answer)
    tab.goto(f"http://localhost:8000/{page.parent.relative_to(output).as_posix()}/")
    tab.evaluate(
        """async () => {
            for (const image of document.images) {
                image.scrollIntoView();
                if (!image.complete) await new Promise(done => image.onload = image.onerror = done);
            }
        }"""
    )
    context.close()
    return [*loaded]


def _whole(site: Site, loaded: list[Path]) -> list[Path]:
    """The originals of files that were loaded."""
    known = {path.with_suffix("").name: path for path in site.files(ORIGINALS)}
    return [known["-".join(path.name.split(".")[0].split("-")[:2])] for path in loaded]


def _megabytes(files: list[Path]) -> float:
    return sum(path.stat().st_size for path in files) / 1e6


if __name__ == "__main__":
    main()
