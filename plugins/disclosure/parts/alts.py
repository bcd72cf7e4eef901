"""The attributes of image descriptions that were made another way than the text.

On ``img`` the W3C Community Group report's attributes speak of its words, which are the
description; they say nothing of the picture.
"""

from __future__ import annotations

from ...common.tags import replaced, tags
from .part_labels import PartLabel, attributes_of


def with_alts(html: str, label: PartLabel) -> str:
    """`html` with the attributes of `label` on each image that has a description.

    A part without a value has no attributes; every other byte stays as it was.
    """
    attributes = attributes_of(label) if label.value else ""
    if not attributes:
        return html
    described = (tag for tag in tags(html, {"img"}) if tag.get("alt").strip())
    places = (tag.start + len("<img") for tag in described)
    return replaced(html, ((place, place, attributes) for place in places))
