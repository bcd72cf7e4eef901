"""What a run says of Pelican's objects."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plugins.run import Run

NAMES = st.lists(st.text("ab-. ", min_size=1), min_size=1, max_size=4).map("/".join)


@given(st.lists(NAMES, unique=True))
def test_sources_come_in_the_order_of_their_paths(names: list[str]) -> None:
    """A hyphen sorts before a slash, but a folder's files stand together."""
    names = [name for name in names if name == Path(name).as_posix() != "."]
    context: dict[str, Any] = {"generated_content": dict.fromkeys(names)}
    run = Run({}, frozenset(), generators=[SimpleNamespace(context=context)])
    assert run.sources == [(path.as_posix(), None) for path in sorted(map(Path, names))]
