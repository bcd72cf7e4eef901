"""Parts as Pelican's own reader renders them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pelican.readers import MarkdownReader
from pelican.settings import DEFAULT_CONFIG

from plugins.common.frontmatter import parse
from plugins.disclosure.parts.extension import PartsExtension
from plugins.disclosure.parts.markers import broken_parts
from plugins.disclosure.parts.syntax import find_parts

MODULE = "plugins.disclosure.parts.extension"
PART = "::: section role=generated\n## Heading\nText.\n:::\n"


def _settings(extension: object) -> dict[str, Any]:
    extensions = ["extra", "sane_lists", "smarty", "toc", extension]
    return {**DEFAULT_CONFIG, "MARKDOWN": {"extensions": extensions, "output_format": "html5"}}


@pytest.mark.parametrize("extension", [MODULE, PartsExtension()], ids=["by name", "an instance"])
def test_one_reader_reads_many_files(tmp_path: Path, extension: object) -> None:
    """Each text begins at the first part, and its fences are found where the file has them."""
    reader = MarkdownReader(_settings(extension))
    sources = {
        "a.md": f"Title: A\nSummary: Short.\n\n\n{PART}\n{PART}",
        "b.md": f"---\r\nTitle: B\r\n---\r\n{PART}",
        "c.md": "Title: C\n\nNo part.\n",
        "d.md": f"\ufeffTitle: D\n\n\tcode\n\n{PART}",
    }
    for name, source in sources.items():
        (tmp_path / name).write_bytes(source.encode())
        html, _ = reader.read(str(tmp_path / name))
        document = parse((tmp_path / name).read_text(encoding="utf-8"))
        blocks, problems = find_parts(document.body, document.body_start, name)
        assert [*problems, *broken_parts(html, blocks, name)] == []
        assert len(blocks) == html.count("data-part=") == source.count("role=")
        lines = source.replace("\r\n", "\n").split("\n")
        assert [b.line for b in blocks] == [i for i, x in enumerate(lines, 1) if "role=" in x]


def test_a_summary_holds_no_part(tmp_path: Path) -> None:
    """Pelican renders it with the same reader; a mark in it would be that of the text's part."""
    fields = "Title: A\nSummary: ::: section role=none\n    Short.\n    :::\n"
    (tmp_path / "a.md").write_text(f"{fields}\n{PART}", encoding="utf-8")
    html, metadata = MarkdownReader(_settings(MODULE)).read(str(tmp_path / "a.md"))
    assert "data-part" not in metadata["summary"]
    assert html.count('data-part="1"') == 1
