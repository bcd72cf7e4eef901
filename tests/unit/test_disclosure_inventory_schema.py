"""The JSON Schema holds for every inventory that the kit writes, and for no broken one."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.planned_files import digest
from plugins.disclosure import inventory_schema as kit
from plugins.disclosure import messages
from plugins.disclosure.contributors import Contributor, Model
from plugins.disclosure.declaration import Declaration
from plugins.disclosure.declared_images import DeclaredImage
from plugins.disclosure.derivation import Disclosure, NamedReview, PartDisclosure
from plugins.disclosure.inventory import (
    SCHEMA,
    ImageRow,
    InventoryRow,
    ListedText,
    PartRow,
    is_listed,
    planned,
    row,
    to_json,
)
from plugins.disclosure.label import label_of
from plugins.disclosure.messages import words_for
from plugins.disclosure.parts.declared import TextPart
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import Level, ReviewState, Role, w3c_value
from plugins.wording.catalogue import languages

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")

SITE = "https://a.example/blog"
VALIDATOR = jsonschema.Draft202012Validator(kit.schema(SITE))
TEXTS = st.text(max_size=20)
WORDS = TEXTS.filter(str.strip)
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
MODELS = st.lists(WORDS, max_size=2).map(tuple)
PEOPLE = st.builds(Contributor, st.just("ann"), name=WORDS, public=st.just("name"))
PICTURES = st.builds(DeclaredImage, WORDS, st.sampled_from(["generated", "edited"]), MODELS)
PARTS = st.builds(
    TextPart,
    st.sampled_from([*messages.PART]),
    st.sampled_from(list(Role)),
    MODELS,
    st.one_of(st.just(""), WORDS),
    st.sampled_from(["", "Part-1"]),
)
PLACES = st.builds(
    ListedText,
    url=TEXTS,
    title=TEXTS,
    kind=st.sampled_from(["article", "page"]),
    lang=st.sampled_from(languages()),
    date=st.one_of(st.none(), DAYS.map(date.isoformat)),
    source=TEXTS,
)


@st.composite
def _rows(draw: Callable[..., Any]) -> InventoryRow:
    """The row of any disclosure that there can be, through the kit's own label."""
    role = draw(st.sampled_from([*Role, None]))
    state = draw(st.sampled_from(list(ReviewState))) if role else ReviewState.NOT_STATED
    told = state in {ReviewState.RECORDED, ReviewState.STALE}
    record = ReviewRecord(draw(DAYS), "ann", ("read", "facts"))
    models = draw(MODELS)
    declaration = Declaration(
        role=role,
        declared_at=draw(st.sampled_from(list(Level))) if role else None,
        models=models,
        provider=draw(TEXTS),
    )
    disclosure = Disclosure(
        declaration,
        models=_known(models),
        state=state,
        reviews=(NamedReview(record, draw(PEOPLE)),) if told else (),
        parts=tuple(
            PartDisclosure(part, _known(part.models), state)
            for part in draw(st.lists(PARTS, max_size=3))
        ),
        cover=draw(st.one_of(st.none(), PICTURES)),
    )
    place: ListedText = draw(PLACES)
    return row(
        place,
        label_of(disclosure, words_for(place.lang)),
        declaration.declared_at.value if declaration.declared_at else None,
        state.value if role else None,
        disclosure.cover.what if disclosure.cover else None,
    )


def _known(identifiers: tuple[str, ...]) -> tuple[Model, ...]:
    return tuple(Model(identifier, identifier) for identifier in identifiers)


def _faults(document: Any) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(document)]


def test_it_is_a_schema_and_says_where_it_stands() -> None:
    """Draft 2020-12; every inventory names it."""
    jsonschema.Draft202012Validator.check_schema(kit.schema(SITE))
    written = json.loads(kit.to_text(SITE))
    assert written["$id"] == f"{SITE}/{SCHEMA}" == json.loads(to_json([], SITE))["$schema"]
    assert written == kit.schema(SITE)
    assert kit.to_text(SITE) == kit.to_text(SITE)


@pytest.mark.parametrize(("cls", "name"), kit.DEFINED.items())
def test_every_field_is_described(cls: type[Any], name: str) -> None:
    """A field that is added to the inventory has to be explained, one that goes to be forgotten."""
    names = {field.name for field in fields(cls)}
    about = kit.about(name)
    assert set(about) == names
    assert set(kit.VOCABULARIES[name]) <= names
    assert all(title and description.endswith(".") for title, description in about.values())


def test_the_counts_are_those_of_the_inventory() -> None:
    """Neither has one that the other does not know."""
    assert set(json.loads(to_json([], SITE))["counts"]) == set(kit.ABOUT_COUNTS)


@given(st.lists(_rows(), max_size=3))
def test_every_inventory_is_valid(rows: list[InventoryRow]) -> None:
    """Every role, review state and combination of parts, whatever the texts hold."""
    assert _faults(json.loads(to_json(rows, SITE))) == []


@given(st.lists(_rows(), max_size=3))
def test_the_files_are_written_as_by_the_standard_library(rows: list[InventoryRow]) -> None:
    """Entry by entry, they are what JSON and CSV make of the whole."""
    kept = sorted(filter(is_listed, rows), key=lambda each: (each.url, each.source))
    first, second = planned(rows, SITE, "name")
    document = json.loads(first.make())
    entries = [asdict(each) for each in kept]
    whole = json.dumps({**document, "entries": entries}, ensure_ascii=False, indent=1)
    assert first.make() == f"{whole}\n".encode()
    cells = list(csv.reader(io.StringIO(second.make().decode(), newline="")))
    assert cells[0] == [field.name for field in fields(InventoryRow)]
    urls = [each.url.removeprefix("'") for each in kept]
    assert [cell.removeprefix("'") for cell, *_ in cells[1:]] == urls
    for moved in (kept, [replace(each, title=f"{each.title}.") for each in kept]):
        other, _ = planned(moved, SITE, "name")
        same = digest(*first.inputs()) == digest(*other.inputs())
        assert same == (first.make() == other.make())


