"""A recipe is read exactly and shown as text: nothing in it can act or hide."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.disclosure.contributors import Contributors, Model
from plugins.disclosure.label import Label
from plugins.disclosure.messages import words_for
from plugins.making_of.making_page import notes_label, page_label, render
from plugins.making_of.recipe import Recipe, RecipeSection, read

ENGLISH = words_for("en")
KNOWN = Contributors({"gem": Model("gem", "Gemini", "Google")})
TEXT = Label(declared=True, models=("gem",))


def _problems(source: str) -> str:
    return "\n".join(map(str, read(source, "content/making/a.md")[1]))


def test_the_four_sections_are_read() -> None:
    """In the order of the file; a fence around all of a section is not part of it."""
    source = (
        "AI-Model: gem\n    other\nAI-Review: none\n\n# Prompt\n\n```\n# Notes\nWrite.\n```\n\n"
        "# settings #\ntemperature 0.7\n\n# Prompt\nAgain.\n\n# Notes\n## Mine\n\nI began.\n"
    )
    recipe, problems = read(source, "a.md")
    assert problems == []
    assert recipe == Recipe(
        (
            RecipeSection("Prompt", "# Notes\nWrite."),
            RecipeSection("Settings", "temperature 0.7"),
            RecipeSection("Prompt", "Again."),
            RecipeSection("Notes", "## Mine\n\nI began."),
        ),
        ("gem", "other"),
        "",
        unreviewed=True,
    )


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("", "holds no section"),
        ("# Prompt\n", "holds no section"),
        (
            "# Promt\nx\n",
            "a.md:1: ‘# Promt’: is no section of a making-of. Did you mean ‘# Prompt’?",
        ),
        ("# Prompt\nx\n\n## Notes\ny\n", "a.md:4: ‘## Notes’: is no heading of the first level"),
        ("#Prompt\nx\n", "Write ‘# Prompt’"),
        ("# Prompt\n```\nx\n\n# Notes\ny\n", "a.md:2: ‘```’: is a fence without an end"),
        ("Task: x\n\n# Prompt\ny\n", "write ‘# Prompt’ above it"),
        ("Words.\n\n# Prompt\nx\n", "a.md:1: ‘Words.’: stands above the first section"),
        ("Title: A\n\n# Prompt\nx\n", "a.md:1: Title: ‘A’: is not read here"),
        ("AI-Review: 2026-01-01 a: facts\n\n# Notes\nx\n", "cannot be recorded"),
    ],
)
def test_what_would_be_shown_nowhere_is_told(source: str, told: str) -> None:
    """With its line and the cure."""
    assert told in _problems(source)


def test_the_notes_are_disclosed_and_the_prompt_claims_nothing() -> None:
    """A value only where the file says that nobody checked them; models of the text otherwise."""
    notes = (RecipeSection("Notes", "x"),)
    own = notes_label(Recipe(notes, ("m",), "P", unreviewed=True), TEXT, KNOWN, ENGLISH)
    inherited = notes_label(Recipe(notes), TEXT, KNOWN, ENGLISH)
    unknown = notes_label(Recipe(notes), Label(), KNOWN, ENGLISH)
    assert own is not None
    assert inherited is not None
    assert unknown is not None
    assert (own.value, own.models, own.provider) == ("ai-autonomous", ("m",), "P")
    assert own.sentence == "The notes below are AI-written by m (P)."
    assert (inherited.value, inherited.models, inherited.provider) == ("", ("gem",), "Google")
    assert unknown.sentence == "The notes below are AI-written (model not recorded)."
    assert notes_label(Recipe((RecipeSection("Prompt", "x"),)), TEXT, KNOWN, ENGLISH) is None
    assert page_label(None, ENGLISH).declared is False
    assert page_label(own, ENGLISH).parts == (own,)


def test_long_texts_fold() -> None:
    """Whole, behind a line that says how long they are."""
    long = "\n".join(map(str, range(31)))
    for text, folded in ((long, True), (long[:-3], False)):
        html = render(Recipe((RecipeSection("Prompt", text),)), None, "/a/", ENGLISH, fold_after=30)
        assert ("<details" in html) is folded
        assert ("Show all 31 lines" in html) is folded
        assert text in html


NASTY = st.text(st.characters(codec="utf-8")) | st.sampled_from(
    [
        "</pre><script>x</script>",
        "<img src=x onerror=x>",
        "[x](javascript:x)",
        "</section>",
        "\x00\x08",
    ]
)


@given(NASTY, NASTY, NASTY)
def test_nothing_in_a_recipe_leaves_its_place(prompt: str, notes: str, model: str) -> None:
    """No script, no handler, no address that runs, and the elements close where they should."""
    texts = {"Prompt": prompt, "Notes": notes, "Tools": "last"}
    sections = tuple(RecipeSection(name, text) for name, text in texts.items())
    recipe = Recipe(sections, (model,) if model.strip() else (), unreviewed=True)
    told = notes_label(recipe, TEXT, KNOWN, ENGLISH)
    html = render(recipe, told, '/a"><script>/', ENGLISH, fold_after=5)
    tree = html5lib.parse(
        f"<!DOCTYPE html><title>x</title><main>{html}</main>", namespaceHTMLElements=False
    )
    main = tree.find(".//main")
    assert not list(tree.iter("script"))
    assert [child.tag for child in main][-2:] == ["h2", "pre"]
    assert main[-1].text == "last"
    for element in tree.iter():
        if isinstance(element.tag, str):
            assert not [name for name in element.attrib if name.startswith("on")]
            assert not (element.get("href") or "").strip().lower().startswith("javascript")
