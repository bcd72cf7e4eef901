"""What builds remember: values, each under the hash of all that it was made of.

They are rows of one SQLite file; a large one is a file of its own beside it. A value that is found
is as good as one made anew, so nothing is ever out of date; what nobody asks for any more is
dropped when the files grow. Values are of declared types and are checked against them when they are
read: a file that is damaged, foreign or of another version gives nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from .digests import code_digest, digest
from .encoding import Decoder, Refused, decoder, encode
from .large_values import CHECK, LargeValues, checksum

Value = TypeVar("Value")

FILE = "builds.sqlite"
LARGE_FILES = "builds"
"""Folder of the large values; the name of each is its key."""
LAYOUT = 2
"""Of the file; one with another number is thrown away."""

LARGEST = 512 * 1024 * 1024
"""Bytes of the file, and of the large values, above which what this build did not use goes."""
LARGE = 256 * 1024
"""Bytes from which a value is a file of its own."""

AT_ONCE = 500
"""Keys in one question to the file."""
UNUSED = 4
"""So many times the values that a build uses are kept of a sort that is kept together."""
CROWDED = 32 * 1024 * 1024
"""Bytes of new values that are worth writing before the end."""

WAIT = 2.0
"""Seconds to wait for another build that writes at this moment."""
BUSY = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
)
"""Errors that say nothing about what is in the file."""


@dataclass(frozen=True)
class Kind(Generic[Value]):
    """One sort of value: its name, which is part of every key, and its type."""

    name: str
    type: Any
    """Dataclasses, structs, named tuples, plain values and arrays (encoding.py)."""
    together: bool = False
    """Whether all values are one row: of thousands of small ones, most are found in each build."""
    outlives_code: bool = False
    """Whether the code is no part of the keys: they name what makes the values otherwise."""

    @cached_property
    def decoder(self) -> Decoder[Value]:
        """Reads bytes as a value of the type, or refuses them."""
        return decoder(self.type)

    def key(self, *parts: bytes) -> bytes:
        """The key of a value that was made of `parts`, and by the code as it is."""
        code = b"" if self.outlives_code else code_digest()
        return digest(self.name.encode(), code, *parts)


class Memory:
    """The values that earlier builds kept; closed, those of this one are in the file too."""

    def __init__(self, folder: Path | None) -> None:
        """`folder` None: nothing is found and nothing kept."""
        self._path = folder and folder / FILE
        self._new: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._written: set[bytes] = set()
        self._dropped: set[bytes] = set()
        self._tables: dict[bytes, _Table] = {}
        self._is_copy = False
        self._file = _opened(self._path) if self._path else None
        self._large = LargeValues(self._path.with_name(LARGE_FILES)) if self._path else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def find(self, kind: Kind[Value], key: bytes) -> Value | None:
        """The value under a key; None: there is none, or none that can be trusted."""
        data = self._table(kind).find(key) if kind.together else self._find(key)
        if data is None:
            return None
        try:
            return kind.decoder.decode(data)
        except Refused:
            return None

    def find_encoded(self, key: bytes) -> bytes | None:
        """The same, for who decodes it later."""
        data = self._find(key)
        return bytes(data) if isinstance(data, memoryview) else data

    def find_all_encoded(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The same of many keys; what is not found is left out."""
        asked = list(dict.fromkeys(keys))
        found: dict[bytes, bytes] = {}
        for first in range(0, len(asked), AT_ONCE):
            found |= self._rows(asked[first : first + AT_ONCE])
        self._used |= found.keys()
        apart = (key for key in asked if key in self._new or (self._large and key in self._large))
        return found | {key: data for key in apart if (data := self.find_encoded(key)) is not None}

    def _find(self, key: bytes) -> bytes | memoryview | None:
        data = self._new.get(key) or self._read(key)
        if data is not None:
            self._used.add(key)
        return data

    def keep(self, kind: Kind[Value], key: bytes, value: Value) -> None:
        """Keep a value for the next build, but for one with a text that is no Unicode."""
        if self._file is not None:
            with suppress(UnicodeEncodeError):
                data = encode(value)
                if kind.together:
                    self._table(kind).keep(key, data)
                else:
                    self.keep_encoded(key, data)

    def keep_encoded(self, key: bytes, data: bytes) -> None:
        """The same of a value that another process has encoded."""
        if self._file is not None:
            self._used.add(key)
            self._dropped.discard(key)
            self._written.discard(key)
            self._new.pop(key, None)
            if self._large is None or len(data) < LARGE or not self._large.write(key, data):
                self._new[key] = data

    def kept_by(self, work: Callable[[], object]) -> dict[bytes, bytes]:
        """What `work` keeps, encoded; for a forked process, which must not use the file."""
        self._new, self._is_copy = {}, True
        work()
        return self._new

    def uses(self, keys: Iterable[bytes]) -> None:
        """Count values as asked for: what was made of them is at hand."""
        self._used.update(keys)

    def drop(self, key: bytes) -> None:
        """Forget a value that no build will ask for."""
        self._used.discard(key)
        self._new.pop(key, None)
        self._dropped.add(key)

    def relieve(self) -> None:
        """Write what is new before the end, where it is so much that it crowds what is worked on.

        What is known to be dropped soon had better be dropped first.
        """
        if self._file is not None and sum(map(len, self._new.values())) > CROWDED:
            with suppress(sqlite3.Error):
                self._write(self._file)
                give_back()

    def close(self) -> None:
        """Write what is new; a disk that refuses costs the next build time, no more."""
        if self._file is None:
            return
        for key, table in self._tables.items():
            if table.is_new:
                self.keep_encoded(key, encode(table.kept()))
        with suppress(sqlite3.Error):
            self._write(self._file)
            self._tidy(self._file)
        if self._large is not None:
            replaced = self._dropped | self._written | self._new.keys()
            self._large.tidy(self._used, replaced, LARGEST)
        self._file.close()
        self._file = None

    def _read(self, key: bytes) -> bytes | memoryview | None:
        if self._file is None or key in self._dropped:
            return None
        if self._large is not None and (large := self._large.read(key)) is not None:
            return large
        return self._rows([key]).get(key)

    def _rows(self, keys: list[bytes]) -> dict[bytes, bytes]:
        """The sound values of the file under these keys."""
        if self._file is None or self._is_copy:
            return {}
        asked = f"SELECT key, data FROM kept WHERE key IN ({','.join('?' * len(keys))})"  # noqa: S608 - marks alone
        with suppress(sqlite3.Error):
            rows = self._file.execute(asked, keys).fetchall()
            return {key: data[CHECK:] for key, data in rows if _is_sound(key, data)}
        return {}

    def _table(self, kind: Kind[Any]) -> _Table:
        place = kind.key(b"together")
        if place not in self._tables:
            data = self._find(place)
            found: dict[bytes, bytes] = {}
            if data is not None:
                with suppress(*Refused):
                    found = _TABLE.decode(data)
            self._tables[place] = _Table(found)
        return self._tables[place]

    def _write(self, file: sqlite3.Connection) -> None:
        rows = ((key, checksum(key, data) + data) for key, data in self._new.items())
        with file:
            file.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)
            file.executemany("DELETE FROM kept WHERE key = ?", ((key,) for key in self._dropped))
        self._written.update(self._new)
        self._new.clear()

    def _tidy(self, file: sqlite3.Connection) -> None:
        pages, size = (file.execute(f"PRAGMA {of}").fetchone()[0] for of in _SIZE_OF)
        if pages * size > LARGEST:
            with file:
                file.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY)")
                file.executemany("INSERT INTO used VALUES (?)", ((key,) for key in self._used))
                file.execute("DELETE FROM kept WHERE key NOT IN (SELECT key FROM used)")
            file.execute("VACUUM")


