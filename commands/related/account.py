"""What `invoke related --article` says of one article."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.common.characters import one_line
from plugins.common.problems import shown_path
from plugins.related.report.model import ArticleReport, Candidate, Mention, SiteReport

from .. import console

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the account."""

    text: str
    lead: str = ""
    """Before the text, which goes on below itself, not below this."""
    style: str = ""
    """For a terminal; in rich's words."""


def show(run: SiteReport, account: ArticleReport, content: Path) -> None:
    """Print everything about one article: a paragraph of its own for each question."""
    try:
        _print(_AccountLines(run, content).lines(account))
    except BrokenPipeError:
        # A reader such as `head` had enough; without this Python complains once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def path_of(name: str, content: Path) -> str:
    """A source as `--article` takes it: from the current folder, else from the content folder."""
    shown = shown_path(content / name)
    return _flat(name if Path(shown).is_absolute() else shown)


class _AccountLines:
    """What is said of one article, line by line."""

    def __init__(self, run: SiteReport, content: Path) -> None:
        self.run = run
        self.content = content

    def lines(self, account: ArticleReport) -> Iterator[Line]:
        """Its list, what it is missing, links, and what leads to it."""
        yield Line(account.title, style="bold")
        yield Line(self._path(account.id), style="dim")
        yield from self._list(account)
        yield from self._passed_over(account)
        yield from self._mentions(account)
        yield from self._names("Links of the author's own", account.authors)
        yield from self._names("Listed under", self.run.listed_in[account.id])
        yield from self._names("Linked in the text of", self.run.linked_in[account.id])
        if account.id in self.run.orphans:
            yield from _head("An orphan: no list names it and no other text links it")
        if account.id in self.run.front:
            yield Line("It stands on the front page.")
        elif account.id not in self.run.reached:
            yield Line("From the front page no lists and links lead here.")

    def _list(self, account: ArticleReport) -> Iterator[Line]:
        listed = account.listed
        least = f"nothing less close than {account.floor:.3f}"
        yield from _head(f"Its list: {len(listed)} of at most {self.run.count}, {least}")
        for number, candidate in enumerate(listed, 1):
            yield from self._candidate(f"{number:2}.", candidate)
        if not listed:
            yield Line("Nothing is close enough.", "  ")

    def _passed_over(self, account: ArticleReport) -> Iterator[Line]:
        missing = account.passed_over
        if missing:
            yield from _head(f"Not in its list: the next {len(missing)}")
        for candidate in missing:
            yield from self._candidate(" - ", candidate)

    def _candidate(self, before: str, candidate: Candidate) -> Iterator[Line]:
        lead = f"{before} {candidate.score:.3f}  "
        yield Line(self._title(candidate.id), lead=lead)
        indent = " " * len(lead)
        yield Line(self._path(candidate.id), indent, "dim")
        if candidate.parts:
            parts = ", ".join(f"{name} {value:.3f}" for name, value in candidate.parts)
            yield Line(parts, indent, "dim")
        if candidate.why:
            yield Line(candidate.why.value, indent, "yellow")
        elif candidate.reason:
            yield Line(candidate.reason, indent, "green")

    def _mentions(self, account: ArticleReport) -> Iterator[Line]:
        if not account.linking:
            yield from _head("Links made in its text: none, as ‘Autolink: no’ or the settings say")
            return
        yield from _head(f"Links made in its text: {len(account.made)}")
        for mention in account.made:
            yield from self._mention(mention, "green")
        if account.refused:
            yield from _head(f"Mentions that are no link: {len(account.refused)}")
        alike = Counter((mention.target, mention.rule) for mention in account.refused)
        for mention in account.refused:
            more = alike.pop((mention.target, mention.rule), 0) - 1
            if more >= 0:
                yield from self._mention(mention, "yellow")
            if more > 0:
                yield Line(f"and {more} more like it", "    ")

    def _mention(self, mention: Mention, style: str) -> Iterator[Line]:
        yield Line(f"{mention.before}[{mention.anchor}]{mention.after}", "  ")
        yield Line(f"→ {self._title(mention.target)} ({self._path(mention.target)})", "    ", "dim")
        if mention.rule:
            yield Line(mention.rule, "    ", style)

    def _names(self, head: str, names: Collection[str]) -> Iterator[Line]:
        yield from _head(f"{head}: {len(names)}")
        for name in names:
            yield Line(f"{self._title(name)} ({self._path(name)})", "  ")

    def _title(self, name: str) -> str:
        return self.run.articles[name].title if name in self.run.articles else name

    def _path(self, name: str) -> str:
        return path_of(name, self.content)


def _head(text: str) -> Iterator[Line]:
    yield Line("")
    yield Line(text, style="bold")


def _print(lines: Iterable[Line]) -> None:
    """On a terminal wrapped below their own beginning, and in colours; elsewhere one by one."""
    if not sys.stdout.isatty():
        for line in lines:
            console.say(f"{line.lead}{_flat(line.text)}".rstrip())
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    screen = Console(highlight=False, markup=False, emoji=False)
    for line in lines:
        if not line.lead:
            screen.print(Text(_flat(line.text), style=line.style, overflow="fold"))
            continue
        row = Table.grid(padding=0)
        row.add_column(no_wrap=True)
        row.add_column(overflow="fold")
        row.add_row(Text(line.lead), Text(_flat(line.text), style=line.style))
        screen.print(row)


def _flat(text: str) -> str:
    """`text` on one line, without what could move a cursor or turn the line around."""
    return one_line(text, LONGEST)
