"""Where cards meet Pelican: what each says is known before pages are made, and drawn after."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from ..article import UNDECLARED, Cover, SharedImage
from ..common.addresses import absolute
from ..common.characters import as_line, one_line
from ..common.keys import TITLE
from ..common.media_types import TYPES
from ..common.options import read_options
from ..common.planned_files import PlannedFile, digest
from ..common.problems import Problem, report, shown_path
from ..common.values import dataclass
from ..run import Entry, Kept, Run, TimedWork
from ..wording.catalogue import direction_of
from ..wording.theme_messages import words_for
from .drawing import COLOURS, HEIGHT, WIDTH, Card, Logo, Style, svg_of
from .fonts import Font, Typeface, drawable_file, font_of
from .picture import png_of
from .settings import KINDS, SCHEMES, CardsSettings, mistakes, problem

logger = logging.getLogger(__name__)

FOLDER = "cards"
TYPE = TYPES[".png"]
LOGOS = {ending: TYPES[ending] for ending in (".svg", ".png")}
LONGEST = 400
"""Characters of a title or name that are looked at; no card has room for as many."""

REGULAR, BOLD = 400, 600
"""Weights of the words of pages."""

FONTS = Kept[Font]("font of cards", Font)
FILES = Kept[bytes]("file of a font of cards", bytes)
PICTURES = Kept[bytes]("card", bytes)


@dataclass(slots=True)
class Cards:
    """The cards of one build."""

    style: Style
    fonts: dict[str, bytes]
    """Files of fonts, as they were given, by the name that each has when cards are drawn."""
    planned: dict[str, Card]
    """By their paths below the output folder."""

    def inputs(self, card: Card) -> tuple[object, ...]:
        """All that the picture of a card depends on, beside the code."""
        logo = self.style.logo
        picture = (logo.type, logo.ratio, digest(logo.data)) if logo else None
        return card, self.colours, tuple(self.fonts), picture

    @property
    def colours(self) -> tuple[str, ...]:
        """All that is drawn with, the ground first."""
        return tuple(self.style.colours.values())

    def picture(self, run: Run, card: Card, files: Mapping[str, Path]) -> bytes:
        """The PNG of a card; `files` are those of `fonts` as they can be drawn with."""

        def draw() -> bytes:
            svg = svg_of(card, self.style)
            return png_of(svg, files, self.colours, has_picture=bool(self.style.logo))

        return PICTURES.of(run, draw, digest(*self.inputs(card)))


def prepare(run: Run) -> None:
    """Read `CARDS`."""
    given = run.settings.get("CARDS", {})
    options, problems = read_options(CardsSettings, given, setting="CARDS")
    report(logger, *problems, *mistakes(options))
    for name in options.fonts:
        if not Path(name).is_file():
            cure = "Write where it lies, as theme-own/fonts/NAME.ttf."
            report(logger, problem("['fonts']", name, "is no file", cure))
    run.set_state(options)


def reserve_files(run: Run) -> None:
    """Take the folder of cards."""
    if run.state_of(CardsSettings).made:
        run.outputs[FOLDER] = "the folder of the cards of articles"


def describe(run: Run) -> None:
    """In production say what the card of the site shows, and that of each article without a cover.

    A cover of a kind that services show stands in a card's place.
    """
    if not run.production or not run.state_of(CardsSettings).made:
        return
    cards = Cards(*_style(run), {})
    run.set_state(cards)
    name, promise = (run.settings.get(key) or "" for key in ("SITENAME", "SITESUBTITLE"))
    own = Card(
        site=cards.style.plain.drawable(_line(name)),
        tagline=cards.style.slanted.drawable(_line(promise)),
        direction=direction_of(run.settings["DEFAULT_LANG"]),
    )
    run.site_card = _planned(run, cards, "index.html", own)
    without: list[Entry] = []
    for entry in run.listed():
        if entry.save_as and not (entry.cover and Cover(entry.cover, "").shared_type):
            card = _card_of(run, entry, cards.style, own.site)
            without += [] if card.title else [entry]
            entry.card = _planned(run, cards, entry.save_as, card)
    _tell(run, without)


@contextmanager
def drawing(run: Run) -> Iterator[list[Callable[[], object]]]:
    """Write all cards; within, whoever can may do the given work first, for the memory."""
    if run.site_card is None:
        yield []
        return
    began, cards = time.perf_counter(), run.state_of(Cards)
    with TemporaryDirectory(prefix="colophon-") as scratch:
        files = {name: Path(scratch, f"{name}.ttf") for name in cards.fonts}
        planned = [
            PlannedFile(path, partial(cards.inputs, card), partial(cards.picture, run, card, files))
            for path, card in cards.planned.items()
        ]
        new = [
            one
            for one in run.unfinished(planned)
            if PICTURES.find(run, digest(*one.inputs())) is None
        ]
        for name, data in cards.fonts.items() if new else ():
            files[name].write_bytes(FILES.of(run, partial(drawable_file, data), data))
        yield [one.make for one in new]
        run.write_planned(planned)
    if new:
        seconds = time.perf_counter() - began
        run.card_work = TimedWork("Cards for shared links", len(new), "card", seconds)


def _planned(run: Run, cards: Cards, page: str, card: Card) -> SharedImage:
    """Have a card drawn for the page in that file."""
    below = run.path_below_output(page).removesuffix("/index.html")
    path = f"{FOLDER}/{below}.png"
    cards.planned[path] = card
    return SharedImage(absolute(run.siteurl, quote(path)), TYPE, card.words, WIDTH, HEIGHT)


def _card_of(run: Run, entry: Entry, style: Style, site: str) -> Card:
    set_title: Callable[..., str] | None = run.settings["JINJA_GLOBALS"].get("title_text")
    title, say, label = _line(entry.title), words_for(entry.lang), entry.label or UNDECLARED
    return Card(
        site=site,
        title=style.plain.drawable(set_title(title, entry.lang) if set_title else title),
        day=style.plain.drawable(say.day(entry.date)) if entry.date else "",
        lines=label.lines,
        gem=label.gem,
        short=style.bold.drawable(label.short),
        check=style.readable(label.check),
        direction=direction_of(entry.lang),
        words_direction=label.direction,
    )


def _line(text: str) -> str:
    return one_line(as_line(text), LONGEST)


def _style(run: Run) -> tuple[Style, dict[str, bytes]]:
    """What cards are drawn with, and the files of fonts by name."""
    options, look = run.state_of(CardsSettings), run.site_look
    files = dict[str, bytes]()
    groups = list[list[Font]]()
    for paths in (look.text_fonts, _fonts_of_theme(run), map(Path, options.fonts)):
        groups.append([])
        for path in filter(Path.is_file, paths):
            data = path.read_bytes()
            try:
                font = FONTS.of(run, partial(font_of, data), data)
            except ValueError as error:
                cure = "Save it again as TTF, OTF or WOFF2."
                told = f"is no font that can be read: {error}"
                report(logger, Problem(shown_path(path), 0, "", "", told, cure))
                continue
            files[font.name] = data
            groups[-1].append(font)
    number = SCHEMES.index(options.scheme) if options.scheme in SCHEMES else 0
    chosen = {**COLOURS[number], **look.schemes[number]}
    style = Style(
        plain=Typeface(groups, REGULAR),
        bold=Typeface(groups, BOLD),
        slanted=Typeface(groups, REGULAR, is_italic=True),
        colours={name: chosen[name] for name in COLOURS[number]},
        logo=_logo(run),
    )
    return style, files


def _fonts_of_theme(run: Run) -> Iterable[Path]:
    folders = (folder / "fonts" for folder in run.theme_folders)
    files = {path.name: path for folder in folders for path in sorted(folder.glob("*"))}
    return [path for path in files.values() if path.suffix.lower() in KINDS]


def _logo(run: Run) -> Logo | None:
    file = run.site_look.logo
    kind = LOGOS.get(file.source.suffix.lower()) if file else None
    return Logo(file.source.read_bytes(), kind, run.site_look.logo_ratio) if file and kind else None


def _tell(run: Run, without: Sequence[Entry]) -> None:
    """Tell once of titles for which there is no font."""
    if without:
        first, others = without[0], len(without) - 1
        more = f"; so it is with {others} more" if others else ""
        message = f"has letters for which there is no font, so its card goes without a title{more}"
        cure = 'Name a font that has them: CARDS = {"fonts": ["theme-own/fonts/NAME.ttf"]}.'
        run.note(logger, Problem(first.shown, 0, TITLE, first.title, message, cure))
