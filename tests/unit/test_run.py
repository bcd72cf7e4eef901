"""What a run says of Pelican's objects."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from plugins import run as run_module
from plugins.run import Run

NAMES = st.lists(st.text("ab-. ", min_size=1), min_size=1, max_size=4).map("/".join)


@given(st.lists(NAMES, unique=True))
def test_sources_come_in_the_order_of_their_paths(names: list[str]) -> None:
    """A hyphen sorts before a slash, but a folder's files stand together."""
    names = [name for name in names if name == Path(name).as_posix() != "."]
    context: dict[str, Any] = {"generated_content": dict.fromkeys(names)}
    run = Run({}, frozenset(), generators=[SimpleNamespace(context=context)])
    assert run.sources == [(path.as_posix(), None) for path in sorted(map(Path, names))]


def test_a_template_is_ours_unless_a_theme_has_its_own(tmp_path: Path) -> None:
    """Of ours it is known what it looks at."""
    kits = Path(run_module.__file__).parent / "related" / "templates"
    loader = ChoiceLoader([FileSystemLoader(folder) for folder in (tmp_path, kits)])
    for own in (False, True):
        if own:
            (tmp_path / "related").mkdir()
            (tmp_path / "related" / "closing.html").write_text("")
        env = Environment(loader=loader, autoescape=True)
        generator = SimpleNamespace(env=env, drafts_translations=[])
        run = Run({}, frozenset(), generators=[generator])
        assert run.is_ours("related/closing.html") is not own
