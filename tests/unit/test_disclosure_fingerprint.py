"""Recipe v1 is frozen, and it sees every change that matters and none that does not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.frontmatter import parse
from plugins.disclosure.fingerprint import fingerprint, recipe_for
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import Role

CASES = Path(__file__).parent.parent / "cases" / "disclosure"
VECTORS = [
    vector
    for recipe in ("v1", "v2")
    for vector in json.loads((CASES / f"fingerprint-{recipe}.json").read_text(encoding="utf-8"))
]
RECORD = ReviewRecord(date(2026, 11, 20), "editor-1", ("facts", "links"), "a note")
SOURCE = "Title: A title\nSummary: In short.\nTags: x\n\nThe text.\n\nMore of it.\n"


def _hash(source: str = SOURCE, role: Role = Role.GENERATED, record: ReviewRecord = RECORD) -> str:
    return fingerprint(parse(source), role, record)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["name"])
def test_vectors_never_change(vector: dict[str, Any]) -> None:
    """Records written with any recipe verify for ever: these hashes may not be edited."""
    given = vector["record"]
    record = ReviewRecord(
        date.fromisoformat(given["date"]),
        given["person"],
        tuple(given["scope"]),
        given["note"],
        given["door"],
    )
    assert fingerprint(parse(vector["source"]), Role(vector["role"]), record) == vector["hash"]


def test_a_claim_about_a_part_is_covered() -> None:
    """Added, changed or removed, it voids a review, and the recipe is another."""
    parts = SOURCE.replace("Tags: x", "Tags: x\nAI-Parts: summary=generated m")
    hashes = {_hash(s) for s in (SOURCE, parts, parts.replace("=generated", "=none"))}
    assert len(hashes) == 3
    assert (recipe_for(parse(SOURCE)), recipe_for(parse(parts))) == ("v1", "v2")


@pytest.mark.parametrize(
    "changed",
    [
        SOURCE.replace("A title", "A titie"),
        SOURCE.replace("In short", "In Short"),
        SOURCE.replace("The text.", "The text!"),
        SOURCE.replace("More of it.", "More  of it."),
        SOURCE.replace("text.\n\nMore", "text.\nMore"),
        SOURCE.replace("Summary: In short.\n", ""),
    ],
)
def test_a_changed_text_changes_the_hash(changed: str) -> None:
    """One character of title, summary or text is enough."""
    assert _hash(changed) != _hash()


@pytest.mark.parametrize(
    "same",
    [
        SOURCE.replace("\n", "\r\n"),
        "\ufeff" + SOURCE,
        SOURCE + "\n\n",
        SOURCE.rstrip("\n"),
        SOURCE.replace("Tags: x", "Tags: y, z"),
        SOURCE.replace("Tags: x\n", "Tags: x\nAI-Review: none\n"),
    ],
)
def test_what_is_not_the_text_leaves_the_hash(same: str) -> None:
    """Line ends, a byte order mark, blank lines at the end and other keys are not covered."""
    assert _hash(same) == _hash()


def test_composed_and_decomposed_letters_are_the_same_text() -> None:
    """An editor that saves é in another Unicode form voids nothing."""
    assert _hash(SOURCE.replace("text", "te\u0301xt")) == _hash(SOURCE.replace("text", "t\u00e9xt"))


@pytest.mark.parametrize(
    "record",
    [
        replace(RECORD, date=date(2026, 11, 21)),
        replace(RECORD, person="editor-2"),
        replace(RECORD, scope=("facts",)),
        replace(RECORD, scope=("links", "facts")),
        replace(RECORD, note=""),
        replace(RECORD, door="elsewhere"),
    ],
)
def test_a_changed_claim_changes_the_hash(record: ReviewRecord) -> None:
    """Date, person, scope, note and door are bound like the text."""
    assert _hash(record=record) != _hash()


def test_a_changed_role_changes_the_hash() -> None:
    """Six roles, six hashes."""
    assert len({_hash(role=role) for role in Role}) == len(Role)


@given(st.lists(st.text(alphabet="ab,:1 \n", max_size=6), min_size=2, max_size=2))
def test_no_two_texts_run_together(parts: list[str]) -> None:
    """A character cannot wander from the person to the note: parts are length-prefixed."""
    first = replace(RECORD, person=parts[0], note=parts[1])
    joined = "".join(parts)
    for cut in range(len(joined) + 1):
        other = replace(RECORD, person=joined[:cut], note=joined[cut:])
        same = (other.person, other.note) == (first.person, first.note)
        assert (_hash(record=other) == _hash(record=first)) == same
