"""Cards for shared links: lines, letters there are fonts for, and pictures that show the words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from plugins.cards.drawing import (
    COLOURS,
    HEIGHT,
    ROOM,
    STROKES,
    WIDTH,
    Card,
    Logo,
    Style,
    svg_of,
)
from plugins.cards.fonts import EM, Font, Typeface, drawable_file, font_of
from plugins.cards.lines import TIERS, setting
from plugins.cards.picture import png_of
from tests.building import ROOT

THEME = sorted((ROOT / "theme" / "static" / "fonts").glob("*.woff2"))
ARABIC = "ساعة المد والجزر"
CARD = Card(
    "Colophon",
    "The tide clock",
    day="3 May 2026",
    lines="ai",
    gem="open",
    short="AI-written",
    check="No person checked it before publication.",
)


def made_font(letters: str, *, height: int = 700) -> bytes:
    """A TrueType font in which each letter is a block, for scripts of which we ship none."""
    codes = {ord(letter): f"u{ord(letter):X}" for letter in sorted({*letters, " "})}
    pen = TTGlyphPen(None)
    for number, place in enumerate([(0, 0), (0, height), (400, height), (400, 0)]):
        (pen.lineTo if number else pen.moveTo)(place)
    pen.closePath()
    block, empty = pen.glyph(), TTGlyphPen(None).glyph()
    names = [".notdef", *codes.values()]
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(codes)
    builder.setupGlyf({name: empty if name == codes[32] else block for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Blocks", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


Drawn = Callable[[Card], bytes]


@pytest.fixture(name="fonts", scope="module")
def _fonts(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Font], dict[str, Path]]:
    """The theme's, and their files to draw with."""
    folder = tmp_path_factory.mktemp("fonts")
    fonts, files = [], {}
    for path in THEME:
        data = path.read_bytes()
        font = font_of(data)
        fonts.append(font)
        files[font.name] = folder / f"{font.name}.ttf"
        files[font.name].write_bytes(drawable_file(data))
    return fonts, files


@pytest.fixture(name="style", scope="module")
def _style(fonts: tuple[list[Font], dict[str, Path]]) -> Style:
    groups = [fonts[0]]
    faces = (Typeface(groups, 400), Typeface(groups, 600), Typeface(groups, 400, is_italic=True))
    return Style(*faces, COLOURS[0])


@pytest.fixture(name="drawn", scope="module")
def _drawn(fonts: tuple[list[Font], dict[str, Path]], style: Style) -> Drawn:
    colours = tuple(style.colours.values())
    return lambda card: png_of(svg_of(card, style), fonts[1], colours, has_picture=False)


def _width(text: str) -> float:
    return len(text) / 2


def test_the_lines_of_a_card_are_those_of_a_page() -> None:
    """The theme's drawings and the card's say the same by the same strokes."""
    symbols = (ROOT / "theme/templates/partials/symbols.html").read_text("utf-8")
    for name, strokes in STROKES.items():
        drawn = re.search(rf'<symbol id="lines-{name}".*?</symbol>', symbols)
        assert drawn
        paths = re.findall(r'<path d="([^"]+)"[^>]*?( stroke-dasharray="[^"]+")?/>', drawn[0])
        assert tuple(paths) == strokes


def test_a_short_title_is_large_and_a_long_one_fits() -> None:
    """At most five lines, then an ellipsis; lines are of about one length."""
    assert setting("R1", _width, ROOM) == (TIERS[0][0], ("R1",))
    size, lines = setting("What readers do when they see an AI label", _width, ROOM)
    assert size > 80
    assert lines == ("What readers do when", "they see an AI label")
    size, lines = setting("word " * 60, _width, ROOM)
    assert (size, len(lines)) == TIERS[-1]
    assert lines[-1].endswith(" word…")


def test_a_long_word_stays_whole_while_it_can_and_breaks_when_it_must() -> None:
    """Not within a letter and its mark."""
    word = "Rindfleischetikettierungsüberwachungsgesetz"
    assert setting(word, _width, ROOM).lines == (word,)
    lines = setting("e\u0301" * 90, lambda text: text.count("e") / 2, ROOM).lines
    assert len(lines) > 1
    assert all(line.startswith("e") for line in lines)


