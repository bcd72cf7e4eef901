"""What single rules look at and what they leave alone, and how findings are told."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.residue import assistant
from plugins.residue.assistant import phrases
from plugins.residue.code_masking import MASK, fences, masked
from plugins.residue.patterns import hints_of, lines_with, table
from plugins.residue.residue_rules import RULES
from plugins.residue.search import find
from plugins.residue.settings import ResidueSettings, mistakes
from plugins.residue.source_view import UNSPACED, WORD, view_of
from tests.examples import examples

VERBS = frozenset("is has marks counts stands makes tells repeats begins".split())


def _told(body: str, **fields: str) -> list[tuple[str, int]]:
    head = "".join(f"{key.replace('_', '-')}: {value}\n" for key, value in fields.items())
    return [(p.key, p.line) for p in find(f"Title: A\n{head}\n{body}\n", "a.md")]


def test_every_rule_is_explained() -> None:
    """Id, reason as a clause that follows what was found, cure as a sentence."""
    for name, rule in RULES.items():
        assert rule.id == name == name.lower()
        assert rule.reason.split()[0] in VERBS
        assert rule.cure.endswith(".")


def test_a_finding_says_how_to_allow_it() -> None:
    """Path, line, rule, what was found, reason, cure and the key that silences."""
    (problem,) = find("Title: A\n\nText [cite: 3].\n", "content/a.md")
    assert str(problem) == (
        "content/a.md:3: marker-gemini: ‘[cite: 3]’: is a citation mark of Gemini. Delete it, and "
        "name the source, once you have read it. If it is meant: Residue-Allowed: marker-gemini."
    )


def test_unseen_characters_are_spelled() -> None:
    """A report shows what an editor hides; what is long is cut."""
    (problem,) = find("Title: A\n\nText \ue200cite\ue201.\n", "a.md")[:1]
    assert problem.value == "U+E200"
    (problem,) = find("Title: A\n\nWhy so\u200b\u2060 long?\n", "a.md")
    assert problem.value == "U+200B, U+2060"
    (problem,) = find("Title: A\n\nAs an AI language model, I " + "know " * 90 + "\n", "a.md")
    assert len(problem.value) == 100
    assert problem.value.endswith("…")


def test_several_rules_may_be_allowed() -> None:
    """In any letter case, on one line or more; the others still tell."""
    text = "[cite: 3] turn0search0 oaicite"
    assert _told(text, Residue_Allowed="Marker-Gemini, marker-turn") == [("marker-oaicite", 4)]
    assert _told(text, Residue_Allowed="marker-gemini,\n    marker-turn,marker-oaicite") == []


def test_an_unknown_rule_is_told_with_the_nearest() -> None:
    """It allows nothing; nobody should believe that it does."""
    (problem,) = find("Title: A\nResidue-Allowed: marker-gemni\n\nText.\n", "a.md")
    assert (problem.line, problem.key, problem.value) == (2, "Residue-Allowed", "marker-gemni")
    assert problem.cure == "Did you mean ‘marker-gemini’?"
    (problem,) = find("Title: A\nResidue-Allowed: all\n\nText.\n", "a.md")
    assert problem.cure.startswith("The rules are: assistant-opening,")


def test_the_site_s_setting_knows_its_rules() -> None:
    """A misspelled id in RESIDUE is a mistake with an offer."""
    assert not list(mistakes(ResidueSettings(skip=("markup-title",))))
    (problem,) = mistakes(ResidueSettings(skip=("markup-titel",)))
    assert "Did you mean ‘markup-title’?" in problem.cure


@pytest.mark.parametrize(
    ("lines", "seen"),
    [
        ("a `b` c", "a … c"),
        ("a ``b ` c`` d", "a … d"),
        ("a \\`b\\` c", "a \\`b\\` c"),
        ("a ` b\n\nc ` d", "a ` b\n\nc ` d"),
        ("a <code>b</code> c", "a … c"),
        ("a <CODE class='x'>b\nc</CODE > d", "a …\n… d"),
        ("a <codex>b</codex>", "a <codex>b</codex>"),
        ("a <pre </pre <pre </pre b", "a …"),
        ("a <!-- b --> c", "a … c"),
        ("a <!-- b", "a <!-- b"),
        ("a\n```py\nb\n```\nc", "a\n…\n…\n…\nc"),
        ("a\n```py\nb", "a\n```py\nb"),
        ("> ~~~\n> b\n> ~~~\nc", "…\n…\n…\nc"),
        ("````\n```\nb\n````\nc", "…\n…\n…\n…\nc"),
        ("a\n\n    b\n\n    c\nd", "a\n\n…\n\n…\nd"),
        ("a\n    b", "a\n    b"),
        ("- a\n\n    b", "- a\n\n    b"),
        ("- a\n\n        b", "- a\n\n…"),
        ("[^1]: a\n\n    b\n\nc\n\n    d", "[^1]: a\n\n    b\n\nc\n\n…"),
    ],
)
def test_code_is_found_as_markdown_finds_it(lines: str, seen: str) -> None:
    """Spans, fences, indented blocks, raw elements; lines keep number and length."""
    given = lines.split("\n")
    shown = masked(given, fences(given))
    assert [len(line) for line in shown] == [len(line) for line in given]
    assert re.sub(f"{MASK}+", "…", "\n".join(shown)) == seen


def test_the_metadata_shows_what_readers_see() -> None:
    """Title, summary and the like in their lines; keys, and values nobody sees, not."""
    view = view_of(
        "Title: One\nSlug: [Your Name]\nSummary: Two\n    `code` three\n\n# Four\n\nFive\n====\n"
    )
    assert [line.strip() for line in view.lines[:4]] == ["One", "", "Two", f"{MASK * 6} three"]
    assert [(h.level, h.text, h.number) for h in view.headings] == [(1, "Four", 6), (1, "Five", 8)]
    assert view.line_of(view.text.index("Five")) == 8


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("> I hope this helps!", []),
        ("She read: “As an AI language model, I cannot”.", []),
        ('It said "Fine. I hope this helps!" and stopped.', []),
        ("„Als KI-Sprachmodell habe ich keinen Zugriff“, stand da.", []),
        ('A 12" screen. I hope this helps!', [("assistant-closing", 3)]),
        ("- I hope this helps!", [("assistant-closing", 3)]),
        ("**I hope this helps!**", [("assistant-closing", 3)]),
        ("✨ I hope this helps!", [("assistant-closing", 3)]),
        ("I hope this helps the bees.", []),
        ("希望这对你有帮助！", [("assistant-closing", 3)]),
        ("作为一个人工智能语言模型，我无法提供实时数据。", [("assistant-self", 3)]),
        ("もちろんです！以下は記事です：", [("assistant-opening", 3)]),
        ("Конечно! Вот статья о хлебе:", [("assistant-opening", 3)]),
    ],
)
def test_who_speaks(body: str, found: list[tuple[str, int]]) -> None:
    """What an author quotes is the author's own business."""
    assert _told(body) == found


