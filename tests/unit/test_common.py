"""The helpers that plugins stand on hold for hostile input too."""

from __future__ import annotations

import os
import time
from codecs import BOM_UTF8
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from plugins.common.addresses import absolute, safe_address, without_credentials
from plugins.common.characters import FORBIDDEN, TURNING, one_line, without_forbidden
from plugins.common.files import COARSE, LAST_MOMENT, SECONDS, read_source, stamp_of
from plugins.common.frontmatter import parse
from plugins.common.options import read_named, read_options
from plugins.common.problems import Problem, nearest, shown_path
from plugins.html.text import first_words, prose_of, sections_of, text_of


@dataclass(frozen=True, slots=True)
class _Options:
    count: int = 5
    floor: float = 0.1
    shown: bool = True
    names: tuple[str, ...] = ()


META = st.text(alphabet="Title:ab-_ \t\n\r.–1", max_size=60)


@given(META)
@example("---:")
@example("a: 1\n...b\nc: 2")
def test_metadata_is_read_as_markdown_reads_it(source: str) -> None:
    """Keys and values agree with Python-Markdown's own extension, on any text."""
    markdown = Markdown(extensions=["meta"])
    markdown.convert(source)
    ours = {
        key: [line.value for line in field.lines] for key, field in parse(source).fields.items()
    }
    theirs: dict[str, list[str]] = getattr(markdown, "Meta", {})
    assert ours == (theirs if source.strip() else {})


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.example/?q=1", "https://a.example/?q=1"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("../other/", "../other/"),
        ("javascript:alert(1)", ""),
        (" JaVa\tscript:alert(1)", ""),
        ("\x01javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("vbscript:x", ""),
        ("http://[broken", ""),
    ],
)
def test_only_harmless_addresses_pass(address: str, safe: str) -> None:
    """http(s), mailto and relative; everything else is no address."""
    assert safe_address(address) == safe


def test_addresses_join_below_the_site() -> None:
    """A project site keeps its path; a password never reaches a page."""
    assert absolute("https://a.example/repo", "x/") == "https://a.example/repo/x/"
    assert without_credentials("https://u:p@a.example/repo") == "https://a.example/repo"
    assert without_credentials("https://u:p@[a") == "https://[a"


@given(st.text())
def test_a_problem_is_one_safe_line(text: str) -> None:
    """Whatever an author wrote, the report is a line that no terminal misreads."""
    line = str(Problem(text, 3, text, text, "is wrong", "Mend it."))
    assert "\n" not in line
    assert not FORBIDDEN.search(line)
    assert line.endswith("Mend it.")


@given(st.text() | st.text("ab \t\r\n\x1f\x7f\u202e\u00a0é"))
def test_one_line_is_the_text_without_what_would_turn_or_break_it(text: str) -> None:
    """Whether a fast look finds it harmless or not."""
    kept = without_forbidden(TURNING.sub("", text).replace("\r", " "))
    assert one_line(text, len(text) + 1) == " ".join(kept.split())


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_one_line_keeps_its_length(text: str, longest: int) -> None:
    """Never longer than allowed, never with a control character."""
    line = one_line(text, longest)
    assert len(line) <= longest
    assert not FORBIDDEN.search(line)


def test_words_of_html() -> None:
    """Headings and code apart, blocks kept apart, scripts silent."""
    html = "<h2>A<b>b</b></h2><p>one</p><p>two &amp; <code>x=1</code></p><script>no</script>"
    assert text_of(html) == "Ab one two & x=1"
    sections = sections_of(html)
    assert (sections.headings, sections.body, sections.code) == ("Ab", "one two &", "x=1")


def test_an_excerpt_has_no_footnotes() -> None:
    """Neither their marks nor the notes at the end."""
    html = Markdown(extensions=["extra"]).convert("# A\n\nText[^1] goes on.\n\n[^1]: The note.")
    assert prose_of(html) == "Text goes on."


@given(st.text())
def test_any_text_can_be_read_as_html(text: str) -> None:
    """Broken markup is no error."""
    assert isinstance(text_of(text), str)


def test_cutting_at_a_word() -> None:
    """The cut falls between words and is marked."""
    assert first_words("one two three", 9) == "one two…"
    assert first_words("one", 9) == "one"


