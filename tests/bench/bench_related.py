"""How well the lists and links do against links that authors made, and what they cost.

Run as a script. It needs a folder of corpora with their scorer ``eval.py``; by default the one
that the project's maintainers keep beside the repository. Without it nothing is measured, and it
says so.

    python tests/bench/bench_related.py                     quality and cost on each corpus
    python tests/bench/bench_related.py --cut               the same without the authors' link words
    python tests/bench/bench_related.py --floor             what the floor of the lists is based on
    python tests/bench/bench_related.py --lists             what lists do beyond ranking
    python tests/bench/bench_related.py --articles 10000    cost on articles resampled from them
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpora"
WORDS = 480
"""Words of a resampled article: the mean of a blog's."""

MENTIONS = 3
"""One in so many of them names another by its title."""

SIZES = {4: 400, 8: 250, 12: 200, 30: 60, 100: 20, 400: 5}
"""Articles on a mixed site, and how many such sites are drawn."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took."""

    answer: Any
    seconds: float
    """Of CPU."""
    megabytes: float
    """The most that its process held."""


def main() -> int:
    """Measure what the arguments ask for."""
    options = _arguments()
    sys.path.insert(0, str(ROOT))
    if not (options.corpora / "eval.py").exists():
        print(f"NOT RUN: there are no corpora with an eval.py in {options.corpora}.")
        return 0
    corpora = sorted(options.corpora.glob("*.jsonl.gz"))
    if options.edit:
        _edit(corpora, options.articles, options.past, options.edit)
    elif options.articles:
        _scale(corpora, options.articles)
    elif options.floor:
        _floors(corpora)
    elif options.lists:
        _lists(corpora, _scorer(options.corpora / "eval.py"))
    else:
        _quality(corpora, _scorer(options.corpora / "eval.py"), cut=options.cut)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("corpora", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--cut", action="store_true")
    parser.add_argument("--floor", action="store_true")
    parser.add_argument("--lists", action="store_true")
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--edit", choices=EDITS, help=argparse.SUPPRESS)
    parser.add_argument("--past", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _run(command: str, corpus: Path) -> Cost:
    """One command in a process of its own."""
    code = (
        "import resource, sys\n"
        "from plugins.related.cli import main\n"
        "main()\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, command, str(corpus)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, megabytes = map(float, done.stderr.split()[-2:])
    return Cost(json.loads(done.stdout), seconds, megabytes)


def _quality(corpora: Iterable[Path], scorer: ModuleType, *, cut: bool) -> None:
    print(
        "corpus      nDCG@10  hit@5  rank s   MB | links/art  span prec  spans  pair prec  link s"
    )
    scores = []
    for path in corpora:
        rows = scorer.load(str(path))
        with tempfile.TemporaryDirectory() as folder:
            read = _stripped(rows, Path(folder) / "cut.jsonl") if cut else path
            ranked, linked = _run("rank", read), _run("link", read)
        related = scorer.related(rows, ranked.answer)
        links = scorer.links(rows, linked.answer)
        scores.append(related["ndcg10"])
        name, prec = path.name.partition(".")[0], links["span_precision"] or 0
        print(
            f"{name:11} {related['ndcg10']:.4f}   {related['hit5']:.3f}  {ranked.seconds:6.1f} "
            f"{ranked.megabytes:4.0f} |    {links['links_per_article']:5.3f}     {prec:6.4f}   "
            f"{links['spans']:4}     {links['pair_precision'] or 0:6.4f}  {linked.seconds:6.1f}"
        )
    print(f"mean        {sum(scores) / len(scores):.4f}")


def _stripped(rows: list[dict[str, Any]], path: Path) -> Path:
    """The corpus with the words of the authors' links deleted from each text."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            text = row["text"]
            for link in sorted(row["truth_inline"] or (), key=lambda x: -x["start"]):
                text = f"{text[: link['start']]} {text[link['end'] :]}"
            file.write(json.dumps({**row, "text": text}) + "\n")
    return path


def _scale(corpora: Sequence[Path], number: int) -> None:
    """Lists with reasons, and links, for so many articles of real sentences put together anew.

    Then the same after edits, each in a process of its own that reads what the first one left.
    """
    from plugins.builds.memory import Memory
    from plugins.related.article import article_hash
    from plugins.related.engine import without_garbage_collection
    from plugins.related.kept import RelatedState, keep_state

    _warm()
    articles = [
        replace(article, content_hash=article_hash(article))
        for article in resampled(corpora, number)
    ]
    with without_garbage_collection(), tempfile.TemporaryDirectory() as folder:
        past = RelatedState()
        whole, made = _timed("all", lambda: _relate(articles, past, say=True))
        print(f"{number} articles: {made[0]} lines in lists, {made[1]} links")
        with Memory(Path(folder)) as memory:
            written, _ = _timed("written", lambda: keep_state(memory, "", past))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        print(f"                 {size / 1e6:.0f} MB", flush=True)
        for what in EDITS:
            # As in the next build: in a process that remembers nothing but this.
            command = [sys.executable, __file__, str(corpora[0].parent), f"--edit={what}"]
            command += [f"--articles={number}", f"--past={folder}"]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            read, work, most = map(float, done.stdout.split())
            print(
                f"{what:16} {work:7.2f} s of CPU, {work / whole:6.1%} of all; with reading and "
                f"writing {read + work + written:.2f} s, {most:.0f} MB"
            )


def _warm() -> None:
    """Import what is used, once in each process; it takes as long for one article as for all."""
    from plugins.related.article import Article
    from plugins.related.kept import RelatedState

    _relate(
        [Article(id=name, title="Storks", body="Storks fly.", content_hash=name) for name in "ab"],
        RelatedState(),
    )


def _edit(corpora: Sequence[Path], number: int, folder: Path, what: str) -> None:
    """Read what is remembered, work on one edit, and print what both took."""
    from plugins.builds.memory import Memory
    from plugins.related.article import article_hash
    from plugins.related.engine import without_garbage_collection
    from plugins.related.kept import find_state

    _warm()
    articles = [
        replace(article, content_hash=article_hash(article))
        for article in resampled(corpora, number)
    ]
    edited = _edited(articles, what)
    with without_garbage_collection(), Memory(folder) as memory:
        read, past = _timed("", lambda: find_state(memory, ""))
        work, _ = _timed("", lambda: _relate(edited, past))
    print(read, work, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _relate(articles: list[Any], past: Any, *, say: bool = False) -> tuple[int, int]:
    """What a build does with articles: how many lines in lists, and how many links."""
    from plugins.related.article import article_hash
    from plugins.related.engine import ClosestArticles, rank_by_language
    from plugins.related.links.autolink import NEAR, LinkableText, plan
    from plugins.related.links.passages import LazyPassages, plain
    from plugins.related.lists.build import build_lists
    from plugins.related.lists.suggestions import AuthorInput
    from plugins.related.settings import RelatedSettings

    settings = RelatedSettings()
    for article in articles:
        # They have their keys, but on a site these are made of the texts in each run.
        article_hash(article)

    def link() -> Any:
        texts = {
            a.id: LinkableText(LazyPassages(partial(plain, a.body)), content_hash=a.content_hash)
            for a in articles
        }
        return plan(articles, texts, ClosestArticles(grouped, NEAR), settings, past.links)

    shown = "ranking", "lists, reasons", "links"
    names = shown if say else ("", "", "")
    _, grouped = _timed(names[0], lambda: rank_by_language(articles, None, past.languages))
    given = AuthorInput({}, {})
    _, lists = _timed(names[1], lambda: build_lists(grouped, settings, given, past.lists))
    _, links = _timed(names[2], link)
    return sum(map(len, lists.made.values())), sum(len(found.made) for found in links.values())


EDITS = "a word", "a sentence", "half the text", "a new article"


def _edited(articles: list[Any], what: str) -> list[Any]:
    """The articles after one of `EDITS`."""
    at = len(articles) // 3
    one, other = articles[at], articles[2 * at]
    if what == "a new article":
        body = " ".join(article.body[:200] for article in articles[:: max(len(articles) // 14, 1)])
        return [
            *articles,
            replace(one, id="new", content_hash="new", title="Something new", body=body),
        ]
    words, sentences = one.body.split(), one.body.split(". ")
    words[100] = other.body.split()[50]
    sentences[5] = other.body.split(". ")[3]
    half = other.body[: len(one.body) // 2] + one.body[len(one.body) // 2 :]
    body = {"a word": " ".join(words), "a sentence": ". ".join(sentences)}.get(what, half)
    return [*articles[:at], replace(one, body=body, content_hash=what), *articles[at + 1 :]]


def _timed(what: str, work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = work()
    seconds = time.process_time() - start
    if what:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{what:16} {seconds:7.1f} s of CPU, at most {most:.0f} MB so far", flush=True)
    return seconds, result


def resampled(corpora: Iterable[Path], number: int) -> Iterator[Any]:
    """Articles of `WORDS` words: sentences drawn from two real articles each."""
    from plugins.related.corpus import load

    real = [article for path in corpora for article, _ in load(path).values()]
    sentences = [article.body.replace("\n", " ").split(". ") for article in real]
    titles: list[str] = []
    draw = random.Random(20261123)  # noqa: S311 - the same articles each time
    for n in range(number):
        parents = [draw.randrange(len(real)) for _ in range(2)]
        words: list[str] = []
        while len(words) < WORDS:
            words += (draw.choice(sentences[draw.choice(parents)]) + ".").split() or ["word"]
        if n and not n % MENTIONS:
            words[WORDS // 2 : WORDS // 2] = titles[draw.randrange(n)].split()
        titles.append(f"{real[parents[0]].title} {n}")
        yield replace(
            real[parents[0]], id=f"{n:06}", title=titles[n], body=" ".join(words[:WORDS]),
            headings="", code="", references="", summary="", aliases=(),
        )  # fmt: skip


def _lists(corpora: Iterable[Path], scorer: ModuleType) -> None:
    """Ranks as they are and lists as readers get them: quality, near-duplicates, reach."""
    from plugins.related.corpus import load
    from plugins.related.engine import rank_by_language
    from plugins.related.lists.build import build_lists, least_score
    from plugins.related.lists.suggestions import AuthorInput
    from plugins.related.settings import RelatedSettings

    print(
        "corpus            nDCG@10  hit@5 | of five: with twins  in no list  newer than the article"
    )
    settings = RelatedSettings()
    everything = RelatedSettings(count=10, floor=0.0)
    for path in corpora:
        rows = scorer.load(str(path))
        grouped = rank_by_language(article for article, _ in load(path).values())
        floor = least_score(settings.floor, len(rows))
        ranked = _ranked(grouped, everything.count, 0.0), _ranked(grouped, settings.count, floor)
        listed = [
            {
                id_: [made.id for made in found]
                for id_, found in build_lists(grouped, how, AuthorInput({}, {})).made.items()
            }
            for how in (everything, settings)
        ]
        for what, (long, short) in (("ranks", ranked), ("lists", listed)):
            scored = scorer.related(rows, long)
            twins, unlisted, newer = _reach(grouped, short)
            name = path.name.partition(".")[0]
            print(
                f"{name:10} {what}   {scored['ndcg10']:.4f}  {scored['hit5']:.3f} |"
                f"            {twins:6.1%}       {unlisted:5.1%}  {newer:5.1%}"
            )


def _ranked(grouped: Iterable[Any], count: int, floor: float) -> dict[str, list[str]]:
    return {
        article.id: [group.articles[n.row].id for n in near if n.score >= floor]
        for group in grouped
        for article, near in zip(group.articles, group.ranking.lists(count), strict=True)
    }


def _reach(grouped: Iterable[Any], lists: dict[str, list[str]]) -> tuple[float, float, float]:
    """Shares: of lists with two that are twins; of articles in no list; of newer ones listed."""
    import numpy as np

    from plugins.related.lists.near_duplicates import NEAR_DUPLICATE

    twins = 0
    newer: list[bool] = []
    for group in grouped:
        rows = {article.id: row for row, article in enumerate(group.articles)}
        dates = {article.id: article.date for article in group.articles if article.date}
        for id_ in rows:
            mine = [rows[other] for other in lists[id_]]
            cosines = [
                cosine
                for n, row in enumerate(mine)
                for cosine in group.ranking.table.texts(
                    np.full(len(mine) - n - 1, row), np.array(mine[n + 1 :], np.int32)
                ).text
            ]
            twins += max(cosines, default=0) >= NEAR_DUPLICATE
            dated = [dates[other] for other in lists[id_] if other in dates and id_ in dates]
            newer += [date > dates[id_] for date in dated if date != dates[id_]]
    named = {other for listed in lists.values() for other in listed}
    return twins / len(lists), 1 - len(named) / len(lists), sum(newer) / max(len(newer), 1)


def _floors(corpora: Iterable[Path]) -> None:
    """Closeness of articles from different sites, and of articles that their authors linked.

    The sites have nothing to do with each other; mixed ones are drawn at several sizes.
    """
    import numpy as np

    from plugins.related.engine import rank_by_language
    from plugins.related.lists.build import least_score
    from plugins.related.settings import RelatedSettings

    site = _Mixed(corpora)
    print("articles  floor | unrelated: 95, 98 % are below | linked: 3, 5, 10 % are below")
    for size, times in SIZES.items():
        apart: list[float] = []
        linked: list[float] = []
        for _ in range(times):
            for group in rank_by_language(site.draw(size)):
                for article, nearest in zip(group.articles, group.ranking.lists(size), strict=True):
                    for near in nearest:
                        other = group.articles[near.row].id
                        if other in site.linked[article.id]:
                            linked.append(near.score)
                        elif site.of(other) != site.of(article.id):
                            apart.append(near.score)
        below = [f"{value:.3f}" for value in np.quantile(apart, [0.95, 0.98])]
        lost = [f"{value:.3f}" for value in np.quantile(linked, [0.03, 0.05, 0.1])]
        floor = least_score(RelatedSettings().floor, size)
        print(f"{size:8}  {floor:.3f} |        {'   '.join(below)}         | {'  '.join(lost)}")


class _Mixed:
    """Articles of all corpora, to draw sites from."""

    def __init__(self, corpora: Iterable[Path]) -> None:
        from plugins.related.corpus import load

        self.articles: dict[str, Any] = {}
        self.linked: dict[str, set[str]] = {}
        self.draws = random.Random(7)  # noqa: S311 - the same sites each time
        for path in corpora:
            for name, (article, _) in load(path).items():
                self.articles[f"{path.name}:{name}"] = replace(article, id=f"{path.name}:{name}")
            self._read_links(path)

    def _read_links(self, path: Path) -> None:
        import gzip

        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                one = f"{path.name}:{row['id']}"
                self.linked.setdefault(one, set())
                for target in row["truth_related"] or ():
                    self.linked[one].add(f"{path.name}:{target}")
                    self.linked.setdefault(f"{path.name}:{target}", set()).add(one)

    def of(self, name: str) -> str:
        """The site that an article comes from."""
        return name.partition(":")[0]

    def draw(self, size: int) -> list[Any]:
        """A site on which each article is linked to another, of several sites in equal parts."""
        sites = sorted({self.of(name) for name in self.articles})
        drawn: set[str] = set()
        while len(drawn) < size:
            site = self.draws.choice(sites)
            candidates = [n for n, to in self.linked.items() if to and self.of(n) == site]
            one = self.draws.choice(sorted(candidates))
            drawn |= {one, self.draws.choice(sorted(self.linked[one]))}
        return [self.articles[name] for name in sorted(drawn)]


if __name__ == "__main__":
    sys.exit(main())