@pytest.mark.parametrize(
    ("address", "is_told"),
    [
        ("https://a.example/?utm_source=chatgpt.com", True),
        ("https://a.example/?x=1&amp;utm_source=openai", True),
        ("https://a.example/?utm_source=chatgpt.com&x=1#y", True),
        ("https://a.example/?ref=https%3A%2F%2Fchatgpt.com", True),
        ("https://a.example/?utm_source=openai-newsletter", False),
        ("https://a.example/?source=gemini", False),
        ("https://a.example/?ref=chatgpt", False),
        ("https://a.example/#:~:text=utm_source", False),
        ("https://chatgpt.com/share/67a1", False),
    ],
)
def test_which_parameters_are_a_tool_s(address: str, is_told: bool) -> None:  # noqa: FBT001 - a table
    """A value that is the tool's own; a word that other sites may use needs its domain."""
    assert bool(_told(f"See [it]({address}).")) == is_told


@pytest.mark.parametrize(
    ("address", "is_told"),
    [
        ("https://www.who.int", True),
        ("https://www.who.int/en/", True),
        ("http://who.int/index.html", True),
        ("https://www.who.int/data", False),
        ("https://www.who.int/?id=3", False),
        ("https://[", False),
    ],
)
def test_what_a_home_page_is(address: str, is_told: bool) -> None:  # noqa: FBT001 - a table
    """In AI-Sources and under a heading of sources; not elsewhere."""
    assert bool(_told("Text.", AI_Sources=address)) == is_told
    assert bool(_told(f"## Sources\n\n- A thing, <{address}>")) == is_told
    assert bool(_told(f"**Sources:**\n- [A thing]({address})")) == is_told
    assert not _told(f"## Where to go\n\n- [A thing]({address})")


