"""How long a build takes beside stock Pelican's on the same content: medians of alternating runs.

Machines are noisy, so read the ratios, never the seconds. Stock Pelican means its `simple` theme,
its own feeds and no plugin; the ratio is what disclosure, related articles, whole feeds and a full
theme cost together. What disclosure costs is the kit with it beside the kit without it.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

STOCK = """
PATH = {content!r}
ARTICLE_PATHS, PAGE_PATHS, STATIC_PATHS = ['articles'], ['pages'], []
SITENAME, SITEURL, TIMEZONE, DEFAULT_LANG = 'Site', 'http://localhost:8000', 'UTC', 'en'
THEME = 'simple'
PLUGINS = []
FEED_ALL_RSS, TAG_FEED_ATOM = 'feeds/all.rss.xml', 'feeds/tag-{{slug}}.atom.xml'
CATEGORY_FEED_ATOM = 'feeds/category-{{slug}}.atom.xml'
AUTHOR_FEED_ATOM, AUTHOR_FEED_RSS = 'feeds/author-{{slug}}.atom.xml', None
"""


KIT = """
import sys
sys.path.insert(0, {root!r})
from pelicanconf import *
THEME = {root!r} + '/theme'
PLUGINS = [name for name in PLUGINS if name.rpartition('.')[2] not in {without!r}]
"""

PAGES = ("images", "making_of", "models", "residue", "transparency")
WHOLE, NO_FEEDS = "Colophon", "without feeds"
WAYS = {
    WHOLE: (),
    NO_FEEDS: ("feeds",),
    "without disclosure's pages": PAGES,
    "without disclosure": ("disclosure", *PAGES),
}
"""Ways to build with the kit, and the plugins that each leaves out."""


@dataclass(frozen=True, slots=True)
class Run:
    """One build, in a process of its own."""

    seconds: float
    cpu: float
    megabytes: float


def measure(command: list[str]) -> Run:
    """Run `command` and give wall seconds, CPU seconds and peak resident memory."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        sys.exit(f"{' '.join(command)} failed; run it by hand to see why")
    scale = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes here (getrusage(2))
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / scale)


def main() -> None:
    """Build alternately in each way; print each and its ratio to stock Pelican."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", default=str(ROOT / "content"), help="folder with articles/")
    parser.add_argument("--articles", type=int, default=0, help="resample so many from it")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    content = Path(options.content).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.articles:
            resample(content, folder / "content", options.articles)
            content = folder / "content"
        commands = {
            "stock Pelican": _stock(folder, content),
            **{way: _kit(folder, content, way, without) for way, without in WAYS.items()},
        }
        runs: dict[str, list[Run]] = {way: [] for way in commands}
        for _ in range(options.rounds):
            for way, command in commands.items():
                shutil.rmtree(folder / way, ignore_errors=True)
                runs[way].append(measure(command))
        sizes = _sizes(folder / WHOLE)
    _tell(runs)
    _tell_sizes(sizes)


def resample(source: Path, target: Path, count: int) -> None:
    """`count` articles of 400 to 1,200 words from the paragraphs of those in `source`.

    Each has an Id and declares a role and a model, as the articles of a site of this kind do: of 8
    categories, 170 tags and 10 models. The same in every run: the choice is seeded.
    """
    choose = random.Random(2026)  # noqa: S311 - nothing secret hangs on it
    found = [path.read_text("utf-8") for path in sorted((source / "articles").glob("*.md"))]
    bodies = [text.partition("\n\n")[2].split("\n\n") for text in found]
    paragraphs = [paragraph for body in bodies for paragraph in body]
    (target / "articles").mkdir(parents=True)
    listed = source / "contributors.toml"
    (target / listed.name).write_bytes(listed.read_bytes() if listed.is_file() else b"")
    for number in range(count):
        tags = ", ".join(sorted({f"tag {choose.randrange(170)}" for _ in range(4)}))
        head = (
            f"Title: Article {number}\nDate: {2000 + number % 26}-0{number % 9 + 1}-11\n"
            f"Id: urn:x:{number}\nCategory: Topic {number % 8}\nTags: {tags}\n"
            f"AI-Role: generated\nAI-Model: model-{number % 10}\nAI-Review: none\n"
        )
        body: list[str] = []
        longest = choose.randint(400, 1200)
        while sum(len(paragraph.split()) for paragraph in body) < longest:
            body.append(choose.choice(paragraphs))
        path = target / "articles" / f"{number}.md"
        path.write_text(head + "\n" + "\n\n".join(body) + "\n", encoding="utf-8")


def _stock(folder: Path, content: Path) -> list[str]:
    settings = folder / "stock.py"
    settings.write_text(STOCK.format(content=str(content)), encoding="utf-8")
    pelican = [sys.executable, "-m", "pelican", str(content), "-s", str(settings)]
    return [*pelican, "-o", str(folder / "stock Pelican"), "--quiet"]


def _kit(folder: Path, content: Path, way: str, without: tuple[str, ...]) -> list[str]:
    start = "from invoke.main import program; program.run()"
    kit = [sys.executable, "-c", start, "--search-root", str(ROOT), "build"]
    settings = folder / f"{len(without)}.py"
    settings.write_text(KIT.format(root=str(ROOT), without=without), encoding="utf-8")
    output = str(folder / way)
    # What an earlier build remembers of related articles would be found by all but the first.
    kit += ["--clean", "--settings", str(settings)]
    return [*kit, "--content", str(content), "--output", output]


def _tell(runs: dict[str, list[Run]]) -> None:
    rounds = len(next(iter(runs.values())))
    print(f"{'':26}{'wall s':>8}{'cpu s':>8}{'MB':>8}{'cpu to stock':>14}   medians of {rounds}")
    median = {way: _median(found) for way, found in runs.items()}
    stock = median["stock Pelican"]
    for way, run in median.items():
        figures = f"{run.seconds:8.2f}{run.cpu:8.2f}{run.megabytes:8.0f}"
        print(f"{way:26}{figures}{run.cpu / stock.cpu:14.2f}")
    kit, quiet, pages, silent = (median[way].cpu for way in WAYS)
    print(f"feeds cost {(kit - quiet) / kit:.1%} of a build,")
    print(f"disclosure costs {(pages - silent) / silent:.1%} of a build without it,")
    print(
        f"and its own pages (models, transparency, making-of, images, residue) "
        f"{(kit - pages) / silent:.1%}"
    )


def _sizes(output: Path) -> tuple[int, int, int]:
    """Bytes of the articles' pages and of all feeds, and the number of the feeds' files."""
    pages = [path for path in output.rglob("index.html") if b"entry-content" in path.read_bytes()]
    feeds = [path for path in (output / "feeds").rglob("*") if path.is_file()]
    written = (sum(path.stat().st_size for path in found) for found in (pages, feeds))
    page_bytes, feed_bytes = written
    return page_bytes, feed_bytes, len(feeds)


def _tell_sizes(sizes: tuple[int, int, int]) -> None:
    pages, feeds, files = sizes
    print(f"articles' pages: {pages:,} bytes; {files} files of feeds: {feeds:,} bytes", end="")
    print(f" ({feeds / pages:.0%})")


def _median(runs: list[Run]) -> Run:
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.cpu for run in runs),
        statistics.median(run.megabytes for run in runs),
    )


if __name__ == "__main__":
    main()
