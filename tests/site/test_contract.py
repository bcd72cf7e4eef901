"""What a built site offers: the addresses and forms that programs may rely on."""

from __future__ import annotations

import csv
import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from lxml import html as lxml_html

from plugins.addresses.site_links import BuiltSite
from tests.building import build, files_of, invoke

SENTENCES = {
    "harbour-crane": "AI-drafted by Gemini 2.0 Flash Thinking (Google) and rewritten by a person."
    " Facts, quotations and links checked by the test editor on 2 October 2026."
    ' Read by A. <b>Checker</b> & "Co" on 3 October 2026, who checked images.',
    "tide-clock": "AI-written by Gemini 2.0 Flash Thinking (Google) and unlisted-model-1."
    " No person checked it before publication.",
    "timber-prices": "AI-translated by Gemini 2.0 Flash Thinking (Google)."
    " An earlier version was checked by the test editor on 13 September 2026;"
    " the text has changed since.",
    "who-keeps-the-lighthouse": "Written by a person; none of the words come from AI.",
    "the-fog-signal": "Written by a person and AI-corrected (model not recorded)."
    " No review is recorded.",
    "how-canvas-1-2-work": 'AI-written by model"><script>alert(2)</script> (Prov & "Ider" <i>).'
    " No person checked it before publication.",
    "the-undeclared-weir": "",
    "de/tide-clock": "KI-übersetzt von Gemini 2.0 Flash Thinking (Google)."
    " Eine Prüfung ist nicht vermerkt.",
    "ar/saat-al-madd": "ملخص كتبه الذكاء الاصطناعي (النموذج غير مسجَّل). لم تُسجَّل أي مراجعة.",
    "about-the-demo": "AI-written by Gemini 2.0 Flash Thinking (Google)."
    " No person checked it before publication.",
}

VALUES = {
    "harbour-crane": "ai-assisted",
    "tide-clock": "ai-autonomous",
    "timber-prices": "",
    "who-keeps-the-lighthouse": "human-only",
    "the-fog-signal": "",
    "the-undeclared-weir": "",
}


def _page(site: Path, slug: str) -> Any:
    return lxml_html.parse(str(site / slug / "index.html")).getroot()


def _graph(page: Any) -> dict[str, Any]:
    scripts = page.xpath("//script[@type='application/ld+json']")
    assert len(scripts) == 1
    nodes = json.loads(scripts[0].text)["@graph"]
    return {node["@type"]: node for node in nodes}


@pytest.mark.parametrize(("slug", "sentence"), SENTENCES.items())
def test_the_notice_stands_before_the_text(built_site: Path, slug: str, sentence: str) -> None:
    """One `<p class="disclosure" role="note">` in the one article, then details, then the text."""
    page = _page(built_site, slug)
    (entry,) = page.xpath("//article")
    notices = entry.xpath(".//p[@class='disclosure'][@role='note']")
    assert [" ".join(p.text_content().split()) for p in notices] == ([sentence] if sentence else [])
    order = [node.get("class") for node in entry.iter("p", "details", "div") if node.get("class")]
    wanted = ["disclosure", "disclosure-more", "entry-content"]
    seen = [name for name in order if name in wanted]
    assert seen == (wanted if sentence else ["entry-content"])
    assert not entry.xpath(".//p[@class='disclosure']//a")


@pytest.mark.parametrize(("slug", "value"), VALUES.items())
def test_the_value_stands_on_the_text(built_site: Path, slug: str, value: str) -> None:
    """The W3C attribute is on the element around the text, and nowhere where it is unknown."""
    page = _page(built_site, slug)
    assert page.xpath("//@ai-disclosure") == ([value] if value else [])
    (content,) = page.xpath("//article//div[@class='entry-content']")
    assert content.get("ai-disclosure", "") == value
    assert page.xpath("//meta[@name='ai-disclosure']/@content") in ([], [value])