@pytest.mark.parametrize(
    "body",
    [
        "On [state television] they [provide care] and [list ships] in [New York City].",
        "ChatGPT can make mistakes, and so can the people who check it.",
        "Gemini may display them. Claude can make mistakes that nobody notices.",
        "The note [1] and [2, 3] and [a] and [Ed.: sic] and [Enter] and [ ] and [x].",
        "In 2020-XX the bank had $10 million, 20 % of XX Corps, and a size XXL.",
        "Here is your chance! Here is the news: it rains.",
        "Sure, here is where the trouble begins.",
        "If you want to see it, I can recommend the ferry. If you like figs, wait.",
        "Would you like a cup of tea? Shall I go? Do you want to stay?",
        "My knowledge of bees ends here. I have no personal experience of wasps.",
        "The word count was 300. 300 words are few.",
        "User: root. Model: Leica M3. Model: Nikon F.",
        "I said: **stop**. You said nothing: *go*.",
    ],
)
def test_people_write_such_things(body: str) -> None:
    """Sentences near to what assistants write, and no residue."""
    assert _told(body) == []


def test_a_lone_fence_is_told() -> None:
    """Python-Markdown would print it."""
    assert _told("```python\nprint()") == [("markup-fence", 3)]
    assert _told("Text.\n\n```") == [("markup-fence", 5)]


def test_gates_let_every_phrase_through() -> None:
    """Words that stand for a language are words: none would be split, none is upper case."""
    for language in phrases():
        assert language.words
        assert all(word == word.lower() and word.isalpha() for word in language.words)
        assert all(word == word.lower() and word.isalpha() for word in language.hint_words)


@given(st.text() | st.text("ab_9é’“\x1c\x85\u00a0字か\u3000²-.\n"))
def test_words_are_those_that_the_patterns_find(text: str) -> None:
    """However they are parted."""
    view = view_of(text)
    assert view.words == {*WORD.findall(view.folded), *UNSPACED.findall(view.folded)}


HINTS = ["a", "a.b", "[a:", "[b:", "b.a.c", "xx b"]


@given(
    pieces=st.lists(st.sampled_from([*HINTS, "A", "[", "\n", " ", "c", "_"])), cased=st.booleans()
)
def test_lines_with_hints_are_those_that_hold_one(*, pieces: list[str], cased: bool) -> None:
    """Also where a faster look says that there are none."""
    view = view_of("\n\n" + "".join(pieces))
    text = view.text if cased else view.folded
    lines = [text[start:end] for start, end in lines_with(view, hints_of(HINTS), cased=cased)]
    assert lines == [line for line in text.split("\n") if any(hint in line for hint in HINTS)]


def _narrowed() -> list[tuple[str, list[str], str]]:
    """(pattern, words of which some stand beside it, language) of each that has such words."""
    rows = []
    for name, language in table("phrases").items():
        openings = [assistant._opening(**language), *language.get("first", ())]
        for key, patterns in {
            "opening_words": openings,
            "closing_words": language["closing"],
            "self_words": language["self"],
        }.items():
            rows += [(p, language[key], name) for p in patterns if key in language]
    return rows


@pytest.mark.parametrize(("pattern", "words", "language"), _narrowed())
def test_no_phrase_stands_without_its_words(pattern: str, words: list[str], language: str) -> None:
    """A text without them is not looked through."""

    @settings(parent=examples(10, 400), suppress_health_check=list(HealthCheck))
    @given(st.from_regex(rf"\A(?:{pattern})"))
    def stands(text: str) -> None:
        folded = view_of(f"\n\n{text}").folded
        if len(text.lower()) == len(text) and re.search(pattern, folded):
            assert assistant._stand(assistant._needed(words), view_of(f"\n\n{text}").words), (
                language
            )

    stands()


@pytest.mark.parametrize("language", table("phrases").values(), ids=table("phrases"))
def test_each_phrase_begins_with_a_word(language: dict[str, list[str]]) -> None:
    """Nothing else is looked at."""

    @settings(parent=examples(10, 400), suppress_health_check=list(HealthCheck))
    @given(
        st.one_of(
            [
                st.from_regex(rf"\A(?:{pattern})")
                for pattern in (*language["closing"], *language.get("first", ()))
            ]
        )
    )
    def begins(text: str) -> None:
        assert WORD.match(text)

    begins()
