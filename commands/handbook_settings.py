"""The plugins' settings for a table: each option, its default and what it means."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from types import ModuleType
from typing import Any

from plugins.disclosure.settings import DisclosureSettings
from plugins.feeds.settings import FeedsSettings, PageSettings
from plugins.head.settings import HeadSettings
from plugins.making_of.settings import MakingSettings
from plugins.models.settings import ModelsSettings
from plugins.related.settings import RelatedSettings
from plugins.residue.settings import ResidueSettings
from plugins.transparency.settings import TransparencySettings

SETTINGS: dict[type, str] = {
    DisclosureSettings: "DISCLOSURE",
    MakingSettings: "MAKING",
    ResidueSettings: "RESIDUE",
    ModelsSettings: "",
    TransparencySettings: "",
    RelatedSettings: "RELATED",
    HeadSettings: "HEAD",
    FeedsSettings: "FEEDS",
    PageSettings: "",
}
"""The dictionary in pelicanconf.py that holds a class's options; empty: each is a setting."""


def rows() -> Iterator[tuple[str, str, str]]:
    """(name in pelicanconf.py, default, meaning) of each option."""
    for settings, dictionary in SETTINGS.items():
        meanings = dict(meanings_in(settings))
        defaults: dict[str, Any] = asdict(settings())
        for name, default in defaults.items():
            written = f'{dictionary}["{name}"]' if dictionary else name.upper()
            yield written, _literal(default), meanings[name]


def meanings_in(source: type | ModuleType) -> Iterator[tuple[str, str]]:
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
