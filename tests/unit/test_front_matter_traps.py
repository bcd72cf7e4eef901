"""Each trap in front matter is an error with line, key and cure; good front matter is not."""

from __future__ import annotations

import pytest

from plugins.disclosure.front_matter_traps import find_traps

GOOD = (
    "Title: A\nDate: 2026-11-01\nAI-Model: one\n    two\nAI-Sources: https://a.example A\n\nText.\n"
)

TRAPS = [
    ("Title: A\nAI-Rloe: generated\n\nText.", 2, "AI-Rloe", "AI-Role"),
    ("Title: A\nAI_Model: x\n\nText.", 2, "AI_Model", "AI-Model"),
    ("Title: A\nAI–Role: generated\n\nText.", 2, "AI–Role", "plain hyphen"),
    ("Title: A\nAIRole: generated\n\nText.", 2, "AIRole", "‘AI-Role’"),
    ("Title: A\nAIModels: x\n\nText.", 2, "AIModels", "‘AI-Model’"),
    ("Title: A\nCorrection: 2026-11-20: x\n\nText.", 2, "Correction", "‘Corrections’"),
    ("Title: A\nMovedFrom: x\n\nText.", 2, "MovedFrom", "‘Moved-From’"),
    ("Title: A\nrelated_not: x\n\nText.", 2, "related_not", "‘Related-Not’"),
    ("Title: A\nSerie: x\n\nText.", 2, "Serie", "‘Series’"),
    ("Title: A\nSeriesIndex: 2\n\nText.", 2, "SeriesIndex", "‘Series-Index’"),
    ("Title: A\nSeries Index: 2\n\nText.", 2, "", "‘Series-Index: 2’"),
    ("Title: A\nSeries–Index: 2\n\nText.", 2, "Series–Index", "plain hyphen"),
    ("Title: A\n\nSeries: x\n\nText.", 3, "Series", "Move it up"),
    ("Title: A\nSeries: x\nSeries: y\n\nText.", 3, "Series", "line 2"),
    ("Title: A\nSeries: x\n    y\n\nText.", 3, "Series", "one line"),
    ("Title: A\nAI-Makings: a.md\n\nText.", 2, "AI-Makings", "‘AI-Making’"),
    ("Title: A\nAIMaking: a.md\n\nText.", 2, "AIMaking", "‘AI-Making’"),
    ("Title: A\nAI-Making: a.md\n    b.md\n\nText.", 3, "AI-Making", "one line"),
    ("Title: A\nAI-Role : generated\n\nText.", 2, "", "‘AI-Role: generated’"),
    ("Title: A\nAI Role: generated\n\nText.", 2, "", "‘AI-Role: generated’"),
    ("Title: A\nAI-Role = generated\n\nText.", 2, "", "‘AI-Role: generated’"),
    ("Title: A\nAI-Role generated\n\nText.", 2, "", "‘AI-Role: generated’"),
    ("Title: A\nRelated Not: b\n\nText.", 2, "", "‘Related-Not: b’"),
    ("Title: A\nRelated to this is more.\n\nText.", 2, "", "four spaces"),
    ("Title: A\nAI models are many.\n\nText.", 2, "", "four spaces"),
    ("Title: A\nAI-Parts: summary=generated\n\nText.", 2, "AI-Parts", "Summary"),
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
    *(
        (f"Title: A\nDate: {date}\n\nText.", 2, "Date", "2026-11-20")
        for date in ("14:30", "11", "2025", "2025-07", "Monday", "20 November", "Mon 10:00")
    ),
    ("Title: A\nDate: 2026-11-20 10:00 XYZ\n\nText.", 2, "Date", "+01:00"),
    ("Title: A\nModified: 2026-11-20 10:00 CET\n\nText.", 2, "Modified", "+01:00"),
    *(
        (f"Title: A\nLang: {tag}\n\nText.", 2, "Lang", "pt-BR")
        for tag in ("pt_BR", "e n", "en-", "", "english", "en--US", "d\u0435")
    ),
    ("Title: A\nLang: EN\n\nText.", 2, "Lang", "lower case: en."),
    ("Title: A\nLang: Pt-BR\n\nText.", 2, "Lang", "lower case: pt-BR."),
    ("Title: A\nAI-Role: generated\n    none\n\nText.", 3, "AI-Role", "one line"),
    ("Title: A\n    B\n\nText.", 2, "Title", "one line"),
    ("Title: A\nSlug:\n    b\n\nText.", 3, "Slug", "one line"),
    ("Title: A\nTags: a, b\n    c\n\nText.", 3, "Tags", "separated by commas"),
    ("Title: A\nTags: a\nTags: b\n\nText.", 3, "Tags", "line 2"),
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
        "Title: A\nRelated_Posts: one\nIDs: two\nCover_Image: three\nairs: x\n\nText.",
        "Title: A\nAI-Parts: summary=drafted, title=drafted\n\nText.",  # told by who reads it
        "Title: A\nSummary: Short.\nAI-Parts: summary=generated\n\nText.",
        "Title: A\nCustom: one\nCustom: two\n\nText.",
        "Title: A\nSeries: x\nSeries_Index: 2\n\nText.",
        "Title: A\nSeries of old clocks\n    is prose.".replace("\nSeries", "\n\nSeries"),
        "Title: A\n",
        "Title: A\nLang: pt-BR\n\nText.",
        "Title: A\nLang: zh-Hant-HK\n\nText.",
        "Title: A\nDate: Fri, 20 Nov 2026 10:00:00 GMT\nModified: 2026-11-20T10:00+01:00\n\nText.",
        "Title: A\nDate: November 20, 2026\n\nText.",
        "Title: A\nSummary: one\n    two\nAI-Model: a\n    b\n\nText.",
        "Title: A\nTags: a, b\n    \n\nText.",
        "",
        "Just text, and no metadata at all.",
    ],
)
def test_good_front_matter_has_no_trap(source: str) -> None:
    """Nobody is bothered about what works."""
    assert find_traps(source, "a.md") == []
