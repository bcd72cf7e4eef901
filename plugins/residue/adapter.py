"""Where the check of residues meets Pelican: what AI tools left in a source is warned of."""

from __future__ import annotations

import logging
from pathlib import Path

from ..common.frontmatter import MARKDOWN
from ..common.problems import Problem, report, shown_path
from ..run import Entry, Fact, Run
from .search import find
from .settings import ResidueSettings, read

logger = logging.getLogger(__name__)


def prepare(run: Run) -> None:
    """Read what the owner set, and report what does not fit."""
    options, problems = read(run.settings)
    report(logger, *problems)
    run.set_state(options)


def warn(run: Run) -> None:
    """One warning for each residue in articles, pages and drafts, in the order of files."""
    for source, entry in run.sources:
        found = RESIDUES.of(run, entry) if entry else _find(run, run.content_folder / source)
        report(logger, *found, level=logging.WARNING)


def _find(run: Run, path: Path) -> list[Problem]:
    if path.suffix.lower() not in MARKDOWN or not path.is_file():
        return []
    return find(run.source_at(path).text, shown_path(path), run.state_of(ResidueSettings).skip)


def _find_in(run: Run, entry: Entry) -> list[Problem]:
    return _find(run, entry.path)


RESIDUES = Fact("residue", "residues", list[Problem], _find_in, ResidueSettings)
