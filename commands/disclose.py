"""`invoke disclose`: write down how one text, or many, came to be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from plugins.common import keys
from plugins.common.characters import one_line
from plugins.common.failure import CommandError
from plugins.common.problems import did_you_mean, shown_path
from plugins.disclosure.authoring.claim import Claim, changes_for, check, roles_listed
from plugins.disclosure.authoring.file_changes import write_all
from plugins.disclosure.authoring.selection import Selection, select
from plugins.disclosure.contributors import Model
from plugins.disclosure.vocabulary import BY_AI_ALONE, Role, role_cure

from . import console
from .build.settings import open_content

Ask = Callable[[str], str]

QUESTION = "Who wrote the words?"
NOBODY = "nobody"
YES = "yes"
LONGEST_SHOWN = 120
SHOWN = 10


def disclose(
    *,
    article: str | None,
    undeclared: bool,
    before: str | None,
    folder: str | None,
    content: str | None,
    dry_run: bool,
    **claim: Any,
) -> None:
    """Write a claim into the selected files, and say into how many."""
    selection = Selection(article, undeclared, before, folder)
    count = len(write_claim(Claim(**claim), selection, content=content, dry_run=dry_run))
    noun = "file" if count == 1 else "files"
    console.say("Dry run: nothing was written." if dry_run else f"Wrote {count} {noun}.")


def write_claim(
    claim: Claim,
    selection: Selection,
    *,
    content: str | None = None,
    dry_run: bool = False,
    ask: Ask = input,
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
        raise CommandError(f"{QUESTION} Say it with --role:\n{roles_listed()}")
    site = open_content(content)
    sources = select(site, selection, claim, console.warn)
    if asked:
        # Before anybody answers for nothing: can these files take any claim?
        changes_for(Claim(Role.GENERATED), sources)
        free = not any(source.document.values(keys.REVIEW) for source in sources)
        claim = complete(claim, site.contributors.models, ask, may_be_unreviewed=free)
    changes = changes_for(claim, sources)
    paths = [change.path for change in changes]
    _show(claim, paths)
    if dry_run:
        return []
    _confirm(claim, len(changes), ask, asked=asked)
    write_all(changes)
    return paths


def complete(
    claim: Claim, models: Mapping[str, Model], ask: Ask, *, may_be_unreviewed: bool
) -> Claim:
    """`claim` with what was not given with flags; `models` are those of contributors.toml.

    `may_be_unreviewed`: whether the files can still say that nobody checked them. A review is
    never asked for here.
    :raises CommandError: where an answer is none of those offered.
    """
    claim = replace(claim, role=_role(ask))
    check(claim)
    if claim.role != Role.NONE and not claim.model:
        claim = replace(claim, model=_model(models, ask))
        check(claim)
    if may_be_unreviewed and not claim.unreviewed:
        claim = replace(claim, unreviewed=_unreviewed(Role(claim.role), ask))
    return claim


def _role(ask: Ask) -> Role:
    console.say(QUESTION)
    offered = {role.value: f"{role.answer} ({role.value})" for role in Role}
    answer = _choose("Number or word: ", offered, ask).lower()
    if answer not in offered:
        raise CommandError(f"{_no_answer(answer)} {role_cure(answer)}\n{roles_listed()}")
    return Role(answer)


def _model(models: Mapping[str, Model], ask: Ask) -> str:
    console.say("Which model? Its number, its identifier, or nothing if that is not known.")
    offered = {
        identifier: f"{identifier}: {model.name}" + f" ({model.provider})" * bool(model.provider)
        for identifier, model in models.items()
    }
    answer = _choose("Model: ", offered, ask)
    if answer and answer not in offered:
        offer = one_line(did_you_mean(answer, offered), LONGEST_SHOWN)
        console.say(f"That one is not listed, and is shown as you wrote it. {offer}".rstrip())
    return answer


def _unreviewed(role: Role, ask: Ask) -> bool:
    # Where a person wrote, they have read it themselves; the statement is about anybody else.
    other = "" if role in BY_AI_ALONE else " else"
    console.say(f"Do you know that nobody{other} checked the text before publication?")
    question = f"Type ‘{NOBODY}’ to state that; nothing to say nothing about it: "
    answer = ask(question).strip().lower()
    if answer not in {"", NOBODY}:
        cure = "A check is put on record with `invoke review`."
        raise CommandError(f"{_no_answer(answer)} {cure}")
    return answer == NOBODY


def _choose(question: str, offered: Mapping[str, str], ask: Ask) -> str:
    """Which of `offered`, shown with numbers, a person means; any other answer as it was typed."""
    for number, text in enumerate(offered.values(), 1):
        console.say(f"  {number}  {one_line(text, LONGEST_SHOWN)}")
    answer = ask(question).strip()
    numbered = {str(number): word for number, word in enumerate(offered, 1)}
    return answer if answer in offered else numbered.get(answer, answer)


def _no_answer(answer: str) -> str:
    return f"‘{one_line(answer, 60)}’ is none of the answers; nothing was changed."


def _show(claim: Claim, paths: Sequence[Path]) -> None:
    for key, value in claim.fields():
        console.say(f"{key}: {value}")
    console.say(f"({Role(claim.role).answer})")
    for path in paths[:SHOWN]:
        console.say(f"  {shown_path(path)}")
    if len(paths) > SHOWN:
        console.say(f"  … and {len(paths) - SHOWN} more")


def _confirm(claim: Claim, count: int, ask: Ask, *, asked: bool) -> None:
    """Nothing to type for one file, a role other than none and flags that say it all."""
    if count == 1 and claim.role != Role.NONE:
        expected, question = YES, f"Type ‘{YES}’ to write it: "
        if not asked:
            return
    else:
        expected = f"{claim.role} {count}"
        question = f"This is true of each of them: type ‘{expected}’ to write it: "
    if not console.at_terminal():
        message = "This needs a person at a terminal who confirms it; nothing was changed."
        raise CommandError(message)
    if ask(question).strip() != expected:
        raise CommandError("Not confirmed; nothing was changed.")
