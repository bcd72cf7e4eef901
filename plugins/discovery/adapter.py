"""Where discovery meets Pelican: sitemap.xml, robots.txt and llms.txt."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from ..common.addresses import absolute
from ..common.options import read_options
from ..common.problems import report
from ..run import Entry, Run
from .crawler_files import CrawledSite, CrawlerPage, planned
from .settings import DiscoverySettings, mistakes

logger = logging.getLogger(__name__)

FILES = ("sitemap.xml", "robots.txt", "llms.txt")


def prepare(run: Run) -> None:
    """Read `DISCOVERY`."""
    given = run.settings.get("DISCOVERY", {})
    options, problems = read_options(DiscoverySettings, given, setting="DISCOVERY")
    report(logger, *problems, *mistakes(options))
    run.set_state(options)


def reserve_files(run: Run) -> None:
    """Name the three files, so that no text can be put in the place of one."""
    what = "the site's file for search engines and other programs"
    run.outputs.update(dict.fromkeys(FILES, what))


def write(run: Run) -> None:
    """Write the three files; an owner's own in content/extra/ stays."""
    settings = run.settings
    articles = tuple(_crawler_page(run, entry) for entry in run.listed())
    pages = tuple(_crawler_page(run, entry) for entry in run.listed(pages=True))
    own = {static.save_as for static in run.static_files}
    site = CrawledSite(
        settings["SITEURL"],
        settings["SITENAME"],
        settings.get("SITESUBTITLE", ""),
        articles,
        pages,
        tuple(_lists(run)),
        tuple((use, bool(yes)) for use, yes in run.state_of(DiscoverySettings).ai_use.items()),
    )
    run.write_planned(each for each in planned(site) if each.path not in own)


def _lists(run: Run) -> Iterator[CrawlerPage]:
    """The home page, the first page of each list, and the pages that capabilities make."""
    settings = run.settings
    yield CrawlerPage(absolute(settings["SITEURL"], ""), settings["SITENAME"])
    for kind in ("category", "author", "tag", "model", "series"):
        for term in run.terms(kind):
            if term.save_as:
                yield CrawlerPage(absolute(settings["SITEURL"], term.url), term.name)
    for name, (title, _) in run.list_titles.items():
        if settings[f"{name.upper()}_SAVE_AS"]:
            yield CrawlerPage(absolute(settings["SITEURL"], settings[f"{name.upper()}_URL"]), title)


def _crawler_page(run: Run, entry: Entry) -> CrawlerPage:
    article = entry.article
    dates = (date for date in (article.published, article.modified) if date)
    return CrawlerPage(
        url=article.url,
        title=article.title,
        changed=max((date.date().isoformat() for date in dates), default=""),
        summary=article.summary,
        label=article.label.short,
        versions=article.versions(run.settings["DEFAULT_LANG"]),
    )
