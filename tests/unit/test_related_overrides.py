"""What an author asks for, what an owner sets, and the mistakes in both."""

from __future__ import annotations

import pytest

from plugins.related.lists.overrides import Choices, SlugTable, names, read_choices, words
from plugins.related.settings import RelatedSettings, read_settings

SITE = SlugTable(
    own="here",
    published={"huawei-ascend": "a.md", "export-controls": "b.md"},
    withheld={"next": "a draft", "secret": "hidden"},
)
PATH = "content/articles/here.md"


@pytest.mark.parametrize(
    "value",
    ["one, two", "one two", ["one", "two"], ["one,", " two "], "one\ntwo", ("one", "two")],
)
def test_slugs_one_a_line_or_parted_by_commas(value: object) -> None:
    """As Pelican gives them: one text, or one for each line."""
    assert words(value) == ["one", "two"]  # type: ignore[arg-type]  # what metadata holds


def test_names_may_hold_spaces() -> None:
    """One a line or parted by commas; each once."""
    assert names(["export  controls, chips", "chips", " "]) == ["export controls", "chips"]
    assert names(None) == []


def test_choices() -> None:
    """In the author's order."""
    metadata = {"related": "export-controls huawei-ascend", "autolink": "No", "title": "x"}
    choices, problems = read_choices(metadata, SITE, PATH)
    assert choices == Choices(("b.md", "a.md"), frozenset(), autolink=False)
    assert problems == []
    choices, problems = read_choices(
        {"related-not": ["huawei-ascend"], "autolink": "yes"}, SITE, PATH
    )
    assert choices == Choices((), frozenset({"a.md"}), autolink=True)
    assert problems == []


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        (
            {"related": "huawei-ascent"},
            (
                "Related: ‘huawei-ascent’: is no published article's slug. "
                "Did you mean ‘huawei-ascend’?"
            ),
        ),
        (
            {"related": "zzz"},
            (
                "Related: ‘zzz’: is no published article's slug. "
                "Write the slug from the article's address."
            ),
        ),
        ({"related": "here"}, "Related: ‘here’: is this article itself. Delete it."),
        (
            {"related": "next"},
            "Related: ‘next’: is a draft. Publish that article, or delete the slug here.",
        ),
        (
            {"related": "secret"},
            "Related: ‘secret’: is hidden. Publish that article, or delete the slug here.",
        ),
        (
            {"related-not": "export-control"},
            (
                "Related-Not: ‘export-control’: is no published article's slug. "
                "Did you mean ‘export-controls’?"
            ),
        ),
        (
            {"related": "huawei-ascend", "related-not": "huawei-ascend"},
            "Related-Not: ‘huawei-ascend’: stands under Related too. Delete one of the two.",
        ),
        (
            {"autolink": "off"},
            (
                "Autolink: ‘off’: is neither ‘no’ nor ‘yes’. "
                "Write ‘no’ to leave this text alone, or delete the line."
            ),
        ),
    ],
)
def test_mistakes_name_file_key_value_and_cure(metadata: dict[str, object], said: str) -> None:
    """One problem each."""
    [problem] = read_choices(metadata, SITE, PATH)[1]
    assert str(problem) == f"{PATH}: {said}"


def test_what_is_not_listed_need_not_be_published() -> None:
    """A draft may stand under Related-Not already."""
    assert read_choices({"related-not": "next secret here"}, SITE, PATH) == (Choices(), [])


def test_settings() -> None:
    """Filled from the owner's dictionary; a default for the rest."""
    given = {"count": 3, "floor": 0, "never_link": ["x"]}
    assert read_settings(given) == (RelatedSettings(count=3, floor=0, never_link=("x",)), [])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"cuont": 3}, "Did you mean ‘count’?"),
        ({"count": "3"}, "should be a int"),
        ({"count": -1}, "is negative"),
        ([], "is not a dictionary"),
    ],
)
def test_mistakes_in_settings(given: object, said: str) -> None:
    """Are told with the option's name, and the default stays."""
    settings, [problem] = read_settings(given)
    assert said in str(problem)
    assert "RELATED" in str(problem)
    assert settings.count == RelatedSettings().count
