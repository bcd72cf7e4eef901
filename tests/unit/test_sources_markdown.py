"""Markdown is converted faster than by Python-Markdown alone, and to the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from pelican import readers
from pelican.settings import DEFAULT_CONFIG
from pygments.formatters.html import HtmlFormatter

from plugins.run import Run
from plugins.sources.adapter import MarkdownReader, read_fast
from plugins.sources.converter import CHECKED, Converter
from plugins.sources.quick_blocks import EXPRESSIONS, OTHERS
from plugins.sources.quick_code import formatter
from plugins.sources.quick_inline import QuickInline, quicken_inline
from plugins.sources.required_characters import required
from tests.building import ROOT
from tests.examples import examples

OPTIONS: dict[str, Any] = {
    "extensions": [
        *("extra", "sane_lists", "smarty", "codehilite", "toc"),
        *("plugins.disclosure.parts.extension", "markdown.extensions.meta"),
    ],
    "extension_configs": {
        "codehilite": {"css_class": "highlight", "guess_lang": False},
        "toc": {"permalink": False},
    },
    "output_format": "html5",
}
REAL = sorted(
    path
    for folder in ("docs", "tests/sites", "tests/cases")
    for path in (ROOT / folder).rglob("*.md")
)
PIECES = (
    *("'", '"', "-", "--", "---", ".", "...", "`", "``", "*", "**", "_", "__", "\\", "[", "]"),
    *(
        "(",
        ")",
        "![",
        "](",
        "[a]",
        "[a](b)",
        "(<b> 'c')",
        "[a][A]",
        "\n\n[a]: b 'c'\n",
        "<",
        ">",
        "&",
        "&amp;",
        "&#39;",
        "<b>",
        "</b>",
    ),
    *("<!-- ", "-->", "<div>\n", "</div>\n", "<div markdown='1'>\n", "<p>", "<http://a.example>"),
    *(
        "[^1]",
        "\n[^1]: a note\n",
        "*[AI]: text\n",
        "AI",
        "{: #i .c }",
        "{#i}",
        "\n",
        "\n\n",
        "  \n",
    ),
    *(
        "    ",
        "# ",
        "## ",
        "- ",
        "1. ",
        "2. ",
        "> ",
        "| a | b |\n",
        "|---|---|\n",
        "```\n",
        "~~~\n",
    ),
    *("``` python\n", ":::", "::: section role=none\n", "\n:::\n", "a\n: b\n", "[TOC]\n", "===\n"),
    *("\x02", "\x03", "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03", "Title: a\n", "Summary: *a*\n"),
    *(
        "a",
        "s",
        "é",
        "80s",
        " ",
        " ",
        "\t",
        "a'b",
        "one two",
        "<a@b.example>",
        "///Footnotes Go Here///",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


class Naming(HtmlFormatter):  # type: ignore[misc]
    """Python-Markdown's own example of a formatter that tells the language of a block."""

    def __init__(self, lang_str: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.lang_str = lang_str

    def _wrap_code(self, source: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        yield 0, f'<code class="{self.lang_str}">'
        yield from source
        yield 0, "</code>"


def stock(text: str, options: dict[str, Any] = OPTIONS) -> str:
    """What an object of its own makes of a text."""
    configs = options.get("extension_configs", {})
    named = {**configs.get("codehilite", {}), "pygments_formatter": Naming}
    if "codehilite" in options["extensions"]:
        options = {**options, "extension_configs": {**configs, "codehilite": named}}
    html: str = Markdown(**options).convert(text)
    return html.replace('<code class="language-text">', "<code>")


def converted(converter: Converter, text: str, options: dict[str, Any] = OPTIONS) -> str:
    """What an object makes of it that may have seen other texts."""
    md = converter.take(options)
    html: str = md.convert(text)
    converter.give_back(md)
    return html


def test_real_texts() -> None:
    """One after the other, to the same bytes as each by itself."""
    assert len(REAL) > 30
    converter = Converter()
    for path in REAL:
        text = path.read_text(encoding="utf-8")
        assert converted(converter, text) == stock(text), path


@pytest.mark.parametrize(
    "text",
    [
        "[a [b] c](d)",
        "[a [b](c) d](e) *[f](g)*",
        "[a](b(c)d)",
        "[a](b 'c')",
        '[a](b"c)',
        "[a](<b c>)",
        "[a](<b)",
        "[a](\n b )",
        "![a](b) ![c]\n\n[c]: d",
        "<div markdown='1'>\n<div markdown='0'>\n<p>a</p> it's -- \"b\"\n</div>\n</div>",
        "a &#39 b",
        "~~~\na 'b'\n~~~",
        "a\n: b\n\n    c 'd'\n\n    - e\n",
        *("``` python hl_lines='1 2'\na = 'b'\nb\n```\n" * n for n in (1, 2)),
        "```{.python .x linenums=1 linenostart=5 hl_lines='1' pygments_formatter='latex'}\na\n```",
        "```{.python linenums=table}\na\n```\n\n``` nosuch\na\n```\n\n```\na\n```",
        "    #!python\n    a = 1\n\n- b\n\n        :::python hl_lines='1'\n        c\n",
        "'# a\n\n\"$ b",
    ],
)
def test_what_an_expression_could_get_wrong(text: str) -> None:
    """Each stands beside something that is done at once."""
    converter = Converter()
    assert [converted(converter, text) for _ in range(2)] == [stock(text)] * 2


@examples(few=200, many=20_000)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_any_texts_in_any_order(texts: list[str]) -> None:
    """Nothing of one shows in another, whatever it holds."""
    converter = Converter()
    for text in texts:
        assert converted(converter, text) == stock(text), text


@pytest.mark.parametrize(
    ("extensions", "configs"),
    [
        ([], {}),
        (["smarty"], {"smarty": {"smart_angled_quotes": True}}),
        (["smarty"], {"smarty": {"smart_dashes": False}}),
        (["smarty"], {"smarty": {"substitutions": {"left-double-quote": "&bdquo;"}}}),
        (["smarty"], {"smarty": {"substitutions": {"left-double-quote": "<q>"}}}),
        (["extra", "nl2br"], {"footnotes": {"UNIQUE_IDS": True}}),
        (
            ["footnotes", "abbr"],
            {"footnotes": {"UNIQUE_IDS": True}, "abbr": {"glossary": {"a": "b"}}},
        ),
    ],
)
@examples(few=30, many=3_000)
@given(texts=st.lists(TEXTS, min_size=2, max_size=3))
def test_other_options(extensions: list[str], configs: dict[str, Any], texts: list[str]) -> None:
    """The owner's own, one setting after another with the same converter."""
    converter = Converter()
    for options in (OPTIONS, {"extensions": extensions, "extension_configs": configs}):
        for text in texts:
            assert converted(converter, text, options) == stock(text, options), text


class Remembering(Preprocessor):  # type: ignore[misc]
    """Puts the number of texts that it has seen before each."""

    seen = 0

    def run(self, lines: list[str]) -> list[str]:
        """See the class."""
        self.seen += 1
        return [str(self.seen), *lines]


class Plain(InlineProcessor):  # type: ignore[misc]
    """Puts a 2 in the place of what its expression matches."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # noqa: ARG002, N802
        """See the class."""
        return "2", m.start(), m.end()


class Anywhere(Plain):
    """Matches what its expression does not tell."""

    def getCompiledRegExp(self) -> re.Pattern[str]:  # noqa: N802 - Python-Markdown's name
        """Not the one that it was given."""
        return re.compile("two")


class Foreign(Extension):  # type: ignore[misc]
    """Somebody else's."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register all."""
        md.preprocessors.register(Remembering(md), "remembering", 1)
        md.inlinePatterns.register(Anywhere("#"), "anywhere", 1)
        md.inlinePatterns.register(Plain(":"), "plain", 0)


def test_an_extension_of_somebody_else() -> None:
    """Whether it forgets a text is not known: each gets an object of its own, as before."""
    options = {"extensions": ["smarty", Foreign()]}
    converter = Converter()
    for text in ("one 'two'", "one 'two'", "two", "`a` and *b*"):
        assert converted(converter, text, options) == stock(text, options)
    assert type(converter.take(options).parser) is BlockParser
    assert stock("one", options) == "<p>1\none</p>"
    assert "two" not in stock("two", options)


def test_an_object_that_failed_is_not_used_again() -> None:
    """It may be left in the middle of a list."""
    converter = Converter()
    first = converter.take(OPTIONS)
    second = converter.take(OPTIONS)
    converter.give_back(second)
    assert first is not second
    assert converter.take(OPTIONS) is second


def test_another_version_of_markdown_works_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its code may do something else under the same names."""
    monkeypatch.setattr(markdown, "__version__", "3.99")
    converter = Converter()
    md = converter.take(OPTIONS)
    converter.give_back(md)
    assert converter.take(OPTIONS) is not md
    assert not any(isinstance(processor, QuickInline) for processor in md.treeprocessors)


def test_the_version_in_use_is_checked() -> None:
    """After an update: read what changed in Python-Markdown since, then name the version.

    `quick_inline.py` replaces the loop over inline patterns and, with `typography.py`, those of
    `smarty`; `quick_blocks.py` the loop over block processors, whose expressions it names;
    `quick_parts.py` what it lists. `FORGETFUL` names the modules that forget a text at `reset`.
    """
    assert markdown.__version__ in CHECKED


def test_what_is_replaced() -> None:
    """Else every comparison here would be with itself."""
    md = Converter().take(OPTIONS)
    used = [md.parser, *md.preprocessors, *md.inlinePatterns, *md.treeprocessors]
    quick = [type(part).__name__ for part in used if type(part).__name__.startswith("Quick")]
    assert quick == [
        *("QuickBlocks", "QuickWhitespace", "QuickFences", "QuickHtml"),
        *("QuickReference", "QuickLink", "QuickImage", "QuickImageReference"),
        *("QuickShortReference", "QuickShortImageReference"),
        *("QuickInline", "QuickInline", "QuickToc"),
    ]
    hilite = md.treeprocessors["hilite"]
    assert hilite.config["pygments_formatter"] is formatter
    assert formatter("", hl_lines=[1]) is formatter("", hl_lines=[1])
    assert formatter("", linenos=True) is not formatter("", linenos=1)
    asked = {type(processor) for processor in md.parser.blockprocessors}
    assert {one.__name__ for one in asked - EXPRESSIONS.keys() - OTHERS.keys()} == {"Parts"}


def test_a_part_of_somebody_else_stays() -> None:
    """Only Python-Markdown's own search is replaced."""

    class Own(markdown.treeprocessors.InlineProcessor):  # type: ignore[misc]
        pass

    md = Markdown()
    md.treeprocessors.register(Own(md), "inline", 20)
    quicken_inline(md)
    assert type(md.treeprocessors["inline"]) is Own


PATTERNS = [
    *(pattern.getCompiledRegExp() for pattern in Markdown(**OPTIONS).inlinePatterns),
    *map(
        re.compile,
        (
            *(
                "%|<",
                "(%|<&)>?",
                "(?:%|)<*",
                "%{0}<",
                "[!-%]+<{2}",
                "[^%]<",
                r"\d|%",
                "(?i:é)<",
                "(?i)é",
            ),
            *(
                "a(?=b)",
                "(?<!a)b",
                "(?>ab)c",
                "(a)(?(1)b|c)",
                "[a-\uffff]b",
                "(?i)ab",
                "a*?b+?",
                ".",
            ),
        ),
    ),
]


@examples(few=40, many=2_000)
@given(st.data())
def test_a_text_that_matches_has_what_its_pattern_requires(data: st.DataObject) -> None:
    """One of each set of characters."""
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = data.draw(st.from_regex(pattern))
    assert all(not one.isdisjoint(text) for one in required(pattern))


def test_what_is_required_is_found() -> None:
    """Else nothing would ever be left out."""
    found = required(re.compile(r"(?<!\!)\[a?(?:%&|<+)(x|-*)(?=[!#])"))
    assert found == {frozenset("["), frozenset("<%"), frozenset("!#")}
    assert not required(re.compile("%?|&"))
    assert not required(re.compile("a b"))
    assert not required(re.compile("é", re.IGNORECASE))


SUMMARY = """\
Title: A
Summary: An *'80s* summary
    ::: section role=none
Tags: b, c

Text[^1].

[^1]: Note.
"""


def reader_settings(**own: Any) -> dict[str, Any]:
    """Pelican's, with the kit's options of Markdown."""
    return {**DEFAULT_CONFIG, "MARKDOWN": OPTIONS, **own}


def test_a_file_is_read_as_pelican_reads_it(tmp_path: Path) -> None:
    """Metadata and summary included, file after file."""
    settings = reader_settings()
    ours, pelicans = MarkdownReader(settings), readers.MarkdownReader(settings)
    for number, source in enumerate(
        ("Plain *text*.\n", SUMMARY, "", " \n", SUMMARY, "Title: A\nTitle: B\n")
    ):
        path = tmp_path / f"{number}.md"
        path.write_text(source, encoding="utf-8")
        assert ours.read(str(path)) == pelicans.read(str(path))


def test_only_pelicans_own_reader_is_replaced() -> None:
    """One that the owner or another plugin has put in its place stays."""

    class Own(readers.MarkdownReader):  # type: ignore[misc]
        pass

    settings = reader_settings()
    own = Own(settings)
    given = {"md": readers.MarkdownReader(settings), "mkd": own}
    read_fast(Run({}, frozenset()), given)
    assert type(given["md"]) is MarkdownReader
    assert given["mkd"] is own
    assert type(given["md"]).__name__ == readers.MarkdownReader.__name__
