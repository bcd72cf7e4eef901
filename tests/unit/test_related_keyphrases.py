"""What an article may be about is found from it alone, whatever its language."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.related.article import Article
from plugins.related.keyphrases.explain import explain_pairs
from plugins.related.keyphrases.explanation import Explanation
from plugins.related.keyphrases.extraction import (
    IN_TITLE,
    LABEL,
    MOST,
    NAME,
    Keyphrases,
    keyphrases_in,
)
from plugins.related.keyphrases.rarity import COMMON, FEW, rarity_of
from plugins.related.text.fields import token_batches
from tests.examples import examples

ROOT = Path(__file__).resolve().parents[2]


def keyphrases_of(articles: Sequence[Article], lang: str) -> list[Keyphrases]:
    """Those of each article."""
    return [one for _, stream in token_batches(articles, lang) for one in keyphrases_in(stream)]


def topics(body: str, title: str = "", lang: str = "en", tags: tuple[str, ...] = ()) -> Keyphrases:
    """The subjects of one article."""
    [found] = keyphrases_of([Article(id="a", title=title, body=body, tags=tags)], lang)
    return found


def lines(found: Keyphrases) -> list[str]:
    """How the subjects are written."""
    return found.spellings.split("\n") if found.spellings else []


def both(one: Keyphrases, other: Keyphrases) -> Explanation:
    """What two articles share on a site of these two."""
    [found] = explain_pairs([(one, other)], rarity_of([one.keys, other.keys]))
    return found


def texts(found: Explanation) -> list[str]:
    """Only the words of the reasons."""
    return list(found.keyphrases)


def same(one: Keyphrases, other: Keyphrases) -> bool:
    """Whether two tables are the same, bytes and all."""
    return _bytes(one) == _bytes(other)


def _bytes(found: Keyphrases) -> tuple[bytes, bytes, bytes, str]:
    counts, flags = found.counts.tobytes(), found.flags.tobytes()
    return found.keys.tobytes(), counts, flags, found.spellings


def test_names_phrases_and_nouns_are_subjects() -> None:
    """Function words, months and numbers are not, nor is a word used in passing."""
    found = lines(topics("In May 2024 the export of chips hit Huawei. It walked quickly home."))
    assert "Huawei" in found
    assert not {"May", "2024", "May 2024", "the", "It", "walked", "home"} & set(found)


def test_a_part_of_a_longer_name_is_no_subject() -> None:
    """Neither where the longer name is one, nor where there are several of them."""
    found = lines(topics("It rained in San Francisco, San Diego and San Jose. We saw San Jose."))
    assert {"San Francisco", "San Diego", "San Jose"} <= set(found)
    assert not {"San", "Francisco", "Jose"} & set(found)


def test_a_name_keeps_the_words_that_link_it_and_its_points() -> None:
    """And a possessive is no part of it."""
    text = "We see the U.S. Department of Justice's. On the U.S. Department of Justice we agree."
    assert lines(topics(text)) == ["U.S. Department of Justice's"]
    assert texts(both(topics(text), topics(text))) == ["U.S. Department of Justice"]


def test_initials_end_with_their_point() -> None:
    """As people write them."""
    one = topics("Trade of the U.K. grew. We like the U.K. very much.")
    assert texts(both(one, topics("See the U.K. and its hills. Off to the U.K. again."))) == [
        "U.K."
    ]


def test_quotation_and_emphasis_part_nothing() -> None:
    """But a comma does."""
    assert "culture of innovation" not in lines(topics("culture, innovation. culture, innovation"))
    found = topics('The "export" controls came. We fear the *export controls* now.')
    assert "export controls" in lines(found)


def test_the_spelling_inside_sentences_is_kept() -> None:
    """Not that of a title, nor that of a sentence's first word."""
    found = topics("Export controls bite. They are export controls.", title="Export Controls")
    assert "export controls" in lines(found)
    assert found.flags[lines(found).index("export controls")] & IN_TITLE


def test_a_tag_is_a_subject_even_if_no_text_speaks_of_it() -> None:
    """As its author wrote it, with a count of 0; a generic word too."""
    found = topics("Nothing here.", tags=("Cost of living", "C++", "work"))
    assert set(lines(found)) == {"Cost of living", "C++", "work"}
    assert set(found.counts.tolist()) == {0}
    assert all(flag & LABEL for flag in found.flags.tolist())


def test_a_capital_shows_a_name_only_within_a_sentence() -> None:
    """And never in German, where every noun has one."""
    english = topics("Yesterday the Treasury met. Sunshine pleased the Treasury.")
    assert english.flags[lines(english).index("Treasury")] & NAME
    assert "Sunshine" not in lines(english)
    german = topics("Heute tagt die Verwaltung. Man lobt die Verwaltung.", lang="de")
    assert not german.flags[lines(german).index("Verwaltung")] & NAME


