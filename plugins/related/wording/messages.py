"""Every sentence and label about related articles (see `wording.messages`)."""

from __future__ import annotations

from ...wording.messages import Messages

HEADING = "Related articles"

TOPICS = "also about {topics}"
TAGS = "also filed under {tags}"

CONTINUES = "continues this article"
CONTINUES_SERIES = "next in the series: {series}"
CONTINUES_PART = "next in the series (part {part}): {series}"

CONTINUED = "comes before this article"
CONTINUED_SERIES = "previous in the series: {series}"
CONTINUED_PART = "previous in the series (part {part}): {series}"

TRANSLATION = "this article in another language: {language}"
CHOSEN = "chosen for this article"
NAMED = "mentioned in this article"
ALIKE = "similar wording"

CLOSING = "Read more about {subject} in our article ‘{title}’."

_AFTER_A_TITLE = "stands after the title of another article, in small type"

NOTES = {
    HEADING: ["heading over the list"],
    TOPICS: [_AFTER_A_TITLE, "one to three subjects that both articles speak of, listed"],
    TAGS: [_AFTER_A_TITLE, "one to three tags that both articles have, listed"],
    CONTINUES: [_AFTER_A_TITLE, "the other is the next part of a series"],
    CONTINUES_SERIES: [_AFTER_A_TITLE],
    CONTINUES_PART: [_AFTER_A_TITLE, "the part is that of the other article"],
    CONTINUED: [_AFTER_A_TITLE, "the other is the part before this one in a series"],
    CONTINUED_SERIES: [_AFTER_A_TITLE],
    CONTINUED_PART: [_AFTER_A_TITLE, "the part is that of the other article"],
    TRANSLATION: [_AFTER_A_TITLE, "the language's name in the nominative, as CLDR has it"],
    CHOSEN: [_AFTER_A_TITLE, "somebody put it on the list by name; no grammatical gender, please"],
    NAMED: [_AFTER_A_TITLE, "the text above names the other article or what it is about"],
    ALIKE: [_AFTER_A_TITLE, "the two use similar words"],
    CLOSING: ["last sentence of a text; the title becomes a link", "ends with a full stop"],
}
"""Every message, with what a translator has to know of it."""

MESSAGES = Messages("related", NOTES)
words_for = MESSAGES.words_for
