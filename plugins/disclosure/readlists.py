"""The lists of a built site read back: cards, ai-disclosures.csv and llms.txt.

Like `readback`, this shares no code with what writes them.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urldefrag, urljoin

from .readback import Disagreement

Rows = Mapping[str, Mapping[str, Any]]
"""The inventory's rows by address."""

ITEMS = ("li", "article", "section")
LISTS = (
    "//li[contains(concat(' ', normalize-space(@class), ' '), ' card ')]"
    " | //nav[@class='related']//li"
)
LINK = re.compile(r"- \[(?:\\.|[^\\\]])*\]\((?P<url>\S+?)\)(?:: (?P<note>.*))?")


def card_disagreements(page: Any, url: str, rows: Rows) -> Iterator[Disagreement]:
    """Where a page at `url` shows another short label beside a link than the link's text has.

    Looked at are the items of the theme's lists, labelled or not, and every other label, which
    belongs to the nearest item around it that links to a listed text.
    """
    seen = set()
    for item in page.xpath(LISTS):
        labels = list(_labels(item))
        seen.update(labels)
        about = _linked(item, url, rows)
        if about:
            yield from _compared("card", labels, rows[about]["short"], about)
    for label in _labels(page):
        if label not in seen:
            around = (_linked(item, url, rows) for item in label.iterancestors(*ITEMS))
            about = next(filter(None, around), "")
            yield from _compared("label", [label], rows[about]["short"] if about else "", about)


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
    if len(table) != len(found):
        yield Disagreement("rows", str(len(table)), str(len(found)))


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
        if not note.startswith(short):
            yield Disagreement(url, note[: len(short)], short)


def _compared(
    form: str, labels: list[Any], short: str | None, about: str
) -> Iterator[Disagreement]:
    found = " ".join(" ".join(label.text_content().split()) for label in labels)
    if found != (short or ""):
        yield Disagreement(f"{form} of {about or 'no listed text'}", found, short or "")


def _labels(node: Any) -> Iterator[Any]:
    for span in node.iter("span"):
        if "disclosure-short" in span.get("class", "").split():
            yield span


def _linked(item: Any, url: str, rows: Rows) -> str:
    """The first listed text to which an item links; empty: none."""
    hrefs = (link.get("href", "") for link in item.iter("a"))
    addresses = (urldefrag(urljoin(url, href)).url for href in hrefs if href)
    return next((address for address in addresses if address in rows), "")


def _cell(value: object) -> str:
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
