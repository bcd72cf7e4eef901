"""The pages that the kit adds: the count of all articles, each model's, making-of pages."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..tree import with_class, words_of
from .built_page import BuiltPage
from .disagreement import Disagreement, Row, Rows, compared

ROLES = ("none", "corrected", "translated", "summarized", "drafted", "generated", None)
STATES = ("recorded", "declared-absent", "not-stated", "stale", None)
LEVELS = ("article", "folder", "site")
NAMED = {
    "by role": "Counted-role",
    "by review": "Counted-review",
    "by year": "Counted-year",
    "by model": "Counted-model",
    "where declared": "Counted-level",
}
"""The sections of the transparency page that have a table, each with the id of its heading."""
LISTED = {"changed": "Counted-stale", "undeclared": "Counted-undeclared"}
"""Those that have a list of articles."""
ROUNDED = 0.6
"""By how much a share may differ from the number of which it is one."""


def counts_disagreements(page: BuiltPage, rows: Rows) -> Iterator[Disagreement]:
    """Where the transparency page counts or lists otherwise than the inventory."""
    articles = [row for row in rows.values() if row["kind"] == "article"]
    for whole in with_class(page.root, "transparency") if articles else ():
        sections = {
            heading.get("id"): section
            for section in whole.iterfind("section")
            for heading in section.iterfind("h2")
        }
        for (name, place), wanted in zip(NAMED.items(), _tables(articles), strict=True):
            section = sections.get(place)
            # Only models have names that the inventory knows; the one without has words instead.
            names = [one for one, _ in wanted if one]
            lines = [
                (one if index < len(names) else "", numbers)
                for index, (one, numbers) in enumerate(_lines(section))
            ]
            yield from compared(name, _as_text(lines), _as_text(wanted))
            if section is not None:
                yield from _sums(name, section, [numbers for _, numbers in wanted])
        lists = {
            "changed": [row["url"] for row in articles if row["review"] == "stale"],
            "undeclared": [row["url"] for row in articles if row["role"] is None],
        }
        for name, urls in lists.items():
            section = sections.get(LISTED[name])
            links = section.iterfind(".//li/a[@href]") if section is not None else ()
            found = sorted(map(page.target, links))
            yield from compared(f"{name} articles", " ".join(found), " ".join(sorted(urls)))


def model_pages(page: BuiltPage) -> Mapping[str, str]:
    """Identifier to the address of its page, as the transparency page links them."""
    found: dict[str, str] = {}
    for whole in with_class(page.root, "transparency"):
        for cell in whole.iterfind(".//th"):
            for link in cell.iterfind("a"):
                found.setdefault(_code(cell), page.target(link))
    return found


def articles_on_cards(page: BuiltPage) -> list[str]:
    """The addresses of the articles on a page of cards."""
    cards = with_class(page.root, "card", "li")
    heads = (next(card.iterfind(".//a[@href]"), None) for card in cards)
    return [page.target(head) for head in heads if head is not None]


def model_disagreements(
    identifiers: Iterable[str], listed: Iterable[str], rows: Rows
) -> Iterator[Disagreement]:
    """Where the pages of one model list other articles than those that name it."""
    names = set(identifiers)
    wanted = {url for url, row in rows.items() if row["kind"] == "article" and names & _models(row)}
    found = set(listed)
    for url in sorted(found ^ wanted):
        yield Disagreement("article", *((url, "") if url in found else ("", url)))


def making_disagreements(page: BuiltPage) -> Iterator[Disagreement]:
    """Where a making-of page names who wrote the model's notes in one form and not in another."""
    notes = with_class(page.root, "making-notes")
    if not notes:
        return
    notices = map(words_of, with_class(page.root, "disclosure", "p"))
    labels = [*map(words_of, with_class(page.root, "disclosure-part"))]
    told = [" ".join(part.texts("description")) for part in page.nodes("part")]
    sentence = " ".join(notices)
    for form, found in (("label of the notes", labels), ("JSON-LD hasPart", told)):
        for one in found or [""]:
            if one != sentence or not one:
                yield Disagreement(form, one, sentence or "who wrote the notes")
    yield from compared("labels of the notes", str(len(labels)), str(len(notes)))


