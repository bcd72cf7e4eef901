"""Series and translations in lists, as a real build shows them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from tests.building import article, build, write_site

STORK = "The stork crosses the strait of Gibraltar on warm thermals and rests on high roofs."
LOAF = "A sourdough starter ferments flour and water before the oven bakes a crisp loaf."
HOSTILE = 'Birds & <b>"bread"</b> שלום'

FILES = {
    "articles/one.md": article("Setting out", STORK, Slug="one", Series=HOSTILE, Series_Index="1"),
    "articles/two.md": article("An oven", LOAF, Slug="two", Series=HOSTILE, Series_Index="2"),
    "articles/three.md": article("The end", "Snow melts.", Slug="three", Series=HOSTILE),
    "articles/roofs.md": article("High roofs", f"{STORK} Roofs again.", Slug="roofs"),
    "articles/draft.md": article(
        "Not yet", STORK, Slug="draft", Series=HOSTILE, Series_Index="2", Status="draft"
    ),
    "articles/zwei.md": article("Ein Ofen", "Brot wird alt.", Slug="two", Lang="de"),
    "articles/fremd.md": article("Fremd", "Schnee von gestern.", Slug="fremd", Lang="de"),
}


def ready(files: dict[str, str]) -> dict[str, str]:
    """With their declarations, so that nothing else is wrong with them."""
    return {path: text.replace("Date:", "AI-Role: none\nDate:", 1) for path, text in files.items()}


@pytest.fixture(scope="module", name="output")
def _output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    result = build(folder / "output", settings=write_site(folder, ready(FILES)))
    assert result.returncode == 0, result.stderr
    return folder / "output"


def lines(output: Path, path: str) -> list[tuple[str, str]]:
    """(title, reason) of each line of the list on a page."""
    page: Any = lxml_html.fromstring((output / path / "index.html").read_bytes())
    items = page.xpath('//nav[@class="related"]//li')
    return [(item.xpath("string(.//a)"), " ".join(item.text_content().split())) for item in items]


def test_the_next_part_stands_first(output: Path) -> None:
    """With the series as its author spells it, the part's number where it has one."""
    [(title, told), *others] = lines(output, "one")
    assert title == "An oven"
    assert "next in the series (part 2): " in told
    assert '<b>"bread"</b>' in told
    assert [title for title, _ in others] == ["High roofs"]


def test_the_part_before_and_the_translation_follow(output: Path) -> None:
    """Each once, after the next part, which has no number; the last part has one neighbour."""
    found = lines(output, "two")
    assert [title for title, _ in found] == ["The end", "Setting out", "Ein Ofen"]
    assert "next in the series: " in found[0][1]
    assert "previous in the series (part 1): " in found[1][1]
    assert "another language: German" in found[2][1]
    assert [title for title, _ in lines(output, "three")] == ["An oven"]


def test_a_translation_lists_the_original(output: Path) -> None:
    """In its own language; other articles of another language are listed nowhere."""
    [(title, told)] = lines(output, "de/two")
    assert title == "An oven"
    assert "Englisch" in told
    assert not lines(output, "de/fremd")


def test_mistakes_name_file_line_value_and_cure(tmp_path: Path) -> None:
    """Both are told in one build, which writes nothing."""
    wrong = {
        "articles/a.md": article("A", STORK, Slug="a", Series="X", Series_Index="two"),
        "articles/b.md": article("B", LOAF, Slug="b", Series="X", Series_Index="1"),
        "articles/c.md": article("C", "Snow.", Slug="c", Series="x", Series_Index="1"),
        "articles/d.md": article("D", "Rain.", Slug="d", Series_Index="4"),
    }
    result = build(tmp_path / "output", settings=write_site(tmp_path, ready(wrong)))
    assert result.returncode != 0
    assert "Traceback" not in result.stderr
    said = result.stdout + result.stderr
    assert re.search(r"articles/a\.md:6: Series-Index: ‘two’: is no whole number\. Write ", said)
    assert re.search(r"articles/c\.md:6: Series-Index: ‘1’: is the number of \S*b\.md too", said)
    assert re.search(r"articles/d\.md:5: Series-Index: ‘4’: stands without ‘Series’\. ", said)
    assert not (tmp_path / "output" / "a").exists()
