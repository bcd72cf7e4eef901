"""What a reviewer is shown: the text, or what changed since somebody examined it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from plugins.common import keys
from plugins.common.characters import distinct, visible
from plugins.disclosure.authoring.reviewed import EarlierReview, ReviewedText
from plugins.disclosure.authoring.text_diff import Piece, diff_rows
from plugins.disclosure.records import ReviewRecord

from .. import console

COLOURS = {"-": "red", "+": "green", "…": "dim"}
BRACKETS = {"-": ("[-", "-]"), "+": ("{+", "+}")}


@dataclass(slots=True)
class ReviewScreen:
    """One text with the reviews it had, and what of it the reviewer has been shown so far."""

    text: ReviewedText
    valid: Sequence[ReviewRecord] = ()
    """Records that hold for the text as it is."""
    earlier: Sequence[EarlierReview] = ()
    """Newest first."""
    records: Sequence[ReviewRecord] = ()
    limit: str = ""
    """A sentence on why there may be earlier versions that nobody could look at."""
    shown: list[EarlierReview | ReviewedText] = field(default_factory=list)

    def show_changes(self) -> None:
        """The whole text, or what changed since the version that somebody examined last."""
        for record in self.valid:
            console.say(f"Nothing has changed since the review by {_act(record)}.")
        if self.earlier and not self.valid:
            self._compare(self.earlier[0])
        elif not self.valid:
            missing = "No version was found that one of the recorded reviews belongs to."
            self._whole(missing if self.records else "")

    def show_rest(self, person: str) -> None:
        """What `person`, who now reviews, has not been shown yet and did not examine before."""
        own = [record for record in self.valid if record.person == person]
        past = next((p for p in self.earlier if any(r.person == person for r in p.records)), None)
        if self.text in self.shown:
            return
        if own:
            console.say(f"Nothing has changed since your review of {own[-1].date}.")
        elif past is None:
            self._whole("No earlier version is known that you examined.")
        elif past not in self.shown:
            console.say("You examined an older version.")
            self._compare(past)

    def _whole(self, why: str = "") -> None:
        if why:
            console.say(" ".join(filter(None, [why, self.limit, "This is the whole text.\n"])))
        show(self.text)
        self.shown.append(self.text)

    def _compare(self, past: EarlierReview) -> None:
        acts = "; ".join(map(_act, past.records))
        console.say(f"Compared with {past.version}, examined by {acts}.")
        compare(past.text, self.text)
        self.shown.append(past)


def show(text: ReviewedText) -> None:
    """The whole text, every character of it."""
    parts = [f"({keys.PARTS}: {text.parts})"] if text.parts else []
    declared = [f"({keys.ROLE}: {text.role})", *parts]
    for part in (text.title, text.summary, *declared, "", text.body, ""):
        console.say(visible(part))


def compare(old: ReviewedText, new: ReviewedText) -> None:
    """What differs between two versions: title, summary, role and text, by lines and words.

    In colours where the terminal has them, else with brackets around changed words.
    """
    from rich.console import Console
    from rich.text import Text

    screen = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    coloured = screen.color_system is not None and not screen.no_color
    for name, before, after in (
        (keys.TITLE, old.title, new.title),
        (keys.SUMMARY, old.summary, new.summary),
        (keys.ROLE, old.role.value, new.role.value),
        *([(keys.PARTS, old.parts, new.parts)] if old.parts or new.parts else ()),
        ("Text", old.body, new.body),
    ):
        changed = diff_rows(before, after)
        console.say(f"\n{name}: {'' if changed else 'as it was.'}".rstrip())
        for row in changed:
            line = Text(f"{row.mark} ", style=COLOURS.get(row.mark, ""))
            for piece in row.pieces:
                style = "reverse" if piece.changed and coloured else ""
                line.append(_spelled(row.mark, piece, coloured=coloured), style=style)
            screen.print(line)
    console.say("")


def _act(record: ReviewRecord) -> str:
    note = f"; {visible(record.note)}" if record.note else ""
    return f"{record.person} on {record.date} ({', '.join(record.scope)}{note})"


def _spelled(mark: str, piece: Piece, *, coloured: bool) -> str:
    if not piece.changed:
        return visible(piece.text) if mark == " " else distinct(piece.text)
    before, after = ("", "") if coloured else BRACKETS[mark]
    return f"{before}{distinct(piece.text)}{after}"
