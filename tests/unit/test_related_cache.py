"""An edit is worked on alone, and the outcome is that of working on everything."""

from __future__ import annotations

import datetime as dt
import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.related import cache as module
from plugins.related.article import Article, content_hash_of
from plugins.related.cache import RelatedCache, cache_file, load_cache, save_cache
from plugins.related.engine import ClosestArticles, rank_by_language
from plugins.related.links.autolink import NEAR, LinkableText, plan
from plugins.related.links.passages import plain
from plugins.related.lists.build import build_lists
from plugins.related.lists.overrides import Choices
from plugins.related.lists.relations import Relations
from plugins.related.lists.suggestions import AuthorInput
from plugins.related.ranking import candidates, neighbours
from plugins.related.reading import TextReading, read_texts
from plugins.related.settings import RelatedSettings
from tests.building import ROOT
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

    def outcome(self, past: RelatedCache) -> tuple[Any, ...]:
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
        edited, past, path = Site(site, options), RelatedCache(), Path(folder) / "past"
        assert edited.outcome(past) == edited.outcome(RelatedCache())
        for edit in edits:
            edited.edit(*edit)
            save_cache(past, path)
            previous_part, past = past, load_cache(path)
            # Else a file that cannot be read would pass for one that changes nothing.
            assert (past.languages.keys(), past.lists.keys()) == (
                previous_part.languages.keys(),
                previous_part.lists.keys(),
            )
            assert edited.outcome(past) == edited.outcome(RelatedCache())


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


def _past() -> RelatedCache:
    past = RelatedCache()
    rank_by_language([Article(id="a", title="A", body="Storks fly south")], None, past.languages)
    return past


def test_the_past_is_found_again(tmp_path: Path) -> None:
    """In a file of its own for each folder of content."""
    path = cache_file(tmp_path / "cache", "/content")
    assert path != cache_file(tmp_path / "cache", "/other")
    save_cache(_past(), path)
    assert load_cache(path).languages["en"].ids == ("a",)


@pytest.mark.parametrize("broken", [b"", b"no pickle", pickle.dumps("x") + b"rest"])
def test_a_broken_file_is_no_past(tmp_path: Path, broken: bytes) -> None:
    """Whatever is in it."""
    path = tmp_path / "related.pickle"
    path.write_bytes(broken)
    assert not load_cache(path).languages
    assert not load_cache(tmp_path / "none.pickle").languages


def test_other_code_does_not_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an older version remembered may mean something else."""
    path = tmp_path / "related.pickle"
    save_cache(_past(), path)
    monkeypatch.setattr(module, "_code_hash", lambda: "another")
    assert not load_cache(path).languages


def test_no_heap_of_files(tmp_path: Path) -> None:
    """Of folders built one after another, the last few are remembered."""
    for n in range(9):
        save_cache(RelatedCache(), cache_file(tmp_path, f"/content-{n}"))
    assert len(list(tmp_path.iterdir())) == module.SITES
    assert cache_file(tmp_path, "/content-8").exists()


def test_a_disk_that_refuses_stops_nothing(tmp_path: Path) -> None:
    """The build goes on without."""
    (tmp_path / "file").write_text("")
    save_cache(_past(), tmp_path / "file" / "related.pickle")
    assert not load_cache(tmp_path / "file" / "related.pickle").languages


def test_long_lists_are_remembered_no_further_than_they_are_known() -> None:
    """An owner who lists more articles than are ranked for each gets them all, after edits too."""
    size = 160
    said = [" ".join(WORDS[n * k % 23] for k in range(1, 9)) for n in range(size)]
    articles = [Article(id=f"{n:03}", title=f"T{n}", body=text) for n, text in enumerate(said)]
    edited = Site(articles, RelatedSettings(count=120, floor=0.0))
    past = RelatedCache()
    edited.outcome(past)
    for n in range(5, size, 60):
        edited.edit("say", f"{n:03}", said[n * 7 % size])
        assert edited.outcome(past) == edited.outcome(RelatedCache())


def test_all_code_that_decides_on_what_is_kept_is_in_the_hash() -> None:
    """Of whatever package: what extraction, ranking, lists and links import."""
    code = (
        "import sys; from plugins.related import cache, reading; "
        "from plugins.related.article import Article; from plugins.related.lists import build; "
        "from plugins.related.links import autolink; "
        "article = Article(id='a', title='A', body='', summary='<b>b</b>'); "
        "reading.read_articles([reading.Source(article, '<p>c')]); "
        "print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('plugins.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    # How a plugin is connected decides on nothing that is kept.
    connecting = {"__init__.py", "registration.py"}
    imported = {path for path in map(Path, done.stdout.split()) if path.name not in connecting}
    hashed = {path for pattern in module.FILES for path in module.PLUGINS.glob(pattern)}
    assert len(imported) > 40
    assert imported <= hashed
