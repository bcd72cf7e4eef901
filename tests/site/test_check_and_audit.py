"""`invoke check` and `invoke audit`: what they tell, and what stops a production build."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.building import ROOT, article, build, invoke, write_site

FILES = {
    "articles/a.md": article("A", "Die Uhr geht.", Lang="de", AI_Role="generated", AI_Model="m"),
    "articles/b.md": article("B", "As an AI language model, I cannot say.", AI_Role="none"),
    "contributors.toml": '[responsible]\norganisation = "Desk"\n',
}


def test_check_tells_of_residues_and_unchecked_words(tmp_path: Path) -> None:
    """With file, line and cure; they stop nothing, unless that is asked for."""
    settings = write_site(tmp_path, FILES)
    assert build(tmp_path / "out", settings=settings).returncode == 0
    options = ("--output", str(tmp_path / "out"), "--content", str(tmp_path / "content"))
    told = invoke("check", *options)
    assert told.returncode == 0, told.stderr
    assert "content/articles/b.md:5" in told.stderr
    assert "Residue-Allowed" in told.stderr
    assert "The notices in ‘de’ are in words translated by Claude (Anthropic)" in told.stderr
    assert "2 texts say the same in every form." in told.stdout
    strict = invoke("check", "--strict", *options)
    assert strict.returncode == 1
    assert "AI tools left something behind, 1 times." in strict.stderr


def test_audit_reads_anybodys_pages(tmp_path: Path) -> None:
    """A page without a disclosure is unknown; a wrong value is an error with its line."""
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><title>A</title><p>Text.</p>", encoding="utf-8")
    silent = invoke("audit", "--path", str(page))
    assert silent.returncode == 0
    assert "1 unknown" in silent.stdout
    page.write_text(
        '<!DOCTYPE html><title>A</title><meta name="ai-disclosure" content="ai-generated">',
        encoding="utf-8",
    )
    wrong = invoke("audit", "--path", str(page))
    assert wrong.returncode == 1
    assert "page.html:1" in wrong.stdout
    assert invoke("audit", "--path", str(tmp_path / "none.html")).returncode == 1
    assert invoke("audit").returncode == 1


def test_a_production_build_ends_with_the_audit(tmp_path: Path) -> None:
    """What a theme of one's own says wrongly does not go online."""
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    extra = theme / "templates" / "partials" / "extra_head.html"
    extra.write_text('<meta http-equiv="AI-Disclosure" content="none">', encoding="utf-8")
    settings = write_site(tmp_path, FILES, f"THEME = {str(theme)!r}")
    options = {"settings": settings, "SITEURL": "https://s.example"}
    extra_value = '<meta name="ai-disclosure" content="mixed">'
    extra.write_text(extra_value, encoding="utf-8")
    result = build(tmp_path / "public", "--production", **options)  # type: ignore[arg-type]
    assert result.returncode == 1
    assert "mixed" in result.stderr
    assert not (tmp_path / "public").exists()
