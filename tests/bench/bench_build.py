"""How long a build takes beside stock Pelican's and Hugo's on the same texts.

Whole processes, as from the shell, that take turns; of each figure the median. Machines are noisy,
so read the ratios, never the seconds; each is the median of the ratios within one round.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.build import stages
from tests.bench.build.content import by_date, resample
from tests.bench.build.generators import Kit, launched
from tests.bench.build.measure import Figures, medians
from tests.bench.build.scenarios import SCENARIOS, Limit, Scenario, Sites, add
from tests.bench.build.serve import save_to_page

ROOT = Path(__file__).resolve().parent.parent.parent
SERVE, GROWTH = "serve", "growth"
SAVE_LIMITS = {509: 1.0, 5_000: 2.0}
"""Seconds from a save to its page, by the number of articles."""

Runs = dict[str, list[Figures]]


def main() -> None:
    """Measure what was asked for, one scenario after the other."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        sites = Sites(Path(name).resolve(), options.tree, options.content, options.articles)
        _prepare(sites)
        if options.stages:
            stages.tell(sites)
            return
        count = len(sites.sources)
        print(f"{count:,} articles, medians of {options.rounds}")
        for chosen in options.scenarios:
            if chosen == SERVE:
                saves = save_to_page(options.tree, sites.kit.content, options.rounds)
                _tell_saves(saves, count)
            elif chosen == GROWTH:
                tell_growth(sites, options.content, options.rounds)
            else:
                scenario = SCENARIOS[chosen](sites)
                tell(scenario, run(scenario, options.rounds), count)
        _tell_size(sites.kit.output)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", default=ROOT / "content", type=Path)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scenarios", default="nothing,template,edit,unchanged,one,serve")
    parser.add_argument("--tree", default=ROOT, type=Path)
    parser.add_argument("--stages", action="store_true")
    options = parser.parse_args()
    options.content, options.tree = options.content.resolve(), options.tree.resolve()
    options.scenarios = options.scenarios.split(",")
    known = [*SCENARIOS, SERVE, GROWTH]
    if unknown := {*options.scenarios} - {*known}:
        names = ", ".join(sorted(unknown))
        parser.error(f"no scenario is called {names}; there are: {', '.join(known)}")
    return options


def _prepare(sites: Sites) -> None:
    """One small build by each Python, so that none of the measured ones compiles modules."""
    if not launched(sites.kit.tree):
        print(f"{sites.kit.tree} has no environment: measured without the launcher.")
    sites.single.build()
    for peer in sites.peers:
        if peer.lacks:
            print(f"{peer.name} is not measured: the package {peer.lacks} is not installed.")


def run(scenario: Scenario, rounds: int) -> Runs:
    """Let the steps take turns; nothing lies between two rounds."""
    if scenario.before:
        scenario.before()
    runs: Runs = {name: [] for name in scenario.steps}
    for _ in range(rounds):
        for name, step in scenario.steps.items():
            runs[name].append(step())
    return runs


def tell(scenario: Scenario, runs: Runs, count: int) -> None:
    """Print a table, and each ratio beside its limit for `count` articles."""
    print(f"\n{scenario.title}\n  {'':26}{'wall s':>8}{'cpu s':>8}{'MB':>7}{'MB, all':>9}")
    for name, found in runs.items():
        wall, cpu, largest, together = medians(found)
        print(f"  {name:26}{wall:8.2f}{cpu:8.2f}{largest:7.0f}{together:9.0f}")
    for limit in scenario.limits:
        if limit.of in runs:
            print(f"  {verdict(limit, runs, count)}")
    if scenario.either:
        print("  (one of these is enough)")
    sys.stdout.flush()


def verdict(limit: Limit, runs: Runs, count: int) -> str:
    """A ratio, as the median of the rounds, and whether it is within its limit."""
    ratio = _ratio(limit, runs, limit.figure)
    text = f"{limit.step} : {limit.of} = {ratio:.2f} {limit.figure}"
    text += f" ({_ratio(limit, runs, 'cpu'):.2f} cpu)" if limit.figure == "wall" else ""
    if (share := limit.at(count)) is None:
        return text
    return f"{text}; at most {share:.2f}: {'held' if ratio <= share else 'MISSED'}"


def _ratio(limit: Limit, runs: Runs, figure: str) -> float:
    pairs = zip(runs[limit.step], runs[limit.of], strict=True)
    place = Figures._fields.index(figure)
    return median(one[place] / other[place] for one, other in pairs)


def _tell_saves(saves: list[float], count: int) -> None:
    print("\nServe, from a save to its page")
    text = f"  {median(saves):.2f} s ({', '.join(f'{save:.2f}' for save in saves)})"
    if (limit := SAVE_LIMITS.get(count)) is not None:
        text += f"; at most {limit:.1f}: {'held' if median(saves) <= limit else 'MISSED'}"
    print(text, flush=True)


def tell_growth(sites: Sites, content: Path, rounds: int) -> None:
    """Print what a hundredth and a tenth of the articles take, and all of them."""
    columns = ("wall s", "cpu s", "wall s", "cpu s", "files", "MB")
    print(f"\nGrowth{'from nothing':>22}{'a sentence':>16}")
    print(f"{'articles':>10}" + "".join(f"{column:>8}" for column in columns))
    whole = len(sites.sources)
    for count in sorted({max(whole // part, 1) for part in (100, 10, 1)}):
        kit = Kit(sites.kit.tree, sites.kit.folder / f"of {count}")
        resample(content, kit.content, count)
        nothing = kit.build_from_nothing()
        middle = by_date(kit.content)[count // 2]
        edits = medians(sites.edited(kit, add, middle)() for _ in range(rounds))
        files, size, _ = _size(kit.output)
        print(f"{count:10,}" + "".join(f"{s:8.1f}" for s in (*nothing[:2], *edits[:2])), end="")
        print(f"{files:8,}{size / 1e6:8.1f}", flush=True)


def _tell_size(output: Path) -> None:
    """What the limits of a host are about."""
    files, size, feeds = _size(output)
    if size:
        print(f"\n{files:,} files, {size / 1e6:.1f} MB, {feeds / size:.0%} of it feeds")


def _size(output: Path) -> tuple[int, int, int]:
    """Files, bytes, and those of feeds."""
    sizes = {path: path.stat().st_size for path in output.rglob("*") if path.is_file()}
    feeds = sum(size for path, size in sizes.items() if "feeds" in path.parts)
    return len(sizes), sum(sizes.values()), feeds


if __name__ == "__main__":
    main()
