"""Lighthouse, on a phone as it imitates one and on a desktop."""

from __future__ import annotations

from statistics import median
from typing import Any

from .figures import Figure
from .programs import package, report
from .subject import Subject

_FORMS = {"phone": [], "desktop": ["--preset=desktop"]}
_FULL = 100
_CHROMIUM = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"


def lighthouse(subject: Subject, chromium: str, runs: int) -> list[Figure]:
    """Each category's median of so many runs, and the worst layout shift, on typical pages."""
    return [
        figure
        for name, page in subject.typical.items()
        for form, options in _FORMS.items()
        for figure in _judged(
            f"{name}, {form}",
            [_once(subject, page, options, chromium) for _ in range(runs)],
        )
    ]


def _once(subject: Subject, page: str, options: list[str], chromium: str) -> Any:
    script = package("lighthouse") / "cli" / "index.js"
    command = ["node", str(script), subject.url + page, "--quiet", "--output=json"]
    output = subject.scratch / "lighthouse.json"
    return report([*command, _CHROMIUM, *options], output, {"CHROME_PATH": chromium})


def _judged(subject: str, results: list[Any]) -> list[Figure]:
    categories = results[0]["categories"]
    scores = {
        name: round(_FULL * median(result["categories"][name]["score"] or 0 for result in results))
        for name in categories
    }
    shift = max(result["audits"]["cumulative-layout-shift"]["numericValue"] for result in results)
    shown = " / ".join(map(str, scores.values()))
    whole = " / ".join([str(_FULL)] * len(scores))
    below = [name for name, score in scores.items() if score < _FULL]
    failed = [line for name in below for line in _failed(results[-1], name)]
    return [
        Figure("Lighthouse", subject, shown, whole, not below, tuple(failed)),
        Figure("layout shift", subject, f"{shift:.3f}", "0", shift == 0, _shifted(results)),
    ]


def _failed(result: Any, category: str) -> list[str]:
    """The audits that cost points, each with its figure and the first elements that it names."""
    lines = []
    for reference in result["categories"][category]["auditRefs"]:
        audit = result["audits"][reference["id"]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
            items = audit.get("details", {}).get("items", [])[:3]
            named = [item["node"].get("snippet", "") for item in items if "node" in item]
            told = [audit["title"], audit.get("displayValue", ""), *named]
            lines.append(f"{category}: {audit['id']}: {'; '.join(filter(None, told))}")
    return lines


def _shifted(results: list[Any]) -> tuple[str, ...]:
    """The elements that moved while a page was loading."""
    moved = [
        item["node"].get("snippet", "")
        for result in results
        for item in result["audits"]["layout-shifts"].get("details", {}).get("items", [])
        if "node" in item
    ]
    return tuple(dict.fromkeys(moved))
