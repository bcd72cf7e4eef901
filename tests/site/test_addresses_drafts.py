"""What is not published: drafts and their files stay out of a production build, passwords too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import article, build, files_of, write_site

CONTRIBUTORS = '[responsible]\norganisation = "Press"\ncontact = "mail@press.example"\n'


def _at(path: str, source: str) -> str:
    return f"Save_as: {path}\n{source}"


FILES = {
    "contributors.toml": CONTRIBUTORS,
    "articles/a.md": article(
        "A", 'See ![x]({attach}shared.png) <img alt="" src="/images/named.png">', AI_Role="none"
    ),
    "articles/d.md": _at("leak/index.html", article("D", Status="draft", Url="leak/")),
    "articles/future.md": _at("later/index.html", article("F", Date="2099-01-01")),
    "articles/d-de.md": _at("deleak.html", article("D", Status="draft", Slug="d", Lang="de")),
    "pages/p.md": "Title: P\nStatus: draft\nSave_as: page-leak.html\n\nText.",
    "articles/files.md": article(
        "G",
        "![x]({attach}secret.png) ![x]({static}/images/secret2.png) ![x]({static}shared.png)"
        " ![x]({static}/images/named.png) ![x]({static}/extra/icon.png)",
        Status="draft",
    ),
    "articles/secret.png": "x",
    "articles/shared.png": "x",
    "images/secret2.png": "x",
    "images/named.png": "x",
    "extra/icon.png": "x",
}
LEAKS = ("leak/index.html", "later/index.html", "deleak.html", "page-leak.html")


@pytest.mark.parametrize("settings", ["", "DRAFT_SAVE_AS = 'drafts/{slug}/index.html'"])
def test_production_publishes_no_draft(tmp_path: Path, settings: str) -> None:
    """Save_as, a date to come, a translation, a page; nor the files that only drafts show."""
    site = write_site(tmp_path, FILES, settings)
    public, url = tmp_path / "public", "https://press.example"
    result = build(public, "--production", settings=site, SITEURL=url)
    assert result.returncode == 0, result.stderr
    written = files_of(public)
    assert not set(LEAKS) & set(written)
    assert not [path for path in written if "secret" in path or path.startswith("drafts/")]
    assert {"images/named.png", "icon.png"} <= set(written)
    assert any(path.endswith("shared.png") for path in written)


def test_preview_shows_drafts_with_their_files(tmp_path: Path) -> None:
    """Where the author put them."""
    site = write_site(tmp_path, FILES)
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0, result.stderr
    written = files_of(tmp_path / "output")
    assert set(LEAKS) <= set(written)
    assert "images/secret2.png" in written


@pytest.mark.parametrize(
    "siteurl", ["http://me:hush@press.example", "//me:hush@press.example", "http://me:hush@[x"]
)
def test_no_message_holds_a_password(tmp_path: Path, siteurl: str) -> None:
    """That of an address which production refuses."""
    site = write_site(tmp_path, FILES)
    result = build(
        tmp_path / "public",
        "--production",
        settings=site,
        SITEURL=siteurl,
        COLOPHON_TEST_PRODUCTION="1",
    )
    assert result.returncode == 1
    assert "SITEURL" in result.stderr
    assert "hush" not in result.stderr + result.stdout
