"""The options of `LOOK = {...}` in pelicanconf.py; what is wrong with them and with `SOCIAL`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from ..common.addresses import is_web_address, safe_address
from ..common.problems import Problem, did_you_mean
from ..common.regex import regex
from ..common.values import dataclass
from .colour import PAIRS, PAPER, READABLE, Schemes, Tokens, contrast, parsed, readable
from .fonts import FACES, GENERIC, STACKS

SETTINGS_FILE = "pelicanconf.py"
COLOUR = "Write a colour as '#a32414'."
SCHEMES = ("light", "dark")
MEASURES = (20, 60)
"""Least and most of a measure."""
FAMILY = regex(r"\w[\w -]*")
PICTURES = (".svg", ".png")


@dataclass(frozen=True, slots=True)
class LookSettings:
    """Every option, its default and what it means."""

    seed: str = ""
    """One colour, as `#a32414`, of which both schemes are made: it is the accent of the light one
    and gives its hue to everything else. On the paper it must have a contrast of 4.5:1 or more.
    Empty: the theme's colours."""

    light: dict[str, str] = field(default_factory=dict)
    """Single colours of the light scheme by name, as `{"paper": "#fffdf5"}`. `paper` is the ground,
    `panel` that of code in a line, `mark` that of marked words. `ink`, `faint` (small words) and
    `rubric` (the accent) are text and need 4.5:1, `edge` (frames) 3:1; `rule` is a hairline."""

    dark: dict[str, str] = field(default_factory=dict)
    """The same of the dark scheme."""

    text_font: str = ""
    """Font of texts and titles: the name of a system stack (`old-style`, `transitional`,
    `slab-serif`, …) or of one in `fonts`. Empty: the theme's own."""

    page_font: str = ""
    """The same of the page's own words: menu, dates, labels."""

    code_font: str = ""
    """The same of code."""

    fonts: dict[str, dict[str, str]] = field(default_factory=dict)
    """Own fonts: name to its woff2 files by face, as
    `{"Lora": {"regular": "images/lora.woff2", "italic": "theme/fonts/lora-italic.woff2"}}`. Faces
    are `regular`, `italic`, `bold`, `bold-italic`, `variable` and `variable-italic`. A file lies
    below the content folder, or in `theme-own/static/`, which readers get as `theme/`."""

    measure: float = 0.0
    """Greatest length of a line of text in rem (16 px as most readers have it); 60 to 75 letters
    read best. 0: the theme's."""

    icon: str = ""
    """The site's icon: one file in `images/`, SVG or PNG, as `images/icon.svg`; `favicon.ico` and
    the icon on phones are made of it. Empty: the theme's."""

    logo: str = ""
    """A picture before the site's name in the head of each page, SVG or PNG, as `images/logo.svg`;
    it has to be seen on light and dark paper. Empty: the printer's mark."""


def own_colours(options: LookSettings) -> Schemes:
    """The owner's single colours, those that are colours."""
    light, dark = (
        {str(name): parsed(colour) for name, colour in given.items() if parsed(colour)}
        for given in (options.light, options.dark)
    )
    return light, dark


def mistakes(options: LookSettings) -> Iterator[Problem]:
    """What is wrong with values whose type is right."""
    if options.seed and not parsed(options.seed):
        yield _problem("['seed']", options.seed, "is no colour", COLOUR)
    for scheme in SCHEMES:
        for name, colour in getattr(options, scheme).items():
            if not parsed(colour):
                yield _problem(f"[{scheme!r}][{name!r}]", colour, "is no colour", COLOUR)
    for name, files in options.fonts.items():
        yield from _font_mistakes(name, files)
    for option in GENERIC:
        yield from _choice_mistakes(option, getattr(options, option), options.fonts)
    if options.measure and not MEASURES[0] <= options.measure <= MEASURES[1]:
        cure = f"Give {MEASURES[0]} to {MEASURES[1]} rem; 38 are about 68 letters."
        yield _problem("['measure']", options.measure, "is no width to read by", cure)
    if options.logo and not options.logo.lower().endswith(PICTURES):
        cure = "Save it as one of these."
        yield _problem("['logo']", options.logo, f"is none of {', '.join(PICTURES)}", cure)


