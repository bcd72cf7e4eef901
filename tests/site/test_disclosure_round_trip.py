"""What was declared comes back from every form of a real build, read by parsers of others.

html5lib reads the pages, feedparser the feeds, json and csv the inventory; the notice is read by
the sentences of its own language. None of the kit's code reads anything here but the catalogues.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import feedparser
import html5lib
from hypothesis import given
from hypothesis import strategies as st

from plugins.disclosure import messages
from plugins.disclosure.messages import words_for
from plugins.disclosure.parts.declared import names_several
from plugins.disclosure.vocabulary import ReviewState, Role
from plugins.wording.catalogue import PLACEHOLDER, Words, languages
from tests.building import build, write_site
from tests.declared import SHOWN, Declared, site_of
from tests.examples import examples

AI_ROLES = [role for role in Role if role is not Role.NONE]
HOSTILE = [
    '"><script>alert(1)</script>', "</script><!--", "<b>&amp;</b>", "{{ SITEURL }}", "{models}",
    "=1+1", "@cmd", "a, b", "O'Brien & \"Söhne\"", "مدل‌زبان", "模型", "-->", "]]>", "x" * 150,
    "javascript:alert(1)", "%0d%0aBcc: x", "'; DROP", "../../etc", "\\u003c", "a\u200bb",
]  # fmt: skip
MODELS = (
    st.sampled_from([*HOSTILE, "claude", "gemini-2.0"])
    | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
).filter(lambda name: not names_several(name))  # those are refused, one a line is the cure
IMAGES = st.tuples(st.sampled_from(["generated", "edited"]), MODELS | st.just(""))
KINDS = ["section", "quotation", "summary box", "caption", "title", "summary", "alt"]
LANGUAGES = languages()
W3C, IPTC = "https://w3c-cg.github.io/", "http://cv.iptc.org/"


@st.composite
def declarations(draw: st.DrawFn) -> Declared:
    """Any role, state, language, models and parts."""
    role = draw(st.sampled_from([None, *Role]))
    by_ai = role not in {None, Role.NONE}
    parts = draw(st.lists(st.sampled_from(KINDS), max_size=3, unique=True))
    return Declared(
        slug="",
        role=role,
        state=draw(st.sampled_from(ReviewState)) if role else ReviewState.NOT_STATED,
        models=tuple(draw(st.lists(MODELS, max_size=2, unique=True))) if by_ai else (),
        provider=draw(st.sampled_from(["", "Google", *HOSTILE])) if by_ai else "",
        lang=draw(st.sampled_from(LANGUAGES)),
        person=draw(st.sampled_from(sorted(SHOWN))),
        scope=draw(st.sampled_from([("facts",), ("read",), ("read", "facts", "law")])),
        parts=tuple((kind, draw(st.sampled_from(AI_ROLES)), "m-1") for kind in parts),
        images=tuple(draw(st.lists(IMAGES, max_size=2))),
    )


@examples(3, 30)
@given(st.lists(declarations(), min_size=25, max_size=25))
def test_every_form_gives_the_declaration_back(drawn: list[Declared]) -> None:
    """Twenty-five articles a site, whatever their names, languages, states and parts."""
    declared = {f"n{number}": replace(one, slug=f"n{number}") for number, one in enumerate(drawn)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = site_of(list(declared.values()))
        result = build(folder / "out", settings=write_site(folder, sources, SETTINGS))
        assert result.returncode == 0, result.stderr
        forms = read_site(folder / "out")
        assert set(forms) == set(declared)
        for slug, one in declared.items():
            compare(one, forms[slug])
            compare_images(one, forms[slug], folder / "out")


TYPES = {
    "generated": "trainedAlgorithmicMedia",
    "edited": "compositeWithTrainedAlgorithmicMedia",
}
SETTINGS = "FEEDS = {'entries': 100}\nPLUGINS = [p for p in PLUGINS if 'related' not in p]"


@dataclass
class Forms:
    """Everything that a built site says of one article."""

    row: dict[str, Any]
    cells: dict[str, str]
    page: Any
    graph: list[dict[str, Any]]
    atom: Any
    rss: Any
    card: str
    cover_card: str


def read_site(output: Path) -> dict[str, Forms]:
    """Each article's forms by slug."""
    inventory = json.loads((output / "ai-disclosures.json").read_text(encoding="utf-8"))
    table = (output / "ai-disclosures.csv").read_bytes().decode()
    csv.field_size_limit(10**9)
    cells = {row["url"]: row for row in csv.DictReader(io.StringIO(table, newline=""))}
    atom, rss = (
        {e.link: e for e in feedparser.parse(str(output / f"feeds/all.{form}.xml")).entries}
        for form in ("atom", "rss")
    )
    cards = dict(_cards(output))
    [_], theirs = _scripts(_parsed(output / "404.html"))
    assert len(theirs) == 2, "the theme's own, on a page that shows nothing of an article"
    found = {}
    for row in inventory["entries"]:
        url = row["url"]
        page = _parsed(output / url.removeprefix("http://localhost:8000/") / "index.html")
        [data], others = _scripts(page)
        assert others == theirs
        graph = json.loads(data)["@graph"]
        slug = url.rstrip("/").rpartition("/")[2]
        found[slug] = Forms(row, cells[url], page, graph, atom[url], rss[url], *cards[url])
    return found


