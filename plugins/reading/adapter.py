"""Where reading meets Pelican: contents and reading time of each text, its marks for the page."""

from __future__ import annotations

from ..common.values import dataclass
from ..run import Entry, Fact, Run
from .minutes import Amount, amount_of, minutes_of
from .outline import Section, contents_of


@dataclass(frozen=True, slots=True)
class Read:
    """What is read of one text."""

    amount: Amount
    contents: tuple[Section, ...]


def describe(run: Run) -> None:
    """Tell templates what each text contains, and how long it takes."""
    for entry in run.entries:
        read = READ.of(run, entry)
        entry.minutes = minutes_of(read.amount, entry.lang)
        entry.contents = read.contents


def _read(_run: Run, entry: Entry) -> Read:
    return Read(amount_of(entry.html), contents_of(entry.html))


READ = Fact("reading", "reading", Read, _read)
