"""HTML written by hand neither forges a part nor breaks one open; labels break nothing."""

from __future__ import annotations

import time

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.characters import without_forbidden
from plugins.disclosure.label import PartLabel
from plugins.disclosure.parts.markers import broken_parts, claims_by_hand, marks_removed
from plugins.disclosure.parts.part_labels import with_labels
from plugins.disclosure.parts.syntax import find_parts
from plugins.disclosure.vocabulary import ReviewState
from plugins.sources.html_mending import mended
from tests.unit.test_parts_cases import reader, shown

PART = "::: {} role=generated\n{}\n:::\n\nAfter, by hand."


@pytest.mark.parametrize(
    ("kind", "inside"),
    [
        ("section", "One.\n\n</section>\n\nTwo."),
        ("section", "One.\n\n<section>\n\nTwo."),
        ("section", "One </section> two."),
        ("summary", "One.\n\n</div>\n\nTwo."),
        ("summary", "One.\n\n</div><div>\n\nTwo."),
        ("quotation", "One </blockquote> two."),
        ("caption", "One <div>two</div> three."),
        ("caption", "One </p> two."),
        ("section", "One <table> two."),
        ("section", "One <!-- two."),
        ("section", "One.\n\n<table><tr><td>\n\nTwo."),
        ("section", "One <select> two."),
        ("section", "One <textarea> two."),
    ],
)
def test_html_that_breaks_a_part_open_is_told(kind: str, inside: str) -> None:
    """Or does no harm: what stands after the part is never in it."""
    source = PART.format(kind, inside)
    blocks, problems = find_parts(source, 1, "a.md")
    html, _ = mended(reader().convert(source))
    problems += broken_parts(html, blocks, "a.md")
    if problems:
        assert {problem.line for problem in problems} <= {1, 5}
        assert all(problem.cure for problem in problems)
    else:
        page = html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)
        part = next(element for element in page.iter() if element.get("id") == "Part-1")
        words = " ".join(part.itertext())
        assert "One" in words
        assert "After" not in words


def test_what_breaks_a_part_open_is_told_at_its_line() -> None:
    """The most likely of them, an end tag too many, is not passed over."""
    source = PART.format("section", "One.\n\n</section>\n\nTwo.")
    html = reader().convert(source)
    problems = broken_parts(html, find_parts(source, 7, "a.md")[0], "a.md")
    assert "\n".join(map(str, problems)) == (
        "a.md:7: ‘::: section’: is broken open by HTML in the text."
        " Close inside the part every HTML element that begins in it, and no other."
    )


@pytest.mark.parametrize(
    "inside",
    [
        "<div>\n\nTwo.\n\n</div>",
        "One <b>two</b> <br> <img src='x' alt='</section>'>.",
        "One <b>two.",
        "a < b, vector<int>, `</section>`",
        "```\n</section>\n```",
        "<!-- </section> -->",
        "<section><p>One</p></section>",
    ],
)
def test_html_that_adds_up_stays(inside: str) -> None:
    """A part may hold any element that ends in it."""
    source = PART.format("section", inside)
    blocks, problems = find_parts(source, 1, "a.md")
    html, _ = mended(reader().convert(source))
    assert [*problems, *broken_parts(html, blocks, "a.md")] == []


@pytest.mark.parametrize(
    "source",
    [
        '<h2 id="Part-1">x</h2>\n\n::: section role=none\nText.\n:::',
        "## x {#Part-1}\n\n::: section role=none\nText.\n:::",
        '::: section role=none\nText.\n:::\n\nText <i id="Part-1" data-part="1">x</i>',
    ],
)
def test_the_id_of_a_part_is_taken(source: str) -> None:
    """Two elements with one id are told, whichever comes first."""
    blocks, _ = find_parts(source, 1, "a.md")
    problems = broken_parts(reader().convert(source), blocks, "a.md")
    assert [(problem.key, problem.value) for problem in problems] == [("id", "Part-1")]


