"""Front matter that Pelican would read otherwise than meant, in a whole build."""

from __future__ import annotations

from pathlib import Path

from tests.building import article, build, write_site


def test_an_unknown_zone_is_told_with_its_line(tmp_path: Path) -> None:
    """In the report, and not as a library's raw warning."""
    source = article("A", Date="2026-11-01 10:00 XYZ", AI_Role="generated")
    result = build(tmp_path / "output", settings=write_site(tmp_path, {"articles/a.md": source}))
    assert result.returncode == 1
    assert "a.md:2: Date: ‘2026-11-01 10:00 XYZ’: names a time zone" in result.stderr
    assert "Warning" not in result.stderr


def test_a_language_in_upper_case_is_no_second_article(tmp_path: Path) -> None:
    """`EN` beside the default `en` would be a text of its own at EN/a/."""
    files = {
        "articles/a.md": article("A", AI_Role="generated", Slug="a"),
        "articles/b.md": article("B", AI_Role="generated", Slug="a", Lang="EN"),
    }
    result = build(tmp_path / "output", settings=write_site(tmp_path, files))
    assert result.returncode == 1
    assert "b.md:5: Lang: ‘EN’" in result.stderr
    assert "Write it in lower case: en." in result.stderr
