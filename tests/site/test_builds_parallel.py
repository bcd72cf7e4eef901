"""Pages made in several processes are those made in one, and so is what a build says."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.building import article, build, files_of, write_site
from tests.site.terminal import converse

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")

SETTINGS = """
import logging, os, sys
log = logging.getLogger("a.theme")
def noisy(text):
    number = int(text.slug[1:])
    with open(os.environ["SEEN"], "a") as file:
        file.write(f"{os.getpid()}\\n")
    print("printed for", number, file=sys.stderr)
    log.warning("of %s", number // 2)
    log.warning("limited %s", number, extra={"limit_msg": "and more"})
    if number % 20 == 0:
        log.warning("%s", object, extra={"limit_msg": "objects"})
    if number in BROKEN:
        raise ValueError(f"page {number} breaks")
    return ""
JINJA_FILTERS = {"noisy": noisy}
DEFAULT_PAGINATION = 3
BROKEN = ()
"""
FILES = {
    f"articles/{n}.md": article(
        f"Number {n}",
        f"A text. [file]({{attach}}{n // 3}.txt) [no](/nowhere-{n}/) [none]({{filename}}none.md)",
        Slug=f"a{n}",
        Tags=f"t{n % 7}",
        AI_Role="generated",
        AI_Model=f"m{n % 3}",
        Category=f"C{n % 2}",
    )
    for n in range(60)
} | {f"articles/{n}.txt": str(n) for n in range(20)}


def _site(folder: Path, more: str) -> Path:
    more += f"THEME_TEMPLATES_OVERRIDES = [{str(folder / 'templates')!r}]\n"
    (folder / "templates" / "partials").mkdir(parents=True, exist_ok=True)
    head = folder / "templates" / "partials" / "extra_head.html"
    head.write_text("{% if article %}{{ article|noisy }}{% endif %}\n", encoding="utf-8")
    return write_site(folder, FILES, SETTINGS + more)


def _built(folder: Path, workers: int, more: str = "") -> tuple[int, str, dict[str, bytes], int]:
    """Exit code, warnings, files, and how many processes made articles."""
    settings = _site(folder, more)
    (folder / "seen").unlink(missing_ok=True)
    variables = {"COLOPHON_WORKERS": str(workers), "SEEN": str(folder / "seen")}
    result = build(folder / "out", settings=settings, **variables)
    files = files_of(folder / "out") if (folder / "out").is_dir() else {}
    processes = {*(folder / "seen").read_text(encoding="utf-8").split()}
    return result.returncode, result.stderr, files, len(processes)


def test_in_one_and_in_three(tmp_path: Path) -> None:
    """Links that attach files or lead nowhere, messages that are limited or cannot be brought."""
    one, three = (_built(tmp_path, workers) for workers in (1, 3))
    assert (one[3], three[3]) == (1, 4)  # what cannot be brought is made again by the first
    assert one[:3] == three[:3]
    assert one[0] == 0
    assert "and more" in one[1]
    assert len(one[2]) > 150


def test_a_page_that_breaks(tmp_path: Path) -> None:
    """The first in the order of pages is told, and nothing is written."""
    more = "BROKEN = (7, 40)\n"
    one, three = (_built(tmp_path, workers, more) for workers in (1, 3))
    assert one[:3] == three[:3]
    assert one[0] == 1
    assert "breaks" in one[1]
    assert not one[2]


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("broken", [False, True])
def test_bars_on_a_terminal(tmp_path: Path, workers: str, *, broken: bool) -> None:
    """They count, and are gone at the end; what is printed meanwhile stays."""
    settings = _site(tmp_path, "BROKEN = (40,)\n" if broken else "")
    given = ("build", "--settings", str(settings), "--output", str(tmp_path / "out"))
    seen = str(tmp_path / "seen")
    code, screen = converse([], *given, COLOPHON_WORKERS=workers, TERM="xterm", SEEN=seen)
    assert code == broken
    *_, drawn, end = screen.split("\x1b[?25h")  # the cursor is there again
    drawn = re.sub(r"\x1b\[[\d;]*m", "", drawn)  # colours
    assert re.search(r"Reading +━+ 60/60\s", drawn)
    assert broken or re.search(r"Making pages ━+ (\d\d\d)/\1\s", drawn)
    assert broken or drawn.count("printed for 8\n") == 1
    assert re.match(r"\r(\x1b\[1A\x1b\[2K)+[^\x1b]*\Z", end)
