"""A small site of every kind of source, and whatever its owner may do to it between two builds."""

from __future__ import annotations

import shutil
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from plugins.common.frontmatter import parse
from plugins.disclosure.fingerprint import fingerprint
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import Role
from tests.building import ROOT, SITES
from tests.pictures import gradient, snapshot

CONTRIBUTORS = """[models.flux]
name = "Flux One"
provider = "Fluxers"
[people.ada]
name = "Ada"
role = "editor"
public = "name"
[people.bob]
role = "checker"
[responsible]
organisation = "Press"
contact = "mail@press.example"
"""
OTHER_CONTRIBUTORS = CONTRIBUTORS.replace("Flux One", "Flux Two").replace("Press", "Other & Co")

FUTURE = "2199-01-01"


@dataclass
class Text:
    """One article or page."""

    fields: dict[str, str]
    body: str

    @property
    def source(self) -> str:
        """What stands in its file."""
        lines = [f"{key}: {value}" for key, value in self.fields.items() if value]
        return "\n".join([*lines, "", self.body, ""])

    def review(self) -> None:
        """Add a record that holds for the text as it is."""
        role = Role(self.fields["AI-Role"])
        record = ReviewRecord(date(2026, 11, 2), "ada", ("facts",))
        sealed = fingerprint(parse(self.source), role, record)
        self.fields["AI-Review"] = f"{record}{sealed}"


def _article(title: str, day: int, body: str, **fields: str) -> Text:
    named = {key.replace("_", "-"): value for key, value in fields.items()}
    return Text({"Title": title, "Date": f"2026-10-{day:02}", **named}, body)


def _texts() -> dict[str, Text]:
    crane = _article(
        *("The harbour crane", 1),
        "The crane of the harbour lifts timber. See [the clock]({filename}clock.md).\n\n"
        "![The crane]({static}/images/crane.png)\n\n## Its ring\n\nThe *tide* clock is near.",
        Category="Engineering",
        Tags="harbour, iron",
        Authors="Ada Tester; Ben Tester",
        AI_Role="drafted",
        AI_Model="flux",
        AI_Images="images/crane.png=generated flux",
        Series="Quay",
        Series_Index="1",
        Also_Called="old crane",
        Moved_From="/2019/old-crane/",
        Summary="A crane that lifts *nothing*.",
    )
    crane.review()
    clock = _article(
        *("The tide clock", 2),
        "The tide clock of the harbour has one hand; the old crane is seen from it.\n\n"
        "::: section role=generated model=flux\nHigh water comes twice.\n:::\n\n"
        "![Tide]({attach}tide.png) and [the crane](/the-harbour-crane/).",
        Category="Engineering",
        Tags="harbour, clocks",
        Slug="clock",
        AI_Role="generated",
        AI_Model="flux",
        AI_Making="clock.md",
        Cover="images/cover.png",
        Cover_Alt="A clock",
        AI_Images="images/cover.png=edited",
        Series="Quay",
        Series_Index="2",
    )
    uhr = _article(
        *("Die Gezeitenuhr", 3),
        "Die Uhr am Hafen hat einen Zeiger. [Der Kran]({filename}crane.md)",
        Lang="de",
        Slug="clock",
        Tags="harbour",
        AI_Role="translated",
        AI_Model="flux",
    )
    timber = _article(
        *("Timber prices", 4),
        "Timber of the harbour became dear; [about us]({filename}/pages/about.md).\n\n"
        "```python\nprint('timber')\n```\n\nThe tide clock and the harbour crane saw it.",
        Category="Trade",
        Tags="timber, iron",
        Related="clock",
        AI_Role="none",
        AI_Parts="title=generated flux",
    )
    fog = _article(
        *("Fog signal", 5),
        "The fog signal of the harbour sounds twice. [A file]({static}/images/cover.png)\n\n"
        "![A quay](/images/quay.jpg)",
        Category="Trade",
        Modified="2026-10-20",
        AI_Role="corrected",
        AI_Sources="https://vimeo.com/76979871 Fog – Harbour Films",
    )
    draft = _article("A draft", 6, "Not ready: the tide clock.", Status="draft", AI_Role="none")
    hidden = _article("A sluice", 7, "The sluice of the harbour.", Status="hidden", Tags="iron")
    about = Text(
        {"Title": "About", "AI-Role": "corrected", "Summary": "What this is."},
        "A site. [The crane]({filename}/articles/crane.md)",
    )
    names = ("crane", "clock", "uhr", "timber", "fog", "draft", "hidden")
    texts = (crane, clock, uhr, timber, fog, draft, hidden)
    articles = {f"articles/{name}.md": text for name, text in zip(names, texts, strict=True)}
    return {**articles, "pages/about.md": about}


Said = tuple[dict[str, Text], dict[str, bytes], dict[str, str], set[str]]


@dataclass
class ChangingSite:
    """The site below `folder`; `write` brings its files to what is said here."""

    folder: Path
    fillers: int = 0
    """So many more articles, so that there is work for several processes."""
    texts: dict[str, Text] = field(default_factory=_texts)
    files: dict[str, bytes] = field(default_factory=dict)
    """Other files, by their path below the site's folder."""
    settings: dict[str, str] = field(default_factory=dict)
    """Lines for the settings file, by what they are about."""
    without: set[str] = field(default_factory=set)
    """Plugins that are off."""

    def __post_init__(self) -> None:
        """Make the first state."""
        shutil.copytree(ROOT / "theme", self.folder / "theme")
        theme = (p for p in (self.folder / "theme").rglob("*") if p.is_file())
        self.files = {p.relative_to(self.folder).as_posix(): p.read_bytes() for p in theme}
        self.files |= {
            "content/contributors.toml": CONTRIBUTORS.encode(),
            "content/images/crane.png": gradient(0),
            "content/images/cover.png": gradient(1),
            "content/images/quay.jpg": snapshot(2, orientation=6, placed=True),
            "content/articles/tide.png": gradient(3, width=20, height=30),
            "content/extra/CNAME": b"demo.example",
            "content/making/clock.md": b"# Prompt\n\nWrite on clocks.\n",
        }
        for number in range(self.fillers):
            text = _article(f"No. {number}", 1 + number % 28, f"Barrels, {number} of them.")
            self.texts[f"articles/filler-{number}.md"] = text
        self._written: dict[str, bytes] = {}
        self.write()

    def said(self) -> Said:
        """All of it, to be taken back."""
        return deepcopy((self.texts, self.files, self.settings, self.without))

    def take_back(self, said: Said) -> None:
        """Make the site what it was."""
        self.texts, self.files, self.settings, self.without = deepcopy(said)

    def state(self) -> dict[str, bytes]:
        """Every file as it is to be."""
        sources = {f"content/{name}": text.source.encode() for name, text in self.texts.items()}
        return {**self.files, **sources, "site.py": self._settings().encode()}

    def write(self) -> None:
        """Write what has changed, remove what has gone; the rest is not touched."""
        state = self.state()
        for name in self._written.keys() - state.keys():
            (self.folder / name).unlink()
        for name, data in state.items():
            if self._written.get(name) != data:
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        self._written = state

    def _settings(self) -> str:
        demo = SITES / "demo" / "site.py"
        off = {f"plugins.{name}" for name in self.without}
        return "\n".join(
            [
                f"exec(open({str(demo)!r}, encoding='utf-8').read())",
                "PATH, THEME = 'content', 'theme'",
                "IMAGES = {'widths': (16, 24)}",  # a version takes milliseconds
                f"PLUGINS = [name for name in PLUGINS if name not in {sorted(off)!r}]",
                *self.settings.values(),
                "",
            ]
        )
