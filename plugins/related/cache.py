"""What a build leaves to the next: a file that may be thrown away at any time.

With it or without, lists and links are the same.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from . import safe_pickle
from .engine import LanguageState
from .links.link_cache import LinkCache
from .lists.update import CachedLists
from .reading import KeptPage

PLUGINS = Path(__file__).parent.parent
FILES = ("related/**/*.py", "related/data/*", "common/*.py", "html/*.py", "wording/*.py")
"""What decides on what is kept; below the folder of the plugins."""

LIBRARIES = ("lxml", "numpy", "snowballstemmer")

NAME = "related"
SITES = 4
"""Files kept: whoever builds one folder after another gets no heap of them."""


@dataclass(slots=True)
class RelatedCache:
    """What a build keeps for the next, which brings it up to date."""

    pages: dict[str, KeptPage] = field(default_factory=dict)
    """By id."""

    languages: dict[str, LanguageState] = field(default_factory=dict)
    """By language."""

    lists: dict[str, CachedLists] = field(default_factory=dict)
    """By language."""

    links: LinkCache = field(default_factory=LinkCache)


def cache_file(folder: Path, content: str) -> Path:
    """Where the cache of the site with that content folder is kept."""
    return folder / f"{NAME}-{blake2b(content.encode(), digest_size=6).hexdigest()}.pickle"


def load_cache(path: Path) -> RelatedCache:
    """The cache in a file; an empty one if there is none that can be used."""
    found = safe_pickle.read(path, _code_hash())
    return found if isinstance(found, RelatedCache) else RelatedCache()


def save_cache(cached: RelatedCache, path: Path) -> None:
    """Keep `cached`; a disk that refuses costs the next build time, no more."""
    try:
        safe_pickle.write(cached, path, _code_hash())
        others = sorted(path.parent.glob(f"{NAME}-*"), key=lambda p: p.stat().st_mtime)
        for old in others[:-SITES]:
            old.unlink()
    except OSError:
        # There is no room, or another build has been tidying up at the same time.
        return


@cache
def _code_hash() -> str:
    """A hash of all that decides on what is kept, but for the articles."""
    libraries = [f"{name} {version(name)}" for name in LIBRARIES]
    digest = blake2b(" ".join([sys.version, *libraries]).encode(), digest_size=16)
    for path in sorted(path for pattern in FILES for path in PLUGINS.glob(pattern)):
        digest.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
