"""What lists and links cost beside scikit-learn's and gensim's similarity over the same text.

Run as a script. It needs a folder of corpora, by default the one that the project's maintainers
keep beside the repository, and gensim and scikit-learn in any interpreter. Without them nothing is
measured, and it says so.

    python tests/bench/bench_peers.py                             10,000 articles, three rounds
    python tests/bench/bench_peers.py --articles 1000 --rounds 1  a quick look
    python tests/bench/bench_peers.py --peers-python PATH         peers run in this interpreter

Each way reads the same articles (those of `bench_related.py --articles`) from one file, one way
after the other, each in a process of its own. The seconds are of CPU, of the system's part too and
of every thread and worker. Starting Python, imports, making the articles and reading the file are
left out; the memory is the most that the process held, and beside it what it held before the work.
Modules that a way imports only while it works count as its work.

The peers find five others of each article and do nothing else: no reasons, no links. In the last
table ‘the closest alone’ is the part of ours that does the same. scikit-learn compares in blocks,
which takes less of everything than one call for all with all. gensim reads with its own
`simple_preprocess`, and is asked in both ways that its documentation shows: for all at once, by
iterating over the index, and for one article after the other.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpora"
CLOSEST = 5
"""Others that a peer finds of each article."""

BLOCK = 500
"""Articles compared with all others at once: less memory and CPU than all with all in one go."""

PEERS = {"scikit-learn": "sklearn", "gensim": "gensim"}
"""Distributions, and what is imported of each."""

OURS = "lists, reasons, links"
PAIRS = "scikit-learn, word pairs"
WORDS = "scikit-learn, defaults"
AT_ONCE = "gensim, all at once"
ONE_BY_ONE = "gensim, one by one"

MEGABYTE = 1 << 20 if sys.platform == "darwin" else 1 << 10
"""The unit of ``ru_maxrss`` is a byte there and a kilobyte elsewhere (getrusage(2))."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a way's work has just been done."""

    name: str
    made: int = 0
    """Lines and links that came of it."""

    times: float = 1.0
    """Its seconds are to be multiplied by this: only a part of the work was done."""


READY = Step("")
"""The imports are done and the articles are read: from here on time is taken."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one way took, in a process of its own."""

    parts: dict[str, float]
    """Seconds of CPU."""

    made: int
    megabytes: float
    before: float
    """Megabytes that the process held at most before the work."""

    @property
    def seconds(self) -> float:
        """Of CPU, all parts."""
        return sum(self.parts.values())


def main() -> int:
    """Measure every way that can be measured, or one of them in this process."""
    options = _arguments()
    if options.way:
        print(json.dumps(asdict(_work(options.way, options.file, options.queries))))
        return 0
    if options.made:
        _make(options.corpora, options.articles, options.file)
        return 0
    if not list(options.corpora.glob("*.jsonl.gz")):
        print(f"NOT MEASURED: there are no corpora (*.jsonl.gz) in {options.corpora}.")
        return 0
    versions = _versions(options.peers_python)
    for name in PEERS:
        if name not in versions:
            print(f"NOT MEASURED: {name} is not installed in {options.peers_python}.")
    if not versions:
        print("Install both with: pip install gensim scikit-learn")
        print("in any environment, and name its interpreter with --peers-python.")
        return 0
    _compare(options, versions)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("corpora", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--articles", type=_at_least(CLOSEST + 1), default=10_000)
    parser.add_argument("--rounds", type=_at_least(1), default=3)
    parser.add_argument(
        "--queries",
        type=_at_least(1),
        default=1000,
        help="articles that gensim is asked for one by one; the time for all is extrapolated",
    )
    parser.add_argument("--peers-python", default=sys.executable)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--made", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _at_least(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"‘{text}’ is not a number from {least} upwards")
        return int(text)

    return read


def _versions(python: str) -> dict[str, str]:
    """The peers that this interpreter can import, with their versions."""
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import bench_peers\n"
    done = _child(python, "-c", f"{code}bench_peers.tell_versions()")
    return dict(json.loads(done))


def tell_versions() -> None:
    """Print the versions of the peers installed here, as JSON."""
    found = {name: metadata.version(name) for name, module in PEERS.items() if find_spec(module)}
    print(json.dumps(found))


def _child(python: str, *arguments: str) -> str:
    """What a process prints; where it fails, its own words are shown and the measurement ends."""
    try:
        done = subprocess.run([python, *arguments], stdout=subprocess.PIPE, text=True, check=False)
    except OSError as error:
        sys.exit(f"{python} cannot be run: {error.strerror}. --peers-python names an interpreter.")
    if done.returncode:
        sys.exit(f"Not measured: {python} {' '.join(arguments)} ended with {done.returncode}.")
    return done.stdout


def _compare(options: argparse.Namespace, versions: dict[str, str]) -> None:
    ways = [way for way in WAYS if way == OURS or way.partition(",")[0] in versions]
    runs: dict[str, list[Run]] = {way: [] for way in ways}
    loads = []
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "articles.jsonl")
        wanted = "--made", "--articles", str(options.articles), "--file", file
        _child(sys.executable, __file__, str(options.corpora), *wanted)
        for _ in range(options.rounds):
            loads.append(f"{os.getloadavg()[0]:.1f}")
            for way in ways:
                runs[way].append(_run(way, file, options))
    peers = ", ".join(f"{name} {version}" for name, version in versions.items())
    print(
        f"{options.articles} articles; {peers}; {os.cpu_count()} processors, "
        f"load before each round {', '.join(loads)}"
    )
    _table(runs)
    _parts(runs)
    if ONE_BY_ONE in runs and options.queries < options.articles:
        print(f"{ONE_BY_ONE}: {options.queries} were asked; the seconds for all are extrapolated.")
    _ratios(runs)


