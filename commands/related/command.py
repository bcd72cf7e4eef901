"""`invoke related`: what leads from article to article, for one of them or for all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plugins.common.characters import one_line
from plugins.common.failure import CommandError
from plugins.common.problems import nearest, shown_path
from plugins.related.report.model import ArticleReport, SiteReport
from plugins.run import COMMAND, DRAFT, HIDDEN, Command, Run

from .. import ROOT, console
from ..build.pelican_run import read_site

REPORT = "related-report"
LONGEST_PATH = 200
SHOWN = 20

REASONS = {
    "a draft": "Lists and links are made of published articles only. Publish it, or give it a "
    "Date that has come.",
    "hidden": "It stands in no list and no text links it. Make it ‘Status: published’ to change "
    "that.",
    "a page": "Lists and links are made of articles. Name one of these.",
}


def related(
    *,
    article: str | None = None,
    content: str | None = None,
    settings: str | None = None,
    output: str | None = None,
) -> None:
    """Tell about one article, or write a page and a graph about all of them into `output`.

    :raises CommandError: where the site cannot be read, or `article` is none of its articles.
    """
    if article is not None and not article.strip():
        raise CommandError("Name an article: invoke related --article content/articles/x.md")
    runs: list[SiteReport] = []
    asked = {COMMAND: Command(related_reports=runs)}
    site = read_site(settings=settings, content=content, overrides=asked)
    if not runs:
        raise CommandError("No lists and links are made: add ‘plugins.related’ to PLUGINS.")
    report = runs[0]
    folder = site.content_folder
    if article is not None:
        from .account import show

        show(report, _article_report(report, site, folder, article), folder)
        return
    page = _write(report, site.settings["SITENAME"], Path(output) if output else ROOT / REPORT)
    _summarize(report, folder)
    console.say(f"Report: {shown_path(page)}")


def _article_report(report: SiteReport, site: Run, content: Path, given: str) -> ArticleReport:
    """The published article at a path, which begins at the current folder or at `content`.

    :raises CommandError: where there is none, with why, or the path that was meant.
    """
    named = list(_names(content, given))
    for name in named:
        if name in report.articles:
            return report.articles[name]
    withheld = _withheld(site)
    told = one_line(given, LONGEST_PATH)
    for name in named:
        if name in withheld:
            raise CommandError(f"{told} is {withheld[name]}. {REASONS[withheld[name]]}")
    if any(map(_is_file, [Path(given), *(content / name for name in named)])):
        where = "it lies elsewhere, or the settings leave it out"
        raise CommandError(f"{told} is no article of this site: {where}. See --content.")
    raise CommandError(f"{told}: there is no such article. {_meant(report, content, given)}")


def _names(content: Path, given: str) -> Iterator[str]:
    """What a path may mean, relative to the content folder; links in it followed or not."""
    try:
        for start in (Path.cwd(), content):
            for path in ((start / given).absolute(), (start / given).resolve()):
                for root in (content, content.resolve()):
                    if path.is_relative_to(root):
                        yield path.relative_to(root).as_posix()
    except (OSError, ValueError):
        return  # a null character, or a name that is too long


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False  # a name longer than the system takes


def _withheld(site: Run) -> dict[str, str]:
    """Sources that have no lists and links, with what they are."""
    kinds = {DRAFT: "a draft", HIDDEN: "hidden"}
    texts = ((e.source, "a page" if e.is_page else kinds.get(e.status, "")) for e in site.entries)
    return {source: kind for source, kind in texts if kind}


def _meant(report: SiteReport, content: Path, given: str) -> str:
    whole = nearest(given, [shown_path(content / name) for name in report.articles])
    last = Path(given).name
    names = {Path(name).name: name for name in sorted(report.articles, reverse=True)}
    name = names.get(last) or names.get(f"{last}.md") or names.get(nearest(last, names))
    close = shown_path(content / name) if name else whole
    return f"Did you mean ‘{one_line(close, LONGEST_PATH)}’?" if close else "Give its path."


def _write(report: SiteReport, site: str, folder: Path) -> Path:
    from plugins.related.report.dot import dot_of
    from plugins.related.report.page import page_of

    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(page_of(report, site), encoding="utf-8")
        (folder / "links.dot").write_text(dot_of(report), encoding="utf-8")
    except OSError as error:
        told = f"the page cannot be written there ({error.strerror}). Name a folder with --output."
        raise CommandError(f"{shown_path(folder)}: {told}") from error
    return folder / "index.html"


def _summarize(report: SiteReport, content: Path) -> None:
    from plugins.related.report.page import sentences_of

    from .account import path_of

    for sentence in sentences_of(report):
        console.say(sentence)
    if report.orphans:
        console.say("Orphans:")
    for name in report.orphans[:SHOWN]:
        title = report.articles[name].title
        console.say(f"  {path_of(name, content)}  {title}")
    if len(report.orphans) > SHOWN:
        console.say(f"  … and {len(report.orphans) - SHOWN} more, in the report")
