"""`invoke review` as a person meets it: at a terminal, with real files and real Git histories."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from commands import console
from commands.review.command import review
from plugins.common.failure import CommandError
from plugins.common.frontmatter import parse
from plugins.disclosure.fingerprint import fingerprint
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import Role
from tests.building import article, build, write_site
from tests.site.terminal import Step, converse, needs_a_terminal

CONTRIBUTORS = """[people.ada]
role = "the \\u202eeditor"
[people.bob]
name = "Bob <b>"
public = "name"
[responsible]
organisation = "Press"
"""
BODY = "\n\n".join(f"Paragraph {number} has some words in it." for number in range(20))
MEANT = "I examined this text"

pytestmark = needs_a_terminal


@pytest.fixture(name="content")
def _content(tmp_path: Path) -> Path:
    files = {
        "contributors.toml": CONTRIBUTORS,
        "articles/-a b.md": article("A", BODY, AI_Role="generated", Summary="In short."),
    }
    write_site(tmp_path, files)
    return tmp_path / "content"


@pytest.fixture(name="path")
def _path(content: Path) -> Path:
    return content / "articles" / "-a b.md"


def _git(folder: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    command = ["git", *settings, "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


def _commit(content: Path, message: str = "a commit") -> str:
    if not (content / ".git").exists():
        _git(content, "init", "--quiet")
    _git(content, "add", "--all")
    _git(content, "commit", "--quiet", "--allow-empty", "--message", message)
    return _git(content, "rev-parse", "HEAD")[:10]


def _steps(person: str = "ada", scope: str = "facts", note: str = "") -> list[Step]:
    return [
        ("Who are you", person),
        ("What did you examine (", scope),
        ("A note", note),
        ("to put it on record", MEANT),
    ]


def _review(path: Path, steps: list[Step], **environment: str) -> tuple[int, str]:
    options = ("--article", str(path), "--content", str(path.parent.parent))
    return converse(steps, "review", *options, **environment)


def _edit(path: Path, old: str, new: str) -> None:
    before = path.read_bytes().decode()
    assert old in before
    path.write_bytes(before.replace(old, new).encode())


def _shown(screen: str) -> str:
    """What the screen shows before the first question."""
    return screen.partition("Who are you")[0]


def test_what_changed_since_the_reviewed_version(content: Path, path: Path) -> None:
    """Only the change, in words, with commit and date; found through a rename and later commits."""
    outside = {"GIT_CEILING_DIRECTORIES": str(content.parent)}
    code, first = _review(path, _steps(note="the table too"), **outside)
    assert code == 0, first
    assert "Paragraph 0" in _shown(first)
    assert "Paragraph 19" in _shown(first)
    commit = _commit(content)
    _edit(path, "Paragraph 7 has some words", "Paragraph 7 has other words")
    _edit(path, "Summary: In short.", "Summary: In brief.")
    _commit(content)
    moved = path.with_name("new\nname.md")
    _git(content, "mv", "--", str(path), str(moved))
    _commit(content)
    _edit(moved, "Paragraph 9 has", "Paragraph 9 had")
    code, screen = _review(moved, _steps())
    assert code == 0, screen
    shown = _shown(screen)
    today = _git(content, "log", "-1", "--format=%cI")[:10]
    assert f"Compared with the version of commit {commit} ({today}), examined by ada on" in shown
    assert "(facts; the table too)" in shown
    for line in (
        "Title: as it was.",
        "- In [-short-].",
        "+ In {+brief+}.",
        "AI-Role: as it was.",
        "- Paragraph 7 has [-some-] words in it.",
        "+ Paragraph 7 has {+other+} words in it.",
        "- Paragraph 9 [-has-] some words in it.",
        "  Paragraph 8 has some words in it.",
    ):
        assert f"\n{line}\n" in shown
    assert "Commit this file" in screen
    assert "Commit this file" not in first
    assert "Paragraph 1 " not in screen
    assert "Paragraph 19" not in screen


def test_nothing_has_changed(content: Path, path: Path) -> None:
    """A review that still holds is told with its day; who did not make it is shown the text."""
    assert _review(path, _steps())[0] == 0
    code, screen = _review(path, _steps(scope="links"))
    assert code == 0
    assert "Nothing has changed since the review by ada on" in screen
    assert "Nothing has changed since your review of" in screen
    assert "Paragraph" not in screen
    code, screen = _review(path, _steps("bob"))
    assert code == 0
    assert "Paragraph" not in _shown(screen)
    assert "Paragraph 19" in screen
    records = [line.value for line in parse(path.read_text("utf-8")).values("AI-Review")]
    assert [record.split()[1:3] for record in records] == [
        ["ada:", "facts"],
        ["ada:", "links"],
        ["bob:", "facts"],
    ]
    output = content.parent / "output"
    assert build(output, settings=content.parent / "site.py").returncode == 0
    page = (output / "a" / "index.html").read_text("utf-8")
    assert "Facts checked by the editor on" in page
    assert "Facts checked by Bob &lt;b&gt; on" in page


def test_each_reviewer_sees_what_they_have_not_seen(content: Path, path: Path) -> None:
    """Ada is shown what changed since her own review, although Bob has reviewed since."""
    assert _review(path, _steps("ada"))[0] == 0
    _commit(content)
    _edit(path, "Paragraph 3 has", "Paragraph 3 had")
    assert _review(path, _steps("bob"))[0] == 0
    _commit(content)
    _edit(path, "Paragraph 15 has", "Paragraph 15 had")
    before = path.read_bytes()
    code, screen = _review(path, [("Who are you", "ada"), ("What did you examine (", "nonsense")])
    assert code == 1
    assert path.read_bytes() == before
    assert "{+had+}" in _shown(screen)
    assert "Paragraph 3" not in _shown(screen)
    after = screen.partition("You examined an older version.")[2]
    assert "+ Paragraph 3 {+had+}" in after
    assert "+ Paragraph 15 {+had+}" in after


@pytest.mark.parametrize("why", ["no git", "never committed", "rewritten", "shallow"])
def test_the_whole_text_where_no_version_is_found(content: Path, path: Path, why: str) -> None:
    """Without Git, without a commit, after a rewritten history, in a shallow clone."""
    assert _review(path, _steps())[0] == 0
    environment = {"GIT_CEILING_DIRECTORIES": str(content.parent)}
    told = "is in no Git repository"
    if why == "never committed":
        _git(content, "init", "--quiet")
        told = "never committed"
    if why == "shallow":
        _commit(content)
    _edit(path, "Paragraph 3 has", "Paragraph 3 had")
    if why in {"rewritten", "shallow"}:
        _commit(content)
        told = "No version was found that one of the recorded reviews belongs to. This is"
    if why == "shallow":
        clone = content.parent / "clone"
        source = content.as_uri()
        _git(content.parent, "clone", "--quiet", "--depth=1", source, str(clone))
        path, told = clone / "articles" / path.name, "--unshallow"
    code, screen = _review(path, _steps(), **environment)
    assert code == 0, screen
    assert told in _shown(screen)
    assert "Paragraph 0 " in _shown(screen)
    assert "Paragraph 19 " in _shown(screen)


def test_without_git_on_the_machine(
    content: Path, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole text, with the reason."""
    assert _review(path, _steps())[0] == 0
    _commit(content)
    _edit(path, "Paragraph 3 has", "Paragraph 3 had")
    monkeypatch.setattr(console, "at_terminal", lambda: True)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PATH", str(content))
    answers = iter(["ada", "facts", "", MEANT])
    review(str(path), content=str(content), ask=lambda _: next(answers))
    told = capsys.readouterr().out
    assert "Git is not installed, so no version is known. This is the whole text." in told
    assert "Paragraph 19 " in told


