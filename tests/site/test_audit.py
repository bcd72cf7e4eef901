"""The auditor on sites this kit builds: nothing to report, until one form is changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from plugins.disclosure.audit.run import audit
from tests.building import invoke

TODAY = date(2026, 11, 23)
TEXT = "tide-clock"
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


def test_the_kits_own_site_is_clean(tmp_path: Path) -> None:
    """What we publish ourselves."""
    result = invoke("build", "--output", str(tmp_path / "output"))
    assert result.returncode == 0, result.stderr
    report = audit([tmp_path / "output"], TODAY)
    assert [str(finding) for finding in report.findings] == []
    assert "ai-autonomous" in report.verdicts.values()


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
