"""Which addresses lead to a video of YouTube, Vimeo or PeerTube, and which player shows it.

Playlists and channels are no videos. Nothing of an address gets into that of its player but what an
expression below lets through: an id, a hash, a host, a number of seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from urllib.parse import SplitResult, parse_qs, urlsplit

from ..article import Video
from ..common.regex import regex

MARKS = ("youtu", "vimeo", "/w/", "/videos/", "YouTu", "Vimeo")
"""Of these one stands in each address of a video, as people write hosts."""

YOUTUBE = regex(r"(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com")
YOUTUBE_SHORT = regex(r"(?:www\.)?youtu\.be")
YOUTUBE_PATH = regex(r"/(?:embed|live|shorts|v)/(?P<id>[^/]+)/?")
YOUTUBE_ID = regex(r"(?!videoseries|live_stream)[A-Za-z0-9_-]{11}")
"""Those two stand in the place of an id for a playlist, and for what a channel sends now."""
UPRIGHT = "/shorts/"
VIMEO = regex(r"(?:www\.)?vimeo\.com")
VIMEO_PATH = regex(
    r"/(?:channels/[^/]+/|groups/[^/]+/videos/)?(?P<id>[0-9]{1,12})(?:/(?P<hash>[^/]+))?/?"
)
VIMEO_PLAYER = "player.vimeo.com"
VIMEO_PLAYER_PATH = regex(r"/video/(?P<id>[0-9]{1,12})(?P<hash>)/?")
VIMEO_HASH = regex(r"[0-9a-f]{4,40}")
"""It opens a video that is not listed."""
PEERTUBE = regex(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+")
PEERTUBE_PATH = regex(r"/(?:w|videos/(?:watch|embed))/(?P<id>[^/]+)/?")
PEERTUBE_ID = regex(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[1-9A-HJ-NP-Za-km-z]{22}")
"""A UUID, as it is or in base 58."""
TIME = regex(r"(?:([0-9]{1,3})h)?(?:([0-9]{1,5})m)?(?:([0-9]{1,7})s?)?")


def video_at(address: str, providers: Collection[str]) -> Video | None:
    """The video to which a whole address leads; None: it leads to none of these `providers`."""
    if not any(mark in address for mark in MARKS):
        return None
    try:
        parts = urlsplit(address)
        # The part before a host may be a password, and players answer at no other port.
        plain = parts.scheme in {"http", "https"} and parts.netloc.lower() == parts.hostname
        asked = [_PROVIDERS[name](parts) for name in _PROVIDERS if plain and name in providers]
    except ValueError:
        return None
    return next(filter(None, asked), None)


def _youtube(parts: SplitResult) -> Video | None:
    host, given = parts.hostname or "", ""
    if YOUTUBE_SHORT.fullmatch(host):
        given = parts.path.removeprefix("/").removesuffix("/")
    elif YOUTUBE.fullmatch(host) and parts.path in {"/watch", "/watch/"}:
        given = _value(parts.query, "v")
    elif YOUTUBE.fullmatch(host) and (found := YOUTUBE_PATH.fullmatch(parts.path)):
        given = found["id"]
    if not YOUTUBE_ID.fullmatch(given):
        return None
    start = f"&start={begin}" if (begin := _start(parts)) else ""
    player = f"/embed/{given}?autoplay=1{start}"
    upright = parts.path.startswith(UPRIGHT)
    return Video(parts.geturl(), given, "YouTube", "www.youtube-nocookie.com", player, upright)


def _vimeo(parts: SplitResult) -> Video | None:
    if parts.hostname == VIMEO_PLAYER:
        found = VIMEO_PLAYER_PATH.fullmatch(parts.path)
    else:
        found = VIMEO.fullmatch(parts.hostname or "") and VIMEO_PATH.fullmatch(parts.path)
    if not found:
        return None
    secret = found["hash"] or _value(parts.query, "h")
    if secret and not VIMEO_HASH.fullmatch(secret):
        return None
    hashed = f"h={secret}&" if secret else ""
    start = f"#t={begin}s" if (begin := _start(parts)) else ""
    player = f"/video/{found['id']}?{hashed}dnt=1&autoplay=1{start}"
    return Video(parts.geturl(), found["id"], "Vimeo", VIMEO_PLAYER, player)


def _peertube(parts: SplitResult) -> Video | None:
    host, found = parts.hostname or "", PEERTUBE_PATH.fullmatch(parts.path)
    if not (found and PEERTUBE.fullmatch(host) and PEERTUBE_ID.fullmatch(found["id"])):
        return None
    start = f"&start={begin}" if (begin := _start(parts)) else ""
    # Peer to peer it would ask the browsers of other viewers too.
    player = f"/videos/embed/{found['id']}?autoplay=1&p2p=0{start}"
    return Video(parts.geturl(), found["id"], host, host, player)


_PROVIDERS: dict[str, Callable[[SplitResult], Video | None]] = {
    "youtube": _youtube,
    "vimeo": _vimeo,
    "peertube": _peertube,
}
PROVIDERS = tuple(_PROVIDERS)


def _value(query: str, name: str) -> str:
    return next(iter(parse_qs(query).get(name, [])), "")


def _start(parts: SplitResult) -> int:
    """Seconds after which the video is to begin: ``t=1m30s``, ``t=90``, ``start=90``."""
    told = (_value(parts.query, "t"), _value(parts.query, "start"), _value(parts.fragment, "t"))
    found = TIME.fullmatch(next(filter(None, told), ""))
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return 3600 * hours + 60 * minutes + seconds
