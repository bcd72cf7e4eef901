"""No text and no static file takes the place of a file that the site makes by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import article, build, files_of, write_site

KIT = (
    *("tag/index.html", "tag/chips/index.html", "404.html", "category/notes/index.html"),
    *("theme/css/base.css", "feeds/all.atom.xml", "feeds/tag/chips.atom.xml", "index.html"),
    *("ai-disclosures.json", "archives/2026/index.html", "page/2/index.html", "sitemap.xml"),
)
NAMES = ("index.html", "404.html", "robots.txt", "sitemap.xml", "llms.txt", "ai-disclosures.json")
MOVED = ("/tag/", "/archives/", "/tag/chips/")
STATIC = ("index.html", "404.html", "ai-disclosures.json", "tag/chips/index.html")
LANGUAGES = ("tag", "feeds", "drafts")
OWN = {f"extra/{name}": "own" for name in ("robots.txt", "sitemap.xml", "llms.txt")}


def _saved(path: str) -> str:
    return f"Save_as: {path}\n" + article("X", Slug="x" + path.replace("/", "-"))


@pytest.fixture(scope="module", name="told")
def _told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a build of a site with every such collision prints, line by line."""
    folder = tmp_path_factory.mktemp("collisions")
    files = {"articles/ok.md": article("Ok", Tags="chips"), "articles/two.md": article("Two")}
    files |= {f"articles/saved-{i}.md": _saved(path) for i, path in enumerate(KIT)}
    files |= {f"articles/slug-{i}.md": article("X", Slug=name) for i, name in enumerate(NAMES)}
    files |= {
        f"articles/moved-{i}.md": article(f"M{i}", Moved_From=address)
        for i, address in enumerate(MOVED)
    }
    files |= {f"articles/lang-{i}.md": article("L", Lang=lang) for i, lang in enumerate(LANGUAGES)}
    files |= {f"extra/{name}": "x" for name in STATIC}
    site = write_site(folder, files, "DEFAULT_PAGINATION = 1")
    result = build(folder / "output", settings=site)
    assert result.returncode == 1
    assert "Error:" not in result.stderr
    assert not (folder / "output").exists()
    return result.stderr.splitlines()


@pytest.mark.parametrize(
    ("file", "value"),
    [
        *((f"articles/saved-{i}.md", path) for i, path in enumerate(KIT)),
        *((f"articles/slug-{i}.md", name) for i, name in enumerate(NAMES)),
        *((f"articles/moved-{i}.md", address) for i, address in enumerate(MOVED)),
        *((f"articles/lang-{i}.md", lang) for i, lang in enumerate(LANGUAGES)),
        *((f"extra/{name}", name) for name in STATIC),
    ],
)
def test_the_site_keeps_its_files(told: list[str], file: str, value: str) -> None:
    """Each is an error that names the text's file and the site's."""
    (line,) = [line for line in told if f"/{file}: " in line]
    assert value in line
    assert any(word in line for word in ("the site", "the theme's file"))


def test_an_owner_may_write_files_for_programs(tmp_path: Path) -> None:
    """robots.txt, sitemap.xml and llms.txt in content/extra stand instead of the kit's."""
    site = write_site(tmp_path, {"articles/ok.md": article("Ok"), **OWN})
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0, result.stderr
    written = files_of(tmp_path / "output")
    assert all(written[name.removeprefix("extra/")] == b"own" for name in OWN)


def test_an_old_address_in_other_letters_is_left_out(tmp_path: Path) -> None:
    """A redirect from /Mv/ would replace the text at /mv/ on some file systems."""
    site = write_site(tmp_path, {"articles/mv.md": article("Mv", Moved_From="/Mv/")})
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0, result.stderr
    assert "mv.md: Moved-From: ‘/Mv/’" in result.stderr
    assert not (tmp_path / "output" / "Mv").exists()


def test_a_symbolic_link_is_named_as_itself(tmp_path: Path) -> None:
    """Of two names of one file each is told."""
    site = write_site(tmp_path, {"articles/ok.md": article("Ok")})
    (tmp_path / "content" / "articles" / "twin.md").symlink_to("ok.md")
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 1
    (line,) = [line for line in result.stderr.splitlines() if "Slug: ‘ok’" in line]
    assert "articles/ok.md" in line
    assert "articles/twin.md" in line
