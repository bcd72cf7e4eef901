"""Fonts by name: what each system has of a kind, and the files of an owner's own.

The stacks are those of Modern Font Stacks (https://modernfontstacks.com, CC0): no file is loaded.
"""

from __future__ import annotations

STACKS = {
    "system-ui": "system-ui, sans-serif",
    "transitional": 'Charter, "Bitstream Charter", "Sitka Text", Cambria, serif',
    "old-style": '"Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, serif',
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", source-sans-pro, '
    "sans-serif",
    "geometric-humanist": 'Avenir, Montserrat, Corbel, "URW Gothic", source-sans-pro, sans-serif',
    "classical-humanist": 'Optima, Candara, "Noto Sans", source-sans-pro, sans-serif',
    "neo-grotesque": 'Inter, Roboto, "Helvetica Neue", "Arial Nova", "Nimbus Sans", Arial, '
    "sans-serif",
    "monospace-slab-serif": '"Nimbus Mono PS", "Courier New", monospace',
    "monospace-code": 'ui-monospace, "Cascadia Code", "Source Code Pro", Menlo, Consolas, '
    '"DejaVu Sans Mono", monospace',
    "industrial": 'Bahnschrift, "DIN Alternate", "Franklin Gothic Medium", "Nimbus Sans Narrow", '
    "sans-serif-condensed, sans-serif",
    "rounded-sans": 'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, Comfortaa, Manjari, '
    '"Arial Rounded MT", "Arial Rounded MT Bold", Calibri, source-sans-pro, sans-serif',
    "slab-serif": 'Rockwell, "Rockwell Nova", "Roboto Slab", "DejaVu Serif", "Sitka Small", serif',
    "antique": 'Superclarendon, "Bookman Old Style", "URW Bookman", "URW Bookman L", '
    '"Georgia Pro", Georgia, serif',
    "didone": 'Didot, "Bodoni MT", "Noto Serif Display", "URW Palladio L", P052, Sylfaen, serif',
    "handwritten": '"Segoe Print", "Bradley Hand", Chilanka, TSCu_Comic, casual, cursive',
}
"""Family to what CSS calls it."""

FACES = {
    "regular": ("normal", "400"),
    "italic": ("italic", "400"),
    "bold": ("normal", "700"),
    "bold-italic": ("italic", "700"),
    "variable": ("normal", "100 900"),
    "variable-italic": ("italic", "100 900"),
}
"""What a file of a font may be: its style and weight in CSS."""

GENERIC = {"text_font": "serif", "page_font": "sans-serif", "code_font": "monospace"}
"""By option: what stands in until an own font is there."""
