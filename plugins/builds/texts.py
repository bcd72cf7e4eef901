"""Pelican's articles and pages, with addresses and links that cost no more than they must."""

from __future__ import annotations

import os
from functools import cache

from pelican import contents

from .addresses import AddressValues

MARKS = "[{|](?P<what>.*?)[|}]"
"""Pelican's own `INTRASITE_LINK_REGEX`: how a link within the site begins."""


class _Text(contents.Content):  # type: ignore[misc]  # Pelican ships no types
    """What both share."""

    def _expand_settings(self, key: str, klass: str | None = None) -> str:
        pattern = str(self.settings[f"{klass or type(self).__name__}_{key}".upper()])
        try:
            return pattern.format_map(AddressValues(self))
        except (LookupError, ValueError):  # a pattern with `path`, or a wrong one
            return str(super()._expand_settings(key, klass))

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """The path below the content folder."""
        path, folder = source_path or self.source_path, self.settings.get("PATH")
        if isinstance(path, str) and path.startswith(f"{folder}/") and _is_plain(folder, path):
            return path[len(folder) + 1 :]
        found: str | None = super().get_relative_source_path(source_path)
        return found

    def get_static_links(self) -> set[str]:
        """Files below the content folder to which the text links as such."""
        text = self._content
        if "static" not in text and "attach" not in text:
            return set()
        found: set[str] = super().get_static_links()
        return found

    def _update_content(self, content: str, siteurl: str) -> str:
        known = self.settings["INTRASITE_LINK_REGEX"] == MARKS
        if not content or (known and "{" not in content and "|" not in content):
            return content
        return str(super()._update_content(content, siteurl))


class Article(contents.Article, _Text):  # type: ignore[misc]  # Pelican ships no types
    """Pelican's; named as it is, for Pelican makes names of settings of it."""


class Page(contents.Page, _Text):  # type: ignore[misc]  # Pelican ships no types
    """Pelican's; the same."""


def ours(kind: type) -> type:
    """Our class in the place of one of Pelican's; any other stays."""
    return {contents.Article: Article, contents.Page: Page}.get(kind, kind)


def _is_plain(folder: str, path: str) -> bool:
    """Whether a path below a folder stays as it is where Pelican makes it absolute and relative."""
    return os.sep == "/" and _is_absolute(folder) and os.path.normpath(path) == path


@cache
def _is_absolute(folder: str) -> bool:
    return os.path.abspath(folder) == folder and folder != "/"  # noqa: PTH100 - links stay
