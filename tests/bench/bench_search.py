"""What a first result of the search costs a reader: bytes that go over the wire, in real Chromium.

Takes the folder of a site that was built for production, best a large one: of 10,000 articles. A
server on this machine sends its files as GitHub Pages does, texts compressed, and counts all it
sends, heads of answers included, from the key that opens the search to the first results. Words are
those of the texts, evenly chosen from the most to the least frequent, each in a browser without
cache.
"""

from __future__ import annotations

import argparse
import gzip
import json
import mimetypes
import re
import statistics
import threading
from collections import Counter
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

from commands.serve.page import readdressed
from tests.programs import chromium

TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml")
SIGNATURE = b"pagefind_dcd"

Sent = list[tuple[str, int]]
"""Addresses, and the bytes of their answers."""


class Handler(BaseHTTPRequestHandler):
    """Answers from a folder, and counts."""

    def __init__(self, folder: Path, siteurl: str, sent: Sent, *given: Any) -> None:
        self.folder, self.siteurl, self.sent = folder, siteurl, sent
        super().__init__(*given)

    def do_GET(self) -> None:
        """Send a file; a folder's is its index."""
        path = self.folder / unquote(urlsplit(self.path).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        data, found = (path.read_bytes(), 200) if path.is_file() else (b"", 404)
        self.send_response(found)
        if path.suffix in TEXTS:
            origin = f"http://{self.headers['Host']}"
            data = gzip.compress(readdressed(data, self.siteurl, origin), 6)
            self.send_header("Content-Encoding", "gzip")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        lines: Any = self._headers_buffer  # type: ignore[attr-defined]  # of the base class
        head = sum(map(len, lines)) + 2
        self.end_headers()
        self.wfile.write(data)
        self.sent.append((self.path, head + len(data)))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", required=True, type=Path)
    parser.add_argument("--words", default=41, type=int)
    options = parser.parse_args()
    frequency = Counter(word for text in _texts(options.site) for word in text)
    words = [word for word, _ in frequency.most_common()]
    print(f"{len(words)} words, {_count(options.site)} texts")
    sent: Sent = []
    siteurl = json.loads((options.site / "ai-disclosures.json").read_text("utf-8"))["site"]
    handler = partial(Handler, options.site, siteurl.rstrip("/"), sent)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        program = chromium(may_install=False).path
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        address = f"http://127.0.0.1:{server.server_port}/"
        last = len(words) - 1
        ranks = [round(last * step / (options.words - 1)) for step in range(options.words)]
        costs = {words[rank]: _cost(browser, address, words[rank], sent) for rank in ranks}
        browser.close()
    middle = words[last // 2]
    for word in dict.fromkeys((middle, words[0], max(costs, key=lambda each: sum(costs[each])))):
        parts = costs.get(word) or []
        print(f"{word} ({frequency[word]} times): {sum(parts) / 1000:.1f} kB")
    totals = [sum(parts) / 1000 for parts in costs.values()]
    spread = f"{min(totals):.1f} to {max(totals):.1f} kB"
    print(f"{len(totals)} words: median {statistics.median(totals):.1f} kB, {spread}")


def _texts(site: Path) -> Iterator[set[str]]:
    """The words of each text that is found."""
    for path in (site / "pagefind" / "fragment").iterdir():
        text = json.loads(gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE))["content"]
        yield set(re.findall(r"[^\W\d_]{2,}", text.lower()))


def _count(site: Path) -> int:
    return sum(1 for _ in (site / "pagefind" / "fragment").iterdir())


def _cost(browser: Browser, address: str, word: str, sent: Sent) -> list[int]:
    """Bytes of each answer from the opening of the search to its first results."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        sent.clear()
        page.keyboard.press("/")
        page.locator("dialog .search-words").fill(word, timeout=60_000)
        page.locator("dialog .search-results a").first.wait_for(timeout=60_000)
        return [size for _, size in sent]


if __name__ == "__main__":
    main()
