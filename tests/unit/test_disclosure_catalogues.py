"""Every sentence in every language: complete, honest, short where it must be, and safe."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from commands import ROOT
from plugins.disclosure import messages
from plugins.disclosure.contributors import Contributor, Model
from plugins.disclosure.declaration import Declaration
from plugins.disclosure.declared_images import DeclaredImage
from plugins.disclosure.derivation import Disclosure, NamedReview, PartDisclosure
from plugins.disclosure.label import label_of
from plugins.disclosure.messages import words_for
from plugins.disclosure.parts.declared import TextPart
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import SCOPES, ReviewState, Role
from plugins.wording import own_sentences
from plugins.wording.catalogue import PLACEHOLDER, languages

OFFICIAL = frozenset(
    "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()
)
GEMINI = Model("gemini-2", "Gemini 2.0 Flash Thinking", "Google")
CLAUDE = Model("claude", "Claude", "Anthropic")
DESK = Contributor("desk", role="Desk §7")
SAID = re.compile(r"""(?:say|disclosure_words\([\w.]+\))(?:\.pieces)?\(\s*(["'])(.+?)\1""")


def test_the_official_languages_of_the_union_and_two_more() -> None:
    """Twenty-four, one that is written from right to left, and one without spaces between words."""
    assert set(languages()) == OFFICIAL | {"ar", "ja"}
    assert words_for("ar").direction == "rtl"


def _disclosure(role: Role | None, state: ReviewState, scope: tuple[str, ...]) -> Disclosure:
    record = ReviewRecord(date(2026, 11, 20), DESK.id, scope)
    told = state in {ReviewState.RECORDED, ReviewState.STALE}
    parts = [TextPart("summary", Role.GENERATED, ("claude",)), TextPart("section", Role.TRANSLATED)]
    return Disclosure(
        Declaration(role=role, models=(GEMINI.id,)),
        (GEMINI,),
        state,
        (NamedReview(record, DESK),) if told else (),
        tuple(PartDisclosure(part, (CLAUDE,) if part.models else (), state) for part in parts),
        DeclaredImage("a.png", "generated", ("claude",)),
        (CLAUDE,),
    )


@pytest.mark.parametrize("language", languages())
def test_every_sentence_renders_in_every_language(language: str) -> None:
    """Roles, review states and scopes: model, reviewer and date are in it, no brace is left."""
    say = words_for(language)
    for role, state in product([None, *Role], ReviewState):
        for scope in (*((word,) for word in SCOPES), SCOPES):
            disclosure = _disclosure(role, state, scope)
            label = label_of(disclosure, say)
            assert label.language == language
            assert label.sentence.endswith(".")
            assert not PLACEHOLDER.search(label.sentence)
            assert ".." not in label.sentence
            assert "Claude (Anthropic)" in label.sentence
            assert (GEMINI.name in label.sentence) == (role not in {None, Role.NONE})
            told = role is not None and state in {ReviewState.RECORDED, ReviewState.STALE}
            assert (DESK.role in label.sentence) == told
            assert ("2026" in label.sentence or "٢٠٢٦" in label.sentence) == told


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de", "de"), ("DE-at", "de"), ("pt_BR", "pt"), ("nb", "en"), ("", "en"), ("x-klingon", "en")],
)
def test_the_nearest_catalogue_is_used(tag: str, language: str) -> None:
    """And a language without one is told in English, which says so."""
    assert words_for(tag).language == language


def _own(tmp_path: Path, text: str) -> tuple[own_sentences.OwnSentences, list[str]]:
    path = tmp_path / "words.toml"
    path.write_text(text, encoding="utf-8")
    own, problems = own_sentences.load(path, "content/words.toml", messages.MESSAGES)
    return own, [str(problem) for problem in problems]


def test_an_owner_says_it_their_way(tmp_path: Path) -> None:
    """In one language, without touching another; what is not reworded stays."""
    text = '[en]\n"AI-written by {models}." = "The words are by an AI, {models}."\n'
    own, problems = _own(tmp_path, text)
    assert problems == []
    label = label_of(
        _disclosure(Role.GENERATED, ReviewState.ABSENT, ()), words_for("en").worded(own)
    )
    assert label.sentence.startswith("The words are by an AI, Gemini 2.0 Flash Thinking (Google). ")
    assert words_for("de").worded(own).messages == words_for("de").messages


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ('"AI-written by {models}." = "Written with AI."', "leaves out {models}"),
        ('"AI-written by {models}." = "Written by {models}."', "does not say ‘AI’"),
        ('"No review is recorded." = "All is well."', "does not say ‘nobody’"),
        ('"AI-written, checked" = "AI-written, unchecked"', "does not say ‘checked’"),
        ('"AI-written" = "AI wrote the whole of this text"', "has 31 characters"),
        ('"AI-written by {model}." = "x"', "Did you mean ‘AI-written by {models}.’?"),
        ('"AI-written by {models}." = "AI: {models}, {price}."', "has {price}"),
        ('"AI-written by {models}." = 3', "says nothing"),
        ('"No review is recorded." = "No review"', "does not end with a full stop"),
    ],
)
def test_an_owner_cannot_leave_out_what_matters(tmp_path: Path, sentence: str, told: str) -> None:
    """AI, model and review state stay said; each mistake is told with its cure."""
    own, problems = _own(tmp_path, f"[en]\n{sentence}\n")
    assert own == {}
    assert told in "\n".join(problems)


def test_mistakes_in_the_file_itself(tmp_path: Path) -> None:
    """Broken TOML and unknown languages are told; a missing file changes nothing."""
    assert own_sentences.load(tmp_path / "none.toml", "none.toml", messages.MESSAGES) == ({}, [])
    assert "not valid TOML" in _own(tmp_path, "[en\n")[1][0]
    assert "is not a language of the kit" in _own(tmp_path, "[tlh]\n")[1][0]
    assert "should be a section" in _own(tmp_path, 'de = "x"\n')[1][0]
    assert "above it: [en]" in _own(tmp_path, '"AI-written by {models}." = "x"\n')[1][0]


def test_templates_and_messages_say_the_same() -> None:
    """What a template says is a message, else no language has it; every message is said."""
    templates = [*(ROOT / "plugins").rglob("*.html"), *(ROOT / "theme").rglob("*.html")]
    said = {
        text for path in templates for _, text in SAID.findall(path.read_text(encoding="utf-8"))
    }
    assert {"and", "AI models", "None."} <= said
    assert said <= set(messages.EVERY)
    modules = [path for path in (ROOT / "plugins").rglob("*.py") if path.name != "messages.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    for name, value in vars(messages).items():
        if name.isupper() and (isinstance(value, dict) or value in messages.EVERY):
            named = re.search(rf"\b{name}\b", code) or value in said
            assert named, f"nothing says {name}"
