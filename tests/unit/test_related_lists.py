"""Lists under articles: what may stand in one, in which order, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.series import Part, clashes, read_part
from plugins.related.article import Article
from plugins.related.engine import RankedLanguage, rank_by_language
from plugins.related.lists.build import Lists, build_lists
from plugins.related.lists.near_duplicates import NEAR_DUPLICATE
from plugins.related.lists.overrides import Choices
from plugins.related.lists.relations import Relations, series_relations, with_others
from plugins.related.lists.suggestions import AuthorInput, Exclusion
from plugins.related.settings import RelatedSettings
from plugins.related.wording.reasons import Reason, ReasonKind
from tests.examples import examples

STORKS = (
    "The stork crosses the strait of Gibraltar on warm thermals and rests on high roofs.",
    "Storks of the savanna return to Gibraltar when thermals rise over roofs and meadows.",
    "A ringed stork from the delta was read at Gibraltar beside rising thermals in spring.",
    "Thermals fail at night, so that no stork passes Gibraltar before the sun warms the land.",
)
BREAD = (
    "A sourdough starter ferments flour and water before the oven bakes a crisp loaf.",
    "Rye flour needs a sour starter; the loaf cools a day before anybody cuts it.",
)
COPY = (
    "Rings on the legs of storks tell where a bird of Gibraltar has been, and thermals the rest. "
    "Whoever reads a ring sends its number, the place and the day to the station, which answers "
    "with the year and the nest of the young bird. Half of all numbers come from rubbish tips, "
    "where adults gather before they fly; hardly any from forests, marshes or mountains."
)


def site(extra: dict[str, str] | None = None) -> list[Article]:
    """Articles about storks and bread, and further ones by id."""
    texts = {f"s{n}": text for n, text in enumerate(STORKS)}
    texts |= {f"b{n}": text for n, text in enumerate(BREAD)} | (extra or {})
    return [Article(id=id_, title=f"On {id_}", body=text) for id_, text in texts.items()]


def made(
    articles: list[Article],
    count: int = 5,
    choices: dict[str, Choices] | None = None,
    relations: dict[str, Relations] | None = None,
) -> Lists:
    """The lists of a site, whatever is shared."""
    options = RelatedSettings(count=count, floor=0.0)
    return build_lists(
        rank_by_language(articles), options, AuthorInput(choices or {}, relations or {})
    )


def ids(lists: Lists, of: str) -> list[str]:
    """The ids of one list."""
    return [suggestion.id for suggestion in lists.made[of]]


def cosines(language: RankedLanguage, row: int, others: Sequence[int]) -> list[float]:
    """How much the whole text of an article is like that of each other, from 0 to 1."""
    pairs = np.full(len(others), row), np.array(others, np.int32)
    return list(language.ranking.table.texts(*pairs).text)


NAMES = ["s0", "s1", "s2", "s3", "b0", "b1", "t0", "t1", "t2"]
CHOICES = st.builds(
    Choices,
    st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple),
    st.frozensets(st.sampled_from(NAMES), max_size=3),
)


@examples(40, 1000)
@given(
    st.integers(0, 6),
    st.dictionaries(st.sampled_from(NAMES), CHOICES, max_size=4),
    st.permutations(NAMES),
    st.permutations(NAMES),
)
def test_what_holds_of_every_list(
    count: int, chosen: dict[str, Choices], parts: list[str], order: list[str]
) -> None:
    """Never itself, nothing twice or refused, the author's choices first, no more than asked."""
    chosen = {
        id_: Choices(tuple(o for o in c.first if o != id_), c.never - {id_, *c.first})
        for id_, c in chosen.items()
    }
    relations = series_relations({id_: Part("Birds", n) for n, id_ in enumerate(parts[:4])})
    copies = {f"t{n}": f"{COPY} {COPY}" for n in range(3)}
    articles = {article.id: article for article in site(copies)}
    lists = made([articles[id_] for id_ in order], count, chosen, relations)
    assert set(lists.made) == set(NAMES)
    for id_ in NAMES:
        mine, choice = ids(lists, id_), chosen.get(id_, Choices())
        assert id_ not in mine
        assert len(mine) == len({*mine})
        assert not choice.never & {*mine}
        assert mine[: len(choice.first)] == [*choice.first]
        assert len(mine) <= max(count, len(choice.first))
        assert not {*mine} & {*lists.passed_over.get(id_, {})}
        next_part = relations.get(id_, Relations()).next_part
        if next_part and next_part not in choice.never and len(choice.first) < count:
            assert next_part in mine[: len(choice.first) + 1]
    again = made(list(articles.values()), count, chosen, relations)
    assert again.made == lists.made