def test_a_file_that_changes_meanwhile_is_refused(path: Path) -> None:
    """What was shown is not what would be recorded; the other edit stays."""
    steps = _steps()
    steps[3:] = [
        ("to put it on record", lambda: _edit(path, "Paragraph 3 has", "Paragraph 3 had")),
        ("", MEANT),
    ]
    code, screen = _review(path, steps)
    assert code == 1
    assert "The file changed while you read it" in screen
    assert "Paragraph 3 had" in path.read_text("utf-8")
    assert "AI-Review" not in path.read_text("utf-8")
    assert os.listdir(path.parent) == [path.name]  # noqa: PTH208 - hidden files too


@pytest.mark.parametrize(
    "shape", ["\ufeff{lf}", "{crlf}", "{cr}", "---\n{lf}", "{bare}", "{tabs}"], ids=repr
)
def test_one_line_and_no_other_byte(path: Path, shape: str) -> None:
    """Byte order mark, CRLF, CR, fences, metadata without a text, tabs; mode and link stay."""
    lf = "Title: A\nAI-Role: drafted\nDate: 2026-11-01\nTags: x\n\nSome text.\n\n   \nMore"
    forms = {
        "lf": lf,
        "crlf": lf.replace("\n", "\r\n"),
        "cr": lf.replace("\n", "\r"),
        "bare": lf.partition("\n\n")[0],
        "tabs": lf.replace("Tags: x", "Tags:\tx\n\ty").replace("Some", "\tSome"),
    }
    before = shape.format(**forms)
    real = path.parent.parent / "real.md"
    real.write_bytes(before.encode())
    real.chmod(0o640)
    path.unlink()
    path.symlink_to(real)
    code, screen = _review(path, _steps("bob", "law, read", "x: y; (terminal) v1:z"))
    assert code == 0, screen
    after = real.read_bytes().decode()
    lines = after.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    added = [line for line in lines if line.startswith("AI-Review: ")]
    assert len(added) == 1
    end = "\r\n" if "\r\n" in before else "\r" if "\r" in before else "\n"
    assert after.replace(f"{added[0]}{end}", "", 1) == before + (end if "bare" in shape else "")
    assert real.stat().st_mode & 0o777 == 0o640
    assert path.is_symlink()


