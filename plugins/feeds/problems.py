"""What an owner or author is told of ids and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..article import Article
from ..common.frontmatter import parse
from ..common.keys import ID
from ..common.problems import Problem, shown_path

NAMED = 3
"""Files that a line about many names."""


def shared_id(article: Article, other: Article) -> Problem:
    """Two articles with one `Id`, of which a reader would show one."""
    field = parse(article.path.read_text(encoding="utf-8-sig")).fields.get(ID.field)
    return Problem(
        shown_path(article.path),
        field.number if field else 0,
        ID,
        field.text if field else "",
        f"is already that of {shown_path(other.path)}",
        "Give this file an Id of its own; two articles with one Id are one to a feed reader.",
    )


def without_id(content: Path, articles: Sequence[Article]) -> Problem:
    """One line for all articles below `content` that have no `Id`."""
    names = sorted(article.path.name for article in articles)
    few = ", ".join(names[:NAMED]) + (", ..." if len(names) > NAMED else "")
    noun = "article has" if len(names) == 1 else "articles have"
    told = (
        f"{len(names)} {noun} none ({few}): feed readers know such a text by the place of its file"
        " and the site's name, and take it for a new one when either changes"
    )
    cure = "`invoke ids` writes into each the id that it has now."
    return Problem(shown_path(content), 0, ID, "", told, cure)


def nameless_site() -> Problem:
    """A feed without a title, and without an author where nobody else is named."""
    cure = "Give the site a name: readers list its feeds by it."
    return Problem("pelicanconf.py", 0, "SITENAME", "", "is empty", cure)


def missing_picture(option: str, file: str) -> Problem:
    """An icon or logo that readers would not find."""
    message = "is not among the files that the site publishes"
    cure = "Put it into content/images/ and write, for example, ‘images/icon.png’."
    return Problem("pelicanconf.py", 0, f"FEEDS[{option!r}]", file, message, cure)
