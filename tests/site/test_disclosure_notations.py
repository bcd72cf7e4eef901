"""reStructuredText and HTML sources declare as Markdown does, and their mistakes are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.building import article, build, invoke, write_site


def _rst(title: str, **fields: str) -> str:
    given = {"date": "2026-11-01", **{k.replace("_", "-"): v for k, v in fields.items()}}
    lines = [f":{key}: {value}" for key, value in given.items()]
    return "\n".join([title, "#" * len(title), "", *lines, "", "Text.", ""])


def _html(title: str, **fields: str) -> str:
    given = {"date": "2026-11-01", **{k.replace("_", "-"): v for k, v in fields.items()}}
    metas = "".join(f'\n<meta name="{key}" content="{value}">' for key, value in given.items())
    return f"<html><head><title>{title}</title>{metas}</head><body><p>Text.</p></body></html>"


def test_where_a_declaration_stands(tmp_path: Path) -> None:
    """A folder's default is the folder's, in any letter case; what the file says is its own."""
    files = {
        "articles/f/a.rst": _rst("A"),
        "articles/f/b.rst": _rst("B", AI_Role="translated", AI_Sources="https://a.example/ A"),
        "articles/f/c.html": _html("C", AI_Role="generated", AI_Model="m"),
        "articles/f/d.html": _html("D"),
        "articles/e.rst": _rst("E"),
    }
    given = "EXTRA_PATH_METADATA = {'articles/f': {'ai-role': 'generated', 'AI-MODEL': 'g'}}"
    output = tmp_path / "output"
    result = build(output, settings=write_site(tmp_path, files, given))
    assert result.returncode == 0, result.stderr
    entries = json.loads((output / "ai-disclosures.json").read_text())["entries"]
    found = {e["source"][9:]: (e["declared_in"], e["role"], e["models"]) for e in entries}
    assert found == {
        "f/a.rst": ("folder", "generated", ["g"]),
        "f/b.rst": ("article", "translated", ["g"]),
        "f/c.html": ("article", "generated", ["m"]),
        "f/d.html": ("folder", "generated", ["g"]),
        "e.rst": (None, None, []),
    }
    assert 'href="https://a.example/"' in (output / "b" / "index.html").read_text()


def test_mistakes_in_other_notations(tmp_path: Path) -> None:
    """Unknown keys, dates and languages, with file, line and cure."""
    files = {
        "articles/a.rst": _rst("A", AI_Rolle="none"),
        "articles/b.html": _html("B", AI_Rolle="none"),
        "articles/c.rst": _rst("C", AI_Role="edited"),
        "articles/d.rst": _rst("D", lang="EN"),
        "articles/e.rst": _rst("E", modified="14:30"),
    }
    result = build(tmp_path / "output", settings=write_site(tmp_path, files))
    assert result.returncode == 1
    for place, cure in (
        ("a.rst:5: AI-Rolle: ‘none’", "‘AI-Role’"),
        ("b.html:3: AI-Rolle: ‘none’", "‘AI-Role’"),
        ("c.rst:5: AI-Role: ‘edited’", "Who wrote the first text?"),
        ("d.rst:5: lang: ‘EN’", "lower case: en."),
        ("e.rst:5: modified: ‘14:30’", "2026-11-20"),
    ):
        lines = result.stderr.splitlines()
        assert any(place in line and cure in line for line in lines), result.stderr


@pytest.mark.parametrize(
    ("name", "source", "how"),
    [
        ("a.rst", _rst("A"), "‘:AI-Role: generated’"),
        ("a.html", _html("A"), '‘<meta name="AI-Role" content="generated">’'),
    ],
)
def test_disclosing_another_notation_says_what_to_write(
    tmp_path: Path, name: str, source: str, how: str
) -> None:
    """The command leaves the file alone and shows the line, for one file and for many."""
    write_site(tmp_path, {f"articles/{name}": source, "articles/b.md": article("B")})
    content = tmp_path / "content"
    path = content / "articles" / name
    options = ("disclose", "--role", "generated", "--content", str(content))
    one = invoke(*options, "--article", str(path))
    assert one.returncode == 1
    assert f"{name} is no Markdown file" in one.stderr
    assert how in one.stderr
    many = invoke(*options, "--undeclared", "--dry-run")
    assert many.returncode == 0, many.stderr
    assert f"{name} is no Markdown and was left out" in many.stderr + many.stdout
    assert path.read_text() == source
    path.write_text(
        source.replace("2026-11-01", "2026-11-01\n:AI-Role: none")
        if ".rst" in name
        else source.replace("</head>", '<meta name="ai-role" content="none"></head>')
    )
    assert "left out" not in invoke(*options, "--undeclared", "--dry-run").stderr
