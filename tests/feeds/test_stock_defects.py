"""Twenty defects of the feeds of Pelican 4.12, each found in them and not in the kit's.

The same sources are built twice, by stock Pelican and with the kit's plugins. Each check names what
is wrong with one build; it has to find something in the one and nothing in the other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as lxml_html

from tests.building import ROOT
from tests.feeds.rfc4287 import ATOM, CONTENT, DC, NEVER_IN_HTML
from tests.forkserver import run

ALL = "feeds/all.atom.xml"
RSS = "feeds/all.rss.xml"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606062060000000e0007d76fe4780000000049454e44ae426082"
)

ARTICLE = """\
Title: How <canvas> & "1 < 2" work
Date: 2026-03-02 09:00
Modified: 2026-03-01
Category: Harbours
Tags: cranes, tides
Authors: Ada One, Ben Two
Slug: canvas
Summary: <b>Short</b> & <script>alert(1)</script>plain
Cover: images/i.png
Id: 0b2b3d9e-5c2c-4f59-8f64-8c7e1c3e9a01

See [the other](other.html) and [a part](#part). ![Picture](/images/i.png)

<img src="/images/i.png" srcset="{static}/images/i.png 2x" alt="">
<script>alert(2)</script>
<iframe src="https://frame.example/"></iframe>
<form action="/x"><input name="a"></form>
"""
SECOND = "Title: Second\nDate: 2026-01-02\nCategory: Cranes\nSlug: second\n\nNo author.\n"
FILES = {
    "articles/canvas.md": ARTICLE,
    "articles/second.md": SECOND,
    **{
        f"articles/old-{n}.md": f"Title: Old {n}\nDate: 2020-01-0{n}\nSlug: old-{n}\n"
        f"Author: Ada One\nId: urn:x:{n}\n\nText {n}.\n"
        for n in range(1, 6)
    },
}
EDITED = {
    **FILES,
    "articles/canvas.md": ARTICLE.replace("2026-03-02 09", "2026-03-05 10").replace(
        "Slug: canvas", "Slug: painting"
    ),
}
CONTROL = {**FILES, "articles/second.md": SECOND.replace("No author", "No \x08 auth\x0bor")}
CLASH = {**FILES, "articles/second.md": SECOND.replace("Category: Cranes", "Category: Ada One")}

ADDRESS = "https://x.example"
COMMON = """
PATH, ARTICLE_PATHS, PAGE_PATHS = {content!r}, ['articles'], ['pages']
SITENAME, SITESUBTITLE, TIMEZONE, DEFAULT_LANG = 'Tests', '', 'UTC', 'en'
SITEURL = {address!r}
THEME, CACHE_CONTENT, DELETE_OUTPUT_DIRECTORY = 'simple', False, False
"""
STOCK = """
PLUGINS = []
FEED_ALL_ATOM, FEED_ALL_RSS = 'feeds/all.atom.xml', 'feeds/all.rss.xml'
TAG_FEED_ATOM = 'feeds/tag-{slug}.atom.xml'
"""
OWN = """
PLUGIN_PATHS = [{root!r}]
PLUGINS = ['plugins.sources', 'plugins.addresses', 'plugins.disclosure', 'plugins.images',
           'plugins.head', 'plugins.feeds']
JINJA_ENVIRONMENT = {{'autoescape': True}}
FEEDS = {{'rights': 'CC BY 4.0', 'icon': 'images/i.png', 'logo': 'images/i.png', 'entries': 2,
          'hub': 'https://hub.example/'}}
"""
NO_AUTHOR_FEEDS = "AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
"""As pelican-quickstart writes it for previews, and its publishconf.py takes over."""


@dataclass(frozen=True)
class Built:
    """One build."""

    code: int
    output: Path

    @property
    def feeds(self) -> dict[str, bytes]:
        """Every file of a feed by its path."""
        found = (self.output / "feeds").rglob("*")
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(found)
            if path.suffix in {".xml", ".json"}
        }

    def xml(self, path: str) -> Any:
        """One feed's root."""
        return etree.fromstring(self.feeds[path])


Builds = Callable[..., Built]
Check = Callable[[Builds], Iterator[str]]


@pytest.fixture(name="builds", scope="module")
def builds_fixture(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Builds]:
    """For each kind of site, a function that builds some sources, once for each request."""

    def of(kind: str) -> Builds:
        @cache
        def build(
            sources: str = "plain", address: str = "https://x.example", more: str = ""
        ) -> Built:
            folder = tmp_path_factory.mktemp(kind)
            return _build(folder, SOURCES[sources], address, SETTINGS[kind] + more)

        return build

    return cache(of)


SOURCES: dict[str, dict[str, str]] = {
    "plain": FILES,
    "edited": EDITED,
    "control": CONTROL,
    "clash": CLASH,
    "empty": {},
}
SETTINGS = {"stock": STOCK, "kit": OWN.format(root=str(ROOT))}


def _build(folder: Path, files: dict[str, str], address: str, settings: str) -> Built:
    content = folder / "content"
    (content / "images").mkdir(parents=True)
    (content / "images" / "i.png").write_bytes(PNG)
    (content / "articles").mkdir()
    for name, text in files.items():
        (content / name).write_text(text, encoding="utf-8")
    conf = folder / "conf.py"
    conf.write_text(COMMON.format(content=str(content), address=address) + settings, "utf-8")
    options = ("-s", str(conf), "-o", str(folder / "output"))
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = run((str(content), *options), module="pelican", folder=folder, variables=variables)
    return Built(done.returncode, folder / "output")


def canvas(root: Any) -> Any:
    """The entry or item about canvases."""
    entries = [*root.iter(f"{ATOM}entry"), *root.iter("item")]
    return next(e for e in entries if "2026-03" in str(_published(e)))


def _published(entry: Any) -> str:
    text = entry.findtext(f"{ATOM}published") or entry.findtext("pubDate")
    return "2026-03" if "Mar 2026" in text else str(text)


def guid_claims_to_be_an_address(build: Builds) -> Iterator[str]:
    """1: a guid that is no address needs ``isPermaLink="false"`` (RSS 2.0)."""
    for guid in build().xml(RSS).iter("guid"):
        if not guid.text.startswith("http") and guid.get("isPermaLink") != "false":
            yield guid.text


def ids_change(build: Builds) -> Iterator[str]:
    """2: a corrected date, slug or host makes a new entry (RFC 4287 4.2.6)."""
    before, after = (
        {entry.findtext(f"{ATOM}id") for entry in built.xml(ALL).iter(f"{ATOM}entry")}
        for built in (build(), build("edited", "https://moved.example"))
    )
    yield from sorted(after - before)


def feeds_share_an_id(build: Builds) -> Iterator[str]:
    """3: each feed has its own id and leads to its own page."""
    roots = [
        build().xml(path) for path in build().feeds if "/archive/" not in path and ".atom" in path
    ]
    for name, values in (
        ("id", [root.findtext(f"{ATOM}id") for root in roots]),
        ("alternate", [root.find(f"{ATOM}link[@rel='alternate']").get("href") for root in roots]),
    ):
        if len(set(values)) < len(values):
            yield name


def authors_are_lost(build: Builds) -> Iterator[str]:
    """4: every author is named."""
    atom = [name.text for name in canvas(build().xml(ALL)).iter(f"{ATOM}name")]
    rss = [name.text for name in canvas(build().xml(RSS)).iter(f"{DC}creator")]
    yield from (str(names) for names in (atom, rss) if names != ["Ada One", "Ben Two"])


def the_feed_says_nothing_of_itself(build: Builds) -> Iterator[str]:
    """5: language, generator, icon, logo, rights, author, types of links."""
    root, channel = build().xml(ALL), build().xml(RSS).find("channel")
    if not root.get(LANG):
        yield "xml:lang"
    for name in ("generator", "icon", "logo", "rights", "author"):
        if root.find(f"{ATOM}{name}") is None:
            yield name
    for name in ("language", "generator", "image", "copyright"):
        if channel.find(name) is None:
            yield f"rss: {name}"
    if any(not link.get("type") and link.get("rel") != "hub" for link in root.iter(f"{ATOM}link")):
        yield "type of a link"


def addresses_are_relative(build: Builds) -> Iterator[str]:
    """6: a feed reader has no page to resolve them against."""
    for element in _html(build().xml(ALL)).iter():
        for name in ("href", "src", "srcset"):
            value = element.get(name)
            if value and not value.startswith("https://"):
                yield f"{name}={value}"


def words_of_titles_are_lost(build: Builds) -> Iterator[str]:
    """7: what looks like a tag is a word."""
    for path in (ALL, RSS):
        entry = canvas(build().xml(path))
        title = entry.findtext(f"{ATOM}title") or entry.findtext("title")
        if title != 'How <canvas> & "1 < 2" work':
            yield title


def a_control_character_ends_the_build(build: Builds) -> Iterator[str]:
    """8: and leaves half a feed."""
    built = build("control")
    if built.code:
        yield f"exit code {built.code}"
    for path, data in built.feeds.items():
        if path.endswith(".xml") and not data.rstrip().endswith((b"</feed>", b"</rss>")):
            yield path


def a_category_named_as_an_author_ends_the_build(build: Builds) -> Iterator[str]:
    """9: their feeds have one path."""
    if build("clash").code:
        yield "exit code"


def an_author_has_no_name(build: Builds) -> Iterator[str]:
    """10: an article without an author has an empty one."""
    yield from (str(name) for name in build().xml(ALL).iter(f"{ATOM}name") if not name.text)


def an_empty_feed_tells_the_hour_of_the_build(build: Builds) -> Iterator[str]:
    """11: so it is another file each time."""
    updated = datetime.fromisoformat(build("empty").xml(ALL).findtext(f"{ATOM}updated"))
    if datetime.now(UTC) - updated < timedelta(hours=1):
        yield str(updated)


def rss_is_cut(build: Builds) -> Iterator[str]:
    """12: summary and full text, a description of the channel, the date of a change."""
    channel = build().xml(RSS).find("channel")
    item = canvas(channel)
    if not channel.findtext("description"):
        yield "no description"
    if "See" not in (item.findtext(f"{CONTENT}encoded") or ""):
        yield "no full text"
    if item.find(f"{ATOM}updated") is None:
        yield "no change"


def no_file_is_handed_over(build: Builds) -> Iterator[str]:
    """13: the picture of an article, with type and length."""
    atom = canvas(build().xml(ALL)).find(f"{ATOM}link[@rel='enclosure']")
    rss = canvas(build().xml(RSS)).find("enclosure")
    for link in (atom, rss):
        if link is None or (link.get("type"), link.get("length")) != ("image/png", str(len(PNG))):
            yield "no enclosure"


def updated_before_published(build: Builds) -> Iterator[str]:
    """14: where an author's `Modified` is older than the date."""
    entry = canvas(build().xml(ALL))
    published, updated = (
        datetime.fromisoformat(entry.findtext(f"{ATOM}{name}")) for name in ("published", "updated")
    )
    if updated < published:
        yield f"{updated} < {published}"


def a_password_is_published(build: Builds) -> Iterator[str]:
    """15: one that stands in SITEURL."""
    built = build("plain", "https://user:secret-word@x.example")
    yield from (path for path, data in built.feeds.items() if b"secret-word" in data)


def something_acts(build: Builds) -> Iterator[str]:
    """16: scripts, frames and forms in summary or content."""
    for element in _html(build().xml(ALL)).iter():
        if element.tag in NEVER_IN_HTML:
            yield element.tag
    if "alert" in (canvas(build().xml(ALL)).findtext(f"{ATOM}summary") or ""):
        yield "summary"


def people_see_code(build: Builds) -> Iterator[str]:
    """17: there is no style sheet for who opens a feed in a browser."""
    for path in (ALL, RSS):
        instruction = build().xml(path).getprevious()
        if instruction is None or instruction.target != "xml-stylesheet":
            yield path


def there_is_no_history_hub_or_json(build: Builds) -> Iterator[str]:
    """18: RFC 5005, WebSub, JSON Feed."""
    relations = {link.get("rel") for link in build().xml(ALL).iter(f"{ATOM}link")}
    yield from sorted({"prev-archive", "hub"} - relations)
    if "feeds/all.json" not in build().feeds:
        yield "JSON Feed"


def self_is_at_another_host(build: Builds) -> Iterator[str]:
    """19: FEED_DOMAIN takes the feed away from the site that it belongs to."""
    root = build(more="FEED_DOMAIN = 'https://feeds.example'\n").xml(ALL)
    address = root.find(f"{ATOM}link[@rel='self']").get("href")
    if not address.startswith("https://x.example/"):
        yield address


def authors_have_no_feeds_in_production(build: Builds) -> Iterator[str]:
    """20: settings for previews take them away."""
    if not any("ada-one" in path for path in build(more=NO_AUTHOR_FEEDS).feeds):
        yield "no feed of Ada One"


def _html(root: Any) -> Any:
    return lxml_html.fragment_fromstring(
        canvas(root).findtext(f"{ATOM}content"), create_parent="div"
    )


CHECKS: list[Check] = [
    guid_claims_to_be_an_address,
    ids_change,
    feeds_share_an_id,
    authors_are_lost,
    the_feed_says_nothing_of_itself,
    addresses_are_relative,
    words_of_titles_are_lost,
    a_control_character_ends_the_build,
    a_category_named_as_an_author_ends_the_build,
    an_author_has_no_name,
    an_empty_feed_tells_the_hour_of_the_build,
    rss_is_cut,
    no_file_is_handed_over,
    updated_before_published,
    a_password_is_published,
    something_acts,
    people_see_code,
    there_is_no_history_hub_or_json,
    self_is_at_another_host,
    authors_have_no_feeds_in_production,
]


WHOLE: dict[Check, list[str]] = {
    feeds_share_an_id: ["alternate", "id"],
    the_feed_says_nothing_of_itself: [
        *("xml:lang", "generator", "icon", "logo", "rights", "author", "type of a link"),
        *("rss: language", "rss: generator", "rss: image", "rss: copyright"),
    ],
    rss_is_cut: ["no description", "no full text", "no change"],
    something_acts: ["script", "iframe", "form", "input", "summary"],
    there_is_no_history_hub_or_json: ["hub", "prev-archive", "JSON Feed"],
}
"""All that is found in stock feeds by a check that looks for several things."""


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.__name__))
def test_stock_feeds_have_the_defect_and_ours_have_not(
    check: Check, builds: Callable[[str], Builds]
) -> None:
    """A check that stock feeds pass would prove nothing."""
    found = list(check(builds("stock")))
    assert found
    if check in WHOLE:
        assert sorted(found) == sorted(WHOLE[check])
    assert list(check(builds("kit"))) == []


def test_there_are_twenty() -> None:
    """Numbered as they are known."""
    numbers = [int((check.__doc__ or "").partition(":")[0]) for check in CHECKS]
    assert numbers == list(range(1, 21))
