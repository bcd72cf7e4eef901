"""Each trap in front matter is an error with line, key and cure; good front matter is not."""

from __future__ import annotations

import pytest

from plugins.disclosure.traps import find_traps

GOOD = (
    "Title: A\nDate: 2026-11-01\nAI-Model: one\n    two\nAI-Sources: https://a.example A\n\nText.\n"
)

TRAPS = [
    ("Title: A\nAI-Rloe: generated\n\nText.", 2, "AI-Rloe", "AI-Role"),
    ("Title: A\nAI_Model: x\n\nText.", 2, "AI_Model", "AI-Model"),
    ("Title: A\nAI–Role: generated\n\nText.", 2, "AI–Role", "plain hyphen"),
    ("Title: A\nAI-Role: generated\nAI—Model: x\n\nText.", 3, "AI—Model", "plain hyphen"),
    ("Title: A\n\nAI-Role: generated\n\nText.", 3, "AI-Role", "Move it up"),
    ("Title: A\n\nTags: x\n\nText.", 3, "Tags", "Move it up"),
    ("Title: A\n\nText.\n\nAI-Model: x\n", 5, "AI-Model", "Move it up"),
    (
        "Title: A\nAI-Sources: https://a.example\n  https://b.example\n\nT.",
        3,
        "https",
        "four spaces",
    ),
    ("Title: A\nAI-Sources: https://a.example\nhttps://b.example\n\nT.", 3, "https", "four spaces"),
    ("Title: A\n  Tags: x\n\nText.", 2, "Tags", "four spaces"),
    ("Title: A\nSummary: one\n  two\n\nText.", 3, "", "four spaces"),
    ("Title: A\nAI-Role: generated\nAI-Role: none\n\nText.", 3, "AI-Role", "line 2"),
    ("Title: A\nTitle: B\n\nText.", 2, "Title", "line 1"),
    ("Title: A\nDate: the day after\n\nText.", 2, "Date", "2026-11-20"),
    ("Title: A\nDate: 2026-13-45\n\nText.", 2, "Date", "2026-11-20"),
    ("Title: A\nModified:\n\nText.", 2, "Modified", "2026-11-20"),
]


@pytest.mark.parametrize(("source", "line", "key", "cure"), TRAPS)
def test_a_trap_is_told_once_with_its_cure(source: str, line: int, key: str, cure: str) -> None:
    """One mistake, one problem, at its line, with what to do."""
    problems = find_traps(source, "content/articles/a.md")
    assert [(p.line, p.key) for p in problems] == [(line, key)]
    assert cure in problems[0].cure
    assert str(problems[0]).startswith(f"content/articles/a.md:{line}: ")


@pytest.mark.parametrize(
    "source",
    [
        GOOD,
        "\ufeff" + GOOD.replace("\n", "\r\n"),
        "---\nTitle: A\nDate: 2026-11-01 10:00\n---\nText: with a colon",
        "Title: A\n\nText.\n\n```\nAI-Role: generated\n```\n\n~~~\n```\nAI-Role: x\n~~~\n",
        "Title: A\n\nText.\n\nRelated: this is prose.\nNote: so is this.",
        "Title: A\nDate: 2014-03-12_10:00\n\nText.",
        "Title: A\nCustom: one\nCustom: two\n\nText.",
        "Title: A\n",
        "",
        "Just text, and no metadata at all.",
    ],
)
def test_good_front_matter_has_no_trap(source: str) -> None:
    """Nobody is bothered about what works."""
    assert find_traps(source, "a.md") == []
