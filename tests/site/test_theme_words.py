"""Sites in German and Arabic: whatever a page says of its own accord, it says in their language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from plugins.wording.catalogue import PLACEHOLDER, Words
from plugins.wording.theme_messages import ARTICLE, ARTICLES, MESSAGES, words_for
from tests.building import article, build, write_site

PEOPLE = '[responsible]\norganisation = "42"\ncontact = "mailto:a@b.example"\n'
TEXTS = {
    "ar": "هذا نص عن المرافئ والسفن والأمواج، وعن كل ما يراه البحارة في الليل.",
    "de": "Vom Hafen, von Schiffen, von Wellen, auch davon, was Matrosen nachts sehen.",
}
MONTHS = """
MONTH_ARCHIVE_URL = "archives/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"
DAY_ARCHIVE_URL = "archives/{date:%Y}/{date:%m}/{date:%d}/"
DAY_ARCHIVE_SAVE_AS = DAY_ARCHIVE_URL + "index.html"
"""
SITE = "DEFAULT_LANG = {language!r}\nSITENAME = '1'\nSITESUBTITLE = '2'\nDEFAULT_PAGINATION = 2\n"
BARE = "SUBSCRIBE_SAVE_AS = ARCHIVES_URL = ''\n"
"""No page about feeds, so that the foot links one; no archives for the error page to lead to."""

READ = ("alt", "aria-label", "content", "placeholder", "title")
"""Attributes that readers or search engines are shown."""
UNREAD = ("script", "style", "code")
NAMES = re.compile(
    r"Atom|RSS|JSON Feed|RFC|Pelican|Colophon|gemini-2|CLDR|Ada|ai-disclosures\.\w+(\.json)?"
)
"""Names of programs, formats and files are the same in every language."""
CODES = re.compile(
    r"human-only|ai-\w+|website|article|noindex|summary|light dark|default-src .*|ar_\w+|\(de\)|\S+://\S+|[\w-]+=.*"
)
"""What only programs read, and codes of languages."""


def _files(language: str) -> dict[str, str]:
    """Many categories and tags, authors, models, a series of three parts, a draft."""
    text = TEXTS[language]
    common = {"Lang": language, "Author": "Ada"}
    files = {
        f"articles/{n}.md": article(
            str(n), text, Slug=f"a{n}", Category=str(n % 9), Tags="7", AI_Role="none", **common
        ).replace("2026-11-01", f"2026-0{n}-05")
        for n in range(1, 10)
    }
    made = {"AI_Role": "generated", "AI_Model": "gemini-2", "Category": "1", **common}
    single = ", ".join(map(str, range(20, 32)))
    for n in range(15, 18):
        files[f"articles/{n}.md"] = article(
            str(n), text, Slug=f"a{n}", Series="18", Tags=single if n == 15 else "7", **made
        )
    for n in range(10, 13):
        files[f"articles/{n}.md"] = article(str(n), text, Slug=f"a{n}", Tags="7, 8", **made)
    files["articles/draft.md"] = article("13", text, Slug="draft", Status="draft", **made)
    sections = "".join(f"\n\n## {n}\n\n{text}" for n in range(3))
    files["articles/moved.md"] = article("14.", sections, Slug="moved", Moved_From="/old/", **made)
    other = next(lang for lang in TEXTS if lang != language)
    shared = {"Slug": "a1", "Category": "1", "AI_Role": "none"}
    files["articles/other.md"] = article("1", TEXTS[other], Lang=other, **shared)
    return {**files, "contributors.toml": PEOPLE}


def _built(folder: Path, files: dict[str, str], settings: str) -> Path:
    result = build(folder / "output", settings=write_site(folder, files, settings))
    assert result.returncode == 0, result.stderr
    return folder / "output"


@pytest.fixture(scope="module", name="site", params=TEXTS)
def _site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """(language, the folder of a full site, that of one without a listed article)."""
    language, folder = request.param, tmp_path_factory.mktemp("theme-words")
    settings = SITE.format(language=language)
    full = _built(folder / "full", _files(language), settings + MONTHS)
    made = {"Lang": language, "Category": "1", "AI_Role": "none"}
    hidden = article("1", TEXTS[language], Status="hidden", **made)
    files = {"contributors.toml": PEOPLE, "articles/1.md": hidden}
    empty = _built(folder / "empty", files, settings + BARE)
    return language, full, empty


def _told(root: Any, language: str) -> Iterator[str]:
    """Texts and attributes of a page in `language`, those of texts in another left out."""
    for element in root.iter():
        around = element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")
        if not isinstance(element.tag, str) or around != language or element.get("http-equiv"):
            continue
        if element.tag not in UNREAD and element.text:
            yield element.text
        yield from (value for name, value in element.items() if name in READ)
        yield from (child.tail for child in element if child.tail)


def _pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_no_word_is_in_english(site: tuple[str, Path, Path]) -> None:
    """On any page; in Arabic no word at all has Latin letters but names and codes."""
    language, *folders = site
    english = [
        re.compile(
            PLACEHOLDER.sub(".+", re.escape(message).replace(r"\{", "{").replace(r"\}", "}"))
        )
        for message in [*MESSAGES.notes, ARTICLES]
    ]
    found = set()
    for page in (page for folder in folders for page in _pages(folder)):
        root = lxml_html.parse(str(page)).getroot()
        for text in map(str.strip, _told(root, language)):
            left = CODES.sub("", NAMES.sub("", text))
            foreign = re.search("[A-Za-z]{2}", left) if language == "ar" else None
            if foreign or any(pattern.fullmatch(text) for pattern in english):
                found.add(f"{page.name}: {text}")
    assert not found


def test_every_message_is_said_on_some_page(site: tuple[str, Path, Path]) -> None:
    """In the site's words: a message that no page says is one too many."""
    language, *folders = site
    words = words_for(language)
    pages = [page.read_text("utf-8") for folder in folders for page in _pages(folder)]
    text = re.sub(r"<[^>]+>", "", "\n".join(page.replace('aria-label="', '">') for page in pages))
    text += "\n".join(pages)
    unsaid = [message for message in MESSAGES.notes if not _pattern(words, message).search(text)]
    assert not unsaid


