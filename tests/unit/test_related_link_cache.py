"""What is kept between two runs saves time and changes nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugins.builds.encoding import decoder
from plugins.builds.encoding import encode as encode_value
from plugins.related.article import Article
from plugins.related.links.autolink import LinkableText, LinkCache, LinkPlan, plan
from plugins.related.links.encoding import EncodedNames, encode
from plugins.related.links.passages import places_array, plain
from plugins.related.reading import PageText
from plugins.related.settings import RelatedSettings
from tests.examples import examples

TITLES = (
    "Go 1.22 is released",
    "What is technical debt?",
    "Managing technical debt",
    "The Green Tea collector",
    "Get-Help",
    "Swiss Tables",
    "Five questions with Dan Brown",
    "Dan Brown: the art of conflict",
    "About",
    "Ein offenes Modell",
)
SAID = (
    *TITLES,
    *("Go 1.22", "technical debts", "Green Tea", "green tea", "Dan Brown", "offenen Modelle"),
    *("`Get-Help`", "and", ".", "\n\n", "## Swiss Tables", "RFC 9", "\u05d0\u05d1", "華為"),
)
NAMES = tuple("abcdefg")

ARTICLES = st.builds(
    lambda title, lang, aliases, said, linked: (
        Article(id="", title=title, body="", lang=lang, aliases=aliases),
        " ".join(said),
        linked,
    ),
    st.sampled_from(TITLES),
    st.sampled_from(["en", "en", "en-GB", "de"]),
    st.sampled_from([(), ("RFC 9",), ("green tea", "Go 1.22")]),
    st.lists(st.sampled_from(SAID), max_size=14),
    st.sampled_from([(), ("a",), ("b", "c")]),
)
EDITS = st.tuples(
    st.sampled_from(NAMES),
    st.one_of(st.none(), ARTICLES),
    st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=8),
    st.sampled_from([RelatedSettings(), RelatedSettings(links_per_article=1)]),
)
Site = dict[str, tuple[Article, str, tuple[str, ...]]]


def run(
    site: Site, near: set[tuple[str, str]], options: RelatedSettings, memory: LinkCache | None
) -> dict[str, LinkPlan]:
    """The links of a site; its first article has said that it wants none."""
    articles = [
        Article(id=name, title=a.title, body=text, lang=a.lang, aliases=a.aliases)
        for name, (a, text, _) in site.items()
    ]
    texts = {name: LinkableText(plain(text), linked) for name, (_, text, linked) in site.items()}
    texts.pop(NAMES[0], None)
    closest = {name: {two for one, two in near if one == name} for name in NAMES}
    return plan(articles, texts, closest, options, memory)


@given(st.lists(EDITS, min_size=1, max_size=10))
@examples(30, 600)
def test_a_memory_changes_nothing(
    edits: list[
        tuple[
            str,
            tuple[Article, str, tuple[str, ...]] | None,
            set[tuple[str, str]],
            RelatedSettings,
        ]
    ],
) -> None:
    """After any edits, additions and removals the links and refusals are those of a full run."""
    site: Site = {}
    memory = LinkCache()
    for name, article, near, options in edits:
        site.pop(name, None)
        if article is not None:
            site[name] = article
        kept = run(site, near, options, memory)
        full = run(dict(reversed(site.items())), near, options, None)
        assert {n: (found.made, found.refused) for n, found in kept.items()} == {
            n: (found.made, found.refused) for n, found in full.items()
        }
        memory = decoder(LinkCache).decode(encode_value(memory.for_the_next()))


def test_an_edit_is_all_that_is_read_again() -> None:
    """The other articles' words are the same objects, and so are their links."""
    site: Site = {
        name: (Article(id="", title=title, body=""), "Some text.", ())
        for name, title in zip(NAMES, TITLES, strict=False)
    }
    site["b"] = (site["b"][0], "Swiss Tables and Get-Help.", ())
    near = {(one, two) for one in NAMES for two in NAMES}
    memory = LinkCache()
    before = run(site, near, RelatedSettings(), memory)
    words = dict(memory.encoded)
    site["c"] = (site["c"][0], "Nothing.", ())
    after = run(site, near, RelatedSettings(), memory)
    same = {name for name in NAMES if memory.encoded[name] is words[name]}
    assert same == {*NAMES} - {"c"}
    assert all(before[n].made is after[n].made for n in after if n != "c" and before[n].made)
    assert any(found.made for found in after.values())


def test_words_are_plain_values() -> None:
    """They come back from a file as they were, and are the same in each process."""
    article = Article(id="a", title="Go 1.22 is released", body="")
    names, codes = encode(article, ["Here is Go 1.22, and more of Go 1.22."])
    again = decoder(PageText).decode(encode_value(PageText(codes, places_array([]))))
    assert again.codes.tolist() == codes.tolist()
    assert decoder(EncodedNames).decode(encode_value(names)) == names
    assert [phrase.text for phrase in names.phrases("a")] == ["Go 1.22"]
    assert codes[1] == 13480854613522093625


def test_a_key_saves_the_hashing() -> None:
    """Where the caller knows what changed, its word is taken."""
    article = Article(id="a", title="Swiss Tables", body="")
    memory = LinkCache()
    plan(
        [article],
        {"a": LinkableText(plain("one"), content_hash="1")},
        {},
        RelatedSettings(),
        memory,
    )
    read = memory.encoded["a"]
    plan(
        [article],
        {"a": LinkableText(plain("two"), content_hash="1")},
        {},
        RelatedSettings(),
        memory,
    )
    assert memory.encoded["a"] is read
    plan(
        [article],
        {"a": LinkableText(plain("two"), content_hash="2")},
        {},
        RelatedSettings(),
        memory,
    )
    assert memory.encoded["a"] is not read


LETTERS = st.text(
    st.sampled_from(
        "aAbBzZß İıſŉ'’ʼ.:?!,-–—_/#@()[]“”0123 \t\n\0\u00a0\u0301\u200d\u05d0華งา\U0001f600&<>"
    ),
    max_size=14,
)


@given(
    st.lists(st.tuples(LETTERS, st.sampled_from(["en", "de", "fr", "zh", "xx", ""])), max_size=5),
    st.lists(st.one_of(LETTERS, st.integers(0, 4)), max_size=12),
)
@examples(100, 3000)
def test_any_titles_and_texts_can_be_read(
    titles: list[tuple[str, str]], said: list[str | int]
) -> None:
    """And each link stands where its words do, one after the other, to another article."""
    articles = [
        Article(id=str(n), title=title, body="", lang=lang, aliases=(title[::-1],))
        for n, (title, lang) in enumerate(titles)
    ]
    words = (titles[w % len(titles)][0] if isinstance(w, int) and titles else str(w) for w in said)
    text = " ".join(words)
    texts = {article.id: LinkableText(plain(text)) for article in articles}
    near = {article.id: [other.id for other in articles] for article in articles}
    for source, links in plan(articles, texts, near, RelatedSettings()).items():
        assert len(links.made) == len({match.phrase.target for match in links.made})
        at = 0
        for match in links.made:
            assert at <= match.start < match.end
            assert text[match.start : match.end] == match.anchor
            assert match.phrase.target != source
            at = match.end
        assert all(rule.value for _, rule in links.refused)
