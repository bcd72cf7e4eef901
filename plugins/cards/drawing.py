"""A card as SVG: the title as on the page, under it the notice's mark and its words in short.

What the lines and the diamond say stands beside them in words, as in the notice: nothing is told by
drawing alone. The drawings are those of theme/templates/partials/symbols.html.
"""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import field
from html import escape
from typing import NamedTuple

from ..common.values import dataclass
from .fonts import EM, Typeface
from .lines import ELLIPSIS, Setting, Width, setting, shortened

WIDTH, HEIGHT = 1200, 630
"""What all services show whole: 1.91 to 1."""
MARGIN = 76
ROOM = WIDTH - 2 * MARGIN
HEAD, NAME = 100, 40
"""Base line of the site's name, and its size."""
MARK = 46
"""Width of the mark beside it."""
GAP = 18
DAY = 28
TITLE = (134, 446)
"""Between these heights the title stands in the middle."""
LEADING = 1.12
CAPITALS = 0.68
"""Height of capitals, of a title's size."""
OVERHANG = 0.03
"""What a large letter begins before the margin: white at its side would set it in."""
TIGHT = -0.012
"""Space between letters of a title, of its size."""
RULE = 474
SIGN, WORDS = 62, 92
"""Width of the notice's mark, and where its words begin."""
SHORT = 36
"""Size of the notice's first words."""
CHECKS = ((29, 1), (27, 1), (25, 1), (24, 2))
"""As `TIERS`, of its second sentence."""
FIRST, NEXT = (66, 56, 50), (0, 42, 36)
"""Where both stand below the rule and below each other, by how many lines the second has."""
TAGLINE, LINE = 38, 53
"""Size of what the site promises, and the height of its lines."""
TAPER = (0.86, 0.62, 0.38)
"""Lengths of these, as a printer's last page has them."""
NAMES = ((116, 2), (90, 2), (70, 3), (54, 3), (44, 4))
"""As `TIERS`, of a site's name above its promise."""

SVG = "http://www.w3.org/2000/svg"
LINES = "M0 1.5h28M6 8.5h16M12 15.5h4"
BROKEN = ' stroke-dasharray="4 2"'
STROKES = {
    "person": ((LINES, ""),),
    "ai": ((LINES, BROKEN),),
    "both": (("M0 1.5h28", ""), ("M6 8.5h16M12 15.5h4", BROKEN)),
}
"""By what the lines of a label say."""
GEM = "M14 20.5 18.2 24.7 14 28.9 9.8 24.7z"
OUTLINE = "M14 21 17.6 24.7 14 28.4 10.4 24.7z"
HALF = "M14 20.5v8.4l-4.2-4.2z"
GEMS = {"full": (True, ""), "half": (False, HALF), "open": (False, "")}
"""By what its diamond says: whether it is filled, and what else is."""
UNITS = 28
"""Width of the mark in its own units."""
EMBEDDED = {"rtl": "\u202b", "ltr": "\u202a"}
"""Begins a text that runs this way; `END` ends it."""
END = "\u202c"
WAYS = {"L": "ltr", "R": "rtl", "AL": "rtl"}
"""By the class of a letter (UAX #9)."""
MIRRORED = {"start": "end", "end": "start", "middle": "middle"}


@dataclass(frozen=True, slots=True)
class Card:
    """The words on a card, all plain text; what is empty is left out."""

    site: str
    title: str = ""
    tagline: str = ""
    """Of the site; a card has this or a title."""
    day: str = ""
    lines: str = ""
    """As `Label.lines`, and the next three."""
    gem: str = ""
    short: str = ""
    check: str = ""
    direction: str = "ltr"
    """Which way the card runs."""
    words_direction: str = "ltr"
    """Which way the notice's words run."""

    @property
    def is_of_site(self) -> bool:
        """Whether it says nothing of any one text."""
        return not (self.title or self.short)

    @property
    def words(self) -> str:
        """Everything that can be read on it."""
        parts = (self.title, self.site, self.tagline, self.day, self.short, self.check)
        return " · ".join(filter(None, parts))


class Logo(NamedTuple):
    """The owner's picture before the site's name."""

    data: bytes
    type: str
    ratio: float
    """Of its width to its height."""