def _run(way: str, file: str, options: argparse.Namespace) -> Run:
    """One way in a process of its own."""
    python = sys.executable if way == OURS else options.peers_python
    asked = "--way", way, "--file", file, "--queries", str(options.queries)
    return Run(**json.loads(_child(python, __file__, *asked)))


def _table(runs: dict[str, list[Run]]) -> None:
    rounds = len(runs[OURS])
    print(f"\n{'':26}  cpu s (least – most)     MB  before   cpu to ours   medians of {rounds}")
    for way, found in runs.items():
        seconds = [run.seconds for run in found]
        print(
            f"{way:26}{_median(found):7.1f} ({min(seconds):5.1f} – {max(seconds):5.1f})"
            f"{_memory(found, 'megabytes'):9.0f}{_memory(found, 'before'):8.0f}"
            f"{_median(found) / _median(runs[OURS]):14.2f}"
        )


def _parts(runs: dict[str, list[Run]]) -> None:
    print()
    for way, found in runs.items():
        parts = [
            f"{part} {statistics.median(run.parts[part] for run in found):.1f}"
            for part in found[0].parts
        ]
        print(f"{way:26}{', '.join(parts)}; lines and links: {found[0].made}")


def _ratios(runs: dict[str, list[Run]]) -> None:
    """What is asked of us, beside what was found."""
    ours = _median(runs[OURS])
    alone = statistics.median(run.parts["ranking"] for run in runs[OURS])
    print(f"\n{'':26}all of ours   the closest alone ({alone:.1f} s)")
    for way, wanted in WANTED.items():
        if way in runs:
            peer = _median(runs[way])
            whole, part = (
                (ours / peer, alone / peer) if way == WORDS else (peer / ours, peer / alone)
            )
            print(f"{way:26}{whole:11.2f}   {part:17.2f}   {wanted}")


WANTED = {
    WORDS: "times its CPU; less than 2 is wanted",
    AT_ONCE: "times as fast; at least 5 is wanted",
    ONE_BY_ONE: "times as fast; at least 5 is wanted",
}


def _median(runs: Sequence[Run]) -> float:
    return statistics.median(run.seconds for run in runs)


def _memory(runs: Sequence[Run], name: str) -> float:
    return float(statistics.median(getattr(run, name) for run in runs))


def _work(way: str, file: Path, queries: int) -> Run:
    """Let one way work in this process."""
    parts: dict[str, float] = {}
    made, before, last = 0, 0.0, 0.0
    for step in WAYS[way](file, queries):
        now = _cpu()
        if step is READY:
            before = _most()
        else:
            parts[step.name] = (now - last) * step.times
            made += step.made
        last = _cpu()
    return Run(parts, made, _most(), before)


