"""How well the links in the text do against links that authors made.

Run as a script. It needs a folder of corpora with their scorer ``eval.py``; by default the one
that the project's maintainers keep beside the repository. Without it nothing is measured, and it
says so.

    python tests/bench/bench_links.py                      quality on each corpus
    python tests/bench/bench_links.py --cut                the same without the authors' link words
    python tests/bench/bench_links.py --draw 100 --seed 7  links drawn at random, to be judged

In the table, ``named`` is the share of the authors' links to an article whose title or alias is an
identifier (Get-Help, PEP 484) and stands in the link's words, for which that article is linked from
the same text. Where an article may hold so many links at most, ``possible`` is the share that could
be reached if only such links were made: both count each author's link.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpora"
LEAD = 600
AROUND = 400
"""Characters before and after an anchor that a judge sees."""

Row = dict[str, Any]


def main() -> int:
    """Measure or draw what the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("corpora", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--cut", action="store_true")
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    if not (options.corpora / "eval.py").exists():
        print(f"NOT RUN: there are no corpora with an eval.py in {options.corpora}.")
        return 0
    scorer = _scorer(options.corpora / "eval.py")
    corpora = {p.name.partition(".")[0]: p for p in sorted(options.corpora.glob("*.jsonl.gz"))}
    rows = {name: scorer.load(str(path)) for name, path in corpora.items()}
    if options.draw:
        _draw(rows, options.draw, options.seed)
    else:
        _quality(rows, scorer, cut=options.cut)
    return 0


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _linked(rows: Iterable[Row]) -> tuple[dict[str, Any], float]:
    """The links of a corpus by id, and the seconds of CPU that finding them took."""
    from plugins.related.corpus import article_of
    from plugins.related.engine import rank
    from plugins.related.links.autolink import NEAR, LinkableText, plan
    from plugins.related.links.passages import plain
    from plugins.related.settings import RelatedSettings

    given = {row["id"]: _without_nulls(row) for row in rows}
    articles = [article_of(row, "en") for row in given.values()]
    texts = {name: LinkableText(plain(row["text"])) for name, row in given.items()}
    near = rank(articles, NEAR)
    start = time.process_time()
    links = plan(articles, texts, near, RelatedSettings())
    return {name: found.made for name, found in links.items()}, time.process_time() - start


def _without_nulls(row: Row) -> Row:
    return {key: value for key, value in row.items() if value is not None or key == "date"}


def _quality(corpora: Mapping[str, list[Row]], scorer: ModuleType, *, cut: bool) -> None:
    print(
        "corpus      links/art  span prec  spans  pair prec  pair rec   named  possible  of   sec"
    )
    for name, rows in corpora.items():
        read = [_cut(row) for row in rows] if cut else rows
        found, seconds = _linked(read)
        made = {
            source: [{"anchor": m.anchor, "target": m.phrase.target} for m in links]
            for source, links in found.items()
        }
        score = scorer.links(rows, made)
        named, possible, number = _named(rows, made)
        print(
            f"{name:11}   {score['links_per_article']:6.3f}     {score['span_precision'] or 0:6.4f}"
            f"   {score['spans']:4}     {score['pair_precision'] or 0:6.4f}    "
            f"{score['pair_recall'] or 0:6.4f}  {named:6.3f}    {possible:6.3f} {number:4} "
            f"{seconds:5.1f}"
        )
        kinds = Counter(m.phrase.origin.value for links in found.values() for m in links)
        print(" " * 12 + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))


def _named(
    rows: Iterable[Row], made: Mapping[str, list[dict[str, str]]]
) -> tuple[float, float, int]:
    """Share of the authors' links to identifiers that are made, that could be, and their number."""
    from plugins.related.settings import RelatedSettings
    from plugins.related.text.tokens import is_identifier

    rows = list(rows)
    names = {
        row["id"]: [n for n in (row["title"].strip(), *(row["aliases"] or ())) if is_identifier(n)]
        for row in rows
    }
    limit = RelatedSettings().links_per_article
    wanted = hit = possible = 0
    for row in rows:
        targets = Counter(
            link["target"]
            for link in row["truth_inline"] or ()
            if any(name in link["anchor"] for name in names[link["target"]])
        )
        mine = {link["target"] for link in made.get(row["id"], ())}
        wanted += targets.total()
        hit += sum(count for target, count in targets.items() if target in mine)
        possible += sum(count for _, count in targets.most_common(limit))
    return hit / max(1, wanted), possible / max(1, wanted), wanted


def _cut(row: Row) -> Row:
    """The row with the words of its author's links deleted."""
    text = row["text"]
    for link in sorted(row["truth_inline"] or (), key=lambda each: -each["start"]):
        text = f"{text[: link['start']]} {text[link['end'] :]}"
    return {**row, "text": text}


def _draw(corpora: Mapping[str, list[Row]], number: int, seed: int) -> None:
    """Print links drawn at random, the same number of each corpus, as JSON lines."""
    draws = random.Random(seed)  # noqa: S311 - the same links each time
    count = 0
    for name, rows in corpora.items():
        found, _ = _linked(rows)
        by_id = {row["id"]: row for row in rows}
        every = [(source, match) for source in sorted(found) for match in found[source]]
        for source, match in draws.sample(every, min(len(every), number // len(corpora))):
            count += 1
            print(json.dumps({"n": count, "corpus": name} | _shown(by_id, source, match)))


def _shown(rows: Mapping[str, Row], source: str, match: Any) -> Row:
    """What a judge sees of a link: the words around it, and what it leads to."""
    text, target = rows[source]["text"], rows[match.phrase.target]
    before, after = text[: match.start], text[match.end :]
    start = max(before.rfind("\n\n"), len(before) - AROUND, 0)
    end = after.find("\n\n")
    marked = f"{before[start:]}[[{text[match.start : match.end]}]]"
    marked += after[: min(AROUND, end if end >= 0 else AROUND)]
    return {
        "source_id": source,
        "source_title": rows[source]["title"],
        "paragraph": " ".join(marked.split()),
        "anchor": match.anchor,
        "target_id": match.phrase.target,
        "target_title": target["title"],
        "target_lead": f"{target.get('summary') or ''} {target['text']}".strip()[:LEAD],
    }


if __name__ == "__main__":
    sys.exit(main())
