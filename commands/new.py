"""`invoke new`: an article or page to write in, with the identity that feeds need for ever."""

from __future__ import annotations

import shlex
from pathlib import Path
from uuid import uuid4

from plugins.common import keys
from plugins.common.addresses import slug_of
from plugins.common.characters import one_line
from plugins.common.failure import CommandError
from plugins.common.problems import shown_path
from plugins.disclosure.authoring.file_changes import Change, write_all
from plugins.disclosure.authoring.source_files import today

from . import console
from .build.settings import open_content

LONGEST_TITLE = 500


def new(title: str, *, page: bool = False, content: str | None = None) -> None:
    """Write ``<slug>.md`` with the keys that a new text begins with.

    The role is left to be declared: how a text was written is not known before it is.
    :raises CommandError: where the title is empty or the file is there already.
    """
    from pelican.utils import slugify

    site = open_content(content)
    title = one_line(title, LONGEST_TITLE)
    if not title:
        raise CommandError('A text needs a title: invoke new --title "..."')
    substitutions = site.settings["SLUG_REGEX_SUBSTITUTIONS"]
    slug = slug_of(title, lambda name: slugify(name, regex_subs=substitutions))
    folder: Path = site.content / site.settings["PAGE_PATHS" if page else "ARTICLE_PATHS"][0]
    path = folder / f"{slug}.md"
    if path.exists():
        raise CommandError(
            f"{shown_path(path)} is there already. Choose another title or edit that file."
        )
    folder.mkdir(parents=True, exist_ok=True)
    write_all([Change(path, None, _template(title, page=page))])
    console.say(f"{shown_path(path)} is begun, as a draft. When it is written, say how:")
    console.say(f"  invoke disclose --article {shlex.quote(shown_path(path))} --role ...")


def _template(title: str, *, page: bool) -> str:
    values = {"title": title, "date": today(), "id": uuid4()}
    begun = [key for key in keys.EVERY if key.new is not None and not (page and key == keys.DATE)]
    lines = [f"{key}: {(key.new or '').format_map(values)}" for key in begun]
    return "\n".join([*lines, "", ""])