def test_hostile_names_stay_text(built_site: Path) -> None:
    """A title, tag, author, model or provider that holds markup is printed, not obeyed."""
    page = _page(built_site, "how-canvas-1-2-work")
    assert page.xpath("//h1")[0].text_content() == "How <canvas> & “1 < 2” work"
    assert page.xpath("//title")[0].text.startswith('How <canvas> & "1 < 2" work')
    assert not page.xpath("//canvas")
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    scripts = [s for s in page.xpath("//script") if s.get("type") != "application/ld+json"]
    own = [s for s in scripts if s.get("src", "").startswith("http://localhost:8000/theme/")]
    hashes = [b64encode(sha256((s.text or "").encode()).digest()).decode() for s in scripts]
    known = [s for s, each in zip(scripts, hashes, strict=True) if f"'sha256-{each}'" in policy]
    assert [s for s in scripts if s not in own and s not in known] == []
    assert _graph(page)["BlogPosting"]["headline"] == 'How <canvas> & "1 < 2" work'
    content = page.xpath("//div[@class='entry-content']")[0]
    assert content.get("ai-model") == 'model"><script>alert(2)</script>'
    assert content.get("ai-provider") == 'Prov & "Ider" <i>'


def test_json_ld_is_one_graph(built_site: Path) -> None:
    """BlogPosting, WebPage, BreadcrumbList, WebSite and the publisher; reviewers where valid."""
    nodes = _graph(_page(built_site, "harbour-crane"))
    assert {"BlogPosting", "WebPage", "BreadcrumbList", "WebSite", "Organization"} <= set(nodes)
    article = nodes["BlogPosting"]
    assert article["backstory"] == SENTENCES["harbour-crane"]
    assert article["digitalSourceType"].endswith("/TrainedAlgorithmicMediaDigitalSource")
    assert [a["name"] for a in article["author"]] == ["Ada Tester", "Ben Tester"]
    reviewers = nodes["WebPage"]["reviewedBy"]
    assert [r["name"] for r in reviewers] == ["the test editor", 'A. <b>Checker</b> & "Co"']
    assert nodes["WebPage"]["lastReviewed"] == "2026-10-03"
    stale = _graph(_page(built_site, "timber-prices"))
    assert "reviewedBy" not in stale["WebPage"]
    undeclared = _graph(_page(built_site, "the-undeclared-weir"))
    assert not {"backstory", "digitalSourceType"} & set(undeclared["BlogPosting"])


def test_the_inventory_lists_every_article(built_site: Path) -> None:
    """The undeclared included; hidden ones, drafts and undeclared pages left out; sorted; twice."""
    data = json.loads((built_site / "ai-disclosures.json").read_text())
    rows = {row["source"]: row for row in data["entries"]}
    assert rows["articles/undeclared.md"]["role"] is None
    assert rows["articles/undeclared.md"]["review"] is None
    assert rows["articles/harbour-crane.md"]["review"] == "recorded"
    assert rows["articles/timber-prices.md"]["review"] == "stale"
    assert rows["pages/about.md"]["kind"] == "page"
    left_out = {
        "articles/hidden.md",
        "articles/draft.md",
        "articles/future.md",
        "pages/ai-policy.md",
    }
    assert not left_out & set(rows)
    assert [r["url"] for r in data["entries"]] == sorted(r["url"] for r in data["entries"])
    with (built_site / "ai-disclosures.csv").open(encoding="utf-8", newline="") as file:
        assert [row["url"] for row in csv.DictReader(file)] == [r["url"] for r in data["entries"]]


@pytest.mark.parametrize(
    "path",
    [
        *("index.html", "404.html", "archives/index.html", "archives/2026/index.html"),
        *("category/index.html", "category/engineering/index.html", "category/rd-b/index.html"),
        *("tag/index.html", "tag/harbour/index.html", "tag/scriptalert1script/index.html"),
        *("author/index.html", "author/ada-tester/index.html", "page/2/index.html"),
        *("harbour-crane/index.html", "about-the-demo/index.html", "de/tide-clock/index.html"),
        *("drafts/a-draft-about-the-breakwater/index.html", "drafts/tomorrows-storm/index.html"),
        *("the-hidden-sluice/index.html", "2019/05/the-clock/index.html", "CNAME"),
        *("feeds/all.atom.xml", "feeds/all.rss.xml", "feeds/category/trade.atom.xml"),
        *("feeds/category/trade.rss.xml", "feeds/tag/harbour.atom.xml"),
        *("feeds/author/ada-tester.atom.xml", "ai-disclosures.json", "ai-disclosures.csv"),
    ],
)
def test_every_kind_of_address_is_there(built_site: Path, path: str) -> None:
    """The contract's addresses, in preview."""
    assert (built_site / path).is_file()


