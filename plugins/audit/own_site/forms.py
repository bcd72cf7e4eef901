"""What one text says of itself: its page, its JSON-LD and its feed entries, beside its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from ..feeds import EntryReading
from ..jsonld import name_of
from ..tree import collapsed, language_of, parse_page, primary_subtag, with_class, words_of
from ..vocabularies import IPTC, VALUES, W3C_SCHEMES
from .built_page import BuiltPage, source_type_of, term_of
from .disagreement import Disagreement, Row, compared
from .images import image_disagreements
from .pages import making_disagreements
from .parts import UNPROMPTED, part_disagreements

UNREADABLE = "(JSON-LD that does not parse)"


def page_disagreements(row: Row, page: BuiltPage) -> Iterator[Disagreement]:
    """Where a page says something else than its row of the inventory."""
    value, sentence = row["own_value"] or "", collapsed(row["sentence"] or "")
    notices = with_class(page.root, "disclosure", "p")
    around = next(page.root.iterfind(".//article//div[@class='entry-content']"), None)
    attributes: Mapping[str, str] = {} if around is None else around.attrib
    expected = {
        "notice": (" ".join(map(words_of, notices)), sentence),
        "ai-disclosure": (attributes.get("ai-disclosure"), value),
        "ai-model": (attributes.get("ai-model"), ", ".join(row["models"]) if value else ""),
        "ai-provider": (attributes.get("ai-provider"), row["provider"] if value else ""),
        # schema.org defines backstory for Article; a page is a WebPage.
        "JSON-LD backstory": (_backstory(page), sentence if row["kind"] == "article" else ""),
        "JSON-LD digitalSourceType": (
            " ".join(filter(None, map(source_type_of, page.nodes("main")))),
            row["own_source_type"],
        ),
        "JSON-LD reviewedBy": (", ".join(_reviewers(page)), ", ".join(row["reviewed_by"])),
        "JSON-LD lastReviewed": (page.said("lastReviewed"), row["reviewed_on"]),
        "language of the notice": (
            " ".join(map(language_of, notices)),
            primary_subtag(row["words"]) if sentence else "",
        ),
        "JSON-LD hasPart": ("; ".join(_described_parts(page)), "; ".join(_listed_parts(row))),
        "ai-prompt-url": (
            attributes.get("ai-prompt-url"),
            row["making"] if value not in UNPROMPTED else "",
        ),
    }
    for form, (found, wanted) in expected.items():
        yield from compared(form, collapsed(found or ""), collapsed(wanted or ""))
    for byline in map(words_of, page.root.iterfind(".//article//span[@class='byline']")):
        if not byline.startswith(f"{collapsed(row['byline'])} "):
            yield Disagreement("byline", byline, row["byline"])
    for told in map(words_of, page.root.iterfind(".//article/details/dl/dd")):
        if told in VALUES:
            yield from compared("details", told, value)
    yield from part_disagreements(row, page.root, around)
    metas = page.root.iterfind(".//meta[@name='ai-disclosure']")
    if meta := " ".join(str(meta.get("content")) for meta in metas):
        yield from compared("meta ai-disclosure", meta, value)
    yield from image_disagreements(row, page)


def unlisted_disagreements(page: BuiltPage) -> Iterator[Disagreement]:
    """Where a page that is not in the inventory contradicts itself: hidden, or the kit's own."""
    notices = map(words_of, with_class(page.root, "disclosure", "p"))
    if backstory := _backstory(page):
        yield from compared("notice", " ".join(notices), backstory)
    yield from making_disagreements(page)


def feed_disagreements(
    row: Row, entry: EntryReading, credited: Collection[str]
) -> Iterator[Disagreement]:
    """Where a feed's entry says something else than its row of the inventory.

    `credited` is what the whole inventory has for `credit`: none of it may follow a person's name.
    """
    root = parse_page(entry.html.encode("utf-8", "replace")).root
    content = "" if root is None else words_of(root)
    sentence = collapsed(row["sentence"] or "")
    yield from compared("content", content[: len(sentence)], sentence)
    yield from _labels_left_out(row, content.removeprefix(sentence))
    value, source_type = _vocabulary_terms(entry)
    yield from compared("category", value, row["value"] or "")
    yield from compared("IPTC category", source_type, row["source_type"] or "")
    short = collapsed(f"{row['short']}." if row["short"] else "")
    yield from compared("summary", entry.summary[: len(short)], short)
    for byline in entry.bylines:
        name, credit = _credited(byline, credited)
        if credit != (row["credit"] or ""):
            wanted = f"{name} ({row['credit']})" if row["credit"] else name
            yield Disagreement("author", byline, wanted)


def _backstory(page: BuiltPage) -> str:
    return UNREADABLE if page.graph.faults else page.said("backstory")


def _reviewers(page: BuiltPage) -> Iterator[str]:
    for node in page.nodes("main"):
        for party in map(page.graph.resolved, node.values("reviewedBy")):
            yield name_of(party or "")


def _described_parts(page: BuiltPage) -> Iterator[str]:
    for part in page.nodes("part"):
        told = collapsed(" ".join(part.texts("description")))
        yield f"{' '.join(part.texts('name'))}: {source_type_of(part)}, {told}"


def _listed_parts(row: Row) -> Iterator[str]:
    for part in row["parts"]:
        yield f"{part['kind']}: {part['source_type']}, {collapsed(part['sentence'])}"


def _labels_left_out(row: Row, content: str) -> Iterator[Disagreement]:
    """Labels of parts and images that a feed's text does not have, each as often as it must."""
    wanted = Counter(collapsed(part["sentence"]) for part in row["parts"] if part["id"])
    in_text = (image for image in row["images"] if image["place"] == "text")
    wanted |= Counter({collapsed(image["caption"]): 1 for image in in_text})
    for label, times in wanted.items():
        if content.count(label) < times:
            yield Disagreement("labels in content", "", label)


def _vocabulary_terms(entry: EntryReading) -> tuple[str, str]:
    """The value and the source type that an entry gives, each as it is written."""
    if entry.extension is None:
        terms = [
            " ".join(one.term for one in entry.categories if one.scheme.startswith(vocabulary))
            for vocabulary in (W3C_SCHEMES, IPTC)
        ]
    else:
        address = str(entry.extension.get("digital_source_type", ""))
        written = (str(entry.extension.get("value", "")), term_of(address))
        # A tag has no vocabulary and may be the author's own, but none of these may be missing.
        terms = [term if term in (*entry.tags, "") else "no tag" for term in written]
    return terms[0], terms[1]


def _credited(author: str, credited: Collection[str]) -> tuple[str, str]:
    """An author's name, and what the kit put behind it; brackets of the name's own are the name."""
    for credit in credited:
        if author.endswith(f" ({credit})"):
            return author.removesuffix(f" ({credit})"), credit
    return author, ""
