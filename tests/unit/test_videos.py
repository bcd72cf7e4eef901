"""Which links are videos, which player shows them, and what of a text becomes a facade."""

from __future__ import annotations

import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.article import Video
from plugins.html.tags import tags
from plugins.videos.addresses import PROVIDERS, video_at
from plugins.videos.facades import facade, videos_in, with_facades
from plugins.videos.messages import words_for
from plugins.videos.settings import read

ENGLISH = words_for("en")
ID = "dQw4w9-_gXc"
YOUTUBE = f"https://www.youtube-nocookie.com/embed/{ID}?autoplay=1"
VIMEO = "https://player.vimeo.com/video/76979871?"
PLAYS = "dnt=1&autoplay=1"
UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"
SHORT_UUID = "kkGMgK9ZtnKfYAgnEtQxbv"
PEERTUBE = "https://tube.example/videos/embed/"
ALONE = "?autoplay=1&p2p=0"

VIDEOS = [
    (f"https://www.youtube.com/watch?v={ID}", YOUTUBE),
    (f"http://youtube.com/watch?v={ID}", YOUTUBE),
    (f"https://m.youtube.com/watch?app=desktop&v={ID}", YOUTUBE),
    (f"https://music.youtube.com/watch?v={ID}&list=RDAMVM", YOUTUBE),
    (f"https://www.YouTube.com/watch?v={ID}#comments", YOUTUBE),
    (f"https://youtu.be/{ID}", YOUTUBE),
    (f"https://youtu.be/{ID}?si=abc&t=90", f"{YOUTUBE}&start=90"),
    (f"https://www.youtube.com/watch?v={ID}&t=1m30s", f"{YOUTUBE}&start=90"),
    (f"https://www.youtube.com/watch?v={ID}&t=1h2m3s", f"{YOUTUBE}&start=3723"),
    (f"https://www.youtube.com/watch?v={ID}#t=2m", f"{YOUTUBE}&start=120"),
    (f"https://www.youtube.com/watch?v={ID}&t=soon", YOUTUBE),
    (f"https://www.youtube.com/watch?v={ID}&t=-5", YOUTUBE),
    (f"https://www.youtube.com/watch?v={ID}&t=", YOUTUBE),
    (f"https://www.youtube.com/embed/{ID}?start=7", f"{YOUTUBE}&start=7"),
    (f"https://www.youtube-nocookie.com/embed/{ID}", YOUTUBE),
    (f"https://www.youtube.com/shorts/{ID}?feature=share", YOUTUBE),
    (f"https://www.youtube.com/live/{ID}/", YOUTUBE),
    (f"https://www.youtube.com/v/{ID}", YOUTUBE),
    ("https://vimeo.com/76979871", f"{VIMEO}{PLAYS}"),
    ("https://www.vimeo.com/76979871/", f"{VIMEO}{PLAYS}"),
    ("https://vimeo.com/76979871#t=1m5s", f"{VIMEO}{PLAYS}#t=65s"),
    ("https://vimeo.com/76979871/8272103f6e", f"{VIMEO}h=8272103f6e&{PLAYS}"),
    ("https://vimeo.com/76979871?h=8272103f6e", f"{VIMEO}h=8272103f6e&{PLAYS}"),
    ("https://vimeo.com/channels/staffpicks/76979871", f"{VIMEO}{PLAYS}"),
    ("https://vimeo.com/groups/shortfilms/videos/76979871", f"{VIMEO}{PLAYS}"),
    ("https://player.vimeo.com/video/76979871?h=8272103f6e", f"{VIMEO}h=8272103f6e&{PLAYS}"),
    (f"https://tube.example/w/{SHORT_UUID}", f"{PEERTUBE}{SHORT_UUID}{ALONE}"),
    (f"https://tube.example/w/{UUID}", f"{PEERTUBE}{UUID}{ALONE}"),
    (f"https://tube.example/videos/watch/{UUID}?start=1m", f"{PEERTUBE}{UUID}{ALONE}&start=60"),
    (f"https://tube.example/videos/embed/{SHORT_UUID}", f"{PEERTUBE}{SHORT_UUID}{ALONE}"),
]
NO_VIDEOS = [
    "https://www.youtube.com/playlist?list=PLx0sYbCqOb8TBPRdmBHs5Iftvv9TPboYG",
    "https://www.youtube.com/embed/videoseries?list=PLx0sYbCqOb8TBPRdmBHs5Iftvv9TPboYG",
    "https://www.youtube.com/embed/live_stream?channel=UC4R8DWoMoI7CAwX8_LjQHig",
    "https://www.youtube.com/@Asianometry",
    "https://www.youtube.com/channel/UC1LpsuAUaKoMzzJSEt5WImw",
    "https://www.youtube.com/results?search_query=youtube",
    "https://www.youtube.com/watch",
    "https://www.youtube.com/watch?v=",
    f"https://www.youtube.com/watch?v={ID}x",
    f"https://www.youtube.com/watch?v={ID[:10]}",
    f"https://www.youtube.com/watch?v=%22{ID}",
    f"https://www.youtube.com/watch?V={ID}",
    f"https://www.youtube.com/watch/{ID}",
    f"https://youtu.be/{ID}/more",
    f"https://youtu.be/{ID}%0A",
    "https://youtu.be/",
    f"https://youtube.com.evil.example/watch?v={ID}",
    f"https://evil.example/watch?v={ID}&host=youtube.com",
    f"https://notyoutube.com/watch?v={ID}",
    f"https://www.youtube.com./watch?v={ID}",
    f"https://www.youtube.com:8443/watch?v={ID}",
    f"https://www.youtube.com@evil.example/watch?v={ID}",
    f"https://me:secret@www.youtube.com/watch?v={ID}",
    f"//www.youtube.com/watch?v={ID}",
    f"javascript://www.youtube.com/watch?v={ID}",
    f"ftp://www.youtube.com/watch?v={ID}",
    "https://[youtube/w/",
    "https://vimeo.com/",
    "https://vimeo.com/watch",
    "https://vimeo.com/staff",
    "https://vimeo.com/showcase/76979871",
    "https://vimeo.com/7697987112345",
    "https://vimeo.com/76979871/%22%3E",
    "https://vimeo.com/76979871?h=%22onload",
    "https://vimeo.com/٧٦٩٧٩٨٧١",
    f"https://tube.example/w/p/{SHORT_UUID}",
    f"https://tube.example/w/{SHORT_UUID}0",
    "https://tube.example/w/0OIl00000000000000000O",
    "https://tube.example/videos/watch/1",
    f"https://tube.example/videos/watch/playlist/{UUID}",
    f"https://tube.example/c/films/videos/{UUID}",
    f"https://localhost/w/{SHORT_UUID}",
    f"https://tube.example:9000/w/{SHORT_UUID}",
    f"https://tube_example/w/{SHORT_UUID}",
    f"https://tübe.example/w/{SHORT_UUID}",
    f"https://[::1]/w/{SHORT_UUID}",
    f"/w/{SHORT_UUID}",
]


