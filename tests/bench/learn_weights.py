"""How the weights of the ranking came to be, and how they do on each of four sites.

Run as a module, from the project's folder. It needs a folder of corpora with their scorer
``eval.py``; by default the one that the project's maintainers keep beside the repository. Without
it nothing is learned, and it says so.

    python -m tests.bench.learn_weights                learn, and print how each set of weights does
    python -m tests.bench.learn_weights --write        the same, and write the data file
    python -m tests.bench.learn_weights --pull 0.01    learn with a weaker pull

It starts from round numbers, set by hand, and learns by evolution strategies (Rechenberg 1973,
Schwefel 1977; mirrored samples: Brockhoff et al. 2010) with a pull back towards them. What is
raised is nDCG@10 of the links that authors made, on texts with the words of those links (kept) and
without them (cut), which counts four times: on most sites no author has linked anything yet. To
tell learning from learning by heart, each site is also ranked with weights learned on the others.

Learned weights ship only if, on sites that they were not learned on, they are better than the
round ones by more than the standard error over sites. The round numbers were set with these sites
in view, and what is learned starts from them and is pulled back: no figure here is one for sites
that nobody had seen. Citations keep their round weights: of these sites only two have identifiers.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.related.article import Article
from plugins.related.corpus import load
from plugins.related.ranking.candidates import CANDIDATES
from plugins.related.ranking.index import build_index
from plugins.related.ranking.neighbours import Ranking, find_neighbours
from plugins.related.ranking.row_changes import NO_ROW
from plugins.related.ranking.scoring import ScorePart, score_parts
from plugins.related.ranking.sparse_rows import SparseRows, sparse_rows
from plugins.related.ranking.term_counts import table_of
from plugins.related.ranking.weights import FILE, Weights
from plugins.related.reading import read_texts
from tests.bench.bench_related import SHARED, _scorer, _stripped

ROUND = Weights(
    mention=0.1, passage_head=0.2, passage_name=0.2, tag_words=0.15, code=0.1,
    citation=0.15, cocitation=0.2,
    rare_pairs=0.1, rare_triples=0.1, passage_text=0.2, tags=0.4, year=0.3, years=0.2,
)  # fmt: skip
"""Where learning starts, and what it is pulled back to."""

ADDED = ("mention", "passage_head", "passage_name", "tag_words", "code")
FACTORS = ("tags", "year", "years")
EXPONENTS = ("rare_pairs", "rare_triples", "passage_text")
LEARNED = (*ADDED, *FACTORS, *EXPONENTS)

SEEDS = (1, 2)
"""What is learned with each is averaged."""

SAMPLES = 24
"""Of a generation: twelve, and the same mirrored."""

GENERATIONS = 30
WIDTH = 0.35
"""Standard deviation of the first samples; that of the last is about half."""

PULL = 1.0
"""nDCG@10 lost for each unit of squared distance from the round numbers, on the scales of `_point`:
so strong that only what helps clearly moves a weight. With less, sites that were not learned on
fared worse than with the round numbers: by .0013 with .5, by .0024 with .2."""

CUT = 4
"""Texts without the words of links count so many times as much as those with them."""

TOP = 10
DISCOUNT = 1 / np.log2(np.arange(TOP) + 2)
LEAST = 1e-9
"""Closeness above zero, to have a logarithm."""

HEADER = f"""\
How much each kind of evidence counts for the closeness of two articles: the cosine of their
texts counts 1. plugins/related/ranking/weights.py says what each is.

