"""What `invoke check` says of the languages in which readers are told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from plugins.disclosure.messages import words_for


def unchecked_words(inventory: Path) -> Iterator[str]:
    """One line for each language used whose words no speaker has checked."""
    entries = json.loads(inventory.read_text(encoding="utf-8"))["entries"]
    for language in sorted({entry["words"] for entry in entries if entry["sentence"]}):
        say = words_for(language)
        if not say.checked_by:
            yield (
                f"The notices in ‘{language}’ are in words translated by {say.translated_by}; no"
                " speaker of the language has checked them. content/words.toml can replace any."
            )
