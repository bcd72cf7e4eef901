"""The arrows of the house, read from the imports themselves."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import forkserver
from tests.building import files_of

ROOT = Path(__file__).resolve().parent.parent.parent
PLUGINS = ROOT / "plugins"
NAMES = sorted(path.name for path in PLUGINS.iterdir() if (path / "adapter.py").is_file())
SHARED = {"common", "html", "wording"}
LIBRARIES = ["audit", *sorted(SHARED)]
"""Packages beside the plugins that know no Pelican and have no `register`."""
ASK_THE_DISCLOSURE = {"feeds", "head", "images", "making_of", "models", "search", "transparency"}
TAKE_PELICANS_PLACE = {
    f"builds/{name}.py" for name in ("source_reader", "recorded_readers", "text_hashes", "texts")
}
"""Beside the adapters they know Pelican: they do what its readers do."""
KEEP_VALUES = {"kept.py", "outcome.py"}
"""They name what builds remember for a capability, and may ask the memory of builds."""
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
        place = path.relative_to(PLUGINS).as_posix()
        if path.name != "adapter.py" and place not in TAKE_PELICANS_PLACE:
            found = [m for m, _ in _imports(path) if m.split(".")[0] in {"pelican", "blinker"}]
            assert not found, f"{path.relative_to(ROOT)} imports {found}"


@pytest.mark.parametrize("name", NAMES)
def test_plugins_stand_alone(name: str) -> None:
    """No plugin imports a command or another; those that print its words may ask the disclosure."""
    allowed = {name, "article", *SHARED, *(["disclosure"] if name in ASK_THE_DISCLOSURE else [])}
    for path in _modules(PLUGINS / name):
        also = {"adapter.py": {"run"}, "__init__.py": {"registration"}, "__main__.py": {"audit"}}
        also |= {Path(place).name: {"run"} for place in TAKE_PELICANS_PLACE}
        also |= {name: {"builds"} for name in KEEP_VALUES}
        for module, _ in _imports(path):
            first, *rest = module.split(".")
            assert first not in {"commands", "tasks"}, f"{path.relative_to(ROOT)}: {module}"
            if first == "plugins" and rest:
                names = allowed | also.get(path.name, set())
                assert rest[0] in names, f"{path.relative_to(ROOT)}: {module}"


def _name(path: Path) -> str:
    """A file as others import it."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_import_circle() -> None:
    """Wherever an import stands in its file; those for types alone count too, but in run.py.

    A plugin's `__init__` holds `register` alone, which nobody imports.
    """
    paths = [
        path for path in _modules(PLUGINS) if path.parent.parent != PLUGINS or path.stem[0] != "_"
    ]
    files = {_name(path): path for path in paths}
    arrows = {
        name: {
            module
            for module, top in _imports(path)
            if module in files and module != name and (top or name != "plugins.run")
        }
        for name, path in files.items()
    }
    assert sum(map(len, arrows.values())) > len(files)
    while leaves := {name for name, targets in arrows.items() if not targets & arrows.keys()}:
        arrows = {name: targets for name, targets in arrows.items() if name not in leaves}
    assert not arrows, f"a circle among {sorted(arrows)}"


def test_no_string_key_is_shared_between_modules() -> None:
    """State is typed (run.py); a key of settings, context or texts is known to one module."""
    found: dict[str, set[str]] = {}
    for path in _modules(PLUGINS):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else ""
            for key in re.findall(r"\A(?:COLOPHON|colophon)_\w+\Z", str(text)):
                found.setdefault(key, set()).add(_name(path))
    assert {"COLOPHON_RUN", "colophon_disclosure"} <= set(found)
    shared = {key: modules for key, modules in found.items() if len(modules) > 1}
    assert not shared


