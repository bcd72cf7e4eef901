"""Planned files stay as the last build left them while what they depend on is the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from markupsafe import Markup
from pelican.utils import SafeDatetime

from plugins.builds.output_tree import MARK, output_tree
from plugins.common.planned_files import PlannedFile, digest
from plugins.run import Run


@dataclass(frozen=True, slots=True)
class _Thing:
    text: str = ""
    number: int | None = None


DAY = datetime(2026, 1, 1, 10, tzinfo=UTC)
APART = [
    ("a", "b"),
    ("ab",),
    (("a",), "b"),
    (_Thing("a"),),
    (_Thing("a", 0),),
    (None,),
    ("",),
    (1,),
    ("1",),
    (True,),
    ("a\udc80",),
    (Markup("a"),),
    (DAY,),
    (DAY.astimezone(timezone(timedelta(hours=2))),),
    (DAY.replace(tzinfo=None),),
    (SafeDatetime(2026, 1, 2),),
]


def test_other_values_have_another_digest() -> None:
    """The same moment in another zone is another value: files show the zone."""
    assert len({digest(*values) for values in APART}) == len(APART)
    assert digest("a", (DAY, None)) == digest("a", (DAY, None))


def test_what_is_not_plain_has_none() -> None:
    """Nobody knows what it says."""
    with pytest.raises(TypeError):
        digest(object())


def _built(output: Path, inputs: object, *, basis: str = "b", path: str = "f/x.xml") -> bool:
    """Whether a build made the file."""
    made: list[str] = []

    def make() -> bytes:
        made.append(path)
        return b"same"

    with output_tree(output) as tree:
        run = Run({"OUTPUT_PATH": str(tree.staging)}, frozenset(), tree=tree, basis=basis)
        run.write_file(MARK, b"{}")
        run.write_planned([PlannedFile(path, lambda: (inputs,), make)])
        tree.publish()
    assert (output / path).read_bytes() == b"same"
    return bool(made)


def test_a_file_is_made_where_something_has_changed(tmp_path: Path) -> None:
    """Its inputs, what all files depend on, its place, or the file itself."""
    output = tmp_path / "out"
    assert _built(output, "a")
    assert not _built(output, "a")
    assert _built(output, "b")
    assert _built(output, "b", basis="c")
    assert not _built(output, "b", basis="c")
    assert _built(output, "b", basis="c", path="f/y.xml")
    (output / "f" / "y.xml").write_bytes(b"other")
    assert _built(output, "b", basis="c", path="f/y.xml")


def test_a_file_of_unknown_inputs_is_made_each_time(tmp_path: Path) -> None:
    """What it depends on cannot be compared."""
    assert _built(tmp_path / "out", object())
    assert _built(tmp_path / "out", object())


def test_where_nothing_may_be_kept_nobody_asks_for_inputs(tmp_path: Path) -> None:
    """Working them out costs, too."""

    def refused() -> tuple[object, ...]:
        raise AssertionError

    run = Run({"OUTPUT_PATH": str(tmp_path)}, frozenset())
    run.write_planned([PlannedFile("x.txt", refused, lambda: b"x")])
    assert (tmp_path / "x.txt").read_bytes() == b"x"