def test_one_of_those_that_say_nearly_the_same() -> None:
    """Two copies in no list but the author's; each copy lists another; others get the place."""
    articles = site({f"t{n}": COPY for n in range(3)})
    lists = made(articles)
    copies = {"t0", "t1", "t2"}
    for article in articles:
        assert len(copies & {*ids(lists, article.id)}) <= 1
    assert copies & {*ids(lists, "s0")}
    assert {*lists.passed_over["s0"].values()} == {Exclusion.NEAR_DUPLICATE}
    assert {*lists.passed_over["s0"]} < copies
    assert copies & {*ids(lists, "t0")}
    assert ids(made(articles, choices={"s0": Choices(("t1", "t2"))}), "s0")[:2] == ["t1", "t2"]


def test_no_list_has_two_whose_texts_are_twins() -> None:
    """By the very measure, over all pairs of all lists."""
    articles = site({f"t{n}": f"{COPY} {STORKS[n % 2]}" for n in range(4)})
    [group] = rank_by_language(articles)
    rows = {article.id: row for row, article in enumerate(group.articles)}
    every = [cosines(group, rows[one], [rows[other]])[0] for one, other in combinations(rows, 2)]
    assert max(every) >= NEAR_DUPLICATE
    lists = made(articles)
    for id_ in rows:
        for one, other in combinations(ids(lists, id_), 2):
            assert cosines(group, rows[one], [rows[other]])[0] < NEAR_DUPLICATE


def test_the_next_part_first_and_the_one_before_once() -> None:
    """With their reasons; the one before where there is room, however far its words are."""
    reasons = {
        "b0": Reason(ReasonKind.CONTINUED, ("Loaves",)),
        "b1": Reason(ReasonKind.CONTINUES, ("Loaves", "3")),
    }
    series = Relations("b1", "b0", reasons=reasons)
    relations = {"s0": with_others(series, {}, ["b1", "s1"])}
    [first, *others] = made(site(), relations=relations).made["s0"]
    assert (first.id, first.reason) == ("b1", Reason(ReasonKind.CONTINUES, ("Loaves", "3")))
    [previous_part] = [other for other in others if other.id == "b0"]
    assert previous_part.reason == Reason(ReasonKind.CONTINUED, ("Loaves",))
    chosen = {"s0": Choices(("s3",), frozenset({"b1"}))}
    refused = made(site(), choices=chosen, relations=relations)
    assert ids(refused, "s0")[0] == "s3"
    assert "b1" not in ids(refused, "s0")


def test_translations_follow_where_there_is_room() -> None:
    """Told as such, by language; never in place of an article of the same language."""
    german = Article(id="de", title="Storch", body=STORKS[0], lang="de")
    french = Article(id="fr", title="Cigogne", body=STORKS[0], lang="fr")
    relations = {"s0": with_others(Relations(), {"fr": "fr", "de": "de"}, ())}
    articles = [*site(), german, french]
    listed = made(articles, 9, relations=relations).made["s0"]
    assert [made.id for made in listed[-2:]] == ["de", "fr"]
    assert listed[-1].reason == Reason(ReasonKind.TRANSLATION, ("fr",))
    assert not {"de", "fr"} & {*ids(made(articles, 2, relations=relations), "s0")}
    assert (
        ids(made(articles, 9, {"s0": Choices((), frozenset({"de"}))}, relations), "s0")[-1] == "fr"
    )
    assert not {"de", "fr"} & {*ids(made(articles, 9), "s1")}


