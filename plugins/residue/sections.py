"""Sections without text, and text that comes twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .code_masking import MASK
from .source_view import WORD, Finding, Heading, SourceView, TextBlock

NOT_PROSE = (">", "<", "|", "![", "#", "[")
FEWEST_WORDS = 8
SHORTEST = 80
"""Characters of a paragraph which nobody writes twice by chance; a refrain is shorter."""

SAME = 8
"""So many characters at its beginning a repeated paragraph has unchanged."""

MOST = 20
"""With so many sections of the same name a further one is compared."""

ALIKE = 0.85
"""Share of words that two sections have in common, counted, when they are near the same."""


def empty(view: SourceView) -> Iterator[Finding]:
    """A heading with nothing before the next of its level or a higher one, or before the end."""
    for heading, following in zip(view.headings, [*view.headings, None][1:], strict=True):
        last = following.number - 1 if following else len(view.lines)
        if not any(view.lines[heading.first - 1 : last]) and (
            following is None or following.level <= heading.level
        ):
            yield heading.number, view.lines[heading.number - 1]


def repeated(view: SourceView) -> Iterator[Finding]:
    """A section whose heading and text stood above already."""
    for heading, _ in _again(view):
        yield heading.number, view.lines[heading.number - 1]


def repeated_paragraphs(view: SourceView) -> Iterator[Finding]:
    """A paragraph that stood above already, word for word; in a repeated section, told once."""
    prose = [block for block in view.blocks if _is_prose(block)]
    begun = Counter(block.text[:SAME] for block in prose)
    above: set[str] = set()
    twice = []
    for block in prose:
        if begun[block.text[:SAME]] == 1:
            continue
        words = " ".join(block.text.lower().split())
        if words in above:
            twice.append(block)
        above.add(words)
    sections = list(_again(view)) if twice else []
    reported = {n for heading, last in sections for n in range(heading.number, last + 1)}
    for block in twice:
        if block.number not in reported:
            yield block.number, block.text.split("\n", 1)[0]


def _again(view: SourceView) -> Iterator[tuple[Heading, int]]:
    """Headings of repeated sections, with the last line of each."""
    names = [tuple(WORD.findall(heading.text.lower())) for heading in view.headings]
    twice = {name for name, count in Counter(names).items() if count > 1}
    above: dict[tuple[str, ...], list[Counter[str]]] = {}
    for heading, name, last in zip(view.headings, names, _ends(view), strict=True):
        if name in twice:
            text = "\n".join(view.lines[heading.first - 1 : last])
            words = Counter(WORD.findall(text.lower()))
            before = above.setdefault(name, [])
            if any(_alike(words, other) for other in before):
                yield heading, last
            elif len(before) < MOST:
                before.append(words)


def _ends(view: SourceView) -> list[int]:
    """For each heading the last line before the next of its level or a higher one."""
    ends = []
    following = dict.fromkeys(range(1, 7), len(view.lines) + 1)
    for heading in reversed(view.headings):
        ends.append(following[heading.level] - 1)
        for level in range(heading.level, 7):
            following[level] = heading.number
    return ends[::-1]


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    total = one.total() + other.total()
    common = (one & other).total()
    return min(one.total(), other.total()) >= FEWEST_WORDS and 2 * common >= ALIKE * total


def _is_prose(block: TextBlock) -> bool:
    return (
        len(block.text) >= SHORTEST
        and MASK not in block.text
        and not block.text.lstrip().startswith(NOT_PROSE)
    )
