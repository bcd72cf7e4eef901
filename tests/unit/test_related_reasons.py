"""Reasons are words that both articles use, as they write them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from plugins.related.article import Article
from plugins.related.engine import rank_by_language
from plugins.related.lists.build import build_lists
from plugins.related.lists.overrides import Choices
from plugins.related.lists.suggestions import AuthorInput, Suggestion
from plugins.related.settings import RelatedSettings
from plugins.related.wording.closing import closing_of
from plugins.related.wording.reasons import Reason, ReasonKind
from tests.examples import examples

EVERYTHING = RelatedSettings(floor=0.0)
FILLER = [
    Article(id=f"z{n}", title=title, body=body)
    for n, (title, body) in enumerate(
        [
            ("Sourdough", "A sourdough starter ferments flour. The oven bakes a crisp loaf."),
            ("Storks", "The stork crosses the strait. Its thermals are warm over the savanna."),
            ("Sloops", "A sloop tacks into the wind. The keel resists leeway."),
            ("Quilts", "A quilt is pieced from patches. The batting keeps a sleeper warm."),
        ]
    )
]


def suggestion(one: Article, other: Article, **choices: Choices) -> Suggestion:
    """What the list of `one` says of `other`."""
    lists = build_lists(
        rank_by_language([one, other, *FILLER]), EVERYTHING, AuthorInput(choices, {})
    ).made
    return next(made for made in lists[one.id] if made.id == other.id)


def topic(text: str) -> Reason:
    """That both are about the one thing."""
    return Reason(ReasonKind.TOPICS, (text,))


def pair(one: str, other: str, title: str = "Second entry") -> tuple[Article, Article]:
    """Two articles with these texts; `title` is that of the second."""
    return (
        Article(id="a", title="First entry", body=one),
        Article(id="b", title=title, body=other),
    )


CHIPS = (
    "Rules on the export of chips hit Huawei. The export controls came in October. "
    "Nobody at Huawei liked the export controls."
)
MORE_CHIPS = (
    "What do export controls do? They slow Huawei. New export controls were announced, and "
    "a spokesman of Huawei was angry."
)


def test_names_and_phrases_are_given_as_written() -> None:
    """No stem, no function word, and no word of a chosen phrase again."""
    reason = suggestion(*pair(CHIPS, MORE_CHIPS)).reason
    assert reason.kind == ReasonKind.TOPICS
    assert sorted(reason.values) == ["Huawei", "export controls"]


def test_the_most_frequent_spelling_wins() -> None:
    """Over that of a title or a sentence's beginning."""
    made = suggestion(*pair(CHIPS, MORE_CHIPS, title="Export Controls"))
    assert "export controls" in made.reason.values


def test_a_name_is_given_whole() -> None:
    """With the function words inside it."""
    one = "It was sent to the Department of Justice. The Department of Justice read it."
    other = "A lawyer at the Department of Justice answered for the Department of Justice."
    assert suggestion(*pair(one, other)).reason == topic("Department of Justice")


def test_a_month_or_a_source_is_no_reason() -> None:
    """Two articles that cite one newspaper need not be about it."""
    one, other = pair(CHIPS + " It was April 2026. In April 2026.", MORE_CHIPS + " By April 2026.")
    cited = "Financial Times, 2 May. Financial Times, 3 May."
    made = suggestion(replace(one, references=cited), replace(other, references=cited))
    told = " ".join(made.reason.values)
    assert "April" not in told
    assert "Financial" not in told


def test_without_a_subject_the_tags_are_the_reason() -> None:
    """Or, without either, that the words are alike."""
    one, other = pair("One walks slowly home.", "He walks slowly home.")
    assert suggestion(one, other).reason == Reason(ReasonKind.ALIKE)
    tagged = replace(one, tags=("Feet", "Rain")), replace(other, tags=("rain", "feet"))
    assert suggestion(*tagged).reason == Reason(ReasonKind.TAGS, ("Feet", "Rain"))


