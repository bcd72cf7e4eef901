"""How much each kind of evidence counts: learned weights, in data that people can read."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from ...common.values import dataclass

FILE = Path(__file__).parent.parent / "data" / "ranking-weights.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights of `scoring.score_parts`; the cosine of the whole texts counts 1."""

    passage_head: float
    """The three passages of one article that are most like what introduces the other."""

    passage_name: float
    """The passage that is most like the other's title, names, summary and headings."""

    mention: float
    """How much of the other's title stands in the text."""

    tag_words: float
    """The text of one beside the tags of the other, read as words."""

    code: float
    """Cosine of what is in code."""

    citation: float
    """Citations by identifier, or by the author's link."""

    cocitation: float
    """Citations of both by the same articles."""

    rare_pairs: float
    """Pairs of words that few articles have: an exponent of 1 + their number."""

    rare_triples: float
    """The same of three words."""

    passage_text: float
    """The passage of one article that is most like the other as a whole: an exponent."""

    tags: float
    """Tags that both have, the rarer the more: a factor of 1 to 1 + this."""

    year: float
    """Closeness in time: a factor of 1 + this on the same day, fading within a year."""

    years: float
    """The same, fading within four years."""


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that ship."""
    return Weights(**tomllib.loads(FILE.read_text(encoding="utf-8"))["weights"])
