"""Which pages of a built site stand for all of them: of every type some."""

from __future__ import annotations

from pathlib import Path

_LEADS_ON = 'http-equiv="refresh"'
"""In a page that nobody sees, as it redirects at once."""
IS_ARTICLE = 'property="og:type" content="article"'
"""In the head of every article, whatever the theme."""


def pages_of_every_type(site: Path, most: int) -> list[Path]:
    """Pages relative to `site`: of one folder at most `most` articles and as many others.

    Pages of one type lie in one folder, so each is found without knowing the site's addresses; at
    the root there are articles, and beside them pages of all types, of which none is left out.
    """
    groups: dict[tuple[Path, bool], list[Path]] = {}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if _LEADS_ON not in text:
            file = path.relative_to(site)
            groups.setdefault((file.parent.parent, IS_ARTICLE in text), []).append(file)
    root = groups.get((Path(), False), [])
    assert Path("index.html") in root, f"{site} holds no built site"
    return [file for group in groups.values() for file in _spread(group, most, root)]


def _spread(files: list[Path], most: int, whole: list[Path]) -> list[Path]:
    """At most `most` of them, evenly, the first among them; all of the group `whole`."""
    return files if files is whole else files[:: -(-len(files) // most)]
