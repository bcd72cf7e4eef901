"""A site made its owner's: LOOK, SOCIAL and theme-own, and what becomes of mistakes in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import article, build, files_of, write_site

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h9"/></svg>'
FILES = {"articles/a.md": article("A"), "images/logo.svg": LOGO, "images/lora.woff2": "wOF2 …"}
OWN = """
THEME_TEMPLATES_OVERRIDES = ["theme-own/templates"]
THEME_STATIC_PATHS = ["static", str(Path(__file__).parent / "theme-own" / "static")]
"""
LOOK = """
SOCIAL = [("Here <b>& there", "https://social.example/@a?b&c"), ("Mail", "mailto:a@b.example")]
LOOK = {
    "seed": "#1F5F8B", "dark": {"paper": "#101014"}, "measure": 36,
    "fonts": {"Lora": {"regular": "images/lora.woff2", "italic": "theme/fonts/lora.woff2"}},
    "text_font": "Lora", "page_font": "humanist", "logo": "images/logo.svg",
}
"""


def _own(site: Path, name: str, text: str) -> None:
    path = site / "theme-own" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_site_made_ones_own(tmp_path: Path) -> None:
    """Its sheet says what differs and comes after the theme's; the owner's own comes last."""
    settings = write_site(tmp_path, FILES, OWN + LOOK)
    _own(tmp_path, "static/own.css", "p { color: red }")
    _own(tmp_path, "static/fonts/lora.woff2", "wOF2 italic")
    _own(tmp_path, "templates/partials/extra_head.html", '<meta name="own" content="1">\n')
    done = build(tmp_path / "out", settings=settings)
    assert done.returncode == 0, done.stderr
    sheet = (tmp_path / "out" / "theme" / "look.css").read_text(encoding="utf-8")
    assert "--rubric: light-dark(#1f5f8b, #" in sheet
    assert ", #101014);" in sheet
    assert 'url("../images/lora.woff2")' in sheet
    assert 'url("../theme/fonts/lora.woff2")' in sheet
    page = (tmp_path / "out" / "a" / "index.html").read_text(encoding="utf-8")
    sheets = [line.split('"')[3] for line in page.splitlines() if 'rel="stylesheet"' in line]
    assert [each.rpartition("/theme/")[2] for each in sheets[-2:]] == ["look.css", "own.css"]
    assert len(sheets) == len({*sheets})
    assert page.count('as="font"') == 1
    assert 'href="http://localhost:8000/images/lora.woff2" as="font"' in page
    assert '<meta name="own" content="1">' in page
    assert 'src="http://localhost:8000/images/logo.svg" width="200" height="100" alt="">' in page
    assert "Here &lt;b&gt;&amp; there</a>" in page
    assert 'href="https://social.example/@a?b&amp;c" rel="me"' in page


def test_nothing_of_ones_own(tmp_path: Path) -> None:
    """No sheet more than the theme's, and no folder is missed."""
    settings = write_site(tmp_path, FILES, OWN)
    done = build(tmp_path / "out", settings=settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "out" / "theme" / "look.css").exists()
    assert "look.css" not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_every_change_is_noticed(tmp_path: Path) -> None:
    """Builds that remember leave what a build from nothing leaves."""
    settings = write_site(tmp_path, FILES, OWN)
    assert build(tmp_path / "out", settings=settings).returncode == 0
    seen = [files_of(tmp_path / "out")]
    for name, text in (
        ("static/own.css", "p { color: red }"),
        ("static/own.css", "p { color: blue }"),
        ("templates/partials/extra_head.html", "<!-- own -->"),
        (
            "templates/404.html",
            '{% extends "!theme/404.html" %}{% block content %}Own{% endblock %}',
        ),
        ("static/css/print.css", "/* in place of the theme's */"),
    ):
        _own(tmp_path, name, text)
        assert build(tmp_path / "out", settings=settings).returncode == 0
        assert build(tmp_path / "new", "--clean", settings=settings).returncode == 0
        seen.append(files_of(tmp_path / "out"))
        assert seen[-1] == files_of(tmp_path / "new")
        assert seen[-1] != seen[-2], name
    (tmp_path / "theme-own" / "static" / "own.css").unlink()
    assert build(tmp_path / "out", settings=settings).returncode == 0
    assert "theme/own.css" not in files_of(tmp_path / "out")
    assert b"own.css" not in files_of(tmp_path / "out")["index.html"]


MISTAKES = """
SOCIAL = [("Mastodon", "@name@social.example")]
LOOK = {
    "sed": "#ffffff", "seed": "#ffd400", "light": {"pepper": "#ffffff"}, "logo": "images/no.svg",
    "icon": "images/icon.svg", "fonts": {"Lora": {"bold": "images/logo.svg.woff2"}},
}
"""
TOLD = (
    "LOOK['sed']: ‘'#ffffff'’: is not a known option. Did you mean ‘seed’?",
    "LOOK['seed']: ‘#ffd400’: the rubric #ffd400 has a contrast of 1.3",
    "4.5:1 is the least; the nearest rubric that would do is #",
    "LOOK['light']: ‘pepper’: is no colour of the theme. Did you mean ‘paper’?",
    "LOOK['logo']: ‘images/no.svg’: is no file that the site publishes.",
    "LOOK['icon']: ‘images/icon.svg’: is no file that the site publishes.",
    "LOOK['fonts']['Lora']['bold']: ‘images/logo.svg.woff2’: is no woff2 file, whatever its name.",
    "SOCIAL[0]: ‘('Mastodon', '@name@social.example')’: has no whole address.",
)


def test_mistakes_stop_the_build(tmp_path: Path) -> None:
    """All of them in one report, each with key, value and cure, and nothing is written."""
    files = {**FILES, "images/logo.svg.woff2": LOGO}
    done = build(tmp_path / "out", settings=write_site(tmp_path, files, MISTAKES))
    assert done.returncode == 1
    assert not (tmp_path / "out").exists()
    for told in TOLD:
        assert told in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("given", ["LOOK = 7", "LOOK = {'fonts': []}", "LOOK = {'measure': 'x'}"])
def test_values_of_another_kind(tmp_path: Path, given: str) -> None:
    """Told as all options are."""
    done = build(tmp_path / "out", settings=write_site(tmp_path, FILES, given))
    assert done.returncode == 1
    assert "LOOK" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
