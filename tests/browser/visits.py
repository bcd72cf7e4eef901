"""What can be asked of every page: each page is opened once, and each question is put to it.

A question is a function of a page, marked with `on_every_page`; its test takes the fixture
`visits` and reads the answers. Most of what such a test costs is the loading of pages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, TypeVar

from playwright.sync_api import Page, Request, Response, ViewportSize

Question = TypeVar("Question", bound=Callable[[Page], Any])

WIDTHS = (320, 768, 1920)
VIEWPORT: ViewportSize = {"width": 1280, "height": 720}


class Stage(IntEnum):
    """When a question is put: first those that leave the page as it is."""

    UNTOUCHED = 0
    """The page as it is loaded, nothing focused; a question may change the size of the screen."""
    FOCUSED = 1
    """The focus may be anywhere."""
    UNFOLDED = 2
    """What is folded may be open."""
    CHANGED = 3
    """The text may be another."""


@dataclass
class Visits:
    """The answers of every page, and what each asked for and said while it was open."""

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By question and address."""
    requests: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def of(self, question: Callable[[Page], Any]) -> dict[str, Any]:
        """What each address answered."""
        answers = self.answers[_name(question)]
        assert answers
        return answers


_QUESTIONS: list[tuple[Stage, Callable[[Page], Any]]] = []


def on_every_page(stage: Stage) -> Callable[[Question], Question]:
    """Mark a function as a question to every page."""

    def mark(question: Question) -> Question:
        _QUESTIONS.append((stage, question))
        return question

    return mark


def visit(page: Page, addresses: list[str]) -> Visits:
    """Open each address and put every question of the collected tests to it."""
    visits = Visits({_name(question): {} for _, question in _QUESTIONS})
    _listen(page, visits)
    for address in addresses:
        page.goto(address)
        for _, question in sorted(_QUESTIONS, key=lambda each: each[0]):
            visits.answers[_name(question)][address] = question(page)
    page.wait_for_load_state("networkidle")
    return visits


def _listen(page: Page, visits: Visits) -> None:
    def answered(response: Response) -> None:
        if response.status >= 400:
            visits.refused.append(response.url)

    def asked(request: Request) -> None:
        visits.requests.append(request.url)

    page.on("request", asked)
    page.on("response", answered)
    page.on("console", lambda message: visits.console.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: visits.console.append(f"{page.url}: {error}"))


def _name(question: Callable[[Page], Any]) -> str:
    return f"{question.__module__}.{question.__name__}"
