"""Rules on images: the file's own metadata against what the page says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin

from ..common.problems import shown_path
from .image_metadata import ImageMetadata, read
from .jsonld import MEDIA, JsonLdNode
from .page import PageReading, ShownPicture, types_of
from .report import Finding
from .rules import finding
from .vocabularies import GENERATIVE
from .written_values import source_type

Locate = Callable[[str], Path | None]
"""From an absolute address to the file that the site would serve there."""

NAMES = ("contentUrl", "url", "@id", "embedUrl")


def check(pages: Iterable[PageReading], locate: Locate) -> Iterator[Finding]:
    """The pictures that pages show, those their JSON-LD describes, and the files themselves."""
    files: dict[Path, ImageMetadata | None] = {}
    for page in pages:
        yield from _of_page(page, locate, files)
    for file, metadata in files.items():
        if metadata is not None:
            yield from _in_file(shown_path(file), metadata)


def _of_page(
    page: PageReading, locate: Locate, files: dict[Path, ImageMetadata | None]
) -> Iterator[Finding]:
    described = _described(page, locate)
    shown = {file: picture for picture in page.pictures if (file := locate(picture.address))}
    for file in dict.fromkeys([*shown, *described]):
        if file not in files:
            files[file] = read(file)
        metadata = files[file]
        if metadata is None:
            continue
        line = shown[file].line if file in shown else described[file][1]
        said = described.get(file, (frozenset(), 0))[0]
        term = source_type(metadata.written).term if metadata.written else ""
        if rule := _fault(term, said, metadata, shown.get(file)):
            told = (
                f"{file.name} {term or 'no metadata'}, page {', '.join(sorted(said)) or 'nothing'}"
            )
            yield finding(page.path, line, rule, told)


def _in_file(path: str, metadata: ImageMetadata) -> Iterator[Finding]:
    if metadata.broken:
        yield finding(path, 0, "image-metadata-broken", metadata.broken)
    if metadata.written and (fault := source_type(metadata.written).fault):
        yield finding(path, 0, fault, f"DigitalSourceType {metadata.written}")


def _fault(
    term: str, said: frozenset[str], metadata: ImageMetadata, picture: ShownPicture | None
) -> str:
    """The rule broken by a file that says `term` and a page that says `said` of it."""
    if term and said:
        return "" if term in said else "image-conflict"
    if term in GENERATIVE and picture is not None and not picture.labelled:
        return "image-unlabelled"
    silent = not metadata.written and not metadata.broken
    return "image-metadata-missing" if silent and said & GENERATIVE else ""


def _described(page: PageReading, locate: Locate) -> dict[Path, tuple[frozenset[str], int]]:
    found: dict[Path, tuple[frozenset[str], int]] = {}
    for node in page.graph.nodes:
        terms = frozenset(kind.term for kind in types_of(node)) - {""}
        if not terms or not (node.types & MEDIA or node.place == "image"):
            continue
        for file in _files(page, node, locate):
            before = found.get(file, (frozenset(), 0))
            found[file] = (before[0] | terms, node.line("digitalSourceType"))
    return found


def _files(page: PageReading, node: JsonLdNode, locate: Locate) -> Iterator[Path]:
    for key in NAMES:
        for url in node.texts(key):
            try:
                file = locate(urljoin(page.address, url))
            except ValueError:
                continue
            if file is not None:
                yield file
