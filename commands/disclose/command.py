"""`invoke disclose`: write down how one text, or many, came to be written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from plugins.common.frontmatter import parse
from plugins.common.problems import shown_path
from plugins.disclosure import keys
from plugins.disclosure.edit import EditError, add_fields
from plugins.disclosure.vocabulary import Role

from .. import console
from ..failure import CommandError
from ..sources import Source, open_site
from ..writing import Change, write_all
from .claim import ANSWERS, Claim, check, listed
from .questions import QUESTION, complete
from .selection import Selection, select

SHOWN = 10
YES = "yes"


def disclose(
    claim: Claim,
    selection: Selection,
    *,
    content: str | None = None,
    dry_run: bool = False,
    ask: Callable[[str], str] = input,
) -> list[Path]:
    """Write `claim` into the selected files, every other byte as it was; give the files written.

    What the claim leaves open is asked of a person at a terminal. Many files, and any `none`, need
    a person's typed confirmation: `ask` puts the questions. A review is never written.
    :raises CommandError: where the claim or a file cannot be, or the person does not confirm; then
        no file is changed.
    """
    claim = replace(claim, role=claim.role.strip().lower())
    check(claim)
    asked = not claim.role
    if asked and not console.at_terminal():
        raise CommandError(f"{QUESTION} Say it with --role:\n{listed()}")
    site = open_site(content)
    sources = select(site, selection, claim)
    if asked:
        _changes(sources, Claim(Role.GENERATED))  # before anybody answers for nothing
        free = not any(source.document.values(keys.REVIEW) for source in sources)
        models = site.contributors.models
        claim = complete(claim, models, ask, may_be_unreviewed=free)
    changes = _changes(sources, claim)
    _announce(claim, [source.path for source in sources])
    if dry_run:
        return []
    _confirm(claim, len(changes), ask, asked=asked)
    write_all(changes)
    return [change.path for change in changes]


def announce(written: Sequence[Path], *, dry_run: bool) -> None:
    """Tell what was done."""
    noun = "file" if len(written) == 1 else "files"
    told = f"Wrote {len(written)} {noun}." if not dry_run else "Dry run: nothing was written."
    console.say(told)


def _changes(sources: Sequence[Source], claim: Claim) -> list[Change]:
    """What each file is to hold.

    :raises CommandError: naming every file that cannot take the lines.
    """
    changes, failures = [], []
    for source in sources:
        try:
            changes.append(Change(source.path, source.text, _with(source.text, claim)))
        except EditError as error:
            failures.append(f"{shown_path(source.path)} {error}.")
    if failures:
        there = any("already" in failure for failure in failures)
        cures = ["Edit it there; after publication, tell readers with a line of Corrections."]
        raise CommandError("\n".join([*failures, *(cures if there else [])]))
    return changes


def _with(text: str, claim: Claim) -> str:
    after = add_fields(text, claim.fields())
    old, new = parse(text), parse(after)
    read = [(key, new.text(key)) for key, _ in claim.fields()]
    more = len(new.fields) - len(old.fields)
    if read != claim.fields() or new.body != old.body or more != len(read):
        raise EditError("does not read the same with these lines")
    return after


def _announce(claim: Claim, paths: list[Path]) -> None:
    for key, value in claim.fields():
        console.say(f"{key}: {value}")
    console.say(f"({ANSWERS[Role(claim.role)]})")
    for path in paths[:SHOWN]:
        console.say(f"  {shown_path(path)}")
    if len(paths) > SHOWN:
        console.say(f"  … and {len(paths) - SHOWN} more")


def _confirm(claim: Claim, count: int, ask: Callable[[str], str], *, asked: bool) -> None:
    """Nothing to type for one file, a role other than none and flags that say it all."""
    if count == 1 and claim.role != Role.NONE:
        expected, question = YES, f"Type ‘{YES}’ to write it: "
        if not asked:
            return
    else:
        expected = f"{claim.role} {count}"
        question = f"This is true of each of them: type ‘{expected}’ to write it: "
    if not console.at_terminal():
        told = "This needs a person at a terminal who confirms it; nothing was changed."
        raise CommandError(told)
    if ask(question).strip() != expected:
        raise CommandError("Not confirmed; nothing was changed.")
