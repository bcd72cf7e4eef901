"""The lists of a built site beside the inventory: cards, ai-disclosures.csv and llms.txt."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ..tree import language_of, primary_subtag, with_class, words_of
from .built_page import BuiltPage
from .disagreement import Disagreement, Row, Rows, compared

ITEMS = ("li", "article", "section")
LISTS = (
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' card ')]"
    " | //nav[@class='related']//li"
)
LABELS = {"disclosure-short": "short", "disclosure-cover": "cover_short"}
"""Class of a label to the inventory's key of its words."""
ABOVE, AGREED = "disclosure-shared-label", "disclosure-agreed"
"""Classes of a label that stands once above a list, and of a list that needs one."""
FORMS = {"short": "card", "cover_short": "cover on the card"}
LINK = re.compile(r"- \[(?:\\.|[^\\\]])*\]\((?P<url>\S+?)\)(?:: (?P<note>.*))?")


def card_disagreements(page: BuiltPage, rows: Rows) -> Iterator[Disagreement]:
    """Where a page shows another short label beside a link than the link's text has.

    Looked at are the items of the theme's lists, labelled or not, and every other label, which
    belongs to the nearest item around it that links to a listed text.
    """

    @cache
    def listed(link: Any) -> str:
        address = page.target(link) if link.get("href") else ""
        return address if address in rows else ""

    @cache
    def about(item: Any) -> str:
        """The first listed text to which an item links; empty: none."""
        return next(filter(None, map(listed, item.iter("a"))), "")

    seen: set[Any] = set()
    items = page.root.xpath(LISTS)
    for item in items:
        for name, key in LABELS.items():
            labels = with_class(item, name, "span")
            seen.update(labels)
            if about(item):
                yield from _label_compared(FORMS[key], labels, rows[about(item)], key)
    for name, key in LABELS.items():
        for label in with_class(page.root, name, "span"):
            if label not in seen:
                address = next(filter(None, map(about, label.iterancestors(*ITEMS))), "")
                yield from _label_compared("label", [label], rows.get(address), key)
    yield from _above(page, {item: rows[about(item)] for item in items if about(item)})


def csv_disagreements(text: str, rows: Rows) -> Iterator[Disagreement]:
    """Where ai-disclosures.csv says something else than ai-disclosures.json."""
    csv.field_size_limit(sys.maxsize)
    table = list(csv.DictReader(io.StringIO(text, newline="")))
    found = {line.get("url") or "": line for line in table}
    for url in [*rows, *(url for url in found if url not in rows)]:
        line, row = found.get(url), rows.get(url)
        if line is None or row is None:
            yield Disagreement("row", "" if line is None else url, "" if row is None else url)
            continue
        for key, value in row.items():
            cell, wanted = line.get(key) or "", _cell(value)
            if cell not in {wanted, f"'{wanted}"}:
                yield Disagreement(f"{key} of {url}", cell, wanted)
    yield from compared("rows", str(len(table)), str(len(found)))


def llms_disagreements(text: str, rows: Rows) -> Iterator[Disagreement]:
    """Where a note in llms.txt does not begin with its text's short label.

    An owner may write a file of their own, which need not list every article; that one is theirs.
    """
    links = [match for line in text.split("\n") if (match := LINK.fullmatch(line))]
    notes = {match["url"]: match["note"] or "" for match in links}
    if any(row["kind"] == "article" and url not in notes for url, row in rows.items()):
        return
    for url, note in notes.items():
        short = f"{rows[url]['short']}." if url in rows and rows[url]["short"] else ""
        yield from compared(url, note[: len(short)], short)


def _above(page: BuiltPage, items: Mapping[Any, Row]) -> Iterator[Disagreement]:
    """Where a label above a list is not that of each of its items, or is not there.

    `items` are those of the page that link to a listed text, each to its row. A label and its list
    stand in one element.
    """
    labels = {label.getparent().getparent(): label for label in with_class(page.root, ABOVE)}
    for item, row in items.items():
        for around in labels.keys() & {*item.iterancestors()}:
            yield from _label_compared("label above the list", [labels[around]], row, "short")
    for agreed in with_class(page.root, AGREED):
        if labels.keys().isdisjoint([agreed, *agreed.iterancestors()]):
            yield Disagreement("label above a list", "", "what its items share")


def _label_compared(
    form: str, labels: list[Any], row: Row | None, key: str
) -> Iterator[Disagreement]:
    about, short = (row["url"], row[key] or "") if row else ("no listed text", "")
    yield from compared(f"{form} of {about}", " ".join(map(words_of, labels)), short)
    wanted = primary_subtag(row["words"]) if row else ""
    for language in map(language_of, labels) if row else ():
        yield from compared(f"language of {form} of {about}", language, wanted)


def _cell(value: object) -> str:
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
