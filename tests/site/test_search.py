"""The index of the search: what is in it, that it is the same in each build, when it is made."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.building import article, build, files_of, write_site

SIGNATURE = b"pagefind_dcd"


def _fragments(site: Path) -> Iterator[dict[str, Any]]:
    """What the search shows of each text."""
    for path in sorted((site / "pagefind" / "fragment").iterdir()):
        yield json.loads(gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE))


def _found(site: Path) -> dict[str, dict[str, Any]]:
    return {fragment["url"]: fragment for fragment in _fragments(site)}


def test_articles_and_declared_pages_are_indexed(published_site: Path) -> None:
    """No list, no draft, nothing hidden, no page that does not say how it was made."""
    found = _found(published_site)
    assert {"/tide-clock/", "/de/tide-clock/", "/ar/saat-al-madd/", "/about-the-demo/"} <= set(
        found
    )
    assert "/the-undeclared-weir/" in found
    inventory = json.loads((published_site / "ai-disclosures.json").read_text("utf-8"))
    listed = {entry["url"].partition("/repo")[2] for entry in inventory["entries"]}
    assert set(found) == listed


def test_each_text_carries_what_a_result_shows(published_site: Path) -> None:
    """Title, date, address, category, year and the short disclosure, in the site's language."""
    found = _found(published_site)
    crane = found["/harbour-crane/"]
    assert crane["meta"] == {"title": "The harbour crane"}
    assert found["/de/tide-clock/"]["filters"]["disclosure"] == ["AI-translated"]
    assert crane["filters"]["year"] == [crane["anchors"][0]["id"][:4]]
    assert crane["anchors"][0]["element"] == "time"
    assert "disclosure" not in found["/the-undeclared-weir/"]["filters"]
    hostile = found["/how-canvas-1-2-work/"]
    assert "<canvas>" in hostile["meta"]["title"]


def test_only_what_is_used_is_published(published_site: Path) -> None:
    """Pagefind's own user interfaces are left out; each language has its index."""
    folder = published_site / "pagefind"
    names = {path.name for path in folder.iterdir()}
    assert {name for name in names if name.endswith((".js", ".css"))} == {"pagefind-worker.js"}
    entry = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))
    assert set(entry["languages"]) == {"ar", "de", "en"}
    for language in entry["languages"].values():
        assert f"pagefind.{language['hash']}.pf_meta" in names
        assert f"wasm.{language['wasm'] or 'unknown'}.pagefind" in names


def test_a_preview_has_the_page_but_no_index(built_site: Path) -> None:
    """The index reads all texts: `invoke build` leaves it to production."""
    assert (built_site / "search" / "index.html").is_file()
    assert not (built_site / "pagefind").exists()


def test_search_engines_are_kept_off_the_page(published_site: Path) -> None:
    """It holds nothing without words to search for: not indexed, and not in the sitemap."""
    page = (published_site / "search" / "index.html").read_text("utf-8")
    assert re.search(r'<meta name="robots" content="noindex[^"]*">', page)
    assert "/search/" not in (published_site / "sitemap.xml").read_text("utf-8")


def test_the_error_page_searches(published_site: Path) -> None:
    """Its form leads to the page of the search, below the site's own path."""
    page = (published_site / "404.html").read_text("utf-8")
    assert (
        '<form class="search-form" role="search" action="https://demo.example/repo/search/"' in page
    )


RESPONSIBLE = '[responsible]\norganisation = "A"\ncontact = "a@demo.example"\n'
TEXTS = {"contributors.toml": RESPONSIBLE} | {
    f"articles/{name.lower()}.md": article(name, f"{name} words.", Category=name, AI_Role="none")
    for name in ("Alder", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Maple", "Oak", "Pine")
}


def test_the_same_sources_make_the_same_index(tmp_path: Path) -> None:
    """Also after an edit; where nothing changed it stays, and no time is told."""
    settings = write_site(tmp_path, TEXTS)
    site, fresh = tmp_path / "public", tmp_path / "fresh"

    def built(output: Path, cache: str) -> str:
        result = build(
            output,
            "--production",
            settings=settings,
            SITEURL="https://demo.example",
            COLOPHON_CACHE=str(tmp_path / cache),
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    assert "The index of the search: 10 texts in" in built(site, "cache")
    assert "The index of the search" not in built(site, "cache")
    built(fresh, "other")
    assert files_of(site) == files_of(fresh)
    (tmp_path / "content/articles/oak.md").write_text(
        article("Oak", "Other words.", Category="Oak", AI_Role="none"), "utf-8"
    )
    assert "The index of the search: 10 texts in" in built(site, "cache")
    built(tmp_path / "edited", "third")
    assert files_of(site) == files_of(tmp_path / "edited")
    assert files_of(site) != files_of(fresh)


@pytest.mark.skipif(os.name == "nt", reason="a package is hidden by a path")
def test_without_the_program_there_is_no_search(tmp_path: Path) -> None:
    """Systems without a wheel build a site without a search, and are told so."""
    hidden = tmp_path / "hidden"
    (hidden / "pagefind_bin").mkdir(parents=True)
    (hidden / "pagefind_bin" / "__init__.py").write_text("raise ImportError\n")
    settings = write_site(tmp_path, TEXTS, f"import sys\nsys.path.insert(0, {str(hidden)!r})\n")
    result = build(
        tmp_path / "public", "--production", settings=settings, SITEURL="https://demo.example"
    )
    assert result.returncode == 0, result.stderr
    assert "Pagefind is not installed: the site has no search" in result.stdout
    assert not (tmp_path / "public" / "pagefind").exists()
    assert not (tmp_path / "public" / "search").exists()
    assert "search-button" not in (tmp_path / "public" / "index.html").read_text("utf-8")
