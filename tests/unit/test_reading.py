"""What helps to read a long text: the time it takes, and its contents."""

from __future__ import annotations

import pytest

from plugins.reading.minutes import Amount, amount_of, minutes_of
from plugins.reading.outline import Section, contents_of


@pytest.mark.parametrize(
    ("html", "amount"),
    [
        ("", Amount(0, 0)),
        ("<p>Four words stand here.</p>\n<p>And <em>two</em>more.</p>", Amount(6, 0)),
        ("<p>a<!-- hidden words --> b</p><script>let no = 1;</script>", Amount(2, 0)),
        ('<pre><span></span><code><span class="k">def</span> f():\n</code></pre>', Amount(2, 0)),
        ("<table><tr><td>one</td>\n<td>2</td></tr></table>", Amount(2, 0)),
        ("<p>日本語です。 GPT</p>", Amount(1, 6)),
        ("<p>สวัสดี</p>", Amount(0, 6)),
        ("<p>한국어 글</p>", Amount(2, 0)),
    ],
)
def test_what_there_is_to_read(html: str, amount: Amount) -> None:
    """Words by the blanks between them; characters where a script has none."""
    assert amount_of(html) == amount


@pytest.mark.parametrize(
    ("words", "characters", "language", "minutes"),
    [
        (0, 0, "en", 1),
        (2380, 0, "en", 10),
        (2380, 0, "en-GB", 10),
        (2380, 0, "de", 13),
        (2380, 0, "ar", 17),
        (2380, 0, "ga", 12),
        (0, 3570, "ja", 10),
        (0, 2550, "zh-Hant", 10),
        (238, 2550, "zh_TW", 11),
    ],
)
def test_minutes(words: int, characters: int, language: str, minutes: int) -> None:
    """By the language's own speed."""
    assert minutes_of(Amount(words, characters), language) == minutes


def heading(level: int, name: str) -> str:
    """With an id made of its name."""
    return f'<h{level} id="{name.lower()}">{name}</h{level}>\n<p>Text.</p>\n'


def test_contents_are_nested() -> None:
    """Two levels; a third is left out."""
    html = "".join(heading(int(one[0]), one[1:]) for one in "2A 3B 4C 3D 2E 2F 3G".split())
    assert contents_of(html) == (
        Section("a", "A", (Section("b", "B"), Section("d", "D"))),
        Section("e", "E"),
        Section("f", "F", (Section("g", "G"),)),
    )


def test_the_highest_level_comes_first() -> None:
    """Whichever it is; what stands before the first of it is not lost."""
    html = "".join(heading(int(one[0]), one[1:]) for one in "4A 3B 4C 3D 3E".split())
    assert [section.title for section in contents_of(html)] == ["A", "B", "D", "E"]
    assert contents_of(html)[1].below == (Section("c", "C"),)


@pytest.mark.parametrize(
    "html",
    [
        "",
        heading(2, "A") * 2,
        heading(2, "A") * 2 + heading(3, "B") * 5,
        "<h2>No id</h2>" * 3,
        f"<!-- {heading(2, 'A') * 3} -->",
        f"<textarea>{heading(2, 'A') * 3}</textarea>",
        '<h2 id="a">' * 3,
        '<h2 id="a"><img src="a.png" alt="A"></h2>' * 3,
    ],
)
def test_short_texts_have_none(html: str) -> None:
    """Nor has what only looks like headings."""
    assert contents_of(html) == ()


def test_titles_are_plain_text() -> None:
    """Without markup and the marks of notes; a hostile one stays text."""
    note = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
    html = f'<h2 class="x" id="&lt;a">A &amp; <code>b</code>{note} &lt;script&gt;</h2>' * 3
    assert contents_of(html)[0] == Section("<a", "A & b <script>")
