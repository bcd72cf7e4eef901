"""`invoke check`: read a built site back and stop where two forms of one text disagree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from plugins.common.problems import Problem, shown_path
from plugins.disclosure.readback import (
    Disagreement,
    feed_disagreements,
    page_disagreements,
    read_feed,
    read_page,
)

from .configuration import ROOT
from .failure import CommandError

INVENTORY = "ai-disclosures.json"
CURE = (
    "Build again; if it stays, a template leaves a partial out or another plugin changes the page."
)


def check(output: Path) -> int:
    """Compare page, head, JSON-LD and feeds of every text with the inventory.

    Gives the number of texts compared.

    :raises CommandError: with every disagreement, or where `output` holds no site of the kit.
    """
    inventory = output / INVENTORY
    if not inventory.is_file():
        raise CommandError(f"{shown_path(inventory)} is not there. Run `invoke build` first.")
    document = json.loads(inventory.read_text(encoding="utf-8"))
    rows = {row["url"]: row for row in document["entries"]}
    problems = [*_pages(output, document["site"], rows), *_feeds(output, rows)]
    if problems:
        report = "\n".join(map(str, problems))
        raise CommandError(f"The built files disagree, {len(problems)} times.\n\n{report}")
    return len(rows)


def folder(output: str | None) -> Path:
    """The built site meant: `output`, or the kit's own ``output/``."""
    return Path(output) if output else ROOT / "output"


def _pages(output: Path, site: str, rows: dict[str, Any]) -> Iterator[Problem]:
    for url, row in rows.items():
        path = output / unquote(urlsplit(url).path).removeprefix(urlsplit(site).path).lstrip("/")
        page = path / "index.html" if path.is_dir() or url.endswith("/") else path
        if not page.is_file():
            message = "is in the inventory, but there is no such page"
            yield Problem(shown_path(page), 0, "", url, message, CURE)
            continue
        for found in page_disagreements(row, read_page(page.read_text(encoding="utf-8"))):
            yield _problem(page, found)


def _feeds(output: Path, rows: dict[str, Any]) -> Iterator[Problem]:
    for path in sorted((output / "feeds").rglob("*.xml")):
        for url, entry in read_feed(path.read_bytes()).items():
            if url not in rows:
                message = "has an entry that the inventory does not list"
                yield Problem(shown_path(path), 0, "", url, message, CURE)
                continue
            for found in feed_disagreements(rows[url], entry):
                yield _problem(path, found)


def _problem(path: Path, found: Disagreement) -> Problem:
    message = f"the inventory says ‘{found.expected}’" if found.expected else "nothing is declared"
    return Problem(shown_path(path), 0, found.form, found.found or "(nothing)", message, CURE)
