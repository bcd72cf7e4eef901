"""The page that shows every notice: by the real templates, marked as specimens, counted nowhere."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from plugins.disclosure.vocabulary import ReviewState, Role
from tests.building import build, files_of, invoke, write_site

PAGE = "Title: How\nSlug: how\nTemplate: specimens\nLang: {}\nAI-Role: none\n\n## All\n\nX."
FILES = {
    "pages/how.md": PAGE.format("en"),
    "pages/wie.md": PAGE.format("de"),
    "pages/hvernig.md": PAGE.format("is"),
    "articles/a.md": "Title: A\nDate: 2026-11-01\nSlug: a\nAI-Role: none\n\nSome text.",
    "contributors.toml": '[responsible]\norganisation = "Real Press"\n',
}


@pytest.fixture(name="output", scope="module")
def _output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("specimens")
    result = build(folder / "output", settings=write_site(folder, FILES))
    assert result.returncode == 0, result.stderr
    return folder / "output"


def _figures(output: Path, place: str) -> list[Any]:
    page = lxml_html.parse(str(output / place / "index.html")).getroot()
    return list(page.xpath("//figure[@class='disclosure-specimen']"))


def test_every_role_and_state_is_shown(output: Path) -> None:
    """Each once, under a caption that calls it a specimen, its diamond as the state is."""
    figures = _figures(output, "how")
    assert len(figures) == len(Role) * len(ReviewState)
    told = [figure.xpath("string(p[@class='disclosure'])") for figure in figures]
    assert len({*told}) == len(figures)
    stale = [text for text in told if "the text has changed since" in text]
    assert len(stale) == len(Role)
    captions = [figure.findtext("figcaption") for figure in figures]
    assert all(caption.startswith("Specimen: ") for caption in captions)
    gems = [re.findall("gem-([a-z]+)", lxml_html.tostring(f, encoding="unicode")) for f in figures]
    assert gems[:4] == [["full"], ["open"], [], ["half"]]


def test_nobody_real_stands_in_a_specimen(output: Path) -> None:
    """Neither who answers for the site, nor a link."""
    for place in ("how", "de/how", "is/how"):
        for figure in _figures(output, place):
            assert "Real Press" not in figure.text_content()
            assert not figure.xpath(".//a")


def test_specimens_speak_the_page_s_language(output: Path) -> None:
    """Or English, marked so, where the kit has no words in it."""
    assert _figures(output, "de/how")[0].findtext("figcaption").startswith("Muster: ")
    [section] = {figure.getparent() for figure in _figures(output, "is/how")}
    assert section.get("lang") == "en"


def test_specimens_are_counted_nowhere(output: Path) -> None:
    """In no other file of the site; `invoke check` and the auditor pass them over."""
    for path, data in files_of(output).items():
        assert path.endswith("how/index.html") or b"Specimen" not in data, path
    rows = json.loads((output / "ai-disclosures.json").read_text(encoding="utf-8"))["entries"]
    assert [row["role"] for row in rows] == ["none"] * 4
    result = invoke("check", "--output", str(output))
    assert result.returncode == 0, result.stderr
    result = invoke("audit", "--path", str(output / "how" / "index.html"))
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_notice_without_the_caption_is_no_specimen(output: Path, tmp_path: Path) -> None:
    """So that nobody hides a notice by a class alone."""
    copy = tmp_path / "copy"
    shutil.copytree(output, copy)
    page = copy / "how" / "index.html"
    page.write_text(re.sub("<figcaption>.*?</figcaption>", "", page.read_text()))
    result = invoke("check", "--output", str(copy))
    assert result.returncode == 1
    assert "how/index.html: notice" in result.stderr
