"""What is written in the files: HTML as the Nu checker and html-validate see it, and links."""

from __future__ import annotations

import re
from urllib.parse import unquote

from plugins.common.failure import CommandError

from .figures import Figure, none_of
from .programs import PINNED, lines, package, report
from .subject import Subject

OUR_OWN = re.compile(
    r"Attribute “ai-(?:disclosure|model|provider|prompt-url)” not allowed "
    r"on element “[a-z0-9]+” at this point\."
)
"""The one message of the Nu checker that may come: HTML does not know these attributes (yet)."""
_DEAD = re.compile(r"^not ok \d+ (.+)\n(?:  .*\n)*?    at: (.+)", re.MULTILINE)
"""In hyperlink's report (TAP): what could not be found, and where it is asked for."""


def nu(subject: Subject) -> list[Figure]:
    """Everything the Nu HTML checker says of all pages, warnings and remarks too.

    The files are read as they were built: hashes in their policies hold for those bytes.
    """
    jar = package("vnu-jar") / "build" / "dist" / "vnu.jar"
    options = ["--skip-non-html", "--format", "json", "--stdout", str(subject.folder)]
    command = ["java", "-jar", str(jar), *options]
    found = [
        (f"{_page(subject, message['url'])}:{message.get('lastLine', 1)}", message["message"])
        for message in report(command, subject.scratch / "nu.json")["messages"]
        if not OUR_OWN.fullmatch(message["message"])
    ]
    return [_said("Nu", found, subject)]


def html_validate(subject: Subject) -> list[Figure]:
    """What html-validate finds by its recommended rules; exceptions stand in tests/web/."""
    options = ["--config", str(PINNED / "html-validate.json"), "--formatter", "json"]
    script = package("html-validate") / "bin" / "html-validate.mjs"
    command = ["node", str(script), *options, "--ext", "html", str(subject.folder)]
    pages = report(command, subject.scratch / "html-validate.json")
    found = [
        (
            f"{_page(subject, page['filePath'])}:{message['line']}",
            f"{message['ruleId']}: {message['message']}",
        )
        for page in pages
        for message in page["messages"]
    ]
    return [_said("html-validate", found, subject)]


def links(subject: Subject) -> list[Figure]:
    """Links, files and fragments that are not there, within the site; others are not asked."""
    script = package("hyperlink") / "lib" / "cli.js"
    options = ["--recursive", "--internal", "--canonicalroot", subject.address]
    command = ["node", str(script), *options, "index.html"]
    told = lines(command, subject.scratch / "links.tap", at=subject.folder)
    checked = re.search(r"^# tests +(\d+)$", told, re.MULTILINE)
    if not checked:
        raise CommandError(f"{' '.join(command)}\nended early:\n{told}")
    found = [f"{place}: {what}" for what, place in _DEAD.findall(told)]
    return [none_of("links", "within the site", found, f"{checked[1]} links")]


def _page(subject: Subject, path: str) -> str:
    """A file, or its ``file:`` address, as a path in the site."""
    return unquote(path).rpartition(f"{subject.folder}/")[2]


def _said(check: str, found: list[tuple[str, str]], subject: Subject) -> Figure:
    """Each message once, with how often it was said and where first."""
    places: dict[str, list[str]] = {}
    for place, message in found:
        places.setdefault(message, []).append(place)
    told = tuple(f"{len(at)} × {message} ({at[0]})" for message, at in places.items())
    pages = sum(1 for _ in subject.folder.rglob("*.html"))
    return Figure(check, "all pages", f"{len(found)} in {pages} pages", "0", not found, told)
