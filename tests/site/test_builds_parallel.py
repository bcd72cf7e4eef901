"""Pages made in several processes are those made in one, and so is what a build says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.building import article, build, files_of, write_site

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")

SETTINGS = """
import logging, os
log = logging.getLogger("a.theme")
def noisy(text):
    number = int(text.slug[1:])
    with open(os.environ["SEEN"], "a") as file:
        file.write(f"{os.getpid()}\\n")
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


def _built(folder: Path, workers: int, more: str = "") -> tuple[int, str, dict[str, bytes], int]:
    """Exit code, warnings, files, and how many processes made articles."""
    more += f"THEME_TEMPLATES_OVERRIDES = [{str(folder / 'templates')!r}]\n"
    settings = write_site(folder, FILES, SETTINGS + more)
    (folder / "templates" / "partials").mkdir(parents=True, exist_ok=True)
    head = folder / "templates" / "partials" / "extra_head.html"
    head.write_text("{% if article %}{{ article|noisy }}{% endif %}\n", encoding="utf-8")
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