def _tables(articles: list[Row]) -> list[list[tuple[str, list[int]]]]:
    """The numbers of each table, a line each, with the identifier where it is one of models.

    What there is none of has no line.
    """
    roles, states, levels = (
        Counter(row[key] for row in articles) for key in ("role", "review", "declared_in")
    )
    by_year = []
    for year in sorted({(row["date"] or "")[:4] for row in articles}, reverse=True):
        of_year = Counter(row["role"] for row in articles if (row["date"] or "")[:4] == year)
        numbers = [of_year[role] for role in ROLES if roles[role]]
        by_year.append(("", [of_year.total(), *numbers]))
    models = Counter(model for row in articles for model in _models(row))
    unnamed = models.pop("", 0)
    ordered = sorted(models.items(), key=lambda item: (-item[1], item[0]))
    return [
        [("", [roles[role]]) for role in ROLES if roles[role]],
        [("", [states[state]]) for state in STATES if states[state]],
        by_year,
        [*((name, [number]) for name, number in ordered), *([("", [unnamed])] if unnamed else [])],
        [("", [levels[level]]) for level in LEVELS if levels[level]],
    ]


def _models(row: Row) -> set[str]:
    """Every model that a text names; an empty one where AI wrote words and none is named."""
    named = {*row["models"], *(model for part in row["parts"] for model in part["models"])}
    by_ai = {row["role"], *(part["role"] for part in row["parts"])} - {None, "none"}
    return named or ({""} if by_ai else set())


def _sums(name: str, section: Any, numbers: list[list[int]]) -> Iterator[Disagreement]:
    """Where the last line of a table, a share, or the chart is not what the numbers amount to."""
    sums = [sum(column) for column in zip(*numbers, strict=True)]
    for line in section.iterfind(".//tfoot/tr"):
        yield from compared(f"{name}: the sum", str(_numbers(line)), str(sums))
    for line, of in zip(section.iterfind(".//tbody/tr"), numbers, strict=False):
        for share in filter(_is_share, map(words_of, line.iterfind("td"))):
            wanted = 100 * of[0] / sums[0] if sums[0] else 0
            if abs(_percent(share) - wanted) > ROUNDED:
                yield Disagreement(f"{name}: a share", share, f"{wanted:.1f}%")
    drawn = [_number(words_of(text)) for text in section.iterfind(".//svg//svg//text")]
    if drawn:
        wanted_bars = [line[0] for line in numbers]
        yield from compared(f"{name}: the chart", str(drawn), str(wanted_bars))


def _lines(section: Any) -> Iterator[tuple[str, list[int]]]:
    """(identifier, numbers) of each line of a section's tables, if it is there; without shares."""
    for line in section.iterfind(".//tbody/tr") if section is not None else ():
        yield _code(line.find("th")), _numbers(line)


def _numbers(line: Any) -> list[int]:
    cells = map(words_of, line.iterfind("td"))
    return [_number(cell) for cell in cells if not _is_share(cell)]


def _is_share(cell: str) -> bool:
    return "%" in cell or "٪" in cell


def _percent(cell: str) -> float:
    """A share as any language writes it, with one decimal or none."""
    return float(".".join(_digits(cell)) or -1)


def _number(cell: str) -> int:
    """A number as any language writes it, whatever parts its thousands."""
    return int("".join(_digits(cell)) or -1)


def _digits(cell: str) -> list[str]:
    """The runs of digits in a cell, in whatever script, as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else " " for c in cell).split()


def _code(cell: Any) -> str:
    """The identifier of a model: its code, where it goes by a name."""
    code = None if cell is None else cell.find("code")
    return "" if cell is None else words_of(cell if code is None else code)


def _as_text(lines: list[tuple[str, list[int]]]) -> str:
    return "; ".join(f"{name} {', '.join(map(str, numbers))}".strip() for name, numbers in lines)
