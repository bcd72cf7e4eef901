"""What the server changes in a page that it sends, and the page it sends while there is none."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

SCRIPT = "/.colophon/preview.js"
"""Where the script is served that reloads pages and shows mistakes."""
EVENTS = "/.colophon/events"
"""Where the script hears of builds."""

_START = re.compile(
    rb"""\s++ | <!--.*?--> | <(?:!(?!--)|\?)[^>]*+>
    | <(?:html|head)(?=[\s/>])(?:[^>"']|"[^"]*+"|'[^']*+')*+>""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)

# `data-waiting` tells the script that there is no site behind what it shows.
PLAIN = """<!DOCTYPE html>
<html lang="en" data-waiting>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<noscript><meta http-equiv="refresh" content="2"></noscript>
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 20vh auto; padding: 1rem }}
h1 {{ font-size: 1.25rem; font-weight: 600 }}
</style>
</head>
<body>
<h1>{title}</h1>
{lines}
</body>
</html>
"""


def with_script(html: bytes, build: str) -> bytes:
    """`html` with the preview's script as the first thing in its head.

    There no Content-Security-Policy that the page itself declares is in force yet.
    """
    end = 3 if html.startswith(b"\xef\xbb\xbf") else 0
    while match := _START.match(html, end):
        end = match.end()
    tag = f'<script src="{SCRIPT}" data-build="{escape(build)}"></script>'
    return b"%b%b%b" % (html[:end], tag.encode(), html[end:])


def readdressed(data: bytes, siteurl: str, origin: str) -> bytes:
    """`data` with addresses below `siteurl` leading to where the preview is served."""
    parts = urlsplit(siteurl)
    own = f"{parts.scheme}://{parts.netloc}"
    if not (parts.scheme and parts.netloc) or own == origin:
        return data
    whole = re.compile(re.escape(own.encode()) + rb"(?![\w:-]|\.\w)")
    return whole.sub(origin.encode().replace(b"\\", rb"\\"), data)


def prefix_of(siteurl: str) -> str:
    """The path below which the site is served, without its last slash."""
    return urlsplit(siteurl).path.rstrip("/")


def plain(title: str, lines: tuple[str, ...] = ()) -> bytes:
    """A page of our own, for where the site has none."""
    told = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    return PLAIN.format(title=escape(title), lines=told).encode("utf-8", "replace")
