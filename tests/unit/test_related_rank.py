"""What the ranking promises on any site: order, floor, languages, size."""

from __future__ import annotations

import datetime as dt
import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.related.article import Article
from plugins.related.engine import rank, rank_by_language
from plugins.related.lists.build import build_lists, least_score
from plugins.related.lists.suggestions import AuthorInput
from plugins.related.settings import RelatedSettings
from tests.examples import examples

TOPICS = {
    "chips": "export controls on processors made by Huawei limit lithography at the foundry",
    "bread": "a sourdough starter ferments wheat flour until the oven bakes a crisp loaf",
    "birds": "the migrating stork crosses the strait on warm thermals over the savanna",
    "sails": "a sloop tacks against the wind while its keel resists the leeway of the hull",
}


def article(name: str, text: str, **more: object) -> Article:
    """An article without a title."""
    return replace(Article(id=name, title="", body=text), **more)  # type: ignore[arg-type]  # fields by name


def site(copies: int = 3) -> list[Article]:
    """Some articles on each topic, each with words of its own."""
    return [
        article(f"{topic}-{n}", f"{words}. Number {n} adds {topic}{n} and {topic} {n * 7919}.")
        for topic, words in TOPICS.items()
        for n in range(copies)
    ]


def test_articles_on_one_topic_find_each_other() -> None:
    """The nearest are those of the same topic."""
    ranked = rank(site(), 2)
    for name, nearest in ranked.items():
        assert {other.partition("-")[0] for other in nearest} == {name.partition("-")[0]}


@given(st.randoms(use_true_random=False))
@examples(20, 200)
def test_order_of_input_never_matters(shuffler: random.Random) -> None:
    """The same lists with the same scores."""
    articles = site()
    expected = [list(group.ranking.lists(5)) for group in rank_by_language(articles)]
    shuffler.shuffle(articles)
    assert [list(group.ranking.lists(5)) for group in rank_by_language(articles)] == expected


TEXTS = st.lists(st.sampled_from(" ".join(TOPICS.values()).split()), min_size=5, max_size=40)


@given(st.lists(TEXTS, min_size=1, max_size=12), st.integers(0, 11))
@examples(40, 600)
def test_the_same_text_comes_first(texts: list[list[str]], which: int) -> None:
    """No other article is closer than a copy."""
    articles = [article(f"a{n:02}", " ".join(words)) for n, words in enumerate(texts)]
    original = articles[which % len(articles)]
    copy = replace(original, id="copy")
    [group] = rank_by_language([*articles, copy])
    rows = [a.id for a in group.articles]
    nearest = group.ranking.lists(len(rows)).of(rows.index("copy"))
    scores = {group.articles[near.row].id: near.score for near in nearest}
    if any(word.isalpha() for word in original.body.split()) and scores:
        assert scores[original.id] == max(scores.values())


@given(st.lists(st.text(max_size=80), max_size=8), st.sampled_from(["en", "fr", "zh", "xx", ""]))
@examples(40, 600)
def test_any_texts_are_ranked(texts: list[str], lang: str) -> None:
    """Never itself, nobody twice, at most as many as asked for."""
    articles = [article(f"a{n}", text, lang=lang, title=text) for n, text in enumerate(texts)]
    for name, nearest in rank(articles, 3).items():
        assert name not in nearest
        assert len(set(nearest)) == len(nearest) <= 3


@pytest.mark.parametrize("count", [0, 1])
def test_a_site_of_one_article_or_none(count: int) -> None:
    """Has nothing to list."""
    assert rank(site()[:count], 5) == {a.id: [] for a in site()[:count]}


def test_empty_articles_are_like_nothing() -> None:
    """Not even each other."""
    assert rank([article("a", ""), article("b", "")], 5) == {"a": [], "b": []}


def test_a_title_of_one_function_word() -> None:
    """Harms nobody."""
    articles = [article("x", TOPICS["chips"], title="The"), *site(1)]
    assert rank(articles, 1)["x"] == ["chips-0"]


def test_two_articles_on_one_topic_are_enough() -> None:
    """The smallest site on which a list can mean something."""
    assert rank([article("a", TOPICS["chips"]), article("b", TOPICS["chips"])], 5)["a"] == ["b"]


