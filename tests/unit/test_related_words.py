"""Words of any script become keys: stems, compounds, pairs, gaps."""

from __future__ import annotations

from random import Random
from unicodedata import normalize

import numpy as np
import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from plugins.related.text.hashing import pair_keys, phrase_key, phrase_keys, word_key
from plugins.related.text.languages import CUT, STEMMERS, language_of, primary
from plugins.related.text.tokens import LAST_MARK, grams, needs_care, tokens
from plugins.related.text.words import Column, Ragged, tokenizer_of
from tests.examples import examples


def keys(text: str, lang: str = "en") -> list[int]:
    """The keys of a text's words, with gaps."""
    tokenizer = tokenizer_of(lang)
    return [int(key) for key in tokenizer.keys(tokenizer.tokenize(text))]


def test_inflected_words_have_one_key() -> None:
    """So a plural in one article meets the singular in another."""
    assert keys("controls") == keys("control") == keys("Controlling")
    assert keys("Häuser", "de") == keys("Haus", "de") != keys("Häuser", "en")


def test_a_word_with_possessive_is_the_word() -> None:
    """In either apostrophe."""
    assert keys("Huawei's") == keys("Huawei’s") == keys("Huawei")


def test_function_words_and_marks_are_gaps() -> None:
    """Words on both sides make no pair."""
    assert keys("the chip")[0] == 0
    assert pair_keys(np.array(keys("chips, controls"), np.uint64)).tolist() == [0, 0]
    assert all(pair_keys(np.array(keys("export controls"), np.uint64)))
    assert 0 in keys("One ends.\n\nAnother begins")


def test_quotation_marks_part_nothing() -> None:
    """A phrase in quotation marks is the phrase."""
    assert keys('"export" controls') == keys("export controls")


def test_a_compound_is_its_words_and_itself() -> None:
    """Get-Help is found by a search for either."""
    tokenizer = tokenizer_of("en")
    assert keys("Get-Help") == keys("get help")
    assert tokenizer.compounds(tokenizer.tokenize("Get-Help")).tolist() == [word_key("=get-help")]


def test_elision_ends_a_word_in_french() -> None:
    """L'innovation is innovation."""
    assert keys("l'innovation", "fr") == [0, *keys("innovation", "fr")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("दिल्ली में", ["दिल्ली", "में"]),
        ("שָׁלוֹם עולם", ["שָׁלוֹם", "עולם"]),
        ("华为公司 Ascend", ["华为公司", "Ascend"]),
        ("e\u0301te\u0301", ["été"]),
        ("it's 1.18 about_If x", ["it's", "1.18", "about_If", "x"]),
    ],
)
def test_tokens_of_any_script(text: str, expected: list[str]) -> None:
    """Marks belong to their letters; a run without spaces is one token."""
    assert tokens(text) == expected


def test_runs_without_spaces_are_cut_into_overlapping_pieces() -> None:
    """Two ideographs, three letters of Thai."""
    assert grams("华为公司") == ["华为", "为公", "公司"]
    assert grams("ไทย") == ["ไทย"]
    assert grams("中") == ["中"]


@given(st.text())
def test_reading_never_fails(text: str) -> None:
    """Whatever the text, each token has its number and each key its slot."""
    tokenizer = tokenizer_of("en")
    numbers = tokenizer.tokenize(text)
    spelled = [tokenizer.spelling[number] for number in numbers]
    assert [token for token in spelled if not token.isspace()] == tokens(text)
    assert tokenizer.term_keys.widths(numbers).sum() == len(tokenizer.keys(numbers))


