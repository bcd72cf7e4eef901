"""What a page says of code, tables, formulas and notes in a text (see `wording.messages`)."""

from __future__ import annotations

from ..wording.messages import Messages

CODE = "Code"
COPY = "Copy"
COPIED = "Copied"
TABLE = "Table"
FORMULA = "Formula"
NOTES_OF_TEXT = "Notes"
NOTE = "Note {number}"
BACK = "Back to the text"

NOTES = {
    CODE: ["name of a piece of program text, for screen readers"],
    COPY: ["a button that copies a piece of program text"],
    COPIED: ["what the button says when that is done"],
    TABLE: ["name of a table without one, for screen readers"],
    FORMULA: ["name of a formula, for screen readers"],
    NOTES_OF_TEXT: ["name of the footnotes under a text, for screen readers"],
    NOTE: ["name of a link to a footnote, for screen readers"],
    BACK: ["name of a link from a footnote to its place in the text, for screen readers"],
}
"""Every message, with what a translator has to know of it."""

MESSAGES = Messages("reading", NOTES)
words_for = MESSAGES.words_for
