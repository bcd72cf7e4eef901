"""The JSON-LD graph of a page."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.article import ImageLabel
from plugins.common.characters import without_forbidden
from plugins.disclosure.label import PartLabel
from plugins.head.jsonld_graph import graph, script, source_type_address
from plugins.head.page_data import Crumb, HeadArticle, HeadPage, HeadSite, PageKind, Party

SITE = HeadSite("https://e.example/", "Site", "About chips", "en", Party("Desk", "Organization"))
URL = "https://e.example/a/"
COVER = "https://e.example/c.png"
TEXT = HeadArticle(
    authors=(Party("Ana", "Person", "https://e.example/author/ana/"),),
    published=datetime(2026, 1, 1, 9, tzinfo=UTC),
    updated=datetime(2026, 2, 1, 9, tzinfo=UTC),
    section="AI",
    keywords=("chips", "fabs"),
    backstory="AI-written by M. Facts checked by Ana on 2 January 2026.",
    citations=("https://s.example/1",),
)
ARTICLE = HeadPage(
    kind=PageKind.ARTICLE,
    url=URL,
    title="A",
    description="What A is.",
    crumbs=(
        Crumb("Site", SITE.url),
        Crumb("AI", "https://e.example/category/ai/"),
        Crumb("A", URL),
    ),
    text=TEXT,
    source_type="trainedAlgorithmicMedia",
    reviewers=(Party("Ana"),),
    last_reviewed="2026-01-02",
)


def part(kind: str, source_type: str, sentence: str, anchor: str = "") -> PartLabel:
    """A part of a text with an origin of its own."""
    return PartLabel(kind, anchor, "", "", source_type, (), "", sentence)


def nodes(page: HeadPage, site: HeadSite = SITE) -> dict[str, Any]:
    """The nodes of the graph as a consumer reads it, by type."""
    document = json.loads(script(graph(page, site)))
    assert document["@context"] == "https://schema.org"
    return {node["@type"]: node for node in document["@graph"]}


def test_an_article_has_five_nodes_that_point_at_each_other() -> None:
    """Article, page, trail, site and publisher, each once."""
    found = nodes(ARTICLE)
    assert list(found) == ["BlogPosting", "WebPage", "BreadcrumbList", "WebSite", "Organization"]
    ids = {node["@id"] for node in found.values()}
    article, page = found["BlogPosting"], found["WebPage"]
    pointed = [article["mainEntityOfPage"], article["isPartOf"], article["publisher"]]
    pointed += [page["isPartOf"], page["breadcrumb"], found["WebSite"]["publisher"]]
    assert len(ids) == 5
    assert all(pointer["@id"] in ids for pointer in pointed)
    assert (article["@id"], page["@id"]) == (f"{URL}#article", URL)


def test_an_article_says_what_made_it_and_a_page_who_reviewed_it() -> None:
    """Dates with their zone, people as authors, the disclosure, the sources, the review."""
    found = nodes(ARTICLE)
    article = found["BlogPosting"]
    assert article["datePublished"] == "2026-01-01T09:00:00+00:00"
    assert article["dateModified"] == "2026-02-01T09:00:00+00:00"
    assert article["author"] == [
        {"@type": "Person", "name": "Ana", "url": "https://e.example/author/ana/"}
    ]
    assert article["digitalSourceType"] == (
        "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    )
    assert article["backstory"] == TEXT.backstory
    assert article["citation"] == ["https://s.example/1"]
    assert (article["articleSection"], article["keywords"]) == ("AI", ["chips", "fabs"])
    assert found["WebPage"]["reviewedBy"] == [{"@type": "Person", "name": "Ana"}]
    assert found["WebPage"]["lastReviewed"] == "2026-01-02"


def test_the_trail_counts_from_one_and_ends_at_the_page() -> None:
    """Each level has a name and an address."""
    items = nodes(ARTICLE)["BreadcrumbList"]["itemListElement"]
    assert [(item["position"], item["name"], item["item"]) for item in items] == [
        (1, "Site", "https://e.example/"),
        (2, "AI", "https://e.example/category/ai/"),
        (3, "A", URL),
    ]


def test_an_undeclared_article_makes_no_claim() -> None:
    """No source type, backstory, review, nor any term for the W3C value."""
    text = replace(TEXT, backstory="", citations=())
    page = replace(ARTICLE, text=text, source_type="", reviewers=(), last_reviewed="")
    written = script(graph(page, SITE))
    for term in ("digitalSourceType", "backstory", "reviewedBy", "lastReviewed", "citation"):
        assert term not in written
    assert "aiDisclosure" not in script(graph(replace(ARTICLE, value="ai-assisted"), SITE))


def test_who_answers_stands_in_for_a_missing_author() -> None:
    """As the publisher's own node, also where an author has the publisher's name."""
    publisher = {"@id": "https://e.example/#publisher"}
    for authors in ((), (Party("Desk"),)):
        page = replace(ARTICLE, text=replace(TEXT, authors=authors))
        assert nodes(page)["BlogPosting"]["author"] == [publisher]
    nobody = nodes(replace(ARTICLE, text=replace(TEXT, authors=())), replace(SITE, publisher=None))
    assert "author" not in nobody["BlogPosting"]
    assert "publisher" not in nobody["WebSite"]


def test_lists_pages_home_and_error() -> None:
    """A page's source type is its own; home has no trail; an error page has no address."""
    page = nodes(replace(ARTICLE, kind=PageKind.PAGE, text=None))
    assert list(page) == ["WebPage", "BreadcrumbList", "WebSite", "Organization"]
    assert page["WebPage"]["digitalSourceType"].endswith("TrainedAlgorithmicMediaDigitalSource")
    shown = HeadPage(PageKind.LIST, URL, "AI", crumbs=ARTICLE.crumbs[:2])
    assert list(nodes(shown)) == ["CollectionPage", "BreadcrumbList", "WebSite", "Organization"]
    home = HeadPage(PageKind.HOME, SITE.url, "Site")
    assert list(nodes(home)) == ["CollectionPage", "WebSite", "Organization"]
    assert list(nodes(HeadPage(PageKind.ERROR, "", "Gone"))) == ["WebSite", "Organization"]


