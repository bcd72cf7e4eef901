"""Articles that say nearly the same, of which a list needs one only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..ranking.neighbours import Neighbours

NEAR_DUPLICATE = 0.7
"""Cosine of two whole texts from which on a list names only the closer one.

Measured on the lists of four corpora (tests/bench/bench_related.py --lists). At .7 and above are
a release and its candidate, one year's survey and the next one's, two versions of a specification;
at .6 begin manuals of different commands. What it does, beside other thresholds and a penalty
(maximal marginal relevance, Carbonell & Goldstein 1998: 1 - .5 x the greatest cosine):

               nothing   .8     .7     .6     .5   penalty
    nDCG@10     .690   .691   .690   .688   .685    .692
    nDCG@5      .649   .651   .652   .650   .650    .653
    hit@5       .888   .888   .892   .892   .896    .887
    pairs %      3.1    1.7      0      0      0     1.7    lists of five with such a pair at .7
    links lost     -      1      7     18     41            of authors, in lists of five

The penalty leaves every second near-duplicate, and no reader could be told why it moved an article.
"""


def near_duplicates_of(lists: Neighbours) -> dict[int, set[int]]:
    """For each row that has any: the rows that say nearly the same."""
    found: dict[int, set[int]] = {}
    for row, other in lists.pairs(NEAR_DUPLICATE):
        found.setdefault(row, set()).add(other)
        found.setdefault(other, set()).add(row)
    return found
