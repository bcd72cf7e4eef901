"""The output folder: brought forward by what changed, put in place whole, mended after whatever."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.builds import exchange, lock, manifest
from plugins.builds.output_tree import MARK, Changes, output_tree
from plugins.common.failure import CommandError
from tests.building import ROOT, files_of
from tests.examples import examples

Site = dict[str, tuple[str, str]]
"""Path to content, and how it gets into the tree."""

WAYS = ("staged", "written", "kept")
BLOWS = "delete alter touch folder link add empty_folder hidden_link hidden_delete".split()
PATHS = ["a", "a/b", "a/b/c", "d/index.html", "e/f/g.html", "é ü", "h.txt"]


def _no_file_in_anothers_way(site: Site) -> bool:
    return not any(after.startswith(f"{path}/") for path in site for after in site)


contents = st.sampled_from(["", "one", "two", "six", "longer"])
sites = st.dictionaries(
    st.sampled_from(PATHS), st.tuples(contents, st.sampled_from(WAYS)), max_size=6
).filter(_no_file_in_anothers_way)
damages = st.lists(st.tuples(st.sampled_from(BLOWS), st.sampled_from(PATHS)), max_size=4)


def build(target: Path, site: Site, *, verify: bool = False, wait: float = 0.0) -> Changes:
    """What a writer does: keep what has the right fingerprint, else write it."""
    with output_tree(target, verify=verify, wait=wait) as tree:
        for path, (content, way) in {**site, MARK: ("{}", "kept")}.items():
            if way == "staged":
                place = tree.staging / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content.encode())
            elif way == "kept" and tree.fingerprint(path) == f"of {content}":
                tree.keep(path)
            else:
                tree.write(path, content.encode(), f"of {content}")
        return tree.publish()


def holds(target: Path, site: Site) -> bool:
    """Whether the folder holds just this, and no folder more."""
    wanted = {path: content.encode() for path, (content, _) in site.items()} | {MARK: b"{}"}
    folders = {str(p) for path in wanted for p in Path(path).parents} - {"."}
    found = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_dir()}
    return files_of(target) == wanted and found == folders


def hurt(target: Path, blow: str, path: str, outside: Path) -> None:
    """What a hand, or another program, does to built files."""
    hidden = target.with_name(".output.build") / "work" / "tree"
    place = (hidden if blow.startswith("hidden") else target) / path
    if blow == "empty_folder":
        empty = target / path.replace("/", "-")
        if not empty.exists():
            (empty / "deeper").mkdir(parents=True)
        return
    if blow == "add":
        place = target / f"{path}-added"
    if place.is_dir() or (not place.exists() and blow != "add") or not place.parent.is_dir():
        return
    if blow in {"alter", "touch", "add"}:
        place.write_text("by hand" if blow != "touch" else place.read_text("utf-8"), "utf-8")
        os.utime(place, ns=(1, 1))
        return
    place.unlink()
    if blow == "folder":
        (place / "deeper").mkdir(parents=True)
    elif blow.endswith("link"):
        place.symlink_to(outside)


@contextmanager
def every_inode_unchanged(target: Path, aside: Path) -> Iterator[None]:
    """Give each built file one more link: who writes into it in place is seen at that."""
    hidden = target.with_name(".output.build") / "work" / "tree"
    aside.mkdir()
    for number, path in enumerate((*target.rglob("*"), *hidden.rglob("*"))):
        if path.is_file() and not path.is_symlink():
            os.link(path, aside / str(number))
    before = files_of(aside)
    yield
    assert files_of(aside) == before
    shutil.rmtree(aside)


@contextmanager
def nothing(_target: Path, _aside: Path) -> Iterator[None]:
    """Watch nothing."""
    yield


Watch = Callable[[Path, Path], AbstractContextManager[None]]


def same_time(before: dict[str, tuple[bytes, int]], target: Path) -> bool:
    """Whether what holds the same is as old as before."""
    after = state(target)
    same = (path for path in after if path in before and before[path][0] == after[path][0])
    return all(before[path] == after[path] for path in same)


def state(target: Path) -> dict[str, tuple[bytes, int]]:
    """Bytes and time of every file."""
    return {
        path: (data, (target / path).stat().st_mtime_ns) for path, data in files_of(target).items()
    }


Steps = list[tuple[Site, list[tuple[str, str]]]]
steps_of = st.lists(st.tuples(sites, damages), min_size=2, max_size=5)


def run(steps: Steps, watch: Watch = every_inode_unchanged) -> None:
    """Build one site after another into one folder, with damage done between them."""
    with tempfile.TemporaryDirectory() as name:
        target, outside = Path(name, "output"), Path(name, "outside")
        outside.mkdir()
        (outside / "b").write_text("of somebody else", "utf-8")
        for site, damage in steps:
            before, theirs = state(target), files_of(outside)  # damage may reach it by a link
            with watch(target, Path(name, "aside")):
                changes = build(target, site)
            assert files_of(outside) == theirs
            assert holds(target, site)
            assert same_time(before, target)
            assert changes.written | changes.kept == files_of(target).keys()
            assert changes.removed.isdisjoint(files_of(target))
            for blow, path in damage:
                hurt(target, blow, path, outside)


@examples(30, 2000)
@given(steps_of)
def test_every_build_leaves_just_its_site(steps: Steps) -> None:
    """Whatever stood there, in whatever way files are written, after damage by hand too.

    A file that holds what it held keeps its time; no file is ever written in place.
    """
    run(steps)


@examples(12, 500)
@given(steps_of)
def test_two_renames_do_the_same(steps: Steps) -> None:
    """Where names cannot be exchanged in one step."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exchange, "in_one_step", lambda *_: False)
        run(steps)


