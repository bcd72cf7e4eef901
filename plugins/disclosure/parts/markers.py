"""The mark that connects an element with the part it renders, until the label is put in.

`data-part="3"` stands on the element of the third part, and on each footnote defined in it. Who
writes that attribute by hand gets no label for it: while Markdown is rendered the kit's own mark
holds control characters that Python-Markdown takes out of every source, all others are removed, and
`broken_parts` then wants each mark exactly once, on the right element, in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ...common.problems import Problem
from ...common.regex import regex
from ...html.tags import Attribute, Tag, is_beyond_repair, replaced, tags
from .syntax import PREFIX, PartBlock

NAME = "data-part"
SEALED = regex("\x02part-([0-9]+)\x03")
FENCE = regex("\x02part-fence-(open|close)-([0-9]+)\x03")
END = regex("\x02part-end-([0-9]+)\x03")
BY_HAND = regex("<[a-zA-Z/]")
CLAIMS = frozenset(("ai-disclosure", "ai-model", "ai-provider", "ai-prompt-url"))
ELEMENTS = {
    "section": ("section",),
    "quotation": ("blockquote",),
    "summary": ("div",),
    "caption": ("p", "div"),
}
"""What each kind is rendered as: a caption of more than one paragraph as a `div`."""


def sealed(number: int) -> str:
    """The mark of a part while Markdown is rendered."""
    return f"\x02part-{number}\x03"


def fence(number: int, *, opens: bool) -> str:
    """A line that stands for a fence while Markdown is rendered."""
    return f"\x02part-fence-{'open' if opens else 'close'}-{number}\x03"


def end_of(number: int) -> str:
    """What stands at the end of a part while Markdown is rendered."""
    return f"\x02part-end-{number}\x03"


def has_html(source: str) -> bool:
    """Whether a text may hold HTML written by hand."""
    return bool(BY_HAND.search(source))


def unsealed(html: str, numbers: Iterable[int], *, by_hand: bool) -> str:
    """`html` with the kit's marks as they are read later, and without any other.

    `numbers` are those of the parts in it, `by_hand` says whether its author may have written some
    of the HTML: then a part that it breaks open loses its mark.
    """
    marks = {sealed(number): number for number in numbers}
    whole = set(_enclosed(html, marks) if by_hand and marks else marks.values())
    known = {mark for mark, number in marks.items() if number in whole}
    return SEALED.sub(r"\1", marks_removed(html, lambda mark: mark.value not in known))


def marks_removed(html: str, is_wanted: Callable[[Attribute], bool] = lambda _: True) -> str:
    """`html` without the marks for which `is_wanted` holds; every other byte as it was."""
    if NAME not in html.lower():
        return html
    found = (a for tag in tags(html) for a in tag.attributes if a.name == NAME and is_wanted(a))
    return replaced(html, ((a.start, a.end, _between(html, a.end)) for a in found))


def number_of(tag: Tag) -> int:
    """The part that a tag is marked with; 0: none."""
    value = tag.get(NAME)
    return int(value) if not tag.closing and re.fullmatch("[1-9][0-9]{0,5}", value) else 0


def is_element_of(tag: Tag, number: int) -> bool:
    """Whether a tag begins the element of a part, and not one of its footnotes."""
    return not tag.closing and tag.get("id") == f"{PREFIX}{number}"


def broken_parts(html: str, blocks: Sequence[PartBlock], path: str) -> list[Problem]:
    """Parts whose element is not as it should be in the rendered text of the file `path`.

    To be asked before anything is written: a part without its mark would have no label. It finds
    what no look at the notation can: HTML that breaks a part open, and ids taken by hand.
    """
    found: dict[str, list[Tag]] = {block.id: [] for block in blocks}
    for tag in tags(html) if blocks else ():
        if not tag.closing and tag.get("id") in found:
            found[tag.get("id")].append(tag)
    problems = []
    for number, block in enumerate(blocks, 1):
        same = found[block.id]
        first = same[0] if same else None
        if len(same) > 1:
            cure = f"Use another id for the other element: ‘{block.id}’ is that of the part."
            problems.append(Problem(path, block.line, "id", block.id, "stands twice", cure))
        elif not first or number_of(first) != number or first.name not in ELEMENTS[block.kind]:
            message = "is broken open by HTML in the text"
            cure = "Close inside the part every HTML element that begins in it, and no other."
            problems.append(Problem(path, block.line, "", f"::: {block.kind}", message, cure))
    return problems


def claims_by_hand(html: str, path: str) -> list[Problem]:
    """Attributes of the W3C report that an author wrote, in a text as yet without labels.

    They would tell programs what neither the page's sentence nor the inventory says.
    """
    lowered = html.lower()
    if not any(name in lowered for name in CLAIMS):
        return []
    found = (a for tag in tags(html) for a in tag.attributes if a.name in CLAIMS)
    cure = "Declare it in the front matter, or as a part of the text: ‘::: section role=…’."
    message = "is written by hand, where nothing else says the same"
    return [Problem(path, 0, a.name, a.value, message, cure) for a in found]


def _between(html: str, position: int) -> str:
    """What must stand where an attribute was, lest its neighbours grow together."""
    return "" if html[position] in "\t\n\f\r />" else " "


def _enclosed(html: str, marks: dict[str, int]) -> Iterator[int]:
    """The parts whose element ends where Markdown ended it, once a browser has read the page.

    An author's stray ``</section>`` would end a part early, and an unclosed table would draw the
    rest of the page into it: words would be told to come from who did not write them. Only HTML
    written by hand can do so; html5lib builds the tree that browsers build (HTML Living Standard
    13.2.6). Where nobody could read it, none does. `marks` maps values of the mark to
    the parts' numbers.
    """
    import html5lib

    if is_beyond_repair(html):
        return
    tree = html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)
    for element in tree.iter():
        number = marks.get(element.get(NAME, "")) if isinstance(element.tag, str) else None
        if number and _last_text(element).rstrip().endswith(end_of(number)):
            yield number


def _last_text(node: Any) -> str:
    """The text with which an element ends, however deep it stands."""
    while len(node):
        node = node[-1]
        if node.tail and node.tail.strip():
            return str(node.tail)
    return node.text or ""
