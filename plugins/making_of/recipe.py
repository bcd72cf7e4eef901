"""A file of `AI-Making`, read: prompts, settings, tools, and what the model noted.

    AI-Model: claude

    # Prompt
    Write about tide clocks …

    # Settings
    temperature 0.7

    # Notes
    I began with …

The four headings are known at the first level only, in English, and not inside a fence: a prompt
that has such a heading itself stands in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..common import keys
from ..common.frontmatter import Document, Line, parse
from ..common.problems import Problem, did_you_mean
from ..common.regex import regex
from ..common.values import dataclass

NAMES = ("Prompt", "Settings", "Tools", "Notes")
HEADING = regex(r"^#[ \t]++(?P<name>[^#\n]*[^#\n \t])[ \t]*+#*+[ \t]*+$")
NEARLY = regex(rf"^#+[ \t]*(?P<name>{'|'.join(NAMES)})[ \t]*+#*+[ \t]*+$", re.IGNORECASE)
"""A section's name at another level, or without the blank."""
FENCE = regex(r"^ {0,3}(?P<mark>`{3,}|~{3,})")
KEYS = (keys.MODEL, keys.PROVIDER, keys.REVIEW)


@dataclass(frozen=True, slots=True)
class RecipeSection:
    """What stands below one heading."""

    name: str
    """One of `NAMES`."""
    text: str
    """Without surrounding blank lines, and without a fence around all of it."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One file. The prompt is shown as it was given; nothing is claimed about who wrote it."""

    sections: tuple[RecipeSection, ...]
    """In the order of the file; there may be several prompts."""
    models: tuple[str, ...] = ()
    """Identifiers; empty: those of the text that the file belongs to."""
    provider: str = ""
    unreviewed: bool = False
    """`AI-Review: none`: nobody checked the notes."""

    @property
    def notes(self) -> tuple[RecipeSection, ...]:
        """What the model says of its own work."""
        return tuple(section for section in self.sections if section.name == "Notes")


def read(source: str, path: str) -> tuple[Recipe, list[Problem]]:
    """The recipe in `source`; `path` names the file in problems."""
    document = parse(source)
    lines, open_fence = _lines(document)
    pieces = list(_sections(lines, path))
    sections = tuple(one for one in pieces if isinstance(one, RecipeSection) and one.text)
    problems = [one for one in pieces if isinstance(one, Problem)]
    problems += [*_unclosed(open_fence, path), *_in_metadata(document, path)]
    if not sections and not problems:
        cure = "Write ‘# Prompt’, and below it the prompt; ‘# Settings’, ‘# Tools’, ‘# Notes’ too."
        problems.append(Problem(path, document.body_start, "", "", "holds no section", cure))
    recipe = Recipe(
        sections,
        tuple(line.value for line in document.values(keys.MODEL)),
        document.text(keys.PROVIDER),
        document.text(keys.REVIEW).lower() == "none",
    )
    return recipe, problems


def _sections(rows: list[tuple[Line, str]], path: str) -> Iterator[RecipeSection | Problem]:
    name, lines = "", list[Line]()
    for line, heading in rows:
        exact = HEADING.match(line.value)
        if not heading or (name == "Notes" and not exact):  # notes may have headings of their own
            lines.append(line)
            continue
        yield from _closed(name, lines, path)
        if not exact:
            cure = f"Write ‘# {heading.capitalize()}’; a prompt with headings stands in a fence."
            message = "is no heading of the first level, so that no section begins here"
            yield Problem(path, line.number, "", line.value, message, cure)
        elif heading.capitalize() not in NAMES:
            offer = did_you_mean(heading, NAMES, "# {}")
            cure = f"{offer}Known are {', '.join(NAMES)}; a prompt with headings stands in a fence."
            yield Problem(path, line.number, "", line.value, "is no section of a making-of", cure)
        name, lines = heading.capitalize(), []
    yield from _closed(name, lines, path)


def _closed(name: str, lines: list[Line], path: str) -> Iterator[RecipeSection | Problem]:
    """The section that ends here; words above the first heading would be shown nowhere."""
    text = "\n".join(line.value for line in lines).strip("\n")
    if name in NAMES:
        yield RecipeSection(name, _unfenced(text))
    elif not name and text.strip():
        first = next(line for line in lines if line.value.strip())
        cure = "Write ‘# Prompt’ above it, or whichever section it belongs to."
        yield Problem(path, first.number, "", first.value, "stands above the first section", cure)


def _lines(document: Document) -> tuple[list[tuple[Line, str]], list[Line]]:
    """Each line of the text with the heading it is, or empty; and those of a fence left open."""
    rows: list[tuple[Line, str]] = []
    fence, begun = "", 0
    for index, text in enumerate(document.body.split("\n")):
        mark = FENCE.match(text)
        heading = None if fence or mark else HEADING.match(text) or NEARLY.match(text)
        if mark and not fence:
            fence, begun = mark["mark"], index
        elif mark and mark["mark"].startswith(fence) and not text.strip().strip(fence[0]):
            fence = ""
        rows.append((Line(document.body_start + index, text), heading["name"] if heading else ""))
    return rows, [line for line, _ in rows[begun:]] if fence else []


def _unclosed(fence: list[Line], path: str) -> Iterator[Problem]:
    """A fence without an end that takes in a section: notes would be shown as a prompt."""
    headings = (match["name"] for line in fence if (match := HEADING.match(line.value)))
    taken = next((name for name in headings if name.capitalize() in NAMES), "")
    mark = FENCE.match(fence[0].value) if taken else None
    if mark:
        message = f"is a fence without an end, which takes in ‘# {taken}’"
        cure = f"Close it above that heading with a line ‘{mark['mark']}’."
        yield Problem(path, fence[0].number, "", fence[0].value, message, cure)


def _unfenced(text: str) -> str:
    lines = text.strip("\n").split("\n")
    mark = FENCE.match(lines[0])
    if mark and len(lines) > 1 and lines[-1].strip() == mark["mark"]:
        inside = lines[1:-1]
        if not any(line.strip().startswith(mark["mark"]) for line in inside):
            return "\n".join(inside)
    return text.rstrip()


def _in_metadata(document: Document, path: str) -> Iterator[Problem]:
    fields = [key.field for key in KEYS]
    for name, field in document.fields.items():
        if name not in fields:
            cure = (
                f"Remove the line, or write ‘# Prompt’ above it if it belongs to the prompt."
                f" Above the sections only {', '.join(KEYS)} are read."
            )
            yield Problem(path, field.number, field.key, field.text, "is not read here", cure)
    for line in document.values(keys.REVIEW):
        if line.value.lower() != "none":
            cure = "Write ‘none’ if nobody checked the notes, or leave the line out."
            message = "cannot be recorded for a model's own notes"
            yield Problem(path, line.number, keys.REVIEW, line.value, message, cure)
