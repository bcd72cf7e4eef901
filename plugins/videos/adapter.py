"""Where videos meet Pelican: those that each text shows, and the one that it credits."""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from ..article import Video
from ..common.problems import Problem, report
from ..run import Entry, Run
from . import facades
from .addresses import PROVIDERS, video_at
from .messages import words_for
from .settings import SETTING, VideosSettings, read

logger = logging.getLogger(__name__)


def prepare(run: Run) -> None:
    """Read `VIDEOS`; have pages show videos, and give templates those that texts credit."""
    options, problems = read(run.settings.get(SETTING, PROVIDERS))
    report(logger, *problems)
    run.set_state(options)
    if options.videos:
        run.page_changes.append(partial(_with_facades, options.videos))
    run.offer(video=facade_of)


def find(run: Run) -> None:
    """Find the videos of each page; tell of each host that is asked when they play."""
    providers = run.state_of(VideosSettings).videos
    texts: dict[str, list[str]] = defaultdict(list)
    for entry in run.entries if providers else ():
        # Without `page_text` no page shows one that stands in a text.
        html = entry.html if "reading" in run.capabilities else ""
        shown = [each.video for each in facades.videos_in(html, providers)]
        credited = _credited(entry, providers)
        if credited and (credited.site, credited.id) not in {(it.site, it.id) for it in shown}:
            entry.video = credited
            shown.append(credited)
        if shown:
            entry.frames = origins = tuple(sorted({video.origin for video in shown}))
            for origin in origins:
                texts[origin].append(entry.shown)
    for origin, where in sorted(texts.items()):
        more = f" and {len(where) - 1} more texts show" if len(where) > 1 else " shows"
        message = (
            f"is another host: the browser of a reader asks it who plays what this text{more} as a"
            " video"
        )
        cure = "Write VIDEOS = False in pelicanconf.py to have links instead."
        run.note(logger, Problem(min(where), 0, "", origin, message, cure))


def facade_of(video: Video, language: str, title: str = "") -> Markup:
    """The facade of a video that a text in `language` credits; `title` as its page shows it."""
    title = title or video.title or video.url
    say = words_for(language)
    # Every word of it has been escaped.
    return Markup(facades.facade(video, title, say, say.attributes_in(language)))  # noqa: S704


def _credited(entry: Entry, providers: tuple[str, ...]) -> Video | None:
    """The first of a text's sources that is a video."""
    for address, title in entry.label.sources if entry.label else ():
        if video := video_at(address, providers):
            return replace(video, title=title)
    return None


def _with_facades(providers: tuple[str, ...], html: str, language: str) -> str:
    if not facades.may_show_videos(html):
        return html
    say = words_for(language)
    return facades.with_facades(html, providers, say, say.attributes_in(language))
