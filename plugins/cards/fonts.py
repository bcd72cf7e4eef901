"""Fonts as cards need them: which letters one has, how wide each is, and a file to draw with.

Browsers get WOFF2; what draws cards reads TrueType and OpenType alone. Each font gets a name of its
own there, as the theme's are one family in a file a script.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..common.values import dataclass

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

EM = 1000
"""Widths are told in so many parts of a font's size."""
DIGITS = range(ord("0"), ord("9") + 1)
LINING = "lnum"
"""The feature by which digits are as high as capitals: the theme's pages have them so, too."""
NAMES = (1, 4, 6)
"""Numbers of the names of a font: family, whole name, PostScript's."""
ENGLISH = (3, 1, 0x409)
"""Windows, Unicode, and the language."""


@dataclass(frozen=True, slots=True)
class Font:
    """One file of a font."""

    name: str
    """In the file that `drawable_file` gives."""
    weight: int
    """400: regular, 700: bold."""
    is_italic: bool
    widths: dict[int, int]
    """By character."""


class Typeface:
    """Fonts in the order in which they are asked for a character."""

    def __init__(
        self, groups: Iterable[Iterable[Font]], weight: int, *, is_italic: bool = False
    ) -> None:
        """The first group counts before the second; in it the slope, and then the weight."""

        def distance(font: Font) -> tuple[bool, int]:
            return font.is_italic != is_italic, abs(font.weight - weight)

        self._fonts = [font for group in groups for font in sorted(group, key=distance)]
        self._found: dict[str, Font | None] = {}

    def font_of(self, character: str) -> Font | None:
        """The first font that has a character."""
        if character not in self._found:
            code = ord(character)
            self._found[character] = next((f for f in self._fonts if code in f.widths), None)
        return self._found[character]

    def width(self, text: str) -> int:
        """Of a text, without what pairs of letters or ligatures save."""
        fonts = map(self.font_of, text)
        return sum(font.widths[ord(each)] for each, font in zip(text, fonts, strict=True) if font)

    def drawable(self, text: str) -> str:
        """`text` without signs that no font has, as emoji; empty: a letter is missing, or all."""
        kept = list[str]()
        for character in unicodedata.normalize("NFC", text):
            if character.isspace() or self.font_of(character):
                kept.append(character)
            elif unicodedata.category(character) in LETTERS and not _is_selector(character):
                return ""
        return " ".join("".join(kept).split())

    def runs(self, text: str) -> Iterator[tuple[Font, str]]:
        """`text` in pieces, each with the font that has its characters."""
        current: Font | None = None
        piece = ""
        for character in text:
            # Digits and signs go with the letters before them, where that font has any.
            stays = current and ord(character) in current.widths and not character.isalpha()
            font = current if stays else self.font_of(character) or current
            if current and font is not current:
                yield current, piece
                piece = ""
            current = font
            piece += character
        if current and piece:
            yield current, piece


LETTERS = frozenset("Lu Ll Lt Lm Lo Mn Mc Nd Nl No".split())
"""Categories of characters without which a word is another one."""


def _is_selector(character: str) -> bool:
    """Whether it chooses between drawings of the sign before it."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def font_of(data: bytes) -> Font:
    """What there is to know of a font's file.

    :raises ValueError: where it is none, or damaged.
    """
    try:
        font = _opened(data)
        scale = EM / font["head"].unitsPerEm
        widths, style = font["hmtx"], font["OS/2"]
        glyphs = font.getBestCmap() or {}
        wide = {code: round(scale * widths[glyph][0]) for code, glyph in glyphs.items()}
        is_italic = bool(style.fsSelection & 1)
        drawable_file(data)  # what is damaged elsewhere is found here, too
        return Font(_name(data), int(style.usWeightClass), is_italic, wide)
    except Exception as error:  # on a damaged file fontTools raises any, struct.error included
        raise ValueError(str(error) or type(error).__name__) from error


def drawable_file(data: bytes) -> bytes:
    """The same font as TrueType or OpenType under its own name, with lining digits."""
    from fontTools.ttLib import newTable

    font = _opened(data)
    font.flavor = None
    names: Any = newTable("name")
    names.names = []
    font["name"] = names
    for number in NAMES:
        names.setName(_name(data), number, *ENGLISH)
    file = BytesIO()
    font.save(file, reorderTables=False)
    return file.getvalue()


def _name(data: bytes) -> str:
    return f"card-{blake2b(data, digest_size=8).hexdigest()}"


def _opened(data: bytes) -> TTFont:
    from fontTools.ttLib import TTFont

    options = {"lazy": True, "recalcTimestamp": False, "recalcBBoxes": False}
    font = TTFont(BytesIO(data), fontNumber=0, **options)
    lining = _substituted(font, LINING)
    for table in font["cmap"].tables:
        if table.isUnicode():
            for code in DIGITS:
                if (glyph := table.cmap.get(code)) in lining:
                    table.cmap[code] = lining[glyph]
    return font


def _substituted(font: Any, feature: str) -> dict[str, str]:
    """Glyphs to those that a feature puts in their places."""
    table = font["GSUB"].table if "GSUB" in font else None
    if not table or not table.FeatureList or not table.LookupList:
        return {}
    lookups = {
        number
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for number in record.Feature.LookupListIndex
    }
    found: dict[str, str] = {}
    for number in sorted(lookups):
        for subtable in table.LookupList.Lookup[number].SubTable:
            single = getattr(subtable, "ExtSubTable", subtable)
            found |= getattr(single, "mapping", {})
    return found