def test_a_hidden_article_is_in_no_list(built_site: Path) -> None:
    """Only who has its address finds it; there it says what it is."""
    page = (built_site / "the-hidden-sluice" / "index.html").read_text()
    assert "AI-written by Gemini" in page
    assert "noindex" in page
    for path, data in files_of(built_site).items():
        if path != "the-hidden-sluice/index.html":
            assert b"hidden-sluice" not in data, path


def test_drafts_are_for_preview(published_site: Path, built_site: Path) -> None:
    """With noindex there; in production nowhere."""
    draft = built_site / "drafts" / "a-draft-about-the-breakwater" / "index.html"
    assert "noindex" in draft.read_text()
    assert not (published_site / "drafts").exists()
    for path, data in files_of(published_site).items():
        assert b"breakwater" not in data, path
        assert b"storm" not in data, path


def test_old_addresses_lead_on(built_site: Path) -> None:
    """`Moved-From` is a page that redirects and is not indexed."""
    page = lxml_html.parse(str(built_site / "2019/05/the-clock/index.html")).getroot()
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://localhost:8000/tide-clock/"]
    refresh = page.xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == ["0; url=http://localhost:8000/tide-clock/"]


def _sites(built_site: Path, published_site: Path) -> list[tuple[Path, str]]:
    return [(built_site, "http://localhost:8000"), (published_site, "https://demo.example/repo")]


def test_every_page_is_well_formed(built_site: Path, published_site: Path) -> None:
    """html5lib's strict parser accepts every page."""
    for site, _ in _sites(built_site, published_site):
        for path in sorted(site.rglob("*.html")):
            parser = html5lib.HTMLParser(strict=True)
            try:
                parser.parse(path.read_text(encoding="utf-8"))
            except html5lib.html5parser.ParseError as error:
                pytest.fail(f"{path.relative_to(site)}: {error}")


def test_every_internal_link_resolves(built_site: Path, published_site: Path) -> None:
    """Links, images, styles, canonical addresses, fragments: under / and under /repo/."""
    for site, siteurl in _sites(built_site, published_site):
        built = BuiltSite(site, siteurl)
        checked = 0
        for path in sorted(site.rglob("*.html")):
            page = lxml_html.parse(str(path)).getroot()
            relative = path.relative_to(site).as_posix().removesuffix("index.html")
            address = f"{siteurl}/{relative}"
            for _, attribute, link, _ in page.iterlinks():
                if attribute in {"href", "src", "poster"}:
                    fault = built.fault(unquote(link) if " " in link else link, address)
                    assert not fault, f"{relative}: {link} {fault}"
                    checked += 1
        assert checked > 500


def test_nothing_points_outside_the_site(published_site: Path) -> None:
    """Under /repo/ no address of the kit begins at the host's root."""
    for path in sorted(published_site.rglob("*.html")):
        page = lxml_html.parse(str(path)).getroot()
        for _, _, link, _ in page.iterlinks():
            target = urlsplit(urljoin("https://demo.example/repo/x/", link))
            if target.netloc == "demo.example":
                assert target.path.startswith("/repo/"), f"{path}: {link}"


def test_two_builds_give_the_same_bytes(built_site: Path, tmp_path: Path) -> None:
    """Same sources, same bytes, whatever the order in which sets come out."""
    again = tmp_path / "again"
    result = build(again, PYTHONHASHSEED="12345", TZ="Asia/Tokyo", LC_ALL="C.UTF-8")
    assert result.returncode == 0, result.stderr
    assert files_of(again) == files_of(built_site)


def test_check_agrees_with_the_build(built_site: Path, tmp_path: Path) -> None:
    """`invoke check` reads every form back, and notices when one of them is changed."""
    result = invoke("check", "--output", str(built_site))
    assert result.returncode == 0, result.stderr
    copy = tmp_path / "copy"
    for path, data in files_of(built_site).items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(data.replace(b"who checked images", b"who checked law"))
    page = copy / "harbour-crane" / "index.html"
    page.write_text(page.read_text().replace('ai-disclosure="ai-assisted"', 'ai-disclosure="x"'))
    result = invoke("check", "--output", str(copy))
    assert result.returncode == 1
    assert "harbour-crane/index.html: ai-disclosure" in result.stderr
