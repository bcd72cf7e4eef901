"""The facade of a video: a link, in whose place a script puts the player when somebody plays it.

In a text a paragraph becomes one that is nothing but a link to a video. The link may hold a
picture, and behind it may stand what the page says of that picture's origin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise
from typing import NamedTuple

from ..article import Video
from ..common.regex import regex
from ..html.elements import PHRASING, VOID
from ..html.tags import Tag, replaced, tags
from ..html.text import text_of
from ..wording.catalogue import Words
from .addresses import MARKS, video_at
from .messages import ASKS, VIDEO

IMAGE = "img"
IN_LINK = (PHRASING | {IMAGE, "picture", "source", "br"}) - {"a"}
OF_IMAGE = "disclosure-image"
"""Class of the sentence on the origin of an image."""
OURS = frozenset({"class", "data-player", "data-title"})
"""Attributes that an author's tag does not keep as they are."""
BEGIN = regex(r"<p(?:\s[^<>]*+)?+>\s*+<a\s")
"""Begins such a paragraph: what is looked for in each text."""
ADDRESS = regex(r"(?:https?://|www\.)\S+")


class Shown(NamedTuple):
    """A paragraph that is shown as a video."""

    video: Video
    """With the words of the link, or of the picture in it, as its title."""
    start: int
    end: int
    figure: str
    """The paragraph's own attributes, as they are written."""
    classes: str
    link: str
    """The link's own attributes."""
    picture: str
    """The picture in the link, as HTML."""
    words: str
    """What else stands there."""
    behind: str
    """What stands behind it."""


def may_show_videos(html: str) -> bool:
    """A fast look: where it finds nothing, no paragraph is one."""
    return bool(BEGIN.search(html)) and any(mark in html for mark in MARKS)


def videos_in(html: str, providers: Collection[str]) -> Iterator[Shown]:
    """The paragraphs that are shown as videos, in order."""
    for begin, end in pairwise(tags(html, {"p"})) if may_show_videos(html) else ():
        inner = html[begin.end : end.start] if end.closing and not begin.closing else ""
        if found := _shown(inner, providers):
            kept, classes = _kept(html, begin), begin.get("class")
            yield found._replace(start=begin.start, end=end.end, figure=kept, classes=classes)


def with_facades(html: str, providers: Collection[str], say: Words, foreign: str) -> str:
    """`html` with a facade in the place of each of those paragraphs.

    `foreign` are the attributes of words in another language than the text's: ``lang`` and ``dir``.
    """
    shown = videos_in(html, providers)
    return replaced(html, ((one.start, one.end, _facade(one, say, foreign)) for one in shown))


def facade(video: Video, title: str, say: Words, foreign: str) -> str:
    """The facade of a video that is credited with `title`."""
    link = f' href="{escape(video.url)}" rel="noreferrer"'
    shown = Shown(replace(video, title=title), 0, 0, "", "", link, "", escape(title), "")
    return _facade(shown, say, foreign)


def _shown(inner: str, providers: Collection[str]) -> Shown | None:
    """What a paragraph with this content shows; None: it is no link alone, or to no video."""
    every = [*tags(inner)] if any(mark in inner for mark in MARKS) else []
    last = next((n for n, tag in enumerate(every) if tag.name == "a" and tag.closing), 0)
    if not last or every[0].name != "a" or not _nests(every[1:last]):
        return None
    link, within, after = every[0], every[1:last], every[last + 1 :]
    behind = inner[every[last].end :].strip()
    if inner[: link.start].strip() or (behind and not _is_origin(behind, after)):
        return None
    video = video_at(link.get("href").strip(), providers)
    if not video:
        return None
    picture, alt, words = _apart(inner, link.end, every[last].start, within)
    title = text_of(words)
    if not title:  # then what can be read in its place: of a link without a picture, the address
        title = link.get("title") if picture else video.url
        words = escape(title)
    video = replace(video, title=title or alt or video.url)
    return Shown(video, 0, 0, "", "", _kept(inner, link), picture, words, behind)


def _apart(html: str, start: int, end: int, within: Sequence[Tag]) -> tuple[str, str, str]:
    """The picture between two places, its description, and the rest there."""
    image = next((tag for tag in within if tag.name == IMAGE), None)
    if image is None:
        return "", "", html[start:end]
    around = [tag for tag in within if tag.name == "picture"][:2] or [image]
    first, behind = around[0].start, around[-1].end
    return html[first:behind], image.get("alt"), f"{html[start:first]}{html[behind:end]}"


def _nests(every: Sequence[Tag]) -> bool:
    """Whether these tags are words of a line, each closed where it is opened, and one picture."""
    opened: list[str] = []
    for tag in every:
        if tag.name not in IN_LINK or (tag.closing and (not opened or opened.pop() != tag.name)):
            return False
        if not tag.closing and tag.name not in VOID:
            opened.append(tag.name)
    return not opened and sum(tag.name == IMAGE for tag in every) <= 1


def _is_origin(behind: str, every: Sequence[Tag]) -> bool:
    """Whether what stands behind a link is the sentence on its picture, and nothing else."""
    if [tag.name for tag in every] != ["span", "span"] or not every[1].closing:
        return False
    is_said = OF_IMAGE in every[0].get("class").split()
    return is_said and behind.startswith("<") and behind.endswith(">")


def _kept(html: str, tag: Tag) -> str:
    """An author's own attributes, as they are written."""
    written = (
        html[each.start : each.end].lstrip("\t\n\f\r /")
        for each in tag.attributes
        if each.name not in OURS
    )
    return "".join(f" {attribute}" for attribute in written)


def _facade(shown: Shown, say: Words, foreign: str) -> str:
    video = shown.video
    kind = " ".join(filter(None, ("video", "upright" if video.is_upright else "", shown.classes)))
    data = f'data-player="{escape(video.player)}" data-title="{escape(video.title)}"'
    name = "video-title address" if ADDRESS.fullmatch(video.title) else "video-title"
    title = f' <span class="{name}" dir="auto">{shown.words}</span>' if shown.words.strip() else ""
    site = escape(say(VIDEO, site=video.site))
    pieces = ((escape(piece.text), piece.of) for piece in say.pieces(ASKS, host=video.host))
    asks = "".join(f"<bdi>{text}</bdi>" if of else text for text, of in pieces)
    return (
        f'<figure class="{escape(kind)}"{shown.figure}>'
        f'<a class="video-play" {data}{shown.link}>{shown.picture}'
        '<svg viewBox="0 0 56 56" aria-hidden="true"><use href="#Symbol-play"/></svg>'
        f'<span class="video-site"{foreign}>{site}</span>{title}</a>'
        f'<figcaption><span class="video-asks"{foreign}>{asks}</span>{shown.behind}</figcaption>'
        "</figure>"
    )
