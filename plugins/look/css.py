"""The style sheet of an owner's look: what differs from the theme, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..common.regex import regex
from ..common.values import dataclass
from .colour import Schemes, parsed
from .fonts import FACES, GENERIC, STACKS
from .settings import LookSettings

TOKEN = regex(r"(?<![\w-])--([a-z-]++):\s*light-dark\((#[0-9a-fA-F]{3,6}),\s*(#[0-9a-fA-F]{3,6})\)")
HEAD = "/* Made of LOOK in pelicanconf.py: change it there. */\n"
SOFT = frozenset({"faint", "rule", "edge"})
"""Colours that a theme replaces for readers who ask for more contrast."""
FONTS = {"text_font": "serif", "page_font": "sans", "code_font": "mono"}
"""By option: the theme's custom property."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face of an own font."""

    family: str
    face: str
    path: str
    """Its address below the site's root."""
    up: str = ""
    """The way from the sheet to the root."""


def tokens_of(sheet: str) -> Schemes:
    """The colours that a theme's sheet names as ``--name: light-dark(#…, #…)``."""
    light, dark = dict[str, str](), dict[str, str]()
    for name, day, night in TOKEN.findall(sheet):
        if parsed(day) and parsed(night):
            light[name], dark[name] = parsed(day), parsed(night)
    return light, dark


def sheet_of(
    theme: Schemes, made: Schemes, options: LookSettings, files: Iterable[FontFile]
) -> str:
    """The sheet; empty: nothing differs."""
    faces = "".join(map(_face, files))
    values = [*_values(theme, made, options)]
    inside = _lines(":root", [each for each in values if each[0] not in SOFT])
    soft = _lines(":root", [each for each in values if each[0] in SOFT])
    if soft:
        inside += f"@media not (prefers-contrast: more) {{\n{soft}}}\n"
    layer = f"@layer values {{\n{inside}}}\n" if inside else ""
    return f"{HEAD}{faces}{layer}" if faces or layer else ""


def _lines(selector: str, values: list[tuple[str, str]]) -> str:
    lines = "".join(f"  --{name}: {value};\n" for name, value in values)
    return f"{selector} {{\n{lines}}}\n" if lines else ""


def _values(theme: Schemes, made: Schemes, options: LookSettings) -> Iterator[tuple[str, str]]:
    for name in made[0]:
        pair = made[0][name], made[1][name]
        if pair != (theme[0].get(name), theme[1].get(name)):
            yield name, f"light-dark({pair[0]}, {pair[1]})"
    for option, name in FONTS.items():
        if chosen := getattr(options, option):
            yield name, STACKS.get(chosen) or f'"{chosen}", {GENERIC[option]}'
    if options.measure:
        yield "measure", f"{options.measure:g}rem"


def _face(file: FontFile) -> str:
    style, weight = FACES[file.face]
    return (
        f'@font-face {{\n  font-family: "{file.family}";\n  font-style: {style};\n'
        f"  font-weight: {weight};\n  font-display: optional;\n"
        f'  src: url("{file.up}{file.path}") format("woff2");\n}}\n'
    )
