"""An edit is worked on alone, and the outcome is that of working on everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.builds.memory import Kind, Memory
from plugins.related.article import Article, content_hash_of
from plugins.related.engine import ClosestArticles, rank_by_language
from plugins.related.kept import STATE, RelatedState, find_state, keep_state
from plugins.related.links.autolink import NEAR, LinkableText, plan
from plugins.related.links.passages import plain
from plugins.related.lists.build import build_lists
from plugins.related.lists.overrides import Choices
from plugins.related.lists.relations import Relations
from plugins.related.lists.suggestions import AuthorInput
from plugins.related.ranking import candidates, neighbours
from plugins.related.reading import TextReading, read_texts
from plugins.related.settings import RelatedSettings
from tests.examples import examples

WORDS = """Huawei lithography export controls chips foundry wafers Shenzhen sourdough starter flour
oven crust stork Sahel thermals migration savanna sloop keel tack leeway RFC 2119 Get-Help the of
and""".split()
NAMES = [f"a{n}" for n in range(9)]
SAID = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)

ARTICLES = st.builds(
    Article,
    id=st.sampled_from(NAMES),
    title=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    body=st.lists(SAID, max_size=3).map("\n\n".join),
    headings=st.sampled_from(["", "Huawei and the foundry", "Stork"]),
    tags=st.lists(st.sampled_from(["chips", "birds", "Sahel"]), max_size=2).map(tuple),
    date=st.sampled_from([None, dt.date(2026, 1, 1), dt.date(2026, 6, 1)]),
    lang=st.sampled_from(["en", "en", "en", "de"]),
    aliases=st.sampled_from([(), ("wafers",), ("RFC 2119",)]),
)
SITES = st.lists(ARTICLES, max_size=9, unique_by=lambda article: article.id)
LINKED = st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES), max_size=2))
CHOSEN = st.dictionaries(
    st.sampled_from(NAMES),
    st.builds(
        Choices,
        first=st.lists(st.sampled_from(NAMES), max_size=1).map(tuple),
        never=st.frozensets(st.sampled_from(NAMES), max_size=1),
    ),
    max_size=2,
)
OPTIONS = st.sampled_from(
    [RelatedSettings(), *(RelatedSettings(floor=0.0, count=count) for count in (1, 2))]
)

EDITS = st.one_of(
    st.tuples(st.just("put"), ARTICLES),
    st.tuples(st.just("drop"), st.sampled_from(NAMES)),
    st.tuples(st.just("say"), st.sampled_from(NAMES), SAID),
    st.tuples(st.just("link"), LINKED),
    st.tuples(st.just("choose"), CHOSEN),
    st.tuples(st.just("set"), OPTIONS),
)


class Site:
    """A site that is edited."""

    def __init__(self, articles: list[Article], options: RelatedSettings) -> None:
        self.articles = {article.id: article for article in articles}
        self.linked: dict[str, set[str]] = {}
        self.chosen: dict[str, Choices] = {}
        self.options = options

    def edit(self, what: str, *to: Any) -> None:
        """Do one of `EDITS`."""
        if what == "put":
            self.articles[to[0].id] = to[0]
        elif what == "drop":
            self.articles.pop(to[0], None)
        elif what == "say" and to[0] in self.articles:
            old = self.articles[to[0]]
            self.articles[to[0]] = replace(old, body=f"{old.body}\n\n{to[1]}")
        elif what == "link":
            self.linked = to[0]
        elif what == "choose":
            self.chosen = to[0]
        elif what == "set":
            self.options = to[0]

    def outcome(self, past: RelatedState) -> tuple[Any, ...]:
        """All that readers see of it."""
        here = self.articles.values()
        chosen = {
            name: Choices(
                first=tuple(other for other in choices.first if other in self.articles),
                never=choices.never,
            )
            for name, choices in self.chosen.items()
        }
        relations = {
            name: Relations(linked=frozenset(links)) for name, links in self.linked.items()
        }
        grouped = rank_by_language(here, self.linked, past.languages)
        lists = build_lists(grouped, self.options, AuthorInput(chosen, relations), past.lists)
        texts = {
            article.id: LinkableText(plain(article.body), content_hash=content_hash_of(article))
            for article in here
        }
        links = plan(here, texts, ClosestArticles(grouped, NEAR), self.options, past.links)
        near = {group.lang: list(group.ranking.lists(5)) for group in grouped}
        return near, lists.made, lists.passed_over, {name: links[name].made for name in links}


NARROW = (
    (neighbours, "KEPT", 2),
    (neighbours, "CANDIDATES", 3),
    (neighbours, "SPARE", 1),
    (candidates, "POSTINGS", 3),
)


def _saying(*bodies: str) -> list[Article]:
    return [Article(id=f"a{n}", title=f"T{n}", body=body) for n, body in enumerate(bodies)]


BEYOND = [
    Article(id="a0", title="starter chips tack", body="flour migration\n\nstork"),
    Article(id="a1", title="foundry leeway the", body="oven thermals", headings="Stork"),
    Article(id="a2", title="oven oven", body="", headings="Stork"),
    Article(
        id="a5",
        title="stork of keel",
        body="controls stork crust leeway leeway lithography",
        date=dt.date(2026, 6, 1),
    ),
    Article(id="a6", title="chips sloop", body=""),
    Article(id="a7", title="foundry", body="leeway tack\n\n2119"),
    Article(
        id="a8",
        title="leeway",
        body="sloop thermals oven\n\ncontrols tack",
        tags=("chips",),
        date=dt.date(2026, 1, 1),
    ),
]


@example(  # A list found among more neighbours than are kept is none of fewer.
    site=_saying(
        "crust\n\nexport",
        "leeway keel\n\noven crust",
        "keel keel Get-Help\n\nfoundry thermals",
        "Sahel crust oven",
    ),
    options=RelatedSettings(count=2, floor=0.0),
    edits=[("choose", {"a0": Choices(first=("a1",), never=frozenset())}), ("choose", {})],
    narrow=NARROW,
)
@example(  # An edited article's score changes beyond the neighbours that are kept.
    site=BEYOND,
    options=RelatedSettings(),
    edits=[("say", "a5", "Shenzhen chips")],
    narrow=NARROW,
)
@given(SITES, OPTIONS, st.lists(EDITS, min_size=1, max_size=8), st.sampled_from([(), NARROW]))
@examples(30, 600)
def test_an_edit_leads_where_a_new_start_leads(
    site: list[Article],
    options: RelatedSettings,
    edits: list[tuple[Any, ...]],
    narrow: tuple[tuple[Any, str, int], ...],
) -> None:
    """Lists with their scores and reasons, what was passed over, and links; whatever the edits.

    On so small a site every list holds everything; made narrow, it must lose and find candidates.
    """
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        for where, name, value in narrow:
            patch.setattr(where, name, value)
        edited, past = Site(site, options), RelatedState()
        assert edited.outcome(past) == edited.outcome(RelatedState())
        for edit in edits:
            edited.edit(*edit)
            with Memory(Path(folder)) as memory:
                keep_state(memory, "/content", past)
            with Memory(Path(folder)) as memory:
                previous_part, past = past, find_state(memory, "/content")
            # Else a state that cannot be read would pass for one that changes nothing.
            assert (past.languages.keys(), past.lists.keys()) == (
                previous_part.languages.keys(),
                previous_part.lists.keys(),
            )
            assert edited.outcome(past) == edited.outcome(RelatedState())


def test_little_is_looked_at_after_an_edit() -> None:
    """One article of a hundred gets a sentence: the others are not read, and few are compared."""
    texts = [f"{WORDS[n % 25]} number{n} " * 4 + " ".join(WORDS[: n % 20]) for n in range(100)]
    articles = [Article(id=f"{n:03}", title=f"T{n}", body=text) for n, text in enumerate(texts)]
    known: dict[str, Any] = {}
    rank_by_language(articles, None, known)
    read: list[str] = []

    def watched(some: Sequence[Article]) -> list[TextReading]:
        read.extend(article.id for article in some)
        return read_texts(some)

    articles[7] = replace(articles[7], body=articles[7].body + " A wholly unheard-of zeppelin.")
    [group] = rank_by_language(articles, None, known, watched)
    assert read == ["007"]
    assert group.update is not None
    assert group.update.is_added.sum() == 1
    assert list(group.ranking.lists(5)) == list(rank_by_language(articles)[0].ranking.lists(5))


def _state() -> RelatedState:
    state = RelatedState()
    rank_by_language([Article(id="a", title="A", body="Storks fly south")], None, state.languages)
    return state


def test_the_state_is_found_again(tmp_path: Path) -> None:
    """That of the same folder of content."""
    with Memory(tmp_path) as memory:
        keep_state(memory, "/content", _state())
    with Memory(tmp_path) as memory:
        assert find_state(memory, "/content").languages["en"].ids == ("a",)
        assert not find_state(memory, "/other").languages


def test_a_state_that_does_not_fit_is_none(tmp_path: Path) -> None:
    """Bytes of another type, whole as they are, begin nothing."""
    other = Kind[dict[str, str]](STATE.name, dict[str, str])
    with Memory(tmp_path) as memory:
        keep_state(memory, "/content", _state())
        memory.keep(other, STATE.key(b"/content"), {"languages": "none"})
        assert not find_state(memory, "/content").languages


def test_long_lists_are_remembered_no_further_than_they_are_known() -> None:
    """An owner who lists more articles than are ranked for each gets them all, after edits too."""
    size = 160
    said = [" ".join(WORDS[n * k % 23] for k in range(1, 9)) for n in range(size)]
    articles = [Article(id=f"{n:03}", title=f"T{n}", body=text) for n, text in enumerate(said)]
    edited = Site(articles, RelatedSettings(count=120, floor=0.0))
    past = RelatedState()
    edited.outcome(past)
    for n in range(5, size, 60):
        edited.edit("say", f"{n:03}", said[n * 7 % size])
        assert edited.outcome(past) == edited.outcome(RelatedState())