class _Table:
    """Values of one sort, encoded, by their keys."""

    def __init__(self, found: dict[bytes, bytes]) -> None:
        self._found = found
        self._used: dict[bytes, bytes] = {}
        self.is_new = False

    def find(self, key: bytes) -> bytes | None:
        data = self._found.get(key)
        if data is not None:
            self._used[key] = data
        return data

    def keep(self, key: bytes, data: bytes) -> None:
        self._found[key] = self._used[key] = data
        self.is_new = True

    def kept(self) -> dict[bytes, bytes]:
        """What the next build gets: of what this one did not use, no more than a few times that."""
        most = len(self._used) * UNUSED
        return self._found if len(self._found) <= most else self._used


_TABLE = decoder(dict[bytes, bytes])


def _is_sound(key: bytes, data: Any) -> bool:
    return isinstance(data, bytes) and data[:CHECK] == checksum(key, data[CHECK:])


_SIZE_OF = ("page_count", "page_size")


def give_back() -> None:
    """Let the system have the memory that is free in this process; glibc keeps most of it."""
    import ctypes

    with suppress(AttributeError, OSError, TypeError):  # another system's library
        ctypes.CDLL(None).malloc_trim(0)


def forget(folder: Path) -> None:
    """Remove all that builds remember in a folder."""
    former = folder.glob("related-*.pickle")  # until November 2026
    for path in (*_files(folder / FILE), *former):
        path.unlink(missing_ok=True)
    LargeValues(folder / LARGE_FILES).clear()


def _files(path: Path) -> Iterator[Path]:
    """The file and those that SQLite keeps beside it."""
    return (path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal"))


def _opened(path: Path) -> sqlite3.Connection | None:
    """The file, made where there is none, made anew where it is not ours; None: it cannot be."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _connected(path)
        except OSError:
            return None
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) in BUSY:
                return None
        with suppress(OSError):
            forget(path.parent)
    return None


def _connected(path: Path) -> sqlite3.Connection:
    """:raises sqlite3.Error: where the file is not one of this layout."""
    file = sqlite3.connect(path, timeout=WAIT)
    try:
        _prepare(file)
    except sqlite3.Error:
        file.close()
        raise
    return file


def _prepare(file: sqlite3.Connection) -> None:
    # A build that is killed loses nothing; one whose machine loses power, its last values.
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = NORMAL")
    found = file.execute("PRAGMA user_version").fetchone()[0]
    if found == 0:
        file.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, data BLOB)")
        file.execute(f"PRAGMA user_version = {LAYOUT}")
    elif found != LAYOUT:
        raise sqlite3.DatabaseError(f"layout {found}")
