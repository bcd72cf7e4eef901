"""What the author of a reStructuredText or HTML source wrote into its metadata, with lines.

Pelican gives plugins the values mixed with the defaults of the site and of folders; who declared
something, and in which line, stands only in the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from ..common.frontmatter import Field, Line

RST = {".rst"}
HTML = {".html", ".htm"}
RST_FIELD = re.compile(r":(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")

HOW = {
    **dict.fromkeys(RST, "in the field list under the title, as ‘:{key}: {value}’"),
    **dict.fromkeys(HTML, 'in its head, as ‘<meta name="{key}" content="{value}">’'),
}
"""Where and how a key is written by hand, by the source's ending."""


def written(source: str, suffix: str) -> Mapping[str, Field] | None:
    """The metadata in `source` by lower-case key; None where its notation is not known.

    Of a value only the first line is given.
    """
    if suffix in RST:
        return _rst(source)
    return _html(source) if suffix in HTML else None


def _rst(source: str) -> dict[str, Field]:
    """The first field list (docutils: the bibliographic fields), whatever stands above it."""
    found: dict[str, Field] = {}
    for number, line in enumerate(source.splitlines(), 1):
        match = RST_FIELD.match(line)
        if match:
            found[match["key"].lower()] = _field(match["key"], match["value"].strip(), number)
        elif found and line.strip() and not line.startswith((" ", "\t")):
            break
    return found


def _html(source: str) -> dict[str, Field]:
    reader = _Metas()
    reader.feed(source)
    return reader.found


class _Metas(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Field] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a named meta element."""
        given = dict(attrs)
        name = given.get("name") if tag == "meta" else None
        if name:
            value = (given.get("content") or "").strip()
            self.found[name.lower()] = _field(name, value, self.getpos()[0])


def _field(key: str, value: str, number: int) -> Field:
    return Field(key, (Line(number, value),), (number,))
