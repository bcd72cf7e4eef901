"""What the preview's server changes in what it sends; and which changes on the disk count."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.serve.page import SCRIPT, plain, prefix_of, readdressed, with_script
from commands.serve.watching import Watched, changes

TAG = f'<script src="{SCRIPT}" data-build="7"></script>'.encode()
HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!DOCTYPE html>\n<html lang=en>\n<head>\n", "<title>x</title>"),
        ("\ufeff<!-- <head> --><!doctype html><HTML data-x='>' data-y=\"<head>\"><HEAD>", "<meta>"),
        ('<?xml version="1.0"?><html><head class="a">', "</head>"),
        ("", "<p>Text alone, <head> in it."),
        ("<!DOCTYPE html>", "<header>A header is no head.</header>"),
        ("", "<!-- never closed <head>"),
        ("", '<html lang="never closed><head>'),
        ("", ""),
    ],
)
def test_the_script_comes_first(before: str, after: str) -> None:
    """In the head, wherever that begins, before any policy that the page declares."""
    assert with_script((before + after).encode(), "7") == before.encode() + TAG + after.encode()


@given(st.text("<>!-/ \"'headtml=", max_size=40))
def test_a_page_stays_what_it_was(text: str) -> None:
    """Nothing but the script is added, whatever the page looks like."""
    page = with_script(text.encode(), "7")
    assert page.count(TAG) == 1
    assert page.replace(TAG, b"") == text.encode()


def test_the_script_is_in_the_head() -> None:
    """As a browser parses the page."""
    page = with_script(b"<!doctype html><title>x</title><p>y", "7")
    head = html5lib.parse(page).find(f"{HTML}head")
    assert head[0].tag == f"{HTML}script"


def test_addresses_of_the_site_lead_to_the_preview() -> None:
    """Only whole ones, and only where the preview is served elsewhere."""
    text = b'"https://a.example/x" https://a.example. https://a.example.org https://a.example:1/'
    moved = readdressed(text, "https://a.example/blog", "http://localhost:9")
    assert moved == (
        b'"http://localhost:9/x" http://localhost:9. https://a.example.org https://a.example:1/'
    )
    for siteurl in ("", "/blog", "//a.example", "http://localhost:9/blog"):
        assert readdressed(text, siteurl, "http://localhost:9") is text


def test_the_path_of_the_site() -> None:
    """Without its last slash."""
    assert prefix_of("https://a.example/blog/") == "/blog"
    assert prefix_of("https://a.example") == prefix_of("") == ""


def test_our_own_page_is_escaped() -> None:
    """Mistakes hold what authors write."""
    page = plain("<b>", ("a <script>alert(1)</script>\udc80",)).decode()
    assert "<b>" not in page
    assert "<script>" not in page


def test_what_counts_as_a_change(tmp_path: Path) -> None:
    """Not what a build writes, nor what editors keep for themselves."""
    content, output = tmp_path, tmp_path / "output"
    watched = Watched(frozenset({content}), frozenset(), output)
    for name in ("a.md", "images/a.png", "articles/notes.d/b.md", "output.md", "~a.md"):
        assert watched.counts(content / name), name
    unseen = (".a.md.swp", "a.md~", "#a.md#", ".#a.md", "4913", ".git/index", "x/__pycache__/a.pyc")
    for name in (*unseen, "output/index.html", ".output.building/index.html"):
        assert not watched.counts(content / name), name
    hidden = Path("/home/me/.sites/blog")
    assert Watched(frozenset({hidden}), frozenset(), output).counts(hidden / "a.md")


def test_folders_and_files_that_come_and_go(tmp_path: Path) -> None:
    """A folder that is another one, or there again, is watched on."""
    folder, file = tmp_path / "content", tmp_path / "conf.py"
    watched = Watched(frozenset({folder}), frozenset({file}), tmp_path / "output")
    found = changes(lambda: watched)

    def after() -> set[Path]:
        return next(changed for changed in found if changed)

    assert next(found) == set()
    file.write_text("1")
    assert after() == {file}
    file.with_name("new").write_text("2")
    file.with_name("new").replace(file)
    assert after() == {file}
    folder.mkdir()
    assert folder in after()
    (folder / "a.md").write_text("a")
    assert after() == {folder / "a.md"}
    folder.rename(tmp_path / "old")
    assert folder in after()
    folder.mkdir()
    assert folder in after()
    (folder / "sub").mkdir()
    (folder / "sub" / "b.md").write_text("b")
    assert {folder / "sub", folder / "sub" / "b.md"} & after()
    file.unlink()
    assert file in after()
    found.close()  # type: ignore[attr-defined]
