"""The words of plugins other than the disclosure: complete in every language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from commands.words import FEEDS, RELATED, Sentences, update
from plugins.common.characters import FORBIDDEN, TURNING
from plugins.disclosure import catalogue as disclosure
from plugins.feeds import messages as feeds_messages
from plugins.feeds import wording as feeds
from plugins.feeds.adapter import RELATED as RELATED_HEADING
from plugins.related.saying import messages as related_messages
from plugins.related.saying import wording as related
from plugins.wording.catalogue import PLACEHOLDER, Words
from tests.building import ROOT


@dataclass(frozen=True)
class Wording:
    """The words of one plugin."""

    sentences: Sentences
    messages: tuple[str, ...]
    words_for: Callable[[str], Words]
    languages: Callable[[], tuple[str, ...]]


WORDINGS = {
    "feeds": Wording(FEEDS, feeds_messages.EVERY, feeds.words_for, feeds.languages),
    "related": Wording(RELATED, related_messages.EVERY, related.words_for, related.languages),
}
OTHERS = sorted(set(disclosure.languages()) - {"en"})


@pytest.fixture(name="wording", params=WORDINGS)
def wording_fixture(request: pytest.FixtureRequest) -> Wording:
    """Of each plugin in turn."""
    return WORDINGS[request.param]


def test_the_languages_of_the_disclosure(wording: Wording) -> None:
    """A reader is told of everything in the words in which it is told of AI."""
    assert wording.languages() == disclosure.languages()
    assert wording.words_for("pt_BR").language == "pt"
    assert wording.words_for("ja").language == wording.words_for("").language == "en"


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated_whole(wording: Wording, language: str) -> None:
    """With its placeholders, each once, its full stop, nothing that turns or hides text."""
    words = wording.words_for(language)
    assert set(words.messages) == set(wording.messages)
    assert words.translated_by
    for message in wording.messages:
        sentence = words(message)
        assert sorted(PLACEHOLDER.findall(sentence)) == sorted(PLACEHOLDER.findall(message))
        assert [sentence.endswith(end) for end in ".:"] == [message.endswith(end) for end in ".:"]
        assert not FORBIDDEN.search(sentence)
        assert not TURNING.search(sentence)
        assert not set('"<>&') & set(sentence)
    assert len({words(message) for message in wording.messages}) == len(wording.messages)


def test_no_catalogue_is_out_of_date(wording: Wording, tmp_path: Path) -> None:
    """`invoke words` would change nothing: no message is missing, none is left over."""
    for path in wording.sentences.folder.glob("*.po"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert update(replace(wording.sentences, folder=tmp_path)) == []
    assert len(list(tmp_path.glob("*.po"))) == len(wording.languages()) - 1


def test_feeds_say_what_pages_say_over_related_articles() -> None:
    """They ask the related plugin's words, by its own message."""
    assert RELATED_HEADING == related_messages.HEADING


def test_every_message_of_feeds_is_said_by_something() -> None:
    """By its name, in a module other than that of the messages."""
    names = {name for name, text in vars(feeds_messages).items() if text in feeds_messages.EVERY}
    assert len(names) == len(feeds_messages.EVERY)
    modules = (ROOT / "plugins" / "feeds").glob("*.py")
    sources = "".join(path.read_text("utf-8") for path in modules if path.name != "messages.py")
    imported = ", ".join(re.findall(r"from \.messages import (.+)", sources)).split(", ")
    assert {*re.findall(r"\bmessages\.([A-Z_]+)\b", sources), *imported} == names
