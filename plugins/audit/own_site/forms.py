"""The built files read back: does every form of a text say what the inventory says?

Nothing here shares code with what writes the forms, so that a mistake there shows here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from .images import image_disagreements
from .pages import making_disagreements
from .parts import UNPROMPTED, TextForms, part_disagreements, read_parts
from .words import Disagreement, classes, flat, language_of, primary, words_of

ATOM = "{http://www.w3.org/2005/Atom}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
VALUES = "https://w3c-cg.github.io/ai-content-disclosure/"
W3C = frozenset(("human-only", "ai-assisted", "ai-autonomous"))
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


@dataclass(frozen=True, slots=True)
class PageForms:
    """What one built page says."""

    sentence: str
    language: str
    """That of the notice, by the nearest ``lang``; empty: there is no notice."""
    bylines: tuple[str, ...]
    details: tuple[str, ...]
    """What stands in the box below the notice, each by itself."""
    value: str
    models: str
    provider: str
    meta: str
    source_type: str
    backstory: str
    reviewed_by: tuple[str, ...]
    last_reviewed: str
    text: TextForms
    has_part: str
    """Name, source type and label of each part in JSON-LD."""
    prompt: str


@dataclass(frozen=True, slots=True)
class FeedForms:
    """What one entry of a feed says."""

    content: str
    summary: str
    value: str
    source_type: str
    authors: tuple[str, ...]


def parsed(html: str) -> Any:
    """The tree of one page; to be read for its own text and for the texts it lists."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    return lxml_html.document_fromstring(html.encode() or b"<p></p>", parser=parser)


def disagreements(row: Mapping[str, Any], page: Any) -> Iterator[Disagreement]:
    """Where the tree of a page says something else than its row of the inventory."""
    yield from page_disagreements(row, read_page(page))
    yield from image_disagreements(row, page, _graph(page))


def unlisted_disagreements(page: Any) -> Iterator[Disagreement]:
    """Where a page that is not in the inventory contradicts itself: hidden, or the kit's own."""
    nodes = list(_graph(page))
    found = read_page(page)
    if found.backstory and found.backstory != found.sentence:
        yield Disagreement("notice", found.sentence, found.backstory)
    yield from making_disagreements(page, nodes)


def read_page(page: Any) -> PageForms:
    """Read the notice, the attributes, the meta element and the JSON-LD of one page."""
    notices = [p for p in page.iterfind(".//p[@class]") if "disclosure" in classes(p)]
    around = next(page.iterfind(".//article//div[@class='entry-content']"), None)
    attributes: Mapping[str, str] = {} if around is None else around.attrib
    metas = [str(meta.get("content")) for meta in page.iterfind(".//meta[@name='ai-disclosure']")]
    nodes = list(_graph(page))
    return PageForms(
        sentence=" ".join(map(words_of, notices)),
        language=" ".join(map(language_of, notices)),
        bylines=tuple(words_of(one) for one in page.iterfind(".//article//span[@class='byline']")),
        details=tuple(words_of(one) for one in page.iterfind(".//article/details/dl/dd")),
        value=attributes.get("ai-disclosure", ""),
        models=attributes.get("ai-model", ""),
        provider=attributes.get("ai-provider", ""),
        meta=" ".join(metas),
        source_type=" ".join(_texts(nodes, "digitalSourceType")),
        backstory=" ".join(_texts(nodes, "backstory")),
        reviewed_by=tuple(_names(nodes, "reviewedBy")),
        last_reviewed=" ".join(_texts(nodes, "lastReviewed")),
        text=read_parts(page, around),
        has_part="; ".join(_described(nodes)),
        prompt=attributes.get("ai-prompt-url", ""),
    )


def read_feed(xml: bytes) -> dict[str, FeedForms]:
    """What an Atom or RSS feed says, by the address of each entry."""
    root = etree.fromstring(xml, parser=etree.XMLParser(resolve_entities=False, no_network=True))
    entries = [*root.iter(f"{ATOM}entry"), *root.iter("item")]
    return {_address(entry): _entry(entry) for entry in entries}


