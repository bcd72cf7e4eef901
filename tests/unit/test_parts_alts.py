"""Image descriptions of another origin carry it on their images."""

from __future__ import annotations

import html5lib
import pytest

from plugins.disclosure.label import PartLabel
from plugins.disclosure.parts.part_labels import with_labels


def _label(value: str = "ai-autonomous", model: str = "m") -> PartLabel:
    return PartLabel("alt", "", "generated", value, "trainedAlgorithmicMedia", (model,), "", "AI.")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p><img alt="A cat" src="a.png"></p>', 1),
        ('<IMG SRC=a.png ALT=cat><img alt="" src="b.png"><img src="c.png">', 1),
        ('<pre>&lt;img alt="x"&gt;</pre><!-- <img alt="x"> -->', 0),
    ],
)
def test_only_what_is_described_says_so(html: str, expected: int) -> None:
    """Images with a description, in any spelling; every other byte stays."""
    found = with_labels(html, {}, alts=_label())
    assert found.count(' ai-disclosure="ai-autonomous" ai-model="m" ai-provider=""') == expected
    assert found.replace(' ai-disclosure="ai-autonomous" ai-model="m" ai-provider=""', "") == html


def test_a_value_that_is_unknown_is_not_said() -> None:
    """And a hostile model stays in its attribute."""
    assert with_labels('<img alt="x">', {}, alts=_label("")) == '<img alt="x">'
    html = with_labels('<img alt="x">', {}, alts=_label(model='"><script>'))
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert [element.tag for element in tree] == ["img"]
    assert tree[0].get("ai-model") == '"><script>'
