"""What a site's owner has set is found and read alike by builds and by commands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commands.build.settings import open_content
from commands.check import residues
from plugins.common.failure import CommandError
from plugins.disclosure.site_disclosure import read_site_disclosure

PEOPLE = '[people.a]\nrole = "the editor"\n'


def _settings(folder: Path, **more: Any) -> dict[str, Any]:
    return {"PATH": str(folder), **more}


def test_the_options_name_the_files(tmp_path: Path) -> None:
    """Contributors and the owner's sentences may stand in files of other names."""
    (tmp_path / "who.toml").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "own.toml").write_text('[en]\n"and" = "&"\n', encoding="utf-8")
    named = {"contributors": "who.toml", "words": "own.toml"}
    site, problems = read_site_disclosure(_settings(tmp_path, DISCLOSURE=named))
    assert not problems
    assert list(site.contributors.people) == ["a"]
    assert site.sentences == {"en": {"and": "&"}}


def test_another_folder_borrows_the_contributors(tmp_path: Path) -> None:
    """Unless it has its own: who answers does not change with the folder that is built."""
    own, other = tmp_path / "own", tmp_path / "other"
    own.mkdir()
    other.mkdir()
    (own / "contributors.toml").write_text(PEOPLE, encoding="utf-8")
    settings = _settings(other, COLOPHON_OWN_CONTENT=str(own))
    assert list(read_site_disclosure(settings)[0].contributors.people) == ["a"]
    (other / "contributors.toml").write_text(PEOPLE.replace(".a", ".b"), encoding="utf-8")
    assert list(read_site_disclosure(settings)[0].contributors.people) == ["b"]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    """Of the options, of both files and of the defaults."""
    (tmp_path / "contributors.toml").write_text("[people.a\n", encoding="utf-8")
    (tmp_path / "words.toml").write_text("[xx]\n", encoding="utf-8")
    given = {"DISCLOSURE": {"no": 1}, "DEFAULT_METADATA": {"AI-Role": "none"}}
    _, problems = read_site_disclosure(_settings(tmp_path, **given))
    keys = [problem.key for problem in problems]
    assert keys == ["DISCLOSURE['no']", "", "DEFAULT_METADATA AI-Role", "[xx]"]


def test_commands_know_whom_the_build_knows(tmp_path: Path) -> None:
    """With a content folder that lists nobody, too."""
    answers = open_content(str(tmp_path)).contributors.responsible
    assert answers is not None
    assert answers == open_content().contributors.responsible


@pytest.mark.parametrize("given", [[], {"skip": "markup-fence"}, {"skip": ("no-such-rule",)}])
def test_an_unfit_option_of_the_residue_check_is_told(given: object, tmp_path: Path) -> None:
    """By `invoke check` as by a build."""
    site = open_content(str(tmp_path))
    settings = {**site.settings, "RESIDUE": given}
    with pytest.raises(CommandError, match="RESIDUE"):
        list(residues(replace(site, settings=settings)))