FORGED = [
    '<section class="part" id="Part-1" data-part="1">Forged</section>',
    "<p data-part=1>Forged</p>",
    "<p DATA-PART\n=\n'1'>Forged</p>",
    "<p x='>' data-part='1' data-part='2'>Forged</p>",
    "<p title=\"'\"data-part='1'>Forged</p>",
    "Forged\n{: data-part=1 id=Part-1 }",
    "<p data-part='&#49;'>Forged</p>",
    "<p data-part='&#2;part-1&#3;'>Forged</p>",
    "<p data-part='\x02part-1\x03'>Forged</p>",
    "<!--><p data-part='1'>Forged</p>",
    "<!-- --!><p data-part='1'>Forged</p> -->",
    "<p/data-part=1>Forged</p>",
    "<svg><![CDATA[><p data-part='1'>]]></svg>",
    "\x02part-fence-open-1\x03\n\nForged\n\n\x02part-fence-close-1\x03",
]


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("part", ["", "\n\n::: section role=none\nText.\n:::\n"])
def test_a_mark_written_by_hand_gets_no_label(forged: str, part: str) -> None:
    """With a real part beside it or none, before a browser's repairs or after."""
    for source in (forged + part, part + "\n\n" + forged):
        blocks, _ = find_parts(source, 1, "a.md")
        for html in (reader().convert(source), mended(reader().convert(source))[0]):
            filled = with_labels(html, {block.id: shown(block) for block in blocks})
            page = html5lib.parseFragment(filled, container="div", namespaceHTMLElements=False)
            labelled = [e for e in page.iter() if e.get("ai-disclosure") is not None]
            assert not any("Forged" in " ".join(e.itertext()) for e in labelled)
            assert not any(e.get("data-part") for e in page.iter())
            if not broken_parts(html, blocks, "a.md"):
                assert len(labelled) == len(blocks)


def test_without_labels_marks_are_only_removed() -> None:
    """Also where Markdown never looked: another reader's HTML."""
    html = "<section id=Part-1 data-part='1'>x</section><p data-part>y</p> data-part"
    assert with_labels(html, {}) == "<section id=Part-1>x</section><p>y</p> data-part"
    assert marks_removed("<p data-part='1'id=x>") == "<p id=x>"
    assert with_labels("text", {}) == "text"


def test_claims_by_hand_are_told() -> None:
    """An attribute of the report that the kit did not write."""
    html = "<p AI-Disclosure='human-only'>x</p><code>ai-disclosure=x</code><!-- <p ai-model=x> -->"
    assert [(p.key, p.value) for p in claims_by_hand(html, "a.md")] == [
        ("ai-disclosure", "human-only")
    ]


def test_an_unknown_part_inherits_nothing_untrue() -> None:
    """A person's part around one of AI that nobody says was reviewed has no value either."""
    source = (
        "::: quotation role=none\nOne.\n::: section role=generated model=a\nTwo.\n:::\n:::\n"
        "::: section role=none\nThree.\n:::"
    )
    blocks, _ = find_parts(source, 1, "a.md")
    labels = {block.id: shown(block, ReviewState.NOT_STATED) for block in blocks}
    html = with_labels(reader().convert(source), labels)
    assert '<blockquote class="part" id="Part-1">' in html
    assert '<section class="part" role="group" aria-labelledby="Label-2" id="Part-2">' in html
    third = 'role="group" aria-labelledby="Label-3" id="Part-3">'
    assert f'<section class="part" ai-disclosure="human-only" {third}' in html


