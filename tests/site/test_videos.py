"""Videos in real builds: on pages, in their policies, in feeds, and in what a build tells."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from tests.building import article, build, invoke, write_site
from tests.pictures import png

FILM = "https://www.youtube.com/watch?v=aaaaaaaaaaa"
OTHER = "https://vimeo.com/76979871"
TUBE = "https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv"
TITLE = "The sluice – Harbour Films"
TEXT = f"""First words.

[{TITLE}]({TUBE})

[![A sluice]({{static}}/images/sluice.png)]({OTHER})

A [film]({FILM}) in a line.

- [A film in a list]({FILM})

::: section role=generated
[A film in a part]({OTHER}/8272103f6e)
:::
"""
SETTINGS = "PLUGINS = [name for name in PLUGINS if name != 'plugins.search']\n"
FILES = {
    "contributors.toml": '[responsible]\norganisation = "P"\ncontact = "m@press.example"\n',
    "images/sluice.png": png().decode("utf-8", "surrogateescape"),
    "articles/text.md": article(
        "In a text",
        TEXT,
        Slug="text",
        AI_Role="generated",
        AI_Images="images/sluice.png=generated",
        AI_Sources=f"{OTHER} The same as in the text",
    ),
    "articles/credited.md": article(
        "Credited",
        "The text.",
        Slug="credited",
        AI_Role="generated",
        AI_Sources=f"https://example.org/p A paper\n    {FILM}&t=5 {TITLE}\n    {OTHER} Another",
    ),
    "articles/bare.md": article("Bare", Slug="bare", AI_Role="generated", AI_Sources=TUBE),
    "articles/plain.md": article("Plain", Slug="plain", AI_Role="generated"),
    "pages/about.md": f"Title: About\nSlug: about\nAI-Role: none\n\n[{TITLE}]({FILM})\n",
}
PAGES = ("text", "credited", "bare", "plain", "about", "category/notes", "")
FRAMES = re.compile(r"frame-src 'self' https://press.example([^;\"]*)")


@pytest.fixture(name="said", scope="module")
def _said() -> list[str]:
    return []


@pytest.fixture(name="site", scope="module")
def _site(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> Path:
    folder = tmp_path_factory.mktemp("videos")
    settings = write_site(folder, FILES, SETTINGS)
    where = {"SITEURL": "https://press.example"}
    result = build(folder / "output", "--production", settings=settings, **where)
    assert result.returncode == 0, result.stderr
    said.append(result.stdout + result.stderr)
    return folder / "output"


def page_of(site: Path, name: str) -> str:
    """What a browser gets."""
    return (site / name / "index.html").read_text(encoding="utf-8")


def test_each_page_lets_in_what_its_own_videos_play(site: Path) -> None:
    """No other host, and no page without a video any."""
    allowed = {name: FRAMES.findall(page_of(site, name)) for name in PAGES}
    assert allowed == {
        "text": [" https://player.vimeo.com https://tube.example"],
        "credited": [" https://www.youtube-nocookie.com"],
        "bare": [" https://tube.example"],
        "about": [" https://www.youtube-nocookie.com"],
        **{name: [] for name in ("plain", "category/notes", "")},
    }
    for name in PAGES:
        page = page_of(site, name)
        assert ("css/video.css" in page) == ("video-play" in page) == bool(allowed[name])
        assert "<iframe" not in page


def test_paragraphs_become_videos_and_other_links_stay(site: Path) -> None:
    """In a part of the text too; what is said of a picture stands under it."""
    page = page_of(site, "text")
    titles = re.findall(r'data-title="([^"]*)"', page)
    assert titles == [TITLE, "A sluice", "A film in a part"]
    assert f'<a href="{FILM}">film</a>' in page
    assert f'<li><a href="{FILM}">A film in a list</a></li>' in page
    assert re.search(r"</span><span class=\"disclosure-image\">[^<]*</span></figcaption>", page)
    assert 'src="https://press.example/images/sluice.png"' in page.split("<article", 1)[1]


def test_the_credited_source_is_shown_at_the_top(site: Path) -> None:
    """The first that is a video, after the notice and before the text; all are in the list."""
    page = page_of(site, "credited")
    (shown,) = re.findall(r'<figure class="video">.*?</figure>', page)
    assert f'data-title="{TITLE}" href="{FILM}&amp;t=5" rel="noreferrer"' in shown
    assert "embed/aaaaaaaaaaa?autoplay=1&amp;start=5" in shown
    places = [page.index(part) for part in ('role="note"', shown, "entry-content", 'id="Sources"')]
    assert places == sorted(places)
    listed = page[places[-1] :]
    assert [listed.count(one) for one in ("A paper", TITLE, "Another")] == [1, 1, 1]


def test_without_a_title_the_address_stands_there(site: Path) -> None:
    """None is invented."""
    shown = page_of(site, "bare").split('<figure class="video">')[1]
    assert f'<span class="video-title address" dir="auto">{TUBE}</span>' in shown
    assert "Video on tube.example" in shown


def test_a_video_is_shown_once(site: Path) -> None:
    """What a text shows itself is not at its top as well."""
    page = page_of(site, "text")
    assert page.count(f'href="{OTHER}"') == 2
    assert page.index('<figure class="video">') > page.index('class="entry-content"')


@pytest.mark.parametrize("name", ["all.atom.xml", "all.rss.xml", "all.json"])
def test_feeds_have_links(site: Path, name: str) -> None:
    """The author's link, the picture in its link, and before the text the credit as a link."""
    written = (site / "feeds" / name).read_text(encoding="utf-8")
    feed = unescape(unescape(written.replace('\\"', '"')))
    assert f'<p><a href="{TUBE}">{TITLE}</a></p>' in feed
    assert re.search(rf'<p><a href="{OTHER}"><img [^>]*src="[^"]*sluice.png"[^>]*></a>', feed)
    assert re.search(
        rf'<p><a href="{re.escape(FILM)}&t=5">{TITLE}</a></p>\s*(\\n)?<p>The text', feed
    )
    assert f'<p><a href="{TUBE}">{TUBE}</a></p>' in feed
    for only_on_pages in ("<figure class", "video-", "Video on", "embed/", "nocookie"):
        assert only_on_pages not in feed


