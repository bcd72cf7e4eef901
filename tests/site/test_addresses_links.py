"""Links written by hand: resolved below the site's path however they are written."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest

from tests.building import article, build, write_site

URL = "https://press.example/repo"
BODY = """<p><a href=/about/>a</a> <A HREF="/about/">b</A> <a title="a>b" href="/about/">c</a>
<img alt="" src="{static}/images/i.png" srcset="{static}/images/i.png, {attach}j.png 2x"></p>

<p><img alt="" srcset="{static}/images/gone.png 2x"> <a HREF=/nowhere/>d</a></p>
"""
FILES = {
    "contributors.toml": '[responsible]\norganisation = "P"\ncontact = "m@press.example"\n',
    "articles/a.md": article("A", BODY, AI_Role="none"),
    "articles/j.png": "x",
    "images/i.png": "x",
    "pages/about.md": "Title: About\nAI-Role: none\n\nText.",
}


def test_links_in_every_spelling_are_resolved_or_told(tmp_path: Path) -> None:
    """Unquoted, upper-case, after a `>` in a value, in srcset; with file and line where dead."""
    site = write_site(tmp_path, FILES)
    public = tmp_path / "public"
    result = build(public, "--production", settings=site, SITEURL=URL)
    assert result.returncode == 0, result.stderr
    page = (public / "a" / "index.html").read_text()
    assert page.count(f"{URL}/about/") >= 3
    assert 'href="/about/"' not in page.lower()
    assert "{attach}" not in page
    assert f'srcset="{URL}/images/i.png, {URL}/' in page
    assert len(list(public.rglob("j.png"))) == 1
    told = [line for line in result.stderr.splitlines() if "a.md:8: link: " in line]
    assert any("gone.png" in line for line in told), result.stderr
    assert any("/nowhere/" in line for line in told), result.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_a_file_name_cannot_end_an_attribute(tmp_path: Path) -> None:
    """The page shows the file, and nothing runs."""
    name = 'a"onerror="x.png'
    html = f'<img alt="" src="{{static}}/images/{escape(name)}">'
    files = {"articles/a.md": article("A", html, Slug="a"), f"images/{name}": "x"}
    result = build(tmp_path / "out", settings=write_site(tmp_path, files))
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "out/a/index.html").read_text(encoding="utf-8")
    image = next(html5lib.parse(page, namespaceHTMLElements=False).iter("img"))
    assert set(image.attrib) == {"alt", "decoding", "src"}
    assert unquote(image.get("src")).endswith(f"/images/{name}")
    assert (tmp_path / "out/images" / name).is_file()


def test_an_attached_file_goes_with_its_article(tmp_path: Path) -> None:
    """`{attach}` puts the file beside the page that names it first."""
    files = {
        "articles/a.md": article("A", "![x]({attach}x.png)", Slug="a"),
        "articles/x.png": "x",
    }
    result = build(tmp_path / "out", settings=write_site(tmp_path, files))
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out/a/x.png").is_file()
    assert 'src="http://localhost:8000/a/x.png"' in (tmp_path / "out/a/index.html").read_text(
        "utf-8"
    )
