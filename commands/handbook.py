"""`invoke handbook`: write the tables of HANDBOOK.md anew from the code's own tables.

Each stands between two comments, ``<!-- table: NAME -->`` and ``<!-- end -->``; a test holds that
none is out of date.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from plugins.builds.settings import BuildsSettings
from plugins.cards.settings import CardsSettings
from plugins.common import keys
from plugins.common.failure import CommandError
from plugins.disclosure import messages
from plugins.disclosure.settings import DisclosureSettings
from plugins.disclosure.vocabulary import ReviewState, Role, w3c_value
from plugins.discovery.settings import DiscoverySettings
from plugins.feeds.settings import FeedsSettings, PageSettings
from plugins.head.settings import HeadSettings
from plugins.images.settings import ImagesSettings
from plugins.look.settings import LookSettings
from plugins.making_of.settings import MakingSettings
from plugins.models.settings import ModelsSettings
from plugins.navigation.settings import NavigationSettings, SeriesSettings
from plugins.related.settings import RelatedSettings
from plugins.residue.settings import ResidueSettings
from plugins.search.settings import SearchSettings
from plugins.transparency.settings import TransparencySettings
from plugins.videos.settings import VideosSettings
from plugins.wording.catalogue import languages

from . import ROOT, console

HANDBOOK = ROOT / "HANDBOOK.md"
TABLE = re.compile(r"(<!-- table: (?P<name>[a-z]+) -->\n).*?(<!-- end -->)", re.DOTALL)
UNKNOWN = "no value"
PELICAN = "[Pelican's own](https://docs.getpelican.com/en/stable/content.html#file-metadata)"

SETTINGS: dict[type, str] = {
    DisclosureSettings: "DISCLOSURE",
    MakingSettings: "MAKING",
    ResidueSettings: "RESIDUE",
    ImagesSettings: "IMAGES",
    ModelsSettings: "",
    TransparencySettings: "",
    NavigationSettings: "",
    SearchSettings: "",
    VideosSettings: "",
    SeriesSettings: "",
    RelatedSettings: "RELATED",
    LookSettings: "LOOK",
    CardsSettings: "CARDS",
    HeadSettings: "HEAD",
    FeedsSettings: "FEEDS",
    PageSettings: "",
    DiscoverySettings: "DISCOVERY",
    BuildsSettings: "BUILDS",
}
"""The dictionary in pelicanconf.py that holds a class's options; empty: each is a setting."""


def handbook() -> None:
    """Write the tables anew, and say whether anything changed."""
    console.say("Changed." if update() else "Nothing to change.")


def update(path: Path = HANDBOOK) -> bool:
    """Rewrite the tables in `path`; gives whether anything changed.

    :raises CommandError: where the file names a table that there is none of.
    """
    before = path.read_text(encoding="utf-8")
    after = TABLE.sub(_filled, before)
    path.write_text(after, encoding="utf-8", newline="\n")
    return after != before


def _filled(match: re.Match[str]) -> str:
    table = TABLES.get(match["name"])
    if table is None:
        known = ", ".join(TABLES)
        raise CommandError(f"HANDBOOK.md: there is no table ‘{match['name']}’. Known are {known}.")
    return f"{match[1]}{table()}{match[3]}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = [list(head), *(list(row) for row in rows)]
    cells.insert(1, ["---"] * len(cells[0]))
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


def _roles() -> str:
    rows = [
        (f"`{role}`", f"{text[0].lower()}{text[1:-1]}" if text[:2] != "AI" else text[:-1])
        for role, text in messages.MEANING.items()
    ]
    return _table(("`AI-Role`", "when"), rows)


def _mapping() -> str:
    states = (ReviewState.RECORDED, ReviewState.ABSENT, ReviewState.NOT_STATED)
    rows = [("(key absent)", *(w3c_value(None, state) or UNKNOWN for state in states), "none")]
    for role in Role:
        values = (w3c_value(role, state) or UNKNOWN for state in states)
        rows.append((f"`{role}`", *values, role.source_type))
    head = ("role", "a valid review", "`AI-Review: none`", "nothing said, or out of date")
    return _table((*head, "IPTC digital source type"), rows)


def _languages() -> str:
    from babel import Locale

    rows = []
    for language in languages():
        say = messages.words_for(language)
        made = (say.translated_by or "written in it", say.checked_by or "nobody yet")
        name = Locale.parse(language).get_display_name("en") or language
        rows.append((f"`{language}`", name, *made))
    return _table(("`Lang`", "language", "translated by", "checked by a speaker"), rows)


def _residue() -> str:
    from plugins.residue.residue_rules import RULES

    return _table(("rule", "what it finds"), ((f"`{r.id}`", r.reason) for r in RULES.values()))


def _audit() -> str:
    from plugins.audit.rules import RULES

    rows = ((f"`{name}`", rule.severity.value, rule.why) for name, rule in RULES.items())
    return _table(("rule", "weight", "why it is told"), rows)


def _keys() -> str:
    meanings = dict(_meanings_in(keys))
    told = {key: meanings.get(name, "") for name, key in vars(keys).items() if key in keys.EVERY}
    pelican = ", ".join(f"`{key}`" for key in keys.EVERY if not told[key])
    rows = [
        (f"`{key}`{' °' if key.by_default else ''}", told[key], f"`{key.example}`")
        for key in keys.EVERY
        if told[key]
    ]
    return _table(("key", "value", "example"), [(pelican, PELICAN, ""), *rows])


def _settings() -> str:
    cells = ((f"`{name}`", f"`{default}`", meaning) for name, default, meaning in setting_rows())
    return _table(("setting", "default", "what it means"), cells)


def setting_rows() -> Iterator[tuple[str, str, str]]:
    """(name in pelicanconf.py, default, meaning) of each option of every plugin."""
    for settings, dictionary in SETTINGS.items():
        meanings = dict(_meanings_in(settings))
        for name, default in asdict(settings()).items():
            written = f'{dictionary}["{name}"]' if dictionary else name.upper()
            yield written, _literal(default), meanings[name]


def _meanings_in(source: type | ModuleType) -> Iterator[tuple[str, str]]:
    """Each name that a class or module defines, with the text under it: only the source has it."""
    body = ast.parse(inspect.getsource(source)).body
    inner = body[0].body if isinstance(body[0], ast.ClassDef) else body
    for named, text in pairwise(inner):
        if isinstance(named, (ast.Assign, ast.AnnAssign)) and isinstance(text, ast.Expr):
            target = named.targets[0] if isinstance(named, ast.Assign) else named.target
            yield ast.unparse(target), " ".join(ast.literal_eval(text.value).split())


def _literal(default: object) -> str:
    """A default as one writes it in pelicanconf.py, with double quotation marks."""
    if isinstance(default, tuple):
        inside = ", ".join(map(_literal, default))
        return f"({inside},)" if len(default) == 1 else f"({inside})"
    return f'"{default}"' if isinstance(default, str) else repr(default)


TABLES: dict[str, Callable[[], str]] = {
    "roles": _roles,
    "mapping": _mapping,
    "languages": _languages,
    "residue": _residue,
    "audit": _audit,
    "settings": _settings,
    "keys": _keys,
}
