"""What is recorded of a run: candidates with why, mentions with their sentence and their rule."""

from __future__ import annotations

import math

import pytest

from plugins.html.text import text_of
from plugins.related.article import Article
from plugins.related.engine import rank, rank_by_language
from plugins.related.links.autolink import NEAR, LinkableText, Rule, plan
from plugins.related.links.scan import scan
from plugins.related.lists.build import build_lists
from plugins.related.lists.overrides import Choices
from plugins.related.lists.suggestions import AuthorInput, Exclusion
from plugins.related.report.collect import WORDS, RunData, collect_report
from plugins.related.report.model import ArticleReport, SiteReport
from plugins.related.settings import RelatedSettings

STORK = "The stork crosses the strait of Gibraltar on warm thermals and rests on high roofs. "
STRAIT = (
    f"<p>{STORK}The strait of Gibraltar is narrow for a stork on warm thermals.</p>"
    "<p>Nothing else. Any stork uses <em>warm thermals</em> here, &amp; rests! Then it goes."
    " On warm thermals again.</p>"
)
TEXTS = {
    "thermals.md": (
        "Warm thermals",
        f"<p>{STORK}Warm thermals carry the stork over the strait of Gibraltar.</p>",
    ),
    "strait.md": ("The strait of Gibraltar", STRAIT),
    "towers.md": ("Nests on towers", f"<p>{STORK}A stork nests on towers of churches.</p>"),
    "bread.md": (
        "Sourdough bread",
        "<p>A sourdough starter ferments flour before the oven bakes a loaf.</p>",
    ),
}


def recorded(
    texts: dict[str, tuple[str, str]],
    settings: RelatedSettings | None = None,
    choices: dict[str, Choices] | None = None,
) -> SiteReport:
    """The run over HTML texts, by the engine itself."""
    settings = settings or RelatedSettings()
    given = {name: Choices() for name in texts} | (choices or {})
    articles = {
        name: Article(id=name, title=title, body=text_of(source))
        for name, (title, source) in texts.items()
    }
    grouped = rank_by_language(articles.values())
    lists = build_lists(grouped, settings, AuthorInput(given, {})).made
    near = rank(articles.values(), NEAR)
    places = {name: LinkableText(scan(source).passages) for name, (_, source) in texts.items()}
    return collect_report(
        RunData(
            languages=grouped,
            lists=lists,
            reasons={name: [f"why {s.id}" for s in found] for name, found in lists.items()},
            choices=given,
            links=plan(articles.values(), places, near, settings),
            sources={name: source for name, (_, source) in texts.items()},
            authors={"bread.md": {"towers.md", "bread.md"}},
            urls={name: f"http://localhost:8000/{name}" for name in texts},
        ),
        settings,
    )


def whys(account: ArticleReport) -> dict[str, Exclusion | None]:
    """Candidate to why it is not listed."""
    return {candidate.id: candidate.why for candidate in account.candidates}


def test_the_listed_come_first_with_score_and_reason() -> None:
    """In the order of the list, as the page says it; the others by score."""
    account = recorded(TEXTS).articles["strait.md"]
    assert {candidate.id for candidate in account.listed} <= {"thermals.md", "towers.md"}
    assert account.listed
    for candidate in account.listed:
        assert candidate.reason == f"why {candidate.id}"
        assert candidate.score >= account.floor
    scores = [candidate.score for candidate in account.passed_over]
    assert scores == sorted(scores, reverse=True)


def test_the_parts_of_a_score_lead_to_it() -> None:
    """What is added, times the factors; what does nothing is left out."""
    for account in recorded(TEXTS).articles.values():
        for candidate in account.candidates:
            added = sum(amount for name, amount in candidate.parts if name[0] != "×")
            factors = [amount for name, amount in candidate.parts if name[0] == "×"]
            assert added * math.prod(factors) == pytest.approx(candidate.score, abs=1e-5)
            assert all(amount > 0 for _, amount in candidate.parts)
            assert 1 not in factors
    parts = dict(recorded(TEXTS).articles["strait.md"].listed[0].parts)
    assert parts["words"] > parts["titles"] > 0


def test_every_close_article_that_is_missing_says_why() -> None:
    """Below the floor, refused by the author, or no place left."""
    settings = RelatedSettings(count=1)
    choices = {"towers.md": Choices(never=frozenset({"strait.md"}))}
    run = recorded(TEXTS, settings, choices)
    assert whys(run.articles["towers.md"])["strait.md"] is Exclusion.NEVER
    thermals = run.articles["thermals.md"]
    assert len(thermals.listed) == 1
    assert Exclusion.FULL in {candidate.why for candidate in thermals.passed_over}
    strict = recorded(TEXTS, RelatedSettings(floor=5.0))
    assert {why for a in strict.articles.values() for why in whys(a).values()} == {Exclusion.FLOOR}


def test_a_mention_is_told_with_its_sentence() -> None:
    """What a reader sees before and after it, across inline tags, and no other paragraph."""
    account = recorded(TEXTS).articles["strait.md"]
    mention = next(m for m in account.mentions if m.after.startswith(" here"))
    assert mention.before == "Any stork uses "
    assert mention.anchor == "warm thermals"
    assert mention.after == " here, & rests!"


def test_made_and_refused_are_apart() -> None:
    """One link to each target; the rule of the others is said in words."""
    account = recorded(TEXTS).articles["strait.md"]
    assert [m.target for m in account.made] == ["thermals.md"]
    assert {m.rule for m in account.refused} >= {Rule.AGAIN.value, Rule.ITSELF.value}
    assert [m.rule for m in account.made] == [""]


def test_a_long_sentence_is_cut_between_words() -> None:
    """And markup that is cut in two leaves nothing behind."""
    long = "tower " * 200
    source = (
        f'<p>{long}<a title="{"x" * 500}">y</a> warm thermals <b class="{"z" * 500}">{long}</p>'
    )
    texts = {**TEXTS, "long.md": ("Long", f"<p>{STORK}</p>{source}")}
    near = [m for m in recorded(texts).articles["long.md"].mentions if m.before.strip()]
    assert near
    for mention in near:
        for part in (mention.before, mention.after):
            assert len(part) <= WORDS + 2
            assert not set('<>="') & set(part)


def test_the_authors_links_leave_itself_out() -> None:
    """An address within the article leads nowhere else."""
    run = recorded(TEXTS)
    assert run.articles["bread.md"].authors == ("towers.md",)
    assert run.linked_in["towers.md"] == ("bread.md",)
    assert "bread.md" in run.orphans


def test_titles_cannot_move_a_cursor() -> None:
    """Control characters and overrides are gone, line breaks are blanks."""
    texts = {**TEXTS, "x.md": ("A\x1b[2J\nB \u202eturned", "<p>Text.</p>")}
    assert recorded(texts).articles["x.md"].title == "A[2J B turned"


def test_no_article() -> None:
    """A site may be empty."""
    run = recorded({})
    assert not run.articles
    assert not run.orphans
    assert not run.reached
