"""The output folder of a build: brought forward by what changed, beside the old one, and exchanged.

Beside the target ``output`` stands ``.output.build`` with

- ``lock``: who builds (lock.py);
- ``manifest``: what the last build left in the target, file by file (manifest.py);
- ``work/tree``: the tree that was there before the last one, and will be there again. Each build
  brings it forward by what it changes; then both exchange their names (exchange.py). Of 20,000
  entries that costs as many looks at the disk; a new tree of hard links costs as many writes, and
  removing the old one as many again;
- ``work/staging``, during a build: where other people's code writes;
- ``search``: what a preview has for the site's search, which is in no folder that is built for one.

The protocol, for whoever writes a site:

1. `output_tree(target)` opens the tree. `staging` is empty; it is the folder that Pelican and its
   plugins are told. A file that anybody creates there, in whatever way, is in the new site.
2. `fingerprint(path)` is what the file of the last build depends on, as its writer said; None where
   it does not stand as that build left it (size, time and inode; with `verify` also its bytes).
   Where the fingerprint is still right, `keep(path)` lets the file stand. Where not,
   `write(path, data, fingerprint)` makes it new; a file that held just this stays, with its time.
   What is in `staging` at the end has precedence over both.
3. `assemble()` completes the new tree and gives its folder, to be read and not to be changed.
   What was neither kept nor written is gone from it.
4. `publish()` puts it in the target's place.

Left without `publish`, the target is as it was; what happened to ``work/tree`` does not matter: it
is compared with the target, entry by entry, before it is used. `write` may be called by processes
that were forked after the tree was opened: each gives its `files` to the one that publishes.
Who reads or changes what others have written into `staging` finds there only what is not kept and
went through no `write`: with plugins that do so, nothing may be kept.

An unchanged file stands in both trees: two links to one inode. Nobody ever opens such a file for
writing: `staging` begins empty and its files are moved, `_place` removes a name before a file is
made. Where there are no hard links, each build copies what stays.

Nothing is synchronised to the disk (fsync): a killed process loses nothing by that, and a site can
be built again. After a power failure, files of another size than the manifest says are written
anew; `verify` finds those that have the size and not the bytes.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from posixpath import dirname, normpath
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import NamedTuple

from ..common.failure import CommandError
from . import lock, manifest
from .exchange import exchange, restore
from .manifest import Entry, digest_of

MARK = "ai-disclosures.json"
"""A file that every site built by the kit has: by it we know a folder as ours to replace."""

_LINK_ITSELF = {"follow_symlinks": False} if os.link in os.supports_follow_symlinks else {}
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_OWN_FILE_SYSTEM = (
    "It is a file system of its own, or a layer of a container:"
    " build into a folder below it (--output)"
)
_SPACE = "Free some space, then build again"
_OWNER = (
    "End the programs that have files of it open, and build as the owner of both it and the"
    " folder around it; or choose another --output"
)
_CURES = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EXDEV: _OWN_FILE_SYSTEM,
    errno.EBUSY: _OWN_FILE_SYSTEM,
    errno.EACCES: _OWNER,
    errno.EPERM: _OWNER,
}


class Found(NamedTuple):
    """What stands below a folder, by its path there with ``/`` between the parts."""

    files: dict[str, os.stat_result]
    folders: set[str]


class Changes(NamedTuple):
    """What a build did to its output folder, in paths of files."""

    written: frozenset[str]
    kept: frozenset[str]
    removed: frozenset[str]


@contextmanager
def output_tree(
    target: Path, *, verify: bool = False, wait: float = lock.WAIT
) -> Iterator[OutputTree]:
    """The tree that will stand at `target`, for the only build that is at work on it.

    With `verify` all bytes of a file must be those that the last build left, for it to stay.

    :raises CommandError: where `target` holds something that the kit has not built, another build
        does not end within `wait` seconds, or the disk refuses.
    """
    with ExitStack() as stack:
        with _explained(target):
            home = home_of(target)
            _refuse_foreign(target, home / "manifest")
            if not home.exists():
                home.mkdir(parents=True)
                (home / ".gitignore").write_text("*\n", encoding="utf-8")
            stack.enter_context(lock.held(home / "lock", str(target), wait))
            tree = OutputTree(target, home, verify=verify)
        stack.callback(shutil.rmtree, tree.staging, ignore_errors=True)
        yield tree


def home_of(target: Path) -> Path:
    """What stands beside `target` for the builds that fill it."""
    return target.with_name(f".{target.name}.build")


class OutputTree:
    """See the module; made by `output_tree`."""

    def __init__(self, target: Path, home: Path, *, verify: bool) -> None:
        self.target = target
        work = _begin(home)
        self.staging = work / "staging"
        """Where others write."""
        self.files: dict[str, Entry] = {}
        """What was kept or written so far, by its path below the folder, with ``/``."""
        self._spare = work / "tree"
        self._aside = home / "replaced"
        self._manifest = home / "manifest"
        restore(self._spare, target, self._aside)
        self._found = scan(target)
        self._remembered = manifest.loaded(self._manifest)
        self._left = dict(self._as_left(verify=verify))
        self._made = set[str]()
        self._assembled: tuple[Path, Changes] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all that the last build left stands in the target, and nothing else."""
        everything = self._left.keys() == self._remembered.keys() == self._found.files.keys()
        return everything and self._found.folders == _folders(self._left)

    @property
    def manifest_digest(self) -> bytes:
        """Names what the last build left, this one once it is published."""
        return manifest.name_of(self._manifest)

    def fingerprint(self, path: str) -> str | None:
        """What the file at `path` depends on, as its writer said; None: it must be written."""
        entry = self._left.get(path)
        return entry.fingerprint if entry else None

    def keep(self, path: str) -> None:
        """Let the file of the last build stand as it is.

        :raises KeyError: where it has no `fingerprint`.
        """
        self.files[path] = self._left[path]

    def standing_folder(self, folder: str, fingerprint: str) -> list[str]:
        """The files below `folder` as the last build left them; none unless they are all there.

        And unless each was written with just this `fingerprint`.
        """
        files = [path for path in self._remembered if path.startswith(f"{folder}/")]
        return files if all(self.fingerprint(path) == fingerprint for path in files) else []

    def write(self, path: str, data: bytes, fingerprint: str = "") -> Entry:
        """Let `path` hold `data`; `fingerprint` names all that these depend on.

        Gives the entry of `files`, for who writes in a forked process.
        """
        if path != normpath(path) or path.startswith(("/", "..")):
            raise ValueError(f"{path!r} is no path below the output folder")
        digest = digest_of(data)
        if stands := self._standing(path, len(data), digest):
            self.files[path] = stands._replace(fingerprint=fingerprint)
        else:
            self.files[path] = _entry(self._create(path, data), digest, fingerprint)
        return self.files[path]

    def assemble(self) -> Path:
        """Complete the new tree; its folder, to be read and not to be changed.

        :raises CommandError: where the disk refuses.
        """
        if self._assembled is None:
            with _explained(self.target):
                self._assembled = self._assemble()
        return self._assembled[0]

    def publish(self) -> Changes:
        """Put the new tree in the target's place.

        :raises CommandError: where the disk refuses; the target is then as it was.
        """
        with _explained(self.target):
            self._assembled = whole, changes = self._assembled or self._assemble()
            if self.files != self._remembered:
                draft = self._manifest.with_suffix(".new")
                draft.write_bytes(manifest.dumped(self.files))
            if whole != self.target:
                exchange(whole, self.target, self._aside)
            if self.files != self._remembered:
                # A build that finds the former manifest, because we were killed before this line,
                # writes anew what does not stand as that says.
                draft.replace(self._manifest)
        return changes

    # --- what stands in the target ---------------------------------------------------------------

    def _as_left(self, *, verify: bool) -> Iterator[tuple[str, Entry]]:
        """The entries whose file is still that which the last build left."""
        for path, entry in self._remembered.items():
            state = self._found.files.get(path)
            same = state and entry[:3] == (state.st_size, state.st_mtime_ns, state.st_ino)
            if state and same and not (verify and self._is_other(path, state, entry.digest)):
                yield path, entry

    def _is_other(self, path: str, state: os.stat_result, digest: str) -> bool:
        return _digest_at(self.target / path, state) != digest

    def _standing(self, path: str, size: int, digest: str) -> Entry | None:
        """The entry of the target's file, if it holds just this; read where nothing is known."""
        state = self._found.files.get(path)
        if state is None or state.st_size != size:
            return None
        if left := self._left.get(path):
            return left if left.digest == digest else None
        return None if self._is_other(path, state, digest) else _entry(state, digest)

    # --- the new tree ----------------------------------------------------------------------------

    def _assemble(self) -> tuple[Path, Changes]:
        staged = scan(self.staging)
        moved = dict(self._staged(staged))
        site, found = self.files, self._found.files
        kept = {p for p, entry in site.items() if p in found and found[p].st_ino == entry.inode}
        changes = Changes(
            frozenset(site.keys() - kept), frozenset(kept), frozenset(found.keys() - site.keys())
        )
        folders = {*staged.folders, *_folders(site)}
        if not (changes.written or changes.removed) and folders == self._found.folders:
            return self.target, changes
        self._make("")
        spare = self._pruned(folders)
        self._move(staged, moved)
        for path in kept:
            if spare.get(path) != site[path].inode:
                site[path] = self._bring(path, site[path])
        return self._spare, changes

    def _staged(self, staged: Found) -> Iterator[tuple[str, Entry]]:
        """What others wrote, if it does not stand in the target already."""
        for path, state in staged.files.items():
            place = self.staging / path
            if not (S_ISREG(state.st_mode) or S_ISLNK(state.st_mode)):
                place.unlink()  # a socket, a pipe
                continue
            entry = _entry(state, _digest_at(place, state))
            if stands := self._standing(path, state.st_size, entry.digest):
                self.files[path] = stands._replace(fingerprint="")
            else:
                self.files[path] = entry
                yield path, entry

    def _pruned(self, folders: set[str]) -> dict[str, int]:
        """The inodes of the spare tree's files, after those that the new one lacks have gone."""
        files, there = dict[str, int](), set[str]()
        for path, entry, is_folder in _below(self._spare):
            if is_folder:
                there.add(path)
            else:
                files[path] = entry.inode()
        for path in files.keys() - self.files.keys():
            (self._spare / path).unlink()
        for folder in sorted(there - folders, reverse=True):
            (self._spare / folder).rmdir()
        return files

    def _move(self, staged: Found, moved: Iterable[str]) -> None:
        """Move files that others wrote into the spare tree, new folders as a whole."""
        whole = set[str]()
        for folder in sorted(staged.folders):
            if dirname(folder) in whole:
                whole.add(folder)
            elif not os.path.lexists(place := self._spare / folder):
                (self.staging / folder).rename(place)
                whole.add(folder)
        for path in moved:
            if dirname(path) not in whole:
                (self.staging / path).replace(self._place(path))

    def _bring(self, path: str, entry: Entry) -> Entry:
        """Let the spare tree hold the target's file, too."""
        source, place = self.target / path, self._place(path)
        try:
            os.link(source, place, **_LINK_ITSELF)
        except OSError:  # a file system without links, or somebody else's file
            shutil.copy2(source, place, follow_symlinks=False)
            return _entry(os.lstat(place), entry.digest, entry.fingerprint)
        return entry

    def _create(self, path: str, data: bytes) -> os.stat_result:
        """Write a new file of the spare tree; by descriptors, as thousands take a tenth of a build.

        It is created, not opened: whatever links the former had keep their bytes.
        """
        self._make(dirname(path))
        place = f"{self._spare}/{path}"
        try:
            file = os.open(place, _NEW, 0o666)
        except FileExistsError:
            file = os.open(self._place(path), _NEW, 0o666)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
            return os.fstat(file)
        finally:
            os.close(file)

    def _place(self, path: str) -> Path:
        """Where `path` stands in the spare tree, with nothing there and its folder made."""
        folder = dirname(path)
        self._make(folder)
        place = self._spare / path
        try:
            place.unlink(missing_ok=True)
        except OSError:
            if place.is_symlink() or not place.is_dir():
                raise
            shutil.rmtree(place)
        return place

    def _make(self, folder: str) -> None:
        """Make a folder of the spare tree; no link in its place may lead elsewhere."""
        if folder in self._made:
            return
        if folder:
            self._make(dirname(folder))
        place = f"{self._spare}/{folder}"
        try:
            os.mkdir(place)  # noqa: PTH102 - one of thousands
        except FileExistsError:
            if not S_ISDIR(os.lstat(place).st_mode):
                Path(place).unlink()
                Path(place).mkdir()
        self._made.add(folder)


