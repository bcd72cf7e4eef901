"""The style sheet that makes a page of a feed which somebody opens in a browser.

CSS alone, by a processing instruction (Associating Style Sheets with XML documents 1.0): browsers
are removing XSLT. The rules stand in static/feed.css, the words above them, as custom properties.
"""

from __future__ import annotations

from pathlib import Path

from ..common.characters import without_forbidden
from ..wording.catalogue import Words
from .messages import OPENED, OPENED_MORE

RULES = Path(__file__).parent / "static" / "feed.css"
ESCAPES = {ord("\\"): r"\\", ord('"'): r"\"", ord("\n"): r"\a ", ord("\r"): "", ord("\f"): ""}


def stylesheet(say: Words, more: str) -> bytes:
    """The whole file; `more` is the address of the page that says more, or empty."""
    # Among words that run the other way an address has to keep its own (Unicode UAX #9).
    address = f"\u2066{more}\u2069" if say.direction == "rtl" else more
    told = say(OPENED_MORE, address=address) if more else ""
    words = {"opened": say(OPENED), "more": told}
    properties = "".join(f"  --{name}: {string(text)};\n" for name, text in words.items())
    return f":root {{\n{properties}}}\n\n{RULES.read_text('utf-8')}".encode()


def string(text: str) -> str:
    """`text` as a string of CSS (CSS Syntax 3, 4.3.5)."""
    return f'"{without_forbidden(text).translate(ESCAPES)}"'
