"""Anything that an article, a name or a setting may hold: feeds are valid, nothing in them acts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from plugins.feeds import atom, jsonfeed, rss
from plugins.feeds.entries import entry_of
from plugins.feeds.entry import Feed, Generator, Person
from plugins.feeds.site import FeedSite
from tests.contents import article, term
from tests.examples import examples
from tests.feeds.conftest import ALL_PLUGINS, Built, run_pelican
from tests.feeds.jsonfeed11 import jsonfeed_faults
from tests.feeds.rfc4287 import ATOM, CONTENT, atom_faults, html_faults, rss_faults

ADDRESS = "https://user:secret-word@feeds.example:8443/re%20po"
ROOT = "https://feeds.example:8443/re%20po/"
FAULTS = {".atom.xml": atom_faults, ".rss.xml": rss_faults, ".json": jsonfeed_faults}
NAMES = {
    "markup": '"><script>alert(1)</script><img src=x onerror=alert(2)>',
    "end": "]]></title></entry></feed><!-- --><![CDATA[ &lt;b&gt; &amp;amp; ",
    "controls": "a\x08b\x0bc\x1bd\ufffee\x7ff",
    "turning": "\u202eabc\u2066 עברית \u200f العربية",
    "emoji": "👩‍👩‍👧‍👦 🦜 𝔘𝔫𝔦 e\u0301",
    "braces": "{site} {name} {{ x }} {% y %} ${z} %s",
    "long": "very long " * 400,
    "quotes": "' \" ` « » ‹ \\ \\n",
}
BODY = """
<a href="javascript:alert(3)">a</a> <a href="jAvA&#x73;cript:alert(4)">b</a>
<a href="&#1;javascript:alert(5)">c</a> <a href="data:text/html,<script>alert(6)</script>">d</a>
<a href="vbscript:x">e</a> <img src="javascript:alert(7)" onerror="alert(8)">
<a href="//evil.example/x">f</a> <a href="https://user:pass@other.example/">g</a>
<a href="https://user:secret-word@feeds.example:8443/re%20po/x/">h</a>
<p style="background:url(javascript:alert(9))" onclick="alert(10)">i ]]&gt; &#8; &#0; &#xFFFE;</p>
<svg><script>alert(11)</script></svg><math><mtext><script>alert(12)</script></math>
<template><script>alert(13)</script></template>
<noscript><p title="</noscript><script>alert(14)</script>">
<style>@import 'https://evil.example/'</style><link rel=import href=x>
<meta http-equiv=refresh content=0>
<base href="https://evil.example/"><xmp><script>alert(15)</script></xmp>
<iframe srcdoc="<script>alert(16)</script>"></iframe><object data="javascript:alert(17)"></object>
<form action="javascript:alert(18)"><input autofocus onfocus=alert(19)></form>
<audio src=x onerror=alert(20)>
"""


@pytest.fixture(name="hostile", scope="module")
def hostile_fixture(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An article for each name, which is its title, category, tag, author, model and summary."""
    folder = tmp_path_factory.mktemp("hostile")
    articles = folder / "content" / "articles"
    articles.mkdir(parents=True)
    for number, (slug, name) in enumerate(NAMES.items(), 1):
        one_line = name.replace("\n", " ")
        fields = [f"Title: {one_line}", f"Date: 2026-01-{number:02}", f"Slug: {slug}"]
        fields += [f"{key}: {one_line}" for key in ("Category", "Tags", "Summary")]
        fields += [f"Authors: {one_line.replace(',', ' ')};", f"Id: {one_line}"]
        fields += ["AI-Role: generated", f"AI-Model: {one_line.strip()}", "AI-Review: none"]
        text = "\n".join([*fields, "", f"First words of {slug}.", BODY, ""])
        (articles / f"{slug}.md").write_text(text, "utf-8")
    big = "Title: Big\nDate: 2026-02-01\nSlug: big\nId: urn:x:big\n\n"
    (articles / "big.md").write_text(
        big + ("Words & <b>more</b> words. " * 8 + "\n\n") * 5_000, "utf-8"
    )
    plugins = [*ALL_PLUGINS, "plugins.models"]
    name = NAMES["markup"]
    return run_pelican(
        folder / "content",
        folder / "output",
        PLUGINS=plugins,
        SITEURL=ADDRESS,
        SITENAME=f"{name} {NAMES['end']} \u0008",
        SITESUBTITLE=NAMES["turning"] + NAMES["braces"],
        FEEDS={"rights": NAMES["end"], "hub": 'https://hub.example/?a="&b=2', "language": ["atom"]},
    )


