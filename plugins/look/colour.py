"""Colours: contrast by WCAG 2, the nearest that can be read, two schemes made of one seed.

Colours are ``#rrggbb`` in lower case. They are changed in OKLCH, where the same step looks the same
everywhere (Björn Ottosson, https://bottosson.github.io/posts/oklab/; CSS Color 4).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..common.regex import regex

HEX = regex(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")

READABLE = 4.5
"""Least contrast of text (WCAG 2, 1.4.3)."""
SEEN = 3.0
"""Least contrast of what has to be seen, as the edge of a field (1.4.11)."""
PAPER = "paper"
ACCENT = "rubric"
PAIRS = (
    *(("ink", on, READABLE) for on in (PAPER, "panel", "mark")),
    *((name, PAPER, READABLE) for name in ("faint", ACCENT)),
    ("edge", PAPER, SEEN),
)
"""A token, what it stands on, and its least contrast there."""
SLOPE, DARKEST = 12.92, 0.0031308
"""Up to this light sRGB is a straight line of this slope (IEC 61966-2-1)."""
ROUNDING = 1e-4
"""So far beside 0 to 1 light may lie for want of digits."""
AT_NIGHT = 7.0
"""Contrast of the accent that is made for a dark paper."""
GREY = 0.03
"""Tokens of less chroma take the seed's hue and stay as grey as they are."""
STEPS = 24
"""Halvings of an interval; a step of a channel is reached after eight or so."""

Tokens = dict[str, str]
"""Name to colour."""
Schemes = tuple[Tokens, Tokens]
"""The light and the dark one."""


class Oklch(NamedTuple):
    """A colour by lightness (0 to 1), chroma (0 to about 0.37) and hue (radians)."""

    lightness: float
    chroma: float
    hue: float


def parsed(text: object) -> str:
    """``#rgb`` or ``#rrggbb`` as the latter in lower case; empty: it is neither."""
    if not isinstance(text, str) or not HEX.fullmatch(text):
        return ""
    digits = text[1:].lower()
    return (
        f"#{digits}" if len(digits) == len("rrggbb") else f"#{''.join(2 * each for each in digits)}"
    )


def contrast(one: str, other: str) -> float:
    """From 1 to 21, as WCAG 2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _of_light(red), _of_light(green), _of_light(blue)


def _of_light(channel: float) -> float:
    dark = channel <= SLOPE * DARKEST
    return channel / SLOPE if dark else ((channel + 0.055) / 1.055) ** 2.4


def _to_screen(light: float) -> float:
    return SLOPE * light if light <= DARKEST else 1.055 * light ** (1 / 2.4) - 0.055


def oklch(colour: str) -> Oklch:
    """A colour in OKLCH."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def to_hex(wanted: Oklch) -> str:
    """The colour, with as much of its chroma as a screen has at that lightness."""
    light = _lights(wanted)
    if not _is_on_screens(light):
        none, all_of_it = 0.0, wanted.chroma
        for _ in range(STEPS):
            chroma = (none + all_of_it) / 2
            if _is_on_screens(_lights(wanted._replace(chroma=chroma))):
                none = chroma
            else:
                all_of_it = chroma
        light = _lights(wanted._replace(chroma=none))
    channels = (_to_screen(min(max(each, 0.0), 1.0)) for each in light)
    return f"#{''.join(f'{round(255 * each):02x}' for each in channels)}"


def _is_on_screens(light: tuple[float, float, float]) -> bool:
    return all(-ROUNDING <= each <= 1 + ROUNDING for each in light)


def _lights(colour: Oklch) -> tuple[float, float, float]:
    """Red, green and blue, linear; outside 0 to 1 a screen has no such colour."""
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def readable(colour: str, on: str, least: float = READABLE) -> str:
    """The colour of that hue, nearest in lightness, whose contrast `on` another is `least`.

    Black or white reaches 4.5 on any; where a higher one is out of reach, the better of the two.
    """
    if contrast(colour, on) >= least:
        return colour
    given = oklch(colour)
    found = [_towards(given, end, on, least) for end in (0.0, 1.0)]
    reached = [each for each in found if contrast(to_hex(each), on) >= least]
    if not reached:
        return max(map(to_hex, found), key=lambda each: contrast(each, on))
    return to_hex(min(reached, key=lambda each: abs(each.lightness - given.lightness)))


def _towards(given: Oklch, end: float, on: str, least: float) -> Oklch:
    """The first on the way to black (0) or white (1) with that contrast, or that end."""
    near, far = given.lightness, end
    for _ in range(STEPS):
        middle = (near + far) / 2
        if contrast(to_hex(given._replace(lightness=middle)), on) >= least:
            far = middle
        else:
            near = middle
    return given._replace(lightness=far)


def schemes(theme: Schemes, own: Schemes, seed: str = "") -> Schemes:
    """The theme's schemes, made of `seed` where there is one, with `own` colours in their places.

    The seed is the light scheme's accent as it stands. Greys take its hue and keep their lightness,
    so their contrast; the dark scheme's accent is as light as its paper asks for; the rest stays.
    """
    light, dark = theme
    if seed:
        given = oklch(seed)
        hue = given.hue if given.chroma > GREY / 10 else None
        light, dark = _tinted(light, hue), _tinted(dark, hue)
        light[ACCENT] = seed
        dark[ACCENT] = readable(seed, own[1].get(PAPER, dark[PAPER]), AT_NIGHT)
    return _replaced(light, own[0]), _replaced(dark, own[1])


def _replaced(tokens: Tokens, own: Tokens) -> Tokens:
    return {name: own.get(name, colour) for name, colour in tokens.items()}


def _tinted(tokens: Tokens, hue: float | None) -> dict[str, str]:
    return {name: _with_hue(colour, hue) for name, colour in tokens.items()}


def _with_hue(colour: str, hue: float | None) -> str:
    found = oklch(colour)
    if found.chroma >= GREY:
        return colour
    return to_hex(found._replace(chroma=0.0) if hue is None else found._replace(hue=hue))
