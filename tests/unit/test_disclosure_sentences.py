"""What readers are told: whole sentences, the right ones, and safe whatever the names hold."""

from __future__ import annotations

from datetime import date
from itertools import product
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.disclosure.contributors import Contributor, Model
from plugins.disclosure.declaration import Declaration
from plugins.disclosure.derivation import Disclosure, NamedReview
from plugins.disclosure.label import _encoded, label_of
from plugins.disclosure.messages import words_for
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.sentences import notice, short
from plugins.disclosure.vocabulary import ReviewState, Role

ENGLISH = words_for("en")
GEMINI = Model("gemini-2", "Gemini 2.0 Flash Thinking", "Google")
ANN = Contributor("ann", "Ann Onym", "the editor", public="name")


def _disclosure(
    role: Role | None,
    state: ReviewState,
    *,
    models: tuple[Model, ...] = (GEMINI,),
    person: Contributor = ANN,
    scope: tuple[str, ...] = ("facts", "quotations", "links"),
) -> Disclosure:
    record = ReviewRecord(date(2026, 11, 20), person.id, scope)
    told = state in {ReviewState.RECORDED, ReviewState.STALE}
    declaration = Declaration(role=role, models=tuple(m.id for m in models))
    reviews = (NamedReview(record, person),) if told else ()
    return Disclosure(declaration, models, state, reviews)


def test_the_sentences_of_the_design() -> None:
    """Word for word, as the design gives them."""
    written = "AI-written by Gemini 2.0 Flash Thinking (Google)."
    ending = {
        ReviewState.RECORDED: "Facts, quotations and links checked by Ann Onym"
        " on 20 November 2026.",
        ReviewState.ABSENT: "No person checked it before publication.",
        ReviewState.NOT_STATED: "No review is recorded.",
        ReviewState.STALE: "An earlier version was checked by Ann Onym on 20 November 2026;"
        " the text has changed since.",
    }
    for state, rest in ending.items():
        assert str(notice(_disclosure(Role.GENERATED, state), ENGLISH)) == f"{written} {rest}"


def test_a_missing_model_is_said() -> None:
    """Not recorded is not hidden."""
    told = str(notice(_disclosure(Role.GENERATED, ReviewState.NOT_STATED, models=()), ENGLISH))
    assert told == "AI-written (model not recorded). No review is recorded."


def test_nothing_is_said_of_an_undeclared_text() -> None:
    """Silence where nothing is known."""
    label = label_of(_disclosure(None, ReviewState.NOT_STATED), ENGLISH)
    assert (label.sentence, label.short, label.value, label.details) == ("", "", "", ())


@pytest.mark.parametrize(("role", "state"), list(product(Role, ReviewState)))
def test_every_label_is_short_plain_and_complete(role: Role, state: ReviewState) -> None:
    """A full stop at the end; 25 characters at most; AI named wherever AI wrote."""
    disclosure = _disclosure(role, state)
    told, brief = str(notice(disclosure, ENGLISH)), short(disclosure, ENGLISH)
    assert told.endswith(".")
    assert 0 < len(brief) <= 25
    assert ("AI" in brief) == (role is not Role.NONE)
    assert "AI" in told
    assert ("checked" in brief) == (state is ReviewState.RECORDED)


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        (("read",), "Read by Ann Onym on 20 November 2026."),
        (("facts",), "Facts checked by Ann Onym on 20 November 2026."),
        (("read", "law"), "Read by Ann Onym on 20 November 2026, who checked points of law."),
    ],
)
def test_scope_in_words(scope: tuple[str, ...], told: str) -> None:
    """What was examined, and no more, is what readers hear."""
    assert str(notice(_disclosure(Role.NONE, ReviewState.RECORDED, scope=scope), ENGLISH)).endswith(
        told
    )


def test_no_checked_without_a_valid_record() -> None:
    """Only one state may say that somebody checked this very text."""
    for role, state in product(Role, ReviewState):
        label = label_of(_disclosure(role, state), ENGLISH)
        assert bool(label.reviewers) == (state is ReviewState.RECORDED)
        assert (label.value == "ai-assisted") <= (state is ReviewState.RECORDED)


@given(st.text(), st.text())
def test_names_stay_inside_their_sentence(name: str, provider: str) -> None:
    """No line break, turning character, brace or length in a name spoils the sentence."""
    model = Model("m", name, provider)
    told = str(notice(_disclosure(Role.GENERATED, ReviewState.ABSENT, models=(model,)), ENGLISH))
    assert told.startswith("AI-written by ")
    assert told.endswith("No person checked it before publication.")
    assert not set(told) & set("\n\r\t\x00\x08\u202e\u2067")
    assert len(told) < 600


def test_no_notice_has_the_one_length_that_reader_view_drops() -> None:
    """A dash between two sentences makes it longer; every other notice stays as it is."""
    for length in range(1, 60):
        model = Model("m", "x" * length)
        told = str(
            notice(_disclosure(Role.GENERATED, ReviewState.ABSENT, models=(model,)), ENGLISH)
        )
        assert len(told) != 80
        assert (" – " in told) == (len(told) == 82 and told.count("x") == 80 - 56)


@given(st.text())
def test_a_mail_s_text_is_encoded_as_an_address_wants_it(text: str) -> None:
    """As `quote` does it, with nothing left as it is but letters, digits and ``-._~``."""
    assert _encoded(text) == quote(text.encode("utf-8", "replace"), safe="")
