"""The transparency page: from numbers to titles, tables, lists and a chart, ready to print.

The chart has one bar a year, stacked by role, as plain numbers. Widths are percentages of the bars'
field, heights are in letters (em): it narrows with the screen while its words keep their size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from ..common.values import dataclass
from ..disclosure import inventory, messages
from ..disclosure.inventory import InventoryRow
from ..disclosure.vocabulary import Role
from ..wording.catalogue import Words
from .counts import NO_MODEL, ROLES, UNDECLARED, Counts, Year

FOLD = 20
"""Lines of a long table or list that are seen before it is opened."""

DOWNLOADS = {
    "ai-disclosures.json": "application/json",
    "ai-disclosures.csv": "text/csv",
    inventory.SCHEMA: "application/schema+json",
}
"""Media type by file."""

ROLE_WORDS = {
    **{role.value: messages.SHORT[role] for role in Role},
    UNDECLARED: messages.UNDECLARED,
}
STATE_WORDS = {**messages.STATE, UNDECLARED: messages.UNDECLARED}

YEAR_HEIGHT = 1.9
"""Of a year in the chart, em."""
BAR_HEIGHT = 1.2
"""Of its bar."""
LONGEST_BAR = 82.0
"""Per cent of the field: its number stands after it."""
LEAST_WIDTH = 0.8
"""Of a segment: one article among thousands is to be seen."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a table."""

    name: str
    cells: tuple[str, ...]
    url: str = ""
    """Of the page about what the line counts, below the site's root; empty: there is none."""
    code: str = ""
    """What the inventory calls it, where that is not its name."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names its lines."""

    title: str
    head: tuple[str, ...]
    """The first may be empty: the title says it."""
    lines: tuple[TableLine, ...]
    folded: tuple[TableLine, ...] = ()
    """The rest, seen once it is opened."""
    unfold: str = ""
    """What opening it is called."""
    total: TableLine | None = None


@dataclass(frozen=True, slots=True)
class ArticleList:
    """A list of articles."""

    title: str
    rows: tuple[InventoryRow, ...]
    folded: tuple[InventoryRow, ...]
    unfold: str


@dataclass(frozen=True, slots=True)
class ChartSegment:
    """The articles of one year and role."""

    role: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One year."""

    y: float
    """Of its upper edge."""
    middle: float
    segments: tuple[ChartSegment, ...]
    end: float
    """Where the last segment ends, and the number of the whole may begin."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything to be drawn."""

    height: float
    bar: float
    bars: tuple[ChartBar, ...]
    roles: tuple[str, ...]
    """Those that occur, in the order in which they are stacked."""


@dataclass(frozen=True, slots=True)
class TransparencyPage:
    """The whole page."""

    language: str
    direction: str
    title: str
    opening: str
    """What it all comes to, in one sentence."""
    intro: str
    total: int
    tables: Mapping[str, Table]
    """By what they are of: ``role``, ``review``, ``year``, ``model``, ``level``; none is empty."""
    listings: Mapping[str, ArticleList]
    """``stale`` and ``undeclared``; none is empty."""
    chart: Chart | None
    """None: there is one value alone."""
    chart_told: str
    key: tuple[tuple[str, str], ...]
    """(role, its name) in the order of the chart."""
    none: str
    downloads_title: str
    downloads: Mapping[str, str]


def page_of(
    counts: Counts, say: Words, model_page: Callable[[str], tuple[str, str]]
) -> TransparencyPage:
    """The page for `counts` in the words of one language.

    `model_page` gives a model's name for readers and the address of its page, which may be empty.
    """
    chart = chart_of(counts.years)
    tables = {
        "role": _shares(messages.BY_ROLE, messages.WHAT_AI_DID, counts.roles, ROLE_WORDS, say),
        "review": _shares(messages.BY_REVIEW, messages.REVIEW, counts.states, STATE_WORDS, say),
        "year": _years(counts, chart.roles, say),
        "model": _models(counts, say, model_page),
        "level": _shares(messages.WHERE_DECLARED, "", counts.levels, messages.DECLARED_IN, say),
    }
    listings = {
        "stale": ArticleList(say(messages.STALE_ARTICLES), *_folded(counts.stale, say)),
        "undeclared": ArticleList(
            say(messages.UNDECLARED_ARTICLES), *_folded(counts.undeclared, say)
        ),
    }
    numbers = {
        "number": say.number(counts.with_ai),
        "total": say.number(counts.total),
        "checked": say.number(counts.with_ai_checked),
    }
    checked, unchecked = messages.TRANSPARENCY_OPENING, messages.TRANSPARENCY_OPENING_UNCHECKED
    values = sum(len(bar.segments) for bar in chart.bars)
    return TransparencyPage(
        language=say.language,
        direction=say.direction,
        title=say(messages.TRANSPARENCY),
        opening=say(checked if counts.with_ai_checked else unchecked, **numbers),
        intro=say(messages.TRANSPARENCY_INTRO),
        total=counts.total,
        tables={name: table for name, table in tables.items() if table.lines},
        listings={name: listing for name, listing in listings.items() if listing.rows},
        chart=chart if values > 1 else None,
        chart_told=say(messages.CHART),
        key=tuple((role, say(ROLE_WORDS[role])) for role in chart.roles),
        none=say(messages.NO_SUCH),
        downloads_title=say(messages.DOWNLOADS),
        downloads=DOWNLOADS,
    )


