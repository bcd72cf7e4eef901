"""Whether a folder is a site that may be put online: complete, regular and within the limits.

Limits: GitHub Pages serves at most 1 GB a site; Git at GitHub takes at most 100 MB a file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from plugins.common.failure import CommandError

REQUIRED = ("index.html", "404.html")
FEEDS = ("feeds/all.atom.xml", "feeds/all.rss.xml", "feeds/all.json")
"""Of which there is one at least."""
SITE_LIMIT = 1_000_000_000
FILE_LIMIT = 100 * 1024 * 1024

_NAMED = 5


def files_of(folder: Path) -> dict[str, Path]:
    """Every file of *folder* by its path in the site, sorted; CommandError if it is no site.

    All that is wrong comes in one message. A symbolic link is refused because the contents of
    its target would be published, wherever that lies.
    """
    if not folder.is_dir():
        raise CommandError(f"{folder}: no such folder. Build the site first.")
    files = dict(sorted((path.relative_to(folder).as_posix(), path) for path in _walk(folder)))
    problems = [*_missing(files), *_irregular(files, folder), *_too_large(files)]
    if problems:
        raise CommandError("\n  ".join([f"{folder} is not published:", *problems]))
    return files


def _walk(folder: Path) -> Iterator[Path]:
    """Files and links; a link to a folder is not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(path)
            else:
                yield path


def _missing(files: dict[str, Path]) -> Iterator[str]:
    feeds = () if any(name in files for name in FEEDS) else FEEDS[:1]
    for name in (*(name for name in REQUIRED if name not in files), *feeds):
        yield f"{name} is missing: this is not a complete site. Build it again."


def _irregular(files: dict[str, Path], folder: Path) -> Iterator[str]:
    links = [name for name, path in files.items() if path.is_symlink()]
    strange = [name for name, path in files.items() if name not in links and not path.is_file()]
    for kind, offenders in (
        ("a symbolic link; put the file itself there", links),
        ("neither file nor folder; remove it", strange),
        ("a name Git cannot take; rename it", [n for n in files if not _is_name(n)]),
    ):
        for name in offenders[:_NAMED]:
            yield f"{_shown(name)} is {kind}."
        if len(offenders) > _NAMED:
            yield f"... and {len(offenders) - _NAMED} more such files in {folder.name}."


def _is_name(name: str) -> bool:
    """fast-import reads a path to the line's end and takes a first quotation mark for its own."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    inside_git = any(part.lower() == ".git" for part in name.split("/"))
    return not (inside_git or name.startswith('"') or any(ord(sign) < ord(" ") for sign in name))


def _too_large(files: dict[str, Path]) -> Iterator[str]:
    sizes = {name: path.lstat().st_size for name, path in files.items()}
    for name, size in sizes.items():
        if size > FILE_LIMIT:
            yield f"{_shown(name)} has {size / 1e6:.0f} MB; GitHub takes 100 MB a file."
    total = sum(sizes.values())
    if total > SITE_LIMIT:
        yield f"The site has {total / 1e6:,.0f} MB; GitHub Pages takes 1 GB. Make pictures smaller."


def _shown(name: str) -> str:
    """A name fit for a terminal: what cannot be printed appears as an escape."""
    printable = name.encode("utf-8", "backslashreplace").decode()
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in printable)