def test_the_build_tells_of_each_host(site: Path, said: list[str]) -> None:
    """Once, with a text that shows its videos."""
    assert site.is_dir()
    for host in ("player.vimeo.com", "tube.example", "www.youtube-nocookie.com"):
        assert said[0].count(f"‘https://{host}’: is another host: the browser of a reader") == 1
    assert "articles/bare.md: ‘https://tube.example’" in said[0]
    assert "what this text and 1 more texts show as a video" in said[0]


def test_the_files_agree(site: Path) -> None:
    """`invoke check` finds nothing in them."""
    result = invoke("check", "--output", str(site))
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("setting", "left"),
    [
        ("VIDEOS = False", ""),
        ("VIDEOS = ['vimeo']", " https://player.vimeo.com"),
        ("PLUGINS.remove('plugins.videos')", ""),
    ],
)
def test_an_owner_may_have_links(tmp_path: Path, setting: str, left: str) -> None:
    """All of them, or those of some sites."""
    settings = write_site(
        tmp_path, FILES, f"{SETTINGS}{setting}\nSITEURL = 'https://press.example'"
    )
    result = build(tmp_path / "output", settings=settings)
    assert result.returncode == 0, result.stderr
    pages = {name: page_of(tmp_path / "output", name) for name in PAGES}
    assert FRAMES.findall(pages["text"]) == ([left] if left else [])
    assert f'<p><a href="{TUBE}">{TITLE}</a></p>' in pages["text"]
    assert ("video-play" in pages["credited"]) == bool(left)
    assert "video-play" not in pages["bare"] + pages["about"]


def test_a_mistake_in_the_setting_stops_the_build(tmp_path: Path) -> None:
    """It is told with what it might have meant."""
    settings = write_site(tmp_path, {"articles/a.md": article("A")}, "VIDEOS = ['YouTube']")
    result = build(tmp_path / "output", settings=settings)
    assert result.returncode == 1
    assert "Did you mean ‘youtube’?" in result.stderr
    assert not (tmp_path / "output").exists()
