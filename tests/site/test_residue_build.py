"""Residues of AI tools in whole builds: told with file and line, and silent where allowed."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from plugins.residue.search import find
from tests.building import ROOT, article, build, write_site

POSTS = ROOT.parent / "shared" / "sites" / "18f" / "articles"
ON = "PLUGINS = [*dict.fromkeys([*PLUGINS, 'plugins.residue'])]\n"
BODY = "Swifts are counted in July. citeturn0search0\n\nI hope this helps!"


def _residues(tmp_path: Path, files: dict[str, str], settings: str = "") -> list[str]:
    """The lines about residues that a build of `files` prints; the build itself succeeds."""
    site = write_site(tmp_path, files, ON + settings)
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0, result.stderr
    return [line for line in result.stderr.splitlines() if "Residue-Allowed" in line]


def test_articles_pages_and_drafts_are_warned_of(tmp_path: Path) -> None:
    """With path, line, rule and cure, in the order of files; and the site is built."""
    files = {
        "articles/a.md": article("A", BODY, AI_Role="generated"),
        "articles/b.md": article("B", BODY, AI_Role="generated", Status="draft"),
        "pages/c.md": "Title: C\nAI-Role: generated\n\n```markdown\n# C\n\nText.\n```\n",
    }
    warnings = _residues(tmp_path, files)
    places = [("a.md:5", "marker-turn"), ("a.md:7", "assistant-closing"), ("b.md:6", "marker-turn")]
    places += [("b.md:8", "assistant-closing"), ("c.md:4", "markup-fence")]
    assert len(warnings) == len(places)
    for warning, (place, rule) in zip(warnings, places, strict=True):
        assert f"{place}: {rule}: ‘" in warning
    assert "turn0search0" in (tmp_path / "output" / "a" / "index.html").read_text()


def test_what_is_allowed_is_silent(tmp_path: Path) -> None:
    """In one article by its key, on the site by its setting; every other rule still tells."""
    files = {
        "articles/a.md": article("A", BODY, AI_Role="none", Residue_Allowed="marker-turn"),
        "articles/b.md": article("B", BODY, AI_Role="none"),
    }
    (warning,) = _residues(tmp_path, files, "RESIDUE = {'skip': ('assistant-closing',)}")
    assert "b.md:5: marker-turn: ‘turn0search0’" in warning


def test_an_unknown_rule_in_the_setting_stops_the_build(tmp_path: Path) -> None:
    """Nobody believes a rule to be off that is on."""
    site = write_site(tmp_path, {}, ON + "RESIDUE = {'skip': ('marker-tern',)}")
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 1
    assert "RESIDUE['skip']: ‘marker-tern’: is no rule" in result.stderr
    assert "Did you mean ‘marker-turn’?" in result.stderr


@pytest.mark.long
@pytest.mark.skipif(not POSTS.is_dir(), reason=f"the real posts are not here: {POSTS.parent.name}")
def test_posts_by_people_are_nearly_free_of_findings() -> None:
    """Of 509 posts by people, at most one in a hundred has one."""
    sources = {path.name: path.read_text(encoding="utf-8") for path in sorted(POSTS.glob("*.md"))}
    told = {name: [str(p) for p in find(text, name)] for name, text in sources.items()}
    found = {name: lines for name, lines in told.items() if lines}
    print(f"{len(found)} of {len(sources)} posts", *chain(*found.values()), sep="\n")
    assert len(sources) == 509
    assert len(found) <= 0.01 * len(sources), found
