"""Where the check of residues meets Pelican: what AI tools left in a source is warned of."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path

from ..common.frontmatter import MARKDOWN
from ..common.problems import Problem, report, shown_path
from ..run import Entry, Run
from .search import find
from .settings import ResidueSettings, read

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Residues:
    """What the owner set, and what stands in the texts read so far."""

    options: ResidueSettings
    found: dict[Path, list[Problem]] = field(default_factory=dict)


def prepare(run: Run) -> None:
    """Read what the owner set, and report what does not fit."""
    options, problems = read(run.settings)
    report(logger, *problems)
    run.set_state(Residues(options))


def look(run: Run, entry: Entry) -> None:
    """Find the residues in a text while its source is at hand."""
    if _is_read(entry.path):
        run.state_of(Residues).found[entry.path] = _find(run, entry.path, entry.shown)


def warn(run: Run) -> None:
    """One warning for each residue in articles, pages and drafts, in the order of files."""
    found = run.state_of(Residues).found
    for path in run.sources:
        if path in found or _is_read(path):  # of what Pelican could not read nothing is known yet
            problems = found.pop(path) if path in found else _find(run, path, shown_path(path))
            report(logger, *problems, level=logging.WARNING)


def _is_read(path: Path) -> bool:
    return path.suffix.lower() in MARKDOWN and path.is_file()


def _find(run: Run, path: Path, shown: str) -> list[Problem]:
    skip = run.state_of(Residues).options.skip
    return find(run.source_at(path).text, shown, skip)
