"""Mozilla's Reader View keeps the notice: every role, every state, every language."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from plugins.disclosure.vocabulary import ReviewState, Role
from plugins.wording.catalogue import languages
from tests.building import build, write_site
from tests.declared import Declared, site_of

READABILITY = Path(__file__).parent / "vendor" / "Readability.js"
READ = """pages => pages.map(html => {
    const read = new Readability(new DOMParser().parseFromString(html, 'text/html')).parse();
    return read ? read.textContent.replace(/\\s+/g, ' ') : '';
})"""
BODY = "\n\n".join(
    f"Paragraph {number} of a text that is long enough for a reader to want it plain. It has a few"
    " sentences, with a comma here and there, and says nothing in particular about tides."
    for number in range(8)
)
PART = ("section", Role.GENERATED, "a-model")


@pytest.fixture(
    name="every_article", scope="module", params=[7, pytest.param(1, marks=pytest.mark.long)]
)
def _every_article(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[dict[str, str]]]:
    """A site with an article for each role, review state and language; and its addresses.

    Or for every seventh of them, which leaves out no language and no state of a role.
    """
    states = [*product(Role, ReviewState), (None, ReviewState.NOT_STATED)]
    chosen = list(product(languages(), states))[:: request.param]
    assert {language for language, _ in chosen} == set(languages())
    assert {state for _, state in chosen} == set(states)
    folder = tmp_path_factory.mktemp("reader")
    articles = [
        Declared(
            f"a-{role or 'part'}-{state}-{language}",
            role,
            state,
            () if role is Role.NONE else ("a-model",),
            lang=language,
            body=BODY,
            parts=() if role else (PART,),
        )
        for language, (role, state) in chosen
    ]
    # Related articles have nothing to do with it, and rank for long.
    settings = write_site(
        folder, site_of(articles), "PLUGINS = [p for p in PLUGINS if 'related' not in p]"
    )
    result = build(folder / "output", settings=settings)
    assert result.returncode == 0, result.stderr
    rows = json.loads((folder / "output/ai-disclosures.json").read_text(encoding="utf-8"))
    assert len(rows["entries"]) == len(articles)
    return folder / "output", rows["entries"]


def test_reader_view_keeps_the_sentence(
    open_page: Callable[..., Page], every_article: tuple[Path, list[dict[str, str]]]
) -> None:
    """And the label at a part, whatever the language and its script."""
    output, rows = every_article
    pages = [(output / _path(row["url"])).read_text(encoding="utf-8") for row in rows]
    page = open_page()
    page.goto("http://localhost:8000/")
    # As an extension of a browser would run it: a script element of its own the page refuses.
    page.evaluate(READABILITY.read_text(encoding="utf-8"))
    lost = []
    for row, text in zip(rows, page.evaluate(READ, pages), strict=True):
        if " ".join(row["sentence"].split()) not in text:
            lost.append((row["url"], row["sentence"]))
    assert not lost, f"{len(lost)} of {len(rows)} sentences are lost: {lost[:5]}"


def _path(url: str) -> str:
    return url.removeprefix("http://localhost:8000/") + "index.html"