def test_scripts_without_spaces_break_between_letters() -> None:
    """But no line begins with what closes a sentence."""
    size, lines = setting("機械が書いた文章について、誰が何を確かめたのか。" * 2, len, ROOM)
    assert len(lines) > 1
    assert size > TIERS[-1][0]
    assert not [line for line in lines if line[0] in "、。"]


@given(st.text(max_size=400), st.integers(1, 9))
def test_whatever_is_set_keeps_its_letters_and_its_room(text: str, wide: int) -> None:
    """In their order, from the first on."""
    size, lines = setting(text, lambda words: len(words) * wide / 10, ROOM)
    assert len(lines) <= dict(TIERS)[size]
    assert all(len(line) * wide / 10 <= ROOM / size + 1e-9 for line in lines)
    whole = "".join("".join(lines).split())
    bare = "".join(text.replace("\u200b", "").split())
    assert whole == bare or (whole.endswith("…") and bare.startswith(whole[:-1]))


def test_signs_without_a_font_are_left_out_and_letters_never(style: Style) -> None:
    """A title is whole or it is not there."""
    drawable = style.plain.drawable
    assert drawable("Tides 🌊 and 👩‍🔬 1️⃣ ☂️ ‘clocks’") == "Tides and 1 ‘clocks’"
    assert drawable("Zażółć Ελληνικά Россия Ärger") == "Zażółć Ελληνικά Россия Ärger"
    assert drawable("A\u0308rger") == "Ärger"
    for text in (ARABIC, "The 時計 of tides", "🌊", ""):
        assert not drawable(text)


def test_each_letter_is_of_the_first_font_that_has_it(fonts: tuple[list[Font], object]) -> None:
    """Of the weight and slope that were asked for; signs go with the letters before them."""
    owner = font_of(made_font(ARABIC + "،0123456789"))
    face = Typeface([fonts[0], [owner]], 600)
    pieces = [(font.weight, text) for font, text in face.runs(f"Tide: {ARABIC}، 2026 Łódź")]
    assert pieces[0] == (600, "Tide: ")
    assert pieces[1] == (owner.weight, f"{ARABIC}، 2026 ")
    assert {weight for weight, _ in pieces[2:]} == {600}
    assert "".join(text for _, text in pieces) == f"Tide: {ARABIC}، 2026 Łódź"
    assert Typeface([fonts[0]], 400, is_italic=True).font_of("a") != face.font_of("a")


@pytest.mark.parametrize("data", [b"", b"wOF2 no font", THEME[0].read_bytes()[:900], b"\0" * 4000])
def test_a_damaged_font_is_refused(data: bytes) -> None:
    """With one kind of exception, whatever is in it."""
    with pytest.raises(ValueError, match=r"."):
        font_of(data)


def test_a_font_without_names_gets_one(tmp_path: Path, style: Style) -> None:
    """As those have it that were cut for the web."""
    bare, file = TTFont(BytesIO(made_font("Tide"))), BytesIO()
    del bare["name"]
    bare.save(file)
    data = file.getvalue()
    font = font_of(data)
    (tmp_path / "font.ttf").write_bytes(drawable_file(data))
    face = Typeface([[font]], 400)
    svg = svg_of(Card("", "Tide", short="Tide"), Style(face, face, face, COLOURS[0]))
    colours = tuple(style.colours.values())
    png = png_of(svg, {font.name: tmp_path / "font.ttf"}, colours, has_picture=False)
    assert _ink(png, (0, 134, WIDTH, 446)) > 5_000


@pytest.mark.parametrize(
    "title",
    [
        "</text></svg><script>alert(1)</script>",
        "A ]]> & &amp; \"quoted\" 'title' <!-- --> {x} %s \\",
        'x" href="file:///etc/passwd',
        "a \u202e turned \u2066 title",
    ],
)
def test_a_hostile_title_is_text(style: Style, title: str) -> None:
    """It ends no element and names no file."""
    card = replace(CARD, title=style.plain.drawable(title))
    root = etree.fromstring(svg_of(card, style).encode())
    shown = "".join("".join(each.itertext()) for each in root.iterfind("{*}text"))
    shown = "".join(each for each in shown if each not in "\u202a\u202b\u202c").replace(" ", "")
    assert card.title.replace(" ", "") in shown
    assert {etree.QName(each).localname for each in root.iter()} <= {
        *("svg", "rect", "text", "tspan", "path", "g")
    }


