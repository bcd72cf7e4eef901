"""What to read next, told in the language of each article, as a browser reads the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from plugins.related.wording import messages
from plugins.related.wording.messages import words_for
from tests.building import article, build, write_site

GERMAN = (
    "Die Ausfuhrregeln trafen Huawei. Huawei baute den Chip selbst. Seither redet man bei Huawei"
    " nur noch vom Chip. Wer Huawei kennt, den wundert es nicht: Huawei bleibt Huawei."
)
"""Where every noun has a capital, one is a subject only if it is a tag, or is said often."""

ARABIC = "أصابت القيود شركة Huawei في مقتل. ثم صنعت Huawei شريحة جديدة. قالت Huawei إنها نجحت."
JAPANESE = "輸出規制はHuaweiに影響した。輸出規制は厳しい。Huaweiは新しいチップを作った。"
CHINESE = "出口管制影响了Huawei。出口管制很严格。Huawei制造了新的芯片。"
ENGLISH = "The rules hit Huawei. Huawei then built the chip. At Huawei nobody speaks of rules."

HOSTILE = 'Huawei {title} <script>alert("1")</script> & {subject} שלום'
SET = HOSTILE.replace('"1"', "“1”")
"""The same as lists show it: with the quotation marks of the texts."""
TAG = "R&D {tags} <b> שלום"


def _pair(lang: str, text: str, titles: tuple[str, str], **keys: str) -> dict[str, str]:
    """Two articles in one language about one thing."""
    return {
        f"articles/{lang}-{number}.md": article(
            title, text, Slug=f"{lang}-{number}", Lang=lang, **keys
        )
        for number, title in enumerate(titles, start=1)
    }


FILES = {
    **_pair("de", GERMAN, ("Vor den Regeln", "Was Huawei tat"), Tags="Huawei"),
    **_pair("ar", ARABIC, ("قبل القيود", "ماذا فعلت Huawei")),
    **_pair("ja", JAPANESE, ("規制の前", "Huaweiの答え")),
    **_pair("zh", CHINESE, ("管制之前", "Huawei的回答")),
    **_pair("en", ENGLISH, ("Before the rules", HOSTILE)),
    "articles/fr-1.md": article("Un", "Il rentre lentement.", Slug="fr-1", Lang="fr", Tags=TAG),
    "articles/fr-2.md": article("Deux", "Elle sort lentement.", Slug="fr-2", Lang="fr", Tags=TAG),
    "articles/fr-3.md": article("Trois", "Loin.", Slug="fr-3", Lang="fr", Related="fr-1 en-1"),
}


def _built(folder: Path, **options: bool) -> Path:
    files = {p: text.replace("Date:", "AI-Role: none\nDate:", 1) for p, text in FILES.items()}
    related = {"floor": 0.0, "links": False, **options}
    result = build(folder / "output", settings=write_site(folder, files, f"RELATED = {related}"))
    assert result.returncode == 0, result.stderr
    return folder / "output"


@pytest.fixture(scope="module", name="site")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("languages"))


@pytest.fixture(scope="module", name="listed")
def _listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without closing sentences, whose articles the lists leave out."""
    return _built(tmp_path_factory.mktemp("listed"), closing=False)


def _page(site: Path, path: str) -> Any:
    return lxml_html.fromstring((site / path / "index.html").read_bytes())


def _reasons(site: Path, path: str) -> list[Any]:
    return list(_page(site, path).xpath("//*[@class='related-reason']"))


PAGES = [
    ("en-1", "en", HOSTILE),
    ("de/de-1", "de", "Was Huawei tat"),
    ("ar/ar-1", "ar", "ماذا فعلت Huawei"),
    ("ja/ja-1", "ja", "Huaweiの答え"),
    ("zh/zh-1", "en", "Huawei的回答"),
]
"""Page, the language in which it is told, and the title of the article that it lists."""


@pytest.mark.parametrize(("path", "language", "title"), PAGES)
def test_the_list_in_the_language_of_the_page(
    listed: Path, path: str, language: str, title: str
) -> None:
    """Heading and reasons; a subject stands apart, so that it cannot turn the words around it."""
    page, words = _page(listed, path), words_for(language)
    (nav,) = page.xpath("//nav[@class='related']")
    (link,) = nav.xpath(".//li/a")
    (reason,) = nav.xpath(".//*[@class='related-reason']")
    assert nav.xpath("string(h2)") == words(messages.HEADING)
    assert link.text_content() == {HOSTILE: SET}.get(title, title)
    assert link.get("dir") == "auto"
    subjects = [bdi.text for bdi in reason.xpath("bdi")]
    assert "Huawei" in subjects
    assert reason.text_content() == words(messages.TOPICS, topics=subjects)


@pytest.mark.parametrize(("path", "language", "title"), PAGES)
def test_the_closing_sentence_in_the_language_of_the_page(
    site: Path, path: str, language: str, title: str
) -> None:
    """Whole, its title a link, whatever is written in that title."""
    page, words = _page(site, path), words_for(language)
    (sentence,) = page.xpath("//p[@class='related-closing']")
    (link,) = sentence.xpath(".//a")
    shown = {HOSTILE: SET}.get(title, title)
    assert sentence.text_content() == words(messages.CLOSING, subject="Huawei", title=shown)
    assert link.text_content() == shown
    assert link.get("dir") == "auto"
    assert not page.xpath("//nav//script | //p//script")


def test_a_language_without_words_is_told_in_english(site: Path, listed: Path) -> None:
    """Which says so; subject and title stay in the language of the page."""
    page = _page(site, "zh/zh-1")
    (told,) = page.xpath("//p[@class='related-closing']")
    (heading,) = _page(listed, "zh/zh-1").xpath("//h2[@id='Related-heading']")
    for element in (told, heading, *_reasons(listed, "zh/zh-1")):
        assert (element.get("lang"), element.get("dir")) == ("en", "ltr")
        assert {part.get("lang") for part in element.xpath("bdi | a")} <= {"zh"}
    for own in ("de/de-1", "ar/ar-1", "ja/ja-1", "en-1"):
        assert not _page(site, own).xpath("//p[@class='related-closing' and @lang]")


def test_hostile_tags_and_choices(site: Path) -> None:
    """A tag's markup and braces are text; an article chosen from another language is told so."""
    (tagged,) = _reasons(site, "fr/fr-1")
    assert tagged.text_content() == words_for("fr")(messages.TAGS, tags=TAG)
    assert [bdi.text_content() for bdi in tagged.xpath("bdi")] == [TAG]
    chosen = [reason.text_content() for reason in _reasons(site, "fr/fr-3")]
    assert chosen == [words_for("fr")(messages.CHOSEN)] * 2


def test_feeds_tell_the_same(site: Path) -> None:
    """In the language of each entry, as text."""
    feed = (site / "feeds" / "all.atom.xml").read_text(encoding="utf-8")
    assert words_for("de")(messages.TOPICS, topics="") in feed
    assert words_for("fr")(messages.CHOSEN) in feed
    assert "Mehr über" in feed