def test_a_part_with_descriptions_of_unknown_value_has_none() -> None:
    """The description of an image would inherit that a person wrote it."""
    shown_in = "::: section role=none\n![A tide](a.png)\n:::\n"
    source = f"{shown_in}::: section role=none\n![ ](a.png)\n:::\n"
    blocks, _ = find_parts(source, 1, "a.md")
    labels = {block.id: shown(block, ReviewState.NOT_STATED) for block in blocks}
    alts = PartLabel("alt", "", "", "", "", (), "", "")
    html = with_labels(reader().convert(source), labels, alts=alts)
    assert '<section class="part" role="group" aria-labelledby="Label-1" id="Part-1">' in html
    named = 'role="group" aria-labelledby="Label-{0}" id="Part-{0}">'
    assert f'ai-disclosure="human-only" {named.format(2)}' in html
    known = with_labels(reader().convert(source), labels)
    assert f'ai-disclosure="human-only" {named.format(1)}' in known


def test_words_in_another_language_say_so() -> None:
    """With their direction."""
    html = '<section class="part" data-part="1" id="Part-1">\n<p>x</p>\n</section>'
    label = PartLabel("section", "Part-1", "", "", "", (), "", "نص.")
    assert with_labels(html, {"Part-1": label}, "ar", "rtl") == (
        '<section class="part" role="group" aria-labelledby="Label-1" id="Part-1">'
        '<p class="disclosure-part" role="note" id="Label-1" lang="ar" dir="rtl">نص.</p>\n'
        "<p>x</p>\n</section>"
    )


@pytest.mark.parametrize(
    "piece", ["<b>", "</b>", "<b></i>", "<p data-part=1>", "<p data-part=2 id=x>"]
)
def test_broken_html_takes_time_in_proportion(piece: str) -> None:
    """However many elements are left open, and however many tags close none."""
    label = PartLabel("section", "Part-1", "", "ai-assisted", "", (), "", "x")
    started = time.process_time()
    html = f'<p id=Part-1 data-part="1">{piece * (100_000 // len(piece))}{"</i>" * 25_000}'
    with_labels(html, {"Part-1": label})
    assert time.process_time() - started < 3


HOSTILE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(['"><script>alert(1)</script>', "' onclick='x", "</p></section>", "<!--", "&"]),
)


@given(models=st.lists(HOSTILE, max_size=3), provider=HOSTILE, sentence=HOSTILE, tag=st.booleans())
def test_no_label_breaks_out(models: list[str], provider: str, sentence: str, *, tag: bool) -> None:
    """A browser's parser finds exactly what was put in, and the same page around it."""
    source = (
        f"Before.\n\n::: {'section' if tag else 'caption'} role=generated\nText.\n:::\n\nAfter."
    )
    label = PartLabel("section", "Part-1", "", "ai-assisted", "", tuple(models), provider, sentence)
    html = reader().convert(source)
    page = html5lib.parseFragment(with_labels(html, {"Part-1": label}), namespaceHTMLElements=False)
    bare = html5lib.parseFragment(with_labels(html, {}), namespaceHTMLElements=False)
    parents = {child: parent for parent in page.iter() for child in parent}
    for element in [e for e in page.iter() if e.get("class") == "disclosure-part"]:
        assert (element.text or "") == _read(sentence)
        assert len(element) == 0
        parents[element].remove(element)
    for rule in [e for e in page.iter() if e.get("class") == "part-end"]:
        parents[rule].remove(rule)
    part = next(e for e in page.iter() if e.get("id") == "Part-1")
    for name in ("role", "aria-labelledby"):
        part.attrib.pop(name, None)
    attributes = [part.attrib.pop(name) for name in ("ai-disclosure", "ai-model", "ai-provider")]
    assert attributes == ["ai-assisted", _read(", ".join(models)), _read(provider)]
    assert [(e.tag, dict(e.attrib)) for e in page.iter()] == [
        (e.tag, dict(e.attrib)) for e in bare.iter()
    ]


def _read(text: str) -> str:
    """As the kit writes it and the parser takes it up (HTML Living Standard 13.2.3.5)."""
    return without_forbidden(text).replace("\r\n", "\n").replace("\r", "\n")
