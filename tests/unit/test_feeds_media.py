"""Pictures, sounds and films that go with an entry, and the files behind them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.feeds.entry import Attachment
from plugins.feeds.media import attachment, measured, played_in
from plugins.feeds.site import StaticFiles

SITE = "https://e.example/repo"
SIZES = {f"{SITE}/a.mp3": 7}


def test_a_file_is_known_by_its_ending() -> None:
    """In any letter case, encoded or with a query; nothing is guessed of others."""
    assert attachment(f"{SITE}/a.mp3", "KitText") == Attachment(
        f"{SITE}/a.mp3", "audio/mpeg", None, "KitText"
    )
    kinds = {"B.JPEG?x=1": "image/jpeg", "a%2Esvg": "image/svg+xml", "c.webm#t=1": "video/webm"}
    for name, kind in kinds.items():
        found = attachment(f"https://far.example/{name}")
        assert found == Attachment(f"https://far.example/{name}", kind, None)
    for name in ("x", "x.exe", ".png", "x.png/"):
        assert attachment(f"{SITE}/{name}") is None


def test_what_a_text_plays() -> None:
    """Each player once, by its own address or its first source; pictures are none."""
    html = (
        f'<audio src="{SITE}/a.mp3"></audio><audio src="{SITE}/a.mp3"></audio>'
        '<video poster="p.png"><source src="https://v.example/1.webm"><source src="2.mp4"></video>'
        f'<audio src="{SITE}/a.mp3#t=9"></audio>'
        '<audio><source src="https://v.example/odd"><source src="https://v.example/ep?id=3" '
        'type="audio/mpeg; codecs=mp3"></audio>'
        '<picture><source srcset="x.avif"><img src="x.png"></picture><video></video>'
        '<img src="y.png">'
    )
    found = [measured(each, SIZES.get) for each in played_in(html)]
    assert [each.url for each in found] == [
        f"{SITE}/a.mp3",
        "https://v.example/1.webm",
        "https://v.example/ep?id=3",
    ]
    assert [(each.length, each.type) for each in found] == [
        (7, "audio/mpeg"),
        (None, "video/webm"),
        (None, "audio/mpeg"),
    ]
    assert played_in("<p>audio</p>") == ()


def static(path: Path, url: str) -> Any:
    """A static file as far as it is asked."""
    return SimpleNamespace(source=f"images/{path.name}", path=path, planned_url=url)


@pytest.fixture(name="published")
def published_fixture(tmp_path: Path) -> StaticFiles:
    """Two files, one of which is published longer than it is."""
    for name, size in (("a b.png", 5), ("c.png", 6)):
        (tmp_path / name).write_bytes(bytes(size))
    statics = [
        static(tmp_path / "a b.png", "images/a%20b.png"),
        static(tmp_path / "c.png", "moved/c.png"),
        static(tmp_path / "gone.png", "images/gone.png"),
    ]
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "x.png").write_bytes(b"x")
    theme = [("theme", tmp_path / "static")]
    return StaticFiles(statics, {"moved/c.png": 60}, SITE, theme)


def test_where_a_file_is_and_how_long(published: StaticFiles) -> None:
    """By its place in the content folder, and by its address."""
    assert published.address("images/a b.png") == f"{SITE}/images/a%20b.png"
    assert published.address("images/c.png") == f"{SITE}/moved/c.png"
    assert published.address("images/x.png") == ""
    assert published.size_of(f"{SITE}/images/a%20b.png") == 5
    assert published.size_of(f"{SITE}/moved/c.png?v=1#x") == 60


def test_a_theme_has_files_too(published: StaticFiles) -> None:
    """Named as readers find them."""
    assert published.address("theme/css/x.png") == f"{SITE}/theme/css/x.png"
    assert [published.address(name) for name in ("theme", "theme/", "theme/css", "css/x.png")] == [
        *("", "", "", "")
    ]


@pytest.mark.parametrize(
    "address",
    [
        f"{SITE}/images/gone.png",
        f"{SITE}/x.png",
        "https://e.example/images/c.png",
        "",
        "moved/c.png",
    ],
)
def test_nobody_knows_the_length_of_other_files(published: StaticFiles, address: str) -> None:
    """Of other hosts, beside the site, or gone."""
    assert published.size_of(address) is None
