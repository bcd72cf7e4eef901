"""`invoke new`, `disclose` and `review` as an author meets them, the last at a real terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.building import article, invoke, write_site
from tests.site.terminal import converse, needs_a_terminal

CONTRIBUTORS = """[people.ed]
role = "the editor"
[responsible]
organisation = "Press"
"""


@pytest.fixture(name="content")
def _content(tmp_path: Path) -> Path:
    files = {
        "contributors.toml": CONTRIBUTORS,
        "articles/a.md": article("A", "The text.\n\nMore.", AI_Role="generated"),
        "articles/b.md": article("B", Date="2026-07-01").replace("\n", "\r\n"),
        "articles/c.md": article("C"),
    }
    write_site(tmp_path, files)
    return tmp_path / "content"


def _at_terminal(answers: list[str], *arguments: str) -> tuple[int, str]:
    """Run a command at a pseudo-terminal, type `answers` all at once; give exit code and screen."""
    return converse([("", answer) for answer in answers], *arguments)


REVIEW = ["ed", "facts, links", "the table too", "I examined this text"]


@needs_a_terminal
def test_a_review_is_one_line_more(content: Path) -> None:
    """At a terminal, by a listed person: one line, every other byte as it was, and it counts."""
    path = content / "articles" / "a.md"
    before = path.read_bytes()
    code, screen = _at_terminal(REVIEW, "review", "--article", str(path), "--content", str(content))
    assert code == 0, screen
    assert "The text." in screen
    added = [line for line in path.read_bytes().split(b"\n") if line not in before.split(b"\n")]
    assert len(added) == 1
    pattern = (
        rb"AI-Review: \d{4}-\d\d-\d\d ed: facts, links; the table too \(terminal\) v1:[0-9a-f]{64}"
    )
    assert re.fullmatch(pattern, added[0])
    assert path.read_bytes().replace(added[0] + b"\n", b"") == before
    output = content.parent / "output"
    site = content.parent / "site.py"
    for change, told in ((b"", True), (b"!", False), (b"", True)):
        path.write_bytes(
            path.read_bytes()
            .replace(b"More!", b"More.")
            .replace(b"More.", b"More" + (change or b"."))
        )
        assert invoke("build", "--settings", str(site), "--output", str(output)).returncode == 0
        forms = [
            (output / name).read_text()
            for name in ("a/index.html", "feeds/all.atom.xml", "feeds/all.rss.xml", "llms.txt")
        ]
        inventory = (output / "ai-disclosures.json").read_text()
        assert all(("checked" in form) == told for form in forms[3:])
        assert all(("ai-assisted" in form) == told for form in [*forms[:3], inventory])
        assert ("Facts and links checked by the editor" in forms[0]) == told
        assert ("An earlier version was checked by the editor" in forms[0]) != told
        assert ("reviewedBy" in forms[0]) == told


@needs_a_terminal
def test_the_same_review_twice_is_refused(content: Path) -> None:
    """One act, one line; the second run says where the first one's stands."""
    path = content / "articles" / "a.md"
    command = ("review", "--article", str(path), "--content", str(content))
    assert _at_terminal(REVIEW, *command)[0] == 0
    before = path.read_bytes()
    code, screen = _at_terminal(REVIEW, *command)
    assert code == 1
    assert "has this very record in line 4 already" in screen
    assert path.read_bytes() == before


@needs_a_terminal
def test_a_text_cannot_hide_itself_from_its_reviewer(content: Path) -> None:
    """Escape sequences, overrides and invisible letters are spelled out on the screen."""
    path = content / "articles" / "a.md"
    hidden = "Seen.\n\x1b[8mhidden\x1b[0m \x9b2J \u202eturned \u200b\U000e0041tag"
    path.write_text(article("A \x1b]0;title\x07", hidden, AI_Role="generated"), encoding="utf-8")
    _, screen = _at_terminal(["x"], "review", "--article", str(path), "--content", str(content))
    assert "‹U+001B›[8mhidden‹U+001B›[0m ‹U+009B›2J ‹U+202E›turned ‹U+200B›‹U+E0041›tag" in screen
    assert "A ‹U+001B›]0;title‹U+0007›" in screen
    shown = screen.partition("Seen.")[0] + screen.partition("Seen.")[2].partition("Who are")[0]
    assert not set(shown) & set("\x1b\x9b\x07\u202e\u200b")


@needs_a_terminal
@pytest.mark.parametrize(
    "answers",
    [
        ["stranger", *REVIEW[1:]],
        ["ed", "everything", *REVIEW[2:]],
        ["ed", "", *REVIEW[2:]],
        [*REVIEW[:3], "yes"],
    ],
)
def test_a_review_that_is_not_meant_changes_nothing(content: Path, answers: list[str]) -> None:
    """An unlisted person, no scope, an unknown scope, no confirmation."""
    path = content / "articles" / "a.md"
    before = path.read_bytes()
    code, _ = _at_terminal(answers, "review", "--article", str(path), "--content", str(content))
    assert code == 1
    assert path.read_bytes() == before


