"""The images of a text read back: the label beside each, JSON-LD, and the file's own metadata.

Like `forms`, this shares no code with what writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import dropwhile
from typing import Any
from urllib.parse import unquote, urljoin

from lxml import etree

from .words import Disagreement, classes, flat, words_of

LABEL = "disclosure-image"
SHOWING = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("poster",),
    "input": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "image": ("href", "{http://www.w3.org/1999/xlink}href", "xlink:href"),
}
"""Elements that show an image, with the attributes that name it."""
WHOLE = frozenset("a button figure noscript object picture svg video".split())
"""A label may stand behind these instead of in them."""
HIDDEN = frozenset("template textarea xmp iframe noembed noframes".split())
"""Nobody sees an image in these."""
CANDIDATES = re.compile(r"[\s,]*(\S*[^\s,])(?:\s+[^,]*)?")


def image_disagreements(
    row: Mapping[str, Any], page: Any, nodes: Iterable[Mapping[str, Any]]
) -> Iterator[Disagreement]:
    """Where a page shows or describes an image otherwise than its row; `nodes` are its JSON-LD."""
    captions = {_address(image["url"]): flat(image["caption"]) for image in row["images"]}
    for article in page.iterfind(".//article"):
        for element in filter(_is_seen, article.iter(*SHOWING)):
            shown = {_address(urljoin(row["url"], one)) for one in _addresses(element)}
            wanted = {captions[address] for address in shown if address in captions}
            for caption in sorted(wanted.difference(_labels_beside(element, article))):
                yield Disagreement(f"label of {min(shown)}", "", caption)
        for label in filter(_is_label, article.iter(etree.Element)):
            if words_of(label) not in captions.values():
                yield Disagreement("label of an image", words_of(label), "")
    wanted_objects = sorted(
        (_address(image["url"]), image["source_type"], flat(image["caption"]))
        for image in row["images"]
    )
    found_objects = sorted(_objects(nodes))
    if found_objects != wanted_objects:
        told = ("; ".join(map(" ".join, objects)) for objects in (found_objects, wanted_objects))
        yield Disagreement("JSON-LD image", *told)


def unlabelled(page: Any, url: str, images: Iterable[str]) -> Iterator[Disagreement]:
    """Images that the page at `url`, which the inventory does not list, shows without any label.

    `images` are the addresses of those that AI made or edited.
    """
    known = set(map(_address, images))
    for article in page.iterfind(".//article") if known else ():
        for element in filter(_is_seen, article.iter(*SHOWING)):
            shown = {_address(urljoin(url, one)) for one in _addresses(element)} & known
            if shown and not any(_labels_beside(element, article)):
                yield Disagreement(f"label of {min(shown)}", "", "what AI did to the image")


def _objects(nodes: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Address, source type and caption of each image that is said to have an origin."""
    for node in nodes:
        given = node.get("image", [])
        for image in given if isinstance(given, list) else [given]:
            if isinstance(image, dict) and ("digitalSourceType" in image or "caption" in image):
                term = str(image.get("digitalSourceType", "")).rpartition("/")[2]
                term = term.removesuffix("DigitalSource")
                told = flat(str(image.get("caption", "")))
                yield _address(str(image.get("contentUrl", ""))), term[:1].lower() + term[1:], told


def _addresses(element: Any) -> Iterator[str]:
    for name in SHOWING[element.tag]:
        value = (element.get(name) or "").strip()
        if name == "srcset":
            yield from CANDIDATES.findall(value)
        elif value:
            yield value


def _labels_beside(element: Any, article: Any) -> set[str]:
    """The labels that stand behind an image: in what it belongs to, or right behind that."""
    whole = element
    for outer in element.iterancestors():
        if outer is article:
            break
        whole = outer if outer.tag in WHOLE else whole
    after = dropwhile(lambda one: one is not element, whole.iter(etree.Element))
    found = {words_of(label) for label in filter(_is_label, after)}
    behind = whole
    while not (behind.tail or "").strip() and behind.getnext() is not None:
        behind = behind.getnext()
        if not _is_label(behind):
            break
        found.add(words_of(behind))
    return found


def _is_seen(element: Any) -> bool:
    return all(outer.tag not in HIDDEN for outer in element.iterancestors())


def _is_label(element: Any) -> bool:
    return LABEL in classes(element)


def _address(url: str) -> str:
    return unquote(url)
