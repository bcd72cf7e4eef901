"""An owner's own sentences, in one file: they may say it their way, and leave nothing out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..common.files import read_toml
from ..common.problems import Problem, did_you_mean
from .catalogue import languages
from .messages import Fault, Messages

OwnSentences = Mapping[str, Mapping[str, str]]
"""Language to English message to the owner's sentence."""


def load(path: Path, shown_as: str, messages: Messages) -> tuple[OwnSentences, list[Problem]]:
    """Read the file; a missing one changes nothing. `shown_as` names it in problems.

    One section a language (``[en]``), each key an English one of the `messages`, each value what is
    said instead. A sentence that leaves out a placeholder, the AI or the review state is a problem.
    """
    data, problems = read_toml(path, shown_as)
    problems += [Problem(shown_as, 0, *rest) for rest in _check(data, messages)]
    return ({}, problems) if problems else (data, [])


def _check(data: Mapping[str, Any], messages: Messages) -> Iterator[tuple[str, str, str, str]]:
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
                for fault in _check_one(language, message, sentence, messages):
                    yield f"[{language}] {message}", *fault


def _check_one(
    language: str, message: str, sentence: object, messages: Messages
) -> Iterator[Fault]:
    if message not in messages.notes:
        offer = did_you_mean(message, messages.notes).rstrip()
        cure = offer or f"plugins/{messages.capability}/messages.py lists all."
        yield "", "is not a sentence of the kit", cure
    elif not isinstance(sentence, str) or not sentence.strip():
        yield repr(sentence), "says nothing", 'Write it in double quotes: "...".'
    else:
        yield from messages.faults(messages.words_for(language), message, sentence)
