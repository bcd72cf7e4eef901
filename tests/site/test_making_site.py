"""Making-of pages in real builds."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.building import article, build, write_site

RECIPE = "AI-Review: none\n\n# Prompt\nWrite <b>it</b>.\n\n# Notes\nI began.\n"


def test_an_article_links_to_its_making_of(tmp_path: Path) -> None:
    """From the details and from ai-prompt-url; the page leads back and is disclosed itself."""
    files = {
        "articles/a.md": article(
            "A <b>", Slug="a", AI_Role="generated", AI_Model="m", AI_Review="none", AI_Making="a.md"
        ),
        "articles/b.md": article("B", Slug="b", Lang="de", AI_Role="none", AI_Making="a.md"),
        "articles/c.md": article("C", Slug="c", Status="draft", AI_Role="none", AI_Making="a.md"),
        "pages/d.md": "Title: D\nSlug: d\nAI-Role: none\nAI-Making: a.md\n\nText.\n",
        "making/a.md": RECIPE,
        "contributors.toml": '[responsible]\norganisation = "Desk"\n',
    }
    settings = write_site(tmp_path, files)
    result = build(tmp_path / "out", settings=settings)
    assert result.returncode == 0, result.stderr
    text = (tmp_path / "out/a/index.html").read_text(encoding="utf-8")
    made = (tmp_path / "out/a/making/index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'href="http://localhost:8000/a/making/"', text)) == 1
    assert 'ai-prompt-url="http://localhost:8000/a/making/"' in text
    assert 'href="http://localhost:8000/a/"' in made
    assert "Write &lt;b&gt;it&lt;/b&gt;." in made
    assert '<section class="part" id="Notes" ai-disclosure="ai-autonomous" ai-model="m">' in made
    assert "The notes below are AI-written by m." in made
    graph = json.loads(re.findall(r"ld\+json\">(.*?)</script>", made)[0])["@graph"]
    assert graph[0]["hasPart"][0]["@id"] == "http://localhost:8000/a/making/#Notes"
    for made_of in ("de/b", "drafts/c", "d"):
        assert (tmp_path / "out" / made_of / "making/index.html").is_file()
    # No prompt for what a person wrote: the report allows the attribute with AI alone.
    assert "ai-prompt-url" not in (tmp_path / "out/de/b/index.html").read_text(encoding="utf-8")
    rows = json.loads((tmp_path / "out/ai-disclosures.json").read_text(encoding="utf-8"))["entries"]
    assert {row["url"]: row["making"] for row in rows}["http://localhost:8000/a/"].endswith(
        "/a/making/"
    )
    published = build(
        tmp_path / "public", "--production", settings=settings, SITEURL="https://s.example"
    )
    assert published.returncode == 0, published.stderr
    assert not (tmp_path / "public/drafts").exists()


def test_a_recipe_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    """With the nearest name; and nothing outside the folder is read."""
    files = {
        "articles/a.md": article("A", AI_Role="none", AI_Making="tyde.md"),
        "articles/b.md": article("B", AI_Role="none", AI_Making="../contributors.toml"),
        "articles/c.md": article("C", AI_Role="none", AI_Making="broken.md"),
        "making/tide.md": RECIPE,
        "making/broken.md": "# Promt\nx\n",
    }
    result = build(tmp_path / "out", settings=write_site(tmp_path, files))
    assert result.returncode == 1
    assert "articles/a.md:4: AI-Making: ‘tyde.md’" in result.stderr
    assert "Did you mean ‘tide.md’?" in result.stderr
    assert "‘../contributors.toml’: is not in" in result.stderr
    assert "making/broken.md:1: ‘# Promt’" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_text_in_the_place_of_a_making_of_is_refused(tmp_path: Path) -> None:
    """As of any two outputs at one path, with both named."""
    files = {
        "articles/a.md": article("A", Slug="a", AI_Role="none", AI_Making="a.md"),
        "pages/b.md": "Title: B\nSave_as: a/making/index.html\nURL: a/making/\n\nText.\n",
        "making/a.md": RECIPE,
    }
    result = build(tmp_path / "out", settings=write_site(tmp_path, files))
    assert result.returncode == 1
    assert "the making-of page of" in result.stderr
