"""What the page adds to code, tables, formulas and notes of a text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from plugins.html.text import text_of
from plugins.reading.messages import words_for
from plugins.reading.page_text import page_text
from plugins.sources.converter import Converter

MARKDOWN = {"extensions": ["extra", "codehilite"], "output_format": "html5"}
ENGLISH = words_for("en")


def page_of(markdown: str, language: str = "en") -> str:
    """A Markdown text as its page shows it."""
    md: Markdown = Converter().take(MARKDOWN)
    return page_text(md.convert(markdown), words_for(language))


@pytest.mark.parametrize(
    ("fence", "name", "line"),
    [
        ("python", "Python", "<span>Python</span>"),
        ("md", "Markdown", "<span>Markdown</span>"),
        ("zork", "zork", "<span>zork</span>"),
        ("", "Code", ""),
        ("text", "Code", ""),
    ],
)
def test_code_tells_its_language(fence: str, name: str, line: str) -> None:
    """By the name that people use; one that nobody knows as it is written."""
    html = page_of(f"```{fence}\nx\n```")
    button = '<button type="button" hidden data-done="Copied">Copy</button>'
    assert f'<div class="code"><div class="code-head">{line}{button}</div><pre tabindex' in html
    assert f' role="group" aria-label="{name}">' in html


def test_words_are_in_the_language_of_the_text() -> None:
    """Where there are none of it, they say which language they are in."""
    assert 'data-done="Kopiert">Kopieren</button>' in page_of("    x", "de")
    html = page_text("<pre><code>x</code></pre>", ENGLISH, ' lang="en" dir="ltr"')
    assert 'data-done="Copied" lang="en" dir="ltr">Copy</button>' in html


@pytest.mark.parametrize(
    "html",
    [
        "<p>Plain text.</p>",
        "<p>Inline <code>code</code> and <math><mi>x</mi></math></p>",
        "<!-- <table></table> --><p>a</p>",
        "<textarea><pre><code>a</code></pre></textarea>",
        '<p title="<table>">a</p>',
        "<table><tr><td>never closed",
        "</pre></table></math>",
        "<div class='footnote'>an author's own</div>",
    ],
)
def test_other_text_stays(html: str) -> None:
    """To the letter."""
    assert page_text(html, ENGLISH) == html


@pytest.mark.parametrize(
    ("html", "begin", "end"),
    [
        (
            "<table>a</table>",
            '<div class="scroll" tabindex="0" role="group" aria-label="Table">',
            "</div>",
        ),
        (
            "<table><caption>A <b>&quot;b&quot;</b></caption></table>",
            '<div class="scroll" tabindex="0" role="group" aria-label="A &quot;b&quot;">',
            "</div>",
        ),
        (
            '<math display="block"><mi>x</mi></math>',
            '<span class="scroll" tabindex="0" role="group" aria-label="Formula">',
            "</span>",
        ),
        (
            '<math alttext="x &lt; y" display="block"><mi>x</mi></math>',
            '<span class="scroll" tabindex="0" role="group" aria-label="x &lt; y">',
            "</span>",
        ),
    ],
)
def test_boxes(html: str, begin: str, end: str) -> None:
    """Each has a name."""
    assert page_text(f"<p>a</p>{html}\n", ENGLISH) == f"<p>a</p>{begin}{html}{end}\n"


def test_a_box_in_a_box_is_none() -> None:
    """Two would scroll at once."""
    html = page_text("<table><tr><td><table></table><pre>a</pre></td></tr></table>", ENGLISH)
    assert html.count("tabindex") == 1


def test_fixed_letters_that_are_no_code() -> None:
    """A poem can be scrolled, and has no button."""
    assert page_text('<pre class="a">b</pre>', ENGLISH) == '<pre class="a" tabindex="0">b</pre>'
    assert page_text('<pre tabindex="-1">b</pre>', ENGLISH) == '<pre tabindex="-1">b</pre>'


def test_notes_have_names() -> None:
    """Python-Markdown's title of the way back is English in every language."""
    html = page_of("A[^x] b.[^x]\n\n[^x]: A *note*.", "de")
    assert 'role="doc-noteref" href="#fn:x" aria-label="Anmerkung 1">1</a>' in html
    assert html.count('role="doc-backlink"') == 2
    assert html.count('aria-label="Zurück zum Text">↑</a>') == 2
    assert '<div class="footnote" role="doc-endnotes" aria-label="Anmerkungen">' in html
    assert "Jump back" not in html


PIECES = st.sampled_from(
    [
        *("<pre>", "</pre>", "<code>", "</code>", "<table>", "</table>", "<caption>", "</caption>"),
        *("<math display=block>", "</math>", "<!--", "-->", '<p title="', '">', "a ", "<", "\n"),
        *('<code class="language-a&lt;b">', '<div class="footnote">', "<script>", "</script>"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_nothing_of_a_text_is_lost(html: str) -> None:
    """Without what was put in, the rest is what it was, whatever it is."""
    made = page_text(html, ENGLISH)
    for added in (
        r' tabindex="0" role="group" aria-label="[^"]*"',
        r'<div class="scroll">|<span class="scroll">|<div class="code">',
        r'<div class="code-head">(<span>[^<]*</span>)?<button[^>]*>Copy</button></div>',
        r' role="doc-endnotes" aria-label="Notes"| tabindex="0"',
    ):
        made = re.sub(added, "", made)
    rest = made.replace("</div>", "").replace("</span>", "")
    assert rest == html


def test_the_words_of_a_text_are_those_of_its_source() -> None:
    """But for the line above code."""
    markdown = "# A\n\n| a | b |\n|---|---|\n| c | d |\n\n    x = 1\n\nE[^1]\n\n[^1]: f"
    md: Markdown = Converter().take(MARKDOWN)
    html = md.convert(markdown)
    made = text_of(page_text(html, ENGLISH))
    assert made.replace("Copy ", "").replace("↑", "↩") == text_of(html)