@pytest.mark.parametrize(("address", "player"), VIDEOS)
def test_videos_have_the_player_that_asks_least(address: str, player: str) -> None:
    """YouTube's without cookies, Vimeo's told not to track, PeerTube's without other viewers."""
    video = video_at(address, PROVIDERS)
    assert video
    assert video.player == player
    assert video.player.startswith(f"{video.origin}/")
    assert video.is_upright == ("/shorts/" in address)


@pytest.mark.parametrize("address", NO_VIDEOS)
def test_what_is_no_video_stays_a_link(address: str) -> None:
    """Playlists, channels, other hosts, what is no address."""
    assert video_at(address, PROVIDERS) is None


@pytest.mark.parametrize("provider", PROVIDERS)
def test_an_owner_chooses_whose(provider: str) -> None:
    """A video of another is none."""
    found = {video_at(address, [provider]) is not None: 0 for address, _ in VIDEOS}
    assert found.keys() == {True, False}
    assert all(video_at(address, ()) is None for address, _ in VIDEOS)


@given(st.text(), st.sampled_from(["https://youtu.be/", "https://vimeo.com/", "https://a.b/w/"]))
def test_nothing_of_an_address_gets_into_a_player_but_ids(text: str, before: str) -> None:
    """Whatever is written behind a host."""
    video = video_at(before + text, PROVIDERS)
    assert video is None or re.fullmatch(r"https://[a-z0-9./?=&#:_A-Z-]+", video.player)


