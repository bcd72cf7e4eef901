"""Who notices when one writer of the kit breaks: `invoke check`, the auditor, or both?

Each case does to every built file what a fault in one writer would. The two read the files with
code that writes none of them, so a fault in a writer is no fault in what looks for it.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from commands.check import check
from plugins.audit.auditor import audit
from plugins.audit.report import Severity
from plugins.common.failure import CommandError
from tests.building import article, build, once_a_run, write_site
from tests.site.test_check_tampering import FILES

TODAY = date(2026, 11, 23)
TOLD = article(
    "Told",
    AI_Role="generated",
    AI_Model="claude",
    AI_Provider="Anthropic",
    AI_Review="none",
    AI_Making="rich.md",
)
CHECK, AUDIT = "check", "audit"
PAGES = "**/*.html"
TERM = r"(https?://[^\"<]*/(?:digitalsourcetype/)?)[A-Za-z]+Algorithmic[A-Za-z]+"
W3C = r"https://w3c-cg\.github\.io/ai-content-disclosure/#disclosure-values"
IPTC = r"http://cv\.iptc\.org/newscodes/digitalsourcetype/"
TABLE = [
    # (what is broken, files, what is written, what stands there instead, who notices)
    ("notice left out", PAGES, r'<p class="disclosure" role="note"[^>]*>.*?</p>', "", {CHECK}),
    ("notice of another text", PAGES, r'(<p class="disclosure" role="note"[^>]*>).*?</p>',
     r"\1Written by a person. No AI was used.</p>", {CHECK}),
    ("notice in no language", PAGES, r'(<p class="disclosure" role="note") lang="[^"]*"', r"\1",
     {CHECK}),
    ("details box", PAGES, r"<dd>(human-only|ai-[a-z]+)</dd>", "<dd>ai-assisted</dd>", {CHECK}),
    ("byline", PAGES, r'(<span class="byline"[^>]*>)[^<]*', r"\1AI: ", {CHECK}),
    ("attribute left out", PAGES, r'(class="entry-content") ai-disclosure="[^"]*"', r"\1",
     {CHECK, AUDIT}),
    ("attribute with another value", PAGES, r'(class="entry-content" ai-disclosure=")[^"]*',
     r"\1human-only", {CHECK, AUDIT}),
    ("attribute with no value of the report", PAGES, r'(class="entry-content" ai-disclosure=")ai-',
     r"\1machine-", {CHECK, AUDIT}),
    ("model left out", PAGES, r'(class="entry-content"[^>]*) ai-model="[^"]*"', r"\1", {CHECK}),
    ("provider left out", PAGES, r'(class="entry-content"[^>]*) ai-provider="[^"]*"', r"\1",
     {CHECK}),
    ("address of the prompt", PAGES, r'(ai-prompt-url=")[^"]*', r"\1Write an article",
     {CHECK, AUDIT}),
    ("address of the prompt left out", PAGES, r' ai-prompt-url="[^"]*"', "", {CHECK}),
    ("attributes of the title", PAGES, r"<h1 [^>]*>", "<h1>", {CHECK}),
    ("meta element twice or beside attributes", PAGES, r"</head>",
     '<meta name="ai-disclosure" content="human-only"></head>', {CHECK, AUDIT}),
    ("meta element of pages in one way", PAGES, r'(<meta name="ai-disclosure" content=")[^"]*',
     r"\1mixed", {CHECK, AUDIT}),
    ("JSON-LD left out", PAGES, r"(?s)<script type=.application/ld.json.>.*?</script>", "",
     {CHECK}),
    ("JSON-LD not escaped", PAGES, r'"headline":"', '"headline":"</script>', {CHECK, AUDIT}),
    ("JSON-LD source type of texts", PAGES,
     rf'("articleSection":"Notes","digitalSourceType":"){TERM}',
     r"\1https://schema.org/DigitalArtDigitalSource", {CHECK, AUDIT}),
    ("JSON-LD sentence", PAGES, r'("backstory":")[^"]*', r"\1By hand.", {CHECK}),
    ("JSON-LD reviewer", PAGES, r'"reviewedBy":\[[^]]*\],', "", {CHECK, AUDIT}),
    ("JSON-LD day of the review", PAGES, r',"lastReviewed":"[^"]*"', "", {CHECK, AUDIT}),
    ("JSON-LD of parts", PAGES, r',"hasPart":\[[^]]*\]', "", {CHECK, AUDIT}),
    ("JSON-LD of images", PAGES, r'"image":\[[^]]*\],', "", {CHECK}),
    ("JSON-LD source type of images", PAGES,
     rf'("contentUrl":"[^"]*","digitalSourceType":"){TERM}',
     r"\1https://schema.org/DigitalArtDigitalSource", {CHECK, AUDIT}),
    ("label of parts left out", PAGES, r'<(p|span) class="disclosure-part"[^>]*>[^<]*</\1>', "",
     {CHECK}),
    ("label of another part", PAGES, r'(<(?:p|span) class="disclosure-part"[^>]*>)AI-written[^<]*',
     r"\1Written by a person.", {CHECK}),
    ("attributes of parts left out", PAGES,
     r'(class="part[^"]*") ai-disclosure="[^"]*"( ai-model="[^"]*" ai-provider="[^"]*")?', r"\1",
     {CHECK}),
    ("attributes of parts", PAGES, r'(class="part[^"]*" ai-disclosure=")[^"]*', r"\1human-only",
     {CHECK, AUDIT}),
    ("captions left out", PAGES, r'<(span|figcaption) class="disclosure-image"[^>]*>[^<]*</\1>',
     "", {CHECK}),
    ("captions of other images", PAGES, r'(class="disclosure-image"[^>]*>)[^<]*', r"\1By AI.",
     {CHECK}),
    ("source type in JPEG", "images/*.jpg", r"trainedAlgorithmicMedia", "digitalArt",
     {CHECK, AUDIT}),
    ("source type in PNG", "images/map.png", r"compositeWithTrained", "digitalArtWithTrained",
     {CHECK, AUDIT}),
    ("packet in JPEG", "images/*.jpg", r"</rdf:RDF>", "</rdf:RDX>", {AUDIT}),
    ("labels on cards left out", "index.html", r'<span class="disclosure-short"[^>]*>[^<]*</span>',
     "", {CHECK}),
    ("labels on cards", "index.html", r'(<span class="disclosure-short"[^>]*>)[^<]*',
     r"\1By a person", {CHECK}),
    ("labels of covers on cards", "index.html",
     r'<span class="disclosure-cover"[^>]*>[^<]*</span>', "", {CHECK, AUDIT}),
    ("labels of related articles", PAGES,
     r'(?s)(<nav class="related".*?"disclosure-short"[^>]*>)[^<]*', r"\1By a person", {CHECK}),
    ("Atom: value", "feeds/*.atom.xml", rf'(<category term=")ai-[a-z]+(" scheme="{W3C}")',
     r"\1human-only\2", {CHECK, AUDIT}),
    ("Atom: value left out", "feeds/*.atom.xml", rf'<category term="[^"]*" scheme="{W3C}"[^>]*>',
     "", {CHECK}),
    ("Atom: source type", "feeds/*.atom.xml", rf'(<category term=")[^"]*(" scheme="{IPTC}")',
     r"\1digitalArt\2", {CHECK, AUDIT}),
    ("Atom: summary", "feeds/*.atom.xml", r"<summary>AI-[a-z]+", "<summary>By hand", {CHECK}),
    ("Atom: notice", "feeds/*.atom.xml", r'(<content type="html">)&lt;p&gt;AI-', r"\1&lt;p&gt;By ",
     {CHECK}),
    ("Atom: labels of parts", "feeds/*.atom.xml", r"&lt;p&gt;AI-written by outer-model",
     "&lt;p&gt;", {CHECK}),
    ("Atom: captions", "feeds/*.atom.xml", r"&lt;span&gt;Image AI-edited[^&]*", "&lt;span&gt;",
     {CHECK}),
    ("Atom: model as author", "feeds/*.atom.xml", r"<name>[^<]*</name>", "<name>Claude</name>",
     {CHECK, AUDIT}),
    ("Atom: author's credit", "feeds/*.atom.xml", r" \(AI-[a-z]+\)</name>", "</name>", {CHECK}),
    ("Atom: not well-formed", "feeds/*.atom.xml", r"</entry>", "", {CHECK, AUDIT}),
    ("Atom: address", "feeds/*.atom.xml", r'(rel="alternate" type="text/html" href="[^"]*)rich/',
     r"\1poor/", {CHECK}),
    ("RSS: value", "feeds/*.rss.xml", rf'(<category domain="{W3C}">)ai-[a-z]+', r"\1human-only",
     {CHECK, AUDIT}),
    ("RSS: source type", "feeds/*.rss.xml", rf'(<category domain="{IPTC}">)[a-zA-Z]+',
     r"\1digitalArt", {CHECK, AUDIT}),
    ("RSS: summary", "feeds/*.rss.xml", r"<description>AI-[a-z]+", "<description>By hand",
     {CHECK}),
    ("RSS: notice", "feeds/*.rss.xml", r"(<content:encoded>)&lt;p&gt;AI-", r"\1&lt;p&gt;By ",
     {CHECK}),
    ("RSS: labels of parts", "feeds/*.rss.xml", r"&lt;p&gt;AI-written by outer-model", "&lt;p&gt;",
     {CHECK}),
    ("RSS: author's credit", "feeds/*.rss.xml", r" \(AI-[a-z]+\)</dc:creator>", "</dc:creator>",
     {CHECK}),
    ("RSS: model as author", "feeds/*.rss.xml", r"<dc:creator>[^<]*", "<dc:creator>Claude",
     {CHECK, AUDIT}),
    ("JSON Feed: value", "feeds/*.json", r'("value": ")ai-[a-z]+', r"\1human-only",
     {CHECK, AUDIT}),
    ("JSON Feed: source type", "feeds/*.json", r'("digital_source_type": "[^"]*/)[a-zA-Z]+"',
     r'\1digitalArt"', {CHECK, AUDIT}),
    ("JSON Feed: extension left out", "feeds/*.json", r'(?s)"_ai_disclosure": \{.*?\},', "",
     {CHECK}),
    ("JSON Feed: tags", "feeds/*.json", r'(?m)^ +"ai-[a-z]+",\n', "", {CHECK}),
    ("JSON Feed: reviewer", "feeds/*.json", r'("reviewed_by": )\[[^]]*\]', r"\1[]", {AUDIT}),
    ("JSON Feed: summary", "feeds/*.json", r'"summary": "AI-[a-z]+', '"summary": "By hand',
     {CHECK}),
    ("JSON Feed: notice", "feeds/*.json", r'"content_html": "<p>AI-', '"content_html": "<p>By ',
     {CHECK}),
    ("JSON Feed: author's credit", "feeds/*.json", r" \(AI-[a-z]+\)\"", '"', {CHECK}),
    ("JSON Feed: items", "feeds/*.json", r'"items"', '"entries"', {CHECK}),
    ("JSON Feed: not JSON", "feeds/*.json", r'"items"', '"items', {CHECK, AUDIT}),
    ("ai-disclosures.json: value", "ai-disclosures.json", r'"value": "ai-[a-z]+"',
     '"value": "human-only"', {CHECK, AUDIT}),
    ("ai-disclosures.json: source type", "ai-disclosures.json", r'"source_type": "trained',
     '"source_type": "compositeWithTrained', {CHECK, AUDIT}),
    ("ai-disclosures.json: review", "ai-disclosures.json", r'("reviewed_by": )\[[^]]+\]', r"\1[]",
     {CHECK, AUDIT}),
    ("ai-disclosures.json: sentence", "ai-disclosures.json", r'"sentence": "AI-',
     '"sentence": "By ', {CHECK}),
    ("ai-disclosures.json: a row", "ai-disclosures.json", r'"url": "([^"]*)/stale/"',
     r'"url": "\1/fresh/"', {CHECK}),
    ("ai-disclosures.json: a key", "ai-disclosures.json", r'"own_value"', '"ownvalue"', {CHECK}),
    ("ai-disclosures.json: counts", "ai-disclosures.json", r'"undeclared": \d', '"undeclared": 0',
     {CHECK}),
    ("ai-disclosures.json: not JSON", "ai-disclosures.json", r"\}\s*\Z", "", {CHECK, AUDIT}),
    ("ai-disclosures.csv: a cell", "ai-disclosures.csv", "ai-autonomous", "human-only", {CHECK}),
    ("ai-disclosures.csv: a row", "ai-disclosures.csv", r"http[^,]*/stale/,[^\r]*\r\n", "",
     {CHECK}),
    ("ai-disclosures.csv: a column", "ai-disclosures.csv", "own_value", "value_own", {CHECK}),
    ("llms.txt", "llms.txt", r"\): AI-[a-z]+", "): By hand", {CHECK}),
    ("transparency: numbers", "transparency/index.html", r"<td>\d+</td>", "<td>9</td>", {CHECK}),
    ("transparency: lists", "transparency/index.html",
     r"(?s)(Undeclared articles</h2>.*?<ul[^>]*>).*?</ul>", r"\1</ul>", {CHECK}),
    ("transparency: chart", "transparency/index.html", r'(dy="0.35em" fill="currentColor">)\d+',
     r"\g<1>9", {CHECK}),
    ("pages of models", "model/claude/index.html", r'(?s)<li class="card">.*?</li>', "", {CHECK}),
    ("making-of pages", "*/making/index.html", r'<p class="disclosure-part"[^>]*>[^<]*', "<p>",
     {CHECK}),
]  # fmt: skip


@pytest.fixture(scope="module", name="site")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of its own for each worker, which every case leaves as it was."""
    built = once_a_run(tmp_path_factory, "sound", _build)
    return shutil.copytree(built / "site", tmp_path_factory.mktemp("copy") / "site")