@dataclass(frozen=True, slots=True)
class Style:
    """What all cards of a site are drawn with."""

    plain: Typeface
    bold: Typeface
    slanted: Typeface
    colours: Mapping[str, str]
    """Those of one scheme, by the names of `COLOURS` and in their order."""
    logo: Logo | None = None
    _readable: dict[str, str] = field(default_factory=dict)

    def readable(self, check: str) -> str:
        """The notice's second sentence, if there are letters and room for it; many are the same."""
        if check not in self._readable:
            drawable = self.plain.drawable(check)
            self._readable[check] = drawable if self.check(drawable).lines else ""
        return self._readable[check]

    def check(self, words: str) -> Setting:
        """The notice's second sentence in lines; none where there is no room for all of it."""
        size, lines = setting(words, _width_in(self.plain), ROOM - WORDS, CHECKS)
        return Setting(size, () if lines and lines[-1].endswith(ELLIPSIS) else lines)


COLOURS = (
    {"paper": "#ffffff", "ink": "#000000", "faint": "#555555", "rubric": "#000000"},
    {"paper": "#000000", "ink": "#ffffff", "faint": "#aaaaaa", "rubric": "#ffffff"},
)
"""Those of a site whose theme names none, light and dark; the ground comes first."""


def svg_of(card: Card, style: Style) -> str:
    """The drawing of a card."""
    pen = _Pen(style, card.direction)
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{style.colours["paper"]}"/>']
    if card.is_of_site:
        parts += _title_page(card, pen)
    else:
        parts += [*_head(card, pen), *_title(card, pen), *_notice(card, pen)]
    return f'<svg xmlns="{SVG}" width="{WIDTH}" height="{HEIGHT}">{"".join(parts)}</svg>'


class _Pen(NamedTuple):
    """Draws on a card that runs one way or the other: places are told from where lines begin."""

    style: Style
    direction: str

    def text(
        self,
        text: str,
        face: Typeface,
        place: tuple[float, float],
        size: float,
        colour: str = "ink",
        *,
        anchor: str = "start",
        direction: str,
        tight: bool = False,
    ) -> str:
        """One line; `place` is where it begins, or what else `anchor` says, and its base line."""
        x = place[0]
        if self.direction == "rtl":
            x, anchor = WIDTH - x, MIRRORED[anchor]
        begin = EMBEDDED[direction]
        pieces = []
        for font, piece in face.runs(text):
            pieces.append(f'<tspan font-family="{font.name}">{begin}{escape(piece)}</tspan>')
            begin = ""
        spacing = f' letter-spacing="{TIGHT * size:.2f}"' if tight else ""
        return (
            f'<text x="{x:g}" y="{place[1]:g}" font-size="{size:g}" text-anchor="{anchor}"'
            f' fill="{self.style.colours[colour]}"{spacing} xml:space="preserve">'
            f"{''.join(pieces)}{END}</text>"
        )

    def mark(self, place: tuple[float, float], width: float, lines: str, gem: str) -> str:
        """The mark, or what of it a label says; `place` is where it begins, and its top."""
        x = WIDTH - place[0] - width if self.direction == "rtl" else place[0]
        colour = self.style.colours["rubric"]
        strokes = "".join(
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="3"{dashes}/>'
            for path, dashes in STROKES.get(lines, ())
        )
        if gem:
            filled, also = GEMS[gem]
            outline = f'<path d="{OUTLINE}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
            strokes += f'<path d="{GEM}" fill="{colour}"/>' if filled else outline
            strokes += f'<path d="{also}" fill="{colour}"/>' if also else ""
        return (
            f'<g transform="translate({x:g} {place[1]:g}) scale({width / UNITS:.4f})">{strokes}</g>'
        )


def _head(card: Card, pen: _Pen) -> Iterator[str]:
    """The mark or the owner's logo, the site's name, and the day at the other end."""
    style = pen.style
    begins: float = MARGIN + GAP
    if style.logo:
        height = 1.3 * MARK
        wide = min(height * style.logo.ratio, ROOM / 3)
        x = WIDTH - MARGIN - wide if pen.direction == "rtl" else MARGIN
        y = HEAD - NAME / 3 - height / 2
        yield _picture(style.logo, (x, y), (wide, height))
        begins += wide
    else:
        yield pen.mark((MARGIN, HEAD - 36), MARK, "person", "full")
        begins += MARK
    day = style.plain.width(card.day) * DAY / EM
    if card.day:
        place = (WIDTH - MARGIN, HEAD)
        way = card.words_direction
        yield pen.text(card.day, style.plain, place, DAY, "faint", anchor="end", direction=way)
    room = WIDTH - MARGIN - begins - (day + 2 * GAP if day else 0)
    if card.title and card.site:
        name = _fitting(card.site, style.plain, room / NAME)
        yield pen.text(name, style.plain, (begins, HEAD), NAME, direction=_way(name))


