"""What `invoke check` says of the sources: words that no author wants to publish."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.common.failure import CommandError
from plugins.common.options import read_options
from plugins.common.problems import Problem, shown_path
from plugins.residue.lint import find
from plugins.residue.settings import ResidueSettings, mistakes

from .build.settings import open_content


def residues(content: str | None = None) -> Iterator[Problem]:
    """Each residue of an AI tool in the Markdown articles and pages, in the order of files.

    :raises CommandError: where the settings, or a file that they name, hold a mistake.
    """
    site = open_content(content)
    options, problems = read_options(
        ResidueSettings, site.settings.get("RESIDUE", {}), setting="RESIDUE"
    )
    problems += mistakes(options)
    if problems:
        raise CommandError("\n".join(map(str, problems)))
    for path in (*site.articles(), *site.pages()):
        source = path.read_text(encoding="utf-8", errors="replace")
        yield from find(source, shown_path(path), options.skip)
