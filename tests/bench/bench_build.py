"""How long a build takes beside stock Pelican's on the same content: medians of alternating runs.

Machines are noisy, so read the ratios, never the seconds. Stock Pelican means its `simple` theme,
its own feeds and no plugin; the ratio is what disclosure, related articles, whole feeds and a full
theme cost together.
"""

from __future__ import annotations

import argparse
import os
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
    """Build alternately with the kit and with stock Pelican; print both and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", default=str(ROOT / "content"), help="folder with articles/")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    content = str(Path(options.content).resolve())
    with tempfile.TemporaryDirectory() as folder:
        stock = Path(folder) / "stock.py"
        stock.write_text(STOCK.format(content=content), encoding="utf-8")
        out = Path(folder)
        start = "from invoke.main import program; program.run()"
        kit = [sys.executable, "-c", start, "--search-root", str(ROOT), "build"]
        commands = {
            "stock Pelican": [
                *(sys.executable, "-m", "pelican", content, "-s", str(stock)),
                *("-o", str(out / "stock"), "--quiet"),
            ],
            "Colophon": [*kit, "--content", content, "--output", str(out / "kit")],
        }
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                runs[name].append(measure(command))
    _tell(runs)


def _tell(runs: dict[str, list[Run]]) -> None:
    print(f"{'':15}{'wall s':>8}{'cpu s':>8}{'MB':>8}   medians of {len(runs['Colophon'])}")
    median = {name: _median(found) for name, found in runs.items()}
    for name, run in median.items():
        print(f"{name:15}{run.seconds:8.2f}{run.cpu:8.2f}{run.megabytes:8.0f}")
    kit, stock = median["Colophon"], median["stock Pelican"]
    ratios = (kit.seconds / stock.seconds, kit.cpu / stock.cpu, kit.megabytes / stock.megabytes)
    print(f"{'ratio':15}" + "".join(f"{ratio:8.2f}" for ratio in ratios))


def _median(runs: list[Run]) -> Run:
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.cpu for run in runs),
        statistics.median(run.megabytes for run in runs),
    )


if __name__ == "__main__":
    main()
