"""Lines are added to a source, and every other byte stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.frontmatter import parse
from plugins.disclosure.authoring.edit import EditError, add_fields, add_review

RECORD = "2026-11-20 editor-1: facts (terminal) v1:" + "0" * 64


@given(
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff"]),
    st.text(alphabet="ab \n\r\té—:-#", max_size=40),
    st.booleans(),
)
def test_only_the_new_line_is_new(end: str, mark: str, body: str, fenced: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    """Taking the new line out again gives the old file, whatever its line ends."""
    fence = "---" + end if fenced else ""
    source = f"{mark}{fence}Title: A{end}Tags: x{end}{fence}{end}{body}"
    added = add_fields(source, [("AI-Role", "generated")])
    assert added.replace(f"AI-Role: generated{end}", "", 1) == source
    assert parse(added).text("ai-role") == "generated"
    assert parse(added).body == parse(source).body


def test_a_key_is_never_written_twice() -> None:
    """A declaration that is there is left to its author."""
    with pytest.raises(EditError, match="line 2"):
        add_fields("Title: A\nai-role: none\n\nText.", [("AI-Role", "generated")])


def test_a_file_without_metadata_takes_none() -> None:
    """A key above mere text would become text."""
    with pytest.raises(EditError, match="Title"):
        add_fields("Only text.", [("AI-Role", "generated")])


def test_one_act_is_written_once() -> None:
    """The very same record a second time is refused, with the line where it stands."""
    source = f"Title: A\nAI-Review: r1\n    {RECORD}\n\nT."
    with pytest.raises(EditError, match="this very record in line 3"):
        add_review(source, RECORD)
    assert RECORD.replace("facts", "links") in add_review(source, RECORD.replace("facts", "links"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Title: A\n\nT.", f"Title: A\nAI-Review: {RECORD}\n\nT."),
        ("Title: A\nAI-Review: none\n\nT.", f"Title: A\nAI-Review: {RECORD}\n\nT."),
        (
            "Title: A\nAI-Review: r1\nTags: x\n\nT.",
            f"Title: A\nAI-Review: r1\n    {RECORD}\nTags: x\n\nT.",
        ),
        ("Title: A", f"Title: A\nAI-Review: {RECORD}\n"),
    ],
)
def test_a_review_is_one_more_line(source: str, expected: str) -> None:
    """A record joins earlier ones and takes the place of a declared none."""
    assert add_review(source, RECORD) == expected