@examples(12, 500)
@given(steps_of)
def test_copies_do_the_same(steps: Steps) -> None:
    """Where a file cannot have two names."""

    def refuse(*_: object, **_options: object) -> None:
        raise PermissionError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "link", refuse)
        run(steps, watch=nothing)


def test_an_edit_costs_what_it_changes(tmp_path: Path) -> None:
    """Files that stay have two names, in both trees; the one that changed has its own."""
    target = tmp_path / "output"
    site = {f"{n}/index.html": (f"page {n}", "kept") for n in range(20)}
    for edition in range(4):
        site["7/index.html"] = (f"edition {edition}", "kept")
        changes = build(target, site)
    assert changes.written == {"7/index.html"}
    assert len(changes.kept) == 20
    links = {path: (target / path).stat().st_nlink for path in site}
    assert links == dict.fromkeys(site, 2) | {"7/index.html": 1}


def test_what_changed_one_build_earlier_is_brought_forward(tmp_path: Path) -> None:
    """The other tree is two builds old."""
    target = tmp_path / "output"
    for edited in (None, "a", "b", "c", None, "a"):
        site = {path: (f"{path == edited}", way) for path, way in zip("abc", WAYS, strict=True)}
        build(target, site)
        assert holds(target, site)


@pytest.mark.parametrize("blow", BLOWS)
def test_damage_by_hand_is_mended(tmp_path: Path, blow: str) -> None:
    """Of files that a writer would keep, and with nothing else to do."""
    target, outside = tmp_path / "output", tmp_path / "outside"
    outside.mkdir()
    site = {f"{way}/index.html": ("one", way) for way in WAYS}
    for edition in ("one", "two", "two"):
        build(target, {**site, "edition": (edition, "kept")})
    for path in site:
        hurt(target, blow, path, outside)
    build(target, {**site, "edition": ("two", "kept")})
    assert holds(target, {**site, "edition": ("two", "kept")})
    build(target, {**site, "edition": ("three", "kept")})
    assert holds(target, {**site, "edition": ("three", "kept")})


def test_nothing_new_changes_nothing(tmp_path: Path) -> None:
    """Not even the folder, which somebody may have open."""
    target = tmp_path / "output"
    site = {"a/b": ("one", "kept"), "c": ("two", "staged")}
    build(target, site)
    before = target.stat()
    assert build(target, site) == Changes(frozenset(), frozenset({*site, MARK}), frozenset())
    assert target.stat() == before


