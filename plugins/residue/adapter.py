"""Where the residue lint meets Pelican: what AI tools left in a source is warned of."""

from __future__ import annotations

import logging

from ..common.frontmatter import MARKDOWN
from ..common.options import read_options
from ..common.problems import report, shown_path
from ..run import Run
from .lint import find
from .settings import ResidueSettings, mistakes

logger = logging.getLogger(__name__)


def prepare(run: Run) -> None:
    """Read what the owner set, and report what does not fit."""
    given = run.settings.get("RESIDUE", {})
    options, problems = read_options(ResidueSettings, given, setting="RESIDUE")
    for problem in (*problems, *mistakes(options)):
        report(logger, problem)
    run.keep(options)


def warn(run: Run) -> None:
    """One warning for each residue in articles, pages and drafts, in the order of files."""
    options = run.kept(ResidueSettings)
    for path in run.sources:
        if path.suffix.lower() in MARKDOWN and path.is_file():
            source = path.read_text(encoding="utf-8", errors="replace")
            for problem in find(source, shown_path(path), options.skip):
                report(logger, problem, level=logging.WARNING)
