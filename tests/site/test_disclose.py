"""`invoke disclose` as people and writing tools meet it: questions, flags, values, odd files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from commands.disclose import write_claim
from plugins.common.failure import CommandError
from plugins.common.frontmatter import parse
from plugins.disclosure.authoring.claim import Claim, check
from plugins.disclosure.authoring.selection import Selection
from plugins.disclosure.vocabulary import Role
from tests.building import article, files_of, invoke, write_site
from tests.site.terminal import Step, converse, needs_a_terminal

CONTRIBUTORS = """[models.gem-2]
name = "Gem \\u202e2"
provider = "Maker"
[models.other]
name = "Other"
[responsible]
organisation = "Press"
"""
WHO, WHICH, NOBODY, YES = "Number or word: ", "Model: ", "nothing about it: ", "to write it: "


@pytest.fixture(name="content")
def _content(tmp_path: Path) -> Path:
    files = {
        "contributors.toml": CONTRIBUTORS,
        "articles/a.md": article("A"),
        "articles/old/b.md": article("B", Date="1 Nov 2025"),
        "articles/old/c.md": article("C", Date="2025-12-31 23:59").replace("\n", "\r\n"),
        "articles/d.md": article("D", AI_Role="drafted"),
    }
    write_site(tmp_path, files)
    return tmp_path / "content"


def _at_terminal(content: Path, steps: list[Step], *options: str) -> tuple[int, str]:
    return converse(steps, "disclose", "--content", str(content), *options)


def _added(before: bytes, after: bytes) -> list[str]:
    """The lines that are new; every other byte must be as it was."""
    old = before.decode().splitlines(keepends=True)
    new = after.decode().splitlines(keepends=True)
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    more = len(new) - len(old)
    assert new[:at] + new[at + more :] == old
    return [line.rstrip("\r\n") for line in new[at : at + more]]


@needs_a_terminal
@pytest.mark.parametrize(
    ("answers", "lines"),
    [
        (["1", None, "", "none 1"], ["AI-Role: none"]),
        (["2", "1", "", "yes"], ["AI-Role: corrected", "AI-Model: gem-2"]),
        (["Translated", "other", "nobody", "yes"], None),
        (["6", "my/model:7b", "", "yes"], ["AI-Role: generated", "AI-Model: my/model:7b"]),
        (["drafted", "", "", "yes"], ["AI-Role: drafted"]),
    ],
)
def test_who_wrote_the_words(
    content: Path, answers: list[str | None], lines: list[str] | None
) -> None:
    """Six answers by number or word, the listed models, what is known of a missing check, a yes."""
    path = content / "articles" / "a.md"
    before = path.read_bytes()
    prompts = (WHO, WHICH, NOBODY, YES)
    steps: list[Step] = [
        (prompt, answer)
        for prompt, answer in zip(prompts, answers, strict=True)
        if answer is not None
    ]
    code, screen = _at_terminal(content, steps, "--article", str(path))
    assert code == 0, screen
    assert "Who wrote the words?" in screen
    for number, role in enumerate(Role, 1):
        assert f"  {number}  {role.answer} ({role})" in screen
    if answers[1] is not None:
        assert "  1  gem-2: Gem 2 (Maker)" in screen
    translated = ["AI-Role: translated", "AI-Model: other", "AI-Review: none"]
    assert _added(before, path.read_bytes()) == (lines or translated)
    assert "Wrote 1 file." in screen


@needs_a_terminal
@pytest.mark.parametrize(
    "steps",
    [
        [(WHO, "7")],
        [(WHO, "")],
        [(WHO, "edited")],
        [(WHO, "²")],
        [(WHO, "6"), (WHICH, "a\tb")],
        [(WHO, "6"), (WHICH, "1"), (NOBODY, "no")],
        [(WHO, "6"), (WHICH, "1"), (NOBODY, ""), (YES, "y")],
        [(WHO, "none"), (NOBODY, ""), (YES, "yes")],
        [(WHO, "\x04")],
    ],
)
def test_another_answer_changes_nothing(content: Path, steps: list[Step]) -> None:
    """A wrong number, nothing, another word, a tab in a name, a no, the end of input."""
    before = files_of(content)
    code, screen = _at_terminal(content, steps, "--article", str(content / "articles" / "a.md"))
    assert code in {1, 130}
    assert "hanged" in screen or "Give plain text" in screen
    assert files_of(content) == before


@needs_a_terminal
def test_nobody_answers_for_nothing(content: Path) -> None:
    """What cannot be written is told before the first question."""
    for name, told in (("d.md", "has AI-Role in line 3 already"), ("e.md", "no such file")):
        code, screen = _at_terminal(content, [], "--article", str(content / "articles" / name))
        assert code == 1
        assert told in screen
        assert "Who wrote" not in screen


@needs_a_terminal
def test_many_are_asked_for_once(content: Path) -> None:
    """The same questions for all undeclared ones, then one typed confirmation."""
    steps: list[Step] = [(WHO, "generated"), (WHICH, "gem-2"), (NOBODY, ""), (YES, "generated 3")]
    code, screen = _at_terminal(content, steps, "--undeclared")
    assert code == 0, screen
    for name in ("a.md", "old/b.md", "old/c.md"):
        document = parse((content / "articles" / name).read_bytes().decode())
        assert (document.text("AI-Role"), document.text("AI-Model")) == ("generated", "gem-2")


def test_without_a_terminal_the_answers_are_listed(content: Path) -> None:
    """A writing tool learns what it may say, and nothing is guessed."""
    before = files_of(content)
    result = invoke(
        "disclose", "--article", str(content / "articles" / "a.md"), "--content", str(content)
    )
    assert result.returncode == 1
    assert all(f"{role}: {role.answer}" in result.stderr for role in Role)
    assert files_of(content) == before


@pytest.mark.parametrize("option", ["model", "provider", "tools", "tasks"])
@pytest.mark.parametrize(
    "value",
    [
        "a\nAI-Review: none",
        "a\rb",
        "a\x1b[8mb",
        "a\u2028b",
        "a\u202eb",
        "a\u200bb",
        "\ttab\tb",
        "x" * 201,
    ],
    ids=repr,
)
def test_a_value_that_is_no_plain_line_is_refused(option: str, value: str) -> None:
    """Line ends, controls, unseen and turning characters, and what is too long to be a name."""
    given: dict[str, Any] = {option: value}
    with pytest.raises(CommandError, match=f"--{option}"):
        check(Claim("generated", **given))


@pytest.mark.parametrize(
    "value",
    ["none: x", "-x", "---", "...", "a: b: c", "<b>&\"'", "=cmd()", "نموذج\u200f 2", "«é»", ":"],
)
def test_an_odd_value_reads_back_as_given(content: Path, value: str) -> None:
    """What looks like a key, a fence, markup or a formula is only a value."""
    path = content / "articles" / "a.md"
    before = path.read_bytes()
    claim = Claim("generated", model=value, tools=f" {value} ")
    write_claim(
        claim, Selection(str(path)), content=str(content), ask=lambda _: pytest.fail("asked")
    )
    document = parse(path.read_bytes().decode())
    assert (document.text("AI-Model"), document.text("AI-Tools")) == (value, value)
    assert len(_added(before, path.read_bytes())) == 3


SHAPES = {
    "bare": "Title: A",
    "mark": "\ufeffTitle: A\n\nText\n",
    "crlf": "Title: A\r\nTags: x\r\n\r\nText\r\nmore",
    "cr": "Title: A\rTags: x\r\rText",
    "mixed": "Title: A\r\nTags: x\n\r\nText\n",
    "fences": "---\nTitle: A\nTags: x\n---\nText: no key\n",
    "tabs": "Title:\tA\nTags: x\n\ty\n\n\tcode\n",
    "no blank line": "Title: A\nText without a blank line above",
    "null": "Title: A\n\nText \x00 \x0b \x0c \x85 \u2028 end\n",
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_other_byte_stays(tmp_path: Path, name: str) -> None:
    """Byte order mark, CR, CRLF, fences, tabs, no text, no last line end, odd characters, mode."""
    write_site(tmp_path, {"articles/a.md": SHAPES[name]})
    path = tmp_path / "content" / "articles" / "a.md"
    path.chmod(0o600)
    claim = Claim("generated", "gem")
    write_claim(claim, Selection(str(path)), content=str(tmp_path / "content"))
    after = path.read_bytes().decode()
    end = "\r\n" if "Tags: x\r\n" in after else "\r" if "\r\r" in after else "\n"
    new = f"AI-Role: generated{end}AI-Model: gem{end}"
    assert after.count(new) == 1
    bare = end if name == "bare" else ""
    assert after.replace(new, "") == SHAPES[name] + bare
    assert parse(after).body == parse(SHAPES[name]).body
    assert path.stat().st_mode & 0o777 == 0o600


def test_every_role_has_an_answer() -> None:
    """A sentence of its own, and a place of its own in how much AI did."""
    assert all(role.answer.endswith(".") for role in Role)
    assert len({role.answer for role in Role}) == len(Role)
    assert sorted(role.strength for role in Role) == list(range(len(Role)))
