"""One safe address a model, whatever its identifier holds."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.utils import slugify

from plugins.common.addresses import LONGEST_SLUG
from plugins.disclosure.contributors import Model
from plugins.models.model_pages import ModelPage, model_slug, pages_of, shared_pages
from plugins.models.settings import ModelsSettings, folder_of, read

SAFE = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1)


def _slug(identifier: str) -> str:
    return model_slug(identifier, slugify)


def _pages(*identifiers: str, **listed: Model) -> list[ModelPage]:
    return pages_of(identifiers, _slug, listed, "model/{slug}/", "model/{slug}/index.html")


@pytest.mark.parametrize(
    ("identifier", "slug"),
    [
        ("gemini-2.0-flash-thinking-exp", "gemini-2.0-flash-thinking-exp"),
        ("openai/gpt-4.1", "openai-gpt-4.1"),
        ("meta-llama/Llama-3.1-70B-Instruct", "meta-llama-llama-3.1-70b-instruct"),
        ("claude-3-5-sonnet@20240620", "claude-3-5-sonnet-20240620"),
        ("deepseek-r1:70b", "deepseek-r1-70b"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("command-r+", "command-r-plus"),
        ("文心 4.0", "wen-xin-4.0"),
        ("../../etc/passwd", "etc-passwd"),
        ("index.html", "index-html"),
        ('model"><script>alert(2)</script>', "model-script-alert-2-script"),
        ("\u202egpt\u202c", "gpt"),
    ],
)
def test_a_slug_says_what_the_identifier_says(identifier: str, slug: str) -> None:
    """Signs between words become hyphens; a version keeps its full stop."""
    assert _slug(identifier) == slug


@pytest.mark.parametrize("identifier", ["!!!", "..", "/", "🦙", "\u200f", "\x00\x1b", " "])
def test_an_identifier_without_a_word_has_a_slug(identifier: str) -> None:
    """A short hash of the whole, so that two of them stay apart."""
    assert re.fullmatch(r"x[0-9a-f]{8}", _slug(identifier))
    assert _slug(identifier) != _slug(identifier + "!")


def test_long_identifiers_stay_apart() -> None:
    """What they differ in may stand at the very end."""
    long = "word-" * 400
    slugs = {_slug(long + "a"), _slug(long + "b"), _slug("a" * 2000), _slug("a" * 2001)}
    assert len(slugs) == 4
    assert all(len(slug) <= LONGEST_SLUG and SAFE.fullmatch(slug) for slug in slugs)


@given(TEXTS)
def test_any_identifier_gives_one_safe_folder(identifier: str) -> None:
    """No separator, no leading or trailing full stop, no letter that a file system may change."""
    slug = _slug(identifier)
    assert SAFE.fullmatch(slug)
    assert len(slug) <= LONGEST_SLUG
    assert not slug.endswith((".html", ".xml"))


@given(st.lists(TEXTS, max_size=8))
def test_each_identifier_has_one_page(identifiers: list[str]) -> None:
    """None is lost, none stands twice, and no two pages share a file."""
    pages = _pages(*identifiers)
    recorded = [identifier for page in pages for identifier in page.identifiers]
    assert sorted(recorded) == sorted(set(identifiers))
    assert len({page.save_as for page in pages}) == len(pages)
    assert all(page.name and len(page.name) <= 200 for page in pages)
    assert pages == _pages(*reversed(identifiers))


def test_a_listed_model_is_shown_as_listed() -> None:
    """Another spelling of its identifier leads to its page; one not listed is shown as written."""
    claude = Model("claude", "Claude", "Anthropic", "https://a.example/")
    one, other = _pages("other/model", "claude", "CLAUDE", claude=claude)
    assert (one.name, one.full_name, one.address) == (
        "Claude",
        "Claude (Anthropic)",
        claude.url,
    )
    assert one.identifiers == ("CLAUDE", "claude")
    assert (other.name, other.full_name, other.address) == ("other/model", "other/model", "")
    assert other.save_as == "model/other-model/index.html"


def test_names_that_share_a_page_are_told() -> None:
    """Letter case alone is no matter."""
    pages = _pages("gpt-4o", "GPT-4o", "openai/gpt", "openai-gpt", "C", "C++")
    assert [page.identifiers for page in shared_pages(pages)] == [("openai-gpt", "openai/gpt")]


def test_settings_have_defaults() -> None:
    """An owner's own stand instead."""
    options, problems = read({"MODELS_URL": "ai/", "OTHER": 1})
    assert problems == []
    assert asdict(options) == {**asdict(ModelsSettings()), "models_url": "ai/"}


@pytest.mark.parametrize(
    ("save_as", "folder"),
    [
        ("model/{slug}/index.html", "model"),
        ("ai/models/{slug}.html", "ai/models"),
        ("{slug}/index.html", ""),
        ("model/index.html", ""),
        ("model/{slug}/{number}.html", ""),
        ("../{slug}.html", ""),
        ("", ""),
    ],
)
def test_models_have_a_folder_of_their_own(save_as: str, folder: str) -> None:
    """Where there is none, the setting is a mistake; an empty one asks for no pages."""
    assert folder_of(save_as) == folder
    _, problems = read({"MODEL_SAVE_AS": save_as})
    assert [problem.key for problem in problems] == (
        [] if folder or not save_as else ["MODEL_SAVE_AS"]
    )
