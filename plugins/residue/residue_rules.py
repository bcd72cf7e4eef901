"""Every rule: what it is called, what it finds, why that should go and what to do.

Texts and patterns stand in `residue-rules.toml`; here are the functions of what is more than a
pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..common.values import dataclass
from . import (
    assistant,
    broken_markup,
    chat,
    hidden_characters,
    linked_addresses,
    metadata_labels,
    placeholders,
    sections,
)
from .patterns import matches, table
from .source_view import Finding, SourceView

FUNCTIONS: Mapping[str, Callable[[SourceView], Iterator[Finding]]] = {
    "assistant-opening": assistant.openings,
    "assistant-closing": assistant.closings,
    "assistant-self": assistant.about_itself,
    "assistant-dialogue": chat.dialogue,
    "assistant-interface": chat.interface,
    "assistant-word-count": chat.word_counts,
    "placeholder-bracket": placeholders.brackets,
    "link-tracking": linked_addresses.tracking,
    "hidden-character": hidden_characters.hidden,
    "markup-fence": broken_markup.fence,
    "markup-bold": broken_markup.bold,
    "markup-json": broken_markup.json_leftovers,
    "markup-label": metadata_labels.labels,
    "markup-title": metadata_labels.repeated_title,
    "section-empty": sections.empty,
    "section-repeated": sections.repeated,
    "paragraph-repeated": sections.repeated_paragraphs,
    "source-home-page": linked_addresses.home_pages,
}


@dataclass(frozen=True, slots=True)
class ResidueRule:
    """One kind of residue."""

    id: str
    """Its name in reports, in `Residue-Allowed` and in the setting `RESIDUE`; never changes."""
    reason: str
    """What was found, as a clause that follows it: ‘is …’."""
    cure: str
    """What to do, as a sentence."""

    def find(self, view: SourceView) -> Iterator[Finding]:
        """Each place in a source that has it."""
        function = FUNCTIONS.get(self.id)
        return function(view) if function else matches(view, self.id)


RULES = {
    name: ResidueRule(name, rule["message"], rule["cure"])
    for name, rule in table("residue-rules").items()
}
"""Every rule by its id, in the order of the documentation."""
