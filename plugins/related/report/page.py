"""The page that shows an author what leads where: figures, orphans, most linked, all articles."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from .model import SiteReport

TEMPLATES = Path(__file__).parent.parent / "templates"
MOST = 10
"""Articles in the table of those that most others lead to."""


def figures_of(report: SiteReport) -> dict[str, str]:
    """What the page says in numbers, by their names."""
    number = len(report.articles)
    listed = 100 * (number - len(report.unlisted)) / number if number else 0.0
    each = {
        "listed under each": sum(len(article.listed) for article in report.articles.values()),
        "links made in each": sum(len(article.made) for article in report.articles.values()),
        "links by its author": sum(len(article.authors) for article in report.articles.values()),
    }
    return {
        "articles": f"{number}",
        "stand in a list": f"{listed:.0f} %",
        **{name: f"{total / number if number else 0:.1f}" for name, total in each.items()},
        "orphans": f"{len(report.orphans)}",
    }


def sentences_of(report: SiteReport) -> list[str]:
    """What the page and the command say in words."""
    articles = report.articles.values()
    if not articles:
        return ["There is no published article."]
    places = _counted(sum(len(article.listed) for article in articles), "place")
    made = _counted(sum(len(article.made) for article in articles), "link")
    own = _counted(sum(len(article.authors) for article in articles), "link")
    sentences = [
        f"{_counted(len(articles), 'article')}, {places} in lists.",
        f"{made} made in the texts, {own} by their authors.",
    ]
    if report.unlisted:
        unlisted, orphans = len(report.unlisted), len(report.orphans)
        sentences.append(f"{unlisted} in no list; to {orphans} of these no text links.")
    else:
        sentences.append("Every article stands in a list.")
    empty = sum(not article.listed for article in articles)
    if empty:
        sentences.append(f"{empty} without a list, as nothing is close enough.")
    sentences.append(
        f"From the {len(report.front)} on the front page, lists and links alone lead on to "
        f"{len(report.reached)} of {len(articles)}."
    )
    return sentences


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def page_of(report: SiteReport, site: str) -> str:
    """The whole HTML page, which asks nothing of any host; `site` is the site's name."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    reached = filter(report.incoming, report.articles)
    return environment.get_template("report/page.html").render(
        site=site,
        report=report,
        figures=figures_of(report),
        sentences=sentences_of(report),
        numbers={name: number for number, name in enumerate(report.articles)},
        most=sorted(reached, key=report.incoming, reverse=True)[:MOST],
        unlisted=frozenset(report.unlisted),
        orphans=frozenset(report.orphans),
    )
