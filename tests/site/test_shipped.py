"""The site that the kit ships, as long as nobody has made it their own.

pelicanconf.py, publishconf.py and content/ are the owner's, and no other test reads them. These run
where COLOPHON_AS_SHIPPED is set, as .ci/run does.
"""

from __future__ import annotations

import os
import re
import runpy
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plugins.audit.auditor import audit
from plugins.residue.search import find
from tests import owner
from tests.building import ROOT, SITES, build

pytestmark = pytest.mark.skipif(
    not os.environ.get("COLOPHON_AS_SHIPPED"),
    reason="about the site that the kit ships: run with COLOPHON_AS_SHIPPED=1",
)
CLAIM = re.compile(r"\b(compliant|exempt|certified|ai[- ]act[- ]ready)\b", re.IGNORECASE)
OWNERS = {"SITENAME", "SITESUBTITLE", "SITEURL", "THEME", "PLUGIN_PATHS"}
"""What the demo has for itself."""


@pytest.fixture(autouse=True)
def _owners_files_may_be_read() -> Iterator[None]:
    with owner.may_be_read():
        yield


def _values(path: Path) -> dict[str, Any]:
    return {name: value for name, value in runpy.run_path(str(path)).items() if name.isupper()}


@pytest.mark.parametrize(
    ("shipped", "address"),
    [("pelicanconf.py", "http://localhost:8000"), ("publishconf.py", "https://demo.example")],
)
def test_the_demo_has_the_settings_of_the_kit(
    shipped: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its addresses, plugins, Markdown and all: what tests hold of the demo holds of the kit."""
    monkeypatch.setenv("SITEURL", address)
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.delitem(sys.modules, "pelicanconf", raising=False)
    ours, demos = _values(ROOT / shipped), _values(SITES / "demo" / "site.py")
    monkeypatch.delitem(sys.modules, "pelicanconf", raising=False)
    assert {name: ours.get(name) for name in demos.keys() - OWNERS} == {
        name: value for name, value in demos.items() if name not in OWNERS
    }
    own = ours.keys() - demos.keys() - OWNERS
    dictionaries = {"DISCLOSURE", "MAKING", "RESIDUE", "RELATED", "LOOK", "CARDS", "HEAD", "FEEDS"}
    dictionaries |= {"IMAGES"}
    owners = {"SOCIAL", "THEME_TEMPLATES_OVERRIDES", "THEME_STATIC_PATHS"}
    assert own <= {*dictionaries, *owners, "OUTPUT_PATH"}


def test_the_kits_own_site_is_clean(tmp_path: Path) -> None:
    """What we publish ourselves."""
    settings = tmp_path / "site.py"
    own = ROOT / "pelicanconf.py"
    settings.write_text(
        f"exec(open({str(own)!r}, encoding='utf-8').read())\n"
        f"PATH, THEME = {str(ROOT / 'content')!r}, {str(ROOT / 'theme')!r}\n",
        encoding="utf-8",
    )
    result = build(tmp_path / "output", settings=settings, **{owner.READ: "1"})
    assert result.returncode == 0, result.stderr
    report = audit([tmp_path / "output"], date(2026, 11, 23))
    assert [str(finding) for finding in report.findings] == []
    assert "ai-autonomous" in report.verdicts.values()


def test_its_texts_hold_no_residue() -> None:
    """The kit publishes what it preaches."""
    for path in sorted((ROOT / "content").rglob("*.md")):
        assert find(path.read_text(encoding="utf-8"), path.name) == []


def test_it_claims_to_satisfy_no_law() -> None:
    """As the rest of the kit; see `tests/unit/test_house.py`."""
    files = [path for path in (ROOT / "content").rglob("*") if path.suffix in {".md", ".toml"}]
    assert len(files) > 10
    for path in [ROOT / "pelicanconf.py", *files]:
        found = CLAIM.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path.relative_to(ROOT)}: {found and found[0]}"
