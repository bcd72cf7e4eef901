"""`invoke disclose --undeclared`: which files, and every mistake in one report."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import console
from commands.disclose import write_claim
from plugins.common.failure import CommandError
from plugins.disclosure.authoring.claim import Claim
from plugins.disclosure.authoring.selection import Selection
from tests.building import article, files_of, invoke, write_site

CLAIM = Claim("generated")


@pytest.fixture(name="content")
def _content(tmp_path: Path) -> Path:
    files = {
        "articles/a.md": article("A"),
        "articles/old/b.md": article("B", Date="1 Nov 2025"),
        "articles/old/c.md": article("C", Date="2025-12-31 23:59").replace("\n", "\r\n"),
        "articles/d.md": article("D", AI_Role="drafted"),
    }
    write_site(tmp_path, files)
    return tmp_path / "content"


@pytest.fixture(name="terminal")
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person is there; what they type comes through `ask`."""
    monkeypatch.setattr(console, "at_terminal", lambda: True)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--undeclared", "--before", "2026-8-2"), "Write it as 2026-08-02"),
        (("--undeclared", "--before", ""), "is not a date"),
        (("--undeclared", "--folder", ".."), "is no folder below"),
        (("--undeclared", "--folder", "articles/nowhere"), "is no folder below"),
        (("--undeclared", "--article", "a.md"), "Name one file"),
        ((), "Name one file"),
        (("--article", "a.md", "--before", "2026-08-02"), "--before goes with --undeclared"),
        (("--undeclared", "--provider", "x", "--role", "none"), "--provider contradicts"),
        (("--undeclared", "--role", "genrated"), "Did you mean ‘generated’?"),
    ],
)
def test_a_selection_that_cannot_be_meant(
    content: Path, options: tuple[str, ...], told: str
) -> None:
    """Each mistake names the option and the cure; nothing is changed."""
    before = files_of(content)
    role = () if "--role" in options else ("--role", "generated")
    result = invoke("disclose", *options, *role, "--content", str(content))
    assert result.returncode == 1
    assert told in result.stderr
    assert files_of(content) == before


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(undeclared=True), ["a.md", "old/b.md", "old/c.md"]),
        (Selection(undeclared=True, before="2025-12-31"), ["old/b.md"]),
        (Selection(undeclared=True, before="2026-01-01"), ["old/b.md", "old/c.md"]),
        (Selection(undeclared=True, folder="articles/old"), ["old/b.md", "old/c.md"]),
        (Selection(undeclared=True, folder="articles/old/"), ["old/b.md", "old/c.md"]),
    ],
)
def test_which_files(content: Path, selection: Selection, expected: list[str]) -> None:
    """By day, in any form of date that Pelican reads, and by folder; what Pelican ignores stays."""
    (content / "articles" / ".hidden.md").write_text(article("H"))
    (content / "articles" / ".#lock.md").symlink_to("nowhere")
    before = files_of(content)
    answer = f"generated {len(expected)}"
    written = write_claim(CLAIM, selection, content=str(content), ask=lambda _: answer)
    names = [path.relative_to(content / "articles").as_posix() for path in written]
    assert sorted(names) == expected
    changed = {name for name, data in files_of(content).items() if data != before[name]}
    assert changed == {f"articles/{name}" for name in expected}


@pytest.mark.usefixtures("terminal")
def test_an_undated_article_is_not_before_anything(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is left out, and the author hears of it."""
    (content / "articles" / "e.md").write_text("Title: E\n\nText.")
    (content / "articles" / "f.md").write_text("Title: F\nDate: yesterday\n\nText.")
    selection = Selection(undeclared=True, before="2026-01-01")
    answer = "generated 2"
    written = write_claim(CLAIM, selection, content=str(content), ask=lambda _: answer)
    assert sorted(path.name for path in written) == ["b.md", "c.md"]
    told = capsys.readouterr().err
    assert "e.md has no date that can be read and was left out" in told
    assert "f.md has no date that can be read and was left out" in told


@pytest.mark.usefixtures("terminal")
def test_every_unfit_file_is_named_and_none_is_written(content: Path) -> None:
    """Not UTF-8, a key with a typographic dash, no metadata: one report, nothing half done."""
    (content / "articles" / "x.md").write_bytes(b"Title: \xff\n\nText.")
    (content / "articles" / "y.md").write_text("Title: Y\nAI\u2011Role: none\n\nText.", "utf-8")
    before = files_of(content)
    selection = Selection(undeclared=True)
    with pytest.raises(CommandError) as caught:
        write_claim(CLAIM, selection, content=str(content), ask=lambda _: "generated 4")
    assert "x.md is not UTF-8" in str(caught.value)
    assert "y.md:2" in str(caught.value)
    (content / "articles" / "x.md").unlink()
    (content / "articles" / "y.md").write_text("Only text.")
    (content / "articles" / "z.md").write_text("")
    with pytest.raises(CommandError, match="has no metadata") as caught:
        write_claim(CLAIM, selection, content=str(content), ask=lambda _: "generated 5")
    assert {"y.md", "z.md"} <= {word.rpartition("/")[2] for word in str(caught.value).split()}
    unfit = {"articles/y.md": b"Only text.", "articles/z.md": b""}
    kept = {name: data for name, data in before.items() if "/x.md" not in name}
    assert files_of(content) == kept | unfit
