"""The auditor on what nobody meant to write: it reports or stays silent, and never raises."""

from __future__ import annotations

import json
import tempfile
import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.audit import image_metadata, written_values
from plugins.audit.auditor import audit
from plugins.audit.own_site.comparison import INNER, ROW, compare
from plugins.audit.report import AuditReport
from tests.examples import examples

TODAY = date(2026, 11, 23)
PIECES = st.sampled_from(
    [
        "<meta name=ai-disclosure content=",
        '<meta name="author" content="ChatGPT">',
        '<div ai-disclosure="ai-assisted" ai-model="',
        '<p role=note class="ai-notice">80% AI, reviewed. ',
        '<script type="application/ld+json">',
        '{"@graph": [{"@type": ["Article", 3, null], "reviewedBy": [null, 7, {"name": {}}], ',
        '"lastReviewed": 20261101, "digitalSourceType": {"@id": [], "@value": 0}, ',
        '"author": {"@id": 1}}',
        "</script>",
        "<head>",
        "<body>",
        "<main><article>",
        "<template>",
        "<footer>",
        '<img src="http://[::1">',
        '<img src="//\x00/..%00/../a.png">',
        '<link rel=canonical href="http://[x">',
        "]]>",
        "<!--",
        '">',
        "\x00",
        "\ufffe",
        '<category term="ai-assisted" scheme="x"/>',
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">',
        '<rss version="2.0"><channel><item><category>',
        "<entry><author><name>",
        "&#0;&bogus;&#x110000;",
        '{"version": "https://jsonfeed.org/version/1", "items": [{"_ai_disclosure": {"value": [',
        '{"entries": [{"url": 3, "value": {}, "reviewed_by": "x"}, null]}',
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=20), max_size=12).map("".join)
NAMES = st.sampled_from(["a.html", "a.xml", "a.rss", "a.json", "ai-disclosures.json", "a.png"])


def _audited(files: dict[str, bytes]) -> AuditReport:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, data in files.items():
            (folder / path).write_bytes(data)
        (folder / "page.html").write_text('<img src="a.png"><p>Text</p>', encoding="utf-8")
        whole = audit([folder], TODAY)
        for path in files:
            audit([folder / path], TODAY)
    return whole


@given(st.dictionaries(NAMES, TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_random_markup_never_raises(files: dict[str, bytes]) -> None:
    """And a page that declares nothing valid is never called human."""
    report = _audited(files)
    assert all(finding.line >= 0 for finding in report.findings)


@examples(50, 1000)
@given(st.dictionaries(NAMES, st.binary(max_size=300)))
def test_random_bytes_never_raise(files: dict[str, bytes]) -> None:
    """Nor do they declare anything."""
    report = _audited(files)
    assert set(report.verdicts.values()) == {"unknown"}


@given(st.text(max_size=30))
def test_a_value_is_valid_or_breaks_one_rule(written: str) -> None:
    """Never both, never neither."""
    rule, _ = written_values.value_fault(written)
    assert bool(rule) != bool(written_values.disclosure_value(written))


@given(st.binary(max_size=200), st.sampled_from([image_metadata.PNG, b"", b"\xff\xd8"]))
def test_any_image_bytes_are_read_without_an_error(data: bytes, start: bytes) -> None:
    """Broken containers and packets are no exception."""
    packet = b"<x:xmpmeta><rdf:RDF>" + data + b"</rdf:RDF></x:xmpmeta>"
    image_metadata.metadata(start + data)
    image_metadata.metadata(start + packet)


def test_a_compressed_packet_cannot_fill_the_memory() -> None:
    """At most so much is unpacked."""
    text = zlib.compress(b"<x:xmpmeta>" + b" " * 50_000_000)
    body = image_metadata.PNG_XMP + b"\1\0\0\0" + text
    chunk = len(body).to_bytes(4, "big") + b"iTXt" + body + b"\0\0\0\0"
    assert image_metadata.metadata(image_metadata.PNG + chunk) == image_metadata.ImageMetadata()


@pytest.mark.parametrize(
    "html",
    [
        "<div ai-disclosure=ai-assisted>" * 3000,
        "<p class=ai-notice>AI " + "x" * 3_000_000,
        f'<div ai-disclosure="{"ai-assisted " * 200_000}">',
        '<script type="application/ld+json">' + "[" * 200_000,
        '<script type="application/ld+json">' + '{"hasPart":' * 500 + "1" + "}" * 500,
        '<script type="application/ld+json">{"@type":"Article","author":"'
        + "GPT-4 (" * 99_999
        + '"}',
        "<p role=note>AI" + "." * 900 + " a",
        "<footer>" + "<p>AI may be used. " * 5000,
        "<template>" * 2000 + "<p ai-disclosure=human-only>",
        "<head><meta name=ai-disclosure content=human-only></head>"
        + "<p ai-disclosure=ai-assisted>x</p>" * 4000,
        "<figure>" + "<img src=a>" * 10_000,
        "<figure><img src=a>" * 2000,
        "<footer><p>AI" * 2000,
    ],
)
def test_huge_and_deep_pages_are_read(html: str, tmp_path: Path) -> None:
    """The report comes, whatever it says."""
    page = tmp_path / "page.html"
    page.write_text(html, encoding="utf-8")
    assert not audit([page], TODAY).unusable


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """An address can mean a file below the folder only."""
    (tmp_path / "secret.svg").write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        ' e:DigitalSourceType="nonsense"></x:xmpmeta>',
        encoding="utf-8",
    )
    site = tmp_path / "site"
    site.mkdir()
    sources = ("../secret.svg", "/..%2fsecret.svg", "%2e%2e/secret.svg", "/%2e%2e/secret.svg")
    images = "".join(f'<img src="{source}">' for source in sources)
    (site / "index.html").write_text(images, encoding="utf-8")
    assert audit([site], TODAY).findings == ()
    (site / "index.html").write_text('<img src="secret.svg">', encoding="utf-8")
    (site / "secret.svg").write_bytes((tmp_path / "secret.svg").read_bytes())
    assert [finding.rule for finding in audit([site], TODAY).findings] == ["source-type-unknown"]


IMAGE = '<img src="/a.png">'
LABEL = '<b class="disclosure-image">By AI.</b>'


@pytest.mark.parametrize(
    "html",
    [
        f"<figure>{IMAGE * 5000}{LABEL}",
        f"<figure><a>{IMAGE}{LABEL}" * 1000,
        f"{IMAGE}{LABEL}" * 5000,
        '<div class=part id="Part-1">' * 1000,
        "<ul><li><a href=/x><span class=disclosure-short>x</span>" * 1000,
        "<ul><li class=card><a href=/x>" * 1000,
    ],
)
def test_a_site_of_ours_is_compared_whatever_stands_in_its_texts(html: str, tmp_path: Path) -> None:
    """What an author writes by hand may be long, deep and out of place."""
    url = "http://site.example/"
    part = dict.fromkeys(INNER["parts"], "x") | {"id": "Part-1", "models": []}
    image = {"url": f"{url}a.png", "place": "text", "source_type": "x", "caption": "By AI."}
    row = dict.fromkeys(ROW) | {"url": url, "kind": "article", "models": [], "reviewed_by": []}
    row |= {"parts": [part], "images": [image], "words": "en", "byline": "By"}
    listed = {"site": "http://site.example", "entries": [row]}
    (tmp_path / "ai-disclosures.json").write_text(json.dumps(listed), encoding="utf-8")
    (tmp_path / "index.html").write_text(
        f'<main><article><div class="entry-content">{html}', encoding="utf-8"
    )
    assert compare(tmp_path, lambda _: True).texts == 1
