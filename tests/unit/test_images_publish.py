"""Published copies: replaced, never written through, left alone where nothing is to say."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from plugins.images.image_read import publish, read_image
from tests import pictures


def test_a_symbolic_link_is_replaced(tmp_path: Path) -> None:
    """Its target, the author's own file, keeps its bytes."""
    source, copy = tmp_path / "source.png", tmp_path / "copy.png"
    source.write_bytes(pictures.png())
    copy.symlink_to(source)
    publish(copy, "generated")
    assert source.read_bytes() == pictures.png()
    assert not copy.is_symlink()
    assert pictures.statements(copy.read_bytes()) == [pictures.GENERATED]


def test_time_and_rights_stay_and_no_second_run_writes(tmp_path: Path) -> None:
    """A file that says so already is not even opened for writing."""
    path = tmp_path / "a.png"
    path.write_bytes(pictures.png())
    path.chmod(0o640)
    os.utime(path, (1, 1_000_000_000))
    publish(path, "edited")
    found = path.stat()
    assert (found.st_mtime, stat.S_IMODE(found.st_mode)) == (1_000_000_000, 0o640)
    publish(path, "edited")
    assert path.stat().st_ino == found.st_ino
    assert [each.name for each in tmp_path.iterdir()] == ["a.png"]


def test_what_cannot_be_marked_is_as_it_was(tmp_path: Path) -> None:
    """A broken file keeps its bytes; a signed one loses its signature, which is told."""
    path = tmp_path / "a.png"
    path.write_bytes(pictures.png()[:40])
    assert read_image(path, "generated").unmarked
    publish(path, "generated")
    assert path.read_bytes() == pictures.png()[:40]
    path.write_bytes(pictures.png(pictures.png_chunk(b"caBX", b"jumdc2pa")))
    assert read_image(path, "generated").unsigned
    publish(path, "generated")
    assert not read_image(path, "generated").unsigned