def _cpu() -> float:
    """Seconds so far, of every thread of this process and of the processes that it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return float(sum(each.ru_utime + each.ru_stime for each in used))


def _most() -> float:
    """Megabytes that this process held at most so far."""
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE)


def _make(corpora: Path, number: int, file: Path) -> None:
    """Write the articles; in a process of its own, so that no other inherits what it held."""
    sys.path.insert(0, str(ROOT))
    from tests.bench.bench_related import resampled

    with file.open("w", encoding="utf-8") as out:
        for article in resampled(sorted(corpora.glob("*.jsonl.gz")), number):
            out.write(json.dumps(asdict(article), default=str) + "\n")


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _texts(file: Path) -> list[str]:
    return [f"{row['title']}\n{row['body']}" for row in _rows(file)]


def _articles(file: Path) -> list[Any]:
    from plugins.related.article import Article

    return [
        Article(**row | {
            "date": date.fromisoformat(row["date"]) if row["date"] else None,
            "tags": tuple(row["tags"]), "aliases": tuple(row["aliases"]),
        })
        for row in _rows(file)
    ]  # fmt: skip


def _ours(file: Path, _queries: int) -> Iterator[Step]:
    """All that a build does for plain articles: read, rank, lists with reasons, links."""
    sys.path.insert(0, str(ROOT))
    # Importing them is no part of the work.
    importlib.import_module("numpy")

    from plugins.related.engine import ClosestArticles, rank_by_language, without_garbage_collection
    from plugins.related.links.autolink import NEAR, LinkableText, plan
    from plugins.related.links.passages import plain
    from plugins.related.lists.build import build_lists
    from plugins.related.lists.suggestions import AuthorInput
    from plugins.related.settings import RelatedSettings

    settings, articles = RelatedSettings(), _articles(file)
    yield READY
    with without_garbage_collection():
        grouped = rank_by_language(articles)
        yield Step("ranking")
        lists = build_lists(grouped, settings, AuthorInput({}, {})).made
        yield Step("lists with reasons", sum(map(len, lists.values())))
        texts = {article.id: LinkableText(plain(article.body)) for article in articles}
        links = plan(articles, texts, ClosestArticles(grouped, NEAR), settings)
        yield Step("links", sum(len(found.made) for found in links.values()))


def _words(file: Path, _queries: int) -> Iterator[Step]:
    return _scikit(file)


def _pairs(file: Path, _queries: int) -> Iterator[Step]:
    return _scikit(file, sublinear_tf=True, ngram_range=(1, 2))


def _scikit(file: Path, **options: Any) -> Iterator[Step]:
    """TF-IDF vectors and the cosine of each with all others, in blocks."""
    import numpy as np

    vectorizer = import_module("sklearn.feature_extraction.text").TfidfVectorizer(**options)
    cosine = import_module("sklearn.metrics.pairwise").cosine_similarity
    texts = _texts(file)
    yield READY
    vectors = vectorizer.fit_transform(texts)
    yield Step("vectors")
    lists = []
    for start in range(0, len(texts), BLOCK):
        closeness = cosine(vectors[start : start + BLOCK], vectors)
        rows = np.arange(len(closeness))
        closeness[rows, start + rows] = -1  # nothing is on its own list
        count = min(CLOSEST, len(texts) - 1)
        lists.append(
            np.argpartition(closeness, -count, axis=1)[:, -count:].copy()
        )  # the rest is let go
    yield Step("closest", sum(block.size for block in lists))


def _at_once(file: Path, _queries: int) -> Iterator[Step]:
    return _gensim(file, 0)


def _gensim(file: Path, queries: int) -> Iterator[Step]:
    """TF-IDF vectors, an index of them, and the closest of each: `queries` one by one, 0 all."""
    read = import_module("gensim.utils").simple_preprocess
    dictionary_of = import_module("gensim.corpora").Dictionary
    model_of = import_module("gensim.models").TfidfModel
    index_of = import_module("gensim.similarities").SparseMatrixSimilarity
    texts = _texts(file)
    yield READY
    words = [read(text) for text in texts]
    yield Step("words")
    dictionary = dictionary_of(words)
    bags = [dictionary.doc2bow(each) for each in words]
    model = model_of(bags)
    yield Step("vectors")
    # One more than the list needs: an article is the closest to itself.
    index = index_of(model[bags], num_features=len(dictionary), num_best=CLOSEST + 1)
    yield Step("index")
    # To iterate over an index is gensim's own way to ask for all: in large pieces.
    found = [index[model[bag]] for bag in bags[:queries]] if queries else list(index)
    lines = sum(len(each) - 1 for each in found)
    yield Step("closest", lines, len(bags) / len(found))


WAYS = {
    OURS: _ours,
    WORDS: _words,
    PAIRS: _pairs,
    AT_ONCE: _at_once,
    ONE_BY_ONE: _gensim,
}


if __name__ == "__main__":
    sys.exit(main())