def test_options_refuse_what_is_not_known() -> None:
    """An unknown key or a wrong type is a problem, and the default stays."""
    options, problems = read_options(
        _Options, {"cuont": 3, "shown": 1, "names": ["a"]}, setting="X"
    )
    assert options == _Options(names=("a",))
    assert [problem.key for problem in problems] == ["X['cuont']", "X['shown']"]
    assert "‘count’" in problems[0].cure


def test_options_must_be_a_dictionary() -> None:
    """A list in place of a dictionary is said, not crashed on."""
    _, problems = read_options(_Options, ["x"], setting="X")
    assert "dictionary" in problems[0].message


def test_nearest_ignores_letter_case() -> None:
    """ai-rloe is AI-Role."""
    assert nearest("ai-rloe", ["AI-Role", "AI-Model"]) == "AI-Role"
    assert nearest("zzz", ["AI-Role"]) == ""


def test_settings_of_their_own_are_read_by_name() -> None:
    """None and False mean that there is none, as in Pelican's own settings."""

    @dataclass(frozen=True)
    class Places:
        page_url: str = "page/"
        page_save_as: str = "page/index.html"

    assert read_named(Places, {}) == Places()
    assert read_named(Places, {"PAGE_URL": "p/", "page_save_as": "x"}) == Places("p/")
    assert read_named(Places, {"PAGE_SAVE_AS": None}) == Places(page_save_as="")
    assert read_named(Places, {"PAGE_SAVE_AS": False}) == Places(page_save_as="")


BYTES = st.sampled_from(
    [b"\xef\xbb\xbf", b"\xef", b"\xbb", b"a", b"\r", b"\n", "ä\u2028".encode(), b"\xff"]
)


@given(st.lists(BYTES, max_size=8).map(b"".join))
def test_a_source_is_read_as_python_reads_a_text(data: bytes) -> None:
    """Its line ends, what is no UTF-8 in it, and where that begins."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.md")
        path.write_bytes(data)
        source = read_source(path)
        assert source.text == path.read_text(encoding="utf-8", errors="replace")
        if len(data) >= len(BOM_UTF8):  # of less Python makes nothing
            unmarked = path.read_text(encoding="utf-8-sig", errors="replace")
            assert source.unmarked == unmarked
        assert source.broken_at == _broken_at(path)


def _broken_at(path: Path) -> int:
    try:
        path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return error.start
    return -1


@pytest.mark.parametrize(
    "path", ["a/b.md", "a/../b.md", "a/..", "..", ".", "", "/", "link", "a/link/x.md", "gone/x.md"]
)
def test_a_file_is_shown_as_it_lies(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below the current folder from there, links followed; elsewhere from the root."""
    here = tmp_path / "here"
    (here / "a").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    for link in (here / "link", here / "a" / "link"):
        link.symlink_to(tmp_path / "other")
    monkeypatch.chdir(here)
    for name in (path, here / path, tmp_path / path):
        found = Path(name).resolve()
        below = found.is_relative_to(here.resolve())
        whole = found.relative_to(here.resolve()).as_posix() if below else str(found)
        assert shown_path(name) == whole


def test_a_stamp_differs_where_a_file_may_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its times put back, in another file's place; there is none of one changed just now."""
    path, other = tmp_path / "a", tmp_path / "b"
    now = [time.time_ns() + COARSE]
    monkeypatch.setattr(time, "time_ns", lambda: now[0])
    path.write_bytes(b"1")
    before = path.stat()
    stamps = [stamp_of(path)]
    assert stamps[0]
    assert stamp_of(path) == stamps[0]
    time.sleep(0.02)
    path.write_bytes(b"2")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    stamps.append(stamp_of(path))
    other.write_bytes(b"2")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)
    stamps.append(stamp_of(path))
    assert len({*stamps}) == 3
    now[0] = max(path.stat().st_ctime_ns, path.stat().st_mtime_ns) + LAST_MOMENT // 2
    assert stamp_of(path) == ""
    second = now[0] // SECONDS * SECONDS
    os.utime(path, ns=(second, second + 5 * SECONDS))  # as a disk says that knows only seconds
    now[0] = second + 6 * SECONDS
    assert stamp_of(path) == ""
    now[0] += COARSE
    assert stamp_of(path)
