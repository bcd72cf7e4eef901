"""`invoke related` as an author meets it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.building import article, invoke, write_site
from tests.site.terminal import converse, needs_a_terminal

STORK = "The stork crosses the strait of Gibraltar on warm thermals and rests on high roofs."
LONG = "A very long title about storks " * 6
TURNING = "Roofs \u202eturned\u202c <b>&amp; \u05d7\u05e1\u05d9\u05d3\u05d4</b>"

FILES = {
    "articles/thermals.md": article(
        "Warm thermals", f"{STORK} Warm thermals carry the stork over the strait.", Slug="thermals"
    ),
    "articles/strait.md": article(
        "The strait of Gibraltar",
        f"{STORK} The stork knows the strait of Gibraltar.\n\nAll *warm thermals* end there!"
        "\n\nSee [roofs]({filename}roofs.md). Warm thermals again.\n\nO warm thermals!",
        Slug="strait",
    ),
    "articles/roofs.md": article(TURNING, f"{STORK} Roofs are warm for a stork.", Slug="roofs"),
    "articles/bread.md": article(
        "Sourdough bread", "A starter ferments flour before the oven bakes.", Slug="bread"
    ),
    "articles/long.md": article(LONG, STORK, Slug="long", Related_Not="thermals", Autolink="no"),
    "articles/draft.md": article("A draft", STORK, Slug="draft", Status="draft"),
    "articles/later.md": article("Later", STORK, Slug="later", Date="2999-01-01"),
    "articles/hidden.md": article("Hidden", STORK, Slug="hidden", Status="hidden"),
    "pages/about.md": "Title: About\nAI-Role: none\n\nText.\n",
    "notes.txt": "No article.",
}


@pytest.fixture(name="site", scope="module")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("insight")
    files = {path: text.replace("Date:", "AI-Role: none\nDate:") for path, text in FILES.items()}
    write_site(folder, files)
    return folder


def told(site: Path, path: str) -> str:
    """What is printed about one article."""
    result = invoke("related", "--settings", str(site / "site.py"), "--article", path)
    assert result.returncode == 0, result.stderr
    return result.stdout


def refused(site: Path, path: str) -> str:
    """What is said of a path that is no article's."""
    result = invoke("related", "--settings", str(site / "site.py"), "--article", path)
    assert result.returncode == 1
    assert not result.stdout
    assert "Traceback" not in result.stderr
    return result.stderr


def test_one_article_tells_everything(site: Path) -> None:
    """Its list with scores and reasons, links made and refused, what leads to it."""
    text = told(site, str(site / "content/articles/strait.md"))
    lines = text.splitlines()
    assert lines[0] == "The strait of Gibraltar"
    assert re.search(r"^ 1\. \d\.\d{3}  \S", text, re.MULTILINE)
    assert "Its list: " in text
    assert "All [warm thermals] end there!" in text
    assert "→ Warm thermals (" in text
    at = lines.index("  All [warm thermals] end there!")
    assert [line.strip() for line in lines[at + 2 : at + 4]] == [
        "an earlier mention is linked",
        "and 2 more like it",
    ]
    assert "O [warm thermals]" not in text
    own = text.partition("Links of the author's own: 1\n")[2].splitlines()[0]
    assert own.strip().endswith("articles/roofs.md)")
    assert "Listed under: " in text


def test_why_an_article_is_missing(site: Path) -> None:
    """Related-Not says so, Autolink too; nothing close is told as that."""
    text = told(site, "articles/long.md")
    thermals = text.partition("Warm thermals\n")[2].splitlines()[:3]
    assert any("Related-Not names it" in line for line in thermals)
    assert "none, as ‘Autolink: no’" in text
    assert "Nothing is close enough." in told(site, "articles/bread.md")
    assert "An orphan" in told(site, "articles/bread.md")


