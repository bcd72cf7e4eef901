"""Why a page was made: what of all that it depends on is other than of the page before it.

With each page that is made, hashes of the parts of its fingerprint are kept under that, and the
fingerprint of the page that it replaced; so a later build can still tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

import msgspec

from ..common.values import dataclass
from .digests import digest, digest_of_named
from .memory import Kind, Memory

BASIS, SITE = "of every page", "of every text"
"""Names of parts: what every page depends on; all texts of the site."""
SHORT = 6
"""Bytes of a part's hash: enough to see that it is another one."""
SHOWN = 8
"""So many reasons are named."""
WORDS = {
    "code": "the kit, Python or a library",
    SITE: "one of all texts, which its template may show",
    "articles": "the list of articles",
    "articles_page": "the articles that it lists",
    "dates": "the list of articles",
    "dates_page": "the articles that it lists",
}
"""Names of parts for an author, where they are none."""


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What a page depends on."""

    fingerprint: str = ""
    """Hash of it all; empty: nobody knows it all."""
    groups: tuple[Mapping[str, bytes], ...] = ()
    """Hashes of what it is, each with its name; pages share some (reasons.py)."""
    more: Callable[[], Mapping[str, bytes]] = dict
    """Further ones, which are worked out for pages that are made."""
    unknown: str = ""
    """What is not known, where that is the case."""
    is_steady: bool = True
    """Whether a build of the same comes to the same, known or not."""


class Making(msgspec.Struct, frozen=True):
    """How a page came to be made, or what every page depended on."""

    parts: dict[str, bytes]
    """Short hashes of what it depends on, by names."""
    before: str = ""
    """Fingerprint of the page that it replaced; empty: there was none, or nobody knows it."""


MAKING = Kind[Making]("making", Making)


class Reasons:
    """Of the pages that one build makes."""

    def __init__(
        self, memory: Memory | None, basis: Mapping[str, bytes], onlookers: tuple[str, ...]
    ) -> None:
        self._memory = memory
        self.onlookers = onlookers
        """Names of those for whom every page is made in each build."""
        self.doubts = bool(onlookers)
        """Whether any page may come out otherwise in another build of the same."""
        self._made: dict[str, str] = {}
        self.basis = digest_of_named(basis)
        """Hash of what every page depends on."""
        self._keep(self.basis.hex(), Making(_short(basis)))

    def note(self, path: str, found: Dependencies, before: str | None) -> None:
        """A page is made; `before` is the fingerprint of what stands there, None: nothing does."""
        if found.fingerprint:
            groups = (*found.groups, found.more())
            parts = {name: part for group in groups for name, part in group.items()}
            self._keep(found.fingerprint, Making(_short(parts), before or ""))
        self.doubts |= not found.is_steady
        if before is None:
            self._made[path] = "no page of the last build stands there as that build left it"
        elif not found.fingerprint:
            self._made[path] = f"nobody knows all that it depends on: {found.unknown}"
        else:
            self._made[path] = ""

    def explanation(self, path: str, fingerprint: str, *, planned: bool | None = None) -> str:
        """Why the file at `path` was made, by this build or by an earlier one.

        `fingerprint` is what it depends on now; `planned` whether it was made although it is no
        page, None: it is one, or no more is known.
        """
        if self.onlookers:
            return f"{path} is made in each build, for {', '.join(self.onlookers)}."
        if not fingerprint and path not in self._made:
            return f"{path} is no page: each build makes it anew, and writes it if it is another."
        kept = f"{path} was kept, as nothing that it depends on has changed."
        if planned is not None:
            made = f"{path} was made, as something that it depends on has changed."
            return made if planned else kept
        because = self._made.get(path) or self._last(fingerprint)
        if path in self._made:
            return f"{path} was made, as {because}."
        return f"{kept} It was last made as {because}."

    def _last(self, fingerprint: str) -> str:
        """What was other when the page of that fingerprint was made."""
        now = self._find(fingerprint)
        before = now and now.before and self._find(now.before)
        if not now or not before:
            return "no earlier one is remembered"
        names = _differing(now.parts, before.parts)
        if BASIS in names:
            names.remove(BASIS)
            names = [*self._of_basis(now, before), *names]
        told = list(dict.fromkeys(map(_told, names)))
        more = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
        return f"this has changed: {', '.join(told[:SHOWN])}{more}"

    def _of_basis(self, now: Making, before: Making) -> list[str]:
        parts = [self._find(each.parts[BASIS].hex()) for each in (now, before)]
        return _differing(*(part.parts if part else {"code": b""} for part in parts))

    def _keep(self, fingerprint: str, making: Making) -> None:
        if self._memory:
            self._memory.keep(MAKING, _key(fingerprint), making)

    def _find(self, fingerprint: str) -> Making | None:
        return self._memory.find(MAKING, _key(fingerprint)) if self._memory else None


def _key(fingerprint: str) -> bytes:
    """Without the code's hash: that it has changed is one of the reasons."""
    return digest(MAKING.name.encode(), fingerprint.encode())


def _short(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: part if name == BASIS else _shortened(part) for name, part in parts.items()}


@lru_cache(1000)  # most pages share most parts
def _shortened(part: bytes) -> bytes:
    return digest(part)[:SHORT]


def _differing(some: Mapping[str, bytes], others: Mapping[str, bytes]) -> list[str]:
    """Names of what is in one alone, or is not the same in both."""
    names: Iterable[str] = dict.fromkeys((*some, *others))
    return [name for name in names if some.get(name) != others.get(name)]


def _told(name: str) -> str:
    """The name of a part for an author."""
    if name.isupper():
        return f"setting {name}"
    return WORDS.get(name, name if " " in name else f"‘{name}’ of its template")