@needs_a_terminal
def test_a_review_of_another_notation_says_so(content: Path) -> None:
    """The reason given is the true one: the command writes Markdown only."""
    path = content / "articles" / "r.rst"
    path.write_text("R\n#\n\n:date: 2026-11-01\n:AI-Role: generated\n\nText.\n")
    before = path.read_bytes()
    code, screen = _at_terminal(REVIEW, "review", "--article", str(path), "--content", str(content))
    assert code == 1
    assert "r.rst is no Markdown file" in " ".join(screen.split())
    assert "does not say how" not in screen
    assert path.read_bytes() == before


def test_no_review_without_a_terminal(content: Path) -> None:
    """A script, a pipe and CI are nobody's own act."""
    path = content / "articles" / "a.md"
    before = path.read_bytes()
    result = invoke("review", "--article", str(path), "--content", str(content))
    assert result.returncode == 1
    assert "terminal" in result.stderr
    assert path.read_bytes() == before


def test_disclosing_one_article(content: Path) -> None:
    """The lines asked for, the file's own line ends, nothing else."""
    path = content / "articles" / "b.md"
    before = path.read_bytes()
    options = ("--article", str(path), "--content", str(content), "--role", "drafted")
    more = ("--model", "gem", "--tasks", "outline, draft", "--unreviewed")
    assert invoke("disclose", *options, *more, "--dry-run").returncode == 0
    assert path.read_bytes() == before
    result = invoke("disclose", *options, *more)
    assert result.returncode == 0, result.stderr
    lines = b"AI-Role: drafted\r\nAI-Model: gem\r\nAI-Tasks: outline, draft\r\nAI-Review: none\r\n"
    assert lines in path.read_bytes()
    assert path.read_bytes().replace(lines, b"") == before
    again = invoke("disclose", *options)
    assert again.returncode == 1
    assert "AI-Role in line" in again.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--role", "edited"), "is not a role. Who wrote the first text?"),
        (("--role", "NONE"), "terminal"),
        (("--role", "none", "--model", "x"), "contradicts"),
        (("--role", "none"), "terminal"),
    ],
)
def test_what_cannot_be_disclosed(content: Path, options: tuple[str, ...], told: str) -> None:
    """Wrong roles, contradictions, and `none` without a person."""
    path = content / "articles" / "c.md"
    before = path.read_bytes()
    result = invoke("disclose", "--article", str(path), "--content", str(content), *options)
    assert result.returncode == 1
    assert told in result.stderr
    assert path.read_bytes() == before


def test_many_need_a_person(content: Path) -> None:
    """--undeclared without a terminal writes nothing; a dry run names the files."""
    before = {path: path.read_bytes() for path in content.rglob("*.md")}
    options = ("disclose", "--undeclared", "--role", "generated", "--content", str(content))
    assert invoke(*options).returncode == 1
    dry = invoke(*options, "--dry-run", "--before", "2026-08-02")
    assert dry.returncode == 0
    assert "b.md" in dry.stdout
    assert "c.md" not in dry.stdout
    assert {path: path.read_bytes() for path in content.rglob("*.md")} == before


@needs_a_terminal
def test_many_after_one_confirmation(content: Path) -> None:
    """Every undeclared article, and none that has declared; a wrong answer changes nothing."""
    options = ("disclose", "--undeclared", "--role", "none", "--content", str(content))
    code, _ = _at_terminal(["yes"], *options)
    assert code == 1
    assert "AI-Role" not in (content / "articles" / "c.md").read_text()
    code, screen = _at_terminal(["none 2"], *options)
    assert code == 0, screen
    for name, role in (("a", "generated"), ("b", "none"), ("c", "none")):
        assert f"AI-Role: {role}" in (content / "articles" / f"{name}.md").read_text()


def test_a_new_article_builds(content: Path) -> None:
    """With an Id that stays, as a draft, its title kept whatever it holds; never over another."""
    title = 'How <canvas> & "1 < 2" work'
    result = invoke("new", "--title", title, "--content", str(content))
    assert result.returncode == 0, result.stderr
    path = content / "articles" / "how-canvas-1-2-work.md"
    text = path.read_text()
    assert f"Title: {title}\n" in text
    assert re.search(r"^Id: [0-9a-f-]{36}$", text, re.MULTILINE)
    again = invoke("new", "--title", title, "--content", str(content))
    assert again.returncode == 1
    assert path.read_text() == text
    site, output = content.parent / "site.py", content.parent / "output"
    built = invoke("build", "--settings", str(site), "--output", str(output))
    assert built.returncode == 0, built.stderr
    assert (output / "drafts" / "how-canvas-1-2-work" / "index.html").is_file()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("c", "Did you mean"),
        ("c.md", "Did you mean"),
        ("articles", "is a folder. Name one file"),
        ("articles/far/away/from/any.txt", "Give its path"),
    ],
)
def test_a_file_that_is_not_there_is_offered(content: Path, given: str, told: str) -> None:
    """By its name alone, without its folder or ending; nothing is guessed from nothing."""
    path = content / given
    result = invoke("disclose", "--article", str(path), "--content", str(content), "--role", "none")
    assert result.returncode == 1
    assert told in result.stderr
    assert ("articles/c.md" in result.stderr) == ("Did you mean" in told)