def _picture(logo: Logo, place: tuple[float, float], size: tuple[float, float]) -> str:
    address = f"data:{logo.type};base64,{b64encode(logo.data).decode()}"
    return (
        f'<image x="{place[0]:g}" y="{place[1]:g}" width="{size[0]:g}" height="{size[1]:g}"'
        f' href="{address}"/>'
    )


def _fitting(text: str, face: Typeface, room: float) -> str:
    width = _width_in(face)
    return text if width(text) <= room else shortened(text, width, room)


def _width_in(face: Typeface) -> Width:
    return lambda words: face.width(words) / EM


def _way(text: str) -> str:
    """Which way a text runs: that of its first letter."""
    ways = (WAYS.get(unicodedata.bidirectional(character)) for character in text)
    return next(filter(None, ways), "ltr")


def _title(card: Card, pen: _Pen) -> Iterator[str]:
    """The title, or the site's name where it cannot be drawn."""
    title = card.title or card.site
    face, way = pen.style.plain, _way(title)
    tight = way == "ltr"

    def width(text: str) -> float:
        return face.width(text) / EM + (TIGHT * len(text) if tight else 0)

    size, lines = setting(title, width, ROOM)
    top, bottom = TITLE
    # From the top of the first line's capitals to the last line's base.
    base = (top + bottom - size * LEADING * (len(lines) - 1) + CAPITALS * size) / 2
    for number, line in enumerate(lines):
        place = (MARGIN - OVERHANG * size, base + number * size * LEADING)
        yield pen.text(line, face, place, size, direction=way, tight=tight)


def _notice(card: Card, pen: _Pen) -> Iterator[str]:
    if not card.short:
        return
    style, begins, words = pen.style, MARGIN + WORDS, card.words_direction
    yield f'<path d="M{MARGIN} {RULE}h{ROOM}" stroke="{style.colours["ink"]}" stroke-width="3"/>'
    size, lines = style.check(card.check)
    # ‘Checked’ is among the first words; what else a diamond says, the second sentence alone does.
    gem = card.gem if lines or card.gem == "full" else ""
    yield pen.mark((MARGIN, RULE + 30), SIGN, card.lines, gem)
    base = RULE + FIRST[len(lines)]
    yield pen.text(card.short, style.bold, (begins, base), SHORT, direction=words)
    for number, line in enumerate(lines):
        place = (begins, base + NEXT[len(lines)] + number * 1.25 * size)
        yield pen.text(line, style.plain, place, size, "faint", direction=words)


def _title_page(card: Card, pen: _Pen) -> Iterator[str]:
    """The card of the site: its name, what it promises, and the mark as a printer's at the foot."""
    style, middle, wide = pen.style, WIDTH / 2, 1.4 * SIGN
    top = HEIGHT - 1.5 * MARGIN - SIGN / 2 if card.site else HEIGHT / 2 - SIGN
    if style.logo:
        across = min(2 * SIGN * style.logo.ratio, ROOM / 2)
        place = (middle - across / 2, top - SIGN / 2)
        yield _picture(style.logo, place, (across, 2 * SIGN))
    else:
        yield pen.mark((middle - wide / 2, top), wide, "person", "full")
    size, lines = setting(card.site, _width_in(style.plain), ROOM, NAMES)
    promise = _tapered(card.tagline, style.slanted)
    whole = size * LEADING * (len(lines) - 1) + LINE * (len(promise) + 0.6 * bool(promise))
    base = (top - whole + CAPITALS * size) / 2
    for number, line in enumerate(lines):
        place = (middle, base + number * size * LEADING)
        yield pen.text(line, style.plain, place, size, anchor="middle", direction=_way(line))
    base += whole - LINE * (len(promise) - 1)
    for number, line in enumerate(promise):
        place = (middle, base + number * LINE)
        yield pen.text(
            line, style.slanted, place, TAGLINE, "faint", anchor="middle", direction=_way(line)
        )


def _tapered(text: str, face: Typeface) -> list[str]:
    """Lines each shorter than the one above; what none has room for is left out."""
    words, lines = text.split(), list[str]()
    for share in TAPER:
        room, line = share * ROOM * EM / TAGLINE, ""
        while words and face.width(longer := f"{line} {words[0]}".strip()) <= room:
            line = longer
            words.pop(0)
        lines.append(line)
    if words:
        lines[-1] += ELLIPSIS
    return list(filter(None, lines))
