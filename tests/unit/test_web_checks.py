"""`invoke test.web`: what its table says, what it lets pass, and how its programs are pinned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.web import command, programs
from commands.web.figures import at_most, none_of, table
from commands.web.markup import OUR_OWN
from plugins.common.failure import CommandError

SITE = '<link rel="canonical" href="https://a.example/">'


def test_the_table_names_what_is_over_its_limit() -> None:
    """A row each, and below them what to mend."""
    lines = table([at_most("weight", "fonts", 61.5, 60, "kB"), none_of("axe", "dark", [], "4")])
    assert lines.splitlines()[1:] == [
        "weight  fonts    61.5 kB  ≤ 60 kB  NO",
        "axe     dark     0 in 4   0        yes",
    ]
    told = table([none_of("Nu", "all pages", ["a.html:1: no"] * 22, "3 pages")])
    assert told.endswith("  a.html:1: no\n  … and 2 more")
    assert "22 in 3 pages" in told


@pytest.mark.parametrize(
    ("message", "passes"),
    [
        ("Attribute “ai-disclosure” not allowed on element “article” at this point.", True),
        ("Attribute “ai-prompt-url” not allowed on element “meta” at this point.", True),
        ("Attribute “ai-made-up” not allowed on element “meta” at this point.", False),
        ("Attribute “ai-model” not allowed on element “meta” at this point. More.", False),
        ("Attribute “style” not allowed on element “meta” at this point.", False),
    ],
)
def test_only_the_attributes_of_the_disclosure_pass(message: str, *, passes: bool) -> None:
    """Of everything the Nu checker says one message is no fault."""
    assert bool(OUR_OWN.fullmatch(message)) is passes


def test_the_programs_are_pinned_and_name_no_registry() -> None:
    """Each package of the lock has its hash; where to get it is the user's own setting."""
    lock = json.loads((programs.PINNED / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: about for name, about in lock["packages"].items() if name}
    assert len(packages) > 100
    assert [name for name, about in packages.items() if "integrity" not in about] == []
    assert [name for name, about in packages.items() if "resolved" in about] == []
    wanted = json.loads((programs.PINNED / "package.json").read_text(encoding="utf-8"))
    assert wanted["dependencies"] == lock["packages"][""]["dependencies"]
    assert all(version[0].isdigit() for version in wanted["dependencies"].values())


def test_what_cannot_run_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without Node.js, Java or Chromium it says so, check by check, and is no failure."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("COLOPHON_CHROMIUM", "/nowhere")
    programs.missing_node.cache_clear()
    programs.missing_java.cache_clear()
    (tmp_path / "index.html").write_text(SITE, encoding="utf-8")
    command.judge(site=str(tmp_path))
    told = capsys.readouterr().out
    for name in ("nu", "html-validate", "links", "axe", "lighthouse"):
        assert f"not run: {name}, because Node.js and npm are not installed" in told
    assert "not run: weights, because Chromium: COLOPHON_CHROMIUM=/nowhere does not start" in told
    programs.missing_node.cache_clear()
    programs.missing_java.cache_clear()


def test_an_unknown_check_is_refused(tmp_path: Path) -> None:
    """With the name that was meant."""
    with pytest.raises(CommandError, match=r"there is no check lighthous\..*lighthouse"):
        command.judge(site=str(tmp_path), checks="nu,lighthous")


def test_a_folder_without_a_site_is_refused(tmp_path: Path) -> None:
    """Instead of finding nothing wrong in it."""
    with pytest.raises(CommandError, match=r"there is no index\.html"):
        command.judge(site=str(tmp_path), checks="nu")
