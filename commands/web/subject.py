"""The site that is judged: a copy of it, served as GitHub Pages would, at an address of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from plugins.common.failure import CommandError
from tests.page_types import IS_ARTICLE, pages_of_every_type
from tests.pages_server import PagesServer

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_TEXT = {".html", ".css", ".js", ".json", ".xml", ".txt", ".webmanifest"}


@dataclass(frozen=True)
class Subject:
    """A built site and where it can be asked for."""

    folder: Path
    """As it was built."""
    address: str
    """Its home page as it was built for readers."""
    url: str
    """Its home page while it is served."""
    scratch: Path
    """A folder for what programs write."""

    def pages(self, most: int) -> list[str]:
        """Pages of every type, relative to `url`; `most` as `pages_of_every_type` takes it."""
        chosen = pages_of_every_type(self.folder, most)
        return [path.as_posix().removesuffix("index.html") for path in chosen]

    @property
    def typical(self) -> dict[str, str]:
        """The home page, and of articles without images and of tags those of middle length."""
        texts = {path: path.read_text(encoding="utf-8") for path in self.folder.rglob("*.html")}
        articles = {path: text for path, text in texts.items() if IS_ARTICLE in text}
        plain = {path: text for path, text in articles.items() if "<img" not in text}
        tags = {p: t for p, t in texts.items() if p.relative_to(self.folder).parts[:1] == ("tag",)}
        found = {
            "index": self.folder / "index.html",
            "article": _middle(plain or articles),
            "tag": _middle(tags),
        }
        return {
            name: path.relative_to(self.folder).as_posix().removesuffix("index.html")
            for name, path in found.items()
            if path
        }


def _middle(texts: dict[Path, str]) -> Path | None:
    by_length = sorted(texts, key=lambda path: (len(texts[path]), path))
    return by_length[len(by_length) // 2] if by_length else None


@contextmanager
def served(folder: Path) -> Iterator[Subject]:
    """Serve a copy of `folder` in which the site's own address is that of the server.

    :raises CommandError: where the folder holds no site of the kit.
    """
    index = folder / "index.html"
    named = _CANONICAL.search(index.read_text(encoding="utf-8")) if index.is_file() else None
    if not named:
        raise CommandError(f"{folder}: there is no index.html that names its canonical address.")
    address = urlsplit(named[1])
    with TemporaryDirectory() as scratch:
        copy = Path(scratch, "site")
        with PagesServer(copy, address.path) as server:
            own, here = f"{address.scheme}://{address.netloc}".encode(), server.origin.encode()
            for path in folder.rglob("*"):
                target = copy / path.relative_to(folder)
                if path.is_file():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    content = path.read_bytes()
                    changes = path.suffix in _TEXT
                    target.write_bytes(content.replace(own, here) if changes else content)
            (copy / ".nojekyll").touch()
            yield Subject(folder.resolve(), named[1], server.url, Path(scratch))
