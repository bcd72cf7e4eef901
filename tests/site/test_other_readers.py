"""Sources in reStructuredText and HTML say the same as Markdown ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.building import article, build, write_site

TITLE = 'How <canvas> & "1 < 2" work'
ESCAPED = "How &lt;canvas&gt; &amp; &quot;1 &lt; 2&quot; work"
RST = f"{TITLE}\n{'#' * len(TITLE)}\n\n:date: 2026-11-01\n:ai-role: generated\n\nText.\n"
HTML = (
    f"<html><head><title>{ESCAPED}</title><meta name='date' content='2026-11-01'>"
    "<meta name='AI-Role' content='generated'></head><body><p>Text.</p></body></html>"
)


@pytest.mark.parametrize(("name", "source"), [("x.rst", RST), ("x.html", HTML)])
def test_a_title_is_text_there_too(tmp_path: Path, name: str, source: str) -> None:
    """No word lost, nothing escaped twice, declared like any other."""
    files = {"articles/a.md": article("A", AI_Role="generated"), f"articles/{name}": source}
    result = build(tmp_path / "output", settings=write_site(tmp_path, files))
    assert result.returncode == 0, result.stderr
    page = lxml_html.parse(str(tmp_path / "output/how-canvas-1-2-work/index.html")).getroot()
    assert page.xpath("//h1")[0].text_content() == "How <canvas> & “1 < 2” work"
    assert page.xpath("//title")[0].text.startswith(f"{TITLE} ")
    assert page.xpath("//p[@class='disclosure']")[0].text_content().startswith("AI-written")