def test_two_thousand_identical_articles_are_quick() -> None:
    """All are equally close, and the first five by id are listed."""
    same = [article(f"a{n:04}", TOPICS["bread"], title="Bread") for n in range(2000)]
    start = time.process_time()
    ranked = rank(same, 5)
    assert ranked["a1999"] == [f"a{n:04}" for n in range(5)]
    assert ranked["a0000"] == [f"a{n:04}" for n in range(1, 6)]
    assert time.process_time() - start < 30


def test_a_very_long_article() -> None:
    """Two megabytes do not stop a build."""
    long = article("long", f"{TOPICS['birds']} and more. " * 20_000)
    assert rank([long, *site(1)], 1)["long"] == ["birds-0"]


def test_languages_are_apart() -> None:
    """Articles in two languages are not related; regions are one language."""
    articles = [
        article("en", TOPICS["chips"], lang="en-GB"),
        article("us", TOPICS["chips"], lang="en_US"),
        article("de", TOPICS["chips"], lang="de"),
    ]
    assert rank(articles, 5) == {"en": ["us"], "us": ["en"], "de": []}


@pytest.mark.parametrize(
    ("lang", "near", "other"),
    [
        ("zh", ["华为公司发布新的昇腾芯片", "美国限制华为芯片出口"], "面包需要面粉和酵母才能烤好"),
        (
            "ja",
            ["半導体の輸出規制が強化された", "輸出規制と半導体の将来"],
            "春の鳥は遠い森で鳴いている",
        ),
        ("th", ["การส่งออกชิปถูกจำกัด", "ข้อจำกัดการส่งออกชิป"], "นกบินข้ามทะเลในฤดูหนาว"),
        ("ar", ["قيود تصدير الرقائق الإلكترونية", "تصدير الرقائق والقيود"], "الخبز يحتاج إلى دقيق"),
        ("he", ["הגבלות על ייצוא שבבים", "ייצוא של שבבים מוגבל"], "לחם עשוי מקמח ומים"),
        ("hi", ["चिप निर्यात पर प्रतिबंध", "निर्यात प्रतिबंध और चिप"], "रोटी आटे से बनती है"),
    ],
)
def test_other_scripts(lang: str, near: list[str], other: str) -> None:
    """With no spaces between words, and from right to left."""
    texts = {"a": near[0], "b": near[1], "c": other}
    ranked = rank([article(name, text, title=text, lang=lang) for name, text in texts.items()], 1)
    assert (ranked["a"], ranked["b"]) == (["b"], ["a"])


def test_tags_and_dates_decide_between_equals() -> None:
    """A shared tag, or a nearer day, comes first."""
    day = dt.date(2026, 1, 1)
    text = TOPICS["sails"]
    articles = [
        article("x", text, tags=("Sea",), date=day),
        article("a", text, date=day - dt.timedelta(days=900)),
        article("b", text, date=day - dt.timedelta(days=9)),
        article("c", text, tags=("sea",), date=day - dt.timedelta(days=9)),
        article("d", text),
    ]
    assert rank([*articles, *site(1)], 5)["x"][:4] == ["c", "b", "a", "d"]


def test_a_mention_of_the_title_counts() -> None:
    """Of two equal texts the one whose title is spoken of is closer."""
    said = "the storks of Gibraltar are told of at length somewhere else"
    articles = [
        article("x", said),
        article("a", TOPICS["birds"], title="Some birds"),
        article("b", TOPICS["birds"], title="Storks of Gibraltar"),
    ]
    assert rank(articles, 2)["x"][0] == "b"


def test_nothing_close_means_a_shorter_list() -> None:
    """Four topics have nothing to do with each other."""
    lists = build_lists(rank_by_language(site(1)), RelatedSettings(), AuthorInput({}, {})).made
    assert not any(lists.values())


def test_the_floor_falls_with_the_size_of_the_site() -> None:
    """On a small site a shared word tells less; a floor of 0 stays 0."""
    floors = [least_score(0.1, number) for number in (2, 4, 12, 100, 1000)]
    assert floors == sorted(floors, reverse=True)
    assert least_score(0.0, 2) == 0.0
