"""Which files `invoke disclose` writes to: one by its path, or every undeclared one that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from dateutil.parser import parse as parse_date

from plugins.common.characters import one_line
from plugins.common.problems import shown_path
from plugins.disclosure.facts import date_fault, day_of
from plugins.disclosure.traps import find_traps
from plugins.disclosure.written import HOW, HTML

from .. import console
from ..failure import CommandError
from ..sources import NotMarkdownError, Site, Source
from .claim import Claim


@dataclass(frozen=True, slots=True)
class Selection:
    """What the author named."""

    article: str | None = None
    undeclared: bool = False
    before: str | None = None
    folder: str | None = None


def select(site: Site, selection: Selection, claim: Claim) -> list[Source]:
    """The files, read; others that would fit but are no Markdown are told of.

    :raises CommandError: where the selection is none, no file fits, or some cannot be read; every
        such file is named.
    """
    if (selection.article is None) != selection.undeclared:
        raise CommandError("Name one file with --article PATH, or take all with --undeclared.")
    if selection.article is not None:
        for option in ("before", "folder"):
            if getattr(selection, option) is not None:
                raise CommandError(f"--{option} goes with --undeclared, not with --article.")
        return [_read(site, Path(selection.article), claim)]
    before = None if selection.before is None else _day(selection.before)
    folder = None if selection.folder is None else _folder(site, selection.folder)
    found = _all(site, (path for path in site.articles() if _is_below(path, folder)))
    silent = [source for source in found if source.declaration.role is None]
    chosen = [source for source in silent if _is_before(source, before)]
    for path in (path for path in site.undeclared_others() if _is_below(path, folder)):
        how = _by_hand(path, claim)
        console.warn(f"{shown_path(path)} is no Markdown and was left out.{how}")
    if not chosen:
        raise CommandError("No undeclared article fits; nothing was changed.")
    return chosen


def _all(site: Site, paths: Iterable[Path]) -> list[Source]:
    found, failures = [], []
    for path in paths:
        try:
            found.append(site.read(path))
        except CommandError as error:
            failures.append(str(error))
    failures += _misplaced(found)
    if failures:
        raise CommandError("\n".join([*failures, "Nothing was changed."]))
    return found


def _read(site: Site, path: Path, claim: Claim) -> Source:
    try:
        source = site.read(path)
    except NotMarkdownError as error:
        raise CommandError(f"{error}{_by_hand(path, claim)}") from None
    failures = list(_misplaced([source]))
    if failures:
        raise CommandError("\n".join([*failures, "Nothing was changed."]))
    return source


def _misplaced(sources: Iterable[Source]) -> Iterator[str]:
    """Declarations that nobody would read: another one beside them would hide what was meant."""
    for source in sources:
        for problem in find_traps(source.text, shown_path(source.path)):
            if problem.key.lower().startswith("ai"):
                yield str(problem)


def _by_hand(path: Path, claim: Claim) -> str:
    """How to write the claim into a source of another notation."""
    ending = path.suffix.lower()
    how, spelled = HOW.get(ending, ""), escape if ending in HTML else str
    told = [how.format(key=key, value=spelled(value)) for key, value in claim.fields() if how]
    return f" Write it by hand: {'; '.join(told)}." if told else ""


def _is_below(path: Path, folder: Path | None) -> bool:
    return folder is None or path.parent.resolve().is_relative_to(folder)


def _is_before(source: Source, before: date | None) -> bool:
    if before is None:
        return True
    written = source.document.text("date")
    if not written or date_fault(written):
        console.warn(f"{shown_path(source.path)} has no date that can be read and was left out.")
        return False
    when: date = parse_date(written.replace("_", " ")).date()  # as Pelican reads it
    return when < before


def _day(text: str) -> date:
    found = day_of(text)
    if found is None:
        told = one_line(text, 60)
        raise CommandError(f"--before: ‘{told}’ is not a date. Write it as 2026-08-02.")
    return found


def _folder(site: Site, name: str) -> Path:
    """Below content/, or as a shell completes it from the current folder."""
    for found in ((site.content / name).resolve(), Path(name).resolve()):
        if name and found.is_dir() and found.is_relative_to(site.content.resolve()):
            return found
    told = one_line(name, 60)
    raise CommandError(f"--folder: ‘{told}’ is no folder below {shown_path(site.content)}.")
