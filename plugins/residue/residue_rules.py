"""Every rule: what it is called, what it finds, why that should go and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import (
    assistant,
    broken_markup,
    chat,
    hidden_characters,
    linked_addresses,
    links,
    markers,
    metadata_labels,
    placeholders,
    sections,
)
from .source_view import Finding, View


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of residue."""

    id: str
    """Its name in reports, in `Residue-Allowed` and in the setting `RESIDUE`; never changes."""

    reason: str
    """What was found, as a clause that follows it: ‘is …’."""

    cure: str
    """What to do, as a sentence."""

    find: Callable[[View], Iterator[Finding]]


_ALL = (
    Rule(
        "assistant-opening",
        "is how an assistant begins its answer",
        "Delete the sentence; the article begins below it.",
        assistant.openings,
    ),
    Rule(
        "assistant-closing",
        "is an assistant’s offer to the person who asked, not to readers",
        "Delete the sentence.",
        assistant.closings,
    ),
    Rule(
        "assistant-self",
        "is an assistant speaking of itself and of what it cannot know or do",
        "Delete it, and look up what the assistant left out.",
        assistant.about_itself,
    ),
    Rule(
        "assistant-dialogue",
        "marks who speaks in a chat",
        "Delete the line, and the question with it.",
        chat.dialogue,
    ),
    Rule(
        "assistant-interface",
        "is a button or a notice of a chat tool’s page",
        "Delete the line.",
        chat.interface,
    ),
    Rule(
        "assistant-word-count",
        "counts words for the person who ordered them",
        "Delete the line.",
        chat.word_counts,
    ),
    Rule(
        "placeholder-bracket",
        "is a place left to be filled in",
        "Write what belongs there, or rewrite the sentence without it.",
        placeholders.brackets,
    ),
    Rule(
        "placeholder-words",
        "stands for a figure, an address or a text that is not there yet",
        "Look up what belongs there, or rewrite the sentence without it.",
        placeholders.words,
    ),
    Rule(
        "marker-turn",
        "is a marker by which ChatGPT cites what it found",
        "Delete it, and link to the page that was meant, once you have read it.",
        markers.turns,
    ),
    Rule(
        "marker-oaicite",
        "is a citation of ChatGPT that only its own page resolves",
        "Delete it, and link to the page that was meant, once you have read it.",
        markers.oaicite,
    ),
    Rule(
        "marker-dagger",
        "is a citation mark of an assistant that read files",
        "Delete it, and name the source, once you have read it.",
        markers.dagger,
    ),
    Rule(
        "marker-gemini",
        "is a citation mark of Gemini",
        "Delete it, and name the source, once you have read it.",
        markers.gemini,
    ),
    Rule(
        "marker-grok",
        "is a citation or picture card of Grok",
        "Delete it, and link to the page that was meant, once you have read it.",
        markers.grok,
    ),
    Rule(
        "marker-perplexity",
        "is a citation mark of Perplexity, or an address of a file uploaded to it",
        "Delete it, and name the source, once you have read it.",
        markers.perplexity,
    ),
    Rule(
        "marker-chip",
        "is a row of sources’ names as copied from ChatGPT’s page, without the addresses",
        "Delete it, and link to the pages that were meant, once you have read them.",
        markers.chips,
    ),
    Rule(
        "marker-block",
        "is a wrapper by which a tool sets an answer or a call apart",
        "Delete the line, and its other half further down.",
        markers.blocks,
    ),
    Rule(
        "link-sandbox",
        "is an address that only the person in the chat could open",
        "Publish the file with the site and link to it, or delete the link.",
        markers.inside_the_tool,
    ),
    Rule(
        "link-tracking",
        "tells the site linked to that a chat tool handed out the address",
        "Delete the parameter; the link works without it.",
        links.tracking,
    ),
    Rule(
        "reasoning-tag",
        "is a mark of a model’s reasoning or of its input",
        "Delete it, and what was thought between its two halves.",
        markers.reasoning,
    ),
    Rule(
        "hidden-character",
        "is a character that nobody sees and that breaks search, copying and spelling",
        "Delete it; in most editors, by typing the word anew.",
        hidden_characters.hidden,
    ),
    Rule(
        "markup-fence",
        "makes code of the whole article, or is a fence without its other half",
        "Delete both fences around an article; give a lone fence its partner.",
        broken_markup.fence,
    ),
    Rule(
        "markup-bold",
        "has asterisks that readers will see",
        "Close the bold passage, take blanks and backslashes away, or delete the asterisks.",
        broken_markup.bold,
    ),
    Rule(
        "markup-latex",
        "is LaTeX, which a page shows as it stands",
        "Write it in Markdown or with the character itself: →, CO₂.",
        broken_markup.latex,
    ),
    Rule(
        "markup-json",
        "is JSON, or a line end as JSON writes it",
        "Take the text out of the JSON; write real line ends.",
        broken_markup.json_leftovers,
    ),
    Rule(
        "markup-label",
        "is metadata in the text",
        "Move it up into the key it belongs to, or delete it.",
        metadata_labels.labels,
    ),
    Rule(
        "markup-title",
        "repeats the title, which the page prints already",
        "Delete the line.",
        metadata_labels.repeated_title,
    ),
    Rule(
        "section-empty",
        "is a heading without text",
        "Write the section or delete its heading.",
        sections.empty,
    ),
    Rule(
        "section-repeated",
        "begins a section that stands above already",
        "Keep one of the two.",
        sections.repeated,
    ),
    Rule(
        "paragraph-repeated",
        "begins a paragraph that stands above already",
        "Keep one of the two.",
        sections.repeated_paragraphs,
    ),
    Rule(
        "source-home-page",
        "is a site’s home page, where nobody can check what was claimed",
        "Link to the page that says it, once you have read it.",
        linked_addresses.home_pages,
    ),
)

RULES = {rule.id: rule for rule in _ALL}
"""Every rule by its id, in the order of the documentation."""
