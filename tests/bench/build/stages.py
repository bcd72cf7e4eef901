"""Where the time of a build goes: milliseconds an article of each stage, as a table."""

from __future__ import annotations

import json
import subprocess
import sys

from .generators import HERE, python
from .measure import as_in_a_shell
from .scenarios import SENTENCE, Sites, add

WAYS = ("from nothing", SENTENCE, "unchanged", "stock")
_SHOWN = 0.005


def tell(sites: Sites) -> None:
    """Build once in each way, and print what each stage took for each article of the site."""
    kit, count = sites.kit, len(sites.sources)
    settings = [str(kit.settings()), str(kit.content), str(kit.output)]
    taken = [_clocked(sites, "kit", *settings, "clean")]
    add(sites.middle, 0)
    taken += [_clocked(sites, "kit", *settings, "") for _ in range(2)]
    stock = sites.stock.folder / "settings.py"
    taken += [_clocked(sites, "stock", str(stock), str(sites.stock.output))]
    print(f"\nMilliseconds of CPU an article, {count:,} articles{'':14}", end="")
    print("".join(f"{way:>14}" for way in WAYS))
    stages = dict.fromkeys(stage for build in taken for stage in build)
    rows = {stage: [build.get(stage, 0) * 1e3 / count for build in taken] for stage in stages}
    for stage, row in sorted(rows.items(), key=lambda found: -found[1][0]):
        if max(row) >= _SHOWN:
            print(f"{stage:52}" + "".join(f"{figure:14.3f}" for figure in row))
    print(
        f"{'together':52}"
        + "".join(f"{sum(row):14.3f}" for row in zip(*rows.values(), strict=True))
    )


def _clocked(sites: Sites, *arguments: str) -> dict[str, float]:
    tree = sites.kit.tree
    command = [python(tree), "-P", str(HERE / "clocked_build.py"), *arguments]
    # No clock sees into other processes: the workers' part is done in this one.
    environment = as_in_a_shell() | {"PYTHONPATH": str(tree), "COLOPHON_WORKERS": "1"}
    done = subprocess.run(
        command, cwd=sites.kit.folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{done.stderr[-2000:]}\n{' '.join(command)} failed.")
    spent: dict[str, float] = json.loads(done.stdout)
    return spent
