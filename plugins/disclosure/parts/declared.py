"""A part of a text that was made another way than the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...common import keys
from ...common.frontmatter import Line
from ...common.problems import Problem, did_you_mean
from ..declared_images import FURTHER, LINE
from ..vocabulary import Role, role_cure

TITLE, SUMMARY, ALT = "title", "summary", "alt"
IN_FRONT_MATTER = (TITLE, SUMMARY, ALT)
"""What `AI-Parts` may name: words that stand outside the text's blocks."""

SEVERAL = re.compile(r"[^\s,;()]+(?:\s*[,;]\s*[^\s,;()]+)+")
NO_MODEL = "Remove the model, or say what it did to the words."
CURE = "Write one part a line: ‘summary=generated’, then the model if it is known."


@dataclass(frozen=True, slots=True)
class TextPart:
    """What was declared of one part. Nothing is taken over from the text around it."""

    kind: str
    """``section``, ``quotation``, ``summary box`` or ``caption`` in the text; ``title``,
    ``summary`` or ``alt`` (all image descriptions) of the front matter."""
    role: Role
    models: tuple[str, ...] = ()
    provider: str = ""
    id: str = ""
    """Of the element, where there is one."""
    within: str = ""
    """The id of the part in which it stands, where it stands in one."""


def names_several(model: str) -> bool:
    """Whether `model` is surely several: identifiers with commas between them.

    A comma in a name with blanks may be the name's own.
    """
    return bool(SEVERAL.fullmatch(model))


def read_declared_parts(lines: Iterable[Line], path: str) -> Iterator[TextPart | Problem]:
    """Each line of `AI-Parts` in the file named `path`: a part, or why it is none."""
    seen = set()
    for line in lines:
        match = LINE.fullmatch(line.value)
        kind, role = (match["file"].lower(), match["what"].lower()) if match else ("", "")
        if not match:
            message, cure = "is no part and its role", CURE
        elif "=" in kind:
            message, cure = "names several parts in one line", f"{CURE} {FURTHER}"
        elif kind not in IN_FRONT_MATTER:
            message, cure = f"names ‘{match['file']}’, which is no such part", _offer(kind)
        elif role not in set(Role):
            message = f"says ‘{match['what']}’, which is not a role"
            cure = role_cure(match["what"])
        elif role == Role.NONE and match["model"]:
            message, cure = "contradicts itself: a person’s words have no model", NO_MODEL
        elif kind in seen:
            message, cure = "is declared twice", "Keep one of the two lines."
        else:
            seen.add(kind)
            yield TextPart(kind, Role(role), (match["model"],) if match["model"] else ())
            continue
        yield Problem(path, line.number, keys.PARTS, line.value, message, cure)


def _offer(kind: str) -> str:
    offer = did_you_mean(kind, IN_FRONT_MATTER)
    known = ", ".join(IN_FRONT_MATTER)
    return f"{offer}Here stand {known}; a block in the text begins with ‘::: section role=…’."
