"""A text that lists its sources itself needs no second list."""

from __future__ import annotations

import pytest

from plugins.disclosure.messages import words_for
from plugins.disclosure.own_sources import own_sources
from plugins.wording.catalogue import languages


@pytest.mark.parametrize(
    ("html", "language", "found"),
    [
        ('<h2 id="sources">Sources</h2>', "en", "sources"),
        ("<h3>References:</h3>", "en", ""),
        ('<h2 id="a"><em>works</em> cited</h2>', "en-GB", "a"),
        ('<h2 id="q">Quellen</h2>', "de", "q"),
        ('<h2 id="q">Quellen</h2>', "en", None),
        ('<h2 id="s">Sources of energy</h2><p>Sources</p>', "en", None),
        ('<h2 id="s">SOURCES</h2>', "is", "s"),
        ("", "en", None),
    ],
)
def test_the_heading_decides(html: str, language: str, found: str | None) -> None:
    """Whole, in the text's language, whatever its letters' case; English where there is none."""
    assert own_sources(html, words_for(language)) == found


@pytest.mark.parametrize("language", languages())
def test_every_language_knows_its_own_word(language: str) -> None:
    """That under which the page would list them."""
    say = words_for(language)
    assert own_sources(f'<h2 id="x">{say("Sources")}</h2>', say) == "x"
