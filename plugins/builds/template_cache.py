"""Jinja's compiled templates, kept from build to build: compiling costs more than rendering.

Jinja's own cache knows a template's source alone. What it compiles depends on more: on options, on
which filters there are and how they are called, and on what those of constants give, which it works
out beforehand. Here the first two are part of what names the code; a template in which a filter
that is not Jinja's may be worked out beforehand is not kept.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER
from operator import itemgetter
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.compiler import CodeGenerator
from jinja2.defaults import DEFAULT_POLICIES
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

MOST = 500
"""So many templates are kept; when there are more, all of them go."""
OPTIONS = """
    block_start_string block_end_string variable_start_string variable_end_string
    comment_start_string comment_end_string line_statement_prefix line_comment_prefix trim_blocks
    lstrip_blocks newline_sequence keep_trailing_newline optimized autoescape is_async
    newstyle_gettext
""".split()
"""Attributes of an environment that decide how its templates are compiled."""


class TemplateCache(BytecodeCache):
    """Compiled templates in a folder, a file each; a damaged or foreign one counts as none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamps: dict[Environment, tuple[tuple[dict[str, Any], ...], str]] = {}
        self._missing: dict[str, str] = {}

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The template's code, if it is here; Jinja compiles it if not."""
        key = self.get_cache_key(name, filename)
        stamp = self._stamp(environment)
        bucket = Bucket(
            environment, key, _digest(stamp.encode(), source.encode("utf-8", "replace"))
        )
        if stamp:
            self._missing[key] = source
            self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code, if it was compiled of this source in this way."""
        with suppress(OSError):
            head, _, data = (self._folder / bucket.key).read_bytes().partition(b"\n")
            if head == _digest(bucket.checksum.encode(), data).encode():
                bucket.code = marshal.loads(data)  # noqa: S302 - just what we have written, by its digest

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, if nothing is in it that another build would work out otherwise."""
        source = self._missing.pop(bucket.key, None)
        if source is None or _is_worked_out(bucket.environment, source):
            return
        data = marshal.dumps(bucket.code)
        head = _digest(bucket.checksum.encode(), data).encode()
        with suppress(OSError):  # the next build compiles it again
            self._make_room()
            draft = self._folder / f"{bucket.key}.{os.getpid()}"
            draft.write_bytes(head + b"\n" + data)
            draft.replace(self._folder / bucket.key)

    def _make_room(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = list(self._folder.iterdir())
        for path in kept if len(kept) >= MOST else ():
            path.unlink()

    def _stamp(self, environment: Environment) -> str:
        state = (environment.filters, environment.tests, vars(environment))
        before, stamp = self._stamps.get(environment, ((), ""))
        if state != before:
            stamp = stamp_of(environment)
            self._stamps[environment] = tuple(map(dict, state)), stamp
        return stamp


def stamp_of(environment: Environment) -> str:
    """Names all that a template comes to beside its source; empty: it cannot be named."""
    options = [getattr(environment, name, None) for name in OPTIONS]
    plain = (
        type(environment) is Environment
        and environment.code_generator_class is CodeGenerator
        and environment.undefined is jinja2.Undefined
        and environment.finalize is None
        and environment.policies == DEFAULT_POLICIES
        and all(
            type(extension).__module__ == "jinja2.ext"
            for extension in environment.iter_extensions()
        )
        and all(isinstance(option, str | bool | None) for option in options)
    )
    if not plain:
        return ""
    called = [_called(environment.filters, FILTERS), _called(environment.tests, TESTS)]
    extensions = sorted(environment.extensions)
    compiler = (jinja2.__version__, sys.version, sys.flags.optimize, MAGIC_NUMBER)
    return repr((compiler, options, extensions, called))


def _called(given: Mapping[str, Any], own: Mapping[str, Any]) -> list[tuple[str, bool, str]]:
    """Each filter's or test's name, whether it is Jinja's, what it is given beside the value."""
    return [
        (name, function is own.get(name), str(getattr(function, "jinja_pass_arg", "")))
        for name, function in sorted(given.items(), key=itemgetter(0))
    ]


def _is_worked_out(environment: Environment, source: str) -> bool:
    """Whether a filter or test that is not Jinja's may stand on what is known beforehand."""
    filters, tests = _others(environment.filters, FILTERS), _others(environment.tests, TESTS)
    if not any(name.partition(".")[0] in source for name in filters | tests):
        return False
    parsed = environment.parse(source)
    foreign = (
        *(node for node in parsed.find_all(nodes.Filter) if node.name in filters),
        *(node for node in parsed.find_all(nodes.Test) if node.name in tests),
    )
    return not all(_asks(node) for node in foreign)


def _others(given: Mapping[str, Any], own: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(name for name, one in given.items() if one is not own.get(name))


def _asks(node: nodes.Node) -> bool:
    """Whether it stands on what only rendering knows: a name, a call or the text of a block."""
    asked: nodes.Node | None = node
    while isinstance(asked, nodes.Filter | nodes.Test | nodes.Getattr | nodes.Getitem):
        asked = asked.node
    return asked is None or isinstance(asked, nodes.Name | nodes.Call)


def _digest(*parts: bytes) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(b"%d:" % len(part) + part)
    return digest.hexdigest()
