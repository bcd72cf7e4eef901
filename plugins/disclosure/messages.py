"""Every sentence and label by which readers are told of AI (see `wording.messages`)."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from ..wording.messages import Messages
from . import vocabulary
from .vocabulary import Role


class OfRole(NamedTuple):
    """What is said of one role."""

    meaning: str
    short: str
    short_checked: str
    written: str
    partly: str
    unchecked: str
    written_model_unknown: str = ""
    """Empty: no model takes part."""
    partly_model_unknown: str = ""


ROLES = {
    Role.NONE: OfRole(
        meaning="None of the words come from AI.",
        short="Written by a person",
        short_checked="By a person, checked",
        written="Written by a person; none of the words come from AI.",
        partly="Written by a person: {parts}.",
        unchecked="No second person checked it before publication.",
    ),
    Role.CORRECTED: OfRole(
        meaning="A person wrote the text; AI corrected or polished it.",
        short="AI-corrected",
        short_checked="AI-corrected, checked",
        written="Written by a person and AI-corrected by {models}.",
        partly="AI-corrected in part by {models}: {parts}.",
        unchecked="No second person checked the result before publication.",
        written_model_unknown="Written by a person and AI-corrected (model not recorded).",
        partly_model_unknown="AI-corrected in part (model not recorded): {parts}.",
    ),
    Role.TRANSLATED: OfRole(
        meaning="AI translated the text from another language.",
        short="AI-translated",
        short_checked="AI-translated, checked",
        written="AI-translated by {models}.",
        partly="AI-translated in part by {models}: {parts}.",
        unchecked="No person checked it before publication.",
        written_model_unknown="AI-translated (model not recorded).",
        partly_model_unknown="AI-translated in part (model not recorded): {parts}.",
    ),
    Role.SUMMARIZED: OfRole(
        meaning="AI wrote this summary of another text.",
        short="AI-summarized",
        short_checked="AI-summarized, checked",
        written="AI-summarized by {models}.",
        partly="AI-summarized in part by {models}: {parts}.",
        unchecked="No person checked it before publication.",
        written_model_unknown="AI-summarized (model not recorded).",
        partly_model_unknown="AI-summarized in part (model not recorded): {parts}.",
    ),
    Role.DRAFTED: OfRole(
        meaning="AI wrote a draft; a person rewrote much of it.",
        short="AI-drafted",
        short_checked="AI-drafted, checked",
        written="AI-drafted by {models} and rewritten by a person.",
        partly="AI-drafted in part by {models}, then rewritten by a person: {parts}.",
        unchecked="No second person checked the result before publication.",
        written_model_unknown="AI-drafted (model not recorded) and rewritten by a person.",
        partly_model_unknown=(
            "AI-drafted in part (model not recorded), then rewritten by a person: {parts}."
        ),
    ),
    Role.GENERATED: OfRole(
        meaning="AI wrote the text; a person changed little or nothing.",
        short="AI-written",
        short_checked="AI-written, checked",
        written="AI-written by {models}.",
        partly="AI-written in part by {models}: {parts}.",
        unchecked="No person checked it before publication.",
        written_model_unknown="AI-written (model not recorded).",
        partly_model_unknown="AI-written in part (model not recorded): {parts}.",
    ),
}


def _each(field: str) -> dict[Role, str]:
    """One field of every role; where a model is not recorded but none takes part, the usual one."""
    usual = field.removesuffix("_model_unknown")
    return {role: getattr(told, field) or getattr(told, usual) for role, told in ROLES.items()}


# --- The notice ----------------------------------------------------------------

WRITTEN = _each("written")
WRITTEN_MODEL_UNKNOWN = _each("written_model_unknown")

WRITTEN_EXCEPT = "Written by a person, apart from the parts named here."
"""For a text of role `none` that has parts by AI."""

PARTLY = _each("partly")
PARTLY_MODEL_UNKNOWN = _each("partly_model_unknown")

PART = {
    "section": "a section",
    "quotation": "a quotation",
    "summary box": "a summary box",
    "caption": "a caption",
    "title": "the title",
    "summary": "the summary",
    "alt": "the image descriptions",
}

PARTS = {
    "section": "sections",
    "quotation": "quotations",
    "summary box": "summary boxes",
    "caption": "captions",
}
"""For several of a kind; the others stand once in an article."""

UNCHECKED = _each("unchecked")

NOT_STATED = "No review is recorded."
STALE = "An earlier version was checked by {name} on {day}; the text has changed since."
READ = "Read by {name} on {day}."
CHECKED = "{things} checked by {name} on {day}."
READ_AND_CHECKED = "Read by {name} on {day}, who checked {things}."

SCOPE = {
    "language": "language",
    "facts": "facts",
    "quotations": "quotations",
    "links": "links",
    "images": "images",
    "law": "points of law",
}

SCOPE_READ = "read"
"""In the details, where a review is listed; the sentences say it in full."""

# --- Images ----------------------------------------------------------------------

COVER = {
    "generated": "The cover image is AI-generated by {models}.",
    "edited": "The cover image is AI-edited by {models}.",
}

COVER_MODEL_UNKNOWN = {
    "generated": "The cover image is AI-generated (model not recorded).",
    "edited": "The cover image is AI-edited (model not recorded).",
}

CAPTION = {
    "generated": "AI-generated image by {models}.",
    "edited": "Image AI-edited by {models}.",
}

CAPTION_MODEL_UNKNOWN = {
    "generated": "AI-generated image (model not recorded).",
    "edited": "AI-edited image (model not recorded).",
}

# --- Short forms, at most 25 characters in every language --------------------------

SHORT = _each("short")
SHORT_CHECKED = _each("short_checked")
SHORT_PARTLY = "Partly by AI"
SHORT_PARTLY_CHECKED = "Partly by AI, checked"

SHORT_COVER = {"generated": "AI-generated image", "edited": "AI-edited image"}

SHORT_OF_ALL = "Everything listed here: {label}"
"""Above a list whose items all have the same short form."""
SPECIMEN = "Specimen: {label}"
"""On a page that explains the notice: of no text that there is."""

# --- The details -------------------------------------------------------------------

MEANING = _each("meaning")

MEANING_EXCEPT = "None of the words come from AI, apart from the parts named here."
HOW_AI_WAS_USED = "How AI was used"
WHAT_AI_DID = "What AI did"
MODEL = "Model"
TOOLS = "Tools the model used"
TASKS = "Tasks"
REVIEW = "Review"
VALUE = "Machine-readable value"
NO_VALUE = "none: too little is recorded for one"
CORRECTIONS = "Corrections"
BASED_ON = "Based on"
SOURCES = "Sources"
SOURCE_HEADINGS = "Sources|References|Bibliography|Works cited"
"""Not shown: a text that has such a heading lists its sources itself."""
MAKING = "Prompt and settings"
MAKING_LINK = "How this text was made"
WHO_ANSWERS = "Who answers for it"
PRINCIPLES = "Publishing principles"
REPORT = "Report an error"
REPORT_SUBJECT = "Error in: {title}"
REPORT_BODY = "Address: {url}\nVersion: {version}\n\nWhat is wrong, and how do you know?\n"

BY = "By"
PUBLISHED_BY = "Published by"
AND = "and"
UPDATED = "Updated {day}"

VALUE_LABELS = {
    vocabulary.HUMAN_ONLY: "Written without AI",
    vocabulary.AI_ASSISTED: "AI-assisted, human-reviewed",
    vocabulary.AI_AUTONOMOUS: "AI without human review",
}
"""What a feed reader shows for a W3C value. Our wording; the report defines only the values."""

# --- Making-of pages ------------------------------------------------------------------

MAKING_TITLE = "How “{title}” was made"
PROMPT = "Prompt"
SETTINGS = "Settings"
MAKING_TOOLS = "Tools"
NOTES = "The model’s own notes"
SHOW_ALL = "Show all {count} lines"
BACK = "Back to the article"
NOTES_WRITTEN = "The notes below are AI-written by {models}."
NOTES_WRITTEN_MODEL_UNKNOWN = "The notes below are AI-written (model not recorded)."
NOTES_WARNING = "What a model says about its own work is no evidence of how it worked."

# --- Pages about models, and the transparency page ------------------------------------

MODELS = "AI models"
MODELS_INTRO = "Each model that articles of this site name, and the articles that name it."
MODEL_PROVIDER = "Provided by {provider}."
MODEL_IDENTIFIERS = "Recorded as: {identifiers}."
TRANSPARENCY = "How these texts were made"
TRANSPARENCY_OPENING = (
    "{number} of {total} articles say that AI took part in them; a check by a person is recorded"
    " for {checked}."
)
TRANSPARENCY_OPENING_UNCHECKED = (
    "{number} of {total} articles say that AI took part in them; for none of these is a check by a"
    " person recorded."
)
TRANSPARENCY_INTRO = (
    "Counted from what each article declares. An article that declares nothing is counted as"
    " undeclared: nothing is claimed for it."
)
BY_ROLE = "By what AI did"
BY_REVIEW = "By review"
BY_MODEL = "By model"
BY_YEAR = "By year"
YEAR = "Year"
ARTICLES = "Articles"
SHARE = "Share"
ALL = "All"
UNDECLARED = "Undeclared"
NO_MODEL = "No model recorded"
STATE = {
    "recorded": "Checked by a person",
    "declared-absent": "Declared unchecked",
    "not-stated": "No review recorded",
    "stale": "Changed since its review",
}
CHART = "Articles by year and by what AI did; the table below has the same numbers."
WHERE_DECLARED = "Where the declarations stand"
DECLARED_IN = {
    "article": "In the article itself",
    "folder": "A default of its folder",
    "site": "A default of the site",
}
UNDECLARED_ARTICLES = "Undeclared articles"
STALE_ARTICLES = "Articles changed since their review"
NO_SUCH = "None."
DOWNLOADS = "Downloads"
FEED_OF = "Feed: {name}"


_TABLES = [
    value.values() if isinstance(value, dict) else [value]
    for name, value in list(globals().items())
    if name.isupper()
]
EVERY = tuple(dict.fromkeys(text for text in chain(*_TABLES) if isinstance(text, str)))
"""Every message once, in the order of this module."""

LONGEST_SHORT = 25
"""Characters that cards hold."""

_PARTLY = (SHORT_PARTLY, SHORT_PARTLY_CHECKED)
SHORTS = (*SHORT.values(), *SHORT_CHECKED.values(), *_PARTLY, *SHORT_COVER.values())
"""Short forms, each at most that long."""
_NAMING_AI = {
    *MEANING.values(),
    *VALUE_LABELS.values(),
    WRITTEN[Role.NONE],
    MEANING_EXCEPT,
    *_PARTLY,
}

MUST_SAY = {
    "AI": [text for text in EVERY if "AI-" in text or text in _NAMING_AI],
    "a person": [
        WRITTEN_EXCEPT,
        *(table[Role.NONE] for table in (WRITTEN, PARTLY, SHORT, SHORT_CHECKED)),
    ],
    "checked": (CHECKED, READ_AND_CHECKED, STALE, *SHORT_CHECKED.values(), SHORT_PARTLY_CHECKED),
    "nobody": (*UNCHECKED.values(), NOT_STATED, STATE["not-stated"]),
    "changed": (STALE, STATE["stale"]),
}

_OF_HEADINGS = ("not shown: headings under which authors list their sources, split by |",)

MESSAGES = Messages(
    "disclosure",
    {**dict.fromkeys(EVERY, ()), SOURCE_HEADINGS: _OF_HEADINGS},
    longest=dict.fromkeys(SHORTS, LONGEST_SHORT),
    must_say=MUST_SAY,
)
words_for = MESSAGES.words_for
