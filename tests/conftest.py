"""Fixtures that several folders of tests share."""

from __future__ import annotations

import locale
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.building import build

# No test asserts a time: a slow machine is no defect of the kit. In CI the examples are the same in
# every run, so that a change is judged by itself; elsewhere each run looks for new ones.
settings.register_profile(
    "kit",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("kit")


@pytest.fixture(autouse=True)
def _same_locale() -> Iterator[None]:
    """Pelican sets the process's locale when it reads settings; the next test has its own again."""
    before = locale.setlocale(locale.LC_ALL)
    yield
    locale.setlocale(locale.LC_ALL, before)


@pytest.fixture(scope="session", name="built_site")
def _built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of tests/sites/demo, built once in preview."""
    output = tmp_path_factory.mktemp("demo") / "output"
    result = build(output)
    assert result.returncode == 0, result.stderr
    return output


@pytest.fixture(scope="session", name="published_site")
def _published_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site built for readers, as a project site below /repo/."""
    output = tmp_path_factory.mktemp("published") / "public"
    options = ("--production", "--allow-undeclared")
    result = build(output, *options, SITEURL="https://demo.example/repo")
    assert result.returncode == 0, result.stderr
    return output
