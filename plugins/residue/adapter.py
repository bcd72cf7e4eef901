"""Where the check of residues meets Pelican: what AI tools left in a source is warned of."""

from __future__ import annotations

import logging

from ..common.frontmatter import MARKDOWN
from ..common.problems import report
from ..run import Run
from .search import find_in
from .settings import ResidueSettings, read

logger = logging.getLogger(__name__)


def prepare(run: Run) -> None:
    """Read what the owner set, and report what does not fit."""
    options, problems = read(run.settings)
    report(logger, *problems)
    run.set_state(options)


def warn(run: Run) -> None:
    """One warning for each residue in articles, pages and drafts, in the order of files."""
    options = run.state_of(ResidueSettings)
    for path in run.sources:
        if path.suffix.lower() in MARKDOWN and path.is_file():
            report(logger, *find_in(path, options.skip), level=logging.WARNING)