def _pattern(words: Words, message: str) -> re.Pattern[str]:
    said = words.messages[message]
    forms = [said] if isinstance(said, str) else said
    fixed = (map(re.escape, PLACEHOLDER.split(form)[::2]) for form in forms)
    return re.compile("|".join(".+?".join(parts) for parts in fixed))


def test_months_are_named_by_the_language(site: tuple[str, Path, Path]) -> None:
    """On cards, and on the pages of a month and of a day."""
    language, full, _ = site
    words = words_for(language)
    month, day = words.period((2026, 3)), words.period((2026, 3, 5))
    assert day in (full / "archives" / "2026" / "index.html").read_text("utf-8")
    for path, period in {"2026/03": month, "2026/03/05": day}.items():
        page = lxml_html.parse(str(full / "archives" / path / "index.html"))
        assert page.xpath("string(//h1)") == period
        assert page.xpath("string(//title)") == f"{words('Archive of {period}', period=period)} · 1"


def test_what_stands_around_a_text_and_what_belongs_to_it(site: tuple[str, Path, Path]) -> None:
    """On the page of a text in another language: the menu is the site's, tags are the text's."""
    language, full, _ = site
    other = next(lang for lang in TEXTS if lang != language)
    root = lxml_html.parse(str(full / other / "a1" / "index.html")).getroot()
    assert (root.get("lang"), root.get("dir")) == (other, {"ar": "rtl", "de": "ltr"}[other])
    said = partial(root.xpath, namespaces=None)
    for place, message in {
        "//a[@class='skip-link']": "Skip to the text",
        "//nav[@class='breadcrumbs']//a[1]": "Home",
        "//footer//p[last()]": "Built with {pelican} and Colophon.",
    }.items():
        element = said(place)[0]
        assert element.text_content().strip() == words_for(language)(message, pelican="Pelican")
        assert element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") == language
    languages = said("//article//nav[@class='entry-languages']")[0]
    assert languages.get("aria-label") == words_for(other)("In other languages")
    assert languages.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") == other
    link = languages.find("a")
    assert link.text == words_for(language).name_of(language)
    assert link.get("hreflang") == link.get("lang") == language


def test_what_is_counted(site: tuple[str, Path, Path]) -> None:
    """In the form that the number wants, and in lists of terms with a number to see."""
    language, full, _ = site
    words = words_for(language)
    tag = lxml_html.parse(str(full / "tag" / "7" / "index.html"))
    length = words(ARTICLE, ARTICLES, count=14)
    told = words("{articles}, page {number} of {last}", articles=length, number=1, last=7)
    assert tag.xpath("string(//div[@class='list-heading']/p)").startswith(told)
    for count in lxml_html.parse(str(full / "tag" / "index.html")).xpath("//*[@class='count']"):
        hidden = count.xpath("string(*[@class='visually-hidden'])")
        seen = count.text_content().replace(hidden, "").strip()
        assert seen.isdigit()
        assert count.text_content() == words(ARTICLE, ARTICLES, count=int(seen))
