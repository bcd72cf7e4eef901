"""A site of one article: it has nobody to be related to, and its build imports no engine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import ROOT, article, write_site

CODE = """
import sys
from commands.build.command import build
build(settings=sys.argv[1], output=sys.argv[2])
print("numpy" in sys.modules)
"""
ALONE = {"articles/storks.md": article("Storks", "Storks fly south. Storks return.", Tags="storks")}
ANOTHER = {"articles/keels.md": article("Keels", "Storks and keels.")}


@pytest.mark.parametrize(
    ("files", "imported"), [(ALONE, False), ({**ALONE, **ANOTHER}, True)], ids=["one", "two"]
)
def test_one_article(tmp_path: Path, files: dict[str, str], *, imported: bool) -> None:
    """No list, no link, no closing sentence; with a second one there is something to look at."""
    line = [sys.executable, "-c", CODE, str(write_site(tmp_path, files)), str(tmp_path / "output")]
    result = subprocess.run(
        line,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout.endswith(f"{imported}\n"), result.stdout + result.stderr
    page = (tmp_path / "output" / "storks" / "index.html").read_text("utf-8")
    assert '<nav class="related"' not in page or imported
