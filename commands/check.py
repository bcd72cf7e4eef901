"""`invoke check`: read a built site back and stop where two forms of one text disagree."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from plugins.audit.own_site.forms import (
    disagreements,
    feed_disagreements,
    parsed,
    read_feed,
    read_json_feed,
    unlisted_disagreements,
)
from plugins.audit.own_site.images import unlabelled
from plugins.audit.own_site.lists import (
    card_disagreements,
    csv_disagreements,
    llms_disagreements,
)
from plugins.audit.own_site.pages import (
    counts_disagreements,
    listed_on,
    model_disagreements,
    model_pages,
)
from plugins.audit.own_site.words import Disagreement
from plugins.common.failure import CommandError
from plugins.common.problems import Problem, shown_path
from plugins.disclosure.inventory import ImageRow, PartRow, Row

from . import console
from .build.settings import ROOT
from .check_images import unmarked

INVENTORY = "ai-disclosures.json"
LLMS = "llms.txt"
CURE = (
    "Build again; if it stays, a template leaves a partial out or another plugin changes the page."
)


def check(output: Path) -> int:
    """Compare every form of every text with the inventory.

    Page, head, JSON-LD, labels of parts and images, image files, cards, feeds, pages of models and
    of how texts were made, the page that counts them, ai-disclosures.csv and llms.txt.

    Gives the number of texts compared.

    :raises CommandError: with every disagreement, or where `output` holds no site of the kit.
    """
    inventory = output / INVENTORY
    if not inventory.is_file():
        raise CommandError(f"{shown_path(inventory)} is not there. Run `invoke build` first.")
    site, rows, counts = _read(inventory)
    images = {image["url"] for row in rows.values() for image in row["images"]}
    problems = [
        *_counts(inventory, counts, rows),
        *_pages(output, site, rows, images),
        *_feeds(output, rows),
        *_lists(output, rows),
        *unmarked({url: _page_of(output, site, url) for url in images}, rows.values()),
    ]
    if problems:
        report = "\n".join(map(str, problems))
        raise CommandError(f"The built files disagree, {len(problems)} times.\n\n{report}")
    return len(rows)


def check_all(
    *, output: str | None = None, content: str | None = None, strict: bool = False
) -> None:
    """`check`, then the sources, and the words that the readers' languages are told in.

    :raises CommandError: as `check` does; with `strict` also for a residue in a source.
    """
    from .check_sources import residues
    from .check_words import unchecked_words

    folder = Path(output) if output else ROOT / "output"
    texts = check(folder)
    found = [str(problem) for problem in residues(content)]
    if strict and found:
        told = "\n".join(found)
        raise CommandError(f"AI tools left something behind, {len(found)} times.\n\n{told}")
    for note in (*found, *unchecked_words(folder / INVENTORY)):
        console.warn(note)
    console.say(f"{texts} texts say the same in every form.")


def _read(inventory: Path) -> tuple[str, dict[str, Any], dict[str, int]]:
    """The site's address, the inventory's rows by theirs, and its counts."""
    cure = "Run `invoke build`."
    try:
        document = json.loads(inventory.read_text(encoding="utf-8"))
        rows = {row["url"]: row for row in document["entries"]}
        site, counts = str(document["site"]), dict(document["counts"])
    except (ValueError, TypeError, KeyError) as error:
        told = f"is no inventory that can be read ({error!r})"
        raise CommandError(f"{shown_path(inventory)} {told}. {cure}") from error
    for row in rows.values():
        inner = (("parts", PartRow), ("images", ImageRow))
        held = ((each, cls) for key, cls in inner for each in row.get(key, ()))
        for found, cls in ((row, Row), *held):
            missing = [field.name for field in fields(cls) if field.name not in found]
            if missing:
                told = f"lists {row['url']} without ‘{missing[0]}’: another version wrote it"
                raise CommandError(f"{shown_path(inventory)} {told}. {cure}")
    return site.rstrip("/"), rows, counts


def _counts(inventory: Path, counts: dict[str, int], rows: dict[str, Any]) -> Iterator[Problem]:
    """The inventory's own counts are those of its entries."""
    states = Counter(row["review"] for row in rows.values())
    wanted = {"all": len(rows), "undeclared": sum(row["role"] is None for row in rows.values())}
    wanted |= {name: states[name] for name in counts if name not in wanted}
    for name in [name for name in wanted if counts.get(name) != wanted[name]]:
        message = f"there are {wanted[name]} such entries"
        value = str(counts.get(name))
        yield Problem(shown_path(inventory), 0, f"counts {name}", value, message, CURE)


def _pages(output: Path, site: str, rows: dict[str, Any], images: set[str]) -> Iterator[Problem]:
    own = {_page_of(output, site, url): url for url in rows}
    for page, url in own.items():
        if not page.is_file():
            message = "is in the inventory, but there is no such page"
            yield Problem(shown_path(page), 0, "", url, message, CURE)
    models: dict[str, str] = {}
    listed: dict[Path, list[str]] = {}
    for path in sorted(output.rglob("*.html")):
        url = own.get(path, "")
        page = parsed(path.read_text(encoding="utf-8"))
        here = url or f"{site}/{quote(path.relative_to(output).as_posix())}"
        models |= model_pages(page, here)
        listed[path] = listed_on(page, here)
        for found in (
            *(disagreements(rows[url], page) if url else ()),
            *(() if url else unlisted_disagreements(page)),
            *(() if url else unlabelled(page, here, images)),
            *card_disagreements(page, here, rows),
            *counts_disagreements(page, here, rows),
        ):
            yield _problem(path, found)
    yield from _models(output, site, rows, models, listed)


def _models(
    output: Path,
    site: str,
    rows: dict[str, Any],
    models: dict[str, str],
    listed: dict[Path, list[str]],
) -> Iterator[Problem]:
    """The pages of each model list the articles that name it: all of them, on all its pages."""
    for url in sorted(set(models.values())):
        first = _page_of(output, site, url)
        pages = [path for path in listed if path.is_relative_to(first.parent)]
        if first.name == "index.html" and first in pages:
            names = [name for name, its in models.items() if its == url]
            shown = (article for path in pages for article in listed[path])
            for found in model_disagreements(names, shown, rows):
                yield _problem(first, found)


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
    credited = {row["credit"] for row in rows.values() if row["credit"]}
    for path in sorted((output / "feeds").rglob("*")):
        if path.suffix not in {".xml", ".json"}:
            continue
        try:
            data = path.read_bytes()
            entries = read_feed(data) if path.suffix == ".xml" else read_json_feed(data.decode())
        except (SyntaxError, ValueError) as error:
            yield Problem(
                shown_path(path), 0, "", "", f"is not a feed that can be read: {error}", CURE
            )
            continue
        for url, entry in entries.items():
            if url not in rows:
                message = "has an entry that the inventory does not list"
                yield Problem(shown_path(path), 0, "", url, message, CURE)
                continue
            for found in feed_disagreements(rows[url], entry, credited):
                yield _problem(path, found)


def _problem(path: Path, found: Disagreement) -> Problem:
    message = f"the inventory says ‘{found.expected}’" if found.expected else "nothing is declared"
    return Problem(shown_path(path), 0, found.form, found.found or "(nothing)", message, CURE)
