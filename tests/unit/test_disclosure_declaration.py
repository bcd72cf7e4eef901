"""A declaration is read exactly, its mistakes are named, and nothing is ever guessed."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

import pytest

from plugins.common.frontmatter import parse
from plugins.common.problems import Problem
from plugins.disclosure.contributors import Contributor, Contributors, Model
from plugins.disclosure.declaration import Declaration, declare
from plugins.disclosure.defaults import Defaults, read_defaults
from plugins.disclosure.derivation import Disclosure, derive
from plugins.disclosure.fingerprint import fingerprint
from plugins.disclosure.label import label_of
from plugins.disclosure.messages import words_for
from plugins.disclosure.parts.declared import TextPart
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import Level, ReviewState, Role, w3c_value

ENGLISH = words_for("en")
TODAY = date(2026, 11, 20)
PEOPLE = {"editor-1": Contributor("editor-1", "Ann Onym", "the editor")}
KNOWN = Contributors({"gem": Model("gem", "Gemini", "Google")}, PEOPLE)


def _read(source: str, defaults: Defaults | None = None) -> tuple[Declaration, list[Problem]]:
    levels = (defaults or Defaults()).levels("articles/a.md")
    return declare(parse(source), levels, "a.md", PEOPLE, TODAY)


def _disclosure(source: str) -> Disclosure:
    declaration, problems = _read(source)
    assert problems == []
    return derive(declaration, parse(source), KNOWN)


def _reviewed(source: str, role: Role, *records: ReviewRecord) -> str:
    document = parse(source)
    lines = [str(replace(r, hash=fingerprint(document, role, r))) for r in records]
    return source.replace("\n\n", "\nAI-Review: " + "\n    ".join(lines) + "\n\n", 1)


def _record(day: str = "2026-11-19", scope: tuple[str, ...] = ("facts",)) -> ReviewRecord:
    return ReviewRecord(date.fromisoformat(day), "editor-1", scope)


def test_everything_declared_is_read() -> None:
    """Several models and sources stand one a line; lists take commas too."""
    source = (
        "Title: A\nAI-Role: Drafted\nAI-Model: gem\n    other\nAI-Provider: Google\n"
        "AI-Tools: web search, calculator\nAI-Tasks: outline\n    first draft\n"
        "AI-Sources: https://a.example/?q=1 A title\n    http://b.example\n"
        "Corrections: 2026-11-02: A number: it was wrong.\n\nText."
    )
    declaration, problems = _read(source)
    assert problems == []
    assert declaration.role is Role.DRAFTED
    assert declaration.declared_at is Level.ARTICLE
    assert declaration.models == ("gem", "other")
    assert declaration.tools == ("web search", "calculator")
    assert declaration.tasks == ("outline", "first draft")
    assert [(s.address, s.title) for s in declaration.sources] == [
        ("https://a.example/?q=1", "A title"),
        ("http://b.example", ""),
    ]
    assert [(c.date, c.text) for c in declaration.corrections] == [
        (date(2026, 11, 2), "A number: it was wrong.")
    ]


def test_silence_is_unknown_and_not_none() -> None:
    """No key, no role, no claim."""
    disclosure = _disclosure("Title: A\n\nText.")
    assert disclosure.role is None
    assert (disclosure.value, disclosure.source_type) == ("", "")


MISTAKES = [
    ("AI-Role: edited", "AI-Role", "Who wrote the first text?"),
    ("AI-Role: genrated", "AI-Role", "‘generated’"),
    ("AI-Role: none\nAI-Model: gem", "AI-Model", "Remove the model"),
    ("AI-Role: generated\nAI-Model: gem, other", "AI-Model", "one model a line"),
    ("AI-Role: generated\nAI-Sources: https://a.example, https://b.example", "AI-Sources", "one a"),
    ("AI-Role: generated\nAI-Parts: title=none m", "AI-Parts", "Remove the model"),
    ("AI-Role: generated\nAI-Parts: title=edited", "AI-Parts", "Who wrote the first text?"),
    ("AI-Role: generated\nAI-Parts: title=drafted, alt=drafted", "AI-Parts", "one part a line"),
    ("AI-Role: generated\nAI-Images: a.png=edited, b.png=edited", "AI-Images", "one image a line"),
    ("AI-Role: generated\nAI-Images: https://a.example/b.png=edited", "AI-Images", "below the"),
    ("AI-Role: generated\nAI-Images: ../b.png=edited", "AI-Images", "below the content folder"),
    ("AI-Role: generated\nAI-Images: b.png=human", "AI-Images", "‘none’"),
    ("AI-Role: generated\nCover: https://a.example/b.png", "Cover", "below the content folder"),
    ("AI-Model: gem", "AI-Model", "AI-Role"),
    ("AI-Role: generated\nAI-Review: yes", "AI-Review", "invoke review"),
    ("AI-Role: generated\nAI-Review: 2026-11-19 editor-1: facts", "AI-Review", "invoke review"),
    ("AI-Role: generated\nAI-Review: none\n    2026-11-19 x", "AI-Review", "invoke review"),
    ("AI-Role: generated\nAI-Sources: javascript:alert(1) x", "AI-Sources", "https://"),
    ("AI-Role: generated\nAI-Sources: a book", "AI-Sources", "https://"),
    ("AI-Role: generated\nCorrections: yesterday: x", "Corrections", "2026-11-20"),
    ("AI-Role: generated\nCorrections: 2026-11-20:", "Corrections", "2026-11-20"),
    ("AI-Role: generated\nCorrections: 20261120: x", "Corrections", "2026-11-20"),
    ("AI-Role: generated\nCorrections: 2026-W47-5: x", "Corrections", "2026-11-20"),
    ("AI-Role: generated\nCorrections: 2099-01-01: x", "Corrections", "day on which"),
]


@pytest.mark.parametrize(("lines", "key", "cure"), MISTAKES)
def test_a_mistake_is_named_with_its_line_and_cure(lines: str, key: str, cure: str) -> None:
    """File, line, key, value and cure in each."""
    _, problems = _read(f"Title: A\n{lines}\n\nText.")
    assert any(p.key == key and cure in p.cure and p.line > 1 and p.value for p in problems)


@pytest.mark.parametrize(
    "line", ["AI-Role: edited", "AI-Role: curated", "AI-Role: drafted\nAI-Parts: title=edited"]
)
def test_no_role_is_guessed_from_its_sound(line: str) -> None:
    """‘Edited’ looks like ‘drafted’; to offer that would answer the question it leaves open."""
    (problem,) = _read(f"Title: A\n{line}\n\nText.")[1]
    assert "Did you mean" not in problem.cure


@pytest.mark.parametrize("model", ["Llama 3 (8B, instruct)", "Model One, the second", "a,"])
def test_a_models_name_may_hold_a_comma(model: str) -> None:
    """Only identifiers with commas between them are surely several."""
    declaration, problems = _read(f"Title: A\nAI-Role: generated\nAI-Model: {model}\n\nText.")
    assert (declaration.models, problems) == ((model,), [])


def test_who_is_no_longer_listed_keeps_the_review() -> None:
    """Somebody left: the cure is to list them, not to throw away what they did."""
    line = f"2026-11-19 stranger: facts (terminal) v1:{'0' * 64}"
    (problem,) = _read(f"Title: A\nAI-Role: generated\nAI-Review: {line}\n\nText.")[1]
    assert "[people.stranger]" in problem.cure


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-19 stranger: facts (terminal) v1:" + "0" * 64,
        "2026-02-30 editor-1: facts (terminal) v1:" + "0" * 64,
        "2027-01-01 editor-1: facts (terminal) v1:" + "0" * 64,
        "2026-11-19 editor-1: facts, facts (terminal) v1:" + "0" * 64,
        "2026-11-19 editor-1: everything (terminal) v1:" + "0" * 64,
        "2026-11-19 editor-1: facts (email) v1:" + "0" * 64,
        "2026-11-19 editor-1: facts (terminal) v3:" + "0" * 64,
        "2026-11-19 editor-1: facts (terminal) v1:" + "0" * 63,
    ],
)
def test_a_record_that_no_command_could_have_written_is_an_error(line: str) -> None:
    """Unknown people, impossible dates, unknown scopes, ways and recipes."""
    _, problems = _read(f"Title: A\nAI-Role: generated\nAI-Review: {line}\n\nText.")
    assert [p.key for p in problems] == ["AI-Review"]


def test_a_review_counts_while_text_and_claim_are_the_same() -> None:
    """Change one character and it is stale; restore it and it counts again."""
    source = "Title: A\nAI-Role: generated\nAI-Model: gem\n\nText."
    reviewed = _reviewed(source, Role.GENERATED, _record())
    assert _disclosure(reviewed).state is ReviewState.RECORDED
    for old, new in [("Text.", "Text!"), ("generated", "drafted"), ("2026-11-19", "2026-11-18")]:
        changed = _disclosure(reviewed.replace(old, new))
        assert changed.state is ReviewState.STALE
        assert changed.value == ""
    assert _disclosure(reviewed).value == "ai-assisted"


def test_each_record_stands_or_falls_alone() -> None:
    """A void line beside a valid one takes nothing from it."""
    source = "Title: A\nAI-Role: generated\n\nText."
    both = _reviewed(source, Role.GENERATED, _record("2026-11-18"), _record("2026-11-19"))
    disclosure = _disclosure(both.replace("2026-11-18", "2026-11-17"))
    assert [review.record.date.day for review in disclosure.reviews] == [19]


def test_the_same_record_twice_is_one_review() -> None:
    """A line that was copied adds no act, no sentence and no name."""
    source = "Title: A\nAI-Role: generated\n\nText."
    disclosure = _disclosure(_reviewed(source, Role.GENERATED, _record(), _record()))
    assert len(disclosure.reviews) == 1


def test_who_reviewed_twice_is_named_once() -> None:
    """With the latest day; both acts are told in words and in the details."""
    source = "Title: A\nAI-Role: generated\n\nText."
    records = (_record("2026-11-18"), _record("2026-11-19", ("links",)))
    label = label_of(_disclosure(_reviewed(source, Role.GENERATED, *records)), ENGLISH)
    assert [(r.name, r.date) for r in label.reviewers] == [("the editor", "2026-11-19")]
    assert "Facts checked" in label.sentence
    assert "Links checked" in label.sentence
    noted = [replace(_record(), note=note) for note in ("a", "b")]
    label = label_of(_disclosure(_reviewed(source, Role.GENERATED, *noted)), ENGLISH)
    assert label.sentence.count("Facts checked") == 1
    assert len(dict(label.details)["Review"]) == 2


def test_no_turning_character_reaches_a_form() -> None:
    """Overrides and controls in any declared text or name are left out, from every value."""
    turn = "\u202e\u2067\x1b"
    people = {"editor-1": Contributor("editor-1", f"A{turn}B", public="name")}
    source = (
        f"Title: A\nAI-Role: generated\nAI-Model: m{turn}n\nAI-Provider: p{turn}\n"
        f"AI-Tools: t{turn}\nAI-Tasks: u{turn}\nAI-Sources: https://a.example/ s{turn}x\n"
        f"Corrections: 2026-11-02: c{turn}d\n\nText."
    )
    reviewed = _reviewed(source, Role.GENERATED, replace(_record(), note=f"n{turn}o"))
    declaration, problems = _read(reviewed)
    assert problems == []
    label = label_of(derive(declaration, parse(reviewed), Contributors({}, people)), ENGLISH)
    told = "".join(map(str, asdict(label).values())) + label.reviewers[0].name
    assert label.reviewers[0].name == "AB"
    assert not any(character in told or repr(character)[1:-1] in told for character in turn)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("state", list(ReviewState))
def test_the_values_are_those_of_the_table(role: Role, state: ReviewState) -> None:
    """design: ai-assisted needs a record, ai-autonomous the author's word, none is human-only."""
    table = {ReviewState.RECORDED: "ai-assisted", ReviewState.ABSENT: "ai-autonomous"}
    expected = "human-only" if role is Role.NONE else table.get(state, "")
    assert w3c_value(role, state) == expected