def shown(html: str) -> str:
    """A text as its page shows it."""
    return with_facades(html, PROVIDERS, ENGLISH, "")


@pytest.mark.parametrize(
    ("inner", "title", "words"),
    [
        ("A – <em>B</em> &amp; C", "A – B & C", "A – <em>B</em> &amp; C"),
        ("https://youtu.be/x", "https://youtu.be/x", "https://youtu.be/x"),
        ("", f"https://youtu.be/{ID}", f"https://youtu.be/{ID}"),
        ('<img alt="A &lt;hall&gt;" src="t.jpg">', "A <hall>", ""),
        ('<img alt="A hall" src="t.jpg"> A – B', "A – B", " A – B"),
        ('<em><img alt="" src="t.jpg"></em>', f"https://youtu.be/{ID}", ""),
        ('<picture><source srcset="t.avif"><img alt="H" src="t.jpg"></picture>', "H", ""),
    ],
)
def test_a_link_alone_in_a_paragraph(inner: str, title: str, words: str) -> None:
    """Its words are the title as they are written; without any the picture is named."""
    html = f'<p>Before.</p>\n<p> <a href="https://youtu.be/{ID}">{inner}</a>\n</p><p>After.</p>'
    (found,) = videos_in(html, PROVIDERS)
    assert found.video.title == title
    assert found.words == words
    page = html5lib.parseFragment(shown(html), namespaceHTMLElements=False)
    first, figure, last = [node for node in page if node.tag]
    assert ("".join(first.itertext()), "".join(last.itertext())) == ("Before.", "After.")
    link = figure.find("a")
    assert figure.attrib == {"class": "video"}
    assert link.get("href") == f"https://youtu.be/{ID}"
    assert link.get("data-title") == title
    assert link.get("data-player") == YOUTUBE
    assert "Video on YouTube" in "".join(link.itertext())
    told = "".join(figure.find("figcaption").itertext())
    assert told == "Playing it connects you to www.youtube-nocookie.com."


def test_a_title_beside_a_picture_is_shown() -> None:
    """Markdown has a place for it behind the address."""
    link = f'<a href="https://youtu.be/{ID}" title="A &quot;b&quot; – C">'
    html = f'<p>{link}<img alt="x" src="t"></a></p>'
    assert '<span class="video-title" dir="auto">A &quot;b&quot; – C</span>' in shown(html)


def test_what_is_said_of_a_picture_stays() -> None:
    """Under it."""
    origin = '<span class="disclosure-image" lang="en">AI-generated image.</span>'
    html = f'<p><a href="https://youtu.be/{ID}"><img alt="x" src="t"></a> {origin}</p>'
    assert f"</span>{origin}</figcaption></figure>" in shown(html)


def test_an_authors_attributes_stay() -> None:
    """But none can lead the player elsewhere."""
    html = (
        '<p id="film" class="wide" lang=fr><a data-player="https://evil.example" class=x rel=me'
        f"\n href='https://youtu.be/{ID}'>A</a></p>"
    )
    page = html5lib.parseFragment(shown(html), namespaceHTMLElements=False)
    assert page.find("figure").attrib == {"class": "video wide", "id": "film", "lang": "fr"}
    link = dict(page.find("figure/a").attrib)
    assert link == {
        "class": "video-play",
        "data-player": YOUTUBE,
        "data-title": "A",
        "rel": "me",
        "href": f"https://youtu.be/{ID}",
    }


LINK = f'<a href="https://youtu.be/{ID}">A</a>'


