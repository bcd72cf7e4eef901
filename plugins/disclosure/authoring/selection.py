"""Which files `invoke disclose` writes to: one by its path, or every undeclared one that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path

from dateutil.parser import parse as parse_date

from ...common.characters import one_line
from ...common.failure import CommandError
from ...common.problems import shown_path
from ..dates_and_languages import date_fault, day_of
from ..source_documents import HOW, HTML
from ..traps import find_traps
from .claim import Claim
from .source_files import ContentFolder, NotMarkdownError, SourceFile


@dataclass(frozen=True, slots=True)
class Selection:
    """What the author named."""

    article: str | None = None
    undeclared: bool = False
    before: str | None = None
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Selected:
    """The files that fit, and why others were left out."""

    sources: list[SourceFile] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """A sentence for each file that an author may have expected among them."""


def select(site: ContentFolder, selection: Selection, claim: Claim) -> Selected:
    """Read the files that `selection` means.

    :raises CommandError: where the selection is none, or some file cannot be read; every such file
        is named.
    """
    if (selection.article is None) != selection.undeclared:
        raise CommandError("Name one file with --article PATH, or take all with --undeclared.")
    if selection.article is not None:
        for option in ("before", "folder"):
            if getattr(selection, option) is not None:
                raise CommandError(f"--{option} goes with --undeclared, not with --article.")
        return Selected([_one(site, Path(selection.article), claim)])
    before = None if selection.before is None else _day(selection.before)
    folder = None if selection.folder is None else _folder(site, selection.folder)
    selected = Selected()
    for source in _all(site, (path for path in site.articles() if _is_below(path, folder))):
        if source.declaration.role is not None:
            continue
        day = before and _day_written(source)
        if before and not day:
            why = f"{shown_path(source.path)} has no date that can be read and was left out."
            selected.left_out.append(why)
        elif not (before and day) or day < before:
            selected.sources.append(source)
    for path in (path for path in site.undeclared_others() if _is_below(path, folder)):
        why = f"{shown_path(path)} is no Markdown and was left out.{_by_hand(path, claim)}"
        selected.left_out.append(why)
    return selected


def _one(site: ContentFolder, path: Path, claim: Claim) -> SourceFile:
    try:
        source = site.read(path)
    except NotMarkdownError as error:
        raise CommandError(f"{error}{_by_hand(path, claim)}") from None
    _refuse(_misplaced([source]))
    return source


def _all(site: ContentFolder, paths: Iterable[Path]) -> list[SourceFile]:
    found: list[SourceFile] = []
    failures: list[str] = []
    for path in paths:
        try:
            found.append(site.read(path))
        except CommandError as error:
            failures.append(str(error))
    _refuse([*failures, *_misplaced(found)])
    return found


def _refuse(failures: Iterable[str]) -> None:
    told = list(failures)
    if told:
        raise CommandError("\n".join([*told, "Nothing was changed."]))


def _misplaced(sources: Iterable[SourceFile]) -> Iterator[str]:
    """Declarations that nobody would read: another one beside them would hide what was meant."""
    for source in sources:
        for problem in find_traps(source.text, shown_path(source.path)):
            if problem.key.lower().startswith("ai"):
                yield str(problem)


def _by_hand(path: Path, claim: Claim) -> str:
    """How to write the claim into a source of another notation."""
    ending = path.suffix.lower()
    how, spelled = HOW.get(ending, ""), escape if ending in HTML else str
    lines = [how.format(key=key, value=spelled(value)) for key, value in claim.fields() if how]
    return f" Write it by hand: {'; '.join(lines)}." if lines else ""


def _is_below(path: Path, folder: Path | None) -> bool:
    return folder is None or path.parent.resolve().is_relative_to(folder)


def _day_written(source: SourceFile) -> date | None:
    """The day of its `Date` as Pelican reads it."""
    written = source.document.text("date")
    if not written or date_fault(written):
        return None
    day: date = parse_date(written.replace("_", " ")).date()
    return day


def _day(text: str) -> date:
    found = day_of(text)
    if found is None:
        shown = one_line(text, 60)
        raise CommandError(f"--before: ‘{shown}’ is not a date. Write it as 2026-08-02.")
    return found


def _folder(site: ContentFolder, name: str) -> Path:
    """Below content/, or as a shell completes it from the current folder."""
    for found in ((site.content / name).resolve(), Path(name).resolve()):
        if name and found.is_dir() and found.is_relative_to(site.content.resolve()):
            return found
    shown = one_line(name, 60)
    raise CommandError(f"--folder: ‘{shown}’ is no folder below {shown_path(site.content)}.")
