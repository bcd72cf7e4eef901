"""The plugins' settings for a table: each option, its default and what it means."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from plugins.disclosure.settings import DisclosureSettings
from plugins.feeds.settings import FeedsSettings, PageSettings
from plugins.head.settings import HeadSettings
from plugins.making.settings import MakingSettings
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
        meanings = dict(_meanings(settings))
        defaults: dict[str, Any] = asdict(settings())
        for name, default in defaults.items():
            written = f'{dictionary}["{name}"]' if dictionary else name.upper()
            yield written, _literal(default), meanings[name]


def _meanings(settings: type) -> Iterator[tuple[str, str]]:
    """Each field with the text under it, which only the source has."""
    body = ast.parse(inspect.getsource(settings)).body[0]
    assert isinstance(body, ast.ClassDef)
    for field, text in pairwise(body.body):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
            meaning = ast.literal_eval(text.value)
            yield ast.unparse(field.target), " ".join(meaning.split())


def _literal(default: object) -> str:
    """A default as one writes it in pelicanconf.py, with double quotation marks."""
    if isinstance(default, tuple):
        inside = ", ".join(map(_literal, default))
        return f"({inside},)" if len(default) == 1 else f"({inside})"
    return f'"{default}"' if isinstance(default, str) else repr(default)
