"""One built page of this kit's site, parsed once for everything that is compared on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag

from .. import jsonld
from ..page import joined
from ..tree import collapsed, parse_page
from ..written_values import source_type


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page, where it is served, and its JSON-LD."""

    url: str
    root: Any
    """Its lxml element tree."""
    graph: jsonld.JsonLd

    def target(self, link: Any) -> str:
        """The absolute address to which a link leads, without a fragment."""
        return urldefrag(joined(self.url, link.get("href", ""))).url

    def said(self, key: str) -> str:
        """What the JSON-LD says under a key of the page, its text or its site."""
        return " ".join(collapsed(text) for node in self.nodes("main") for text in node.texts(key))

    def nodes(self, place: str) -> list[jsonld.JsonLdNode]:
        """The JSON-LD nodes of a place, as `jsonld.JsonLdNode.place` names it."""
        return [node for node in self.graph.nodes if node.place == place]


def read(url: str, data: bytes) -> BuiltPage:
    """The page of a file's bytes; an empty file is an empty page."""
    root = parse_page(data).root
    root = parse_page(b"<p></p>").root if root is None else root
    return BuiltPage(url, root, jsonld.read(root))


def source_type_of(node: jsonld.JsonLdNode) -> str:
    """The IPTC term of a node; what is written there, where it is no such term."""
    return " ".join(map(term_of, node.texts("digitalSourceType")))


def term_of(written: str) -> str:
    """The IPTC term that an address means; the address itself, where it means none."""
    return source_type(written).term or written
