"""`invoke seo`: pelican-seo's report on titles, descriptions, headings and internal links.

Its analyzers are used directly. As a plugin it would read each text before ours have finished with
it, stop after ten, and write its page into the current folder; its enhancer stays off
(docs/dependencies.md).
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

from . import ROOT, console
from .build.pelican_run import read_site

REPORT = "seo_report.html"
STYLE = "seo_report.css"


def seo(*, content: str | None = None, settings: str | None = None) -> None:
    """Write ``seo-report/seo_report.html`` beside the output and tell what it found.

    :raises CommandError: where the site cannot be read; `invoke build` says more.
    """
    import pelican.plugins.seo.seo_report as package
    from pelican.plugins.seo.seo_report import SEOReport

    run = read_site(settings=settings, content=content)
    texts = (*run.index_articles, *run.listed(pages=True))
    report = SEOReport()
    analyses = [report.launch_analysis(document=_described(text.content)) for text in texts]
    folder = ROOT / "seo-report"
    folder.mkdir(exist_ok=True)
    style = Path(str(package.__file__)).parent / "static" / STYLE
    with chdir(folder):  # pelican-seo writes to the current one
        report.generate(site_name=run.settings["SITENAME"], documents_analysis=analyses)
        shutil.copyfile(style, STYLE)
        page = Path(REPORT).read_text(encoding="utf-8").replace(str(style), STYLE)
        Path(REPORT).write_text(page, encoding="utf-8")
    _summarize(analyses, report)
    console.say(f"Report: {folder / REPORT}")


def _described(text: Any) -> Any:
    """The text as the kit's own head describes it: a Summary is its description."""
    if not hasattr(text, "description") and text.metadata.get("summary"):
        text.description = text.metadata["summary"]
    return text


def _summarize(analyses: list[dict[str, Any]], report: Any) -> None:
    counts: Counter[str] = Counter()
    for analysis in analyses:
        counts.update(_remarks(analysis["seo_analysis"], report))
    console.say(f"Looked at {len(analyses)} articles and pages.")
    for remark, count in counts.most_common():
        console.say(f"  {count:5d}  {remark}")


def _remarks(parts: dict[str, Any], report: Any) -> Iterator[str]:
    title, description = parts["page_title_analysis"], parts["page_description_analysis"]
    if title.page_title_length not in report.PAGE_TITLE_RECOMMENDED_LENGTH:
        yield "title outside 60 to 70 characters"
    if not description.has_page_description():
        yield "no summary to describe the page with"
    elif description.page_description_length not in report.PAGE_DESCRIPTION_RECOMMENDED_LENGTH:
        yield "summary outside 150 to 160 characters"
    if not parts["internal_link_analysis"].has_internal_link():
        yield "no link to another page of the site"
