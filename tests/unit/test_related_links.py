"""Which mentions become links."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.related.article import Article
from plugins.related.link_targets import LinkTargets, filename_link
from plugins.related.links.autolink import LinkableText, Rule, insert, plan
from plugins.related.links.passages import plain
from plugins.related.links.phrases import Origin, phrases_of
from plugins.related.links.scan import scan
from plugins.related.links.verification import Match
from plugins.related.settings import RelatedSettings
from plugins.related.text.inflection import singular
from plugins.related.text.languages import language_of

CASES = Path(__file__).parents[1] / "cases" / "related" / "links.md"
HEAD = re.compile(
    r"(?P<id>\w+):(?P<title>.*?)(?: \(also: (?P<also>.*?)\))?(?: \((?P<lang>[a-z]{2})\))?"
    r"(?P<far> \(far\))?"
)
MARK = re.compile(r"\[\[(?P<anchor>[^\[\]|]*)\|\w+\]\]")

HERE = Article(id="here", title="Where quotas bite", body="")


def decide(
    text: str,
    *others: Article,
    options: RelatedSettings | None = None,
    elsewhere: Mapping[str, str] | None = None,
    linked: tuple[str, ...] = (),
    near: bool = True,
) -> tuple[list[str], list[Rule]]:
    """Targets linked from `text`, and the rules that refused the other mentions."""
    texts = {name: LinkableText(plain(words)) for name, words in (elsewhere or {}).items()}
    texts["here"] = LinkableText(plain(text), linked)
    filler = [Article(id=name, title=f"Filler {name}", body="") for name in elsewhere or {}]
    closest = {"here": [article.id for article in others]} if near else {}
    links = plan([HERE, *others, *filler], texts, closest, options or RelatedSettings())["here"]
    return [m.phrase.target for m in links.made], [rule for _, rule in links.refused]


def named(name: str, title: str, *aliases: str, **more: str) -> Article:
    """An article that may be linked."""
    return replace(Article(id=name, title=title, body="", aliases=aliases), **more)  # type: ignore[arg-type]  # fields by name


def cases() -> list[tuple[str, list[str]]]:
    """(title, articles) of each case in the file."""
    parts = CASES.read_text(encoding="utf-8").split("\n## ")
    found: list[tuple[str, list[str]]] = []
    for part in parts[1:]:
        title, _, site = part.partition("\n@ ")
        if site:
            found.append((title, site.split("\n@ ")))
        else:  # a heading inside of an article's text
            found[-1][1][-1] += f"\n## {part}"
    return found


@pytest.mark.parametrize(("title", "site"), cases(), ids=lambda value: str(value)[:40])
def test_cases(title: str, site: list[str]) -> None:
    """Every case of tests/cases/related/links.md."""
    articles, expected, near = [], {}, []
    for written in site:
        head, _, text = written.partition("\n")
        match = HEAD.fullmatch(head)
        assert match, head
        aliases = tuple(match["also"].split(", ")) if match["also"] else ()
        expected[match["id"]] = text
        articles.append(
            Article(
                id=match["id"],
                title=match["title"].strip(),
                body="",
                lang=match["lang"] or "en",
                aliases=aliases,
            )
        )
        near += [] if match["far"] else [match["id"]]
    texts = {name: MARK.sub(r"\g<anchor>", text) for name, text in expected.items()}
    closest = {name: near if name in near else [] for name in texts}
    read = {name: LinkableText(plain(text)) for name, text in texts.items()}
    links = plan(articles, read, closest, RelatedSettings())
    assert {name: marked(text, links[name].made) for name, text in texts.items()} == expected, title


def marked(text: str, links: Iterable[Match]) -> str:
    """`text` with its links as the cases write them."""
    parts, at = [], 0
    for link in links:
        parts += [text[at : link.start], f"[[{text[link.start : link.end]}|{link.phrase.target}]]"]
        at = link.end
    return "".join([*parts, text[at:]])


CHIPS = named("chips", "Chip export controls")


@pytest.mark.parametrize(
    ("text", "others", "targets"),
    [
        ("On chip export controls.", [CHIPS], ["chips"]),
        ("Chip Export Controls!", [CHIPS], ["chips"]),
        ("A chip export control.", [CHIPS], ["chips"]),
        ("Chip, export controls.", [CHIPS], []),
        ("Chip-export controls.", [CHIPS], []),
        ("Microchip export controls.", [CHIPS], []),
        ("See Get-Help.", [named("x", "Get-Help")], ["x"]),
        ("See get-help.", [named("x", "Get-Help")], []),
        ("See Get-Helps and Get-Help-Me.", [named("x", "Get-Help")], []),
        ("By PEP 484, PEP 4840", [named("x", "Type hints", "PEP 484")], ["x"]),
        ("By PEP 4840", [named("x", "Type hints", "PEP 484")], []),
        ("Liang said", [named("x", "The founder", "Liang")], ["x"]),
        ("liang said", [named("x", "The founder", "Liang")], []),
        ("Sparse mixtures of experts", [named("x", "MoE", "mixture of experts")], []),
        ("A Mixture of Experts", [named("x", "MoE", "mixture of experts")], ["x"]),
        ("AT&T spoke", [named("x", "AT&T")], ["x"]),
        ("用华为公司的芯片", [named("x", "华为", lang="zh")], []),
        (
            "DeepSeek's culture of innovation",
            [named("x", "DeepSeek’s Culture of Innovation")],
            ["x"],
        ),
    ],
)
def test_what_is_a_mention(text: str, others: list[Article], targets: list[str]) -> None:
    """Whole words, whole names, case where it tells, plural where it does not."""
    assert decide(text, *others)[0] == targets


def test_scripts_without_spaces() -> None:
    """A name is found inside a run of characters."""
    here = replace(HERE, lang="zh")
    there = named("x", "华为", "华为公司", lang="zh")
    texts = {"here": LinkableText(plain("我们用华为公司的芯片"))}
    links = plan([here, there], texts, {"here": ["x"]}, RelatedSettings())
    assert [m.anchor for m in links["here"].made] == ["华为公司"]


def test_the_longest_mention_wins() -> None:
    """And what lies inside it is not considered."""
    others = [named("a", "Export controls"), named("b", "Chip export controls today")]
    assert decide("Chip export controls today.", *others)[0] == ["b"]


@pytest.mark.parametrize(
    ("text", "others", "rule"),
    [
        ("Where quotas bite.", [], Rule.ITSELF),
        ("It is a Chip.", [named("a", "Chip"), named("b", "A thing", "Chip")], Rule.AMBIGUOUS),
        ("Liang and Liang", [named("a", "Founder", "Liang")], Rule.AGAIN),
    ],
)
def test_what_is_refused(text: str, others: list[Article], rule: Rule) -> None:
    """With the rule that says so."""
    assert rule in decide(text, *others)[1]


def test_an_ambiguous_phrase_is_no_link() -> None:
    """Singular and plural are one phrase."""
    others = [named("a", "Open weight"), named("b", "Open weights")]
    assert decide("Open weights matter.", *others)[0] == []


def test_the_owners_list() -> None:
    """In any letter case, singular or plural."""
    options = RelatedSettings(never_link=("chip export Controls",))
    assert decide("A chip export control.", CHIPS, options=options) == ([], [Rule.STOPPED])


def test_what_the_author_links_by_hand() -> None:
    """Is not linked again."""
    assert decide("Chip export controls.", CHIPS, linked=("chips",)) == ([], [Rule.LINKED])


def test_a_title_leads_only_to_a_close_article() -> None:
    """A name that its author gave leads there from everywhere."""
    assert decide("Chip export controls.", CHIPS, near=False) == ([], [Rule.FAR])
    assert decide("ASML's rules.", named("x", "Title", "ASML"), near=False)[0] == ["x"]


def test_an_expression_that_many_use_is_no_title() -> None:
    """Unless it is long, or a name that an author gave."""
    elsewhere = {f"x{n}": "Chip design again, and chip design is hard to do." for n in range(4)}
    short, long = named("a", "Chip design"), named("b", "Chip design is hard to do")
    assert decide("Chip design.", short, elsewhere=elsewhere) == ([], [Rule.COMMON])
    assert decide("Chip design is hard to do.", long, elsewhere=elsewhere)[0] == ["b"]
    given = named("c", "Something", "chip design")
    assert decide("Chip design.", given, elsewhere=elsewhere)[0] == ["c"]


def test_a_word_that_also_stands_in_lower_case_is_no_name() -> None:
    """A title of one word must be a name."""
    other = named("a", "Stencil")
    assert decide("Stencil.", other, elsewhere={"x": "A stencil."}) == ([], [Rule.COMMON])
    assert decide("Stencil.", other, elsewhere={"x": "Stencil again."})[0] == ["a"]


def test_titles_of_words_that_everybody_uses() -> None:
    """Name nothing."""
    for title in ("About", "How it works", "What is new", "2023", "", "…", "The"):
        assert list(phrases_of(named("x", title))) == []


def test_what_a_title_is() -> None:
    """Identifiers are matched exactly, other titles are not."""
    for title in ("Get-Help", "about_If", "PEP 484", "camelCase", "v1.2", "GPT4", "a/b"):
        assert next(phrases_of(named("x", title))).origin is Origin.CODE, title
    assert next(phrases_of(named("x", "Micro-purchase"))).origin is not Origin.CODE
    assert next(phrases_of(named("x", "“The quiet way!”"))).text == "The quiet way"


def test_limits() -> None:
    """In a paragraph and in the article; later mentions are tried."""
    others = [named(c * 2, f"Title{c} of{c} them{c}") for c in "abcdefgh"]
    said = [other.title for other in others]
    assert len(decide(" ".join(said), *others)[0]) == 2
    assert len(decide("\n\n".join(said), *others)[0]) == 5
    options = RelatedSettings(links_per_paragraph=8, links_per_article=8)
    assert len(decide(" ".join(said), *others, options=options)[0]) == 8
    none = RelatedSettings(links_per_article=0)
    assert decide(" ".join(said), *others, options=none)[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "## Chip export controls",
        "```\nchip export controls\n```",
        "~~~\nchip export controls",
        "`chip export controls`",
        "> chip export controls",
        "A\n\n    chip export controls",
        "## Sources\n\nchip export controls\n\n### More\n\nchip export controls",
    ],
)
def test_places_in_plain_text(text: str) -> None:
    """Headings, code, quotations and sources are left alone."""
    assert decide(text, CHIPS)[0] == []


def test_paragraphs_of_plain_text() -> None:
    """Code inside a sentence does not end it; a blank line does."""
    numbers = [p.paragraph for p in plain("one `x` two\n\nthree\n\n```\ncode\n```\n\nfour")]
    assert numbers[0] == numbers[1] < numbers[2] < numbers[-1]


def test_the_address_is_escaped() -> None:
    """Whatever the file is called."""
    source = "<p>Chip export controls</p>"
    texts = {"here": LinkableText(scan(source).passages)}
    links = plan([HERE, CHIPS], texts, {"here": ["chips"]}, RelatedSettings())["here"].made
    made = insert(source, links, lambda _: '"><b>&')
    assert 'href="&quot;&gt;&lt;b&gt;&amp;">Chip' in made


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("controls", "control"),
        ("policies", "policy"),
        ("boxes", "box"),
        ("glasses", "glass"),
        ("glass", "glass"),
        ("analysis", "analysis"),
        ("status", "status"),
        ("gas", "gas"),
        *(
            (f"{one}s", one)
            for one in """
            api cache case cause cli cookie cpu database emoji house image license menu movie
            niche noise phase phrase pie prize reuse shoe size taxi tie use video wiki zombie
            """.split()
        ),
        *(
            (f"{one}es", one)
            for one in """
            address alias batch bias box bus buzz canvas church class dish gas hash hero index lens
            patch potato process quartz status suffix virus
            """.split()
        ),
        ("queries", "query"),
        ("hypotheses", "hypothesis"),
        ("indices", "index"),
        ("quizzes", "quiz"),
        ("shelves", "shelf"),
    ],
)
def test_english_plurals(plural: str, one: str) -> None:
    """One form for both, and that is a word; what has an s of its own keeps it."""
    assert singular(plural) == one == singular(one)
    assert language_of("en").one_form(plural) == one == language_of("en").one_form(one)


@pytest.mark.parametrize("one", ["API", "cookie", "movie", "prize", "size", "wiki", "cache"])
def test_a_plural_is_linked(one: str) -> None:
    """To the article whose title or other name is the singular, and the other way round."""
    many = f"{one}s"
    for name, text in ((one, many), (many, one)):
        there = named("x", f"National {name}")
        assert decide(f"All about national {text.lower()}.", there)[0] == ["x"]
        assert decide(f"They want {text.lower()}.", named("y", "Wishes", name.lower()))[0] == ["y"]


ADDRESSES = LinkTargets(
    "https://example.org/repo",
    {"articles/a b.md": "a", "articles/x.md": "x"},
    {"a/": "a", "de/x/": "x"},
)


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("{filename}/articles/a%20b.md#part", "a"),
        ("{filename}x.md", "x"),
        ("|filename|./x.md", "x"),
        ("{filename}../articles/x.md", "x"),
        ("{filename}gone.md", None),
        ("https://example.org/repo/a/", "a"),
        ("http://example.org/repo/a/index.html?q#f", "a"),
        ("/repo/de/x", "x"),
        ("/a/", "a"),
        ("../a/", "a"),
        ("//example.org/repo/a/", "a"),
        ("https://elsewhere.org/repo/a/", None),
        ("mailto:a@example.org", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_where_a_link_by_hand_leads(href: str, target: str | None) -> None:
    """In every form that an author may write."""
    assert ADDRESSES.target(href, "articles/y.md", "y/") == target


def test_the_link_that_is_written_can_be_read() -> None:
    """By Pelican's rule, whatever the file is called."""
    for path in ("articles/a b.md", "articles/x.md"):
        link = filename_link(path)
        assert ADDRESSES.target(link, "y.md", "y/") is not None
        assert not set(link) & set('"<> ')


