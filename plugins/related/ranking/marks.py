"""The keys by which a text cites an article: its identifiers, such as Get-Help or PEP 484."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text.hashing import pairs_of
from ..text.identifiers import is_identifier

if TYPE_CHECKING:
    from ..article import Article
    from ..text.words import Reader


def marks_of(article: Article, reader: Reader) -> list[int]:
    """Keys of those among the title and the other names that are identifiers, ascending."""
    names = (name.strip() for name in (article.title, *article.aliases))
    return sorted({_mark(name, reader) for name in names if is_identifier(name)} - {0})


def _mark(name: str, reader: Reader) -> int:
    """The key of one word, one compound or two words; 0 for anything else."""
    numbers = reader.read(name)
    keys = reader.keys(numbers)
    if len(numbers) == 1:
        return int(reader.compounds(numbers)[0] or (keys[0] if len(keys) == 1 else 0))
    pairs = pairs_of(keys).tolist() if len(numbers) == len(keys) else []
    return int(pairs[0]) if len(pairs) == 1 else 0