def read_json_feed(text: str) -> dict[str, FeedForms]:
    """What a JSON Feed says, by the address of each item.

    :raises ValueError: where it is none.
    """
    feed = json.loads(text)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ValueError("it has no items")
    return {str(item.get("url") or ""): _item(item) for item in items}


def page_disagreements(row: Mapping[str, Any], page: PageForms) -> Iterator[Disagreement]:
    """Where a page says something else than its row of the inventory."""
    value = row["own_value"] or ""
    sentence = flat(row["sentence"] or "")
    expected = {
        "notice": (page.sentence, sentence),
        "ai-disclosure": (page.value, value),
        "ai-model": (page.models, flat(", ".join(row["models"])) if value else ""),
        "ai-provider": (page.provider, (row["provider"] or "") if value else ""),
        # schema.org defines backstory for Article; a page is a WebPage.
        "JSON-LD backstory": (page.backstory, sentence if row["kind"] == "article" else ""),
        "JSON-LD digitalSourceType": (page.source_type, row["own_source_type"] or ""),
        "JSON-LD reviewedBy": (", ".join(page.reviewed_by), ", ".join(row["reviewed_by"])),
        "JSON-LD lastReviewed": (page.last_reviewed, row["reviewed_on"] or ""),
        "language of the notice": (page.language, primary(row["words"]) if sentence else ""),
        "JSON-LD hasPart": (page.has_part, _has_part_of(row)),
        "ai-prompt-url": (page.prompt, (row["making"] or "") if value not in UNPROMPTED else ""),
    }
    for form, (found, wanted) in expected.items():
        if flat(found) != flat(wanted):
            yield Disagreement(form, found, wanted)
    for byline in page.bylines:
        if not byline.startswith(f"{flat(row['byline'])} "):
            yield Disagreement("byline", byline, row["byline"])
    for told in page.details:
        if told in W3C and told != value:
            yield Disagreement("details", told, value)
    yield from part_disagreements(row, page.text)
    if page.meta and page.meta != value:
        yield Disagreement("meta ai-disclosure", page.meta, value)


def feed_disagreements(
    row: Mapping[str, Any], entry: FeedForms, credited: Collection[str]
) -> Iterator[Disagreement]:
    """Where a feed's entry says something else than its row of the inventory.

    `credited` is what the whole inventory has for `credit`: none of it may follow a person's name.
    """
    sentence, value = flat(row["sentence"] or ""), row["value"] or ""
    if sentence and not entry.content.startswith(sentence):
        yield Disagreement("content", entry.content[: len(sentence)], sentence)
    yield from _labels_left_out(row, entry.content.removeprefix(sentence))
    if entry.value != value:
        yield Disagreement("category", entry.value, value)
    if entry.source_type != (row["source_type"] or ""):
        yield Disagreement("IPTC category", entry.source_type, row["source_type"] or "")
    short = f"{row['short']}." if row["short"] else ""
    if not _begins(entry.summary, short):
        yield Disagreement("summary", entry.summary[: len(short)], short)
    for author in entry.authors:
        name, found = _credited(author, credited)
        if found != (row["credit"] or ""):
            wanted = f"{name} ({row['credit']})" if row["credit"] else name
            yield Disagreement("author", author, wanted)


def _credited(author: str, credited: Collection[str]) -> tuple[str, str]:
    """An author's name, and what the kit put behind it; brackets of the name's own are the name."""
    for credit in credited:
        if author.endswith(f" ({credit})"):
            return author.removesuffix(f" ({credit})"), credit
    return author, ""


def _labels_left_out(row: Mapping[str, Any], content: str) -> Iterator[Disagreement]:
    """Labels of parts and images that a feed's text does not have, each as often as it must."""
    wanted = Counter(flat(part["sentence"]) for part in row["parts"] if part["id"])
    wanted |= Counter({flat(i["caption"]): 1 for i in row["images"] if i["place"] == "text"})
    for label, times in wanted.items():
        if content.count(label) < times:
            yield Disagreement("labels in content", "", label)