def test_a_site_of_one_article_two_thousand_times() -> None:
    """Is soon read; nothing is linked, for nobody could say which."""
    text = "Chip export controls and other words. " * 60
    articles = [named(f"{n:04}", "Chip export controls") for n in range(2000)]
    texts = {article.id: LinkableText(plain(text)) for article in articles}
    near = {article.id: [f"{(int(article.id) + 1) % 2000:04}"] for article in articles}
    start = time.process_time()
    links = plan(articles, texts, near, RelatedSettings())
    assert time.process_time() - start < 10
    assert not any(found.made for found in links.values())
    assert {rule for _, rule in links["0000"].refused} == {Rule.AMBIGUOUS}


@pytest.mark.parametrize("size", [500_000, pytest.param(5_000_000, marks=pytest.mark.long)])
@pytest.mark.parametrize(
    "word", ["words ", "x", "華", "Chip export controls ", "&amp; <b>", "\u0301"]
)
def test_an_article_of_megabytes(word: str, size: int) -> None:
    """Takes time in proportion to its length, whatever it is made of."""
    text = f"{word * (size // len(word))}\n\nChip export controls."
    start = time.process_time()
    links = plan(
        [HERE, CHIPS], {"here": LinkableText(plain(text))}, {"here": ["chips"]}, RelatedSettings()
    )
    assert time.process_time() - start < size / 100_000
    assert [m.phrase.target for m in links["here"].made] == ["chips"]