def scan(folder: Path) -> Found:
    """What stands below `folder`; nothing where it is missing. Links are files."""
    files, folders = dict[str, os.stat_result](), set[str]()
    for path, entry, is_folder in _below(folder):
        if is_folder:
            folders.add(path)
        else:
            files[path] = os.lstat(entry.path)  # Windows' own scandir knows no inode
    return Found(files, folders)


def _below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str], bool]]:
    """All that stands below `folder`, by its path there, and whether it is a folder."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            entries = os.scandir(f"{folder}/{below}")
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                path, is_folder = below + entry.name, entry.is_dir(follow_symlinks=False)
                if is_folder:
                    waiting.append(f"{path}/")
                yield path, entry, is_folder


def _folders(paths: Iterable[str]) -> set[str]:
    """Every folder in which something stands, and those around it."""
    folders = set[str]()
    for innermost in {path.rpartition("/")[0] for path in paths}:
        folder = innermost
        while folder and folder not in folders:
            folders.add(folder)
            folder = dirname(folder)
    return folders


def _entry(state: os.stat_result, digest: str, fingerprint: str = "") -> Entry:
    return Entry(state.st_size, state.st_mtime_ns, state.st_ino, digest, fingerprint)


def _digest_at(path: Path, state: os.stat_result) -> str:
    """Of a file's bytes, or of a link's aim; of what cannot be read, one that nothing else has."""
    try:
        if S_ISLNK(state.st_mode):
            return f"link {digest_of(os.fsencode(path.readlink()))}"
        if S_ISREG(state.st_mode):
            return digest_of(path.read_bytes())
    except OSError:
        pass
    return f"unread {path}"


def _begin(home: Path) -> Path:
    """The folder in which a build works, with an empty ``staging``.

    After a build that was killed it has another name: a worker that has outlived that build must
    not write into this one.
    """
    work, other = home / "work", home / "work-2"
    if other.exists():
        work, other = other, work
    if (work / "staging").exists():
        shutil.rmtree(other, ignore_errors=True)
        work = work.rename(other)
        shutil.rmtree(work / "staging")
    (work / "staging").mkdir(parents=True)
    return work


def _refuse_foreign(target: Path, left: Path) -> None:
    """`left` is the manifest of the last build, where there is one."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise CommandError(f"{target} is not a folder. Choose another --output.")
    if target.is_dir() and any(target.iterdir()) and not _is_ours(target, left):
        raise CommandError(
            f"{target} holds files that no build has made (it lacks {MARK}), and a build replaces"
            " the whole folder. Choose another --output, or empty this one."
        )


def _is_ours(target: Path, left: Path) -> bool:
    """Whether a site of the kit stands there, or what is left of one."""
    if (target / MARK).is_file():
        return True
    entries = manifest.loaded(left).items()
    return any(_stands(target / path, entry) for path, entry in entries)


def _stands(path: Path, entry: Entry) -> bool:
    try:
        state = os.lstat(path)
    except OSError:
        return False
    return entry[:3] == (state.st_size, state.st_mtime_ns, state.st_ino)


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    """Tell what a disk refused, and what helps."""
    try:
        yield
    except OSError as error:
        cure = _CURES.get(error.errno or 0, "Choose another --output")
        raise CommandError(f"{error.filename or target}: {error.strerror}. {cure}.") from error
