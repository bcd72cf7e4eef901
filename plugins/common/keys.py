"""Every key that may stand at the top of an article or page, with the capability that reads it.

Typing errors are found by this list, the handbook's table and what `invoke new` writes are made
from it, and whoever reads a key names it by a constant from here. To add one: an entry here with
its meaning for the handbook below it, the code that reads it, `invoke handbook`.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Self


class Shape(Enum):
    """How many values a key holds."""

    ONE = auto()
    """One, on one line: a second would be dropped in silence."""
    COMMAS = auto()
    """Several between commas, on one line: Pelican reads the first line only."""
    LINES = auto()
    """Several lines."""


ONE, COMMAS, LINES = Shape


class Key(str):
    """A key as authors write it (``AI-Role``): a text, with what the kit knows of it."""

    __slots__ = ("by_default", "example", "field", "new", "owner", "shape", "spellings")

    owner: str
    """Who reads it: a folder of plugins/; ``pelican``; ``theme`` if templates alone show it."""
    shape: Shape
    example: str
    by_default: bool
    """Whether a folder or the whole site may supply it."""
    new: str | None
    """What `invoke new` writes, with {title}, {date} and {id}; None: nothing."""
    spellings: tuple[str, ...]
    """Others that are read too."""
    field: str
    """The key in lower case, as Pelican's metadata and `Document.fields` have it."""

    def __new__(
        cls,
        name: str,
        owner: str,
        shape: Shape = ONE,
        example: str = "",
        *,
        by_default: bool = False,
        new: str | None = None,
        spellings: tuple[str, ...] = (),
    ) -> Self:
        """One entry; see the attributes."""
        key = super().__new__(cls, name)
        key.owner, key.shape, key.example, key.new = owner, shape, example, new
        key.by_default, key.spellings, key.field = by_default, spellings, name.lower()
        return key

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """A copy is a plain text."""
        return str, (str(self),)


# The order is that of the handbook and of what `invoke new` writes. Keys of Pelican without a
# meaning here are told by Pelican's own documentation.

TITLE = Key("Title", "pelican", new="{title}")
DATE = Key("Date", "pelican", new="{date}")
MODIFIED = Key("Modified", "pelican")
CATEGORY = Key("Category", "pelican")
TAGS = Key("Tags", "pelican", COMMAS)
KEYWORDS = Key("Keywords", "pelican", LINES)
AUTHOR = Key("Author", "pelican")
AUTHORS = Key("Authors", "pelican", COMMAS)
TRANSLATION = Key("Translation", "pelican")
TEMPLATE = Key("Template", "pelican")
SAVE_AS = Key("Save_as", "pelican")
URL = Key("URL", "pelican")

ID = Key("Id", "feeds", ONE, "5f0c1c9e-8d0b-4f3a-9a39-0c1a2f3b4d5e", new="{id}")
"""The article's identity in feeds. `invoke new` writes it once; never change it."""

STATUS = Key("Status", "pelican", new="draft")
SUMMARY = Key("Summary", "pelican", new="")

LANG = Key("Lang", "pelican", ONE, "pt-BR")
"""The language. A translation has the `Slug` of the original and a `Lang` of its own."""

SLUG = Key("Slug", "pelican", ONE, "the-tide-clock")
"""The last part of the address."""

ROLE = Key("AI-Role", "disclosure", ONE, "generated", by_default=True)
"""What AI did to the words, as above; by default never `none`."""

MODEL = Key("AI-Model", "disclosure", LINES, "gemini-2.0-flash", by_default=True)
"""The model's identifier; several stand one a line, each further line indented by four spaces.
Name and provider for readers come from `content/contributors.toml`; a model that is not listed is
shown as written."""

PROVIDER = Key("AI-Provider", "disclosure", ONE, "Google", by_default=True)
"""Who runs the model, where that differs from the list."""

TOOLS = Key("AI-Tools", "disclosure", LINES, "web search, calculator", by_default=True)
"""Tools the model used, separated by commas."""

TASKS = Key("AI-Tasks", "disclosure", LINES, "outline, first draft")
"""What the model did, separated by commas."""

REVIEW = Key("AI-Review", "disclosure", LINES, "none", by_default=True)
"""`none`: you state that nobody checked the text. Reviews are added by `invoke review`."""

SOURCES = Key("AI-Sources", "disclosure", LINES, "https://example.org/talk The talk")
"""One address a line, then a title if you like: what the text is based on. They stand under it,
unless it has a section ‘Sources’ of its own; the first that is a video stands above it too."""

MAKING = Key("AI-Making", "making_of", ONE, "tide-clock.md")
"""A file in `content/making/`: prompt, settings, tools and the model's notes, as a page of its
own."""

IMAGES = Key("AI-Images", "disclosure", LINES, "images/tide.png=generated flux")
"""A file and `=generated` or `=edited`, then the model if it is known, one image a line; `=none`
says that AI did neither, and readers are told nothing."""

PARTS = Key("AI-Parts", "disclosure", LINES, "summary=generated")
"""`summary=`, `title=` or `alt=` (the image descriptions) and the role, then the model, one part a
line: words outside the text with a role of their own."""

CORRECTIONS = Key("Corrections", "disclosure", LINES, "2026-11-20: It is of 1872, not 1827.")
"""What was wrong and what changed, one a line; they stand under the text. A changed role after
publication is one."""

COVER = Key("Cover", "disclosure", ONE, "images/tide.png")
"""The article's picture."""

COVER_ALT = Key("Cover-Alt", "disclosure", ONE, "A clock with one hand")
"""Its description."""

RESIDUE_ALLOWED = Key("Residue-Allowed", "residue", LINES, "markup-fence")
"""Rules of the residue check that this article may break."""

RELATED = Key("Related", "related", LINES, "moon-phases, harbour-maps")
"""Slugs of articles to list first."""

RELATED_NOT = Key("Related-Not", "related", LINES, "stock-prices")
"""Slugs of articles never to list."""

SERIES = Key("Series", "common", ONE, "Clocks of the coast")
"""Name of the series that the article is part of."""

SERIES_INDEX = Key("Series-Index", "common", ONE, "2", spellings=("Series_Index",))
"""Its number in the series."""

ALSO_CALLED = Key("Also-Called", "related", LINES, "tidal clock")
"""Other names of this article's subject, one a line, for links in the text of other articles."""

AUTOLINK = Key("Autolink", "related", ONE, "no")
"""`no` leaves this article's text without automatic links."""

MOVED_FROM = Key("Moved-From", "addresses", LINES, "/2019/05/tide-clock/")
"""Old addresses, one a line; each becomes a page that leads here."""

EVERY = tuple(key for key in list(globals().values()) if isinstance(key, Key))
OURS = tuple(key for key in EVERY if key.owner != "pelican")
AI = tuple(key for key in OURS if key.startswith("AI-"))
BY_DEFAULT = tuple(key for key in OURS if key.by_default)
