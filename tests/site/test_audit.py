"""The auditor on sites this kit builds: nothing to report, until one form is changed."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from plugins.audit.auditor import audit
from tests.building import ROOT, article, build, write_site

TODAY = date(2026, 11, 23)
TEXT = "tide-clock"
ROLES = ("none", "corrected", "translated", "summarized", "drafted", "generated")
KINDS = ("section", "quotation", "summary", "caption")
PICTURE = "tests/cases/audit/sites/images/img/poster.png"
VALUE = '"https://w3c-cg.github.io/ai-content-disclosure/#disclosure-values"'


def _changed(pattern: str, replacement: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        changed, count = re.subn(pattern, replacement, text, count=1, flags=re.DOTALL)
        assert count, pattern
        return changed

    return change


def test_the_demo_is_clean_and_says_what_it_says(built_site: Path) -> None:
    """Verdicts of declared texts; lists and undeclared texts are unknown."""
    report = audit([built_site], TODAY)
    assert [str(finding) for finding in report.findings] == []
    verdicts = {page.address: page.verdict for page in report.pages}
    assert verdicts["http://localhost:8000/tide-clock/"] == "ai-autonomous"
    assert verdicts["http://localhost:8000/the-undeclared-weir/"] == "unknown"
    assert verdicts["http://localhost:8000/"] == "unknown"
    assert report.feeds > 5


def test_a_published_project_site_is_clean(published_site: Path) -> None:
    """Below a path of its host."""
    report = audit([published_site], TODAY)
    assert [str(finding) for finding in report.findings] == []
    assert "https://demo.example/repo/tide-clock/" in {page.address for page in report.pages}


def test_every_role_with_every_part_is_clean(tmp_path: Path) -> None:
    """What a text, its parts, its cover and its list say belongs together, whatever they are."""
    files = {"making/trace.md": "# Prompt\n\nShort.\n"}
    choices = itertools.product(("", *ROLES), ("", *ROLES), ("", "none"))
    for number, (own, part, review) in enumerate(choices):
        files[f"articles/t{number}.md"] = _combined(number, own, part, review)
    settings = write_site(tmp_path, files)
    picture = tmp_path / "content" / "images" / "pic.png"
    picture.parent.mkdir()
    picture.write_bytes((ROOT / PICTURE).read_bytes())
    result = build(tmp_path / "output", settings=settings)
    assert result.returncode == 0, result.stderr
    report = audit([tmp_path / "output"], TODAY)
    assert [str(finding) for finding in report.findings] == []
    assert set(report.verdicts.values()) == {"human-only", "ai-autonomous", "mixed", "unknown"}


def _combined(number: int, own: str, part: str, review: str) -> str:
    """An article of role `own` with a part of role `part`; every few with a cover or a summary."""
    fields = {"AI_Role": own, "AI_Model": "m-1" if own not in {"", "none"} else ""}
    fields["AI_Review"] = review if own else ""
    if number % 5 == 0:
        fields |= {"Summary": "Short words.", "AI_Parts": "summary=generated m-2"}
    if number % 7 == 0:
        fields |= {"AI_Images": "images/pic.png=generated painter", "Cover": "images/pic.png"}
        fields |= {"Cover_Alt": "A bridge"}
    if number % 6 == 0 and fields["AI_Model"]:
        fields["AI_Making"] = "trace.md"
    kind = KINDS[number % len(KINDS)]
    words = "The part says something of its own about the lock and the gate."
    opened = f"::: {kind} role={part}\n{words}\n:::\n\n" if part else ""
    body = f"The harbour lies at the river.\n\n{opened}And so the text ends, on a quay."
    given = {key: value for key, value in fields.items() if value}
    return article(f"Text {number}", body, **given)


@pytest.mark.parametrize(
    ("file", "change", "rules"),
    [
        (
            f"{TEXT}/index.html",
            _changed('ai-disclosure="ai-autonomous"', 'ai-disclosure="ai-assisted"'),
            {"feed-conflict", "inventory-conflict", "notice-conflict"},
        ),
        (
            f"{TEXT}/index.html",
            _changed(' ai-disclosure="ai-autonomous"', ""),
            {"feed-beyond-page", "inventory-conflict", "metadata-without-value"},
        ),
        (
            f"{TEXT}/index.html",
            _changed(
                '"https://schema.org/TrainedAlgorithmicMediaDigitalSource"',
                '"https://schema.org/DigitalArtDigitalSource"',
            ),
            {"jsonld-conflict", "feed-conflict", "inventory-conflict"},
        ),
        (
            f"{TEXT}/index.html",
            _changed("</head>", '<meta name="ai-disclosure" content="human-only"></head>'),
            {"meta-conflict"},
        ),
        (
            f"{TEXT}/index.html",
            _changed('"headline":"[^"]*"', '"headline":"</script><b>"'),
            {"jsonld-cut"},
        ),
        (
            "feeds/all.atom.xml",
            _changed(f'term="ai-autonomous" scheme={VALUE}', f'term="human-only" scheme={VALUE}'),
            {"feed-conflict", "inventory-conflict"},
        ),
        (
            "feeds/all.rss.xml",
            _changed(f"<category domain={VALUE}>ai-autonomous", f"<category domain={VALUE}>ai"),
            {"value-outdated"},
        ),
        (
            "ai-disclosures.json",
            _changed('"value": "ai-autonomous"', '"value": "human-only"'),
            {"inventory-contradiction", "inventory-conflict"},
        ),
    ],
)
def test_one_changed_form_is_found(
    built_site: Path, tmp_path: Path, file: str, change: Callable[[str], str], rules: set[str]
) -> None:
    """Each form is compared with the others, and nothing else is said."""
    site = tmp_path / "site"
    shutil.copytree(built_site, site)
    path = site / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert {finding.rule for finding in audit([site], TODAY).findings} == rules
