"""One line of colons: what it opens, or that it closes, and what is wrong with it.

    ::: KIND role=ROLE [model=MODEL]… [provider=PROVIDER]
    :::

Three colons or more at the very beginning of the line. The kind may be left out: a section. A value
with blanks stands in quotation marks; several models take several ``model=``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...common.problems import Mistake, did_you_mean
from ...common.regex import regex
from ...common.values import dataclass
from ..vocabulary import WHO, Role, role_cure
from .declared import names_several

KINDS = ("section", "quotation", "summary", "caption")
ATTRIBUTES = ("role", "model", "provider")
EXAMPLE = "‘::: section role=generated’"
TO_PRINT = "To print the line as it is, put it in a code block."

# The last group is what a line of colons says; before it what Markdown may put before a text. Two
# colons and the colons of other scripts are no fence, but are told apart from prose by `is_meant`.
CANDIDATE = regex(r"^((?:[ >]|[-*+] |[0-9]{1,9}[.)] )*)(:{2,}|[\u2236\ufe13\ufe55\uff1a]{2,})(.*)")
FENCE = regex(r"^(:{3,})(.*)")
FIRST_WORD = regex(r"[^\s={]*")
ITEM = regex(r"""(?P<name>[^\s=]+)(?:=(?P<value>"[^"]*"|'[^']*'|\S*))?""")
QUOTED = regex(r""""[^"]*"|'[^']*'""")
LOOSE_EQUALS = regex(r"\s=|=\s")
CURLY = "“”„‟«»‘’‚‹›"


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a part. Without kind or role it is none, and the faults say why."""

    kind: str = ""
    role: Role | None = None
    models: tuple[str, ...] = ()
    provider: str = ""
    faults: tuple[Mistake, ...] = ()


def colons(line: str) -> int:
    """How many colons a fence begins with; 0 where the line is no fence."""
    match = FENCE.match(line)
    return len(match[1]) if match else 0


def is_meant(line: str) -> bool:
    """Whether a line of colons, wherever it stands, was surely meant to open a part."""
    match = CANDIDATE.match(line)
    said = match[3].strip() if match else ""
    return "role=" in said.lower() or FIRST_WORD.match(said)[0].lower() in KINDS  # type: ignore[index]


def read_fence(line: str) -> Opening | None:
    """What a fence opens; None: it closes."""
    match = FENCE.match(line)
    said = match[2].strip() if match else ""
    if not said:
        return None
    word = FIRST_WORD.match(said)[0]  # type: ignore[index]
    after = said[len(word) :]
    if after.startswith("{"):
        return Opening(faults=(_foreign(line),))
    if after.startswith("="):
        kind, rest = KINDS[0], said
    else:
        kind, rest = word.lower(), after
    if kind not in KINDS and not LOOSE_EQUALS.match(rest):
        return Opening(faults=(_unknown_kind(word),))
    return _with_attributes(kind, rest)


def _with_attributes(kind: str, rest: str) -> Opening:
    if LOOSE_EQUALS.search(QUOTED.sub('""', rest.rstrip())):
        cure = "Write it without blanks: role=generated."
        return Opening(kind, faults=(("", rest.strip(), "has a blank beside an ‘=’", cure),))
    faults: list[Mistake] = []
    found: dict[str, list[str]] = {name: [] for name in ATTRIBUTES}
    for item in ITEM.finditer(rest):
        fault = _fault_of(item)
        if fault:
            faults.append(fault)
        else:
            found[item["name"].lower()].append(_unquoted(item["value"]))
    faults += _twice(found)
    role = Role(found["role"][0].lower()) if found["role"] else None
    if not faults:
        faults += _contradictions(kind, role, found)
    return Opening(kind, role, tuple(found["model"]), "".join(found["provider"][:1]), tuple(faults))


def _fault_of(item: re.Match[str]) -> Mistake | None:
    """What is wrong with one attribute by itself."""
    name, value = item["name"], item["value"]
    if name.lower() not in ATTRIBUTES or value is None:
        return _unknown_attribute(item[0], name, value)
    if value[:1] in CURLY and value:
        cure = f'Use plain ones: {name.lower()}="…".'
        return (name, value, "has typographic quotation marks", cure)
    if value[:1] in {'"', "'"} and (len(value) < len('""') or value[-1] != value[0]):
        return (name, value, "has no closing quotation mark", f"Add {value[0]} at its end.")
    return _fault_of_value(name, _unquoted(value))


def _fault_of_value(name: str, value: str) -> Mistake | None:
    """What is wrong with the value of a known attribute."""
    if not value:
        return (name, "", "has no value", f"Write {name.lower()}=… or leave it out.")
    if name.lower() == "model" and names_several(value):
        return (name, value, "reads as one model with this name", "Write one model= for each.")
    if name.lower() == "role" and value.lower() not in set(Role):
        return (name, value, "is not a role", role_cure(value))
    return None


def _contradictions(kind: str, role: Role | None, found: dict[str, list[str]]) -> Iterator[Mistake]:
    if role is None:
        cure = f"Write it as in ‘::: {kind} role=generated’. {WHO}"
        yield ("role", "", "is missing", cure)
    for name in ("model", "provider"):
        if role is Role.NONE and found[name]:
            cure = f"Remove it, or say with role= what AI did. {WHO}"
            yield (name, found[name][0], "contradicts role=none", cure)


def _twice(found: dict[str, list[str]]) -> Iterator[Mistake]:
    for name in ("role", "provider"):
        if len(found[name]) > 1:
            yield (name, found[name][1], "is given twice", "Keep one of the two.")


def _unknown_attribute(item: str, name: str, value: str | None) -> Mistake:
    if value is None and name.lower() in set(Role):
        return ("", item, "is no attribute", f"Did you mean ‘role={name.lower()}’?")
    offer = did_you_mean(name, ATTRIBUTES, "{}=")
    known = ", ".join(f"{attribute}=" for attribute in ATTRIBUTES)
    cure = f"{offer}Known are {known}; a value with blanks stands in quotation marks."
    return ("", item, "is no attribute of a part", cure)


def _unknown_kind(word: str) -> Mistake:
    if word.lower() in set(Role):
        cure = f"Did you mean ‘::: section role={word.lower()}’?"
    else:
        offer = did_you_mean(word, KINDS)
        cure = f"{offer}Known are {', '.join(KINDS)}, as in {EXAMPLE}. {TO_PRINT}"
    return ("", word, "is not a kind of part", cure)


def _foreign(line: str) -> Mistake:
    message = "is a block of another program (chat tools leave such lines), which is not read here"
    cure = f"Remove the line and its closing ‘:::’, or begin a part as {EXAMPLE}. {TO_PRINT}"
    return ("", line.strip(), message, cure)


def _unquoted(value: str) -> str:
    quoted = QUOTED.fullmatch(value)
    return (value[1:-1] if quoted else value).strip()