PAIRS = {
    "de": (
        "Viele prüfen die künstliche Intelligenz. Mit der künstlichen Intelligenz kommt Arbeit.",
        "Die künstliche Intelligenz lernt. Niemand mag die künstliche Intelligenz.",
        "künstliche Intelligenz",
    ),
    "fr": (
        "Le Conseil de l'Europe en parle. On lit le Conseil de l'Europe.",
        "Selon le Conseil de l'Europe, oui. Et le Conseil de l'Europe vote.",
        "Conseil de l'Europe",
    ),
    "zh": ("出口管制影响华为。出口管制很严。", "新的出口管制。出口管制与芯片。", "出口管制"),
    "ja": (
        "人工知能は社会を変える。人工知能の研究。",
        "東京の人工知能。人工知能を使う。",
        "人工知能",
    ),
    "ar": (
        "الذكاء الاصطناعي يغير التعليم. ندرس الذكاء الاصطناعي.",
        "مستقبل مع الذكاء الاصطناعي. الذكاء الاصطناعي مهم.",
        "الذكاء الاصطناعي",
    ),
    "th": ("เราใช้ Google และ Google", "โลกใหม่ของ Google กับ Google", "Google"),
}


@pytest.mark.parametrize("lang", sorted(PAIRS))
def test_each_language_is_read_in_its_own_way(lang: str) -> None:
    """Capitals, elisions, runs without spaces and right-to-left scripts."""
    one, other, expected = PAIRS[lang]
    assert expected in texts(both(topics(one, lang=lang), topics(other, lang=lang)))


words = st.text(alphabet="aB .\n'1_-é\u0301中の\u200f\x00\ud800<&", max_size=80)
articles = st.builds(
    Article, id=st.just("a"), title=words, body=words, headings=words, summary=words,
    tags=st.lists(words, max_size=3).map(tuple), aliases=st.lists(words, max_size=2).map(tuple),
)  # fmt: skip


@given(st.lists(articles, max_size=4), st.sampled_from(["en", "de", "fr", "zh", "xx"]))
@examples(80, 1500)
def test_a_table_is_well_formed_and_depends_on_its_article_alone(
    given_articles: list[Article], lang: str
) -> None:
    """Keys ascend, each has its line; read alone or with others, pickled or not, it is the same."""
    found = keyphrases_of(given_articles, lang)
    assert len(found) == len(given_articles)
    for article, table in zip(given_articles, found, strict=True):
        assert np.all(table.keys[1:] > table.keys[:-1])
        assert len(lines(table)) == len(table.keys) == len(table.counts) == len(table.flags)
        assert all(lines(table))
        assert same(table, keyphrases_of([article], lang)[0])
        assert same(table, pickle.loads(pickle.dumps(table)))  # noqa: S301 - our own bytes


@given(articles, articles)
@examples(60, 1000)
def test_two_articles_share_the_same_either_way(one: Article, other: Article) -> None:
    """Only the subject of a closing sentence has a direction."""
    first, second = keyphrases_of([one, other], "en")
    there, back = both(first, second), both(second, first)
    assert there.keyphrases == back.keyphrases


def test_empty_articles_share_nothing() -> None:
    """No words, one word, control characters only."""
    for body in ("", "word", "\x00\x01\x1f\u200b", "。", "\n\n\n"):
        assert both(topics(body), topics(body)).keyphrases == ()
    assert keyphrases_of([], "en") == []
    assert explain_pairs([], rarity_of([])) == []


def test_two_thousand_identical_articles_share_nothing() -> None:
    """What all articles say is no reason."""
    one = Article(id="a", title="Export controls", body="The export controls hit Huawei. Huawei!")
    found = keyphrases_of([one] * 2000, "en")
    rarity = rarity_of(table.keys for table in found)
    assert not rarity.weights.any()
    pairs = [(found[n], found[n + 1]) for n in range(1999)]
    assert {made.keyphrases for made in explain_pairs(pairs, rarity)} == {()}


