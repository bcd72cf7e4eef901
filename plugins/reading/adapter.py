"""Where reading meets Pelican: contents and reading time of each text, its marks for the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from markupsafe import Markup

from ..article import Picture
from ..common.values import dataclass
from ..run import Entry, Fact, Run
from . import page_text
from .messages import words_for
from .minutes import Amount, amount_of, minutes_of
from .outline import Section, contents_of


@dataclass(frozen=True, slots=True)
class Read:
    """What is read of one text."""

    amount: Amount
    contents: tuple[Section, ...]


def prepare(run: Run) -> None:
    """Give templates what pages add to a text."""
    run.offer(page_text=partial(text_of_page, run))


def text_of_page(
    run: Run,
    html: str,
    language: str,
    pictures: Mapping[str, Picture] | None = None,
    *,
    eager: bool = True,
) -> Markup:
    """The text of an article or page, in `language`, as its page shows it."""
    for change in run.page_changes:
        html = change(html, language)
    say = words_for(language)
    foreign = say.attributes_in(language)
    # The author's own HTML, which the page prints in any case.
    return Markup(page_text.page_text(html, say, foreign, pictures, eager=eager))  # noqa: S704


def describe(run: Run) -> None:
    """Tell templates what each text contains, and how long it takes."""
    for entry in run.entries:
        read = READ.of(run, entry)
        entry.minutes = minutes_of(read.amount, entry.lang)
        entry.contents = read.contents


def _read(_run: Run, entry: Entry) -> Read:
    return Read(amount_of(entry.html), contents_of(entry.html))


READ = Fact("reading", "reading", Read, _read)
