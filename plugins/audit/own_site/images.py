"""The images of a text: the label beside each, JSON-LD, and the file's own metadata."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from ...common.problems import Problem, shown_path
from ...html.elements import AROUND_IMAGE, RAW_TEXT, SHOWS_IMAGE
from ...html.srcset import candidates
from ..image_metadata import metadata
from ..page import joined
from ..tree import classes, collapsed, with_class, words_of
from ..vocabularies import IPTC
from .built_page import BuiltPage, source_type_of
from .disagreement import Disagreement, Row, compared

LABEL = "disclosure-image"
SHOWING = {**SHOWS_IMAGE, "image": (*SHOWS_IMAGE["image"], "{http://www.w3.org/1999/xlink}href")}
"""As the parser names them: in SVG, a prefix stands for a namespace."""
WHOLE = AROUND_IMAGE | {"figure"}
"""A label may stand behind these instead of in them."""
HIDDEN = (RAW_TEXT | {"template"}) - {"script", "style", "title"}
"""Nobody sees an image in these; in the others, no parser finds one."""
CREDENTIALS = b"jumdc2pa"
"""In files with signed Content Credentials (C2PA 2.4, 11.1.4), which hold addresses as they are."""
CURE = "Build again; if it stays, something changes images after the build has marked them."


def image_disagreements(row: Row, page: BuiltPage) -> Iterator[Disagreement]:
    """Where a page shows or describes an image otherwise than its row."""
    captions = {unquote(image["url"]): collapsed(image["caption"]) for image in row["images"]}
    for article in page.root.iterfind(".//article"):
        labels_beside = _labels_in(article)
        for element in filter(is_seen, article.iter(*SHOWING)):
            shown = _shown(element, page.url)
            wanted = {captions[address] for address in shown if address in captions}
            for caption in sorted(wanted and wanted.difference(labels_beside(element))):
                yield Disagreement(f"label of {min(shown)}", "", caption)
        for label in map(words_of, with_class(article, LABEL)):
            if label not in captions.values():
                yield Disagreement("label of an image", label, "")
    listed = sorted(
        (unquote(image["url"]), image["source_type"], collapsed(image["caption"]))
        for image in row["images"]
    )
    described = sorted(_described(page))
    told = ("; ".join(map(" ".join, objects)) for objects in (described, listed))
    yield from compared("JSON-LD image", *told)


def unlabelled(page: BuiltPage, images: Iterable[str]) -> Iterator[Disagreement]:
    """Images that a page which the inventory does not list shows without any label.

    `images` are the addresses of those that AI made or edited.
    """
    known = set(map(unquote, images))
    for article in page.root.iterfind(".//article") if known else ():
        labels_beside = _labels_in(article)
        for element in filter(is_seen, article.iter(*SHOWING)):
            shown = _shown(element, page.url) & known
            if shown and not any(labels_beside(element)):
                yield Disagreement(f"label of {min(shown)}", "", "what AI did to the image")


def unmarked(
    files: Mapping[str, Path],
    rows: Iterable[Row],
    can_be_marked: Callable[[bytes], bool],
) -> Iterator[Problem]:
    """Each published image file that does not say the source type that the inventory gives it.

    `files` are the files by address; `can_be_marked` tells whether the kit could write into one,
    for the build has told of those into which it cannot.
    """
    listed = {(image["url"], image["source_type"]) for row in rows for image in row["images"]}
    for url, source_type in sorted(listed):
        data = files[url].read_bytes() if files[url].is_file() else b""
        found, address = metadata(data).written, f"{IPTC}{source_type}"
        differs = found.rpartition("/")[2] != source_type
        signed = CREDENTIALS in data and address.encode() in data
        if differs and (found or (not signed and can_be_marked(data))):
            message, value = f"the inventory says ‘{address}’", found or "(nothing)"
            yield Problem(shown_path(files[url]), 0, "digital source type", value, message, CURE)


def _described(page: BuiltPage) -> Iterator[tuple[str, str, str]]:
    """Address, source type and caption of each image that is said to have an origin."""
    for node in page.nodes("image"):
        address, caption = (" ".join(node.texts(key)) for key in ("contentUrl", "caption"))
        if "digitalSourceType" in node.data or caption:
            yield unquote(address), source_type_of(node), collapsed(caption)


def _shown(element: Any, url: str) -> set[str]:
    """The addresses of what an element on the page at `url` shows."""
    return {unquote(joined(url, address)) for address in addresses_of(element)}


def addresses_of(element: Any) -> Iterator[str]:
    """The addresses of what an element of `SHOWING` shows, as they are written."""
    for name in SHOWING[element.tag]:
        value = (element.get(name) or "").strip()
        if name == "srcset":
            yield from (candidate.address for candidate in candidates(value))
        elif value:
            yield value


def _labels_in(article: Any) -> Callable[[Any], set[str]]:
    """Gives the labels behind an image of `article`: in what it belongs to, or behind that."""
    places = {element: place for place, element in enumerate(article.iter(etree.Element))}
    inside: dict[Any, list[tuple[int, str]]] = defaultdict(list)
    for label in with_class(article, LABEL):
        inside[_whole(label, article)].append((places[label], words_of(label)))

    def labels_beside(image: Any) -> set[str]:
        behind = _whole(image, article)
        found = {said for place, said in inside[behind] if place > places[image]}
        while not (behind.tail or "").strip() and behind.getnext() is not None:
            behind = behind.getnext()
            if LABEL not in classes(behind):
                break
            found.add(words_of(behind))
        return found

    return labels_beside


def _whole(element: Any, article: Any) -> Any:
    """The outermost element of `WHOLE` around an element, as far as the article; else itself."""
    whole = element
    for outer in element.iterancestors():
        if outer is article:
            break
        whole = outer if outer.tag in WHOLE else whole
    return whole


def is_seen(element: Any) -> bool:
    """Whether a browser shows what an element shows."""
    return all(outer.tag not in HIDDEN for outer in element.iterancestors())
