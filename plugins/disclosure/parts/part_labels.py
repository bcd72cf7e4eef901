"""Labels put into rendered HTML: attributes and a visible sentence at each part.

W3C Community Group report "AI Content Disclosure for HTML": the nearest element with a valid value
counts, and no value says ‘unknown’. So an element must not have a value that is untrue of a part in
it: where a part's value is unknown, neither it nor any element around it has one. Models and
providers are inherited one by one, so a part that does not know its own has an empty one, which
clears them; beside ``human-only`` the report ignores both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import islice, takewhile

from ...common.characters import without_forbidden
from ...common.regex import regex
from ...common.values import dataclass
from ...html.elements import VOID
from ...html.tags import Tag, replaced, tags
from ..label import PartLabel
from ..vocabulary import HUMAN_ONLY
from .markers import NAME, is_element_of, marks_removed, number_of
from .syntax import PREFIX

CLASS, END, LABEL = "disclosure-part", "part-end", "Label-"
GROUPED = frozenset({"section", "div"})
"""Elements that mean nothing by themselves; a quotation and a paragraph do."""

FOLLOWED = regex(r"(?>\s*)(?!</|\Z)")
HEADING = regex(r"\s*<(h[1-6])\b[^>]*>.*?</\1>", re.DOTALL)


@dataclass(slots=True)
class _Marked:
    """An element with a mark: its tag, where its content ends, and its part."""

    tag: Tag
    number: int
    end: int


def with_labels(
    html: str,
    labels: Mapping[str, PartLabel],
    language: str = "",
    direction: str = "",
    *,
    alts: PartLabel | None = None,
) -> str:
    """`html` with the label of each part at its element, and without marks.

    `labels` by the id of the part. `language` (BCP 47) and `direction` are those of the labels'
    words where they differ from the text's. A mark without a label is only removed. `alts` is the
    label of the images' descriptions, where they are a part: on ``img`` the report's attributes
    speak of its words, which are the description, and say nothing of the picture.
    """
    if not alts and NAME not in html.lower():
        return html
    marked = _marked(html)
    attributes = f' lang="{_escaped(language)}"' if language else ""
    attributes += f' dir="{_escaped(direction)}"' if direction else ""
    changes: list[tuple[int, int, str]] = []
    for index, one in enumerate(marked):
        label = labels.get(f"{PREFIX}{one.number}")
        known = all(_value(labels, other) for other in _within(marked, index))
        if known and alts and not alts.value:
            known = not any(_described(html[one.tag.end : one.end]))
        place = next(a for a in one.tag.attributes if a.name == NAME)
        told = _attributes(label) if label and known else ""
        if label and label.sentence and is_element_of(one.tag, one.number):
            told += _group(one)
            changes.append(_sentence(html, one, label.sentence, attributes))
            changes += _end(html, one)
        changes.append((place.start, place.end, told))
    labelled = marks_removed(replaced(html, sorted(changes)))
    if not alts or not alts.value:
        return labelled
    places = (tag.start + len("<img") for tag in _described(labelled))
    return replaced(labelled, ((place, place, _attributes(alts)) for place in places))


def _described(html: str) -> Iterator[Tag]:
    """The images that have a description."""
    return (tag for tag in tags(html, {"img"}) if tag.get("alt").strip())


def _marked(html: str) -> list[_Marked]:
    """The first element of each part, and the footnotes of parts, in order."""
    found: dict[tuple[int, str], _Marked] = {}
    if NAME not in html.lower():
        return []
    opened: list[tuple[str, _Marked | None]] = []
    names: Counter[str] = Counter()
    for tag in tags(html):
        if tag.closing and names[tag.name]:
            name = ""
            while name != tag.name:  # with all that stands open in it
                name, one = opened.pop()
                names[name] -= 1
                if one:
                    one.end = tag.start
        elif not tag.closing and tag.name not in VOID and not tag.name.startswith("!"):
            number = number_of(tag)
            key, one = (number, tag.get("id")), None
            if number and key not in found:
                one = found[key] = _Marked(tag, number, len(html))
            opened.append((tag.name, one))
            names[tag.name] += 1
    return list(found.values())


def _within(marked: Sequence[_Marked], index: int) -> Iterator[_Marked]:
    """The element with this index, and those in it."""
    end = marked[index].end
    return takewhile(lambda other: other.tag.start < end, islice(marked, index, None))


def _value(labels: Mapping[str, PartLabel], one: _Marked) -> str:
    label = labels.get(f"{PREFIX}{one.number}")
    return label.value if label else ""


def _attributes(label: PartLabel) -> str:
    """The attributes of a part that has a value, each with a blank before it."""
    pairs = [("ai-disclosure", label.value)]
    if label.value != HUMAN_ONLY:
        pairs += [("ai-model", ", ".join(label.models)), ("ai-provider", label.provider)]
    return "".join(f' {name}="{_escaped(value)}"' for name, value in pairs)


def _group(one: _Marked) -> str:
    """What makes a group of an element that is none by itself; it is named by its label."""
    grouped = one.tag.name in GROUPED
    return f' role="group" aria-labelledby="{LABEL}{one.number}"' if grouped else ""


def _sentence(html: str, one: _Marked, sentence: str, attributes: str) -> tuple[int, int, str]:
    """The visible label: at the end of a paragraph, else at the beginning or after a heading there.

    Before the heading it would seem to end the paragraph above, wherever there are no styles.
    """
    text = _escaped(sentence)
    if one.tag.name == "p":
        return one.end, one.end, f' <span class="{CLASS}" role="note"{attributes}>{text}</span>'
    heading = HEADING.match(html, one.tag.end, one.end)
    at = heading.end() if heading else one.tag.end
    own = f' id="{LABEL}{one.number}"' if one.tag.name in GROUPED else ""
    return at, at, f'<p class="{CLASS}" role="note"{own}{attributes}>{text}</p>'


def _end(html: str, one: _Marked) -> Iterable[tuple[int, int, str]]:
    """A rule after a section or summary, where feed readers and Reader View show no other end."""
    classes = one.tag.get("class").split()
    after = html.find(">", one.end) + 1
    if (one.tag.name == "section" or "summary" in classes) and FOLLOWED.match(html, after):
        yield after, after, f'\n<hr class="{END}">'


def _escaped(text: str) -> str:
    return escape(without_forbidden(text), quote=True)