@pytest.mark.parametrize(
    "html",
    [
        f"<p>See {LINK}</p>",
        f"<p>{LINK}.</p>",
        f"<p>{LINK} {LINK}</p>",
        f"<p>{LINK}<br></p>",
        f"<p><em>{LINK}</em></p>",
        f"<ul><li>{LINK}</li></ul>",
        f"<td>{LINK}</td>",
        f"<h2>{LINK}</h2>",
        f"<!-- <p>{LINK}</p> -->",
        f"<textarea><p>{LINK}</p></textarea>",
        f"<p>{LINK}",
        f"<p>{LINK}<p>",
        f'<p>{LINK} <span class="note">more</span></p>',
        f'<p>{LINK} <span class="disclosure-image">a</span> more</p>',
        f'<p><a href="https://youtu.be/{ID}"><b>A</a></b></p>',
        f'<p><a href="https://youtu.be/{ID}"><img src="a"><img src="b"></a></p>',
        f'<p><a href="https://youtu.be/{ID}"><div>A</div></a></p>',
        f'<p><a href="https://youtu.be/{ID}">A<iframe src="x"></iframe></a></p>',
        '<p><a href="https://www.youtube.com/@x">A</a></p>',
        f'<p><a name="https://youtu.be/{ID}">A</a></p>',
        f"<p>https://youtu.be/{ID}</p>",
    ],
)
def test_other_text_stays(html: str) -> None:
    """To the letter: what is more than a link, stands elsewhere, or leads to no video."""
    assert shown(html) == html


@pytest.mark.parametrize("around", ["<blockquote>\n{}\n</blockquote>", "<ul><li>{}</li></ul>"])
def test_a_paragraph_of_its_own_is_enough(around: str) -> None:
    """In a quotation or a list."""
    assert 'class="video-play"' in shown(around.format(f"<p>{LINK}</p>"))


PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            f'<a href="https://youtu.be/{ID}">',
            "</a>",
            "<b>",
            "</b>",
            "a ",
            "<",
            "\n",
        ),
        *(
            '<img alt="x" src="t">',
            '<span class="disclosure-image">',
            "</span>",
            "<!--",
            "-->",
            ">",
        ),
    ]
)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_nothing_else_of_a_text_changes(html: str) -> None:
    """The rest stands in its order, and each facade is one figure."""
    made = shown(html)
    count = sum(1 for _ in videos_in(html, PROVIDERS))
    assert made.count('<figure class="video">') == made.count("</figure>") == count
    rest = re.split(r"(?s)<figure class=.*?</figure>", made)
    position = 0
    for piece in rest:
        position = html.index(piece, position) + len(piece)
    assert position == len(html)


def test_a_credit_is_text() -> None:
    """Whatever an author writes; the player's address is none of it."""
    title = "</a><script>alert(1)</script>\"'&"
    video = video_at(f"https://youtu.be/{ID}?a=\"'<&t=5", PROVIDERS)
    assert video
    html = facade(video, title, ENGLISH, ' lang="en"')
    assert [tag.name for tag in tags(html) if not tag.closing] == [
        *("figure", "a", "svg", "use", "span", "span", "figcaption", "span", "bdi")
    ]
    link = html5lib.parseFragment(html, namespaceHTMLElements=False).find("figure/a")
    assert link.get("data-title") == title
    assert link.get("data-player") == f"{YOUTUBE}&start=5"
    assert link.get("href") == video.url
    assert html.count(' lang="en"') == 2


def test_two_addresses_of_one_video() -> None:
    """Have its id in common."""
    one, other = (
        video_at(f"https://{place}{ID}", PROVIDERS)
        for place in ("youtu.be/", "www.youtube.com/watch?t=9&v=")
    )
    assert isinstance(one, Video)
    assert isinstance(other, Video)
    assert (one.site, one.id) == (other.site, other.id)


@pytest.mark.parametrize(
    ("given", "videos"),
    [
        (True, PROVIDERS),
        (False, ()),
        (None, ()),
        ([], ()),
        (["vimeo"], ("vimeo",)),
        (("youtube", "peertube"), ("youtube", "peertube")),
    ],
)
def test_the_setting(given: object, videos: tuple[str, ...]) -> None:
    """Off, on, or some."""
    settings, problems = read(given)
    assert settings.videos == videos
    assert not problems


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("vimeo", "VIDEOS: ‘'vimeo'’: is not a list. Write some of youtube, vimeo, peertube"),
        (["Youtube"], "VIDEOS: ‘'Youtube'’: is no site whose videos are known. Did you mean"),
        ([3, ["a"]], "VIDEOS: ‘3’: is no site whose videos are known. Write some of"),
    ],
)
def test_a_mistake_in_the_setting(given: object, told: str) -> None:
    """Is told with its cure."""
    _, problems = read(given)
    assert f"pelicanconf.py: {told}" in str(problems[0])
