"""The built files read back: does every form of a text say what the inventory says?

Nothing here shares code with what writes the forms, so that a mistake there shows here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as lxml_html

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
VALUES = "https://w3c-cg.github.io/ai-content-disclosure/"
UNPROMPTED = {"", "human-only"}
"""Values with which no model, provider or prompt may stand."""
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


@dataclass(frozen=True, slots=True)
class PartForms:
    """What the element of one part of a text says."""

    id: str
    value: str
    models: str
    provider: str
    labelled: bool
    """Whether readers see a label in it."""
    inside: tuple[str, ...]
    """Ids of the parts in it."""


@dataclass(frozen=True, slots=True)
class PageForms:
    """What one built page says."""

    sentence: str
    value: str
    models: str
    provider: str
    meta: str
    source_type: str
    backstory: str
    reviewed_by: tuple[str, ...]
    last_reviewed: str
    parts: tuple[PartForms, ...]
    has_part: str
    """Name and source type of each part in JSON-LD."""
    prompt: str


@dataclass(frozen=True, slots=True)
class FeedForms:
    """What one entry of a feed says."""

    content: str
    summary: str
    value: str
    source_type: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One form that says something else than the inventory."""

    form: str
    found: str
    expected: str


def parsed(html: str) -> Any:
    """The tree of one page; to be read for its own text and for the texts it lists."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    return lxml_html.document_fromstring(html.encode() or b"<p></p>", parser=parser)


def read_page(page: Any) -> PageForms:
    """Read the notice, the attributes, the meta element and the JSON-LD of one page."""
    notices = [_words(p) for p in page.iterfind(".//article//p[@class='disclosure']")]
    around = next(page.iterfind(".//article//div[@class='entry-content']"), None)
    attributes: Mapping[str, str] = {} if around is None else around.attrib
    metas = [str(meta.get("content")) for meta in page.iterfind(".//meta[@name='ai-disclosure']")]
    nodes = list(_graph(page))
    return PageForms(
        sentence=" ".join(notices),
        value=attributes.get("ai-disclosure", ""),
        models=attributes.get("ai-model", ""),
        provider=attributes.get("ai-provider", ""),
        meta=" ".join(metas),
        source_type=" ".join(_texts(nodes, "digitalSourceType")),
        backstory=" ".join(_texts(nodes, "backstory")),
        reviewed_by=tuple(_names(nodes, "reviewedBy")),
        last_reviewed=" ".join(_texts(nodes, "lastReviewed")),
        parts=tuple(_marked(around)),
        has_part="; ".join(_described(nodes)),
        prompt=attributes.get("ai-prompt-url", ""),
    )


def read_feed(xml: bytes) -> dict[str, FeedForms]:
    """What an Atom or RSS feed says, by the address of each entry."""
    root = etree.fromstring(xml, parser=etree.XMLParser(resolve_entities=False, no_network=True))
    entries = [*root.iter(f"{ATOM}entry"), *root.iter("item")]
    return {_address(entry): _entry(entry) for entry in entries}


def page_disagreements(row: Mapping[str, Any], page: PageForms) -> Iterator[Disagreement]:
    """Where a page says something else than its row of the inventory."""
    value = row["own_value"] or ""
    sentence = _flat(row["sentence"] or "")
    expected = {
        "notice": (page.sentence, sentence),
        "ai-disclosure": (page.value, value),
        "ai-model": (page.models, _flat(", ".join(row["models"])) if value else ""),
        "ai-provider": (page.provider, (row["provider"] or "") if value else ""),
        # schema.org defines backstory for Article; a page is a WebPage.
        "JSON-LD backstory": (page.backstory, sentence if row["kind"] == "article" else ""),
        "JSON-LD digitalSourceType": (page.source_type, row["own_source_type"] or ""),
        "JSON-LD reviewedBy": (", ".join(page.reviewed_by), ", ".join(row["reviewed_by"])),
        "JSON-LD lastReviewed": (page.last_reviewed, row["reviewed_on"] or ""),
        "parts": (" ".join(part.id for part in page.parts), " ".join(_ids(row))),
        "JSON-LD hasPart": (page.has_part, _has_part_of(row)),
        "ai-prompt-url": (page.prompt, (row["making"] or "") if value not in UNPROMPTED else ""),
    }
    for form, (found, wanted) in expected.items():
        if _flat(found) != _flat(wanted):
            yield Disagreement(form, found, wanted)
    yield from _part_disagreements(row, page)
    if page.meta and page.meta != value:
        yield Disagreement("meta ai-disclosure", page.meta, value)


def feed_disagreements(row: Mapping[str, Any], entry: FeedForms) -> Iterator[Disagreement]:
    """Where a feed's entry says something else than its row of the inventory."""
    sentence, value = _flat(row["sentence"] or ""), row["value"] or ""
    if sentence and not entry.content.startswith(sentence):
        yield Disagreement("content", entry.content[: len(sentence)], sentence)
    if entry.value != value:
        yield Disagreement("category", entry.value, value)
    if entry.source_type != (row["source_type"] or ""):
        yield Disagreement("IPTC category", entry.source_type, row["source_type"] or "")
    short = f"{row['short']}." if row["short"] else ""
    if not _begins(entry.summary, short):
        yield Disagreement("summary", entry.summary[: len(short)], short)


