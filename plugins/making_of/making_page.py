"""The content of a making-of page, and what the page says of itself: its notes are AI-written.

Prompts, settings and tools stand as they were given, the notes as Markdown.

Everything in a recipe is somebody's or some model's text, never markup that may run: what is given
verbatim is escaped, what is rendered is cleaned (nh3).
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from ..common.characters import html_without_forbidden, without_forbidden
from ..common.regex import regex
from ..disclosure import messages
from ..disclosure.contributors import Contributors
from ..disclosure.derivation import PartDisclosure
from ..disclosure.label import Label, PartLabel, part_label
from ..disclosure.parts.declared import TextPart
from ..disclosure.sentences import made_by
from ..disclosure.vocabulary import ReviewState, Role
from ..wording.catalogue import Words
from .recipe import Recipe, RecipeSection

HEADINGS = {
    "Prompt": messages.PROMPT,
    "Settings": messages.SETTINGS,
    "Tools": messages.MAKING_TOOLS,
    "Notes": messages.NOTES,
}
BLOCK = regex(r"<(p|ul|ol|dl|table|blockquote|pre|h[1-6])>")
"""What may have a direction of its own, as cleaned HTML writes it."""

NOTES_ID = "Notes"
"""No Markdown heading can get it: the ids made from headings are lower-case."""


def notes_label(
    recipe: Recipe, text: Label, contributors: Contributors, say: Words
) -> PartLabel | None:
    """The label at the notes; None where there are none.

    A recipe that names no model means those of its `text`.
    """
    if not recipe.notes:
        return None
    identifiers = recipe.models or text.models
    models = tuple(map(contributors.model, identifiers))
    state = ReviewState.ABSENT if recipe.unreviewed else ReviewState.NOT_STATED
    part = TextPart("section", Role.GENERATED, identifiers, recipe.provider, NOTES_ID)
    with_models, without = messages.NOTES_WRITTEN, messages.NOTES_WRITTEN_MODEL_UNKNOWN
    sentence = made_by(with_models, without, models, say, recipe.provider)
    return part_label(PartDisclosure(part, models, state), sentence)


def page_label(notes: PartLabel | None, say: Words) -> Label:
    """The label of the page: silent but for the notes, because nothing else is declared of it."""
    if notes is None:
        return Label(language=say.language, direction=say.direction)
    return Label(
        declared=True,
        language=say.language,
        direction=say.direction,
        who=notes.sentence,
        parts=(notes,),
    )


def render(
    recipe: Recipe,
    notes: PartLabel | None,
    back: str,
    say: Words,
    *,
    fold_after: int,
) -> str:
    """The content of a making-of page; `back` is the address of its text."""
    link = f'<a href="{_attribute(back)}">{_text(say(messages.BACK))}</a>'
    parts = [f'<p class="making-back">{link}</p>']
    anchor = f' id="{NOTES_ID}"'
    for section in recipe.sections:
        heading = f"<h2>{_text(say(HEADINGS[section.name]))}</h2>"
        body = _notes(section) if section.name == "Notes" else _verbatim(section)
        folded = _folded(body, section, say, fold_after)
        if section.name != "Notes" or notes is None:
            parts.append(f"{heading}\n{folded}")
            continue
        label = f'<p class="disclosure-part" role="note">{_text(notes.sentence)}</p>'
        warning = f'<p class="making-warning">{_text(say(messages.NOTES_WARNING))}</p>'
        inside = f"{heading}\n{label}\n{warning}\n{folded}"
        attributes = f"{anchor}{_attributes(notes)}"
        parts.append(f'<section class="part"{attributes}>\n{inside}\n</section>')
        anchor = ""  # several notes are one part to programs
    return "\n".join(parts)


def _attributes(notes: PartLabel) -> str:
    """The W3C attributes of the notes; without a value a model would stand for nothing."""
    given: Mapping[str, str] = {
        "ai-disclosure": notes.value,
        "ai-model": ", ".join(notes.models) if notes.value else "",
        "ai-provider": notes.provider if notes.value else "",
    }
    return "".join(f' {name}="{_attribute(value)}"' for name, value in given.items() if value)


def _folded(body: str, section: RecipeSection, say: Words, fold_after: int) -> str:
    count = section.text.count("\n") + 1
    notes = section.name == "Notes"
    if count <= fold_after:
        return f'<div class="making-notes">\n{body}\n</div>' if notes else body
    summary = f"<summary>{_text(say(messages.SHOW_ALL, count=str(count)))}</summary>"
    # No element around long notes: Reader View would take it for the text, and drop the label.
    classes = "making-long making-notes" if notes else "making-long"
    return f'<details class="{classes}">{summary}\n{body}\n</details>'


def _verbatim(section: RecipeSection) -> str:
    return f'<pre class="making-text" dir="auto">{_text(section.text)}</pre>'


def _notes(section: RecipeSection) -> str:
    import nh3
    from markdown import Markdown

    html = Markdown(extensions=["extra", "sane_lists"], output_format="html").convert(section.text)
    cleaned: str = nh3.clean(html_without_forbidden(html), url_schemes={"http", "https", "mailto"})
    return BLOCK.sub(r'<\1 dir="auto">', cleaned.strip())


def _text(text: str) -> str:
    return escape(without_forbidden(text), quote=False)


def _attribute(text: str) -> str:
    return escape(without_forbidden(text), quote=True)