def _font_mistakes(name: Any, files: Any) -> Iterator[Problem]:
    key = f"['fonts'][{name!r}]"
    if not isinstance(name, str) or not FAMILY.fullmatch(name):
        cure = "Use letters, digits, blanks and hyphens."
        yield _problem("['fonts']", name, "is no name of a font", cure)
    elif name in STACKS:
        cure = "Give it another name."
        yield _problem("['fonts']", name, "is the name of a system stack", cure)
    if not isinstance(files, Mapping) or not files:
        cure = 'Write {"regular": "images/NAME.woff2"}.'
        yield _problem(key, files, "names no files by face", cure)
        return
    for face, file in files.items():
        if face not in FACES:
            cure = f"{did_you_mean(str(face), FACES)}The faces are: {', '.join(FACES)}."
            yield _problem(key, face, "is no face of a font", cure)
        elif not isinstance(file, str) or not file.lower().endswith(".woff2"):
            cure = "Convert the font; browsers need no other format."
            yield _problem(f"{key}[{face!r}]", file, "is no woff2 file", cure)


def _choice_mistakes(option: str, chosen: str, fonts: Mapping[str, Any]) -> Iterator[Problem]:
    known = [*map(str, fonts), *STACKS]
    if chosen and chosen not in known:
        cure = f"{did_you_mean(chosen, known)}The fonts are: {', '.join(known)}."
        yield _problem(f"[{option!r}]", chosen, "is no font", cure)


def colour_mistakes(
    theme: Schemes, made: Schemes, options: LookSettings, code: Schemes = ({}, {})
) -> Iterator[Problem]:
    """What cannot be read of the schemes that were made, and names that the theme does not have.

    `code` are the colours of programs' words, which nobody chooses: they stand on the paper.
    """
    for scheme, names, tokens, words in zip(SCHEMES, theme, made, code, strict=True):
        own = getattr(options, scheme)
        for name in own:
            if name not in names:
                cure = f"{did_you_mean(str(name), names)}The names are: {', '.join(names)}."
                yield _problem(f"[{scheme!r}]", name, "is no colour of the theme", cure)
        pairs = [*PAIRS, *((name, PAPER, READABLE) for name in words)]
        every = {**words, **tokens}
        for name, on, least in pairs:
            if name in every and on in every and contrast(every[name], every[on]) < least:
                yield _too_faint(scheme, (name, on, least), every, options)


TINT = 0.1
"""Of contrast: the paper takes a tint of the seed, and of another seed not quite the same."""


def _too_faint(
    scheme: str, pair: tuple[str, str, float], tokens: Tokens, options: LookSettings
) -> Problem:
    name, on, least = pair
    own = getattr(options, scheme)
    changed = next((each for each in (name, on) if each in own), "")
    key, value = f"[{scheme!r}][{changed!r}]", str(own.get(changed))
    if not changed:
        key, value = "['seed']", options.seed
    colour, ground = tokens[name], tokens[on]
    ratio = int(100 * contrast(colour, ground)) / 100  # never rounded up to what it does not reach
    told = f"the {name} {colour} has a contrast of {ratio:.2f}:1 on the {scheme} {on} {ground}"
    which, nearest = name, readable(colour, ground, least + (0 if changed else TINT))
    if changed == on:  # it was the ground that was chosen
        which, nearest = on, readable(ground, colour, least)
    cure = f"{least:g}:1 is the least; the nearest {which} that would do is {nearest}."
    return _problem(key, value, told, cure)


def social_links(given: object) -> tuple[list[tuple[str, str]], list[Problem]]:
    """The pairs of `SOCIAL`, name and address, and what is wrong with others."""
    if not isinstance(given, (list, tuple)):
        cure = 'Write [("Mastodon", "https://…")].'
        return [], [Problem(SETTINGS_FILE, 0, "SOCIAL", repr(given), "is no list of pairs", cure)]
    links, problems = list[tuple[str, str]](), list[Problem]()
    for number, pair in enumerate(given):
        fault = _fault_of(pair)
        if fault:
            problems.append(Problem(SETTINGS_FILE, 0, f"SOCIAL[{number}]", repr(pair), *fault))
        else:
            links.append((str(pair[0]).strip(), str(pair[1]).strip()))
    return links, problems


def _fault_of(pair: object) -> tuple[str, str] | None:
    match pair:
        case (str(name), str(address)) if name.strip() and address.strip():
            address = address.strip()
            if is_web_address(address) or safe_address(address).startswith("mailto:"):
                return None
            return "has no whole address", "Write it with https:// or mailto:."
        case _:
            return "is no pair of a name and an address", 'Write ("Mastodon", "https://…").'


def _problem(key: str, value: object, message: str, cure: str) -> Problem:
    return Problem(SETTINGS_FILE, 0, f"LOOK{key}", str(value), message, cure)