def _build(folder: Path) -> None:
    files = {**FILES, "articles/told.md": TOLD}
    result = build(folder / "site", settings=write_site(folder, files))
    assert result.returncode == 0, result.stderr


def _who_notices(site: Path) -> set[str]:
    noticed = set()
    try:
        check(site)
    except CommandError:
        noticed.add(CHECK)
    if any(found.severity is not Severity.NOTE for found in audit([site], TODAY).findings):
        noticed.add(AUDIT)
    return noticed


def test_nobody_cries_wolf(site: Path) -> None:
    """Else the table below would say nothing."""
    assert _who_notices(site) == set()


@pytest.mark.parametrize(
    ("files", "written", "forged", "who"), [case[1:] for case in TABLE], ids=[c[0] for c in TABLE]
)
def test_a_broken_writer_is_noticed(
    site: Path, *, files: str, written: str, forged: str, who: set[str]
) -> None:
    """By those who noticed it when this table was written, and by nobody less."""
    before = {path: path.read_bytes() for path in site.glob(files)}
    for path, data in before.items():
        text = re.sub(written, forged, data.decode("utf-8", "surrogateescape"))
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    try:
        assert any(path.read_bytes() != data for path, data in before.items())
        assert _who_notices(site) == who
    finally:
        for path, data in before.items():
            path.write_bytes(data)
