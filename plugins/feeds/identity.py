"""Permanent ids: what a feed reader remembers an entry by (RFC 4287 section 4.2.6).

An id holds no title, date, slug, category or host, so changing any of them makes nothing new:

- `Id` in the front matter that is a UUID becomes ``urn:uuid:`` that UUID;
- one that is an http(s), tag or urn address (an id brought along from another system) stays as is;
- any other text is hashed, so that it is an IRI and still the author's own;
- without `Id`, the path of the source below the content folder is hashed, together with the
  owner's `site_id`, else the site's name: two sites may have a file of one name. Such an id lasts
  as long as the file keeps its place and the site its name.

Hashes are UUIDs of version 5 (RFC 9562 section 5.5) under a namespace of this kit. A site that
moves over from Pelican's own feeds can keep the ids that those gave (`PELICAN`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid5

from ..common.frontmatter import parse
from ..common.keys import ID
from ..common.problems import Problem, shown_path
from ..common.regex import regex

NAMESPACE = UUID("e984758c-7e76-40dd-9b9c-e28f92e11919")
# RFC 3987 leaves out white space, controls and these characters, and % without two digits.
ADDRESS = regex(
    r"(?:https?://(?=[^/?#])|tag:(?=\w)|urn:(?=\w))"
    r"(?:[^\s\x00-\x20\x7f-\x9f<>\"{}|\\^`\[\]%]|%[0-9a-f]{2})+",
    re.IGNORECASE,
)

FILES_NAMED = 3
"""Files that a line about many names."""

KIT, PELICAN = "kit", "pelican"
"""How ids are made where no `Id` is given."""


def entry_id(given: str, source: str, site: str = "") -> str:
    """The id of an article.

    `given` is its `Id` or empty, `source` the path below the content folder with forward slashes,
    `site` as for `feed_id`.
    """
    given = unicodedata.normalize("NFC", given.strip())
    if not given:
        return _hashed("source", site, unicodedata.normalize("NFC", source))
    if uuid := as_uuid(given):
        return uuid.urn
    return given if ADDRESS.fullmatch(given) else _hashed("id", given)


def pelican_entry_id(url: str, published: datetime) -> str:
    """The id that Pelican 4's own feeds give the article at the absolute address `url`.

    It holds host, date and path: ``tag:example.org,2024-01-02:/a.html`` (RFC 4151).
    """
    from feedgenerator import get_tag_uri

    return str(get_tag_uri(url, published))


def feed_id(kind: str, slug: str, site: str) -> str:
    """The id of a feed, one for each list of articles.

    `site` tells this site's feeds from those of others: the owner's `site_id`, else the site's
    name. It is not the host, so that a site may move.
    """
    return _hashed("feed", site, kind, slug)


def as_uuid(text: str) -> UUID | None:
    """`text` as a UUID, or None if it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _hashed(*parts: str) -> str:
    return uuid5(NAMESPACE, "\n".join(parts)).urn


def shared_id(path: Path, other: Path) -> Problem:
    """Two articles with one `Id`, of which a reader would show one; each by its source."""
    field = parse(path.read_text(encoding="utf-8-sig")).fields.get(ID.field)
    return Problem(
        shown_path(path),
        field.number if field else 0,
        ID,
        field.text if field else "",
        f"is already that of {shown_path(other)}",
        "Give this file an Id of its own; two articles with one Id are one to a feed reader.",
    )


def without_id(content: Path, paths: Iterable[Path]) -> Problem:
    """One line for all articles below `content` that have no `Id`, by their sources."""
    names = sorted(path.name for path in paths)
    few = ", ".join(names[:FILES_NAMED]) + (", ..." if len(names) > FILES_NAMED else "")
    noun = "article has" if len(names) == 1 else "articles have"
    told = (
        f"{len(names)} {noun} none ({few}): feed readers know such a text by the place of its file"
        " and the site's name, and take it for a new one when either changes"
    )
    cure = "`invoke ids` writes into each the id that it has now."
    return Problem(shown_path(content), 0, ID, "", told, cure)
