"""The questions of `invoke disclose` to a person who named no role."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from plugins.common.characters import one_line
from plugins.common.problems import did_you_mean
from plugins.disclosure.contributors import Model
from plugins.disclosure.roles import role_cure
from plugins.disclosure.vocabulary import Role

from .. import console
from ..failure import CommandError
from .claim import ANSWERS, Claim, check, listed

Ask = Callable[[str], str]

QUESTION = "Who wrote the words?"
NOBODY = "nobody"
LONGEST_SHOWN = 120


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
    roles = list(ANSWERS)
    console.say(QUESTION)
    for number, role in enumerate(roles, 1):
        console.say(f"  {number}  {ANSWERS[role]} ({role.value})")
    answer = ask("Number or word: ").strip().lower()
    if answer in set(Role):
        return Role(answer)
    if answer in {str(number) for number in range(1, len(roles) + 1)}:
        return roles[int(answer) - 1]
    told = f"‘{one_line(answer, 60)}’ is none of the answers; nothing was changed."
    raise CommandError(f"{told} {role_cure(answer)}\n{listed()}")


def _model(models: Mapping[str, Model], ask: Ask) -> str:
    offered = list(models)
    console.say("Which model? Its number, its identifier, or nothing if that is not known.")
    for number, identifier in enumerate(offered, 1):
        model = models[identifier]
        runs = f" ({model.provider})" if model.provider else ""
        shown = f"{identifier}: {model.name}{runs}"
        console.say(f"  {number}  {one_line(shown, LONGEST_SHOWN)}")
    answer = ask("Model: ").strip()
    if answer in {str(number) for number in range(1, len(offered) + 1)} - set(offered):
        return offered[int(answer) - 1]
    if answer and answer not in offered:
        offer = one_line(did_you_mean(answer, offered), LONGEST_SHOWN)
        console.say(f"That one is not listed, and is shown as you wrote it. {offer}".rstrip())
    return answer


def _unreviewed(role: Role, ask: Ask) -> bool:
    # Where a person wrote, they have read it themselves; the statement is about anybody else.
    other = "" if role in {Role.TRANSLATED, Role.SUMMARIZED, Role.GENERATED} else " else"
    console.say(f"Do you know that nobody{other} checked the text before publication?")
    question = f"Type ‘{NOBODY}’ to state that; nothing to say nothing about it: "
    answer = ask(question).strip().lower()
    if answer not in {"", NOBODY}:
        told = f"‘{one_line(answer, 60)}’ is none of the answers; nothing was changed."
        raise CommandError(f"{told} A check is put on record with `invoke review`.")
    return answer == NOBODY
