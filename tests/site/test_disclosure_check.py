"""`invoke check` notices every form that says something else than the inventory."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from commands.check import check
from plugins.common.failure import CommandError
from tests.building import article, build, write_site
from tests.pictures import png

CARD = r'(<span class="disclosure-short"[^>]*>)AI-drafted, checked'
CRANE = "AI-drafted, checked."

FORGED = [
    ("index.html", CARD, r"\1AI-drafted", "card of http://localhost:8000/harbour-crane/"),
    ("index.html", CARD + "</span>", "", "card of http://localhost:8000/harbour-crane/"),
    ("index.html", '(disclosure-short"[^>]*>)AI-written<', r"\1Human<", "card of"),
    ("tag/harbour/index.html", CARD, r"\1By a person, checked", "card of"),
    ("tide-clock/index.html", r'(<nav class="related"(?s:.*?))AI-[a-z]+', r"\1None", "card of"),
    ("feeds/all.atom.xml", CRANE, "AI-drafted.", "summary"),
    ("feeds/all.rss.xml", CRANE, "", "summary"),
    ("feeds/all.atom.xml", 'term="trainedAlgorithmicMedia"', 'term="x"', "IPTC category"),
    ("feeds/all.rss.xml", ">trainedAlgorithmicMedia<", ">digitalCreation<", "IPTC category"),
    ("harbour-crane/index.html", r'"lastReviewed": ?"2026-10-03"', '"x": 1', "lastReviewed"),
    (
        "tide-clock/index.html",
        r'"@type": ?"WebPage"',
        '"@type":"WebPage","lastReviewed":"2026-10-03"',
        "lastReviewed",
    ),
    ("ai-disclosures.csv", "ai-assisted", "human-only", "value of"),
    ("ai-disclosures.csv", r"http://localhost:8000/tide-clock/,[^\r]*\r\n", "", "row"),
    ("ai-disclosures.csv", CRANE[:-1], "AI-written", "short of"),
    ("llms.txt", CRANE, "AI-drafted.", "http://localhost:8000/harbour-crane/"),
    ("llms.txt", r"AI-[a-z]+(, checked)?\. ?", "", "http://localhost:8000/"),
]


@pytest.mark.parametrize(("name", "pattern", "forged", "form"), FORGED)
def test_a_changed_form_is_found(
    built_site: Path, tmp_path: Path, *, name: str, pattern: str, forged: str, form: str
) -> None:
    """The file and the form are named, and what the inventory says."""
    copy = tmp_path / "copy"
    shutil.copytree(built_site, copy)
    before = (copy / name).read_bytes().decode()
    after = re.sub(pattern, forged, before)
    assert after != before
    (copy / name).write_bytes(after.encode())
    with pytest.raises(CommandError) as told:
        check(copy)
    lines = str(told.value).splitlines()[2:]
    assert lines
    assert all(f"copy/{name}: " in line for line in lines)
    assert any(form in line for line in lines)


def test_a_label_anywhere_belongs_to_the_link_beside_it(built_site: Path, tmp_path: Path) -> None:
    """In another theme's markup too: the nearest item around the label that links to a text."""
    copy = tmp_path / "copy"
    shutil.copytree(built_site, copy)
    item = (
        "<section><p><a href='/tag/'>Tags</a></p><article><a href='../tide-clock/#top'>T</a>"
        "<div><span class='x disclosure-short'>{}</span></div></article></section></body>"
    )
    page = copy / "archives" / "index.html"
    source = page.read_text()
    page.write_text(source.replace("</body>", item.format("AI-written")))
    check(copy)
    page.write_text(source.replace("</body>", item.format("AI-written, checked")))
    with pytest.raises(CommandError, match="label of http://localhost:8000/tide-clock/"):
        check(copy)


def test_an_owners_own_llms_txt_is_left_alone(built_site: Path, tmp_path: Path) -> None:
    """One that does not list every article is a text by its owner."""
    copy = tmp_path / "copy"
    shutil.copytree(built_site, copy)
    (copy / "llms.txt").write_text("# Mine\n\n- [T](http://localhost:8000/tide-clock/): good\n")
    check(copy)


def test_a_missing_table_is_told(built_site: Path, tmp_path: Path) -> None:
    """The two inventories are published together."""
    copy = tmp_path / "copy"
    shutil.copytree(built_site, copy)
    (copy / "ai-disclosures.csv").unlink()
    with pytest.raises(CommandError, match=r"ai-disclosures\.csv: is not there"):
        check(copy)


def test_a_page_that_declares_anything_is_listed(tmp_path: Path) -> None:
    """Its parts and its cover are told on the page, so the inventory tells them too."""
    pages = {
        "part": "Title: Part\n\nBy hand.\n\n::: section role=generated model=m\nNot so.\n:::\n",
        "alt": "Title: Alt\nAI-Parts: alt=generated m\n\nBy hand.\n",
        "cover": "Title: Cover\nCover: images/a.png\nAI-Images: images/a.png=edited\n\nText.\n",
        "silent": "Title: Silent\n\nText.\n",
    }
    files = {f"pages/{slug}.md": text for slug, text in pages.items()}
    files["articles/a.md"] = article("A")
    files["images/a.png"] = png().decode("utf-8", "surrogateescape")
    result = build(tmp_path / "out", settings=write_site(tmp_path, files))
    assert result.returncode == 0, result.stderr
    rows = json.loads((tmp_path / "out" / "ai-disclosures.json").read_text())["entries"]
    assert [row["title"] for row in rows] == ["A", "Alt", "Cover", "Part"]
    assert {row["role"] for row in rows} == {None}
    check(tmp_path / "out")


def test_what_stands_above_a_list_holds_for_each_of_its_items(
    built_site: Path, tmp_path: Path
) -> None:
    """In words and language; and a list whose labels are hidden has something above it."""
    copy = tmp_path / "copy"
    shutil.copytree(built_site, copy)
    above = "<p lang='en'>All: <span class='disclosure-shared-label'>{}</span></p>"
    listed = "<ol class='disclosure-agreed'><li class='card'><a href='../tide-clock/'>T</a> \
<span class='disclosure-short'>AI-written</span></li></ol></section></body>"
    page = copy / "archives" / "index.html"
    source = page.read_text()
    page.write_text(source.replace("</body>", f"<section>{above.format('AI-written')}{listed}"))
    check(copy)
    for wrong in (above.format("AI-drafted"), above.format("AI-written").replace("en", "de", 1)):
        page.write_text(source.replace("</body>", f"<section>{wrong}{listed}"))
        with pytest.raises(
            CommandError, match="label above the list of http://localhost:8000/tide-clock/"
        ):
            check(copy)
    page.write_text(source.replace("</body>", f"<section>{listed}"))
    with pytest.raises(CommandError, match="label above a list"):
        check(copy)