def test_bytes_changed_behind_its_back_are_found_by_reading(tmp_path: Path) -> None:
    """Same size, same time, same file: only `verify` sees it."""
    target = tmp_path / "output"
    site = {"a": ("right", "kept"), "b": ("other", "staged")}
    build(target, site)
    for path in site:
        before = (target / path).stat()
        (target / path).write_text("wrong", "utf-8")
        os.utime(target / path, ns=(before.st_atime_ns, before.st_mtime_ns))
    build(target, site)
    assert not holds(target, site)
    build(target, site, verify=True)
    assert holds(target, site)


def test_what_is_not_published_leaves_everything(tmp_path: Path) -> None:
    """Whatever was written until then, into either folder."""
    target = tmp_path / "output"
    build(target, {"a": ("one", "kept"), "b": ("two", "kept")})
    before = state(target)
    with output_tree(target) as tree:
        tree.write("a", b"changed")
        (tree.staging / "c").write_text("new", "utf-8")
        tree.assemble()
    assert state(target) == before
    assert not tree.staging.exists()


def test_what_is_assembled_is_whole_before_it_is_published(tmp_path: Path) -> None:
    """A production build reads it back before readers get it."""
    target = tmp_path / "output"
    build(target, {"a": ("one", "kept"), "b": ("two", "kept")})
    with output_tree(target) as tree:
        tree.keep("a")
        tree.write(MARK, b"{}", "of {}")
        (tree.staging / "c").write_text("three", "utf-8")
        assert files_of(tree.assemble()) == {"a": b"one", "c": b"three", MARK: b"{}"}
        assert files_of(target) == {"a": b"one", "b": b"two", MARK: b"{}"}
        assert tree.publish().removed == {"b"}
    assert files_of(target) == {"a": b"one", "c": b"three", MARK: b"{}"}


@pytest.mark.parametrize("path", ["/etc/passwd", "../a", "..", "a/../../b", "a//b", "./a"])
def test_no_path_leads_out_of_the_tree(tmp_path: Path, path: str) -> None:
    """Nor has a file two names there."""
    with output_tree(tmp_path / "output") as tree, pytest.raises(ValueError, match="no path"):
        tree.write(path, b"")


def test_links_and_special_files(tmp_path: Path) -> None:
    """A link that a plugin makes stays a link; a pipe is not published, and nobody waits for it."""
    target = tmp_path / "output"
    for _ in range(3):
        with output_tree(target) as tree:
            tree.write(MARK, b"")
            (tree.staging / "link").symlink_to("/nowhere")
            (tree.staging / "empty folder").mkdir()
            if hasattr(os, "mkfifo"):
                os.mkfifo(tree.staging / "empty folder" / "pipe")
            tree.publish()
        assert {path.name for path in target.rglob("*")} == {MARK, "link", "empty folder"}
        assert (target / "link").readlink() == Path("/nowhere")


@pytest.mark.parametrize("damage", [b"", b"x", None], ids=["cut", "changed", "foreign"])
def test_a_manifest_that_cannot_be_trusted_counts_as_none(
    tmp_path: Path, damage: bytes | None
) -> None:
    """The next build is right, and what holds the same keeps its time."""
    target = tmp_path / "output"
    site = {"a": ("one", "kept"), "b/c": ("two", "kept")}
    build(target, site)
    before = state(target)
    path = tmp_path / ".output.build" / "manifest"
    whole = path.read_bytes()
    assert set(manifest.loaded(path)) == {*site, MARK}
    for place in range(0, len(whole), 7) if damage is not None else [0]:
        altered = b"{}" if damage is None else whole[:place] + damage + whole[place + 1 :]
        path.write_bytes(altered[:place] if damage == b"" else altered)
        assert manifest.loaded(path) == {}
    build(target, site)
    assert state(target) == before
    assert path.read_bytes() == whole


def test_a_folder_that_no_build_has_made_is_refused(tmp_path: Path) -> None:
    """And nothing is left beside it."""
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(CommandError, match="no build has made"):
        build(tmp_path / "output", {})
    assert [path.name for path in tmp_path.rglob("*")] == ["output", "thesis.txt"]