def contents(path: str, data: bytes) -> list[str]:
    """The HTML of every entry."""
    if path.endswith(".json"):
        return [item["content_html"] for item in json.loads(data)["items"]]
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    return [e.text or "" for tag in (f"{ATOM}content", f"{CONTENT}encoded") for e in root.iter(tag)]


def test_every_feed_is_valid(hostile: Built) -> None:
    """Whatever stands in it, in every format and of every kind of list."""
    feeds = hostile.feeds()
    assert {path.split("/")[1] for path in feeds} >= {"category", "tag", "author", "model"}
    for path, data in feeds.items():
        faults = next(check for ending, check in FAULTS.items() if path.endswith(ending))
        assert faults(data, ROOT + path) == []


def test_nothing_in_them_acts(hostile: Built) -> None:
    """No script, no event, no frame, no address that runs; what looks like it is text."""
    for path, data in hostile.feeds().items():
        for html in contents(path, data):
            assert list(html_faults(html)) == []
            tree = lxml_html.fragment_fromstring(html, create_parent="div")
            addresses = [value for e in tree.iter() for value in e.attrib.values()]
            assert not [a for a in addresses if "script:" in a.lower() or a.startswith("data:")]
            # What was never text is gone; only a name may speak of an alert.
            assert not {f"alert({n})" for n in range(3, 21)} & set(tree.text_content().split())


def test_no_secret_is_told(hostile: Built) -> None:
    """Neither of the site's address nor of links to it."""
    for data in hostile.feeds().values():
        assert b"secret-word" not in data


def test_texts_come_through_as_texts(hostile: Built) -> None:
    """Titles and names whole, less the characters that no feed can hold."""
    feed = json.loads(hostile.feeds()["feeds/all.json"])
    items = {item["url"].split("/")[-2]: item for item in feed["items"]}
    assert set(items) == {*NAMES, "big"}
    for slug in ("markup", "end", "quotes", "braces", "emoji", "turning"):
        assert items[slug]["title"] == " ".join(NAMES[slug].split())
    assert items["controls"]["title"] == "abcdef"
    assert items["markup"]["summary"].startswith("AI-written. ")
    assert len({item["id"] for item in items.values()}) == len(items)
    assert items["big"]["content_html"].count("more") == 40_000
    assert len(items["big"]["content_html"]) > 1_000_000


# Sources are UTF-8, so no half of a surrogate pair comes from one.
CHARACTERS = st.text(
    st.one_of(
        st.characters(codec="utf-8"), st.sampled_from("<>&\"'/=]![-{}\x00\x08\x0b\ufffe\u202e")
    ),
    max_size=40,
)
HTML = st.lists(
    st.one_of(
        CHARACTERS,
        st.sampled_from(
            [
                *("<p>", "</p>", "<a href='javascript:x'>", "<script>", "</script>", "<!--", "]]>"),
                *("<svg onload=x>", "<iframe src=y>", "<form>", "<img src=z srcset='a 1x'>"),
                *("<audio src=q>", "<video><source src=r.mp4>", "</video>", "&#1;", "<table>"),
            ]
        ),
    ),
    max_size=8,
).map("".join)


@examples(60, 2000)
@given(title=CHARACTERS, name=CHARACTERS, text=HTML, summary=HTML, model=CHARACTERS)
def test_any_article_makes_a_valid_entry(
    title: str, name: str, text: str, summary: str, model: str
) -> None:
    """In each format; whatever its text, summary, title, author and tag."""
    given_article = article(
        title=f"T{title}",
        metadata={"summary": summary, "id": model},
        authors=[term(f"N{name.strip()}")],
        tags=[term(f"T{name.strip()}")],
    )
    site = FeedSite(url="https://e.example", name="S")
    entry = entry_of(given_article, f"<p>T</p>{text}", site)
    feed = Feed(
        id="urn:x:feed",
        url="https://e.example/",
        title="S",
        subtitle=title,
        language="en",
        rights=name,
        author=Person("S"),
        generator=Generator("G", "https://g.example/", "1"),
    )
    url = "https://e.example/f"
    assert atom_faults(atom.write(feed, url, [atom.spell(entry, feed.language)]), url) == []
    assert rss_faults(rss.write(feed, url, [rss.spell(entry, feed.language)]), url) == []
    assert (
        jsonfeed_faults(jsonfeed.write(feed, url, [jsonfeed.spell(entry, feed.language)]), url)
        == []
    )
