"""`invoke disclose`: write down how one text, or many, came to be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from plugins.common.characters import one_line
from plugins.common.problems import nearest, shown_path
from plugins.disclosure import keys
from plugins.disclosure.defaults import WHO
from plugins.disclosure.edit import EditError, add_fields
from plugins.disclosure.facts import day_of
from plugins.disclosure.vocabulary import Role
from plugins.disclosure.messages import MEANING
from plugins.disclosure.written import HOW, HTML

from . import console
from .failure import CommandError
from .sources import NotMarkdownError, Site, Source, open_site, write_text

LONGEST_VALUE = 200
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Claim:
    """What is to be written into each file."""

    role: str
    model: str = ""
    provider: str = ""
    tools: str = ""
    tasks: str = ""
    unreviewed: bool = False

    def fields(self) -> list[tuple[str, str]]:
        """Key and value of each line to write, in the order of the keys."""
        given = [
            (keys.ROLE, self.role),
            (keys.MODEL, self.model),
            (keys.PROVIDER, self.provider),
            (keys.TOOLS, self.tools),
            (keys.TASKS, self.tasks),
            (keys.REVIEW, "none" if self.unreviewed else ""),
        ]
        return [(key, one_line(value, LONGEST_VALUE)) for key, value in given if value]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which files: one by its path, or every undeclared one that fits."""

    article: str | None = None
    undeclared: bool = False
    before: str | None = None
    folder: str | None = None


def disclose(
    claim: Claim,
    selection: Selection,
    *,
    content: str | None = None,
    dry_run: bool = False,
    ask: Callable[[str], str] = input,
) -> list[Path]:
    """Write `claim` into the selected files, every other byte as it was; give the files written.

    Many files, and any `none`, need a person's typed confirmation: `ask` puts the question.
    :raises CommandError: where the claim or a file cannot be, or the person does not confirm; then
        no file is changed.
    """
    _check(claim)
    site = open_site(content)
    sources = _select(site, selection, claim)
    changes = {source.path: _changed(source, claim) for source in sources}
    _announce(claim, list(changes))
    if dry_run:
        return []
    if len(changes) > 1 or claim.role == Role.NONE:
        _confirm(claim, len(changes), ask)
    for path, text in changes.items():
        write_text(path, text)
    return list(changes)


def _check(claim: Claim) -> None:
    if claim.role not in set(Role):
        close = nearest(claim.role, list(Role))
        offer = f"Did you mean ‘{close}’? " if close else ""
        raise CommandError(f"--role: ‘{one_line(claim.role, 60)}’ is not a role. {offer}{WHO}")
    if claim.role == Role.NONE and claim.model:
        raise CommandError(f"--model contradicts --role none. {WHO}")


def _select(site: Site, selection: Selection, claim: Claim) -> list[Source]:
    if (selection.article is None) != selection.undeclared:
        raise CommandError("Name one file with --article PATH, or take all with --undeclared.")
    if selection.article is not None:
        return [_read(site, Path(selection.article), claim)]
    before = _date(selection.before) if selection.before else None
    folder = (site.content / selection.folder).resolve() if selection.folder else site.content
    found = (site.read(path) for path in site.articles() if path.is_relative_to(folder))
    chosen = [s for s in found if s.declaration.role is None and _is_before(s, before)]
    _tell_of_others([p for p in site.undeclared_others() if p.is_relative_to(folder)], claim)
    if not chosen:
        raise CommandError("No undeclared article fits; nothing was changed.")
    return chosen


def _read(site: Site, path: Path, claim: Claim) -> Source:
    try:
        return site.read(path)
    except NotMarkdownError as error:
        raise CommandError(f"{error}{_by_hand(path, claim)}") from None


def _by_hand(path: Path, claim: Claim) -> str:
    """How to write the claim into a source of another notation."""
    ending = path.suffix.lower()
    how, spelled = HOW.get(ending, ""), escape if ending in HTML else str
    told = [how.format(key=key, value=spelled(value)) for key, value in claim.fields() if how]
    return f" Write it by hand: {'; '.join(told)}." if told else ""


def _tell_of_others(paths: list[Path], claim: Claim) -> None:
    for path in paths:
        console.warn(f"{shown_path(path)} is no Markdown and was left out.{_by_hand(path, claim)}")


def _is_before(source: Source, before: date | None) -> bool:
    if before is None:
        return True
    written = day_of(source.document.text("date")[:10])
    return written is not None and written < before


def _date(text: str) -> date:
    found = day_of(text)
    if found is None:
        told = one_line(text, 60)
        raise CommandError(f"--before: ‘{told}’ is not a date. Write it as 2026-08-02.")
    return found


def _changed(source: Source, claim: Claim) -> str:
    try:
        return add_fields(source.text, claim.fields())
    except EditError as error:
        cure = "Edit it there; after publication, tell readers with a line of Corrections."
        raise CommandError(f"{shown_path(source.path)} {error}. {cure}") from error


def _announce(claim: Claim, paths: list[Path]) -> None:
    for key, value in claim.fields():
        console.say(f"{key}: {value}")
    console.say(f"({MEANING[Role(claim.role)]})")
    for path in paths[:SHOWN]:
        console.say(f"  {shown_path(path)}")
    if len(paths) > SHOWN:
        console.say(f"  … and {len(paths) - SHOWN} more")


def _confirm(claim: Claim, count: int, ask: Callable[[str], str]) -> None:
    if not console.at_terminal():
        raise CommandError(
            "This needs a person at a terminal who confirms it; nothing was changed."
        )
    expected = f"{claim.role} {count}"
    answer = ask(f"This is true of each of them: type ‘{expected}’ to write it: ")
    if answer.strip() != expected:
        raise CommandError("Not confirmed; nothing was changed.")
