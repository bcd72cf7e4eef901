"""All that is read of one image file: what it is, and what its copy on the site will be."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from ..common.files import write_whole
from ..common.problems import Fault
from ..common.values import dataclass
from .image_file import ImageError
from .images_in_text import IMAGE_FILE
from .raster.facts import ImageFacts, facts_of
from .raster.position import without_position
from .source_types import is_signed, marked, terms_in


@dataclass(frozen=True, slots=True)
class ImageRead:
    """What was read of a file."""

    digest: str
    """Of its bytes."""
    facts: ImageFacts | None
    refused: Fault | None
    """Why there are no facts."""
    terms: tuple[str, ...]
    """Digital source types that it states (`source_types.terms_in`)."""
    published: str
    """The digest of its copy on the site."""
    published_size: int
    """Bytes of that."""
    has_position: bool
    """Whether it says where it was taken, which its copy does not."""
    unmarked: Fault | None
    """Why its copy cannot say what AI did to it."""
    unsigned: bool
    """Whether its copy breaks the signature of its Content Credentials."""


def read_image(path: Path, what: str) -> ImageRead:
    """Read a file; `what` AI did to it, as declared: ``generated``, ``edited`` or nothing.

    :raises OSError: where it cannot be read.
    """
    data = path.read_bytes()
    facts, refused = _facts(path)
    bare = _without_position(data)
    copy, unmarked = _marked(bare, what)
    return ImageRead(
        digest=digest_of(data),
        facts=facts,
        refused=refused,
        terms=terms_in(data),
        published=digest_of(copy),
        published_size=len(copy),
        has_position=bare is not data,
        unmarked=unmarked,
        unsigned=copy is not data and copy != data and is_signed(data),
    )


def published(data: bytes, what: str) -> bytes:
    """The copy on the site of a file: it tells what AI did to it, and not where it was taken."""
    return _marked(_without_position(data), what)[0]


def publish(path: Path, what: str) -> None:
    """Make the published copy at `path` what it should be, in its place.

    One that is a link to its source is replaced, not followed.

    :raises OSError: where it cannot be read or written; it is then as it was.
    """
    # Its times too: whoever copies only what is newer must not copy it in every build.
    write_whole(path, published(path.read_bytes(), what), keep_times=True)


def is_image(file: str) -> bool:
    """Whether a file is called as images are."""
    return IMAGE_FILE.search(file[max(file.rfind("."), 0) :]) is not None


def digest_of(data: bytes) -> str:
    """Names the bytes of a file: others have another name."""
    return blake2b(data, digest_size=16).hexdigest()


def _facts(path: Path) -> tuple[ImageFacts | None, Fault | None]:
    try:
        return facts_of(path), None
    except ImageError as error:
        return None, (error.message, error.cure)


def _without_position(data: bytes) -> bytes:
    try:
        bare = without_position(data)
    except ImageError:  # what it says is told where its size is asked for
        bare = None
    return data if bare is None else bare


def _marked(data: bytes, what: str) -> tuple[bytes, Fault | None]:
    if not what:
        return data, None
    try:
        return marked(data, what), None
    except ImageError as error:
        return data, (error.message, error.cure)