@given(st.lists(st.text(alphabet="ab \n.-中华\u0301"), max_size=5))
def test_texts_read_together_are_those_read_alone(texts: list[str]) -> None:
    """A paragraph's end stands between them, and each token knows whether a space is before it."""
    tokenizer = tokenizer_of("en")
    stream = tokenizer.tokenize_texts(texts)
    for which, text in enumerate(texts):
        assert (
            stream.token_ids[stream.bounds[which] : stream.bounds[which + 1] - 1].tolist()
            == tokenizer.tokenize(text).tolist()
        )
    glued = "".join(
        ("" if place_in_chunk else " ") + tokenizer.spelling[number].strip()
        for number, place_in_chunk in zip(stream.token_ids, stream.place_in_chunk, strict=True)
    )
    assert normalize("NFC", "\n\n".join(texts)).split() == glued.split()
    assert len(stream.token_ids) == len(stream.place_in_chunk) == stream.bounds[-1]


@given(st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=4), max_size=9), st.randoms())
def test_rows_of_any_width_are_gathered_in_order(rows: list[list[int]], draw: Random) -> None:
    """However they were added; large numbers stay exact."""
    ragged = Ragged(np.uint64)
    for row in rows:
        ragged.append(row)
    wanted = [draw.randrange(len(rows)) for _ in range(6)] if rows else []
    numbers = np.array(wanted, np.int32)
    assert ragged.gather(numbers).tolist() == [value for n in wanted for value in rows[n]]
    assert ragged.widths(numbers).tolist() == [len(rows[n]) for n in wanted]


def test_a_column_grows_without_losing_a_row() -> None:
    """Past the space it began with, read in between or not."""
    column = Column(np.uint64)
    for value in range(5000):
        column.append(2**63 + value)
        if not value % 700:
            assert column.array[-1] == 2**63 + value
    assert column.array.tolist() == [2**63 + value for value in range(5000)]


@given(st.lists(st.integers(1, 2**64 - 1), min_size=1, max_size=6))
def test_a_phrase_has_one_key_however_it_is_made(words: list[int]) -> None:
    """Word by word, or with arrays."""
    phrase = np.array(words[:1], np.uint64)
    for word in words[1:]:
        phrase = phrase_keys(phrase, np.array([word], np.uint64))
    assert int(phrase[0]) == phrase_key(words)


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("chips", "chip"), ("policies", "policy"), ("boxes", "box"), ("classes", "class")],
)
def test_english_subjects_match_in_number_only(plural: str, singular: str) -> None:
    """‘Testing’ is not a test."""
    assert language_of("en").one_form(plural) == singular == language_of("en").one_form(singular)
    assert language_of("en").one_form("testing") == "testing"
    assert language_of("en").one_form("analysis") == "analysis"


@given(st.text(alphabet="abÄß1_.-' ’,\n"))
def test_the_fast_pattern_reads_as_the_careful_one(text: str) -> None:
    """A text without marks is read alike whether something else needs care or not."""
    assert not needs_care(text)
    assert tokens(text) == tokens(f"{text} ; 中")[:-2]


def test_tags_and_unknown_languages() -> None:
    """Any tag is accepted; without a stemmer, words stay whole."""
    assert primary("pt_BR") == primary("PT-br") == "pt"
    assert language_of("xx").stem("words") == "words"
    assert {language_of(tag).code for tag in STEMMERS} == set(STEMMERS)


def test_all_marks_are_known() -> None:
    """Beyond the last one there are only selectors of variants."""
    import unicodedata

    beyond = [p for p in range(LAST_MARK, 0xE0000) if unicodedata.category(chr(p))[0] == "M"]
    assert not beyond


ENDS = [
    *CUT,
    "",
    "s",
    "ies",
    "eed",
    "ingly",
    "tional",
    "ness",
    "ative",
    "ogi",
    "bly",
    "able",
    "ize",
]


@given(st.text("abcdeghilmnorstuvxy", max_size=7), st.sampled_from(ENDS))
@examples(400, 20_000)
def test_a_word_that_needs_no_stemmer_is_its_own_stem(begin: str, end: str) -> None:
    """So says the stemmer itself."""
    word = begin + end
    stem = snowballstemmer.stemmer("english").stemWord
    assert language_of("en").stem(word) == stem(word)
