"""One text made safe: what is wrong with its source and its HTML, and the HTML without it."""

from __future__ import annotations

from ..common.characters import html_without_forbidden
from ..common.problems import Problem
from .control_characters import control_characters
from .html_mending import mended
from .tidying import tidied

CURE = "The page is built as a browser would read it; correct the HTML in the text."


def cleaned(html: str, source: str, path: str) -> tuple[str, list[Problem]]:
    """`html` tidied, without forbidden characters and broken markup, and a problem for each.

    `source` is the text that it was made of, `path` names its file.
    """
    whole, fault = mended(html_without_forbidden(html))
    message = f"has HTML that does not add up ({fault})"
    broken = [Problem(path, 0, "", "", message, CURE)] if fault else []
    return tidied(whole), [*broken, *control_characters(source, path)]
