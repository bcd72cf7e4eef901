"""Pictures and films as two feed readers get them: in files that every reader shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from tests.building import article, build, write_site
from tests.feeds.clients.clients import Newsboat, Reader
from tests.pages_server import PagesServer
from tests.pictures import gradient, snapshot

SITE = "https://demo.example/repo"
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
BODY = f"""A text.

![The quay]({{static}}/images/quay.jpg)

<img src="/images/crane.png" alt="A crane" width="30" height="20">

[![The film]({{static}}/images/still.png)]({VIDEO})

[A film by Ada]({VIDEO} "By Ada")
"""
FILES = {
    "articles/a.md": article(
        "A", BODY, Id="urn:x:1", Cover="images/cover.png", Cover_Alt="A cover", AI_Role="none"
    ),
    "articles/b.md": article(
        "B", "On a film.", Id="urn:x:2", AI_Role="none", AI_Sources=f"{VIDEO} A talk by Ada"
    ),
    "contributors.toml": '[responsible]\norganisation = "Desk"\ncontact = "desk@demo.example"\n',
}
IMAGES = {
    "quay.jpg": snapshot(1, orientation=6, placed=True),
    "crane.png": gradient(2),
    "cover.png": gradient(3),
    "still.png": gradient(4, width=32, height=18),
}
SEEN = [
    (f"{SITE}/images/cover.png", "A cover", "60", "40"),
    (f"{SITE}/images/quay.jpg", "The quay", "40", "60"),
    (f"{SITE}/images/crane.png", "A crane", "30", "20"),
    (f"{SITE}/images/still.png", "The film", "32", "18"),
]
"""Address, description, width and height of each image of the entry."""
READERS: list[tuple[type[Newsboat | Reader], str]] = [
    *((Newsboat, ending) for ending in (".atom.xml", ".rss.xml")),
    *((Reader, ending) for ending in (".atom.xml", ".rss.xml", ".json")),
]


@pytest.fixture(name="server", scope="module")
def server_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesServer]:
    """Serves a site of one article, which is built for readers."""
    folder = tmp_path_factory.mktemp("pictures")
    settings = write_site(folder, FILES, "IMAGES = {'widths': (16, 30)}")
    for name, data in IMAGES.items():
        path = folder / "content/images" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    done = build(folder / "public", "--production", settings=settings, SITEURL=SITE)
    assert done.returncode == 0, done.stderr
    assert list((folder / "public/images").glob("quay-*.webp"))
    with PagesServer(folder / "public", "/repo") as server:
        yield server


@pytest.mark.parametrize(("reader", "ending"), READERS)
def test_a_reader_gets_originals(
    reader: type[Newsboat | Reader], ending: str, server: PagesServer, tmp_path: Path
) -> None:
    """With their sizes, at addresses that hold everywhere; of a film, a still that leads to it."""
    entries = reader(tmp_path, f"{server.url}feeds/all{ending}").fetch()
    (entry,) = (each for each in entries if each.id == "urn:x:1")
    (credited,) = (each for each in entries if each.id == "urn:x:2")
    assert f'<a href="{VIDEO}">A talk by Ada</a>' in credited.content
    content = lxml_html.fragment_fromstring(entry.content, create_parent="div")
    names = ("src", "alt", "width", "height")
    assert [tuple(image.get(name) for name in names) for image in content.iter("img")] == SEEN
    for word in ("<picture", "<source", "srcset", ".webp", ".avif", "iframe"):
        assert word not in entry.content
    links = [(link.get("href"), link.text_content().strip()) for link in content.iter("a")]
    assert links == [(VIDEO, ""), (VIDEO, "A film by Ada")]


@pytest.mark.parametrize("ending", [".atom.xml", ".rss.xml"])
def test_a_reader_gets_the_cover_beside_the_text(
    ending: str, server: PagesServer, tmp_path: Path
) -> None:
    """As an enclosure with its length."""
    length = len((server.folder / "images/cover.png").read_bytes())
    if ending == ".json":
        assert (
            f'"image": "{SITE}/images/cover.png"' in (server.folder / "feeds/all.json").read_text()
        )
        return
    kept = Reader(tmp_path, f"{server.url}feeds/all{ending}")
    kept.fetch()
    (entry,) = (each for each in kept.reader.get_entries() if each.id == "urn:x:1")
    (enclosure,) = entry.enclosures
    assert (enclosure.href, enclosure.length) == (f"{SITE}/images/cover.png", length)


def test_programs_are_told_how_large_the_cover_is(server: PagesServer) -> None:
    """In Media RSS; JSON Feed has no place for it."""
    address = f"{SITE}/images/cover.png"
    length = len((server.folder / "images/cover.png").read_bytes())
    for ending in (".atom.xml", ".rss.xml"):
        root = etree.parse(server.folder / f"feeds/all{ending}")
        media = {"media": "http://search.yahoo.com/mrss/"}
        (content,) = root.xpath("//media:content", namespaces=media)
        assert dict(content.attrib) == {
            "url": address,
            "type": "image/png",
            "medium": "image",
            "fileSize": str(length),
            "width": "60",
            "height": "40",
        }
        (thumbnail,) = root.xpath("//media:thumbnail", namespaces=media)
        assert dict(thumbnail.attrib) == {"url": address, "width": "60", "height": "40"}
    items = json.loads((server.folder / "feeds/all.json").read_text())["items"]
    assert [item.get("image") for item in items if item["id"] == "urn:x:1"] == [address]
