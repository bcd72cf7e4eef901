"""The arrows of the house, read from the imports themselves."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PLUGINS = ROOT / "plugins"
NAMES = sorted(path.name for path in PLUGINS.iterdir() if (path / "adapter.py").is_file())
SHARED = {"common", "html", "wording"}
LIBRARIES = ["audit", *sorted(SHARED)]
"""Packages beside the plugins that know no Pelican and have no `register`."""
ASK_THE_DISCLOSURE = {"feeds", "head", "images", "making", "models", "transparency"}
SAFE = {"article.content|safe", "page.content|safe"}


def _modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def _imports(path: Path) -> Iterator[tuple[str, bool]]:
    """(absolute module name, whether it is imported at the top of the file) for each import."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    top = set(map(id, tree.body))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module, id(node) in top
            yield from ((f"{module}.{alias.name}", id(node) in top) for alias in node.names)


def test_the_plugins_are_where_they_should_be() -> None:
    """The rules below would hold for an empty house too."""
    assert {"disclosure", "related", "feeds"} <= set(NAMES)


@pytest.mark.parametrize("name", [*NAMES, *LIBRARIES])
def test_only_the_adapter_knows_pelican(name: str) -> None:
    """Pure modules take plain values."""
    for path in _modules(PLUGINS / name):
        if path.name != "adapter.py":
            found = [m for m, _ in _imports(path) if m.split(".")[0] in {"pelican", "blinker"}]
            assert not found, f"{path.relative_to(ROOT)} imports {found}"


@pytest.mark.parametrize("name", NAMES)
def test_plugins_stand_alone(name: str) -> None:
    """No plugin imports a command or another; those that print its words may ask the disclosure."""
    allowed = {name, *SHARED, *(["disclosure"] if name in ASK_THE_DISCLOSURE else [])}
    for path in _modules(PLUGINS / name):
        for module, _ in _imports(path):
            first, *rest = module.split(".")
            assert first not in {"commands", "tasks"}, f"{path.relative_to(ROOT)}: {module}"
            if first == "plugins" and rest and path.name != "__main__.py":
                assert rest[0] in allowed, f"{path.relative_to(ROOT)}: {module}"


def test_the_auditor_shares_no_code_with_what_it_audits() -> None:
    """A mistake in what writes a form must not hide itself; names of models are a list of words."""
    for path in _modules(PLUGINS / "audit"):
        for module, _ in _imports(path):
            first, *rest = module.split(".")
            own = first != "plugins" or not rest or rest[0] in {"audit", "common", "html"}
            assert own or rest[:2] == ["disclosure", "model_names"], f"{path}: {module}"


@pytest.mark.parametrize("name", [*NAMES, *LIBRARIES])
def test_imports_inside_a_plugin_are_relative(name: str) -> None:
    """A plugin's folder can be taken along whole."""
    for path in _modules(PLUGINS / name):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(from|import) plugins\b", source, re.MULTILINE), path


@pytest.mark.parametrize("name", NAMES)
def test_every_plugin_has_the_same_shape(name: str) -> None:
    """`__init__` holds register() alone and imports the adapter inside it."""
    tree = ast.parse((PLUGINS / name / "__init__.py").read_text(encoding="utf-8"))
    functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert functions == ["register"]
    assert not [m for m, top in _imports(PLUGINS / name / "__init__.py") if top]


def test_commands_reach_no_adapter() -> None:
    """Commands call Pelican, which calls adapters; or pure modules, directly."""
    for path in _modules(ROOT / "commands"):
        found = [module for module, _ in _imports(path) if ".adapter" in module]
        assert not found, f"{path.relative_to(ROOT)} imports {found}"


def test_tasks_are_thin() -> None:
    """tasks.py names commands and calls them; work is done below."""
    roots = {module.split(".")[0] for module, _ in _imports(ROOT / "tasks.py")}
    assert roots <= {
        "__future__",
        "collections",
        "functools",
        "typing",
        "sys",
        "invoke",
        "commands",
    }


@pytest.mark.parametrize(
    ("start", "heavy"),
    [
        ("import tasks", {"pelican", "numpy", "scipy", "markdown", "lxml"}),
        ("import plugins.related", {"numpy", "scipy", "pelican"}),
        ("import plugins.disclosure.derivation", {"pelican", "numpy", "markdown"}),
        ("import plugins.related.adapter", {"numpy", "scipy"}),
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(start: str, heavy: set[str]) -> None:
    """Seen in a fresh interpreter."""
    code = f"import sys; {start}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not heavy & set(loaded.stdout.split())


def test_what_templates_print_unescaped() -> None:
    """`|safe` stands on the rendered text of an article or page, and on nothing else."""
    found = set()
    for folder in (ROOT / "theme" / "templates", PLUGINS):
        for path in folder.rglob("*.html"):
            source = path.read_text(encoding="utf-8")
            found |= {re.sub(r"\s", "", m) for m in re.findall(r"[\w.]+\s*\|\s*safe\b", source)}
            assert "autoescape false" not in source
    assert found <= SAFE


def test_nothing_claims_to_satisfy_a_law() -> None:
    """The kit records and shows. Only the auditor knows such words, to find them elsewhere."""
    claim = re.compile(r"\b(compliant|exempt|certified|ai[- ]act[- ]ready)\b", re.IGNORECASE)
    kinds = {".py", ".html", ".po", ".toml", ".css", ".md"}
    folders = [ROOT / name for name in ("plugins", "commands", "theme", "content")]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in kinds]
    files += [ROOT / name for name in ("README.md", "HANDBOOK.md", "tasks.py", "pelicanconf.py")]
    assert len(files) > 200
    for path in files:
        if "audit" not in path.relative_to(ROOT).parts:
            found = claim.search(path.read_text(encoding="utf-8"))
            assert not found, f"{path.relative_to(ROOT)}: {found and found[0]}"
