"""`invoke check` and `invoke audit`: built files are read back, and what contradicts is told.

The first compares all forms of a site of the kit; the second takes anybody's page, feed or image.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plugins.audit.auditor import audit as audit_files
from plugins.audit.own_site.comparison import Comparison, compare
from plugins.audit.report import AuditReport, Severity
from plugins.common.failure import CommandError, refuse
from plugins.common.files import read_source
from plugins.common.problems import Problem, shown_path
from plugins.disclosure.messages import words_for
from plugins.images.containers import can_be_marked
from plugins.residue.search import find
from plugins.residue.settings import read

from . import ROOT, console
from .build.settings import open_content


def check(output: Path) -> Comparison:
    """Compare every form of every text in the folder `output` with the inventory.

    :raises CommandError: with every disagreement, or where `output` holds no site of the kit.
    """
    comparison = compare(output, can_be_marked)
    refuse(comparison.problems, head="The built files disagree, {} times.")
    return comparison


def check_all(
    *, output: str | None = None, content: str | None = None, strict: bool = False
) -> None:
    """`check`, then the sources, and the words that the readers' languages are told in.

    :raises CommandError: as `check` does; with `strict` also for a residue in a source.
    """
    comparison = check(Path(output) if output else ROOT / "output")
    found = [str(problem) for problem in residues(content)]
    refuse(found if strict else (), head="AI tools left something behind, {} times.")
    for note in (*found, *_unchecked_words(comparison.languages)):
        console.warn(note)
    console.say(f"{comparison.texts} texts say the same in every form.")


def residues(content: str | None = None) -> Iterator[Problem]:
    """Each residue of an AI tool in the Markdown articles and pages, in the order of files.

    :raises CommandError: where the settings, or a file that they name, hold a mistake.
    """
    site = open_content(content)
    options, problems = read(site.settings)
    refuse(problems)
    for path in (*site.articles(), *site.pages()):
        yield from find(read_source(path).text, shown_path(path), options.skip)


def _unchecked_words(languages: tuple[str, ...]) -> Iterator[str]:
    """One line for each language used whose words no speaker has checked."""
    for language in languages:
        say = words_for(language)
        if not say.checked_by:
            yield (
                f"The notices in ‘{language}’ are in words translated by {say.translated_by}; no"
                " speaker of the language has checked them. content/words.toml can replace any."
            )


def audit(path: str) -> AuditReport:
    """Audit one file or a whole folder, and print every finding.

    :raises CommandError: where there is an error among them, or nothing could be read.
    """
    if not path:
        raise CommandError("Name a page, a feed or a folder: invoke audit --path output")
    report = audit_files([Path(path)])
    for finding in report.findings:
        console.say(str(finding))
    console.say(report.summary())
    if report.exit_code():
        count = report.count(Severity.ERROR)
        found = "1 error was found." if count == 1 else f"{count} errors were found."
        told = "; ".join(report.unusable) or found
        raise CommandError(told)
    return report


def require_sound(output: Path) -> None:
    """The end of a production build: its own output, read as a stranger would read it.

    :raises CommandError: with every error; then nothing takes the last good site's place.
    """
    found = [f for f in audit_files([output]).findings if f.severity is Severity.ERROR]
    refuse(found, head="The built files say what cannot be, {} times.")