def test_named_where_nothing_else_can_be_said() -> None:
    """The author's own link is the reason, and enough of one."""
    relations = {"s0": Relations(linked=frozenset({"b0", "s1"}))}
    chosen = {"s0": Choices(("b0",))}
    [bread, *others] = made(site(), choices=chosen, relations=relations).made["s0"]
    assert bread.reason.kind is ReasonKind.NAMED
    assert next(o for o in others if o.id == "s1").reason.kind in {
        ReasonKind.TOPICS,
        ReasonKind.NAMED,
    }
    assert made(site(), choices=chosen).made["s0"][0].reason.kind is ReasonKind.CHOSEN


def test_numbered_parts_then_by_date() -> None:
    """In each language by itself; letter case and blanks of the name do not matter."""
    parts = {
        "old": Part("Birds", when=1.0),
        "new": Part("birds", when=2.0),
        "two": Part("Birds", 2, when=9.0),
        "one": Part("Birds", 10, when=0.0),
        "undated": Part("BIRDS"),
        "de": Part("Birds", 3, lang="de"),
    }
    around = series_relations(parts)
    chain, at = ["two"], "two"
    while at := around[at].next_part:
        chain.append(at)
    assert chain == ["two", "one", "old", "new", "undated"]
    following = {"one": Reason(ReasonKind.CONTINUES, ("Birds", "10"))}
    assert around["two"] == Relations("one", "", reasons=following)
    new = around["new"]
    assert new.reasons[new.previous_part] == Reason(ReasonKind.CONTINUED, ("Birds",))
    assert around["de"] == Relations()


def test_a_part_as_its_author_writes_it() -> None:
    """Either spelling of the number; a name over several lines; no series at all."""
    assert read_part({"series": ["Birds  of", "Spain"], "series-index": " 2 "}, "a.md") == (
        Part("Birds of Spain", 2),
        [],
    )
    part, problems = read_part({"series": "x", "series_index": 7}, "a.md", "de", 5.0)
    assert (part, problems) == (Part("x", 7, "Series_Index", "de", 5.0), [])
    assert read_part({}, "a.md") == (None, [])
    assert read_part({"series": " "}, "a.md") == (None, [])


@pytest.mark.parametrize("value", ["two", "-1", "1.5", "2 3", "٣", "1_0", "9" * 400, "<b>"])
def test_a_number_that_is_none(value: str) -> None:
    """Says so and what to write; the part then goes by date."""
    part, [problem] = read_part({"series": "Birds", "series-index": value}, "content/a.md")
    assert part == Part("Birds", when=math.inf)
    assert (problem.path, problem.key) == ("content/a.md", "Series-Index")
    assert "is no whole number. Write the number of this part in digits" in str(problem)


def test_a_number_without_a_series() -> None:
    """Names the key that is missing."""
    _, [problem] = read_part({"series-index": "2"}, "content/a.md")
    assert str(problem).startswith("content/a.md: Series-Index: ‘2’: stands without ‘Series’. ")


def test_a_number_that_two_parts_have() -> None:
    """Told of the later file, with the name of the earlier; other series and languages do not."""
    parts = {
        "b": Part("Birds", 2),
        "a": Part("birds", 2),
        "c": Part("Fish", 2),
        "d": Part("Birds", 2, lang="de"),
    }
    paths = {id_: f"content/{id_}.md" for id_ in parts}
    [(id_, problem)] = clashes(parts, paths)
    assert id_ == "b"
    assert str(problem) == (
        "content/b.md: Series-Index: ‘2’: is the number of content/a.md too, in the series "
        "‘Birds’. Give each part its own number, or delete the line: parts without a number "
        "follow by date."
    )
