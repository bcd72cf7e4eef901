"""Where the residue lint meets Pelican. Signals, in the order in which they fire:

initialized               read the options
all_generators_finalized  look at every Markdown source that Pelican read, and warn
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pelican import signals

from ..common.frontmatter import MARKDOWN
from ..common.options import read_options
from ..common.problems import report, shown_path
from .lint import find
from .settings import ResidueSettings, mistakes

logger = logging.getLogger(__name__)

OPTIONS = "COLOPHON_RESIDUE"


def connect() -> None:
    """Connect every receiver below."""
    signals.initialized.connect(prepare)
    signals.all_generators_finalized.connect(warn)


def prepare(pelican: Any) -> None:
    """Read what the owner set, and report what does not fit."""
    settings = pelican.settings
    options, problems = read_options(
        ResidueSettings, settings.get("RESIDUE", {}), setting="RESIDUE"
    )
    for problem in (*problems, *mistakes(options)):
        report(logger, problem)
    settings[OPTIONS] = options


def warn(generators: Iterable[Any]) -> None:
    """One warning for each residue in articles, pages and drafts, in the order of files."""
    first = next(iter(generators))
    options: ResidueSettings = first.settings[OPTIONS]
    for path in _sources(first.context, Path(first.settings["PATH"])):
        source = path.read_text(encoding="utf-8", errors="replace")
        for problem in find(source, shown_path(path), options.skip):
            report(logger, problem, level=logging.WARNING)


def _sources(context: Mapping[str, Any], content: Path) -> Iterator[Path]:
    paths = sorted(content / name for name in context["generated_content"])
    return (path for path in paths if path.suffix.lower() in MARKDOWN and path.is_file())
