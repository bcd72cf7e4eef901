"""What an author hears of a word that is no role."""

from __future__ import annotations

from .defaults import WHO
from .vocabulary import Role

SLIP = 0.8
"""Of `difflib`'s ratio: ‘genrated’ has 0.94, ‘edited’ beside ‘drafted’ 0.62."""


def role_cure(word: str) -> str:
    """The question who wrote first; the role that was meant only where the spelling alone is wrong.

    Another word that merely looks like a role (‘edited’) says something else, and a guess would
    put a claim into its author's mouth.
    """
    from difflib import get_close_matches

    close = get_close_matches(word.casefold(), [role.value for role in Role], n=1, cutoff=SLIP)
    return f"Did you mean ‘{close[0]}’? {WHO}" if close else WHO
