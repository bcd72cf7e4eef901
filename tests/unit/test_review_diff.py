"""What a reviewer is shown of a change: all of it, and nothing that could hide."""

from __future__ import annotations

import io
import sys
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.review.command import EXAMINED
from commands.review.show import ReviewScreen, compare
from plugins.common.characters import distinct, visible
from plugins.common.frontmatter import parse
from plugins.disclosure.authoring.reviewed import (
    EarlierReview,
    FileVersion,
    ReviewedText,
    earlier_reviews,
)
from plugins.disclosure.authoring.text_diff import DiffRow, diff_rows
from plugins.disclosure.fingerprint import fingerprint
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import SCOPES, Role

# Format characters with a shape of their own (Unicode 9.2: prefixed number signs; 11.4).
DRAWN = {
    *"\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd",
    *map(chr, range(0x13430, 0x13440)),
}
LINES = st.lists(st.sampled_from(["", "a", "b b", "c c c", "d\u200b"]), max_size=30)


def _sides(found: list[DiffRow]) -> tuple[str, str]:
    """Both texts as the rows tell them."""
    lines = [("".join(piece.text for piece in row.pieces), row.mark) for row in found]
    return (
        "\n".join(text for text, mark in lines if mark in {" ", "-"}),
        "\n".join(text for text, mark in lines if mark in {" ", "+"}),
    )


@given(LINES, LINES)
def test_no_change_is_left_out(before: list[str], after: list[str]) -> None:
    """The rows hold every changed line of both sides, in order, and context that is in both."""
    old, new = "\n".join(before), "\n".join(after)
    found = diff_rows(old, new)
    assert bool(found) == (old != new)
    if found and not any(row.mark == "…" for row in found):
        assert _sides(found) == (old, new)
    left = [row for row in found if row.mark in {"-", " "}]
    assert all("".join(p.text for p in row.pieces) in old.split("\n") for row in left)


def test_words_are_marked_inside_long_lines() -> None:
    """A paragraph is one line; what changed in it are two words."""
    words = [f"word{number}" for number in range(200)]
    old = " ".join(words)
    new = old.replace("word77", "other").replace("word150 ", "")
    found = diff_rows(f"first\n\n{old}\n\nlast", f"first\n\n{new}\n\nlast")
    changed = [(row.mark, piece.text) for row in found for piece in row.pieces if piece.changed]
    assert [(mark, text.strip()) for mark, text in changed] == [
        ("-", "word77"),
        ("-", "word150"),
        ("+", "other"),
    ]


def test_far_lines_are_left_out_and_said_to_be() -> None:
    """Three unchanged lines around each change."""
    old = [f"line {number}" for number in range(100)]
    new = [*old[:20], "changed", *old[21:60], "more", *old[60:]]
    found = diff_rows("\n".join(old), "\n".join(new))
    marks = "".join(row.mark for row in found)
    assert marks == "…   -+   …   +   …"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\n" * 30_000, "b\n" * 30_000),
        ("\n".join(f"{n % 90} x" for n in range(8_000)), "\n".join(str(n) for n in range(8_000))),
        ("same " * 100_000, "same " * 99_999 + "other"),
        (" ".join(map(str, range(1_400))), " ".join(map(str, range(1_400, 0, -1)))),
        ("a b " * 700, "b a " * 700),
    ],
    ids=["alike", "numbers", "words", "reversed", "swapped"],
)
def test_comparing_ends_however_often_lines_and_words_repeat(old: str, new: str) -> None:
    """Texts on which a plain comparison by words would be busy for minutes."""
    assert diff_rows(old, new)


def test_every_character_that_nobody_sees_is_spelled_out() -> None:
    """Controls, separators and format characters, less those that are drawn; letters stay."""
    unseen = {"Cf", "Cc", "Zl", "Zp", "Cs"}
    letters = map(chr, range(sys.maxunicode + 1))
    found = {letter for letter in letters if unicodedata.category(letter) in unseen}
    for letter in found - DRAWN - set("\t\n"):
        assert visible(letter) == f"‹U+{ord(letter):04X}›"
    assert visible("é\ttext\n") == "é\ttext\n"
    assert distinct("a\u00a0b\tc d") == "a‹U+00A0›b‹U+0009›c d"


def test_each_scope_word_is_explained() -> None:
    """Whoever is asked what they examined is told what each word means."""
    assert tuple(EXAMINED) == SCOPES


def _record(person: str, source: str, role: Role, day: int) -> ReviewRecord:
    bare = ReviewRecord(date(2026, 11, day), person, ("facts",))
    hashed = fingerprint(parse(source), role, bare)
    return ReviewRecord(bare.date, person, bare.scope, hash=hashed)


def test_each_record_finds_its_own_version() -> None:
    """The newest that it holds for; a role by a default that has changed since included."""
    first = "Title: A\nAI-Role: drafted\n\nOne."
    second = "Title: A\r\n\r\nTwo.\r\n"
    ada = _record("ada", first, Role.DRAFTED, 1)
    bob = _record("bob", second, Role.GENERATED, 2)
    eve = _record("eve", "Title: A\nAI-Role: drafted\n\nNever.", Role.DRAFTED, 3)
    known = [
        FileVersion(text, str(n))
        for n, text in enumerate(("Title: A\n\nNow.", second, second, first))
    ]
    found = earlier_reviews(known, [ada, bob, eve])
    assert [(past.version.commit, past.records, past.text.role) for past in found] == [
        ("1", (bob,), Role.GENERATED),
        ("3", (ada,), Role.DRAFTED),
    ]


def test_who_never_saw_a_version_is_shown_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """What changed since Ada's review says little to Bob, who reviews for the first time."""
    old, new = (
        ReviewedText("T", "", Role.DRAFTED, "Old."),
        ReviewedText("T", "", Role.DRAFTED, "New.\n\nKept."),
    )
    past = EarlierReview(
        FileVersion("", "c" * 40, "2026-11-01"), old, (_record("ada", "x", Role.DRAFTED, 1),)
    )
    for person, whole in (("ada", False), ("bob", True)):
        reading = ReviewScreen(new, (), (past,), past.records)
        reading.show_changes()
        capsys.readouterr()
        reading.show_rest(person)
        assert ("This is the whole text" in capsys.readouterr().out) == whole


def test_spaces_and_marks_that_look_the_same_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A no-break space for a common one, a soft hyphen, two blanks at a line's end."""
    monkeypatch.setenv("TERM", "dumb")
    old = ReviewedText("A title", "", Role.NONE, "one two three\nfour\nfive words more here")
    new = ReviewedText(
        "A title", "", Role.NONE, "one\u00a0two three\nfour  \nfive wo\u00adrds more here"
    )
    compare(old, new)
    told = capsys.readouterr().out
    for expected in (
        "Title: as it was.",
        "AI-Role: as it was.",
        "+ one{+‹U+00A0›+}two three",
        "+ four{+  +}",
        "‹U+00AD›",
    ):
        assert expected in told
    assert "\x1b" not in told


def test_colours_hold_nothing_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal with colours only the printer's own sequences are there; markup is text."""

    class Terminal(io.StringIO):
        """Output that says it is a terminal."""

        def isatty(self) -> bool:
            """As a terminal does."""
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    old = ReviewedText("T", "", Role.NONE, "[red]a[/red] \x1b[8mx :smile:")
    compare(old, ReviewedText("T", "", Role.NONE, "[red]b[/red] \x1b[8mx :smile:"))
    told = screen.getvalue()
    assert "\x1b[" in told
    assert "\x1b[8m" not in told
    assert "‹U+001B›[8mx :smile:" in told
    assert "[red]" in told
