"""What JSON Feed 1.1 demands: a schema of our own after its text, and what no schema can say.

`jsonfeed_faults` gives one line for each violation; nothing for a good feed. It shares no code with
what writes feeds.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from tests.feeds.rfc4287 import html_faults, parse_moment

SCHEMA = Path(__file__).with_name("jsonfeed-1.1.schema.json")


def jsonfeed_faults(data: bytes, self_url: str) -> list[str]:
    """Why `data` is not a good JSON Feed at `self_url`."""
    feed = json.loads(data.decode("utf-8"))
    validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    faults = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(feed)]
    return faults or [*_feed_faults(feed, self_url)]


def _feed_faults(feed: dict[str, Any], self_url: str) -> Iterator[str]:
    if feed.get("feed_url") != self_url:
        yield f"feed_url is {feed.get('feed_url')}"
    for name in ("home_page_url", "language", "authors"):
        if not feed.get(name):
            yield f"no {name}"
    ids = Counter(item["id"] for item in feed["items"])
    yield from (f"{count} items are {name}" for name, count in ids.items() if count > 1)
    published = [parse_moment(item["date_published"]) for item in feed["items"]]
    if published != sorted(published, reverse=True):
        yield "not newest first"
    for item in feed["items"]:
        for name in ("url", "title", "date_published", "date_modified", "authors"):
            if not item.get(name):
                yield f"{item['id']}: no {name}"
        if parse_moment(item["date_modified"]) < parse_moment(item["date_published"]):
            yield f"{item['id']}: modified before published"
        yield from html_faults(item["content_html"])