def test_ideographs_grow_to_whole_words() -> None:
    """Where both texts go on alike."""
    one, other = pair("出口管制影响华为。出口管制很严。", "新的出口管制。出口管制与芯片。")
    articles = [replace(a, lang="zh") for a in (one, other)]
    lists = build_lists(rank_by_language(articles), EVERYTHING, AuthorInput({}, {})).made
    assert "出口管制" in lists["a"][0].reason.values


MARKUP = set('<>&"`*[]{}\\')


@given(st.lists(st.text(max_size=60), min_size=2, max_size=5))
@example(['À"0', ""])
@example(["B*0", ""])
@example(["B`0", ""])
@examples(40, 600)
def test_reasons_hold_no_markup(texts: list[str]) -> None:
    """Whatever the texts: they are words."""
    articles = [
        Article(id=f"a{n}", title=text, body=f"{text} {text} <b>export</b> &amp; {texts[0]}")
        for n, text in enumerate(texts)
    ]
    for made in build_lists(
        rank_by_language(articles), EVERYTHING, AuthorInput({}, {})
    ).made.values():
        for line in made:
            assert line.reason.values or line.reason == Reason(ReasonKind.ALIKE)
            assert not MARKUP & set("".join(line.reason.values))


def test_the_author_chooses_first_and_never() -> None:
    """In the author's order, then the engine's; a choice is kept whatever its closeness."""
    one, other = pair(CHIPS, MORE_CHIPS)
    choices = {"a": Choices(first=("z2", "z0")), "b": Choices(never=frozenset({"a"}))}
    lists = build_lists(
        rank_by_language([one, other, *FILLER]), RelatedSettings(count=3), AuthorInput(choices, {})
    ).made
    assert [made.id for made in lists["a"]] == ["z2", "z0", "b"]
    assert lists["a"][0].reason == Reason(ReasonKind.CHOSEN)
    assert "a" not in [made.id for made in lists["b"]]


def test_more_choices_than_the_list_is_long() -> None:
    """Are all shown: the author knows."""
    one, other = pair(CHIPS, MORE_CHIPS)
    choices = {"a": Choices(first=("z3", "z2", "z1"))}
    lists = build_lists(
        rank_by_language([one, other, *FILLER]), RelatedSettings(count=1), AuthorInput(choices, {})
    ).made
    assert [made.id for made in lists["a"]] == ["z3", "z2", "z1"]


def test_a_choice_in_another_language() -> None:
    """Is listed, though the engine would never relate the two."""
    one, other = pair(CHIPS, MORE_CHIPS)
    german = replace(other, lang="de")
    lists = build_lists(
        rank_by_language([one, german]), EVERYTHING, AuthorInput({"a": Choices(first=("b",))}, {})
    ).made
    assert [(made.id, made.reason) for made in lists["a"]] == [("b", Reason(ReasonKind.CHOSEN))]


def test_the_closing_sentence_names_what_the_other_is_about() -> None:
    """Its title, headings, tags or summary must hold the subject."""
    made = suggestion(*pair(CHIPS, MORE_CHIPS, title="What Huawei may buy"))
    sentence = closing_of([made], "What Huawei may buy", linked=())
    assert sentence is not None
    assert (
        "".join(piece.text for piece in sentence.pieces)
        == "Read more about Huawei in our article ‘What Huawei may buy’."
    )
    assert sentence.target == "b"


def test_no_closing_sentence_without_a_subject() -> None:
    """None in passing, none that is the title again, none that the author has written already."""
    assert closing_of([], "x", linked=()) is None
    in_passing = suggestion(*pair(CHIPS, MORE_CHIPS))
    assert closing_of([in_passing], "Second entry", linked=()) is None
    about = suggestion(*pair(CHIPS, MORE_CHIPS, title="Huawei"))
    assert closing_of([about], "Huawei", linked=()) is None
    assert closing_of([about], "All about Huawei", linked={"b"}) is None
