"""What is written in the files: HTML as the Nu checker and html-validate see it, and links."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from plugins.common.failure import CommandError

from .figures import Figure, none_of
from .programs import PINNED, lines, package, report
from .subject import Subject

_OUR_OWN = re.compile(
    r"Attribute “ai-(?:disclosure|model|provider|prompt-url)” not allowed "
    r"on element “[a-z0-9]+” at this point\."
)
"""HTML does not know these attributes (yet)."""
_INLINE = (
    "Inline script violates Content Security Policy (meta tag): blocked by “script-src” directive "
    "(missing “‘unsafe-inline’” or nonce/hash)."
)
_DATA = '<script type="application/ld+json">'
"""Of this it says so by mistake: HTML ends at a block of data before it asks the policy ("prepare
the script element"), and no browser refuses one."""
_LOOPBACK = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
_DEAD = re.compile(r"^not ok \d+ (.+)\n(?:  .*\n)*?    at: (.+)", re.MULTILINE)
"""In hyperlink's report (TAP): what could not be found, and where it is asked for."""


def expected(message: dict[str, Any]) -> bool:
    """Whether a message of the Nu checker is no fault of the page's."""
    start, length = message.get("hiliteStart", 0), message.get("hiliteLength", 0)
    element = message.get("extract", "")[start : start + length]
    said: str = message["message"]
    return bool(_OUR_OWN.fullmatch(said)) or (said, element) == (_INLINE, _DATA)


def nu(subject: Subject) -> list[Figure]:
    """Everything the Nu HTML checker says of all pages, warnings and remarks too.

    It asks for them over HTTP: of a file it cannot know that the site's own host is 'self'.
    """
    jar = package("vnu-jar") / "build" / "dist" / "vnu.jar"
    pages = subject.pages(sys.maxsize)
    options = ["--format", "json", "--stdout", *(subject.url + quote(page) for page in pages)]
    command = ["java", _LOOPBACK, "-jar", str(jar), *options]
    found = [
        (
            f"{unquote(message['url']).removeprefix(subject.url)}:{message.get('lastLine', 1)}",
            message["message"],
        )
        for message in report(command, subject.scratch / "nu.json")["messages"]
        if not expected(message)
    ]
    return [_said("Nu", found, len(pages))]


def html_validate(subject: Subject) -> list[Figure]:
    """What html-validate finds by its recommended rules; exceptions stand in tests/web/."""
    options = ["--config", str(PINNED / "html-validate.json"), "--formatter", "json"]
    script = package("html-validate") / "bin" / "html-validate.mjs"
    command = ["node", str(script), *options, "--ext", "html", str(subject.folder)]
    pages = report(command, subject.scratch / "html-validate.json")
    found = [
        (
            f"{Path(page['filePath']).relative_to(subject.folder)}:{message['line']}",
            f"{message['ruleId']}: {message['message']}",
        )
        for page in pages
        for message in page["messages"]
    ]
    return [_said("html-validate", found, len(subject.pages(sys.maxsize)))]


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


def _said(check: str, found: list[tuple[str, str]], pages: int) -> Figure:
    """Each message once, with the places where it was said: how many, and the first."""
    places: dict[str, list[str]] = {}
    for place, message in found:
        places.setdefault(message, []).append(place)
    told = tuple(f"{len(at)} × {message} ({at[0]})" for message, at in places.items())
    return Figure(check, "all pages", f"{len(found)} in {pages} pages", "0", not found, told)
