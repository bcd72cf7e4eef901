"""What stands in the menu and what at the foot, and how much of the menu a narrow screen shows.

The menu is one line with the site's name. What has no room there is at the foot, where all of the
site's links are. How much room an entry takes is reckoned from its letters; style sheets can ask
for the width of a screen, not for whether a word fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from unicodedata import east_asian_width

from ..common.values import dataclass

MOST = 6
"""Entries of a menu that the site makes by itself."""
LONGEST_TITLE = 20
"""Letters of a page's title that such a menu takes; the foot takes all."""

STEPS = (20, 24, 28, 32, 36, 40, 48, 56, 64, 72)
"""Widths in rem of which style sheets ask, each with a class ``from-24``."""
NOWHERE = "from-none"
"""The class of what no screen has room for: the line grows no wider."""
MARGIN, LEAST_MARGINS, MOST_MARGINS = 0.098, 2.4, 7.0
"""Of a screen's width, and in rem: what is beside the line."""
MARK = 1.7
"""Rem of the mark before the site's name."""
SYMBOLS = 5.2
"""Rem of search and of the switch between light and dark, which are symbols on a narrow screen."""
NAME_LETTER, MENU_LETTER, GAP = 0.62, 0.43, 0.75
"""Rem of a letter of the name and of the menu, and between two entries, on a narrow screen."""
WIDE = 64
"""Rem from which letters and gaps are wider, and search has its word beside it."""
WIDE_NAME_LETTER, WIDE_LETTER, WIDE_GAP, WIDE_SYMBOLS = 0.76, 0.47, 1.75, 10.0


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A link of the menu or the foot."""

    title: str
    url: str
    """Below the site's root, or a whole address."""
    language: str
    """BCP 47 tag of the title."""
    save_as: str = ""
    """File of the page that it leads to; empty: nobody knows."""
    step: str = ""
    """Class that says from which width on the menu has room for it."""

    @property
    def elsewhere(self) -> bool:
        """Whether the address is a whole one."""
        return ":" in self.url.partition("/")[0]

    @property
    def folder(self) -> str:
        """The folder of its page and of those below it; empty: it has none of its own."""
        folder, slash, name = self.save_as.rpartition("/")
        return folder + slash if name == "index.html" else ""


def by_default(
    lists: Sequence[MenuEntry], pages: Sequence[MenuEntry], last: Sequence[MenuEntry]
) -> list[MenuEntry]:
    """The menu of a site whose owner has set none: lists, pages, and what comes `last`."""
    short = [page for page in pages if len(page.title) <= LONGEST_TITLE]
    return [*[*lists, *short][: MOST - len(last)], *last]


def fitted(menu: Sequence[MenuEntry], site_name: str) -> tuple[MenuEntry, ...]:
    """The menu with the step from which on there is room for each entry.

    The first and the last stay longest, then they go from the end.
    """
    taken = MARK + SYMBOLS + NAME_LETTER * _letters(site_name)
    wide = MARK + WIDE_SYMBOLS + WIDE_NAME_LETTER * _letters(site_name)
    steps: dict[int, str] = {}
    for place in _by_weight(len(menu)):
        letters = _letters(menu[place].title)
        taken += MENU_LETTER * letters + GAP
        wide += WIDE_LETTER * letters + WIDE_GAP
        steps[place] = _step(taken, wide)
    return tuple(replace(entry, step=steps[place]) for place, entry in enumerate(menu))


def _by_weight(length: int) -> Iterable[int]:
    """Places in the menu, those first that stay longest."""
    return dict.fromkeys([0, length - 1, *range(length)]) if length else ()


def _letters(text: str) -> int:
    """How long a text is; letters of East Asia are twice as wide."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _step(narrow: float, wide: float) -> str:
    """The first step from which on a line fits: `narrow` rem of it, or `wide` on a wide screen."""
    first = NOWHERE
    for step in reversed(STEPS):
        margins = min(max(MARGIN * step, LEAST_MARGINS), MOST_MARGINS)
        if (wide if step >= WIDE else narrow) + margins > step:
            break
        first = f"from-{step}"
    return first