def test_hostile_titles_are_harmless(site: Path) -> None:
    """What turns a line around is gone; markup stays text."""
    text = told(site, "articles/strait.md")
    assert "Roofs turned <b>&amp; \u05d7\u05e1\u05d9\u05d3\u05d4</b>" in text
    assert not set(text) & set("\u202e\u202c\x1b")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("content/articles/strat.md", "Did you mean ‘{}/content/articles/strait.md’?"),
        ("strait", "Did you mean ‘{}/content/articles/strait.md’?"),
        ("articles/draft.md", "is a draft. Lists and links are made of published articles only."),
        ("articles/later.md", "is a draft. Lists and links are made of published articles only."),
        ("articles/hidden.md", "is hidden. It stands in no list and no text links it."),
        ("pages/about.md", "is a page. Lists and links are made of articles."),
        ("notes.txt", "is no article of this site"),
        ("x" * 5000, "there is no such article"),
        ("", "Name an article"),
    ],
)
def test_a_path_that_is_no_article(site: Path, path: str, words: str) -> None:
    """Says what it is, or which path was meant."""
    assert words.format(site) in refused(site, path)


def test_all_articles_as_a_page(site: Path, tmp_path: Path) -> None:
    """Figures on the terminal, page and graph in a folder of their own, the site untouched."""
    before = sorted(site.rglob("*"))
    arguments = ("related", "--settings", str(site / "site.py"), "--output", str(tmp_path / "r"))
    result = invoke(*arguments)
    assert result.returncode == 0, result.stderr
    assert "5 articles, " in result.stdout
    assert re.search(r"Orphans:\n  \S*articles/bread\.md  Sourdough bread\n", result.stdout)
    page = (tmp_path / "r" / "index.html").read_text(encoding="utf-8")
    assert page.count('<tr id="a') == 5
    graph = (tmp_path / "r" / "links.dot").read_text(encoding="utf-8")
    assert graph.count(" [label=") == 5
    assert "Hidden" not in page + graph
    assert sorted(site.rglob("*")) == before
    assert invoke(*arguments).returncode == 0
    assert (tmp_path / "r" / "index.html").read_text(encoding="utf-8") == page


def test_a_folder_that_cannot_be_written(site: Path, tmp_path: Path) -> None:
    """A file stands in the way."""
    (tmp_path / "file").write_text("")
    settings = str(site / "site.py")
    result = invoke("related", "--settings", settings, "--output", str(tmp_path / "file"))
    assert result.returncode == 1
    assert "cannot be written there" in result.stderr
    assert "Traceback" not in result.stderr


def test_mistakes_in_the_content_are_told_as_by_a_build(tmp_path: Path) -> None:
    """Nothing is shown of a site that would not be built."""
    broken = {"articles/a.md": article("A", AI_Role="none", Related="nowhere")}
    settings = str(write_site(tmp_path, broken))
    result = invoke("related", "--settings", settings, "--output", str(tmp_path / "r"))
    assert result.returncode == 1
    assert "‘nowhere’" in result.stderr
    assert not (tmp_path / "r").exists()


def test_without_the_plugin(tmp_path: Path) -> None:
    """It says what is missing."""
    files = {"articles/a.md": article("A", AI_Role="none")}
    lines = 'PLUGINS = [name for name in PLUGINS if name != "plugins.related"]'
    result = invoke("related", "--settings", str(write_site(tmp_path, files, lines)))
    assert result.returncode == 1
    assert "plugins.related" in result.stderr


@needs_a_terminal
def test_on_a_terminal_lines_stay_within_80_columns(site: Path) -> None:
    """Wrapped below their own beginning; the words are the same."""
    arguments = ("related", "--settings", str(site / "site.py"), "--article", "articles/long.md")
    code, screen = converse([], *arguments, COLUMNS="80", TERM="xterm")
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|.*\r(?!\n)", "", screen)
    assert code == 0
    assert max(map(len, shown.splitlines())) <= 80
    plain = told(site, "articles/long.md")
    assert "".join(plain.split()) in "".join(shown.split())
