"""Parameters by which an address tells that a chat tool handed it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .patterns import lines_with
from .source_view import Finding, View

HINTS = ("utm_", "referrer=", "ref=", "source=", "src=")
NAMES = (
    r"chatgpt|openai|copilot|bing-?chat|perplexity|gemini|bard|claude|grok|deepseek|mistral"
    r"|chat\.(?:openai|deepseek|mistral)"
)
TRACKING = re.compile(
    r"[?&;](?:utm_(?:source|medium|campaign|content)|referr?er|ref|source|src)="
    r"(?:https?(?::|%3a)(?:/|%2f){2})?(?:www\.)?"
    # Without a domain these are names that other parameters may hold; utm_source then has a tool.
    rf"(?:(?<=utm_source=)(?:{NAMES})(?:[-_]?ai)?"
    rf"|(?:{NAMES}|you)\.(?:com|ai|google\.com|microsoft\.com))"
    r"(?=$|[\s&#;)>\]\"'|*_,.])",
    re.MULTILINE,
)
ADDRESS = re.compile(r"[^\s()<>\[\]\"']*$")
LONGEST = 100
"""So much of the address before the parameter is shown."""


def tracking(view: View) -> Iterator[Finding]:
    """‘?utm_source=chatgpt.com’ and its like, with the address it stands in."""
    for first, last in lines_with(view.folded, HINTS):
        for match in TRACKING.finditer(view.folded, first, last):
            start = match.start()
            before = ADDRESS.search(view.text[max(start - LONGEST, first) : start])
            yield (
                view.line_of(start),
                (before[0] if before else "") + view.text[start : match.end()],
            )