def test_the_picture_shows_the_words(drawn: Drawn) -> None:
    """Another title is another picture, the same card the same bytes; few colours."""
    one, again = drawn(CARD), drawn(CARD)
    assert one == again
    image = Image.open(BytesIO(one))
    assert (image.size, image.mode) == ((WIDTH, HEIGHT), "P")
    assert len(one) < 20_000
    assert _ink(one, (0, 134, WIDTH, 446)) > 5_000
    shown = {one, *(drawn(replace(CARD, **{name: "Other"})) for name in ("title", "site", "day"))}
    shown |= {drawn(replace(CARD, **{name: "Other"})) for name in ("short", "check")}
    assert len(shown) == 6


def test_each_state_of_the_disclosure_looks_its_own_way(drawn: Drawn) -> None:
    """Where nothing is declared, nothing is claimed: no rule, no mark."""
    states = {drawn(replace(CARD, gem=gem)) for gem in ("", "open", "half", "full")}
    states |= {drawn(replace(CARD, lines=lines)) for lines in ("", "person", "both")}
    assert len(states) == 7
    undeclared = drawn(replace(CARD, lines="", gem="", short="", check=""))
    assert not _ink(undeclared, (0, 460, WIDTH, HEIGHT))
    assert _ink(drawn(CARD), (0, 460, WIDTH, HEIGHT))
    # A diamond says nothing that no word beside it says.
    silent = replace(CARD, check="")
    assert drawn(silent) == drawn(replace(silent, gem=""))


def test_a_card_runs_as_its_language_does(
    fonts: tuple[list[Font], dict[str, Path]], tmp_path: Path
) -> None:
    """An Arabic title begins at the right, with the letters of the owner's font."""
    data = made_font(ARABIC)
    owner = font_of(data)
    files = {**fonts[1], owner.name: tmp_path / "owner.ttf"}
    files[owner.name].write_bytes(drawable_file(data))
    face = Typeface([fonts[0], [owner]], 400)
    style = Style(face, face, face, COLOURS[0])
    assert face.drawable(ARABIC) == ARABIC
    card = Card("Colophon", ARABIC, short="AI-written", lines="ai", direction="rtl")
    png = png_of(svg_of(card, style), files, tuple(style.colours.values()), has_picture=False)
    left, right = (0, 134, WIDTH // 3, 446), (WIDTH * 2 // 3, 134, WIDTH, 446)
    assert _ink(png, right) > 1.2 * _ink(png, left)
    assert _ink(png, (WIDTH // 2, 480, WIDTH, HEIGHT)) > _ink(png, (0, 480, WIDTH // 2, HEIGHT))


def test_a_sentence_without_room_is_left_out(style: Style) -> None:
    """Rather than be cut: half of a disclosure says something else."""
    assert style.check(CARD.check).lines == (CARD.check,)
    assert len(style.check(f"{CARD.check} {CARD.check} {CARD.check}").lines) == 2
    assert not style.check(f"{CARD.check} " * 6).lines


def test_a_site_without_words_or_with_a_logo(
    fonts: tuple[list[Font], dict[str, Path]], style: Style, drawn: Drawn
) -> None:
    """The mark alone; or the owner's picture, in its own colours."""
    assert _ink(drawn(Card("")), (500, 250, 700, 400))
    data = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"'
    logo = Logo(data + b' fill="#00aa55"/></svg>', "image/svg+xml", 2)
    own = replace(style, logo=logo)
    for card in (CARD, Card("Colophon")):
        colours = tuple(own.colours.values())
        png = png_of(svg_of(card, own), fonts[1], colours, has_picture=True)
        assert has_colour(Image.open(BytesIO(png)), (0, 0xAA, 0x55))


def colours_of(image: Image.Image) -> dict[tuple[int, int, int], int]:
    """Each colour of a picture, and of how many pixels it is."""
    found: Any = image.convert("RGB").getcolors(image.width * image.height)
    return {colour: count for count, colour in found}


def has_colour(image: Image.Image, wanted: tuple[int, int, int]) -> bool:
    """Whether a picture has that colour, or one that nobody tells from it."""
    pairs = (zip(colour, wanted, strict=True) for colour in colours_of(image))
    return any(sum(abs(one - other) for one, other in pair) < 30 for pair in pairs)


def _ink(png: bytes, box: tuple[int, int, int, int]) -> int:
    """How many pixels of a box are not of the ground's colour."""
    found = colours_of(Image.open(BytesIO(png)).convert("RGB").crop(box))
    return sum(found.values()) - max(found.values())
