"""A build that remembers the last one makes the same site as one that remembers nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.building import SITES, files_of, invoke

SENTENCE = "\n\nTimber prices in Ruritania are told by the tide clock, and by no zeppelin.\n"


def _built(content: Path, output: Path, *options: str) -> dict[str, bytes]:
    result = invoke("build", "--content", str(content), "--output", str(output), *options)
    assert result.returncode == 0, result.stderr
    return files_of(output)


def test_after_edits_the_site_is_that_of_a_new_start(tmp_path: Path) -> None:
    """An article gets a sentence, one another title, one leaves, one returns: byte for byte."""
    content, output = tmp_path / "content", tmp_path / "output"
    shutil.copytree(SITES / "demo" / "content", content)
    names = ("harbour-crane.md", "tide-clock.md", "fog-signal.md")
    first, second, third = (content / "articles" / name for name in names)
    before = _built(content, output)

    texts = {path: path.read_text(encoding="utf-8") for path in (first, second, third)}
    first.write_text(texts[first] + SENTENCE, encoding="utf-8")
    title = next(line for line in texts[second].splitlines() if line.startswith("Title:"))
    second.write_text(texts[second].replace(title, f"{title}, again"), encoding="utf-8")
    third.unlink()
    edited = _built(content, output)
    assert edited == _built(content, output, "--clean")

    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    assert _built(content, output) == before != edited
