"""`invoke websub`: tell the hub that feeds have changed, once their new content is online.

A hub fetches a feed when it is told of it and hands what is new to its subscribers (WebSub, W3C
Recommendation of 2018; how a publisher tells a hub is PubSubHubbub 0.4 section 7: a POST with
``hub.mode=publish`` and ``hub.url``).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from plugins.common.addresses import is_web_address, without_credentials
from plugins.common.failure import CommandError, refuse
from plugins.common.problems import Problem
from plugins.feeds.paths import feed_address
from plugins.feeds.settings import read

from .. import ROOT, console
from ..build.settings import read_settings

WAIT = 600.0
"""Seconds in which what was pushed comes online; GitHub Pages takes one minute or two."""
PAUSE = 10.0
TIMEOUT = 20.0
LATER = "When it is, say: invoke websub"


@dataclass(frozen=True, slots=True)
class HubSite:
    """A published site and the hub that is told of its feeds."""

    url: str
    hub: str
    folder: Path
    """The built site as it was pushed."""

    def topic(self, path: str) -> str:
        """The address by which subscribers know the feed at a path: its `self`."""
        return feed_address(self.url, path)


def websub(*, settings: str | None = None, output: str | None = None) -> None:
    """Tell the hub of every feed of the published site.

    :raises CommandError: where no hub is set, the site is not there, or the hub does not answer.
    """
    site = site_of(settings, output=Path(output) if output else ROOT / "public")
    if site is None:
        raise CommandError("There is no hub: set FEEDS = {'hub': 'https://...'} in pelicanconf.py.")
    files = sorted((site.folder / "feeds").rglob("*"))
    paths = feeds_among(path.relative_to(site.folder).as_posix() for path in files)
    if not paths:
        raise CommandError(f"{site.folder} holds no feed. Publish the site first: invoke publish")
    refuse(tell(site, paths, wait=0))
    announce(len(paths))


def site_of(settings: str | None = None, *, output: Path) -> HubSite | None:
    """The site in `output` as its settings for production describe it; None: there is no hub.

    :raises CommandError: where the options of feeds hold a mistake, or there is a hub and the
        site's address is none that it could fetch.
    """
    chosen = read_settings(production=True, settings=settings)
    options, problems = read(chosen)
    refuse(problems)
    if not options.hub:
        return None
    url = without_credentials(chosen["SITEURL"])
    if not is_web_address(url):
        cure = "Write the address at which the site is read: https://...."
        problem = Problem("publishconf.py", 0, "SITEURL", repr(url), "is no web address", cure)
        raise CommandError(str(problem))
    return HubSite(url, options.hub, output)


def feeds_among(paths: Iterable[str]) -> list[str]:
    """Those of `paths` that are feeds to which one subscribes; the archive is none."""
    feeds = [p for p in paths if p.startswith("feeds/") and p.endswith((".xml", ".json"))]
    return [path for path in feeds if not path.startswith("feeds/archive/")]


def tell(
    site: HubSite,
    paths: Sequence[str],
    *,
    wait: float = WAIT,
    pause: Callable[[float], None] = time.sleep,
) -> list[str]:
    """Tell the hub of the feeds at `paths`, once the first is online; gives what went wrong.

    A hub that were told before would find the old feed, and nobody would tell it again.
    """
    if not _is_online(site, paths[0], wait, pause):
        return [f"{site.topic(paths[0])} is not yet what was pushed. {LATER}"]
    return [problem for path in paths if (problem := _notify(site.hub, site.topic(path)))]


def announce(count: int) -> None:
    """Say what was done."""
    console.say(f"Told the hub of {count} {'feed' if count == 1 else 'feeds'}.")


def _is_online(site: HubSite, path: str, wait: float, pause: Callable[[float], None]) -> bool:
    wanted = (site.folder / path).read_bytes()
    for _ in range(int(wait / PAUSE)):
        if _fetched(site.topic(path)) == wanted:
            return True
        pause(PAUSE)
    return _fetched(site.topic(path)) == wanted


def _fetched(address: str) -> bytes | None:
    # What lies between keeps a feed for ten minutes, unless it is asked for the newest.
    request = Request(address, headers={"Cache-Control": "no-cache"})  # noqa: S310 - see site_of
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - see site_of
            found: bytes = answer.read()
            return found
    except (URLError, OSError, ValueError):
        return None


def _notify(hub: str, topic: str) -> str:
    """Tell the hub of one feed; gives why that failed, empty where it did not."""
    data = urlencode({"hub.mode": "publish", "hub.url": topic}).encode()
    try:
        with urlopen(Request(hub, data=data), timeout=TIMEOUT):  # noqa: S310 - see FEEDS['hub']
            return ""
    except HTTPError as error:
        return f"The hub {hub} refuses {topic}: {error.code} {error.reason}. Ask whoever runs it."
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        return f"The hub {hub} does not answer: {reason}. Try later: invoke websub"
