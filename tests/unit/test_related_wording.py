"""What is said of related articles: by each message something, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.characters import FORBIDDEN, TURNING
from plugins.related.keyphrases.explanation import Explanation
from plugins.related.lists.suggestions import Suggestion
from plugins.related.wording import messages
from plugins.related.wording.closing import TITLE, closing_of
from plugins.related.wording.messages import words_for
from plugins.related.wording.reasons import LONGEST_VALUE, Reason, ReasonKind, reason_pieces
from plugins.wording.catalogue import Words, languages
from plugins.wording.messages import FULL_STOPS
from tests.building import ROOT

VALUES: dict[ReasonKind, list[tuple[str, ...]]] = {
    ReasonKind.TOPICS: [("A",), ("A", "B"), ("A", "B", "C")],
    ReasonKind.TAGS: [("A",), ("A", "B"), ("A", "B", "C")],
    ReasonKind.CONTINUES: [(), ("S",), ("S", "3")],
    ReasonKind.CONTINUED: [(), ("S",), ("S", "1")],
    ReasonKind.TRANSLATION: [("de",)],
    ReasonKind.CHOSEN: [()],
    ReasonKind.NAMED: [()],
    ReasonKind.ALIKE: [()],
}
REASONS = [Reason(kind, values) for kind in ReasonKind for values in VALUES[kind]]
HOSTILE = '{title} {subject} <b>"&amp;" \u202e\u05e2\u05d1\u05e8\u05d9\u05ea\x08'


def reason_text(reason: Reason, words: Words) -> str:
    """The reason as readers of `words` read it."""
    return "".join([piece.text for piece in reason_pieces(reason, words)])


def suggestion(subject: str) -> Suggestion:
    """One that shares `subject`."""
    return Suggestion("b", 1.0, Reason(ReasonKind.ALIKE), Explanation(subject=subject))


def _told() -> Iterator[str]:
    """Messages that code or templates say, found by words that are the messages' own numbers."""
    every = enumerate(messages.MESSAGES.notes)
    numbered = Words("en", {text: f"#{number}#" for number, text in every})
    for reason in REASONS:
        yield reason_text(reason, numbered)
    sentence = closing_of([suggestion("X")], "About X", (), numbered)
    assert sentence
    yield sentence.pieces[0].text
    for path in (ROOT / "plugins" / "related" / "templates" / "related").glob("*.html"):
        found = re.findall(r'words\("(.+?)"\)', path.read_text(encoding="utf-8"))
        yield from map(numbered, found)


def test_every_message_is_said_by_something() -> None:
    """And nothing is said for which there is no message."""
    assert set(_told()) == {f"#{number}#" for number in range(len(messages.MESSAGES.notes))}


@pytest.mark.parametrize("language", languages())
def test_every_reason_in_every_language(language: str) -> None:
    """No brace is left, every value stands in it as it is, and no two kinds are told alike."""
    words = words_for(language)
    told = [reason_text(reason, words) for reason in REASONS]
    assert len(set(told)) == len(told)
    for reason, text in zip(REASONS, told, strict=True):
        assert not set("{}") & set(text)
        expected = [words.name_of("de")] if reason.kind is ReasonKind.TRANSLATION else reason.values
        assert sorted(p.text for p in reason_pieces(reason, words) if p.of) == sorted(expected)


def test_reasons_in_english_and_german() -> None:
    """As readers see them; a subject is spelt as the articles spell it."""
    topics = Reason(ReasonKind.TOPICS, ("Huawei", "export controls", "Ascend"))
    assert reason_text(topics, words_for("en")) == "also about Huawei, export controls and Ascend"
    assert (
        reason_text(topics, words_for("de"))
        == "in beiden Artikeln: Huawei, export controls und Ascend"
    )
    series = Reason(ReasonKind.CONTINUES, ("Chips", "3"))
    assert reason_text(series, words_for("en")) == "next in the series (part 3): Chips"
    translation = Reason(ReasonKind.TRANSLATION, ("fr",))
    assert reason_text(translation, words_for("de")).endswith("Sprache: Französisch")


@pytest.mark.parametrize("language", languages())
def test_the_closing_sentence_in_every_language(language: str) -> None:
    """Subject and title once each and whole, whatever is written in them."""
    sentence = closing_of([suggestion("{title}")], HOSTILE, (), words_for(language))
    assert sentence is not None
    assert [p.text for p in sentence.pieces if p.of == "subject"] == ["{title}"]
    assert [p.text for p in sentence.pieces if p.of == TITLE] == [HOSTILE.removesuffix("\x08")]
    assert sentence.pieces[-1].text.endswith(FULL_STOPS)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=3), st.sampled_from(languages()))
def test_hostile_values(values: list[str], language: str) -> None:
    """One line each, of bounded length, in which nothing turns the words around it."""
    text = reason_text(Reason(ReasonKind.TOPICS, tuple(values)), words_for(language))
    assert not TURNING.search(text)
    assert not FORBIDDEN.search(text)
    assert "\n" not in text
    assert len(text) <= len(values) * (LONGEST_VALUE + 9) + 60
