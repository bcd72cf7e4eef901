"""What is measured beside what, and how much each may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from .content import add_sentence, by_date, resample, stress_title, take
from .generators import Kit, Peer, hugo, stack, stock
from .measure import Figures

Step = Callable[[], Figures]


class Limit(NamedTuple):
    """`step` may take at most `share` of what `of` takes, with as many articles as named."""

    step: str
    of: str
    share: dict[int, float] | float
    figure: str = "wall"

    def at(self, count: int) -> float | None:
        """The share for so many articles; None: it is measured, and nothing is asked of it."""
        return self.share.get(count) if isinstance(self.share, dict) else self.share


@dataclass(frozen=True, slots=True)
class Scenario:
    """Commands that take turns, and the ratios that are asked for."""

    title: str
    steps: dict[str, Step]
    limits: tuple[Limit, ...] = ()
    either: bool = False
    """Whether it is enough that one of the limits holds."""

    before: Step | None = None
    """Run once, first, and not measured."""


class Sites:
    """The same texts as sites of every generator, laid below `folder`."""

    def __init__(self, folder: Path, tree: Path, content: Path, count: int) -> None:
        folder.mkdir(exist_ok=True)
        self.kit = Kit(tree, folder / "kit")
        take(content, self.kit.content, count)
        self.single = Kit(tree, folder / "single")
        resample(content, self.single.content, 1)
        self.stock = stock(folder / "stock", tree, self.kit.content)
        self.stack = stack(folder / "stack", tree, self.kit.content)
        self.hugo = hugo(folder / "hugo", self.kit.content)
        self.sources = by_date(self.kit.content)
        self._edits = 0

    @property
    def middle(self) -> Path:
        """An article that is neither new nor old."""
        return self.sources[len(self.sources) // 2]

    @property
    def peers(self) -> tuple[Peer, ...]:
        """The other generators."""
        return self.stock, self.stack, self.hugo

    def edited(self, site: Kit, change: Callable[[Path, int], None], path: Path) -> Step:
        """A build after `change`, another one each time."""

        def step() -> Figures:
            self._edits += 1
            change(path, self._edits)
            return site.build()

        return step


KIT = "Colophon"
SENTENCE = "a sentence"
PARTS = ("images", "making_of", "models", "residue", "transparency")
WITHOUT = {
    "without feeds": ("feeds",),
    "without disclosure's pages": PARTS,
    "without disclosure": ("disclosure", *PARTS),
}


def from_nothing(sites: Sites) -> Scenario:
    """Every generator, with nothing that an earlier build remembered."""
    limits = (
        Limit(KIT, sites.stock.name, {1_000: 0.90, 5_000: 0.85}),
        Limit(KIT, sites.stack.name, {1_000: 0.55}),
        Limit(KIT, sites.hugo.name, {5_000: 3.0}),
        Limit(KIT, sites.hugo.name, {5_000: 0.5}, "largest"),
    )
    steps: dict[str, Step] = {KIT: sites.kit.build_from_nothing, **_steps(*sites.peers)}
    return Scenario("From nothing", steps, limits)


def template(sites: Sites) -> Scenario:
    """The template of articles changed; the sources did not."""
    change = sites.edited(sites.kit, _change_template, sites.kit.theme / "templates/article.html")
    steps: dict[str, Step] = {"template changed": change, **_steps(sites.stock)}
    limits = (Limit("template changed", sites.stock.name, 0.35),)
    return Scenario("Template changed", steps, limits, before=sites.kit.build)


def edit(sites: Sites) -> Scenario:
    """One article changed, beside a whole build by Hugo."""
    steps: dict[str, Step] = {
        SENTENCE: sites.edited(sites.kit, add, sites.middle),
        "a sentence in the newest": sites.edited(sites.kit, add, sites.sources[-1]),
        "a title": sites.edited(sites.kit, stress_title, sites.sources[0]),
    }
    shares = {1_000: 0.8, 5_000: 0.20}
    limits = tuple(Limit(name, sites.hugo.name, shares) for name in steps)
    steps |= _steps(sites.hugo)
    return Scenario("One article edited", steps, limits, before=sites.kit.build)


def unchanged(sites: Sites) -> Scenario:
    """Nothing changed, beside an edit and a command that only lists the commands."""
    steps: dict[str, Step] = {
        SENTENCE: sites.edited(sites.kit, add, sites.middle),
        "nothing changed": sites.kit.build,
        "--list": partial(sites.kit.invoke, "--list"),
    }
    limits = (
        Limit("nothing changed", SENTENCE, 0.6),
        Limit("nothing changed", "--list", 2.5),
    )
    return Scenario("Nothing changed", steps, limits, either=True, before=sites.kit.build)


def one(sites: Sites) -> Scenario:
    """A site of one article."""
    (source,) = by_date(sites.single.content)
    steps: dict[str, Step] = {
        KIT: sites.single.build_from_nothing,
        "edited": sites.edited(sites.single, add, source),
        "--list": partial(sites.single.invoke, "--list"),
    }
    limits = (Limit(KIT, "--list", 2.5), Limit("edited", "--list", 2.5))
    return Scenario("A site of one article", steps, limits)


def parts(sites: Sites) -> Scenario:
    """What feeds and disclosure cost of a build from nothing."""
    steps: dict[str, Step] = {KIT: sites.kit.build_from_nothing}
    for name, without in WITHOUT.items():
        steps[name] = partial(sites.kit.build_from_nothing, without)
    return Scenario("From nothing, by parts", steps)


SCENARIOS = {
    "nothing": from_nothing,
    "template": template,
    "edit": edit,
    "unchanged": unchanged,
    "one": one,
    "parts": parts,
}


def _steps(*peers: Peer) -> dict[str, Step]:
    return {peer.name: peer.build for peer in peers if not peer.lacks}


def add(path: Path, number: int) -> None:
    """Edit one article's text, otherwise than with another number."""
    add_sentence(path, f"This is what an author added, for the {number}th time.")


def _change_template(path: Path, number: int) -> None:
    text = path.read_text("utf-8").replace("<article", f"<!-- {number} --><article", 1)
    path.write_text(text, encoding="utf-8")
