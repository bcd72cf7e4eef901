"""One page, read once: what its markup declares, its JSON-LD, its notices, its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin

from lxml.html import HtmlElement

from . import jsonld, notices
from .cascade import DeclaredRegion, regions, resolve, verdict
from .tree import ParsedPage, line_of, words_of
from .vocabularies import MIXED, UNKNOWN
from .written_values import SourceType, disclosure_value, source_type

ABOUT_OTHERS = ("nav", "footer")
"""What stands in these is about other texts or about the site."""

WHOLE_TEXT = 0.9
"""Share of the prose from which attributes count as standing around all of it."""
MOSTLY = 0.5
"""Share of the prose that must be declared human for the page to be called so."""
PROSE = (
    ".//text()[ancestor::p or ancestor::li or ancestor::blockquote or ancestor::dd or ancestor::td]"
    "[not(ancestor::a or ancestor::nav or ancestor::header or ancestor::footer or ancestor::aside "
    "or ancestor::details or ancestor::*[@role='note'] or ancestor::*[@class='standfirst'])]"
)
"""The words of a text: neither what surrounds it nor its summary under the title, which declares
for itself."""


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """An image that the page shows or names."""

    line: int
    address: str
    labelled: bool
    """Whether its caption or alternative text speaks of AI."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """Everything that the rules look at."""

    path: str
    root: Any
    canonical: str
    address: str
    regions: tuple[DeclaredRegion, ...]
    verdict: str
    text_values: frozenset[str]
    """The values within the page's one text; empty on lists and where nothing is declared.

    With ``unknown`` among them, some of the text is not declared.
    """
    graph: jsonld.JsonLd
    notices: tuple[notices.Notice, ...]
    pictures: tuple[ShownPicture, ...]
    stopped: str

    def main_nodes(self) -> Iterator[jsonld.JsonLdNode]:
        """The JSON-LD nodes about this page's own text."""
        for node in self.graph.nodes:
            if node.place == "main" and node.is_text and self._is_here(node):
                yield node

    def source_types(self) -> frozenset[str]:
        """The IPTC terms that the JSON-LD gives for the page's own text."""
        return frozenset(kind.term for node in self.main_nodes() for kind in types_of(node)) - {""}

    def part_types(self) -> frozenset[str]:
        """The IPTC terms that the JSON-LD gives for parts of the text."""
        parts = (node for node in self.graph.nodes if node.place == "part")
        return frozenset(kind.term for node in parts for kind in types_of(node)) - {""}

    def reviewers(self) -> frozenset[str]:
        """The names that the JSON-LD gives as reviewers of the page's own text."""
        parties = (
            self.graph.resolved(given)
            for node in self.main_nodes()
            for given in node.values("reviewedBy")
        )
        return frozenset(jsonld.name_of(party) for party in parties if party is not None) - {""}

    def _is_here(self, node: jsonld.JsonLdNode) -> bool:
        named = [*node.texts("mainEntityOfPage"), *node.texts("url"), *node.texts("@id")]
        about = [urldefrag(url).url for url in named if "//" in url]
        here = {plain_address(url) for url in (self.address, self.canonical) if "//" in url}
        return not about or not here or bool(here & {plain_address(url) for url in about})


def read(path: str, tree: ParsedPage, address: str = "") -> PageReading:
    """Read a parsed page that stands at `address`, as far as that is known."""
    root = tree.root
    if root is None:
        empty = jsonld.JsonLd()
        return PageReading(
            path, None, "", address, (), UNKNOWN, frozenset(), empty, (), (), tree.stopped
        )
    canonical = canonical_of(root)
    found = regions(root)
    return PageReading(
        path=path,
        root=root,
        canonical=canonical,
        address=address or canonical,
        regions=found,
        verdict=_verdict(root, found),
        text_values=_text_values(root) if any(region.declares for region in found) else frozenset(),
        graph=jsonld.read(root),
        notices=notices.notices(root),
        pictures=tuple(_pictures(root, address or canonical)),
        stopped=tree.stopped,
    )


