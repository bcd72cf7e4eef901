"""`invoke check`: read a built site back and stop where two forms of one text disagree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from plugins.common.problems import Problem, shown_path
from plugins.disclosure.readback import (
    Disagreement,
    feed_disagreements,
    page_disagreements,
    parsed,
    read_feed,
    read_page,
)
from plugins.disclosure.readlists import (
    card_disagreements,
    csv_disagreements,
    llms_disagreements,
)

from . import console
from .configuration import ROOT
from .failure import CommandError

INVENTORY = "ai-disclosures.json"
LLMS = "llms.txt"
CURE = (
    "Build again; if it stays, a template leaves a partial out or another plugin changes the page."
)


def check(output: Path) -> int:
    """Compare every form of every text with the inventory.

    Page, head, JSON-LD, cards, feeds, ai-disclosures.csv and llms.txt.

    Gives the number of texts compared.

    :raises CommandError: with every disagreement, or where `output` holds no site of the kit.
    """
    inventory = output / INVENTORY
    if not inventory.is_file():
        raise CommandError(f"{shown_path(inventory)} is not there. Run `invoke build` first.")
    document = json.loads(inventory.read_text(encoding="utf-8"))
    rows = {row["url"]: row for row in document["entries"]}
    problems = [
        *_pages(output, document["site"].rstrip("/"), rows),
        *_feeds(output, rows),
        *_lists(output, rows),
    ]
    if problems:
        report = "\n".join(map(str, problems))
        raise CommandError(f"The built files disagree, {len(problems)} times.\n\n{report}")
    return len(rows)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what an owner may want to know although nothing is wrong."""

    texts: int
    """Texts whose forms agree."""
    notes: tuple[str, ...]


def check_all(output: Path, *, content: str | None = None, strict: bool = False) -> Checked:
    """`check`, then the sources, and the words that the readers' languages are told in.

    :raises CommandError: as `check` does; with `strict` also for a residue in a source.
    """
    from .check_sources import residues
    from .check_words import unchecked_words

    texts = check(output)
    found = [str(problem) for problem in residues(content)]
    if strict and found:
        told = "\n".join(found)
        raise CommandError(f"AI tools left something behind, {len(found)} times.\n\n{told}")
    return Checked(texts, (*found, *unchecked_words(output / INVENTORY)))


def announce(checked: Checked) -> None:
    """Tell the person at the terminal, notes first."""
    for note in checked.notes:
        console.warn(note)
    console.say(f"{checked.texts} texts say the same in every form.")


def folder(output: str | None) -> Path:
    """The built site meant: `output`, or the kit's own ``output/``."""
    return Path(output) if output else ROOT / "output"


def _pages(output: Path, site: str, rows: dict[str, Any]) -> Iterator[Problem]:
    own = {_page_of(output, site, url): url for url in rows}
    for page, url in own.items():
        if not page.is_file():
            message = "is in the inventory, but there is no such page"
            yield Problem(shown_path(page), 0, "", url, message, CURE)
    for path in sorted(output.rglob("*.html")):
        url = own.get(path, "")
        page = parsed(path.read_text(encoding="utf-8"))
        here = url or f"{site}/{quote(path.relative_to(output).as_posix())}"
        for found in (
            *(page_disagreements(rows[url], read_page(page)) if url else ()),
            *card_disagreements(page, here, rows),
        ):
            yield _problem(path, found)


def _page_of(output: Path, site: str, url: str) -> Path:
    path = output / unquote(urlsplit(url).path).removeprefix(urlsplit(site).path).lstrip("/")
    return path / "index.html" if path.is_dir() or url.endswith("/") else path


def _lists(output: Path, rows: dict[str, Any]) -> Iterator[Problem]:
    for name, compare in (("ai-disclosures.csv", csv_disagreements), (LLMS, llms_disagreements)):
        path = output / name
        if path.is_file():
            text = path.read_bytes().decode("utf-8")  # a cell keeps its own line ends
            for found in compare(text, rows):
                yield _problem(path, found)
        elif name != LLMS:
            yield Problem(shown_path(path), 0, "", "", "is not there", CURE)


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
