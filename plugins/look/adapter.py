"""Where the look meets Pelican: `look()` for templates, and one style sheet of what differs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from urllib.parse import quote

from ..common.options import read_options
from ..common.planned_files import PlannedFile
from ..common.problems import Problem, report
from ..common.values import dataclass
from ..run import PublishedFile, Run, SiteLook
from . import colour
from .css import FontFile, sheet_of, tokens_of
from .picture import proportions
from .settings import (
    SETTINGS_FILE,
    LookSettings,
    colour_mistakes,
    mistakes,
    own_colours,
    social_links,
)
from .sheets import whole

logger = logging.getLogger(__name__)

COLOURS, CODE = "css/base.css", "css/code.css"
"""Where a theme names its colours, and those of programs' words."""
SHEET = "look.css"
OWN_SHEET = "own.css"
"""The owner's own, in a folder of static files of the theme."""
WOFF2 = b"wOF2"
ROMAN = ("regular", "variable")
"""Faces of a font in which most of a text is set."""
LOGO_HEIGHT = 100
"""Of the numbers that tell a logo's proportions."""


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture before the site's name."""

    url: str
    """Below the site's root."""
    width: int
    height: int


@dataclass(slots=True)
class Look:
    """What templates show of it."""

    css: str = ""
    sheets: list[str] = field(default_factory=list)
    """Addresses of style sheets below the site's root, to be linked after the theme's."""
    has_text_font: bool = False
    """Whether texts are set in another font than the theme's."""
    text_font: str = ""
    """Address of the file of that font which each page needs; empty: readers have it."""
    logo: Logo | None = None
    social: list[tuple[str, str]] = field(default_factory=list)
    """Name and address."""


def prepare(run: Run) -> None:
    """Read `LOOK` and `SOCIAL`, and offer `look()`."""
    given = run.settings.get("LOOK", {})
    options, problems = read_options(LookSettings, given, setting="LOOK")
    social, faults = social_links(run.settings.get("SOCIAL") or ())
    report(logger, *problems, *mistakes(options), *faults)
    run.set_state(options)
    run.icon = options.icon
    run.set_state(Look(has_text_font=bool(options.text_font), social=social))
    run.offer(look=run.of_page(lambda its, _context: its.state_of(Look), ()))


def design(run: Run) -> None:
    """Make the style sheet, and refuse what cannot be read or is not there."""
    options, look = run.state_of(LookSettings), run.state_of(Look)
    theme = tokens_of(_text_of(run, COLOURS))
    made = theme
    if options.seed or options.light or options.dark:
        made = colour.schemes(theme, own_colours(options), colour.parsed(options.seed))
        code = tokens_of(_text_of(run, CODE))
        report(logger, *colour_mistakes(theme, made, options, code))
    files = dict(_fonts(run, options))
    look.css = sheet_of(theme, made, options, files)
    of_text = [each for each in files if each.family == options.text_font]
    roman = [each for each in of_text if each.face in ROMAN]
    look.text_font = roman[0].path if roman else ""
    logo = _logo(run, options.logo)
    look.logo = logo[1] if logo else None
    run.site_look = SiteLook(
        schemes=made,
        text_fonts=tuple(files[each] for each in of_text),
        logo=logo[0] if logo else None,
        logo_ratio=logo[1].width / logo[1].height if logo else 1,
    )
    if options.icon and not run.published_file(options.icon):
        report(logger, _missing("['icon']", options.icon))
    if look.css:
        look.sheets.append(_in_theme(run, SHEET))
        run.outputs[look.sheets[0]] = "the style sheet made of LOOK"
    if run.published_file(_in_theme(run, OWN_SHEET)):
        look.sheets.append(_in_theme(run, OWN_SHEET))
    run.said_of_site["look"] = repr(look)


def write(run: Run) -> None:
    """Write the style sheet, where anything differs from the theme."""
    css = run.state_of(Look).css
    if css:
        run.write_planned([PlannedFile(_in_theme(run, SHEET), lambda: (css,), css.encode)])


def shorten(run: Run) -> None:
    """Make one short sheet of each published copy and those it imports."""
    for path in sorted((run.output_folder / run.settings["THEME_STATIC_DIR"]).rglob("*.css")):
        text = whole(path)
        path.unlink()  # it may be as read-only as the theme
        path.write_text(text, encoding="utf-8", newline="")


def _in_theme(run: Run, name: str) -> str:
    return f"{run.settings['THEME_STATIC_DIR']}/{name}"


def _text_of(run: Run, name: str) -> str:
    file = run.published_file(_in_theme(run, name))
    return file.source.read_text(encoding="utf-8", errors="replace") if file else ""


def _fonts(run: Run, options: LookSettings) -> Iterator[tuple[FontFile, Path]]:
    up = "../" * len(run.settings["THEME_STATIC_DIR"].split("/"))
    for family, files in options.fonts.items():
        for face, name in files.items():
            key = f"['fonts'][{family!r}][{face!r}]"
            file = run.published_file(str(name))
            if file is None:
                report(logger, _missing(key, name))
            elif file.source.read_bytes()[:4] != WOFF2:
                cure = "Convert the font to woff2."
                report(logger, _problem(key, name, "is no woff2 file, whatever its name", cure))
            else:
                yield FontFile(family, face, quote(file.path), up), file.source


def _logo(run: Run, name: str) -> tuple[PublishedFile, Logo] | None:
    if not name:
        return None
    file = run.published_file(name)
    if file is None:
        report(logger, _missing("['logo']", name))
        return None
    size = proportions(file.source.read_bytes())
    if size is None:
        cure = "Save it again, an SVG with a viewBox."
        report(logger, _problem("['logo']", name, "does not say how wide and high it is", cure))
        return None
    width = max(round(LOGO_HEIGHT * size[0] / size[1]), 1)
    return file, Logo(quote(file.path), width, LOGO_HEIGHT)


def _missing(key: str, name: object) -> Problem:
    cure = "Write it as readers get it: images/NAME for a file in content/images/."
    return _problem(key, name, "is no file that the site publishes", cure)


def _problem(key: str, value: object, message: str, cure: str) -> Problem:
    return Problem(SETTINGS_FILE, 0, f"LOOK{key}", str(value), message, cure)
