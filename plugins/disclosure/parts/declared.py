"""A part of a text that was made another way than the rest."""

from __future__ import annotations

from ...common.problems import Fault, did_you_mean
from ...common.regex import regex
from ...common.values import dataclass
from ..declared_images import FURTHER, LINE
from ..vocabulary import Role, role_cure

TITLE, SUMMARY, ALT = "title", "summary", "alt"
IN_FRONT_MATTER = (TITLE, SUMMARY, ALT)
"""What `AI-Parts` may name: words that stand outside the text's blocks."""

SEVERAL = regex(r"[^\s,;()]+(?:\s*[,;]\s*[^\s,;()]+)+")
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


def read_part(text: str) -> TextPart | Fault:
    """One line of `AI-Parts`."""
    match = LINE.fullmatch(text)
    if not match:
        return "is no part and its role", CURE
    kind, role, model = match["file"].lower(), match["what"].lower(), match["model"]
    if "=" in kind:
        return "names several parts in one line", f"{CURE} {FURTHER}"
    if kind not in IN_FRONT_MATTER:
        known = f"Here stand {', '.join(IN_FRONT_MATTER)}; a block in the text begins with"
        cure = f"{did_you_mean(kind, IN_FRONT_MATTER)}{known} ‘::: section role=…’."
        return f"names ‘{match['file']}’, which is no such part", cure
    if role not in set(Role):
        return f"says ‘{match['what']}’, which is not a role", role_cure(match["what"])
    if role == Role.NONE and model:
        return "contradicts itself: a person’s words have no model", NO_MODEL
    return TextPart(kind, Role(role), (model,) if model else ())
