"""Sentences of any language filled with any values, whole or in pieces."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from plugins.wording import local_forms
from plugins.wording.catalogue import Piece, Words, closest_tag, read_catalogue

TURNED = Words("de", {"{a} of {b}.": "{b}: {a}."})


def test_a_sentence_in_pieces() -> None:
    """In the order of its language, each value apart and named; nothing empty."""
    assert TURNED.pieces("{a} of {b}.", a="one", b="two") == (
        Piece("two", "b"),
        Piece(": "),
        Piece("one", "a"),
        Piece("."),
    )
    assert TURNED("{a} of {b}.", a="one", b="two") == "two: one."


@given(st.text(), st.text())
def test_a_value_is_only_text(one: str, two: str) -> None:
    """Braces, placeholders and backslashes included; of two full stops one is left."""
    kept = one.removesuffix(".")
    assert TURNED("{a} of {b}.", a=one, b=two) == f"{two}: {kept}."
    assert TURNED.pieces("{a} of {b}.", a="{b}", b="{a}")[2] == Piece("{b}", "a")


def test_a_placeholder_without_a_value_stays() -> None:
    """As does one in a message that is given no values at all."""
    assert TURNED("{a} of {b}.", a="one") == "{b}: one."
    assert TURNED("{a} of {b}.") == "{b}: {a}."


@given(st.lists(st.text(min_size=1), min_size=2, max_size=5), st.sampled_from(["de", "ar", "mt"]))
def test_several_values_are_listed_as_the_language_does(values: list[str], language: str) -> None:
    """By CLDR, each value a piece of its own."""
    words = Words(language)
    made = words.pieces("{all}", all=values)
    assert "".join(piece.text for piece in made) == format_list(values, locale=language)
    assert [piece.text for piece in made if piece.of == "all"] == values
    assert words.joined(values) == format_list(values, locale=language)


@pytest.mark.parametrize(("values", "expected"), [([], ""), (["A"], "A"), (["A", "B"], "A and B")])
def test_short_lists(values: list[str], expected: str) -> None:
    """One thing needs no conjunction."""
    assert Words().joined(values) == expected


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("de", "German"),
        ("PT_br", "Brazilian Portuguese"),
        ("de-x-dorf", "German"),
        ("x-klingon", "x-klingon"),
        ("", ""),
    ],
)
def test_names_of_languages(tag: str, name: str) -> None:
    """As CLDR has them; what it does not know stays the tag that it is."""
    assert Words().name_of(tag) == name


def test_the_closest_language() -> None:
    """Shortened from the end (RFC 4647, lookup)."""
    assert closest_tag("zh-Hant-TW", {"zh", "zh-hant"}) == "zh-hant"
    assert closest_tag("zh_CN", {"zh", "zh-hant"}) == "zh"
    assert not closest_tag("ja", {"zh"})


def test_what_is_empty_or_fuzzy_is_not_said(tmp_path: Path) -> None:
    """English stands in its place, rather than a guess."""
    text = 'msgid "a"\nmsgstr "A"\n\nmsgid "b"\nmsgstr ""\n\n#, fuzzy\nmsgid "c"\nmsgstr "C"\n'
    path = tmp_path / "de.po"
    path.write_text(text, encoding="utf-8")
    assert read_catalogue(path)[""].messages == {"a": "A"}


PLURALS = """
msgid ""
msgstr "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);\\n"

msgid "{count} article in {place}"
msgid_plural "{count} articles in {place}"
msgstr[0] "{count} článek: {place}"
msgstr[1] "{count} články: {place}"
msgstr[2] "{count} článků: {place}"

msgid "{count} tag"
msgid_plural "{count} tags"
msgstr[0] "{count} štítek"
msgstr[1] ""
msgstr[2] "{count} štítků"
"""


def test_a_message_that_counts(tmp_path: Path) -> None:
    """In the form that the number wants; a message that lacks a form is said in English."""
    path = tmp_path / "cs.po"
    path.write_text(PLURALS, encoding="utf-8")
    czech = read_catalogue(path)[""]
    message = ("{count} article in {place}", "{count} articles in {place}")
    counts = (0, 1, 3, 5)
    told = [czech(*message, count=count, place="B") for count in counts]
    assert told == ["0 článků: B", "1 článek: B", "3 články: B", "5 článků: B"]
    told = [Words()(*message, count=count, place="B") for count in counts]
    assert told[1] == "1 article in B"
    assert told[::3] == ["0 articles in B", "5 articles in B"]
    assert czech.pieces("{count} tag", "{count} tags", count=3)[0] == Piece("3", "count")
    assert czech("{count} tag", "{count} tags", count=3) == "3 tags"


@pytest.mark.parametrize("month", range(1, 13))
def test_english_dates_are_cldr_s(month: int) -> None:
    """Each month, one digit and two."""
    for when in (date(987, month, 9), date(2026, month, 28)):
        assert Words().day(when) == format_date(when, "long", locale="en_GB")
        assert Words().day_of_year(when) == format_skeleton("MMMMd", when, locale="en_GB")
        assert Words().period((when.year, month)) == format_skeleton("yMMMM", when, locale="en_GB")


@given(st.integers(0, 10**10), st.integers(0, 3000), st.integers(1, 3000))
def test_english_numbers_are_cldr_s(number: int, part: int, whole: int) -> None:
    """Halves of a per cent go to the even one."""
    share = min(part, whole) / whole
    assert Words().number(number) == format_decimal(number, locale="en_GB")
    assert local_forms.share(share, "en_GB") == format_percent(share, locale="en_GB")
    small = format_percent(share, "#,##0.0%", locale="en_GB")
    assert local_forms.share(share, "en_GB", decimals=1) == small


@given(st.lists(st.text(min_size=1), max_size=5))
def test_english_lists_are_cldr_s(values: list[str]) -> None:
    """None, one, two, several."""
    assert local_forms.joined(values, "en_GB") == format_list(values, locale="en_GB")


def test_the_english_name_of_english_is_cldr_s() -> None:
    """Which its names are not read for."""
    assert Words().name_of("en") == local_forms.language_names("en_GB")["en"]