Made by tests/bench/learn_weights.py (seeds {" and ".join(map(str, SEEDS))}) from the links that
authors made on four sites: in texts with the words of those links (kept) and without (cut).
Round: the numbers where learning starts, set by hand with these sites in view. Held out: each
site with weights learned on the other three. All four: weights learned on all. TF-IDF: words
and pairs, 1 + ln of uses.\
""".splitlines()

GOALS = {"kept": 0.66, "cut": 0.61}
"""nDCG@10, mean over sites that the weights were not learned on."""

BEHIND = 0.01
"""How much any site may be behind the baseline."""

Numbers = NDArray[np.float64]
Score = tuple[float, float]
"""nDCG@10 on texts with the words of links (kept), and without them (cut)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Of each scored article (rows) with each of its candidates (columns): plain numbers."""

    base: Numbers
    """What the sum is without any of `ADDED`: words and citations."""

    added: Numbers
    """rows x columns x `ADDED`."""

    factors: Numbers
    """rows x columns x `FACTORS`: one and the weight times this is the factor."""

    powers: Numbers
    """rows x columns x `EXPONENTS`: logarithms of what is raised to a power."""

    related: NDArray[np.bool_]
    there: NDArray[np.bool_]
    """Rows may have fewer candidates than columns."""

    ideal: Numbers
    """For each row, the gain of the best list there could be."""

    def gain(self, weights: Weights) -> float:
        """Mean nDCG@10 of the candidates in the order that `weights` give them."""
        closeness = self.base + self.added @ _some(weights, ADDED)
        score = np.log(closeness + LEAST) + self.powers @ _some(weights, EXPONENTS)
        score += np.log1p(self.factors * _some(weights, FACTORS)).sum(axis=2)
        order = np.argsort(-np.where(self.there, score, -np.inf), axis=1, kind="stable")[:, :TOP]
        hits = np.take_along_axis(self.related, order, axis=1)
        return float(((hits * DISCOUNT[: hits.shape[1]]).sum(axis=1) / self.ideal).mean())


@dataclass(frozen=True, slots=True)
class Text:
    """A corpus as it is, or without the words of its authors' links."""

    articles: list[Article]
    texts: list[str]
    """As given, in the order of `articles`."""

    rows: list[dict[str, Any]]
    """The corpus with its truth, as `eval.py` reads them."""

    def ranking(self, weights: Weights) -> Ranking:
        """The articles ranked; they are of one language, and no link is given away."""
        counts = table_of([reading.terms for reading in read_texts(self.articles)])
        known = build_index(self.articles, counts, [()] * len(self.articles), weights)
        return Ranking(known, find_neighbours(known))

    def truth(self) -> dict[int, set[int]]:
        """For each article that is scored, by its place, those that are related to it."""
        place = {article.id: at for at, article in enumerate(self.articles)}
        related: dict[str, set[str]] = {name: set() for name in place}
        for row in self.rows:
            for other in row["truth_related"] or ():
                related[row["id"]].add(other)
                related[other].add(row["id"])
        shown = sorted(row["id"] for row in self.rows if row["truth_related"] is not None)
        return {place[name]: {place[o] for o in related[name]} for name in shown if related[name]}


@dataclass(frozen=True, slots=True)
class Site:
    """A corpus in both ways."""

    name: str
    kept: Text
    cut: Text

    def score(self, scorer: ModuleType, lists: Callable[[Text], dict[str, list[str]]]) -> Score:
        """How `lists` does, in the words of the corpora's own scorer."""
        kept, cut = (scorer.related(t.rows, lists(t))["ndcg10"] for t in (self.kept, self.cut))
        return kept, cut


Learnable = Mapping[str, tuple[Evidence, Evidence]]
"""Name of a site to its evidence, kept and cut."""