def test_what_templates_may_use_is_documented() -> None:
    """docs/templates.md has a row for every name that run.py gives to templates, and no other."""
    source = (PLUGINS / "run.py").read_text(encoding="utf-8")
    given = set(re.findall(r'"((?:COLOPHON|colophon)_[A-Za-z_]+)"', source))
    told = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    assert given == set(re.findall(r"`((?:COLOPHON|colophon)_[A-Za-z_]+)`", told))


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
    """`__init__` holds register() alone, which imports Pelican and the adapters when called."""
    _, *body = ast.parse((PLUGINS / name / "__init__.py").read_text(encoding="utf-8")).body
    assert [*map(ast.unparse, body)] == ["from ..registration import register as register"]
    assert not [m for m, top in _imports(PLUGINS / "registration.py") if top]


def test_the_order_written_is_the_order_observed(tmp_path: Path) -> None:
    """Whatever the order of PLUGINS: a real build notes each stage as it runs."""
    result = subprocess.run(
        [sys.executable, "-c", OBSERVED, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    ran, written = json.loads(result.stdout.splitlines()[-1])
    assert len(written) > 30
    # Stages of one moment run again for each generator or text; what counts is who follows whom.
    places = [written.index(name) for name in ran]
    for moment in ("start", "all_read", "before_writing", "written", "end"):
        own = [place for place in places if written[place].startswith(moment)]
        assert own == [n for n, name in enumerate(written) if name.startswith(moment)]
    first = [places.index(place) for place in range(len(written))]
    assert first == sorted(first)


OBSERVED = """
import json, random, sys
from plugins import pipeline
from commands.build.settings import read_settings
from pathlib import Path
from pelican import Pelican
ran = []
def noting(stage):
    def run(*given):
        ran.append(f"{stage.when}: {stage.capability}: {stage.name}")
        stage.function(*given)
    return stage._replace(function=run)
written = [f"{s.when}: {s.capability}: {s.name}" for s in pipeline.STAGES]
pipeline.STAGES = tuple(map(noting, pipeline.STAGES))
settings = read_settings(production=False, settings=Path("tests/sites/demo/site.py").resolve(),
                         overrides={"OUTPUT_PATH": sys.argv[1]})
random.Random(13).shuffle(settings["PLUGINS"])
Pelican(settings).run()
print()
print(json.dumps([ran, written]))
"""


def test_the_folder_works_under_another_name(tmp_path: Path) -> None:
    """It is to be shipped as a package of another name: it builds a whole site as one, too."""
    package = tmp_path / "elsewhere" / "colophon_kit"
    package.parent.mkdir()
    package.symlink_to(PLUGINS, target_is_directory=True)
    settings = tmp_path / "site.py"
    demo = ROOT / "tests" / "sites" / "demo" / "site.py"
    settings.write_text(
        f"exec(open({str(demo)!r}, encoding='utf-8').read())\n"
        f"PATH = {str(demo.parent / 'content')!r}\n"
        "PLUGINS = [name.replace('plugins.', 'colophon_kit.') for name in PLUGINS]\n"
        f"PLUGIN_PATHS = [{str(package.parent)!r}]\n",
        encoding="utf-8",
    )
    outputs = []
    both = f"{ROOT}{os.pathsep}{package.parent}"
    for name, of, path in (("own", demo, str(ROOT)), ("other", settings, both)):
        result = forkserver.run(
            ("-s", str(of), "-o", str(tmp_path / name)),
            module="pelican",
            folder=demo.parent,
            variables={**os.environ, "PYTHONPATH": path},
        )
        assert result.returncode == 0, result.stdout + result.stderr
        outputs.append(files_of(tmp_path / name))
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) > 50


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
        ("import tasks", {"pelican", "numpy", "markdown", "lxml"}),
        ("import plugins.related", {"numpy", "pelican"}),
        ("import plugins.disclosure.derivation", {"pelican", "numpy", "markdown"}),
        ("import plugins.related.adapter", {"numpy"}),
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
    folders = [ROOT / name for name in ("plugins", "commands", "theme")]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in kinds]
    files += [ROOT / name for name in ("README.md", "HANDBOOK.md", "tasks.py")]
    assert len(files) > 200
    for path in files:
        if "audit" not in path.relative_to(ROOT).parts:
            found = claim.search(path.read_text(encoding="utf-8"))
            assert not found, f"{path.relative_to(ROOT)}: {found and found[0]}"
