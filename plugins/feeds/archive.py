"""The history of a feed in parts that stay as they are: archived feeds, RFC 5005 section 4.

Parts are filled from the oldest article on and are written only when full, so a new article changes
none of them; together with the newest entries they hold every article. An entry may stand in the
newest part and among the newest entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def parts(newest_first: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """What lies behind the newest `size` items, in parts of `size`, the oldest part first.

    None where the newest are all; each part is newest first, as a feed is.
    """
    if not size:
        return []
    total = len(newest_first)
    count = -(-max(total - size, 0) // size)
    ends = (total - size * number for number in range(count))
    return [newest_first[end - size : end] for end in ends]
