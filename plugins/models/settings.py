"""Where the pages about models live: settings of pelicanconf.py, named as Pelican's own are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..common.options import read_named
from ..common.problems import Problem
from ..common.regex import regex
from ..common.values import dataclass

FOLDER = regex(r"(?P<folder>[\w-]+(?:/[\w-]++(?=/))*+)/[^{}]*+\{slug\}[^{}]*+")
CURE = "Write a folder, then {slug}, for example model/{slug}/index.html; or '' for no such pages."


@dataclass(frozen=True, slots=True)
class ModelsSettings:
    """Every setting, in lower case, its default and what it means."""

    model_url: str = "model/{slug}/"
    """Address of a model's page below the site's root."""

    model_save_as: str = "model/{slug}/index.html"
    """Its file. A folder comes first, in which nothing else may stand; empty: no such pages."""

    models_url: str = "model/"
    """Address of the list of all models."""

    models_save_as: str = "model/index.html"
    """Its file; empty: there is no list."""


def read(given: Mapping[str, Any]) -> tuple[ModelsSettings, list[Problem]]:
    """The settings as the owner has set them, and what is wrong with them."""
    options = read_named(ModelsSettings, given)
    return options, list(_mistakes(options))


def folder_of(save_as: str) -> str:
    """The folder that holds the models' pages and nothing else; empty where there are none."""
    match = FOLDER.fullmatch(save_as)
    return match["folder"] if match else ""


def _mistakes(options: ModelsSettings) -> Iterator[Problem]:
    for name, pattern in (
        ("MODEL_URL", options.model_url),
        ("MODEL_SAVE_AS", options.model_save_as),
    ):
        if not FOLDER.fullmatch(pattern) and (pattern or options.model_save_as):
            message = "does not put each model into a folder of the models' own"
            yield Problem("pelicanconf.py", 0, name, pattern, message, CURE)
