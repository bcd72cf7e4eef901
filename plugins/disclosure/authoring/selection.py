"""Which files `invoke disclose` writes to: one by its path, or every undeclared one that fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from html import escape
from pathlib import Path

from dateutil.parser import parse as parse_date

from ...common.characters import one_line
from ...common.failure import CommandError, refuse
from ...common.problems import shown_path
from ...common.values import dataclass
from ..dates_and_languages import date_fault, day_of
from ..front_matter_traps import find_traps
from ..source_documents import HOW_TO_WRITE, HTML
from .claim import Claim
from .source_files import ContentFolder, NotMarkdownError, SourceFile

NOTHING_CHANGED = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Selection:
    """What the author named."""

    article: str | None = None
    undeclared: bool = False
    before: str | None = None
    folder: str | None = None


def select(
    site: ContentFolder, selection: Selection, claim: Claim, warn: Callable[[str], None]
) -> list[SourceFile]:
    """Read the files that `selection` means; `warn` is told of others that may be missed.

    :raises CommandError: where the selection is none, no file fits, or some cannot be read; every
        such file is named.
    """
    if (selection.article is None) != selection.undeclared:
        raise CommandError("Name one file with --article PATH, or take all with --undeclared.")
    if selection.article is not None:
        for option in ("before", "folder"):
            if getattr(selection, option) is not None:
                raise CommandError(f"--{option} goes with --undeclared, not with --article.")
        return [_one(site, Path(selection.article), claim)]
    before = None if selection.before is None else _day(selection.before)
    folder = None if selection.folder is None else _folder(site, selection.folder)
    found = _all(site, (path for path in site.articles() if _is_below(path, folder)))
    undeclared = [source for source in found if source.declaration.role is None]
    chosen = [source for source in undeclared if _is_before(source, before, warn)]
    for path in (path for path in site.undeclared_others() if _is_below(path, folder)):
        warn(f"{shown_path(path)} is no Markdown and was left out.{_by_hand(path, claim)}")
    if not chosen:
        raise CommandError("No undeclared article fits; nothing was changed.")
    return chosen


def _one(site: ContentFolder, path: Path, claim: Claim) -> SourceFile:
    try:
        source = site.read(path)
    except NotMarkdownError as error:
        raise CommandError(f"{error}{_by_hand(path, claim)}") from None
    refuse(_misplaced([source]), cure=NOTHING_CHANGED)
    return source


def _all(site: ContentFolder, paths: Iterable[Path]) -> list[SourceFile]:
    found: list[SourceFile] = []
    failures: list[str] = []
    for path in paths:
        try:
            found.append(site.read(path))
        except CommandError as error:
            failures.append(str(error))
    refuse([*failures, *_misplaced(found)], cure=NOTHING_CHANGED)
    return found


def _misplaced(sources: Iterable[SourceFile]) -> Iterator[str]:
    """Declarations that nobody would read: another one beside them would hide what was meant."""
    for source in sources:
        for problem in find_traps(source.text, shown_path(source.path)):
            if problem.key.lower().startswith("ai"):
                yield str(problem)


def _by_hand(path: Path, claim: Claim) -> str:
    """How to write the claim into a source of another notation."""
    ending = path.suffix.lower()
    how, spelled = HOW_TO_WRITE.get(ending, ""), escape if ending in HTML else str
    lines = [how.format(key=key, value=spelled(value)) for key, value in claim.fields() if how]
    return f" Write it by hand: {'; '.join(lines)}." if lines else ""


def _is_below(path: Path, folder: Path | None) -> bool:
    return folder is None or path.parent.resolve().is_relative_to(folder)


def _is_before(source: SourceFile, before: date | None, warn: Callable[[str], None]) -> bool:
    if before is None:
        return True
    written = source.document.text("date")
    if not written or date_fault(written):
        warn(f"{shown_path(source.path)} has no date that can be read and was left out.")
        return False
    day: date = parse_date(written.replace("_", " ")).date()  # as Pelican reads it
    return day < before


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
