"""One registry of the keys of front matter: whoever reads a key has it from there."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

from plugins.common import keys
from plugins.disclosure.front_matter_traps import find_traps
from tests.building import ROOT

NAMES = {key: name for name, key in vars(keys).items() if key in keys.EVERY}
SOURCES = {
    path: path.read_text(encoding="utf-8")
    for folder in ("plugins", "commands")
    for path in (ROOT / folder).rglob("*.py")
    if path.name not in {"keys.py", "messages.py"}  # messages are words for readers
}


@pytest.mark.parametrize("key", keys.OURS)
def test_the_owner_of_a_key_reads_it(key: keys.Key) -> None:
    """By the constant, in the folder of the capability that the registry names.

    A key that only templates show is the theme's: they have it as an attribute of the text.
    """
    if key.owner == "theme":
        templates = (ROOT / "theme" / "templates").rglob("*.html")
        shown = rf"\.{key.field.replace('-', '_')}\b"
        assert any(re.search(shown, path.read_text(encoding="utf-8")) for path in templates)
        return
    folder = ROOT / "plugins" / key.owner
    own = [text for path, text in SOURCES.items() if path.is_relative_to(folder)]
    assert any(re.search(rf"\b{NAMES[key]}\b", text) and "common" in text for text in own)


def test_nobody_spells_a_key_by_hand() -> None:
    """As a text of its own: a second place would not learn of a change."""
    written = "|".join(keys.OURS)
    fields = "|".join(key.field for key in keys.OURS)
    literal = re.compile(rf"""["'](?:{written})["']|metadata(?:\.get\(|\[)["'](?:{fields})["']""")
    found = {str(path.relative_to(ROOT)): literal.findall(text) for path, text in SOURCES.items()}
    assert {path: hits for path, hits in found.items() if hits} == {}


@pytest.mark.parametrize("key", [key for key in keys.OURS if key != keys.ID])
def test_a_slip_in_any_key_is_found(key: keys.Key) -> None:
    """A hyphen or an ‘s’ left out or put in: the key that was meant is offered."""
    bare = key.replace("-", "")
    other = bare[:-1] if bare.endswith("s") else f"{bare}s"
    for wrong in {bare, other} - {key}:
        (problem,) = find_traps(f"Title: A\n{wrong}: x\n\nText.", "a.md")
        assert (problem.line, problem.key) == (2, wrong)
        assert f"‘{key}’" in problem.cure


def test_a_key_is_a_text() -> None:
    """Wherever it is kept or compared; what stands beside it is for the registry's readers."""
    assert keys.ROLE == "AI-Role"
    assert keys.ROLE.field == "ai-role"
    for same in (copy.deepcopy(keys.ROLE), pickle.loads(pickle.dumps(keys.ROLE))):  # noqa: S301
        assert (type(same), same) == (str, "AI-Role")
    assert len({key.field for key in keys.EVERY}) == len(keys.EVERY)
