"""Where discovery meets Pelican. Signals, in the order in which they fire:

article_generator_finalized  say which files these are
all_generators_finalized     remember what was read
article_writer_finalized     write sitemap.xml, robots.txt and llms.txt
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pelican import signals

from ..common.addresses import absolute
from ..common.htmltext import first_words, text_of
from .listing import Listed, llms, robots, sitemap

STATE = "COLOPHON_DISCOVERY"
SUMMARY = 200
FILES = ("sitemap.xml", "robots.txt", "llms.txt")


def connect() -> None:
    """Connect every receiver below."""
    signals.article_generator_finalized.connect(declare_files)
    signals.all_generators_finalized.connect(remember)
    signals.article_writer_finalized.connect(write)


def declare_files(generator: Any) -> None:
    """Name the three files, so that no text can be put in the place of one."""
    files = generator.context.setdefault("COLOPHON_OUTPUTS", {})
    files.update(dict.fromkeys(FILES, "the site's file for search engines and other programs"))


def remember(generators: Iterable[Any]) -> None:
    """Keep the generators: pages are told of beside articles."""
    generators = list(generators)
    generators[0].settings[STATE] = generators


def write(generator: Any, writer: Any) -> None:
    """Write the three files; an owner's own in content/extra/ stays."""
    settings = generator.settings
    articles, pages = list(_articles(generator)), list(_pages(settings))
    files = {
        "sitemap.xml": sitemap([*articles, *pages, *_lists(settings, generator)]),
        "robots.txt": robots(settings["SITEURL"]).encode(),
        "llms.txt": llms(
            settings["SITENAME"],
            settings.get("SITESUBTITLE", ""),
            [("Articles", articles), ("Pages", pages)],
        ).encode(),
    }
    own = {static.save_as for static in generator.context.get("staticfiles", ())}
    for name, data in files.items():
        if name not in own:
            path = Path(writer.output_path) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _articles(generator: Any) -> Iterator[Listed]:
    for entry in (*generator.articles, *generator.translations):
        yield _listed(generator.settings, entry)


def _pages(settings: Any) -> Iterator[Listed]:
    for generator in settings[STATE]:
        if hasattr(generator, "hidden_pages"):
            for entry in (*generator.pages, *generator.translations):
                yield _listed(settings, entry)


def _lists(settings: Any, generator: Any) -> Iterator[Listed]:
    """The home page, the first page of each list, and the pages that plugins make."""
    yield Listed(absolute(settings["SITEURL"], ""), settings["SITENAME"])
    models = generator.context.get("COLOPHON_MODELS", ())
    for terms in (generator.categories, generator.authors, generator.tags.items(), models):
        for term, _ in terms:
            if term.save_as:
                yield Listed(absolute(settings["SITEURL"], term.url), term.name)
    for name, (title, _) in generator.context.get("COLOPHON_LISTS", {}).items():
        if settings[f"{name.upper()}_SAVE_AS"]:
            yield Listed(absolute(settings["SITEURL"], settings[f"{name.upper()}_URL"]), title)


def _listed(settings: Any, entry: Any) -> Listed:
    dates = [getattr(entry, name, None) for name in ("date", "modified")]
    changed = max((date.date().isoformat() for date in dates if date), default="")
    label = getattr(entry, "colophon_disclosure", None)
    given = str(entry.metadata.get("summary", ""))
    return Listed(
        url=absolute(settings["SITEURL"], entry.url),
        title=entry.title,
        changed=changed,
        summary=first_words(text_of(given), SUMMARY),
        label=label.short if label else "",
    )
