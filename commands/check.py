"""`invoke check` and `invoke audit`: built files are read back, and what contradicts is told.

The first compares all forms of a site of the kit; the second takes anybody's page, feed or image.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plugins.audit.auditor import audit as audit_files
from plugins.audit.own_site.comparison import Comparison, compare
from plugins.audit.own_site.image_rules import SiteImages
from plugins.audit.own_site.image_rules import problems as image_problems
from plugins.audit.own_site.site_sources import read_sources
from plugins.audit.report import AuditReport, Severity
from plugins.common.failure import CommandError, refuse
from plugins.common.files import read_source
from plugins.common.keys import IMAGES
from plugins.common.problems import Problem, shown_path
from plugins.disclosure.authoring.source_files import ContentFolder
from plugins.disclosure.declared_images import DeclaredImage, read_image
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
    """`check`, then sources and images, and the words that the readers' languages are told in.

    :raises CommandError: as `check` does; with `strict` also for a residue in a source, and for
        what is to be mended of images.
    """
    comparison = check(Path(output) if output else ROOT / "output")
    site = open_content(content)
    left = [str(problem) for problem in residues(site)]
    refuse(left if strict else (), head="AI tools left something behind, {} times.")
    images = [str(problem) for problem in images_to_mend(comparison, site)]
    refuse(images if strict else (), head="There is something to mend of images, {} times.")
    for note in (*left, *images, *_unchecked_words(comparison.languages)):
        console.warn(note)
    console.say(f"{comparison.texts} texts say the same in every form.")


def residues(site: ContentFolder) -> Iterator[Problem]:
    """Each residue of an AI tool in the Markdown articles and pages, in the order of files.

    :raises CommandError: where the settings hold a mistake.
    """
    options, problems = read(site.settings)
    refuse(problems)
    for path in (*site.articles(), *site.pages()):
        yield from find(read_source(path).text, shown_path(path), options.skip)


def images_to_mend(comparison: Comparison, site: ContentFolder) -> Iterator[Problem]:
    """What the built pages show that lacks words or an origin, is too heavy, or is not used."""
    sources = read_sources([*site.articles(), *site.pages()])
    lines = (line for source in sources.every for line in source.document.values(IMAGES))
    read = (read_image(line.value) for line in lines)
    declared = {image.file for image in read if isinstance(image, DeclaredImage)}
    shown = (comparison.shown, comparison.labelled, declared)
    yield from image_problems(SiteImages(comparison.layout, site.content, sources, *shown))


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
