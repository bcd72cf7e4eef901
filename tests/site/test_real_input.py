"""Five hundred real posts that say nothing about how they were written (optional: needs them)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import html5lib
import pytest
from lxml import html as lxml_html

from plugins.addresses.site_links import BuiltSite
from tests.building import ROOT, build, files_of

POSTS = ROOT.parent / "shared" / "sites" / "18f"
SITEURL = "http://localhost:8000"

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not (POSTS / "articles").is_dir(), reason=f"the real posts are not here: {POSTS.name}"
    ),
]


@pytest.fixture(scope="module", name="real")
def _real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The built site and the warnings of its build."""
    output = tmp_path_factory.mktemp("real") / "output"
    result = build(output, "--content", str(POSTS))
    assert result.returncode == 0, result.stderr
    return output, [line for line in result.stderr.splitlines() if line.startswith("warning: ")]


def test_silence_claims_nothing_in_any_form(real: tuple[Path, list[str]]) -> None:
    """All are listed as undeclared; no page, head, JSON-LD, feed or card says a word."""
    site, _ = real
    data = json.loads((site / "ai-disclosures.json").read_text())
    assert data["counts"]["all"] == data["counts"]["undeclared"] == 509
    claim = re.compile(
        rb'ai-disclosure=|name="ai-disclosure"|class="disclosure|"digitalSourceType"|"backstory"'
        rb'|"reviewedBy"|ai-autonomous|ai-assisted|human-only|AI-written'
    )
    for path, content in files_of(site).items():
        if path.endswith((".html", ".xml", "llms.txt")):
            assert not claim.search(content), path


def test_only_the_authors_own_links_are_dead(real: tuple[Path, list[str]]) -> None:
    """Seven and a fragment, each with file and line; no `{filename}` link, none that we made."""
    site, warnings = real
    dead = [line for line in warnings if ": link: " in line]
    assert len(dead) == 8
    for line in dead:
        assert re.search(r"\.md:\d+: link: ‘", line)
        assert "filename" not in line
    built = BuiltSite(site, SITEURL)
    made = 0
    for path in site.glob("*/index.html"):
        page = lxml_html.parse(str(path)).getroot()
        links = page.xpath("//a[@class='autolink'] | //nav//a | //p[@class='related-closing']//a")
        for link in links:
            assert not built.fault(link.get("href"), f"{SITEURL}/{path.parent.name}/")
            made += 1
    assert made > 5000


def test_every_page_is_well_formed(real: tuple[Path, list[str]]) -> None:
    """Also where an author's own HTML was not: it is mended and told."""
    site, warnings = real
    assert len([line for line in warnings if "does not add up" in line]) == 7
    for path in sorted(site.glob("*/index.html")):
        html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))


def test_production_stops_with_one_message(tmp_path: Path) -> None:
    """The count, the first files and the cure, not five hundred lines."""
    result = build(
        tmp_path / "public", "--production", "--content", str(POSTS), SITEURL="https://x.example"
    )
    assert result.returncode == 1
    (line,) = [line for line in result.stderr.splitlines() if "AI-Role" in line]
    assert "509 articles do not say" in line
    assert "articles/2014-03-12-coming-soon.md" in line
    assert "invoke disclose --undeclared" in line
    assert not (tmp_path / "public").exists()