def _shares(
    title: str, first: str, numbers: Mapping[str, int], named: Mapping[str, str], say: Words
) -> Table:
    """A table of numbers and their shares, with their sum; what there is none of is left out."""
    whole = sum(numbers.values())
    lines = tuple(
        TableLine(say(named[key]), (say.number(number), say.share(number, whole)))
        for key, number in numbers.items()
        if number
    )
    head = (first and say(first), say(messages.ARTICLES), say(messages.SHARE))
    total = TableLine(say(messages.ALL), (say.number(whole), say.share(whole, whole)))
    return Table(say(title), head, lines, total=total if len(lines) > 1 else None)


def _years(counts: Counts, roles: Sequence[str], say: Words) -> Table:
    """The numbers of the chart: a line a year, a column for each role that occurs."""
    head = (say(messages.YEAR), say(messages.ALL), *(say(ROLE_WORDS[role]) for role in roles))
    lines = tuple(
        TableLine(
            year.year or "–",
            (say.number(year.total), *(say.number(year.roles[role]) for role in roles)),
        )
        for year in counts.years
    )
    sums = (counts.total, *(counts.roles[role] for role in roles))
    total = TableLine(say(messages.ALL), tuple(map(say.number, sums)))
    return Table(say(messages.BY_YEAR), head, lines, total=total if len(lines) > 1 else None)


def _models(counts: Counts, say: Words, model_page: Callable[[str], tuple[str, str]]) -> Table:
    def line(identifier: str, number: int) -> TableLine:
        if identifier == NO_MODEL:
            return TableLine(say(messages.NO_MODEL), (say.number(number),))
        name, url = model_page(identifier)
        code = identifier if identifier != name else ""
        return TableLine(name, (say.number(number),), url, code)

    lines = [line(identifier, number) for identifier, number in counts.models.items()]
    visible, folded, unfold = _folded(lines, say)
    head = (say(messages.MODEL), say(messages.ARTICLES))
    return Table(say(messages.BY_MODEL), head, visible, folded, unfold)


def _folded(items: Iterable[Item], say: Words) -> tuple[tuple[Item, ...], tuple[Item, ...], str]:
    """What is seen, what is folded away, and how opening it is called."""
    every = tuple(items)
    if len(every) <= FOLD:
        return every, (), ""
    unfold = say(messages.SHOW_ALL, count=say.number(len(every)))
    return every[:FOLD], every[FOLD:], unfold


def chart_of(years: Sequence[Year]) -> Chart:
    """The chart of `years`, from the first above to the last below."""
    most = max((year.total for year in years), default=0)
    bars = (_bar(year, index, most) for index, year in enumerate(years))
    roles = tuple(role for role in ROLES if any(year.roles[role] for year in years))
    return Chart(_round(YEAR_HEIGHT * len(years)), BAR_HEIGHT, tuple(bars), roles)


def _bar(year: Year, index: int, most: int) -> ChartBar:
    y = index * YEAR_HEIGHT + (YEAR_HEIGHT - BAR_HEIGHT) / 2
    segments = tuple(_segments(year, most))
    end = segments[-1].x + segments[-1].width if segments else 0
    return ChartBar(_round(y), _round(y + BAR_HEIGHT / 2), segments, _round(end))


def _segments(year: Year, most: int) -> Iterable[ChartSegment]:
    x = 0.0
    for role in ROLES:
        number = year.roles[role]
        if number:
            width = max(LEAST_WIDTH, LONGEST_BAR * number / most)
            yield ChartSegment(role, _round(x), _round(width))
            x += width


def _round(value: float) -> float:
    return round(value, 3)
