"""A build that nothing would come of: the same inputs as an earlier one, whose files all stand."""

from __future__ import annotations

import time

import msgspec

from ..common.problems import Problem
from .digests import digest
from .memory import Kind, Memory
from .output_tree import OutputTree


class Done(msgspec.Struct, frozen=True):
    """What a build came to, beside its files."""

    articles: int
    warnings: tuple[Problem | str, ...]
    notes: tuple[Problem, ...]
    files: int
    """How many there are."""
    until: float
    """When another build of the same may come to something else, in seconds of the epoch."""


DONE = Kind[Done]("a build", Done)


def earlier(memory: Memory, inputs: bytes | None, tree: OutputTree) -> Done | None:
    """The build of the same inputs that has left the output folder as it stands now."""
    if inputs is None or not tree.is_whole:
        return None
    found = memory.find(DONE, _key(inputs, tree))
    return found if found and time.time() < found.until else None


def remember(memory: Memory, inputs: bytes | None, tree: OutputTree, done: Done) -> None:
    """Keep what a build came to; `tree` is published."""
    if inputs is not None and done.until:
        warnings = tuple(map(_plain, done.warnings))
        plain = msgspec.structs.replace(
            done, warnings=warnings, notes=tuple(map(_plain, done.notes))
        )
        memory.keep(DONE, _key(inputs, tree), plain)


def _key(inputs: bytes, tree: OutputTree) -> bytes:
    return DONE.key(inputs, digest(str(tree.target).encode(), tree.manifest_digest))


def _plain(remark: Problem | str) -> Problem | str:
    """The same, its words of no class of their own."""
    if not isinstance(remark, Problem):
        return str(remark)
    words = (remark.key, remark.value, remark.message, remark.cure)
    return Problem(str(remark.path), remark.line, *map(str, words))
