"""The catalogues: complete in every language, and kept so by `invoke words`."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from commands.words import CAPABILITIES, update
from plugins.disclosure import messages as disclosure_messages
from plugins.feeds import messages as feeds_messages
from plugins.feeds.adapter import RELATED as RELATED_HEADING
from plugins.head.list_head import NAMES
from plugins.related.wording import messages as related_messages
from plugins.wording import theme_messages
from plugins.wording.catalogue import FOLDER, PLACEHOLDER, languages, read_catalogue
from plugins.wording.messages import FULL_STOPS, Messages
from tests.building import ROOT

ENDS = ((".", FULL_STOPS), (":", (":", "：")))
"""How a message ends in English, and in other scripts."""
OTHERS = sorted(set(languages()) - {"en"})


@pytest.fixture(name="messages", params=CAPABILITIES, ids=lambda one: one.capability)
def messages_fixture(request: pytest.FixtureRequest) -> Messages:
    """Of each capability in turn."""
    found: Messages = request.param
    return found


def test_the_closest_language(messages: Messages) -> None:
    """A reader is told of everything in the words in which it is told of AI."""
    assert messages.words_for("pt_BR").language == "pt"
    assert messages.words_for("zh").language == messages.words_for("").language == "en"


@pytest.mark.parametrize("language", languages())
def test_every_message_is_translated_whole(messages: Messages, language: str) -> None:
    """Every form with its placeholders, each once, its full stop, and what may not be left out."""
    words = messages.words_for(language)
    assert language == "en" or set(words.messages) == set(messages.notes)
    for message in messages.notes:
        said = words.messages.get(message, message)
        assert isinstance(said, str) == (message not in messages.plurals or language == "en")
        if not isinstance(said, str):
            assert {words.form_of(count) for count in range(200)} == set(range(len(said)))
        for sentence in [said] if isinstance(said, str) else said:
            assert list(messages.faults(words, message, sentence)) == []
            assert sorted(PLACEHOLDER.findall(sentence)) == sorted(PLACEHOLDER.findall(message))
            ends = [sentence.endswith(as_here) == message.endswith(end) for end, as_here in ENDS]
            # ‘Published by’ needs a colon where a name cannot follow a verb.
            assert all(ends) or messages is disclosure_messages.MESSAGES
            assert not set('"<>&') & set(sentence)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("messages", CAPABILITIES[1:3], ids=lambda one: one.capability)
def test_no_two_messages_are_told_alike(messages: Messages, language: str) -> None:
    """The disclosure may: ‘models’ is a heading and the name of a column."""
    said = messages.words_for(language).messages
    assert len({*said.values()}) == len(said)


@pytest.mark.parametrize("language", OTHERS)
def test_every_catalogue_says_where_it_comes_from(language: str) -> None:
    """Who or what translated it; and what may not be left out has its words."""
    words = disclosure_messages.words_for(language)
    assert words.translated_by
    assert set(words.must_say) == set(disclosure_messages.MUST_SAY)
    assert all(word for several in words.must_say.values() for word in several)


def test_no_catalogue_is_out_of_date(tmp_path: Path) -> None:
    """`invoke words` would change nothing: no message is missing, none is left over."""
    for path in FOLDER.glob("*.po"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert update(tmp_path) == []
    assert len(list(tmp_path.glob("*.po"))) == len(OTHERS)


def test_an_empty_file_becomes_a_catalogue(tmp_path: Path) -> None:
    """With nothing translated yet: this is how a language is begun."""
    path = tmp_path / "is.po"
    path.touch()
    assert update(tmp_path) == [path]
    assert read_catalogue(path) == {}
    text = path.read_text("utf-8")
    assert all(f'msgctxt "{one.capability}"' in text for one in CAPABILITIES)


def test_what_a_speaker_wrote_stays_until_there_is_something_new(tmp_path: Path) -> None:
    """Doubts and remarks too; a check of all is none of what is added later."""
    path = tmp_path / "de.po"
    text = (FOLDER / path.name).read_text("utf-8")
    text = text.replace('"checked by"\nmsgstr ""', '"checked by"\nmsgstr "Ada, 2026-11-29"')
    heading = 'msgctxt "related"\nmsgid "Related articles"\n'
    text = text.replace(f"#. heading over the list\n{heading}", f"#. heading\n#, fuzzy\n{heading}")
    path.write_text(text, encoding="utf-8")
    assert update(tmp_path) == [path]
    related = read_catalogue(path)["related"]
    assert related.checked_by == "Ada, 2026-11-29"
    assert related_messages.HEADING not in related.messages
    path.write_text(path.read_text("utf-8").replace(heading, heading.replace("R", "OldR")), "utf-8")
    update(tmp_path)
    assert read_catalogue(path)["related"].checked_by == ""


TEMPLATES = sorted(
    path
    for folder in (ROOT / "theme" / "templates", *(ROOT / "plugins").glob("*/templates"))
    for path in folder.rglob("*.html")
    if path.parent.name != "report"
)
"""The report on links is its owner's, as what commands print."""
THEME_SAYS = re.compile(r"""(?:words(?:\.pieces)?|theme_words\(\w+\))\("([^"]+)"(?:, "([^"]+)")?""")
TEMPLATE_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SHOWN_ATTRIBUTE = re.compile(r'(?:alt|aria-label|content|placeholder|title)="([^"]*)"')
MARKUP = re.compile(r'<[^>]*>|[\w-]+="[^"]*"')
TECHNICAL = re.compile(
    r"ai-disclosures\.json|width=device-width, initial-scale=1|light dark|noindex|0; url=|"
    "summary0_large_image"
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_template_has_words_of_its_own(path: Path) -> None:
    """Neither between tags nor in an attribute: they would be English in every language."""
    source = TECHNICAL.sub("", TEMPLATE_CODE.sub("0", path.read_text("utf-8")))
    texts = [*SHOWN_ATTRIBUTE.findall(source), MARKUP.sub(" ", source)]
    assert not re.findall(r"[^\W\d_]{2,}", html.unescape(" ".join(texts)))


def test_what_the_theme_says_are_messages() -> None:
    """And every message of the theme is said by a template, or by what describes lists."""
    every = theme_messages.MESSAGES.notes
    speak = [ROOT / "theme", ROOT / "plugins" / "search"]
    paths = [path for path in TEMPLATES if any(map(path.is_relative_to, speak))]
    theme = "".join(path.read_text("utf-8") for path in paths)
    said = dict(THEME_SAYS.findall(theme))
    assert set(said) <= set(every)
    counting = {text: plural for text, plural in said.items() if plural}
    assert counting == theme_messages.MESSAGES.plurals
    named = {text for text in every if f'"{text}"' in theme}
    described = {*theme_messages.DESCRIPTIONS.values(), *NAMES.values()}
    assert {*named, *described, theme_messages.MOVED} == set(every)


def test_feeds_say_what_pages_say_over_related_articles() -> None:
    """They ask the related plugin's words, by its own message."""
    assert RELATED_HEADING == related_messages.HEADING


def test_every_message_of_feeds_is_said_by_something() -> None:
    """By its name, in a module other than that of the messages."""
    every = feeds_messages.MESSAGES.notes
    names = {name for name, text in vars(feeds_messages).items() if text in [*every]}
    assert len(names) == len(every)
    modules = (ROOT / "plugins" / "feeds").glob("*.py")
    sources = "".join(path.read_text("utf-8") for path in modules if path.name != "messages.py")
    imported = ", ".join(re.findall(r"from \.messages import (.+)", sources)).split(", ")
    assert {*re.findall(r"\bmessages\.([A-Z_]+)\b", sources), *imported} - {"words_for"} == names