def _described(nodes: list[Mapping[str, Any]]) -> Iterator[str]:
    for node in nodes:
        for part in node.get("hasPart", []):
            source_type = _source_type(part.get("digitalSourceType", ""))
            yield f"{part.get('name')}: {source_type}, {flat(part.get('description', ''))}"


def _has_part_of(row: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{part['kind']}: {part['source_type']}, {flat(part['sentence'])}" for part in row["parts"]
    )


def _graph(page: Any) -> Iterator[Mapping[str, Any]]:
    for script in page.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "{}")
        except ValueError:
            data = {"backstory": "(JSON-LD that does not parse)"}
        if isinstance(data, dict):
            yield from filter(lambda node: isinstance(node, dict), data.get("@graph", [data]))


def _texts(nodes: list[Mapping[str, Any]], key: str) -> list[str]:
    found = [str(node[key]) for node in nodes if key in node]
    return [_source_type(text) if key == "digitalSourceType" else flat(text) for text in found]


def _names(nodes: list[Mapping[str, Any]], key: str) -> Iterator[str]:
    for node in nodes:
        given = node.get(key, [])
        for person in given if isinstance(given, list) else [given]:
            yield str(person.get("name", ""))


def _source_type(address: str) -> str:
    """The IPTC term, whether written as IPTC's address or as schema.org's."""
    term = address.rpartition("/")[2].removesuffix("DigitalSource")
    return term[:1].lower() + term[1:]


def _address(entry: Any) -> str:
    links = [link.get("href") for link in entry.iterfind(f"{ATOM}link[@rel='alternate']")]
    return str(links[0]) if links else str(entry.findtext("link") or "")


def _entry(entry: Any) -> FeedForms:
    content = entry.findtext(f"{ATOM}content") or entry.findtext(CONTENT) or ""
    summary = entry.findtext(f"{ATOM}summary") or unescape(entry.findtext("description") or "")
    terms = list(_terms(entry))
    text = words_of(lxml_html.fragment_fromstring(content or "<p></p>", create_parent="div"))
    value, source_type = (
        " ".join(term for scheme, term in terms if scheme.startswith(vocabulary))
        for vocabulary in (VALUES, SOURCE_TYPES)
    )
    authors = (entry.iterfind(f"{ATOM}author/{ATOM}name"), entry.iterfind(CREATOR))
    names = tuple(flat(name.text or "") for found in authors for name in found)
    return FeedForms(text, flat(summary), value, source_type, names)


def _item(item: Mapping[str, Any]) -> FeedForms:
    """What an item of a JSON Feed says; in the kit's extension and, as tags, to every reader."""
    html = str(item.get("content_html") or "")
    text = words_of(lxml_html.fragment_fromstring(html or "<p></p>", create_parent="div"))
    given = item.get("_ai_disclosure") or {}
    tags = item.get("tags") or []
    value = str(given.get("value", ""))
    source_type = _source_type(str(given.get("digital_source_type", "")))
    # A tag has no vocabulary and may be the author's own, but none of these may be missing.
    value, source_type = (
        term if term in tags or not term else "no tag" for term in (value, source_type)
    )
    authors = tuple(flat(str(one.get("name", ""))) for one in item.get("authors") or [])
    return FeedForms(text, flat(str(item.get("summary") or "")), value, source_type, authors)


def _terms(entry: Any) -> Iterator[tuple[str, str]]:
    """(address of the vocabulary, term) for each category."""
    for category in entry.iter(f"{ATOM}category"):
        yield category.get("scheme", ""), category.get("term", "")
    for category in entry.iter("category"):
        yield category.get("domain", ""), category.text or ""


def _begins(text: str, short: str) -> bool:
    return flat(text).startswith(flat(short))