def test_defaults_reach_an_article_nearest_first() -> None:
    """Article before folder before site, in any letter case, and where it stands is known."""
    settings = {
        "DEFAULT_METADATA": {"ai-ROLE": "generated", "AI-Model": "site-model"},
        "EXTRA_PATH_METADATA": {"articles": {"Ai-Role": "translated"}, "extra/x": {"path": "x"}},
    }
    defaults, problems = read_defaults(settings)
    assert problems == []
    declaration, _ = _read("Title: A\n\nText.", defaults)
    assert (declaration.role, declaration.declared_at) == (Role.TRANSLATED, Level.FOLDER)
    assert declaration.models == ("site-model",)
    own, _ = _read("Title: A\nAI-Role: none\n\nText.", defaults)
    assert (own.role, own.declared_at, own.models) == (Role.NONE, Level.ARTICLE, ())


@pytest.mark.parametrize(
    "given",
    [
        {"AI-Role": "none"},
        {"ai-role": "edited"},
        {"AI-Review": "2026-11-19 editor-1: facts (terminal) v1:" + "0" * 64},
        {"AI-Sources": "https://a.example"},
        {"AI-Rloe": "generated"},
    ],
)
def test_no_default_claims_what_only_a_person_can(given: dict[str, str]) -> None:
    """Never `none`, never a review, never what belongs to one text."""
    defaults, problems = read_defaults({"DEFAULT_METADATA": given})
    assert len(problems) == 1
    declaration, _ = _read("Title: A\n\nText.", defaults)
    assert declaration.role is not Role.NONE
    assert declaration.records == ()


def test_a_persons_part_that_holds_ai_does_not_deny_it() -> None:
    """However deep the part by AI stands; one beside it changes nothing."""
    parts = (
        TextPart("section", Role.NONE, id="Part-1"),
        TextPart("section", Role.NONE, id="Part-2", within="Part-1"),
        TextPart("quotation", Role.TRANSLATED, id="Part-3", within="Part-2"),
        TextPart("section", Role.NONE, id="Part-4"),
    )
    declaration = Declaration(role=Role.GENERATED, parts=parts)
    label = label_of(derive(declaration, parse("Title: A\n\nText."), KNOWN), ENGLISH)
    told = [part.sentence for part in label.parts]
    assert told[0] == told[1] == "Written by a person, apart from the parts named here."
    assert told[3] == "Written by a person; none of the words come from AI."