def test_what_a_build_has_left_is_known_without_its_mark(tmp_path: Path) -> None:
    """It was deleted, or the site has no disclosure and so none; a new folder is foreign."""
    target, site = tmp_path / "output", {"a": ("one", "kept")}
    build(target, site)
    (target / MARK).unlink()
    (target / "b").write_text("by hand", "utf-8")
    build(target, site)
    assert holds(target, site)
    shutil.rmtree(target)
    target.mkdir()
    (target / "a").write_text("one", "utf-8")
    with pytest.raises(CommandError, match="no build has made"):
        build(target, site)


# --- who builds -----------------------------------------------------------------------------------

OTHER = """
import sys, time
from pathlib import Path
from plugins.builds.output_tree import output_tree
with output_tree(Path(sys.argv[1])) as tree:
    tree.write("half", b"written")
    (tree.staging / "rest").write_text("unwritten")
    print("building", flush=True)
    time.sleep(60)
"""


def other(script: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
    """A process of its own, as a build is."""
    line = [sys.executable, "-c", script, *map(str, arguments)]
    given = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(line, env=given, stdout=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload, no-any-return]  # options are Popen's


def test_who_builds_is_named_and_a_killed_build_holds_nothing_back(tmp_path: Path) -> None:
    """What it wrote is in nobody's way, either."""
    target = tmp_path / "output"
    with other(OTHER, target) as building:
        assert building.stdout
        assert building.stdout.readline() == "building\n"
        with pytest.raises(CommandError, match=f"process {building.pid} on .* since 20"):
            build(target, {})
        building.kill()
        building.wait()
        build(target, {"a": ("one", "kept")})
    assert holds(target, {"a": ("one", "kept")})


def test_a_build_waits_for_one_that_ends_soon(tmp_path: Path) -> None:
    """Two at once are one after the other."""
    target = tmp_path / "output"
    with other(OTHER.replace("sleep(60)", "sleep(0.3); tree.publish()"), target) as building:
        assert building.stdout
        building.stdout.readline()
        build(target, {"a": ("one", "kept")}, wait=60)
    assert holds(target, {"a": ("one", "kept")})


def test_a_worker_that_outlives_a_killed_build_writes_into_nothing(tmp_path: Path) -> None:
    """It knows the paths of its own build alone."""
    target = tmp_path / "output"
    build(target, {"a/b": ("one", "kept")})
    build(target, {"a/b": ("two", "kept")})
    with other(OTHER, target) as building:
        assert building.stdout
        building.stdout.readline()
        late = [path for path in tmp_path.glob(".output.build/work*/*") if path.is_dir()]
        assert {path.name for path in late} == {"tree", "staging"}
        building.kill()
    with output_tree(target) as tree:
        assert not any(path.exists() for path in late)
        tree.write(MARK, b"")
        tree.publish()
    assert set(files_of(target)) == {MARK}


def test_where_the_file_system_knows_no_locks_a_build_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There its owner has to see to it."""

    def refuse(_file: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(lock, "_lock", refuse)
    build(tmp_path / "output", {"a": ("one", "kept")})
    assert holds(tmp_path / "output", {"a": ("one", "kept")})


# --- what is served is whole ----------------------------------------------------------------------

EDITIONS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from tests.unit.test_builds_output_tree import build, edition
number = int(sys.argv[2])
while True:
    number += 1
    build(Path(sys.argv[1]), edition(number), wait=60)
    print(number, flush=True)
"""


def edition(number: int) -> Site:
    """Sites that differ in most files, and in which files there are."""
    some = [n for n in range(40) if (n + number) % 5]
    return {
        f"{n}/index.html": (f"{number if n % 3 else 0}", WAYS[(n + number) % 3]) for n in some
    } | {"number": (str(number), "kept")}


@pytest.mark.parametrize("kills", [2, pytest.param(200, marks=pytest.mark.long)])
def test_killed_at_any_moment(tmp_path: Path, kills: int) -> None:
    """What is served is one whole edition, and never missing; the next build is right."""
    target, number = tmp_path / "output", 0
    build(target, edition(0))
    for _ in range(kills):
        with other(EDITIONS, target, number, ROOT) as building:
            assert building.stdout
            building.stdout.readline()
            end = time.monotonic() + random.uniform(0, 0.1)  # noqa: S311 - no secret
            while time.monotonic() < end:
                assert (target / MARK).is_file()
            building.kill()
        number = int((target / "number").read_text("utf-8"))
        assert holds(target, edition(number))
    build(target, edition(number + 1))
    assert holds(target, edition(number + 1))


@pytest.mark.parametrize("renames", [1, 2])
def test_killed_between_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    """Where names are not exchanged in one step: the next build gives the folder its name back."""
    target, left = tmp_path / "output", renames
    build(target, edition(0))
    build(target, edition(1))

    def rename(source: Path, place: Path) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        source.rename(place)

    with monkeypatch.context() as patch:
        patch.setattr(exchange, "in_one_step", lambda *_: False)
        patch.setattr(exchange, "_rename", rename)
        with pytest.raises(KeyboardInterrupt):
            build(target, edition(2))
    assert target.exists() == (renames == 2)
    with output_tree(target):
        pass
    assert holds(target, edition(renames))
    build(target, edition(3))
    assert holds(target, edition(3))


def test_two_renames_take_the_first_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program on Windows has a file of the new folder open."""
    target = tmp_path / "output"
    build(target, edition(0))
    build(target, edition(1))
    plain = exchange._rename

    def rename(source: Path, place: Path) -> None:
        if source.name == "tree":
            raise PermissionError(13, "Permission denied", str(source))
        plain(source, place)

    monkeypatch.setattr(exchange, "in_one_step", lambda *_: False)
    monkeypatch.setattr(exchange, "_rename", rename)
    with pytest.raises(CommandError, match=r"Permission denied\. End the programs"):
        build(target, edition(2))
    assert holds(target, edition(1))


@pytest.mark.parametrize("way", ["staged", "written"])
def test_a_full_disk_leaves_the_last_site(small_disk: Path, way: str) -> None:
    """However much of the new one has found room; with room, the next build is right."""
    target = small_disk / "output"
    build(target, edition(0))
    build(target, edition(1))
    before = state(target)
    for room in (0, 4096, 20_000, 100_000):
        free = shutil.disk_usage(small_disk).free
        (small_disk / "film").write_bytes(b"x" * max(free - room, 0))
        with pytest.raises((CommandError, OSError), match="No space left"):
            build(target, {f"{n}/big": (f"{n}" * 5000, way) for n in range(40)})
        assert state(target) == before
        (small_disk / "film").unlink()
    build(target, edition(2))
    assert holds(target, edition(2))


def test_a_file_system_of_its_own_is_refused(small_disk: Path) -> None:
    """It cannot be renamed; a folder below it can."""
    with pytest.raises(CommandError, match="build into a folder below it"):
        build(small_disk, {"a": ("one", "kept")})
    build(small_disk / "output", {"a": ("one", "kept")})
    assert holds(small_disk / "output", {"a": ("one", "kept")})


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Root may do all; nobody may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="folders there know no owner's bits")
def test_a_folder_that_may_not_be_written_is_left_alone() -> None:
    """It belongs to somebody else; the report says what helps."""
    with tempfile.TemporaryDirectory() as name:
        target = Path(name, "output")
        build(target, edition(0))
        build(target, edition(1))
        every = [Path(name), *Path(name).rglob("*")]
        for path in every:
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            with (
                as_somebody_else(),
                pytest.raises(CommandError, match=r"Permission denied.* build as the owner"),
            ):
                build(target, edition(2))
        finally:
            for path in every:
                path.chmod(0o755)
        assert holds(target, edition(1))


def test_an_unreadable_file_that_stays_needs_no_reading(tmp_path: Path) -> None:
    """It is linked; where it has to be read, it is written anew."""
    target = tmp_path / "output"
    site = {"a": ("one", "kept"), "b": ("two", "staged")}
    build(target, site)
    (target / "a").chmod(0)
    build(target, {**site, "c": ("three", "kept")})
    assert (target / "a").stat().st_size == 3
    (tmp_path / ".output.build" / "manifest").unlink()
    build(target, site)
    (target / "a").chmod(0o644)
    assert holds(target, site)