def canonical_of(root: Any) -> str:
    """The absolute address that the page names as its own; empty: none."""
    for link in root.iterfind("head/link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            href = (link.get("href") or "").strip()
            return href if href.startswith(("http://", "https://")) else ""
    return ""


def types_of(node: jsonld.JsonLdNode) -> list[SourceType]:
    """The source types of a node as written."""
    return [source_type(text) for text in node.texts("digitalSourceType")]


def plain_address(url: str) -> str:
    """An address for comparison: no fragment, no index.html, no slash at the end, host lowered."""
    bare = urldefrag(url).url.removesuffix("index.html").rstrip("/")
    scheme, slashes, rest = bare.partition("://")
    host, slash, below = rest.partition("/")
    return f"{scheme.lower()}{slashes}{host.lower()}{slash}{below}"


def joined(address: str, url: str) -> str:
    """`url` as it is meant on the page at `address`; as it stands, where it is no address."""
    try:
        return urljoin(address, url)
    except ValueError:
        return url


def scope_of(root: Any) -> Any | None:
    """The element that holds the page's one text; None: the page lists several."""
    mains = root.xpath("//main")
    within = mains[0] if len(mains) == 1 else root
    articles = within.xpath(".//article[not(ancestor::article)]")
    if len(articles) > 1:
        return None
    body = root.find("body")
    return articles[0] if articles else (within if mains else body)


def prose_of(element: Any) -> int:
    """Characters of prose; what only surrounds a text (byline, notice, links) is none."""
    return sum(len("".join(text.split())) for text in element.xpath(PROSE))


def _verdict(root: Any, found: tuple[DeclaredRegion, ...]) -> str:
    """The page's verdict, and never human for a page that is mostly undeclared."""
    value, body = verdict(found), root.find("body")
    if value != "human-only" or body is None or resolve(body).value != UNKNOWN:
        return value
    return value if _covers(_declared(body), body, MOSTLY) else MIXED


def _text_values(root: Any) -> frozenset[str]:
    scope = scope_of(root)
    if scope is None:
        return frozenset()
    around = resolve(scope).value
    inside = [element for element in _declared(scope) if not _is_apart(element, scope)]
    values = {disclosure_value(element.get("ai-disclosure")) for element in inside}
    if around == UNKNOWN and (not values or _covers(inside, scope, WHOLE_TEXT)):
        return frozenset(values)
    return frozenset({around, *values})


def _declared(scope: Any) -> list[Any]:
    elements = scope.xpath(".//*[@ai-disclosure]")
    return [element for element in elements if disclosure_value(element.get("ai-disclosure"))]


def _covers(declared: list[Any], scope: Any, share: float) -> bool:
    """Whether so much of the scope's prose stands in the declared elements."""
    known = set(declared)
    outer = (element for element in declared if known.isdisjoint(element.iterancestors()))
    return sum(map(prose_of, outer)) >= share * prose_of(scope)


def _is_apart(element: Any, scope: Any) -> bool:
    for node in (element, *element.iterancestors()):
        if node is scope:
            return False
        if node.tag in ABOUT_OTHERS or (node.tag == "article" and node is not scope):
            return True
    return False


def _pictures(root: Any, address: str) -> Iterator[ShownPicture]:
    figures: dict[Any, bool] = {None: False}  # a figure may hold thousands
    for image in root.iterfind("body//img"):
        source = (image.get("src") or "").strip()
        figure = next(image.iterancestors("figure"), None)
        if figure not in figures:
            figures[figure] = bool(notices.AI.search(words_of(figure, 2000)))
        if source and not source.startswith("data:"):
            labelled = figures[figure] or _is_labelled(image)
            yield ShownPicture(line_of(image), joined(address, source), labelled)


def _is_labelled(image: Any) -> bool:
    following = image.getnext()
    beside = words_of(following, 300) if isinstance(following, HtmlElement) else ""
    said = (beside, image.get("alt") or "", image.get("title") or "")
    return any(map(notices.AI.search, said))