def _part_disagreements(row: Mapping[str, Any], page: PageForms) -> Iterator[Disagreement]:
    """Where the element of a part says something else than the part's entry in the row."""
    rows = {part["id"]: part for part in row["parts"]}
    for part in page.parts:
        told = rows.get(part.id)
        if told is None:
            continue  # the list of ids disagrees already
        # What is unknown inside would inherit the value, so the element around has none.
        known = all(rows[inner]["value"] for inner in part.inside if inner in rows)
        value = (told["value"] or "") if known else ""
        prompted = value not in UNPROMPTED
        expected = {
            "ai-disclosure": (part.value, value),
            "ai-model": (part.models, _flat(", ".join(told["models"])) if prompted else ""),
            "ai-provider": (part.provider, (told["provider"] or "") if prompted else ""),
            "label": ("shown" if part.labelled else "", "shown"),
        }
        for form, (found, wanted) in expected.items():
            if _flat(found) != _flat(wanted):
                yield Disagreement(f"{form} of {part.id}", found, wanted)


def _ids(row: Mapping[str, Any]) -> list[str]:
    return [part["id"] for part in row["parts"] if part["id"]]


def _marked(around: Any) -> Iterator[PartForms]:
    """The parts of a text as its elements carry them."""
    for element in _parts_in(around):
        value, models, provider = (
            element.get(f"ai-{name}") or "" for name in ("disclosure", "model", "provider")
        )
        inside = tuple(inner.get("id") for inner in _parts_in(element) if inner is not element)
        labelled = any("disclosure-part" in _classes(child) for child in element)
        yield PartForms(element.get("id"), value, models, provider, labelled, inside)


def _parts_in(element: Any) -> Iterator[Any]:
    for found in () if element is None else element.iter(etree.Element):
        if "part" in _classes(found) and found.get("id", "").startswith("Part-"):
            yield found


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()


def _described(nodes: list[Mapping[str, Any]]) -> Iterator[str]:
    for node in nodes:
        for part in node.get("hasPart", []):
            yield f"{part.get('name')}: {_source_type(part.get('digitalSourceType', ''))}"


def _has_part_of(row: Mapping[str, Any]) -> str:
    return "; ".join(f"{part['kind']}: {part['source_type']}" for part in row["parts"])


def _graph(page: Any) -> Iterator[Mapping[str, Any]]:
    for script in page.iterfind(".//script[@type='application/ld+json']"):
        data = json.loads(script.text or "{}")
        yield from data.get("@graph", [data])


def _texts(nodes: list[Mapping[str, Any]], key: str) -> list[str]:
    found = [str(node[key]) for node in nodes if key in node]
    return [_source_type(text) if key == "digitalSourceType" else _flat(text) for text in found]


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
    summary = entry.findtext(f"{ATOM}summary") or entry.findtext("description") or ""
    terms = list(_terms(entry))
    text = _words(lxml_html.fragment_fromstring(content or "<p></p>", create_parent="div"))
    value, source_type = (
        " ".join(term for scheme, term in terms if scheme.startswith(vocabulary))
        for vocabulary in (VALUES, SOURCE_TYPES)
    )
    return FeedForms(text, _flat(summary), value, source_type)


def _terms(entry: Any) -> Iterator[tuple[str, str]]:
    """(address of the vocabulary, term) for each category."""
    for category in entry.iter(f"{ATOM}category"):
        yield category.get("scheme", ""), category.get("term", "")
    for category in entry.iter("category"):
        yield category.get("domain", ""), category.text or ""


def _begins(text: str, short: str) -> bool:
    return _flat(text).startswith(_flat(short))


def _words(node: Any) -> str:
    return _flat("".join(node.itertext()))


def _flat(text: str) -> str:
    return " ".join(text.split())
