"""Cards of a real site: where they are linked, when they are drawn, and when they are not."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.building import article, build, files_of, write_site
from tests.pictures import GIF87
from tests.unit.test_cards import ARABIC, colours_of, has_colour, made_font

SITE = "https://demo.example"
OWNER = '[responsible]\norganisation = "A"\ncontact = "a@demo.example"\n'
BOTH = {"AI_Role": "generated", "AI_Review": "none"}
TEXTS = {
    "contributors.toml": OWNER,
    "articles/oak.md": article("“Oak” & <birch>", Slug="oak", **BOTH),
    "articles/elm.md": article("Ulme", Lang="de", Slug="elm", **BOTH),
    "articles/fir.md": article("Fir", AI_Role="none", Cover="images/fir.gif"),
    "articles/ash.md": article("Ash", AI_Role="none", Cover="images/ash.svg"),
    "articles/rue.md": article("Rue", AI_Role="none", Status="hidden"),
    "articles/yew.md": article("Yew", AI_Role="none", Status="draft"),
    "images/fir.gif": GIF87.decode("utf-8", "surrogateescape"),
    "images/ash.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
}
CARDS = {f"cards/{name}.png" for name in ("oak", "de/elm", "ash", "index.html")}


def _built(site: Path, output: str, cache: str = "cache", *options: str, **environment: str) -> str:
    result = build(
        site / output,
        *(options or ["--production"]),
        settings=site / "site.py",
        SITEURL=SITE,
        COLOPHON_CACHE=str(site / cache),
        **environment,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def _cards(site: Path) -> dict[str, bytes]:
    return {name: data for name, data in files_of(site).items() if name.startswith("cards/")}


def _shared(page: Path) -> dict[str, str]:
    """What a page says of the image beside links to it."""
    text = page.read_text("utf-8")
    pairs = re.findall(
        r'<meta (?:property|name)="((?:og:image|twitter)[^"]*)" content="([^"]*)"', text
    )
    return {name.removeprefix("og:image") or "address": unescape(value) for name, value in pairs}


def test_what_links_to_an_article_show(tmp_path: Path) -> None:
    """Its cover, where services show such a file, else its card; of lists and pages, the site's."""
    write_site(tmp_path, TEXTS)
    told = _built(tmp_path, "out")
    assert "Cards for shared links: 4 cards in" in told
    out = tmp_path / "out"
    assert _cards(out).keys() == CARDS
    assert {Image.open(BytesIO(data)).size for data in _cards(out).values()} == {(1200, 630)}
    oak = _shared(out / "oak" / "index.html")
    assert oak == {
        "address": f"{SITE}/cards/oak.png",
        ":type": "image/png",
        ":width": "1200",
        ":height": "630",
        ":alt": "“Oak” & <birch> · Demo · 1 November 2026 · AI-written"
        " · No person checked it before publication.",
        "twitter:card": "summary_large_image",
    }
    assert "KI-geschrieben · " in _shared(out / "de/elm/index.html")[":alt"]
    fir = _shared(out / "fir" / "index.html")
    assert (fir["address"], fir[":type"]) == (f"{SITE}/images/fir.gif", "image/gif")
    assert _shared(out / "ash" / "index.html")["address"] == f"{SITE}/cards/ash.png"
    for page in ("index.html", "archives/index.html", "rue/index.html"):
        assert _shared(out / page)[":alt"] == "Demo · A site for tests"
    assert "address" not in _shared(out / "404.html")


def test_a_card_is_drawn_when_its_words_change(tmp_path: Path) -> None:
    """And at no other time; from the same sources come the same bytes, however they are made."""
    write_site(tmp_path, TEXTS)
    _built(tmp_path, "out", PYTHONHASHSEED="1")
    first = _cards(tmp_path / "out")
    assert "Cards for" not in _built(tmp_path, "out")
    oak = tmp_path / "content" / "articles" / "oak.md"
    oak.write_text(article("“Oak” & <birch>", "Other words.", Slug="oak", **BOTH), "utf-8")
    assert "Cards for" not in _built(tmp_path, "out")
    # A setting that no card shows makes all files again, and draws nothing.
    with (tmp_path / "site.py").open("a", encoding="utf-8") as settings:
        settings.write("DEFAULT_PAGINATION = 3\n")
    assert "Cards for" not in _built(tmp_path, "out")
    assert _cards(tmp_path / "out") == first
    oak.write_text(article("Alder", "Other words.", Slug="oak", **BOTH), "utf-8")
    assert "Cards for shared links: 1 card in" in _built(tmp_path, "out")
    second = _cards(tmp_path / "out")
    assert {name for name in first if first[name] != second[name]} == {"cards/oak.png"}
    for seed in ("2", "3"):
        _built(tmp_path, seed, f"cache{seed}", PYTHONHASHSEED=seed)
        assert files_of(tmp_path / seed) == files_of(tmp_path / "out")
    oak.unlink()
    _built(tmp_path, "out")
    assert _cards(tmp_path / "out").keys() == CARDS - {"cards/oak.png"}


def test_many_cards_are_drawn_by_several_processes(tmp_path: Path) -> None:
    """To the bytes that one makes."""
    many = {f"articles/{n}.md": article(f"Oak {n}", Slug=f"oak-{n}", **BOTH) for n in range(8)}
    write_site(tmp_path, TEXTS | many)
    _built(tmp_path, "two", "second", COLOPHON_WORKERS="2")
    _built(tmp_path, "one", "first", COLOPHON_WORKERS="1")
    assert len(_cards(tmp_path / "two")) == 12
    assert _cards(tmp_path / "two") == _cards(tmp_path / "one")


