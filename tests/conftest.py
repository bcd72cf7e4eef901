"""Fixtures that several folders of tests share."""

from __future__ import annotations

import locale
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings
from xdist.scheduler import LoadScopeScheduling

from commands.test import LONG
from tests import owner
from tests.building import ROOT, SITES, build, once_a_run

os.environ |= {"PYTHONPATH": str(ROOT), owner.SITE: str(SITES / "demo")}
owner.watch()

# No test asserts a time: a slow machine is no defect of the kit. In CI the examples are the same in
# every run, so that a change is judged by itself; elsewhere each run looks for new ones.
settings.register_profile(
    "kit",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.register_profile("long", settings.get_profile("kit"), max_examples=1000)
settings.load_profile("long" if os.environ.get(LONG) else "kit")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what draws examples; whole sites come first, as a small test ends a run best."""
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("random")
    items.sort(key=lambda item: _folder(item.nodeid) == "tests/unit")


class Scheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """One worker gets all tests of a file, to build its sites once; or of the browser's folder."""

    def _split_scope(self, nodeid: str) -> str:
        folder = _folder(nodeid)
        return folder if folder == "tests/browser" else nodeid.split("::", maxsplit=1)[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling:
    """Spread the tests over the workers."""
    return Scheduling(config, log)


def _folder(nodeid: str) -> str:
    return "/".join(nodeid.split("/", maxsplit=2)[:2])


@pytest.fixture(autouse=True)
def _same_locale() -> Iterator[None]:
    """Pelican sets the process's locale when it reads settings; the next test has its own again."""
    before = locale.setlocale(locale.LC_ALL)
    yield
    locale.setlocale(locale.LC_ALL, before)


@pytest.fixture(name="small_disk")
def _small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte; only root may have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if sys.platform != "linux" or subprocess.run(line, check=False, capture_output=True).returncode:
        pytest.skip("no small file system may be mounted here")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.fixture(scope="session", name="built_site")
def _built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of tests/sites/demo, built in preview. Not to be changed."""

    def make(folder: Path) -> None:
        result = build(folder / "output")
        assert result.returncode == 0, result.stderr

    return once_a_run(tmp_path_factory, "demo", make) / "output"


@pytest.fixture(scope="session", name="published_site")
def _published_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site built for readers, as a project site below /repo/. Not to be changed."""

    def make(folder: Path) -> None:
        options = ("--production", "--allow-undeclared")
        result = build(folder / "public", *options, SITEURL="https://demo.example/repo")
        assert result.returncode == 0, result.stderr

    return once_a_run(tmp_path_factory, "published", make) / "public"
