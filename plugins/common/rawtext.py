"""Where a script, a style or another element ends whose content is no markup."""

from __future__ import annotations

import re
from functools import lru_cache

IN_SCRIPT = re.compile(r"<!--|-->|<(?P<end>/?)script(?=[\t\n\f\r />])", re.IGNORECASE)


def end_of_raw(source: str, name: str, start: int) -> int:
    """Offset of the end tag of `name` whose content begins at `start`, or the end of `source`."""
    if name == "script":
        return _end_of_script(source, start)
    match = _end_tag(name).search(source, start)
    return match.start() if match else len(source)


@lru_cache(maxsize=32)
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}(?=[\t\n\f\r />])", re.IGNORECASE)


def _end_of_script(source: str, at: int) -> int:
    """The same for a script, where ``<!-- <script>`` hides an end tag (13.2.5.19 to 13.2.5.31)."""
    escaped = hidden = False
    while match := IN_SCRIPT.search(source, at):
        at = match.end()
        if match.group() == "<!--":
            escaped, at = True, at - 2  # its dashes may be those of ``-->``
        elif match.group() == "-->":
            escaped = hidden = False
        elif not match["end"]:
            hidden = hidden or escaped
        elif hidden:
            hidden = False
        else:
            return match.start()
    return len(source)
