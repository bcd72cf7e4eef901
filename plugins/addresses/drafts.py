"""What a published site keeps back: drafts, and the files that only drafts show."""

from __future__ import annotations

from collections.abc import Collection, Iterable

ALWAYS = "extra/"
"""Files below it are the site's own, whoever else shows them."""


def only_of_drafts(
    drafts: Iterable[str], published: Iterable[str], texts: Collection[str]
) -> set[str]:
    """The files, of those that `drafts` link to, that nothing published shows.

    `drafts` and `published` are paths below the content folder. A published text that names the
    file in any other way, such as ``src="/images/x.png"``, keeps it: `texts` are the published
    texts as HTML.
    """
    alone = set(drafts) - set(published)
    names = {path: path.rpartition("/")[2] for path in alone if not path.startswith(ALWAYS)}
    return {path for path, name in names.items() if not any(name in text for text in texts)}
