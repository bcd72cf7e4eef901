"""Packages below ``pelican.plugins``: those that PLUGINS names are imported, and no others."""

from __future__ import annotations

import sys
from pathlib import Path

import pelican.plugins
import pytest
from pelican.plugins._utils import load_plugins

from commands.build.settings import faulty_plugins, named_plugins_only


@pytest.fixture(autouse=True)
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three more packages are installed: one is fine, one broken, one nobody asked for."""
    for name in ("kit_fine", "kit_broken", "kit_unwanted"):
        (tmp_path / name).mkdir()
        code = "raise RuntimeError('not today')" if name != "kit_fine" else ""
        (tmp_path / name / "__init__.py").write_text(code, "utf-8")
    monkeypatch.setattr(pelican.plugins, "__path__", [*pelican.plugins.__path__, str(tmp_path)])
    for name in ("kit_fine", "kit_broken", "kit_unwanted"):
        monkeypatch.delitem(sys.modules, f"pelican.plugins.{name}", raising=False)


@pytest.mark.parametrize("name", ["kit_fine", "pelican.plugins.kit_fine"])
def test_a_named_one_is_loaded_alone(name: str) -> None:
    """By its short name, too."""
    settings = {"PLUGINS": [name]}
    assert not [*faulty_plugins(settings)]
    with named_plugins_only(settings):
        loaded = load_plugins(settings)
    assert [module.__name__ for module in loaded] == ["pelican.plugins.kit_fine"]
    assert "pelican.plugins.kit_unwanted" not in sys.modules


@pytest.mark.parametrize("name", ["kit_broken", "pelican.plugins.kit_broken"])
def test_a_broken_one_is_a_mistake_like_any_other(name: str) -> None:
    """With what it said and where."""
    [(named, problem)] = faulty_plugins({"PLUGINS": [name]})
    assert named == name
    assert "does not load: RuntimeError: not today (__init__.py:1)" in str(problem)
