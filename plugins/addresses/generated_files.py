"""The files that the site makes by itself, which no text or static file may take the place of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..article import TermList
from .collisions import OutputFile

REPLACEABLE = {"robots.txt", "sitemap.xml", "llms.txt", "favicon.ico", "apple-touch-icon.png"}
"""An owner's own in content/extra/ stands instead."""

Pages = Callable[[str, str, list[Any], str], list[str]]
"""The files of a list by file, address, articles and template."""


def generated_files(
    settings: Mapping[str, Any],
    terms: Mapping[str, Sequence[TermList]],
    articles: list[Any],
    pages: Pages,
    others: Mapping[str, str],
) -> Iterator[OutputFile]:
    """What Pelican makes by itself, and `others`: files to what they are.

    `terms` are the lists by kind: ``category``, ``tag``, ``author``; `articles` those of the index.
    """
    files = {
        **dict(_terms(terms, pages)),
        **dict(_templates(settings, articles, pages)),
        **dict.fromkeys(_theme(settings), "the theme's file"),
        **others,
    }
    for path, what in files.items():
        if path:
            yield OutputFile(path, what, generated=True, replaceable=path in REPLACEABLE)


def _terms(terms: Mapping[str, Sequence[TermList]], pages: Pages) -> Iterator[tuple[str, str]]:
    for kind, listed in terms.items():
        for term in listed:
            articles = list(term.contents)
            for path in pages(term.save_as, term.url, articles, kind) if term.save_as else ():
                yield path, f"the site's own page of the {kind} ‘{term.name}’"


def _templates(
    settings: Mapping[str, Any], articles: list[Any], pages: Pages
) -> Iterator[tuple[str, str]]:
    for name in settings["DIRECT_TEMPLATES"]:
        path = settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html")
        url = settings.get(f"{name.upper()}_URL", f"{name}.html")
        for one in pages(path, url, articles, name) if path else ():
            yield one, f"the site's own page ‘{name}’"
    for template, path in settings["TEMPLATE_PAGES"].items():
        yield path, f"the site's own page of the template {template}"


def _theme(settings: Mapping[str, Any]) -> Iterator[str]:
    for name in settings["THEME_STATIC_PATHS"]:
        folder = Path(settings["THEME"]) / name
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.is_file():
                below = path.relative_to(folder) if folder.is_dir() else Path(path.name)
                yield (Path(settings["THEME_STATIC_DIR"]) / below).as_posix()