def test_a_long_article_takes_as_much_longer_as_it_is() -> None:
    """2 MB: linear, and no more subjects than `MOST` are kept."""
    body = " ".join(f"the word{n} meets Name{n % 500} of Place{n % 700}." for n in range(60_000))
    assert len(body) > 2_000_000
    topics(body[:9000])
    seconds = []
    for text in (body[: len(body) // 8], body):
        start = time.process_time()
        found = topics(text)
        seconds.append(time.process_time() - start)
        assert len(found.keys) <= MOST
    assert seconds[1] < 8 * 3 * seconds[0]


def test_what_most_articles_have_is_worth_nothing() -> None:
    """A subject of two is worth 1, of more less, of more than a fifth 0; so is one of one."""
    keys = np.arange(1, 5, dtype=np.uint64)
    document_frequency = [1, 2, 8, int(COMMON * 100) + 1]
    tables = [keys[[n < most for most in document_frequency]] for n in range(100)]
    weights = rarity_of(tables)(np.append(keys, np.uint64(9)))
    assert weights[[0, 3, 4]].tolist() == [0, 0, 0]
    assert 0 < weights[2] < weights[1] == 1
    assert len(rarity_of([keys] * FEW).keys) == len(keys)


SCRIPT = """
import sys
from hashlib import blake2b
from plugins.related.article import Article
from plugins.related.keyphrases.extraction import keyphrases_in
from plugins.related.text.fields import token_batches
bodies = sys.argv[1:]
made = {}
for body in bodies:
    articles = [Article(id=b, title=b, body=b, tags=(b[:9],)) for b in bodies]
    found = [k for _, s in token_batches(articles, "en") for k in keyphrases_in(s)]
    made = {b: t for b, t in zip(bodies, found)}
state = blake2b()
for body in sorted(made):
    t = made[body]
    for part in (t.keys.tobytes(), t.counts.tobytes(), t.flags.tobytes(), t.spellings.encode()):
        state.update(part)
print(state.hexdigest())
"""


def test_the_same_bytes_for_any_hash_seed_and_order() -> None:
    """Nothing hangs on the order in which words or articles were first met."""
    bodies = ["The Treasury met Huawei. Huawei and the Treasury.", "Treasury talks. A Treasury."]
    digests = set()
    for seed, order in (("0", bodies), ("1", bodies[::-1]), ("77", bodies)):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, *order],
            cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, text=True,
            capture_output=True, check=True,
        )  # fmt: skip
        digests.add(done.stdout)
    assert len(digests) == 1
    assert len(digests.pop().strip()) == 2 * hashlib.blake2b().digest_size


def site(*bodies: str, title: str = "Entry") -> list[Keyphrases]:
    """Articles with these texts, then thirty that all speak of the Colophon Press."""
    others = [
        f"The Colophon Press likes number{n}. We thank the Colophon Press." for n in range(30)
    ]
    texts_of_all = [*bodies, *others]
    made = [Article(id=f"{n}", title=title, body=body) for n, body in enumerate(texts_of_all)]
    return keyphrases_of(made, "en")


def first_two(*bodies: str) -> list[str]:
    """What the first two articles of such a site share."""
    found = site(*bodies)
    [made] = explain_pairs([(found[0], found[1])], rarity_of(table.keys for table in found))
    return texts(made)


def test_the_site_s_own_subject_is_no_reason() -> None:
    """Nor is what all articles end with."""
    one = "The Colophon Press met Huawei. It was the Colophon Press and Huawei."
    other = "Some at Huawei spoke. The Colophon Press heard Huawei at the Colophon Press."
    assert first_two(one, other) == ["Huawei"]


def test_thin_reasons_are_not_given() -> None:
    """Verbs before an article, common words in passing, numbers, versions, months."""
    one = (
        "The command clears the end. It was 1.18 in April 2026, on a label. The command clears it."
    )
    other = (
        "A command clears the end. By April 2026, 1.18 had a label. This command clears an item."
    )
    assert first_two(one, other) == []


def test_a_version_is_named_with_what_it_is_of() -> None:
    """Go 1.22, never 1.22."""
    one, other = "We run Zig 1.22 and like Zig 1.22.", "It came with Zig 1.22. We had Zig 1.22."
    assert first_two(one, other) == ["Zig 1.22"]


def test_a_whole_is_given_rather_than_its_part() -> None:
    """Though one article uses the part alone."""
    part, whole = "the Election Commission", "the Federal Election Commission"
    one, other = f"We met {part}. We fear {whole} and {whole}.", f"By {whole}. At {whole}, {part}."
    assert first_two(one, other) == ["Federal Election Commission"]


def test_a_plural_is_no_second_subject() -> None:
    """API and APIs are one."""
    one = "Use an API or many APIs. This API is one of our APIs."
    assert first_two(one, one) in (["API"], ["APIs"])


def test_a_tag_of_most_articles_is_no_reason() -> None:
    """But one of few is, in its author's spelling, the rarest first."""
    tags = [("All", "Some", "Few"), ("all", "some", "few"), ("All", "Some"), ("all", "some")]
    made = [
        Article(id=f"{n}", title="", body="Nothing.", tags=tags[n] if n < len(tags) else ("all",))
        for n in range(40)
    ]
    found = keyphrases_of(made, "en")
    rarity = rarity_of(table.keys for table in found)
    [made_one] = explain_pairs([(found[0], found[1])], rarity)
    assert made_one.tags == ("Few", "Some")
    assert made_one.keyphrases == ()


def test_a_closing_subject_is_what_the_other_is_about() -> None:
    """And what the first speaks of more than once."""
    about, passing, twice = keyphrases_of(
        [
            Article(id="0", title="What Huawei may buy", body="Nothing."),
            Article(id="1", title="Other", body="Even Huawei came."),
            Article(id="2", title="Other", body="Even Huawei came. They like Huawei."),
        ],
        "en",
    )
    rarity = rarity_of([about.keys, passing.keys, twice.keys])
    found = explain_pairs([(passing, about), (twice, about), (about, twice)], rarity)
    assert [made.subject for made in found] == ["", "Huawei", ""]
