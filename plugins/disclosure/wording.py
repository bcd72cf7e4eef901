"""An owner's own sentences, in one file: they may say it their way, and leave nothing out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..common.characters import FORBIDDEN, TURNING
from ..common.problems import Problem, did_you_mean
from ..common.tomlfile import read_toml
from ..wording.catalogue import PLACEHOLDER
from . import messages
from .catalogue import Words, languages, words_for

Wording = Mapping[str, Mapping[str, str]]
"""Language to English message to the owner's sentence."""

Fault = tuple[str, str, str]
"""(value, message, cure)"""


def load(path: Path, shown_as: str) -> tuple[Wording, list[Problem]]:
    """Read the file; a missing one changes nothing. `shown_as` names it in problems.

    One section a language (``[en]``), each key an English message of `messages`, each value what is
    said instead. A sentence that leaves out a placeholder, the AI or the review state is a problem.
    """
    data, problems = read_toml(path, shown_as)
    problems += [Problem(shown_as, 0, *rest) for rest in _check(data)]
    return ({}, problems) if problems else (data, [])


def worded(tag: str, own: Wording) -> Words:
    """The words for a text in the language `tag`, the owner's before the kit's."""
    say = words_for(tag)
    return say.worded(own.get(say.language, {}))


def faults(say: Words, message: str, sentence: str) -> Iterator[Fault]:
    """What is wrong with `sentence` as the words of `say` for an English `message`."""
    expected, found = set(PLACEHOLDER.findall(message)), set(PLACEHOLDER.findall(sentence))
    for name in sorted(expected - found):
        yield sentence, f"leaves out {{{name}}}", "Say it too; readers are to know."
    for name in sorted(found - expected):
        yield sentence, f"has {{{name}}}, for which there is no value", "Remove it."
    if FORBIDDEN.search(sentence) or TURNING.search(sentence):
        yield sentence, "has characters that hide or turn text", "Remove them."
    if message.endswith(".") and not sentence.rstrip().endswith((".", "。", "۔")):
        yield sentence, "does not end with a full stop", "End the sentence; Reader View wants it."
    if message in messages.SHORTS and len(sentence) > messages.LONGEST_SHORT:
        cure = f"Cards hold {messages.LONGEST_SHORT} characters."
        yield sentence, f"has {len(sentence)} characters", cure
    for meaning, where in messages.MUST_SAY.items():
        words = say.must_say.get(meaning, ())
        if message in where and not any(_says(sentence, word) for word in words):
            said = " or ".join(f"‘{word.strip()}’" for word in words)
            yield sentence, f"does not say ‘{meaning}’", f"Say it in one of these words: {said}."


def _says(sentence: str, word: str) -> bool:
    """Whether a word of `sentence` begins with `word`: ‘unchecked’ does not say ‘checked’."""
    return bool(re.search(rf"(?<![^\W\d_]){re.escape(word)}", sentence))


def _check(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """(key, value, message, cure) for each mistake."""
    known = languages()
    for language, sentences in data.items():
        if isinstance(sentences, str) and language not in known:
            cure = "Write the section of its language above it: [en]."
            yield language, sentences, "stands in no section", cure
        elif language not in known:
            cure = f"There are words in: {', '.join(known)}."
            yield f"[{language}]", "", "is not a language of the kit", cure
        elif not isinstance(sentences, dict):
            cure = f"Write [{language}] above its sentences."
            yield language, repr(sentences), "should be a section", cure
        else:
            for message, sentence in sentences.items():
                for fault in _check_one(language, message, sentence):
                    yield f"[{language}] {message}", *fault


def _check_one(language: str, message: str, sentence: object) -> Iterator[Fault]:
    if message not in messages.EVERY:
        offer = did_you_mean(message, messages.EVERY).rstrip()
        cure = offer or "plugins/disclosure/messages.py lists all."
        yield "", "is not a sentence of the kit", cure
    elif not isinstance(sentence, str) or not sentence.strip():
        yield repr(sentence), "says nothing", 'Write it in double quotes: "...".'
    else:
        yield from faults(words_for(language), message, sentence)
