"""The numbers add up, the chart is to scale, and the words are there in every language."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.options import read_named
from plugins.disclosure import messages
from plugins.disclosure.inventory import InventoryRow, PartRow
from plugins.disclosure.messages import words_for
from plugins.disclosure.vocabulary import Role
from plugins.transparency.counts import LEVELS, NO_MODEL, ROLES, STATES, Counts, counts_of
from plugins.transparency.settings import TransparencySettings
from plugins.transparency.transparency_page import (
    FOLD,
    LEAST_WIDTH,
    LONGEST_BAR,
    YEAR_HEIGHT,
    TransparencyPage,
    chart_of,
    page_of,
)
from plugins.wording.catalogue import languages

ENGLISH = words_for("en")


def _row(
    number: int = 0,
    role: str | None = "generated",
    *,
    kind: str = "article",
    review: str | None = "not-stated",
    models: tuple[str, ...] = (),
    parts: tuple[PartRow, ...] = (),
    date: str | None = "2026-11-01",
    level: str = "article",
) -> InventoryRow:
    return InventoryRow(
        url=f"https://a.example/{number:03}/",
        title=f"T{number}",
        kind=kind,
        lang="en",
        date=date,
        source=f"articles/{number}.md",
        declared_in=level if role else None,
        role=role,
        value=None,
        source_type=None,
        own_value=None,
        own_source_type=None,
        models=models,
        provider=None,
        review=review if role else None,
        reviewed_by=(),
        reviewed_on=None,
        sentence=None,
        short=None,
        byline="By",
        credit=None,
        words="en",
        parts=parts,
        cover=None,
        cover_short=None,
        images=(),
        making=None,
    )


def _part(role: str, *models: str) -> PartRow:
    return PartRow("section", "Part-1", role, None, "trainedAlgorithmicMedia", models, None, "")


PARTS = st.lists(
    st.builds(_part, st.sampled_from(list(Role)), st.sampled_from(["x", "y"])), max_size=2
).map(tuple)
ROWS = st.lists(
    st.builds(
        _row,
        st.integers(0, 999),
        st.sampled_from([*Role, None]),
        kind=st.sampled_from(["article", "page"]),
        review=st.sampled_from([state for state in STATES if state != "undeclared"]),
        models=st.lists(st.text(min_size=1), max_size=3).map(tuple),
        parts=PARTS,
        date=st.one_of(st.none(), st.dates().map(lambda day: day.isoformat())),
        level=st.sampled_from(LEVELS),
    )
)


def _view(rows: list[InventoryRow], language: str = "en") -> TransparencyPage:
    return page_of(counts_of(rows), words_for(language), lambda one: (one, ""))


@given(ROWS)
def test_every_article_is_counted_once_in_each_table(rows: list[InventoryRow]) -> None:
    """Pages are not; an undeclared article has no level, and a model counts its articles."""
    articles = [row for row in rows if row.kind == "article"]
    counts = counts_of(rows)
    assert counts.total == len(articles)
    assert sum(counts.roles.values()) == sum(counts.states.values()) == len(articles)
    assert sum(year.total for year in counts.years) == len(articles)
    assert counts.roles["undeclared"] == counts.states["undeclared"] == len(counts.undeclared)
    assert sum(counts.levels.values()) == len(articles) - len(counts.undeclared)
    assert counts.states["stale"] == len(counts.stale)
    for role in ROLES:
        assert counts.roles[role] == sum(year.roles[role] for year in counts.years)
    for model, number in counts.models.items():
        if model != NO_MODEL:
            naming = [r for r in articles if model in r.models or model in _in_parts(r)]
            assert number == len(naming) > 0


def _in_parts(row: InventoryRow) -> set[str]:
    return {model for part in row.parts for model in part.models}


def test_no_model_is_said_only_of_what_ai_wrote() -> None:
    """A person's text names none because there is none; one with an unnamed AI part does not."""
    rows = [
        _row(1, "none"),
        _row(2, None),
        _row(3, "generated"),
        _row(4, "none", parts=(_part("generated"),)),
        _row(5, "none", parts=(_part("generated", "x"),)),
        _row(6, "drafted", models=("x", "y")),
        _row(7, None, parts=(_part("none"),)),
    ]
    assert counts_of(rows).models == {"x": 2, "y": 1, NO_MODEL: 2}


def test_years_and_lists_run_from_new_to_old() -> None:
    """What has no date comes last."""
    rows = [
        _row(1, None, date="2024-01-01"),
        _row(2, None, date=None),
        _row(3, None, date="2026-05-05"),
        _row(4, review="stale", date="2025-01-01"),
    ]
    counts = counts_of(rows)
    assert [year.year for year in counts.years] == ["2026", "2025", "2024", ""]
    assert [row.title for row in counts.undeclared] == ["T3", "T1", "T2"]
    assert [row.title for row in counts.stale] == ["T4"]
    assert [line.name for line in _view(rows).tables["year"].lines] == ["2026", "2025", "2024", "–"]


@given(ROWS)
def test_the_chart_is_to_scale(rows: list[InventoryRow]) -> None:
    """Segments follow each other, wide as their numbers say, slivers apart; all of it fits."""
    years = counts_of(rows).years
    chart = chart_of(years)
    assert chart.height == pytest.approx(YEAR_HEIGHT * len(years), abs=0.001)
    most = max((year.total for year in years), default=1)
    for year, bar in zip(years, chart.bars, strict=True):
        assert [s.role for s in bar.segments] == [role for role in ROLES if year.roles[role]]
        x = 0.0
        for segment in bar.segments:
            assert segment.x == pytest.approx(x, abs=0.01)
            wanted = max(LEAST_WIDTH, LONGEST_BAR * year.roles[segment.role] / most)
            assert segment.width == pytest.approx(wanted, abs=0.01)
            x += segment.width
        assert bar.end == pytest.approx(x, abs=0.02)
        assert bar.end <= LONGEST_BAR + LEAST_WIDTH * len(ROLES)
    assert set(chart.roles) == {role for year in years for role in ROLES if year.roles[role]}


