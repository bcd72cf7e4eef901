"""Whoever is listed is shown as far as they agreed, and no further."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.disclosure.contributors import Contributors, load_contributors

PERSON = """[people.ed]
name = "Ada Secret"
role = "the science editor"
organisation = "The Desk"
url = "https://ada-secret.example/"
contact = "ada@secret.example"
public = "{public}"
[responsible]
person = "ed"
"""


def _load(folder: Path, text: str) -> Contributors:
    path = folder / "contributors.toml"
    path.write_text(text, encoding="utf-8")
    found, problems = load_contributors(path, "contributors.toml")
    assert problems == []
    return found


@pytest.mark.parametrize("public", ["role", "organisation"])
def test_who_is_not_shown_by_name_has_no_address(tmp_path: Path, public: str) -> None:
    """A role with a personal address would be a name."""
    answers = _load(tmp_path, PERSON.format(public=public)).responsible
    assert answers
    assert (answers.url, answers.contact, answers.contact_address) == ("", "", "")
    assert "Ada" not in answers.name


@pytest.mark.parametrize(
    "section",
    [
        'organisation = "The \u202eDesk"',
        'person = "The \u202eDesk"',
        'person = "x"\n[people.x]\nrole = "The \u202eDesk"',
    ],
)
def test_a_name_turns_nothing_around(tmp_path: Path, section: str) -> None:
    """A right-to-left override would reach every page, feed and script that shows the name."""
    answers = _load(tmp_path, f"[responsible]\n{section}\n").responsible
    assert answers
    assert answers.name == "The Desk"


def test_the_sections_own_addresses_are_shown(tmp_path: Path) -> None:
    """What stands in [responsible] is meant for readers, whoever answers."""
    own = 'url = "https://desk.example/"\ncontact = "desk@desk.example"\n'
    answers = _load(tmp_path, PERSON.format(public="role") + own).responsible
    assert answers
    assert (answers.url, answers.contact) == ("https://desk.example/", "desk@desk.example")


def test_who_is_shown_by_name_is_found(tmp_path: Path) -> None:
    """A person who agreed to be named lends the site their addresses."""
    answers = _load(tmp_path, PERSON.format(public="name")).responsible
    assert answers
    assert (answers.name, answers.contact) == ("Ada Secret", "ada@secret.example")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[models.gpt-4.1]\nname = "x"', '[models."gpt-4.1"]'),
        ('[models.a.b.c]\nname = "x"', '[models."a.b'),
        ('[people.ed]\nrole = "x"\naccounts = "github:ed"', '["..."]'),
        ('[responsible]\norganisation = "x"\ncontact = "call me"', "e-mail address"),
        ('[responsible]\norganisation = "x"\ncontact = "www.desk.example"', "e-mail address"),
        ('[responsible]\norganisation = "x"\nperson = "y"', "names two"),
        ('[responsible]\ncontact = "a@desk.example"', "does not say who"),
    ],
)
def test_what_cannot_be_meant_has_a_cure(tmp_path: Path, text: str, told: str) -> None:
    """A dot in a model's name, one account, an address nobody can follow: one problem each."""
    path = tmp_path / "contributors.toml"
    path.write_text(text, encoding="utf-8")
    (problem,) = load_contributors(path, "contributors.toml")[1]
    assert told in str(problem)