def _parsed(path: Path) -> Any:
    return html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)


def _scripts(page: Any) -> tuple[list[str], list[tuple[dict[str, str], str]]]:
    """A page's JSON-LD, and what it runs as (attributes, text)."""
    every = [(dict(s.attrib), s.text or "") for s in page.iter("script")]
    data = [text for attributes, text in every if attributes == {"type": "application/ld+json"}]
    return data, [(a, text) for a, text in every if a.get("type") != "application/ld+json"]


def _cards(output: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    pages = [output / "index.html", *sorted(output.glob("page/*/index.html"))]
    for path in pages:
        tree = _parsed(path)
        for item in tree.iter():
            if "card" in (item.get("class") or "").split():
                told = {s.get("class"): _words(s) for s in item.iter("span") if s.get("class")}
                short, cover = (told.get(f"disclosure-{name}", "") for name in ("short", "cover"))
                yield item.find(".//a").get("href"), (short, cover)


def compare(one: Declared, forms: Forms) -> None:
    """Everything that was declared is there, in every form that can hold it, and nothing else."""
    _compare_inventory(one, forms)
    _compare_page(one, forms)
    _compare_programs(one, forms)
    role, state = read_sentence(_flat(forms.row["sentence"] or ""), words_for(one.lang))
    by_ai_in_part = any(part[1] is not Role.NONE for part in one.parts)
    expected = state_told(one, by_ai_in_part=by_ai_in_part)
    assert (role, state) == (one.role, expected), forms.row["sentence"]


def _compare_inventory(one: Declared, forms: Forms) -> None:
    row = forms.row
    assert row["role"] == (one.role.value if one.role else None)
    assert row["review"] == (one.state.value if one.role else None)
    assert row["models"] == [_flat(model) for model in one.models]
    assert (row["provider"] or "") == _flat(one.provider)
    recorded = one.state is ReviewState.RECORDED
    assert row["reviewed_by"] == ([SHOWN[one.person]] if recorded else [])
    assert row["reviewed_on"] == ("2026-11-20" if recorded else None)
    assert row["words"] == one.lang
    found = sorted((p["kind"], p["role"], *p["models"]) for p in row["parts"])
    assert found == sorted((kind, role.value, model) for kind, role, model in one.parts)
    for key in ("role", "value", "review", "sentence", "short", "own_value", "source_type"):
        assert forms.cells[key].removeprefix("'") == (row[key] or "")
    assert json.loads(forms.cells["parts"] or "[]") == row["parts"]


def _compare_page(one: Declared, forms: Forms) -> None:
    notices = [p for p in forms.page.iter("p") if p.get("class") == "disclosure"]
    sentence = _flat(forms.row["sentence"] or "")
    assert [_words(p) for p in notices] == ([sentence] if sentence else [])
    text = next(d for d in forms.page.iter("div") if d.get("class") == "entry-content")
    value = value_of(one, one.role, blocks=True)
    assert text.get("ai-disclosure", "") == value == (forms.row["own_value"] or "")
    prompted = value not in {"", "human-only"}
    assert text.get("ai-model", "") == (", ".join(map(_flat, one.models)) if prompted else "")
    assert text.get("ai-provider", "") == (_flat(one.provider) if prompted else "")
    front = {kind: (value_of(one, role), model) for kind, role, model in one.parts}
    _compare_front(forms.page.find(".//h1"), front.get("title"))
    for image in text.iter("img"):
        _compare_front(image, front.get("alt"))
    marked = [e for e in text.iter() if (e.get("id") or "").startswith("Part-")]
    assert len(marked) == len(one.blocks)
    for element, (_, role, model) in zip(marked, one.blocks, strict=True):
        own = value_of(one, role)
        assert element.get("ai-disclosure", "") == own
        assert element.get("ai-model", "") == (model if own else "")
        label = next(e for e in element.iter() if e.get("class") == "disclosure-part")
        assert read_sentence(_words(label), words_for(one.lang))[0] is role


def _compare_front(element: Any, part: tuple[str, str] | None) -> None:
    """The attributes of a title or image description that was made another way than the text."""
    value, model = part or ("", "")
    assert element.get("ai-disclosure", "") == value
    assert element.get("ai-model", "") == (model if value else "")


def _compare_programs(one: Declared, forms: Forms) -> None:
    article, page = forms.graph[0], forms.graph[1]
    assert article["@type"] == "BlogPosting"
    assert article.get("backstory", "") == (forms.row["sentence"] or "")
    assert _term(article.get("digitalSourceType", "")) == (one.role.source_type if one.role else "")
    parts = [(p["name"], _term(p["digitalSourceType"])) for p in article.get("hasPart", [])]
    assert sorted(parts) == sorted((kind, role.source_type) for kind, role, _ in one.parts)
    reviewers = [party["name"] for party in page.get("reviewedBy", [])]
    assert reviewers == forms.row["reviewed_by"]
    assert page.get("lastReviewed") == forms.row["reviewed_on"]
    sentence = _flat(forms.row["sentence"] or "")
    for entry in (forms.atom, forms.rss):
        content = html5lib.parseFragment(entry.content[0].value, namespaceHTMLElements=False)
        first = content[0] if len(content) else None
        assert (_words(first) == sentence) if sentence else (first is not None)
        terms = {
            (t.scheme or "")[:25]: t.term
            for t in entry.tags
            if (t.scheme or "").startswith((W3C, IPTC))
        }
        assert " ".join(t for s, t in terms.items() if s.startswith(W3C)) == (
            forms.row["value"] or ""
        )
        assert " ".join(t for s, t in terms.items() if s.startswith(IPTC[:18])) == (
            forms.row["source_type"] or ""
        )
        if forms.row["short"]:
            assert _flat(entry.summary).startswith(_flat(f"{forms.row['short']}. "))
    assert forms.card == _flat(forms.row["short"] or "")
    roles = [one.role or Role.NONE, *(role for _, role, _ in one.parts)]
    if one.role or one.parts:
        by_ai = any(role is not Role.NONE for role in roles)
        said = words_for(one.lang).must_say["AI"]
        assert by_ai == any(word in forms.card for word in said), forms.card


def compare_images(one: Declared, forms: Forms, output: Path) -> None:
    """Caption, ImageObject and the XMP of the published file; the cover in the notice and card."""
    say = words_for(one.lang)
    captions = [
        _words(e) for e in forms.page.find(".//article").iter()
        if e.get("class") == "disclosure-image"
    ]  # fmt: skip
    nodes = {n["contentUrl"].rpartition("/")[2]: n for n in forms.graph[0].get("image", [])}
    assert len(captions) == len(nodes) == len(one.images)
    for number, (what, model) in enumerate(one.images):
        message = (messages.CAPTION if model else messages.CAPTION_MODEL_UNKNOWN)[what]
        caption = _flat(say(message, models=_flat(model)))
        assert captions[number] == caption
        node = nodes[one.image(number).rpartition("/")[2]]
        assert _flat(node["caption"]) == caption
        assert _term(node["digitalSourceType"]) == TYPES[what]
        data = (output / one.image(number)).read_bytes()
        assert re.findall(rb"/digitalsourcetype/(\w+)", data) == [TYPES[what].encode()]
    cover = one.images[0][0] if one.images else None
    assert forms.row["cover"] == cover
    assert forms.cover_card == (say(messages.SHORT_COVER[cover]) if cover else "")


def value_of(one: Declared, role: Role | None, *, blocks: bool = False) -> str:
    """The W3C value that the design's table gives, told again from the table."""
    inside = [*(part[1] for part in one.blocks), *(p[1] for p in one.parts if p[0] == "alt")]
    inside = inside if blocks else []
    if any(not value_of(one, other) for other in inside) or role is None:
        return ""
    if role is Role.NONE:
        return "human-only"
    if one.role is None:
        return ""
    table = {ReviewState.RECORDED: "ai-assisted", ReviewState.ABSENT: "ai-autonomous"}
    return table.get(one.state, "")


def state_told(one: Declared, *, by_ai_in_part: bool) -> ReviewState | None:
    """The review state that a sentence can tell: silence, for a person's text without a review."""
    if one.role is None:
        return None
    silent = one.role is Role.NONE and not by_ai_in_part and one.state is ReviewState.NOT_STATED
    return None if silent else one.state


def read_sentence(sentence: str, say: Words) -> tuple[Role | None, ReviewState | None]:
    """Role and state from the words alone, by the catalogue's templates for them."""
    role = next((r for r, m in _roles() if re.match(_pattern(say(m)), sentence)), None)
    state = next((s for s, m in _states() if re.search(_pattern(say(m)), sentence)), None)
    return role, state


def _roles() -> Iterator[tuple[Role, str]]:
    yield Role.NONE, messages.WRITTEN_EXCEPT
    for role in Role:
        yield role, messages.WRITTEN_MODEL_UNKNOWN[role]
    # The longest first: in some language one template may begin as another does.
    for role in sorted(Role, key=lambda r: -len(messages.WRITTEN[r])):
        yield role, messages.WRITTEN[role]


def _states() -> Iterator[tuple[ReviewState, str]]:
    yield ReviewState.STALE, messages.STALE
    for message in (messages.READ_AND_CHECKED, messages.CHECKED, messages.READ):
        yield ReviewState.RECORDED, message
    for role in Role:
        yield ReviewState.ABSENT, messages.UNCHECKED[role]
    yield ReviewState.NOT_STATED, messages.NOT_STATED


def _pattern(template: str) -> str:
    """A template as a pattern; names may hold anything, and blanks of any width are blanks."""
    parts = PLACEHOLDER.split(re.sub(r"\s", " ", template))
    return "".join(".+?" if n % 2 else re.escape(part) for n, part in enumerate(parts))


def _term(address: str) -> str:
    term = address.rpartition("/")[2].removesuffix("DigitalSource")
    return term[:1].lower() + term[1:]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _words(element: Any) -> str:
    return _flat("".join(element.itertext()))
