"""Feed readers as people and programs use them, each fetching over HTTP and keeping what it keeps.

A client is made in an empty folder for one feed. `fetch` fetches it once and gives every entry that
the client then knows, under the id by which it knows it.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Protocol
from urllib.request import urlopen

import feedparser

from tests.feeds.parsed import make_reader


@dataclass(frozen=True)
class Seen:
    """One entry as the client has it; None: it keeps no such thing."""

    id: str
    title: str
    authors: str
    """All of them, as it writes them."""
    content: str
    terms: frozenset[str] | None = None


class Client(Protocol):
    """What tests ask of every client."""

    def __init__(self, folder: Path, url: str, /) -> None:
        """Subscribe to the feed at `url`; everything is kept in `folder`, which is empty."""

    def fetch(self) -> list[Seen]:
        """Every entry known after fetching once more, an entry twice where it is doubled."""


class Newsboat:
    """newsboat, at a terminal; it keeps a database, with no categories."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        (folder / "urls").write_text(f"{url}\n")
        (folder / "config").write_text("")

    def fetch(self) -> list[Seen]:
        """`newsboat -x reload`, then its database."""
        files = ("-u", "urls", "-C", "config", "-c", "cache.db")
        run(self.folder, "newsboat", *files, "-x", "reload")
        with sqlite3.connect(self.folder / "cache.db") as database:
            rows = database.execute("select guid, title, author, content from rss_item")
            return [Seen(*row) for row in rows]

    def unread(self) -> str:
        """What it says."""
        files = ("-u", "urls", "-C", "config", "-c", "cache.db")
        return run(self.folder, "newsboat", *files, "-x", "print-unread").strip()


class Sfeed:
    """sfeed, a filter from feeds to lines; it keeps nothing."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url

    def fetch(self) -> list[Seen]:
        """Fields in order: time, title, link, content, its type, id, author, enclosure, terms."""
        with urlopen(self.url) as answer:  # noqa: S310 - a PagesServer of the test
            data = answer.read()
        lines = run(self.folder, "sfeed", self.url, given=data).splitlines()
        return [_of_line(line.split("\t")) for line in lines]


class Rss2email:
    """rss2email, which sends a mail for each entry that it has not sent."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        box = folder / "mail"
        (folder / "r2e.cfg").write_text(
            "[DEFAULT]\nfrom = user@rss2email.invalid\nto = reader@example.org\nhtml-mail = True\n"
            f"email-protocol = maildir\nmaildir-path = {box}\nmaildir-mailbox = new-texts\n"
        )
        box.mkdir()
        self._run("add", "feed", url)

    def fetch(self) -> list[Seen]:
        """Every mail that has come so far."""
        self._run("run")
        found = sorted((self.folder / "mail").rglob("new/*"))
        mails = (message_from_bytes(path.read_bytes(), policy=policy.default) for path in found)
        return [_of_mail(mail) for mail in mails if isinstance(mail, EmailMessage)]

    def _run(self, *arguments: str) -> None:
        run(self.folder, "r2e", "-c", "r2e.cfg", "-d", "r2e.json", *arguments)


class Feedparser:
    """feedparser, under most programs in Python; it keeps nothing."""

    def __init__(self, _folder: Path, url: str) -> None:
        self.url = url

    def fetch(self) -> list[Seen]:
        """Atom and RSS."""
        found = feedparser.parse(self.url)
        assert not found.bozo, found.get("bozo_exception")
        return [
            Seen(
                each.id,
                each.title,
                ", ".join(author.name for author in each.authors),
                each.content[0].value,
                frozenset(tag.term for tag in each.tags),
            )
            for each in found.entries
        ]


class Fastfeedparser:
    """fastfeedparser; it keeps nothing."""

    def __init__(self, _folder: Path, url: str) -> None:
        self.url = url

    def fetch(self) -> list[Seen]:
        """All formats."""
        import fastfeedparser

        return [
            Seen(
                each["id"],
                each["title"],
                each["author"],
                each["content"][0]["value"],
                frozenset(tag["term"] for tag in each["tags"]),
            )
            for each in fastfeedparser.parse(self.url)["entries"]
        ]


class Reader:
    """reader, a library that keeps a database, with no categories."""

    def __init__(self, folder: Path, url: str) -> None:
        self.url = url
        self.reader = make_reader(str(folder / "reader.db"))
        self.reader.add_feed(url)

    def fetch(self) -> list[Seen]:
        """All formats."""
        self.updated = self.reader.update_feed(self.url)
        return list(map(_of_entry, self.reader.get_entries()))


def run(folder: Path, *command: str, given: bytes = b"") -> str:
    """What a program prints that has `folder` for its home."""
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8", "no_proxy": "*"}
    done = subprocess.run(
        command, input=given, capture_output=True, check=False, cwd=folder, env=environment
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def _of_line(fields: list[str]) -> Seen:
    _, title, _, content, _, known_as, author, _, terms = fields
    text = content.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
    return Seen(known_as, title, author, text, frozenset(filter(None, terms.split("|"))))


def _of_mail(mail: EmailMessage) -> Seen:
    body = mail.get_body(("html",))
    assert isinstance(body, EmailMessage)
    terms = str(mail["X-RSS-TAGS"] or "").split(",")
    return Seen(
        str(mail["X-RSS-ID"]),
        str(mail["Subject"]),
        mail["From"].addresses[0].display_name,
        str(body.get_content()),
        frozenset(filter(None, map(str.strip, terms))),
    )


def _of_entry(entry: Any) -> Seen:
    # Of RSS it takes what stands in brackets for an address.
    names: Iterator[str] = (
        f"{author.name} ({author.email})" if author.email else author.name
        for author in entry.authors
    )
    return Seen(entry.id, entry.title, ", ".join(names), entry.get_content().value)


XML = (".atom.xml", ".rss.xml")
CLIENTS: dict[str, tuple[type[Client], tuple[str, ...]]] = {
    "newsboat": (Newsboat, XML),
    "sfeed": (Sfeed, XML),
    "rss2email": (Rss2email, XML),
    "feedparser": (Feedparser, XML),
    "fastfeedparser": (Fastfeedparser, (*XML, ".json")),
    "reader": (Reader, (*XML, ".json")),
}
"""Name to what runs it, and the endings of the feeds that it can read."""