@pytest.mark.parametrize(
    ("source_type", "address"),
    [
        ("", ""),
        ("trainedAlgorithmicMedia", "https://schema.org/TrainedAlgorithmicMediaDigitalSource"),
        (
            "compositeWithTrainedAlgorithmicMedia",
            "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
        ),
        ("digitalCreation", "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation"),
    ],
)
def test_source_types_have_the_address_that_schema_org_knows(
    source_type: str, address: str
) -> None:
    """Its own members where there are any, IPTC's term where there is none."""
    assert source_type_address(source_type) == address


BREAKERS = st.sampled_from(["</script>", "<!--", "<script>", "]]>", "\u2028", "&amp;", '"', "\\"])


@given(st.lists(st.one_of(st.text(max_size=5), BREAKERS), max_size=6).map("".join))
def test_no_text_breaks_out_of_the_script(text: str) -> None:
    """A browser sees one script element whose content is the JSON that was meant."""
    page = replace(ARTICLE, title=text, text=replace(TEXT, section=text, keywords=(text,)))
    written = script(graph(page, SITE))
    assert not set("<>&\u2028\u2029") & set(written)
    tree = html5lib.parse(
        f"<!DOCTYPE html><title>t</title><script>{written}</script><p>", namespaceHTMLElements=False
    )
    scripts = tree.findall(".//script")
    assert len(scripts) == 1
    assert len(tree.find("body")) == 1
    article = json.loads(scripts[0].text)["@graph"][0]
    assert article.get("headline", "") == without_forbidden(text)
    assert article["keywords"] == [without_forbidden(text)]


def test_parts_images_corrections_and_who_answers() -> None:
    """A person answers as accountablePerson, an organisation as publisher alone."""
    page = replace(
        ARTICLE,
        text=replace(
            TEXT,
            based_on=("https://s.example/2",),
            corrections=(("2026-02-01", "A </script> year."),),
        ),
        parts=(
            part("quotation", "compositeWithTrainedAlgorithmicMedia", "AI-translated.", "Part-1"),
            part("title", "trainedAlgorithmicMedia", "AI-written."),
        ),
        images=(ImageLabel(COVER, "trainedAlgorithmicMedia", "AI image.", is_cover=True),),
    )
    person = replace(SITE, publisher=Party("Ana"), principles="https://e.example/ai-policy/")
    found = nodes(page, person)
    article = found["BlogPosting"]
    assert article["accountablePerson"] == {"@id": "https://e.example/#publisher"}
    assert article["publishingPrinciples"] == "https://e.example/ai-policy/"
    assert article["isBasedOn"] == ["https://s.example/2"]
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "datePublished": "2026-02-01",
            "text": "A </script> year.",
        }
    ]
    assert article["hasPart"] == [
        {
            "@type": "Quotation",
            "@id": f"{URL}#Part-1",
            "name": "quotation",
            "digitalSourceType": (
                "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"
            ),
            "description": "AI-translated.",
        },
        {
            "@type": "WebPageElement",
            "name": "title",
            "digitalSourceType": "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
            "description": "AI-written.",
        },
    ]
    assert article["image"][0]["contentUrl"] == "https://e.example/c.png"
    assert "accountablePerson" not in nodes(page)["BlogPosting"]
