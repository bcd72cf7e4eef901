"""What `invoke check` says of the sources: words that no author wants to publish."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.common.problems import Problem, shown_path
from plugins.residue.lint import find

from .sources import open_site


def residues(content: str | None = None) -> Iterator[Problem]:
    """Each residue of an AI tool in the Markdown articles and pages, in the order of files.

    :raises CommandError: where settings or contributors.toml cannot be read.
    """
    site = open_site(content)
    skip = tuple(site.settings.get("RESIDUE", {}).get("skip", ()))
    for path in (*site.articles(), *site.pages()):
        source = path.read_text(encoding="utf-8", errors="replace")
        yield from find(source, shown_path(path), skip)
