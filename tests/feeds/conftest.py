"""Builds of tests/sites/feeds, each by Pelican in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.forkserver import run

SITE = Path(__file__).parents[1] / "sites" / "feeds"
ALL_PLUGINS = [
    f"plugins.{name}" for name in ("sources", "addresses", "disclosure", "images", "head", "feeds")
]


@dataclass(frozen=True)
class Built:
    """A built site and what Pelican said."""

    output: Path
    log: str

    def feeds(self) -> dict[str, bytes]:
        """Every feed by its path."""
        found = (self.output / "feeds").rglob("*")
        files = sorted(path for path in found if path.suffix in {".xml", ".json"})
        return {file.relative_to(self.output).as_posix(): file.read_bytes() for file in files}

    def pages(self) -> dict[str, str]:
        """Every page by its path."""
        files = sorted(self.output.rglob("*.html"))
        return {file.relative_to(self.output).as_posix(): file.read_text("utf-8") for file in files}


Build = Callable[..., Built]


def run_pelican(content: Path, output: Path, **settings: Any) -> Built:
    """Build the site at `content` with `settings` on top of the test site's own."""
    given = [f"{key}={json.dumps(value)}" for key, value in settings.items()]
    options = ["-o", str(output), "-s", str(SITE / "pelicanconf.py")]
    options += ["-e", *given] if given else []
    variables = {**os.environ, "COLUMNS": "1000"}
    variables.pop("PYTHONHASHSEED", None)
    arguments = (str(content), *options)
    done = run(arguments, module="pelican", folder=output.parent, variables=variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(output, done.stdout + done.stderr)


@pytest.fixture(name="build")
def build_fixture(tmp_path: Path) -> Build:
    """Build a copy of the test site; `edit` may change its content folder first."""

    def build(edit: Callable[[Path], None] | None = None, **settings: Any) -> Built:
        folder = tmp_path / f"build-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(SITE / "content", folder / "content")
        if edit:
            edit(folder / "content")
        return run_pelican(folder / "content", folder / "output", **settings)

    return build


@pytest.fixture(name="plain", scope="session")
def plain_fixture(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site with feeds and head alone, at the root of its host."""
    return run_pelican(SITE / "content", tmp_path_factory.mktemp("plain") / "output")


@pytest.fixture(name="disclosed", scope="session")
def disclosed_fixture(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site with the disclosure, below a path of its host, with a password in its address."""
    output = tmp_path_factory.mktemp("disclosed") / "output"
    address = "https://user:secret-word@feeds.example/repo"
    return run_pelican(SITE / "content", output, PLUGINS=ALL_PLUGINS, SITEURL=address)


@pytest.fixture(name="beside", scope="session")
def beside_fixture(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site with the disclosure, and an undeclared article named under every other one."""
    output = tmp_path_factory.mktemp("beside") / "output"
    paths = [str(SITE.parents[2]), str(SITE / "plugins")]
    plugins = ["plugins.disclosure", "plugins.head", "plugins.feeds", "beside"]
    return run_pelican(SITE / "content", output, PLUGINS=plugins, PLUGIN_PATHS=paths)