@pytest.mark.parametrize("settings", ['CARDS = {"made": False}', ""])
def test_a_preview_has_no_cards_nor_has_who_wants_none(tmp_path: Path, settings: str) -> None:
    """And no page names one."""
    write_site(tmp_path, TEXTS, settings)
    _built(tmp_path, "out", "cache", *(["--production"] if settings else ["--verify"]))
    assert not _cards(tmp_path / "out")
    assert _shared(tmp_path / "out" / "oak" / "index.html") == {"twitter:card": "summary"}
    shown = _shared(tmp_path / "out" / "fir" / "index.html")
    assert shown["twitter:card"] == "summary_large_image"


def test_a_title_in_letters_without_a_font(tmp_path: Path) -> None:
    """The card goes without, which is told once; the owner's font is asked next."""
    arabic = {
        f"articles/{name}.md": article(ARABIC, Lang="ar", Slug=name, AI_Role="none")
        for name in ("a", "b")
    }
    settings = write_site(tmp_path, TEXTS | arabic)
    told = _built(tmp_path, "out")
    assert told.count("has letters for which there is no font") == 1
    assert "; so it is with 1 more" in told
    assert 'CARDS = {"fonts": ["theme-own/fonts/NAME.ttf"]}' in told
    page = tmp_path / "out" / "ar" / "a" / "index.html"
    assert _shared(page)[":alt"] == "Demo"
    # Nothing of the article is on it: both have the same.
    cards = _cards(tmp_path / "out")
    assert cards["cards/ar/a.png"] == cards["cards/ar/b.png"]
    letters = "".join(map(chr, range(0x600, 0x6FF)))
    (tmp_path / "own.ttf").write_bytes(made_font(letters))
    lines = settings.read_text("utf-8")
    settings.write_text(f"{lines}\nCARDS = {{'fonts': [{str(tmp_path / 'own.ttf')!r}]}}\n", "utf-8")
    assert "there is no font" not in _built(tmp_path, "out")
    assert _shared(page)[":alt"].startswith(f"{ARABIC} · Demo")
    assert _cards(tmp_path / "out")["cards/ar/a.png"] != cards["cards/ar/a.png"]


def test_the_owners_look_is_that_of_the_cards(tmp_path: Path) -> None:
    """Colours, logo and font of texts."""
    look = """
LOOK = {"seed": "#1f5f8b", "logo": "images/logo.svg", "text_font": "Blocks",
        "fonts": {"Blocks": {"regular": "images/blocks.woff2"}}}
CARDS = {"scheme": "dark"}
"""
    box = '<rect width="4" height="2" fill="#00aa55"/>'
    logo = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2">{box}</svg>'
    write_site(tmp_path, TEXTS | {"images/logo.svg": logo}, look)
    (tmp_path / "content/images/blocks.woff2").write_bytes(_woff2(made_font("Oakbirch“”&<>")))
    _built(tmp_path, "out")
    image = Image.open(tmp_path / "out" / "cards" / "oak.png").convert("RGB")
    sheet = (tmp_path / "out" / "theme" / "look.css").read_text("utf-8")
    night = sheet.partition("--paper: light-dark(")[2].partition(", ")[2][:7]
    counts = colours_of(image.crop((76, 134, 1124, 446)))
    ground = max(counts, key=counts.__getitem__)
    assert "#{:02x}{:02x}{:02x}".format(*ground) == night
    assert has_colour(image, (0, 0xAA, 0x55))
    # The letters of the owner's font are blocks: they cover more than those of any other.
    assert counts[ground] / sum(counts.values()) < 0.87


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('CARDS = {"schema": "dark"}', "CARDS['schema']"),
        ('CARDS = {"scheme": "black"}', "CARDS['scheme']: ‘black’: is no scheme"),
        ('CARDS = {"fonts": ["x.pdf"]}', "CARDS['fonts']: ‘x.pdf’: is none of .ttf, .otf, .woff2"),
        ('CARDS = {"fonts": ["x.ttf"]}', "CARDS['fonts']: ‘x.ttf’: is no file"),
        (
            "CARDS = {'fonts': [str(Path(__file__).parent / 'bad.ttf')]}",
            "is no font that can be read",
        ),
    ],
)
def test_a_mistake_in_the_settings_stops_the_build(
    tmp_path: Path, settings: str, message: str
) -> None:
    """It is told with its key."""
    write_site(tmp_path, TEXTS, f"from pathlib import Path\n{settings}")
    (tmp_path / "bad.ttf").write_bytes(b"\0\1\0\0 no font")
    result = build(
        tmp_path / "out",
        "--production",
        settings=tmp_path / "site.py",
        SITEURL=SITE,
        COLOPHON_CACHE=str(tmp_path / "cache"),
    )
    assert result.returncode == 1
    assert message in result.stderr


def test_no_text_takes_the_place_of_cards(tmp_path: Path) -> None:
    """In every build, so that it is found before the first for readers."""
    write_site(tmp_path, TEXTS | {"articles/cards.md": article("Cards", AI_Role="none")})
    result = build(tmp_path / "out", settings=tmp_path / "site.py")
    assert result.returncode == 1
    assert "Slug: ‘cards’: is an address that the site's own pages use" in result.stderr


def _woff2(data: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data))
    font.flavor = "woff2"
    file = BytesIO()
    font.save(file)
    return file.getvalue()