def test_thirty_years_do_not_overlap() -> None:
    """Each bar begins below the one before."""
    rows = [_row(n, date=f"{1997 + n}-01-01") for n in range(30)]
    bars = chart_of(counts_of(rows).years).bars
    assert len(bars) == 30
    for above, below in itertools.pairwise(bars):
        assert below.y - above.y == pytest.approx(YEAR_HEIGHT, abs=0.01)


def test_numbers_are_written_as_the_language_writes_them() -> None:
    """A little is not nothing, and no article at all is no division."""
    english, german = words_for("en"), words_for("de")
    assert (english.number(1234), german.number(1234)) == ("1,234", "1.234")
    assert english.share(1, 2) == "50%"
    assert german.share(1, 2) == "50\xa0%"
    assert (english.share(0, 7), english.share(0, 0), english.share(7, 7)) == ("0%", "0%", "100%")
    assert (english.share(1, 250), english.share(1, 99999)) == ("0.4%", "0.1%")


@pytest.mark.parametrize("language", languages())
def test_the_page_has_words_in_every_language(language: str) -> None:
    """Every title, column and line; nothing is left empty but what a title says already."""
    rows = [
        *(_row(n, role, models=(f"m{n}",)) for n, role in enumerate([*Role, None])),
        _row(90, "generated"),
    ]
    view = _view(rows, language)
    assert len(view.tables) == 5
    for table in view.tables.values():
        assert table.title
        assert all(table.head[1:])
        assert all(line.name and len(line.cells) == len(table.head) - 1 for line in table.lines)
    assert [name for _, name in view.key] == [line.name for line in view.tables["role"].lines]
    assert len(view.key) == len(set(view.key)) == 7
    say = words_for(language)
    assert view.title == say(messages.TRANSPARENCY)
    assert view.direction == say.direction


def test_long_tails_are_folded() -> None:
    """Two hundred models, forty undeclared articles: the first twenty are seen, none is lost."""
    rows = [
        *(_row(n, models=(f"m{n:03}",)) for n in range(200)),
        *(_row(n, None) for n in range(300, 340)),
    ]
    view = _view(rows)
    models = view.tables["model"]
    assert (len(models.lines), len(models.folded)) == (FOLD, 180)
    assert models.unfold == "Show all 200 lines"
    assert [*view.listings] == ["undeclared"]
    undeclared = view.listings["undeclared"]
    assert (len(undeclared.rows), len(undeclared.folded)) == (FOLD, 20)
    (level,) = view.tables["level"].lines
    assert level.cells[0] == "200"


def test_nothing_to_count() -> None:
    """No article: no table, no list, no chart, no share of nothing."""
    view = _view([_row(1, kind="page")])
    assert (view.total, view.chart) == (0, None)
    assert {**view.tables, **view.listings} == {}
    roles, states, levels = (dict.fromkeys(words, 0) for words in (ROLES, STATES, LEVELS))
    assert counts_of([]) == Counts(0, 0, 0, roles, states, {}, levels, (), (), ())


def test_one_sentence_tells_what_it_all_comes_to() -> None:
    """What is undeclared is not said to be without AI; a check counts where AI took part."""
    rows = [
        _row(1, "generated", review="recorded"),
        _row(2, "none", parts=(_part("drafted"),)),
        _row(3, "none", review="recorded"),
        _row(4, None),
    ]
    assert _view(rows).opening == (
        "2 of 4 articles say that AI took part in them; a check by a person is recorded for 1."
    )
    assert _view(rows[1:]).opening == (
        "1 of 3 articles say that AI took part in them; for none of these is a check by a person"
        " recorded."
    )


@given(ROWS)
def test_there_is_no_line_of_zeros(rows: list[InventoryRow]) -> None:
    """Nor a column, nor a table without a line; a sum of one line is none."""
    view = _view(rows)
    for table in view.tables.values():
        assert table.lines
        numbers = [line.cells[0] for line in table.lines]
        assert "0" not in numbers
        columns = zip(*(line.cells for line in table.lines), strict=True)
        assert all({*column} != {"0"} for column in columns)
        assert len(table.lines) > 1 or not table.total
    assert all(listing.rows for listing in view.listings.values())


@pytest.mark.parametrize(
    ("rows", "drawn"),
    [
        ([_row(1), _row(2)], False),
        ([_row(1), _row(2, "none")], True),
        ([_row(1), _row(2, date="2025-01-01")], True),
    ],
)
def test_one_value_needs_no_chart(rows: list[InventoryRow], drawn: object) -> None:
    """Two years or two roles do."""
    assert (_view(rows).chart is not None) is drawn


def test_a_model_is_named_as_readers_know_it() -> None:
    """With what the inventory calls it beside; its page is linked."""
    counts = counts_of([_row(1, models=("claude", "other"))])
    pages = {"claude": ("Claude (Anthropic)", "model/claude/")}
    view = page_of(counts, ENGLISH, lambda one: pages.get(one, (one, "")))
    claude, other = view.tables["model"].lines
    assert (claude.name, claude.url) == pages["claude"]
    assert claude.code == "claude"
    assert (other.name, other.code, other.url) == ("other", "", "")


def test_settings_have_defaults() -> None:
    """An owner's own stand instead; empty is none."""
    assert read_named(TransparencySettings, {}) == TransparencySettings()
    given = {"TRANSPARENCY_SAVE_AS": ""}
    assert read_named(TransparencySettings, given).transparency_save_as == ""