def test_who_wants_no_links_may_still_be_linked() -> None:
    """An article that is no text gets none, and is a target."""
    links = plan([HERE, CHIPS], {}, {}, RelatedSettings())
    assert links == {}


def test_a_long_text_may_name_more() -> None:
    """Identifiers, for which such a page is read; no more titles."""
    exact = [named(f"x{n}", f"Get-Thing{n}x") for n in range(9)]
    titles = [named(f"y{n}", f"Title{n} of{n} them{n}") for n in range(9)]
    said = "\n\n".join(other.title for other in [*titles, *exact])
    assert len(decide(said, *exact, *titles)[0]) == 5
    long = said + "\n\nOther words. " * 2000
    assert sorted(decide(long, *exact, *titles)[0]) == [
        *(f"x{n}" for n in range(9)),
        *(f"y{n}" for n in range(5)),
    ]


def test_no_more_than_two_parts_of_titles() -> None:
    """They are guesses."""
    words = ("alpha beta", "gamma delta", "epsilon zeta")
    parts = [
        replace(named(f"x{n}", f"Opening the {each}"), body=f"{each}, {each}, {each}")
        for n, each in enumerate(words)
    ]
    texts = {"here": LinkableText(plain("\n\n".join(words)))}
    texts |= {part.id: LinkableText(plain(part.body)) for part in parts}
    near = {a.id: ["here", "x0", "x1", "x2"] for a in [HERE, *parts]}
    links = plan([HERE, *parts], texts, near, RelatedSettings())["here"]
    assert len(links.made) == 2
    assert [rule for _, rule in links.refused] == [Rule.ARTICLE]
