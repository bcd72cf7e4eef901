"""Our writer makes of any calls what Pelican's makes: the same files, messages and exceptions."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from pelican import signals, writers
from pelican.log import LimitFilter
from pelican.paginator import PaginationRule
from pelican.settings import DEFAULT_CONFIG

from plugins.builds import adapter
from tests.building import files_of
from tests.examples import examples

TEXT = """
{{ output_file }} {{ SITEURL }} {{ localsiteurl }} {{ name }} é {{ articles|join }}
{% if articles_page %}{{ articles_page.number }} of {{ articles_paginator.num_pages }}:
{{ articles_page.object_list|join }} {{ dates_page.object_list|join }} {{ dates_page.url }}
{{ articles_previous_page.url }} {{ articles_next_page.url }}{% endif %}
{% if name == "broken" %}{{ name.none.none }}{% endif %}
"""
TEMPLATE = Environment(autoescape=True).from_string(TEXT)
RULES = [
    PaginationRule(1, "{url}", "{save_as}"),
    PaginationRule(2, "{base_name}/{number}/", "{base_name}/{number}.html"),
]

NAMES = ("a.html", "b/c.html", "b/index.html", "", False, None, "../x.html", "b/2.html")
VALUES = st.fixed_dictionaries(
    {"name": st.sampled_from(["one", "two", "<b>", "broken", "\udc80"])},
    optional={
        "override_output": st.booleans(),
        "articles": st.lists(st.integers(0, 9), max_size=5),
        "dates": st.lists(st.integers(0, 9), max_size=5),
        "template_name": st.sampled_from(["tag", "index", "other"]),
        "url": st.just("b/"),
        "relative_urls": st.booleans(),
    },
)
CALLS = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=6)


def _made(kind: Callable[..., Any], calls: list[Any], settings: dict[str, Any]) -> Any:
    """Files, the exception that ended it, messages, and what is left in the context."""
    context = {**settings, "localsiteurl": settings["SITEURL"]}
    messages = _Messages()
    logger = logging.getLogger(writers.__name__)
    logger.addHandler(messages)
    LimitFilter._raised_messages.clear()
    raised = ""
    with tempfile.TemporaryDirectory() as folder:
        writer = kind(folder, settings=settings)
        try:
            for name, values in calls:
                writer.write_file(name, TEMPLATE, context, **values)
            if isinstance(writer, adapter.Writer):
                writer.finish()
        except Exception as error:  # noqa: BLE001 - whatever comes is compared
            raised = repr(error).replace(folder, "")
        # Pelican's leaves an empty file where a page cannot be encoded.
        files = {name: data for name, data in files_of(Path(folder)).items() if data}
        told = [message.replace(folder, "") for message in messages.found]
    logger.removeHandler(messages)
    return files, raised, told, context["localsiteurl"]


class _Messages(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


@pytest.fixture(autouse=True, scope="module")
def _all_messages() -> Any:
    logger = logging.getLogger(writers.__name__)
    before = logger.level
    logger.setLevel(logging.INFO)
    yield
    logger.setLevel(before)


@examples(40, 1000)
@given(
    calls=CALLS,
    relative=st.booleans(),
    orphans=st.integers(0, 1),
    size=st.sampled_from([False, 1, 2]),
)
def test_the_same_as_pelicans(calls: list[Any], *, relative: bool, orphans: int, size: int) -> None:
    """Pages that take another's place, parts of lists, names that are none, pages that break."""
    settings = {
        **DEFAULT_CONFIG,
        "SITEURL": "https://a.example",
        "RELATIVE_URLS": relative,
        "PAGINATED_TEMPLATES": {"tag": 3, "index": None},
        "DEFAULT_PAGINATION": size,
        "DEFAULT_ORPHANS": orphans,
        "PAGINATION_PATTERNS": RULES,
    }
    stock, ours = (_made(kind, calls, settings) for kind in (writers.Writer, adapter.Writer))
    assert ours == stock


def test_pelicans_own_serves_a_plugin_that_looks_at_each_page(tmp_path: Path) -> None:
    """It finds the file in its place when it is told of it."""
    seen = []

    def look(path: str, context: dict[str, Any]) -> None:
        seen.append((Path(path).read_text("utf-8"), context["output_file"]))

    look.__module__ = "pelican.plugins.another"
    settings = {**DEFAULT_CONFIG, "SITEURL": ""}
    with signals.content_written.connected_to(look):
        writer = adapter.Writer(str(tmp_path), settings=settings)
        writer.write_file("a.html", Environment(autoescape=True).from_string("A"), {})
        assert seen == [("A", "a.html")]


def test_another_plugins_writer_wins() -> None:
    """Pelican takes the first that it is offered, and warns of two."""
    assert adapter.writer_class() is adapter.Writer

    def offer(_pelican: Any) -> Any:
        return writers.Writer

    with signals.get_writer.connected_to(offer):
        assert adapter.writer_class() is None
