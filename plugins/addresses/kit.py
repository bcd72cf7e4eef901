"""The files that the site makes by itself, which no text or static file may take the place of.

Pelican's generator is only looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .collisions import Output

REPLACEABLE = {"robots.txt", "sitemap.xml", "llms.txt"}
"""An owner's own in content/extra/ stands instead."""

Pages = Callable[[str, str, list[Any], str], list[str]]
"""The files of a list by file, address, articles and template."""


def outputs_of(generator: Any, pages: Pages) -> Iterator[Output]:
    """What Pelican makes of the articles that `generator` has read, and what the plugins add."""
    found = {
        **dict(_terms(generator, pages)),
        **dict(_templates(generator, pages)),
        **{
            period["save_as"]: "the site's archive of a period"
            for periods in generator.period_archives.values()
            for period in periods
        },
        **{f"{path}": "the theme's file" for path in _theme(generator)},
        **dict(_inventory(generator.settings)),
        **generator.context.get("COLOPHON_OUTPUTS", {}),
    }
    for path, what in found.items():
        if path:
            yield Output(path, what, kit=True, replaceable=path in REPLACEABLE)


def _terms(generator: Any, pages: Pages) -> Iterator[tuple[str, str]]:
    kinds = {
        "tag": generator.tags.items(),
        "category": generator.categories,
        "author": generator.authors,
    }
    for kind, terms in kinds.items():
        for term, articles in terms:
            for path in pages(term.save_as, term.url, articles, kind) if term.save_as else ():
                yield path, f"the site's own page of the {kind} ‘{term.name}’"


def _templates(generator: Any, pages: Pages) -> Iterator[tuple[str, str]]:
    settings: Mapping[str, Any] = generator.settings
    for name in settings["DIRECT_TEMPLATES"]:
        path = settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html")
        url = settings.get(f"{name.upper()}_URL", f"{name}.html")
        for one in pages(path, url, generator.articles, name) if path else ():
            yield one, f"the site's own page ‘{name}’"
    for template, path in settings["TEMPLATE_PAGES"].items():
        yield path, f"the site's own page of the template {template}"


def _theme(generator: Any) -> Iterator[str]:
    settings = generator.settings
    for name in settings["THEME_STATIC_PATHS"]:
        folder = Path(generator.theme) / name
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.is_file():
                below = path.relative_to(folder) if folder.is_dir() else Path(path.name)
                yield (Path(settings["THEME_STATIC_DIR"]) / below).as_posix()


def _inventory(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "plugins.disclosure" in map(str, settings["PLUGINS"] or ()):
        yield from ((f"ai-disclosures.{form}", "the site's inventory") for form in ("json", "csv"))
