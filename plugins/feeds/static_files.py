"""The files that a site publishes beside its pages: where readers find each, and how long it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from ..common.addresses import absolute


class Published:
    """The static files of a site, by where they come from and by where readers find them.

    They are `run.StaticFile`s, looked at only. Not asked for `url`: that would settle the place of
    a file which a page may still attach to itself.
    """

    def __init__(
        self,
        statics: Iterable[Any],
        sizes: Mapping[str, int],
        site_url: str,
        theme: Iterable[tuple[str, Path]] = (),
    ) -> None:
        """`sizes` gives the bytes, by address below the site, where they are not the source's.

        `theme` are the folders that the theme publishes, each after its place below the site.
        """
        self._root = absolute(site_url, "")
        self._sizes = sizes
        self._statics = {static.source: static for static in statics}
        self._theme = tuple(theme)

    def address(self, name: str) -> str:
        """The absolute address of a file; empty: there is no such file.

        `name` is its path below the content folder or, of the theme's files, below the site.
        """
        if name in self._statics:
            return absolute(self._root, quote(_url(self._statics[name])))
        for prefix, folder in self._theme:
            below = name.removeprefix(f"{prefix}/")
            if below not in {name, ""} and (folder / below).is_file():
                return absolute(self._root, quote(name))
        return ""

    def size_of(self, address: str) -> int | None:
        """The bytes of the published file at an absolute address; None where nobody knows."""
        if not address.startswith(self._root):
            return None
        url = unquote(urlsplit(address.removeprefix(self._root)).path)
        source = self._sources.get(url)
        if source is None or not source.is_file():
            return None
        return self._sizes.get(url) or source.stat().st_size

    @cached_property
    def _sources(self) -> dict[str, Path]:
        return {_url(static): static.path for static in self._statics.values()}


def _url(static: Any) -> str:
    return unquote(static.place_url)