@pytest.mark.parametrize(
    ("role", "state", "value"),
    [
        (role, state, value)
        for role, state in product(Role, ReviewState)
        for value in ("human-only", "ai-assisted", "ai-autonomous", None)
    ],
)
def test_only_the_value_of_the_table_is_valid(
    role: Role, state: ReviewState, value: str | None
) -> None:
    """A checked text that claims nobody looked, or a stale one that claims somebody did."""
    document = _valid()
    entry = document["entries"][0]
    recorded = state is ReviewState.RECORDED
    entry |= {"role": role, "review": state, "own_value": value}
    entry |= {"own_source_type": role.source_type, "source_type": role.source_type}
    entry |= {"reviewed_by": ["Ann"], "reviewed_on": "2026-11-01"} if recorded else {}
    assert (_faults(document) == []) is (value == (w3c_value(role, state) or None))


def _valid() -> dict[str, Any]:
    row = InventoryRow(
        url="https://a.example/blog/x/",
        title="X",
        kind="article",
        lang="en",
        date="2026-11-01",
        source="articles/x.md",
        declared_in="site",
        role="generated",
        value="ai-autonomous",
        source_type="trainedAlgorithmicMedia",
        own_value="ai-autonomous",
        own_source_type="trainedAlgorithmicMedia",
        models=("m",),
        provider=None,
        review="declared-absent",
        reviewed_by=(),
        reviewed_on=None,
        sentence="AI-written by m. No person checked it before publication.",
        short="AI-written",
        byline="By",
        credit=None,
        words="en",
        parts=(
            PartRow("section", "Part-1", "none", "human-only", "digitalCreation", (), None, "P."),
        ),
        cover="generated",
        cover_short="AI-generated image",
        images=(ImageRow(f"{SITE}/a.png", "cover", "trainedAlgorithmicMedia", ("m",), "C."),),
        making=None,
    )
    document: dict[str, Any] = json.loads(to_json([row], SITE))
    assert _faults(document) == []
    return document


BROKEN = [
    ({"value": "none"}, "$.entries[0].value"),
    ({"value": "ai-generated"}, "$.entries[0].value"),
    ({"value": "mixed"}, "$.entries[0].value"),
    ({"role": "edited"}, "$.entries[0].role"),
    ({"role": None}, "$.entries[0].declared_in"),
    ({"declared_in": None}, "$.entries[0].declared_in"),
    ({"review": None}, "$.entries[0].review"),
    ({"review": "recorded"}, "$.entries[0].reviewed_by"),
    ({"reviewed_by": ["Ann"]}, "$.entries[0].reviewed_by"),
    ({"reviewed_on": "2026-11-01"}, "$.entries[0].reviewed_on"),
    ({"models": "m"}, "$.entries[0].models"),
    ({"models": [None]}, "$.entries[0].models[0]"),
    ({"short": "x" * 26}, "$.entries[0].short"),
    ({"kind": "post"}, "$.entries[0].kind"),
    ({"cover": "photo"}, "$.entries[0].cover"),
    ({"cover_short": "x" * 26}, "$.entries[0].cover_short"),
    ({"images": [{}]}, "$.entries[0].images[0]"),
    ({"images": [{"place": "card"}]}, "$.entries[0].images[0].place"),
    ({"title": None}, "$.entries[0].title"),
    ({"percent": 80}, "$.entries[0]"),
    ({"parts": [{}]}, "$.entries[0].parts[0]"),
    ({"parts": None}, "$.entries[0].parts"),
]


@pytest.mark.parametrize(("change", "where"), BROKEN)
def test_a_broken_entry_is_found_where_it_is(change: dict[str, Any], where: str) -> None:
    """Invented values, missing knowledge passed off as some, claims without a name or date."""
    document = _valid()
    document["entries"][0] |= change
    assert where in _faults(document)


def test_a_part_without_a_value_leaves_none_to_inherit() -> None:
    """In the text; a part of the front matter has no element that could."""
    document = _valid()
    entry = document["entries"][0]
    entry["parts"][0] |= {"value": None}
    assert "$.entries[0].own_value" in _faults(document)
    entry["parts"][0]["id"] = None
    assert _faults(document) == []
    entry["parts"][0]["id"], entry["own_value"] = "Part-1", None
    assert _faults(document) == []


@pytest.mark.parametrize("name", [field.name for field in fields(InventoryRow)])
def test_nothing_may_be_left_out(name: str) -> None:
    """Null says that nothing is known; silence would say nothing at all."""
    document = _valid()
    del document["entries"][0][name]
    assert "$.entries[0]" in _faults(document)


def test_a_broken_whole_is_found() -> None:
    """Version, counts, another site's schema."""
    changes: list[dict[str, Any]] = [
        {"version": 2},
        {"counts": {}},
        {"site": "https://b.example"},
        {"$schema": "https://b.example/ai-disclosures.schema.json"},
        {"entries": {}},
    ]
    for change in changes:
        assert _faults(copy.deepcopy(_valid()) | change)
