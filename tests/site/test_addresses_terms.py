"""Categories, tags and authors: linked where they have a page, each once, no two under one name."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.building import article, build, files_of, write_site

SITE = "http://localhost:8000/"
TERMS = {"AI_Role": "none"}
FILES = {
    "articles/a.md": article(
        "A", Tags="C, C++, C#, c", Category="C++", Authors="Ann; ANN", **TERMS
    ),
    "articles/b.md": article("B", Tags="Node.js", Category="C#", **TERMS),
    "articles/c.md": article("C", Tags="Nodejs", Category="C#", **TERMS),
    "articles/a-de.md": article(
        "A", Lang="de", Slug="a", Tags="Zeit, C", Category="Haus", Author="Uwe", **TERMS
    ),
    "articles/h.md": article(
        "H", Status="hidden", Tags="Secret", Category="Hc", Author="Hal", **TERMS
    ),
    "articles/d.md": article("D", Status="draft", Tags="Dt", Category="Dc", Author="Dan"),
}


@pytest.fixture(scope="module", name="built")
def _built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a preview, and what its build told."""
    folder = tmp_path_factory.mktemp("terms")
    result = build(folder / "output", settings=write_site(folder, FILES))
    assert result.returncode == 0, result.stderr
    return folder / "output", result.stderr


def test_no_page_of_the_kit_has_a_dead_link(built: tuple[Path, str]) -> None:
    """Pelican makes no page of a term that only translations, hidden articles or drafts have."""
    output, _ = built
    written = files_of(output)
    for path, data in written.items():
        if path.endswith(".html"):
            for address in re.findall(rf'<a [^>]*href="{SITE}([^"#]*)', data.decode()):
                target = unquote(address)
                wanted = f"{target}index.html" if target.endswith("/") or not target else target
                assert wanted in written, f"{path} links to {target}"


def test_a_term_without_a_page_is_text(built: tuple[Path, str]) -> None:
    """Its name is still there; one with a page is linked."""
    page = (built[0] / "de" / "a" / "index.html").read_text()
    assert "<li>Zeit</li>" in page
    assert "<li>Haus</li>" in page
    assert '<span class="byline-name">Uwe</span>' in page
    assert f'href="{SITE}tag/c/"' in page


def test_names_stay_apart_and_stand_once(built: tuple[Path, str]) -> None:
    """`C`, `C++` and `C#` have a page each; `C` and `c` are one."""
    output, _ = built
    tags = sorted(path.name for path in (output / "tag").iterdir() if path.is_dir())
    assert tags == ["c", "c-plus-plus", "c-sharp", "nodejs"]
    categories = sorted(path.name for path in (output / "category").iterdir() if path.is_dir())
    assert categories == ["c-plus-plus", "c-sharp"]
    page = (output / "a" / "index.html").read_text()
    assert page.count('rel="tag"') == 3
    assert page.count('href="http://localhost:8000/author/ann/"') == 1
    for feed in (output / "feeds").rglob("*.atom.xml"):
        ids = re.findall(r"<entry>.*?<id>(.*?)</id>", feed.read_text(), re.DOTALL)
        assert len(ids) == len(set(ids)), feed


def test_names_that_share_a_page_are_told(built: tuple[Path, str]) -> None:
    """Letter case alone is no matter."""
    told = [line for line in built[1].splitlines() if "share the page" in line]
    assert len(told) == 1
    assert "Node.js, Nodejs" in told[0]
