"""The least that the ranking must reach, against links that the articles' own authors made.

Needs corpora that are not part of this repository; tests/bench/bench_related.py prints the whole
table.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.related.corpus import load
from plugins.related.engine import rank
from tests.bench import bench_related

LEAST = 0.56
"""nDCG@10, mean of the corpora: the level of sublinear TF-IDF with word pairs."""

HERE: Path = bench_related.SHARED


@pytest.mark.long
@pytest.mark.skipif(
    not (HERE / "eval.py").exists(), reason=f"not run: there are no corpora in {HERE}"
)
def test_rankings_agree_with_authors() -> None:
    """On the visible half of every corpus together."""
    scorer = bench_related._scorer(HERE / "eval.py")
    scores = []
    for path in sorted(HERE.glob("*.jsonl.gz")):
        ranked = rank((article for article, _ in load(path).values()), 10)
        scores.append(scorer.related(scorer.load(str(path)), ranked)["ndcg10"])
    assert sum(scores) / len(scores) >= LEAST