def test_a_translation_needs_its_own_review(
    content: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record copied from the other language's file says nothing about this one."""
    monkeypatch.setattr(console, "at_terminal", lambda: True)
    monkeypatch.delenv("CI", raising=False)
    answers = iter(["ada", "facts", "", MEANT])
    record = review(str(path), content=str(content), ask=lambda _: next(answers))
    fields = {"AI_Role": "generated", "Slug": "a", "Summary": "Kurz.", "AI_Review": str(record)}
    german = article("A", BODY.replace("has", "hat"), Lang="de", **fields)
    (content / "articles" / "de.md").write_text(german, "utf-8")
    _edit(path, "Title: A\n", "Title: A\nSlug: a\n")
    output = content.parent / "output"
    assert build(output, settings=content.parent / "site.py").returncode == 0
    entries = json.loads((output / "ai-disclosures.json").read_text("utf-8"))["entries"]
    states = {entry["lang"]: (entry["review"], entry["value"]) for entry in entries}
    assert states == {"en": ("recorded", "ai-assisted"), "de": ("stale", None)}
    german_page = (output / "de" / "a" / "index.html").read_text("utf-8")
    assert "reviewedBy" not in german_page
    assert 'ai-disclosure="ai-assisted"' not in german_page


def test_a_default_that_changes_voids_what_it_was_part_of(tmp_path: Path) -> None:
    """A role that only the settings give is bound all the same; another default voids it."""
    record = ReviewRecord(date(2026, 11, 20), "ada", ("facts",))
    bare = article("T", "The text.")
    sealed = replace(record, hash=fingerprint(parse(bare), Role.DRAFTED, record))
    source = article("T", "The text.", AI_Review=str(sealed))
    files = {"contributors.toml": CONTRIBUTORS, "articles/old/t.md": source}
    output = tmp_path / "output"
    for default, holds in (("drafted", True), ("generated", False)):
        given = f"EXTRA_PATH_METADATA = {{'articles/old': {{'AI-Role': {default!r}}}}}\n"
        site = write_site(tmp_path, files, given)
        assert build(output, settings=site).returncode == 0
        page = (output / "t" / "index.html").read_text("utf-8")
        assert ("Facts checked by the editor" in page) == holds
        assert ("An earlier version was checked" in page) != holds


@pytest.mark.parametrize(
    ("person", "told"), [("adа", "Did you mean ‘ada’?"), ("", "is not listed"), ("ADA", "Did you")]
)
def test_who_is_not_listed(path: Path, person: str, told: str) -> None:
    """A look-alike letter, nobody, other letter case; and what readers see of people is shown."""
    before = path.read_bytes()
    code, screen = _review(path, [("Who are you", person)])
    assert code == 1
    assert told in screen
    assert path.read_bytes() == before
    assert "ada: readers see ‘the editor’" in screen
    assert "bob: readers see ‘Bob <b>’" in screen


def test_automation_is_refused_at_a_terminal_too(path: Path) -> None:
    """CI may have a terminal; it is nobody."""
    before = path.read_bytes()
    code, screen = _review(path, _steps(), CI="true")
    assert code == 1
    assert "person's own act" in screen
    assert path.read_bytes() == before


def test_a_note_cannot_forge_a_record(
    content: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Line ends, controls and unseen letters go; what is left is one note of one record."""
    monkeypatch.setattr(console, "at_terminal", lambda: True)
    monkeypatch.delenv("CI", raising=False)
    note = "x\r\n    2026-11-20 bob: facts (terminal) v1:" + "0" * 64 + "\x1b\u200b\u2028y\udcff"
    answers = iter(["ada", " Facts ,facts,LINKS", note, MEANT])
    record = review(str(path), content=str(content), ask=lambda _: next(answers))
    assert record.scope == ("facts", "links")
    values = parse(path.read_text("utf-8")).values("AI-Review")
    assert [line.value for line in values] == [str(record)]
    assert record.note.startswith("x 2026-11-20 bob")
    again = iter(["ada", "facts,links", note, MEANT])
    with pytest.raises(CommandError, match="this very record"):
        review(str(path), content=str(content), ask=lambda _: next(again))