def main() -> int:
    """Learn, say how it went and, if asked to, write the data file."""
    options = _arguments()
    if not (options.corpora / "eval.py").exists():
        print(f"NOT RUN: there are no corpora with an eval.py in {options.corpora}.")
        return 0
    scorer = _scorer(options.corpora / "eval.py")
    sites = [_site(path, scorer) for path in sorted(options.corpora.glob("*.jsonl.gz"))]
    data = {site.name: (_evidence(site.kept), _evidence(site.cut)) for site in sites}
    held_out = {site.name: _learned(data, options.pull, without=site.name) for site in sites}
    learned = _learned(data, options.pull)
    print("scoring", flush=True)
    tables = {
        "TF-IDF": [site.score(scorer, tfidf) for site in sites],
        "round": [site.score(scorer, _ours(ROUND)) for site in sites],
        "held out": [site.score(scorer, _ours(held_out[site.name])) for site in sites],
        "all four": [site.score(scorer, _ours(learned)) for site in sites],
    }
    gains = np.array(tables["held out"]) - np.array(tables["round"])
    better, error = _verdict(gains)
    ship = learned if better > error else ROUND
    report = [
        *_table([site.name for site in sites], tables),
        f"Learned on the other sites against round: {better:+.4f}, standard error {error:.4f}.",
        f"What ships: the {'learned' if ship is learned else 'round'} numbers.",
    ]
    print("\n".join([*report, "", *_spread(held_out, learned), "", *_goals(tables)]))
    if options.write and options.pull != PULL:
        print(f"NOT WRITTEN: the data file is made with a pull of {PULL}.")
    elif options.write:
        FILE.write_text(_written(ship, report), encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("corpora", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--pull", type=float, default=PULL)
    return parser.parse_args()


def _site(path: Path, scorer: ModuleType) -> Site:
    rows = scorer.load(str(path))
    with tempfile.TemporaryDirectory() as folder:
        cut = _text(_stripped(rows, Path(folder) / "cut.jsonl"), rows)
    return Site(path.name.partition(".")[0], _text(path, rows), cut)


def _text(path: Path, rows: list[dict[str, Any]]) -> Text:
    found = [pair for _, pair in sorted(load(path).items())]
    return Text([article for article, _ in found], [words for _, words in found], rows)


# Evidence.


def _candidate_parts(
    ranking: Ranking,
) -> tuple[list[NDArray[np.int32]], Callable[[Weights], list[ScorePart]]]:
    """For each row its candidates, and what all those pairs come to under other weights.

    Citations keep the weights that this ranking was made with. At least one article.
    """
    found = ranking.neighbours.candidates.rows[:, :CANDIDATES]
    others = [rows[rows != NO_ROW] for rows in found]
    pairs = np.repeat(np.arange(len(others)), list(map(len, others))), np.concatenate(others)
    texts, passages = ranking.table.passages(*pairs)
    return others, partial(score_parts, texts, passages, ranking.index.metadata, pairs)


def _evidence(text: Text) -> Evidence:
    """The evidence of `text`, read off the very formulas that rank."""
    others, parts_under = _candidate_parts(text.ranking(ROUND))
    ends = np.cumsum([0, *map(len, others)])
    truth = text.truth()
    cells = np.zeros((len(truth), max(map(len, others))), np.intp)
    there = np.zeros(cells.shape, bool)
    related = np.zeros(cells.shape, bool)
    for line, (row, answers) in enumerate(truth.items()):
        width = len(others[row])
        cells[line, :width] = np.arange(ends[row], ends[row + 1])
        there[line, :width] = True
        related[line, :width] = np.isin(others[row], sorted(answers))
    base, _ = _folded(parts_under(_alone("")))
    alone = {name: _folded(parts_under(_alone(name))) for name in LEARNED}
    found = Evidence(
        base=base[cells],
        added=np.stack([(alone[name][0] - base)[cells] for name in ADDED], axis=2),
        factors=np.stack([(alone[name][1] - 1)[cells] for name in FACTORS], axis=2),
        powers=np.stack([np.log(alone[name][1])[cells] for name in EXPONENTS], axis=2),
        related=related,
        there=there,
        ideal=np.cumsum(DISCOUNT)[[min(TOP, len(answers)) - 1 for answers in truth.values()]],
    )
    _check(found, parts_under(ROUND), cells)
    return found


def _alone(name: str) -> Weights:
    """A weight of 1, and all others 0."""
    return Weights(**{other: float(other == name) for other in asdict(ROUND)})


def _folded(parts: Sequence[ScorePart]) -> tuple[Numbers, Numbers]:
    """The sum of what is added, and the product of the factors."""
    added = np.sum([part.amount for part in parts if not part.factor], axis=0)
    return added, np.prod([part.amount for part in parts if part.factor], axis=0)


def _check(found: Evidence, parts: Sequence[ScorePart], cells: NDArray[np.intp]) -> None:
    """Stop if the ranking no longer weighs as `Evidence.gain` does."""
    added, product = _folded(parts)
    mine = found.base + found.added @ _some(ROUND, ADDED)
    mine *= (1 + found.factors * _some(ROUND, FACTORS)).prod(axis=2)
    mine *= np.exp(found.powers @ _some(ROUND, EXPONENTS))
    if not np.allclose(mine, (added * product)[cells]):
        raise SystemExit("The ranking weighs in another way than this script: bring it up to date.")


def _some(weights: Weights, names: Sequence[str]) -> Numbers:
    return np.array([getattr(weights, name) for name in names])


# Learning.


def _learned(data: Learnable, pull: float, *, without: str = "") -> Weights:
    """Weights learned on all sites but one, or on all; rounded to two digits."""
    chosen = [evidence for name, evidence in data.items() if name != without]
    found = np.mean([_evolved(chosen, pull, seed) for seed in SEEDS], axis=0)
    print(f"learned without {without}" if without else "learned on all", flush=True)
    return _weights(found)


def _evolved(data: Sequence[tuple[Evidence, Evidence]], pull: float, seed: int) -> Numbers:
    """Where the search stands on average in its second half."""
    draw = np.random.default_rng(seed)
    start = _point(ROUND)
    at, visited = start, []
    for generation in range(GENERATIONS):
        width = WIDTH * (1 - 0.5 * generation / GENERATIONS)
        half = draw.standard_normal((SAMPLES // 2, len(start)))
        steps = np.concatenate([half, -half])
        points = at + width * steps
        worth = [_gain(data, p) - pull * np.mean(np.square(p - start)) for p in points]
        at = at + width * _best_steps(steps, np.array(worth))
        if generation >= GENERATIONS // 2:
            visited.append(at)
    return np.asarray(np.mean(visited, axis=0))


def _best_steps(steps: Numbers, worth: Numbers) -> Numbers:
    """The mean of the best third, the better the more (Hansen and Ostermeier 2001)."""
    best = np.argsort(-worth, kind="stable")[: SAMPLES // 3]
    ranks = np.arange(1, len(best) + 1)
    shares = np.log(len(best) + 0.5) - np.log(ranks)
    return np.asarray(shares / shares.sum() @ steps[best])


def _gain(data: Sequence[tuple[Evidence, Evidence]], point: Numbers) -> float:
    """nDCG@10, mean over sites, texts without the words of links counted `CUT` times."""
    weights = _weights(point, digits=None)
    gains = [(kept.gain(weights) + CUT * cut.gain(weights)) / (1 + CUT) for kept, cut in data]
    return float(np.mean(gains))


def _point(weights: Weights) -> Numbers:
    """The learned weights on scales on which a step does about as much in each."""
    return np.concatenate(
        [
            np.log(_some(weights, ADDED)),
            2 * _some(weights, FACTORS),
            5 * _some(weights, EXPONENTS),
        ]
    )


def _weights(point: Numbers, digits: int | None = 2) -> Weights:
    """The weights at a point: none below zero, for no evidence speaks against closeness."""
    added, factors, exponents = np.split(point, np.cumsum([len(ADDED), len(FACTORS)]))
    values = np.concatenate([np.exp(added), np.maximum(factors / 2, 0), exponents.clip(0) / 5])
    found = dict(zip(LEARNED, values.tolist(), strict=True))
    if digits is not None:
        found = {name: float(f"{value:.{digits}g}") for name, value in found.items()}
    return Weights(**asdict(ROUND) | found)


# Scoring.


def _ours(weights: Weights) -> Callable[[Text], dict[str, list[str]]]:
    def lists(text: Text) -> dict[str, list[str]]:
        near = text.ranking(weights).lists(TOP)
        return {
            article.id: [text.articles[other.row].id for other in others]
            for article, others in zip(text.articles, near, strict=True)
        }

    return lists


def tfidf(text: Text) -> dict[str, list[str]]:
    """The closest by cosine as scikit-learn's TfidfVectorizer would weigh title and text.

    Options as in ``TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2))``: words of two letters
    and more, and pairs; 1 + ln of uses; smoothed idf; vectors of length 1.
    """
    names = [article.id for article in text.articles]
    titles = [article.title for article in text.articles]
    grams = [_grams(f"{title}\n{words}") for title, words in zip(titles, text.texts, strict=True)]
    vectors = _vectors(grams)
    scores = _cosines(vectors)
    np.fill_diagonal(scores, -1)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :TOP].tolist()
    return {name: [names[at] for at in row] for name, row in zip(names, order, strict=True)}


def _grams(text: str) -> Counter[str]:
    """How often each word and pair is used."""
    words = re.findall(r"\b\w\w+\b", text.lower())
    return Counter([*words, *map(" ".join, itertools.pairwise(words))])


def _cosines(vectors: SparseRows) -> Numbers:
    """Articles x articles."""
    across, found = vectors.transposed(), np.zeros((len(vectors), len(vectors)))
    for row in range(len(vectors)):
        mine, _ = vectors.entries(np.array([row]))
        places, widths = across.entries(vectors.columns[mine])
        products = np.repeat(vectors.values[mine], widths) * across.values[places]
        found[row] = np.bincount(across.columns[places], products, len(vectors))
    return found


def _vectors(grams: Sequence[Counter[str]]) -> SparseRows:
    """Articles x words and pairs, rows of length 1."""
    document_frequency = Counter(gram for each in grams for gram in each)
    column = {gram: at for at, gram in enumerate(sorted(document_frequency))}
    many = np.array([document_frequency[gram] for gram in column])
    idf = np.log((1 + len(grams)) / (1 + many)) + 1
    columns = np.array([column[gram] for each in grams for gram in sorted(each)], np.intp)
    uses = np.array([each[gram] for each in grams for gram in sorted(each)])
    values = (1 + np.log(uses)) * idf[columns]
    rows = np.repeat(np.arange(len(grams)), list(map(len, grams)))
    norms = np.sqrt(np.bincount(rows, values**2, len(grams)))
    return sparse_rows(rows, columns, values / norms[rows], len(grams), len(column))


# Reporting.


def _table(names: Sequence[str], tables: Mapping[str, Sequence[Score]]) -> list[str]:
    """nDCG@10 as lines: a way to rank each, on each site and in the mean."""
    lines = ["nDCG@10       " + "".join(f"{name:>8}" for name in (*names, "mean"))]
    for way, scores in tables.items():
        for text, of_sites in zip(GOALS, np.array(scores).T, strict=True):
            figures = [*of_sites, of_sites.mean()]
            lines.append(f"{way:9}{text:5}" + "".join(f"{figure:8.4f}" for figure in figures))
    return lines


def _verdict(gains: Numbers) -> tuple[float, float]:
    """What learning gains (sites x texts): the mean over sites, and its standard error."""
    of_sites = (gains[:, 0] + CUT * gains[:, 1]) / (1 + CUT)
    return float(of_sites.mean()), float(of_sites.std(ddof=1) / np.sqrt(len(of_sites)))


def _spread(held_out: Mapping[str, Weights], learned: Weights) -> list[str]:
    """How far the weights depend on the sites that they are learned on."""
    lines = ["weight          round  all four  held out: least to most"]
    for name in LEARNED:
        values = [getattr(weights, name) for weights in held_out.values()]
        lines.append(
            f"{name:14}{getattr(ROUND, name):7.2g}{getattr(learned, name):10.2g}"
            f"{min(values):11.2g} to {max(values):.2g}"
        )
    return lines


def _goals(tables: Mapping[str, Sequence[Score]]) -> list[str]:
    """What must hold, and whether it does."""
    held_out, baseline = np.array(tables["held out"]), np.array(tables["TF-IDF"])
    lines = [
        _said(f"held out, {text}: {mean:.4f}, at least {goal}", holds=mean >= goal)
        for (text, goal), mean in zip(GOALS.items(), held_out.mean(axis=0), strict=True)
    ]
    for way in ("round", "held out", "all four"):
        least = float((np.array(tables[way]) - baseline).min())
        claim = f"{way} against TF-IDF where it does worst: {least:+.4f}, at least {-BEHIND}"
        lines.append(_said(claim, holds=least >= -BEHIND))
    return lines


def _said(claim: str, *, holds: bool) -> str:
    return f"{'holds' if holds else 'FAILS'}: {claim}"


def _written(weights: Weights, report: Sequence[str]) -> str:
    """The data file."""
    values = asdict(weights)
    exponents = [name for name in values if name in {*FACTORS, *EXPONENTS}]
    others = [name for name in values if name not in exponents]
    return "\n".join(
        [
            *(f"# {line}".rstrip() for line in [*HEADER, "", *report]),
            "",
            "[weights]",
            *(f"{name} = {values[name]}" for name in others),
            "",
            "# Exponents: rare_pairs, rare_triples, passage_text. Factors: tags, year, years.",
            *(f"{name} = {values[name]}" for name in exponents),
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
