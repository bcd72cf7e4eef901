"""Colours that can be read, made of one, and the style sheet that says what differs."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.look.colour import (
    PAIRS,
    PAPER,
    READABLE,
    contrast,
    oklch,
    parsed,
    readable,
    schemes,
    to_hex,
)
from plugins.look.css import FontFile, sheet_of, tokens_of
from plugins.look.picture import proportions
from plugins.look.settings import LookSettings, colour_mistakes, mistakes, social_links
from tests.building import ROOT
from tests.pictures import png

COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
THEME = tokens_of((ROOT / "theme" / "static" / "css" / "base.css").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """#767676 is the lightest grey that can be read on white, as everybody's tools say."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("colour", "lightness", "chroma", "hue"),
    [
        ("#ff0000", 0.628, 0.258, 29.2),
        ("#0000ff", 0.452, 0.313, 264.1),
        ("#008000", 0.52, 0.177, 142.5),
    ],
)
def test_oklch_is_that_of_css(colour: str, lightness: float, chroma: float, hue: float) -> None:
    """Values of the CSS Color 4 tests and of browsers."""
    found = oklch(colour)
    assert found[:2] == pytest.approx((lightness, chroma), abs=0.01)
    assert math.degrees(found.hue) % 360 == pytest.approx(hue, abs=1)


@given(COLOUR)
def test_a_colour_comes_back(colour: str) -> None:
    """OKLCH and back."""
    assert to_hex(oklch(colour)) == colour


@given(COLOUR, COLOUR)
def test_the_nearest_readable_colour(colour: str, on: str) -> None:
    """It can be read on anything, and what can be read stays."""
    found = readable(colour, on)
    assert contrast(found, on) >= READABLE
    assert readable(found, on) == found


@given(COLOUR)
def test_any_seed_makes_schemes_that_can_be_read(seed: str) -> None:
    """All but the seed itself: it is refused where it is faint, the colour named then is not."""
    made = schemes(THEME, ({}, {}), seed)
    for tokens in made:
        assert tokens.keys() == THEME[0].keys()
        faint = [one for one, on, least in PAIRS if contrast(tokens[one], tokens[on]) < least]
        assert faint in ([], ["rubric"] if tokens is made[0] else [])
    told = [*colour_mistakes(THEME, made, LookSettings(seed=seed))]
    assert len(told) == (contrast(seed, made[0][PAPER]) < READABLE)
    for problem in told:
        cure = problem.cure.removesuffix(".").rpartition(" ")[2]
        mended = schemes(THEME, ({}, {}), cure)
        assert not [*colour_mistakes(THEME, mended, LookSettings(seed=cure))]


def test_the_theme_names_its_colours() -> None:
    """LOOK can change those alone, and they can be read to begin with."""
    assert {name for one, on, _ in PAIRS for name in (one, on)} <= THEME[0].keys()
    assert not [*colour_mistakes(THEME, THEME, LookSettings())]


def test_a_paper_that_the_ink_is_faint_on() -> None:
    """What would do in its place, for the words of programs too: nobody has chosen the ink."""
    options = LookSettings(dark={"paper": "#777777"})
    made = schemes(THEME, ({}, {"paper": "#777777"}))
    told = [str(problem) for problem in colour_mistakes(THEME, made, options)]
    assert told
    assert all("LOOK['dark']['paper']: ‘#777777’: the " in each for each in told)
    assert "4.5:1 is the least; the nearest paper that would do is #" in told[0]
    code = ({"name": "#1b4a8a"}, {"name": "#96bdf3"})
    assert "the name #96bdf3 has" in str([*colour_mistakes(THEME, made, options, code)][-1])


@pytest.mark.parametrize("text", ["red", "#12", "#1234", "1f5f8b", "#gggggg", "", None, 7])
def test_what_is_no_colour(text: object) -> None:
    """Only hexadecimal ones are taken: each tool shows them."""
    assert parsed(text) == ""


def test_the_sheet_says_what_differs() -> None:
    """And nothing where nothing does."""
    assert sheet_of(THEME, THEME, LookSettings(), ()) == ""
    options = LookSettings(text_font="Lora", code_font="monospace-code", measure=40)
    made = schemes(THEME, ({"paper": "#ffffff"}, {}))
    sheet = sheet_of(
        THEME, made, options, [FontFile("Lora", "bold-italic", "images/l.woff2", "../")]
    )
    assert "--rubric" not in sheet
    assert f"--paper: light-dark(#ffffff, {THEME[1]['paper']});" in sheet
    assert '--serif: "Lora", serif;' in sheet
    assert "--mono: ui-monospace," in sheet
    assert "--measure: 40rem;" in sheet
    assert "font-style: italic;\n  font-weight: 700;" in sheet
    assert 'src: url("../images/l.woff2") format("woff2");' in sheet


WRONG: dict[str, tuple[dict[str, object], str]] = {
    "seed": ({"seed": "crimson"}, "LOOK['seed']: ‘crimson’: is no colour. Write a colour as"),
    "token": ({"light": {"ink": "black"}}, "LOOK['light']['ink']: ‘black’: is no colour"),
    "font": ({"text_font": "transitonal"}, "is no font. Did you mean ‘transitional’?"),
    "family": ({"fonts": {"a}b": {"bold": "x.woff2"}}}, "LOOK['fonts']: ‘a}b’: is no name"),
    "stack": ({"fonts": {"didone": {"bold": "x.woff2"}}}, "is the name of a system stack"),
    "face": ({"fonts": {"A": {"bald": "x.woff2"}}}, "is no face of a font. Did you mean ‘bold’?"),
    "format": (
        {"fonts": {"A": {"bold": "x.ttf"}}},
        "LOOK['fonts']['A']['bold']: ‘x.ttf’: is no woff2",
    ),
    "files": ({"fonts": {"A": "x.woff2"}}, "names no files by face"),
    "measure": ({"measure": 3.0}, "LOOK['measure']: ‘3.0’: is no width to read by"),
    "logo": ({"logo": "images/logo.gif"}, "LOOK['logo']: ‘images/logo.gif’: is none of .svg, .png"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told(name: str) -> None:
    """Each with its key, value and cure."""
    given, told = WRONG[name]
    (problem,) = mistakes(LookSettings(**given))  # type: ignore[arg-type]  # as an owner writes them
    assert told in str(problem)


def test_social_links() -> None:
    """Pairs of a name and a whole address; anything else is told by its place."""
    good = [("Mastodon", "https://social.example/@a"), ["Mail", "mailto:a@b.example"]]
    assert social_links(good) == ([("Mastodon", good[0][1]), ("Mail", good[1][1])], [])
    bad = [("A", "javascript:alert(1)"), ("B",), "C", ("D", "social.example"), (" ", "https://e.f")]
    links, problems = social_links([good[0], *bad])
    assert links == [good[0]]
    assert [problem.key for problem in problems] == [f"SOCIAL[{n}]" for n in range(1, 6)]
    assert social_links("https://a.example")[1][0].key == "SOCIAL"


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(), (1, 1)),
        (b'<?xml version="1.0"?><svg xmlns="x" viewBox="0 0 32 16" width="9"/>', (32, 16)),
        (b"<svg\nviewBox='-1,-1,2.5,5'>", (2.5, 5)),
        (b'<svg width="40px" height="20">', (40, 20)),
        (b'<svg width="100%" height="20">', None),
        (b'<svg viewBox="0 0 0 5">', None),
        (b"GIF89a", None),
        (b"", None),
    ],
)
def test_proportions(data: bytes, size: tuple[float, float] | None) -> None:
    """Of a PNG or an SVG."""
    assert proportions(data) == size
