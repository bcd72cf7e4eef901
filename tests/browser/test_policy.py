"""What a page's Content-Security-Policy lets in and keeps out, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.building import article, build, write_site

SITE = "http://localhost:8000"
HOSTILE = """<script>document.title = "hit"</script>
<p onclick="document.title = 'hit'" id="handler">Click me.</p>
<p><a href="javascript:document.title='hit'" id="link">Or me.</a></p>
<img src="x.png" alt="" onerror="document.title='hit'">
<svg onload="document.title='hit'"><script>document.title='hit'</script></svg>
<iframe title="frame" srcdoc="<script>parent.document.title='hit'</script>"></iframe>
<base href="https://evil.example/">
<script src="https://evil.example/x.js"></script>
"""
STYLED = """| Name | Number |
|:-----|-------:|
| a    |      1 |

<p id="styled" class="own" style="color: rgb(1, 2, 3); padding-inline-start: 7px">Styled.</p>
<style>#sheet { color: rgb(4, 5, 6) }</style>
<p id="sheet">By a sheet.</p>

![A picture of another host](https://pictures.example/a.png)
"""
FILES = {
    "articles/hostile.md": article("Hostile", HOSTILE, Slug="hostile", AI_Role="generated"),
    "articles/styled.md": article("Styled", STYLED, Slug="styled", AI_Role="generated"),
    "articles/plain.md": article("Plain", Slug="plain", AI_Role="generated", Tags="a tag"),
    "contributors.toml": '[responsible]\norganisation = "The press"\n',
}
EXTRA = """<script>document.documentElement.dataset.own = "ran"</script>
<link rel="preconnect" href="https://fonts.example">
{% if false %}<script src="https://stats.example/x.js"></script>{% endif %}
"""
PAGES = ("plain/", "", "archives/", "tag/a-tag/", "tag/", "category/", "404.html", "transparency/")


@pytest.fixture(name="told", scope="module")
def _told() -> list[str]:
    """What the build said."""
    return []


@pytest.fixture(name="built_site", scope="module")
def _built_site(tmp_path_factory: pytest.TempPathFactory, told: list[str]) -> Path:
    """A site built for readers, with an inline script of its owner's."""
    folder = tmp_path_factory.mktemp("policy")
    own = folder / "templates" / "partials" / "extra_head.html"
    own.parent.mkdir(parents=True)
    own.write_text(EXTRA, encoding="utf-8")
    given = f"THEME_TEMPLATES_OVERRIDES = [{str(folder / 'templates')!r}]"
    site = write_site(folder, FILES, given)
    result = build(folder / "output", settings=site, COLOPHON_TEST_PRODUCTION="1")
    assert result.returncode == 0, result.stderr
    told.append(result.stdout + result.stderr)
    return folder / "output"


@pytest.fixture(name="said")
def _said(open_page: Callable[..., Page]) -> Iterator[list[str]]:
    """What the console of the page says."""
    lines: list[str] = []
    page = open_page()

    def hear(message: object) -> None:
        lines.append(str(getattr(message, "text", message)))

    page.on("console", hear)
    yield lines
    page.remove_listener("console", hear)


def test_no_page_breaks_its_own_policy(open_page: Callable[..., Page], said: list[str]) -> None:
    """On no type of page is anything refused; the owner's own script runs on each."""
    page = open_page()
    for path in PAGES:
        page.goto(f"{SITE}/{path}")
        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1, path
        assert page.evaluate("document.documentElement.dataset.own") == "ran", path
    assert said == []


def test_nothing_in_a_text_acts(open_page: Callable[..., Page], said: list[str]) -> None:
    """No script, handler, `javascript:` address, frame or base: the browser refuses each."""
    page = open_page()
    failed: dict[str, str | None] = {}
    page.on("requestfailed", lambda asked: failed.update({asked.url: asked.failure}))
    page.goto(f"{SITE}/hostile/")
    page.locator("#handler").click()
    page.locator("#link").click()
    page.wait_for_timeout(50)
    assert page.title() == "Hostile · Demo"
    assert page.evaluate("document.baseURI") == f"{SITE}/hostile/"
    assert failed == {"https://evil.example/x.js": "csp"}
    assert sum("Content Security Policy" in line for line in said) >= 6


def test_styles_of_a_text_count(open_page: Callable[..., Page], said: list[str]) -> None:
    """Columns of a table stand right, inline styles and a sheet count, and no attribute is left."""
    page = open_page()
    page.goto(f"{SITE}/styled/")

    def style(place: str, name: str) -> str:
        found = page.locator(place).first
        return str(found.evaluate("(e, name) => getComputedStyle(e)[name]", name))

    assert style("td:nth-child(2)", "textAlign") == "right"
    assert style("th:nth-child(1)", "textAlign") == "left"
    assert style("#styled", "color") == "rgb(1, 2, 3)"
    assert style("#styled", "paddingInlineStart") == "7px"
    assert style("#sheet", "color") == "rgb(4, 5, 6)"
    assert page.locator("[style]").count() == 0
    assert [line for line in said if "Content Security Policy" in line] == []


def test_another_host_is_asked_where_a_text_names_it(open_page: Callable[..., Page]) -> None:
    """And on no other page."""
    page = open_page()
    policies = {}
    for path in ("styled/", "plain/", ""):
        page.goto(f"{SITE}/{path}")
        meta = page.locator("meta[http-equiv=Content-Security-Policy]")
        policies[path] = str(meta.get_attribute("content"))
    assert f"img-src 'self' {SITE} https://pictures.example" in policies["styled/"]
    assert "pictures.example" not in policies["plain/"] + policies[""]
    assert "'unsafe-" not in "".join(policies.values())


def test_the_build_tells_of_it(built_site: Path, told: list[str]) -> None:
    """Each script with file and line and what would let it in; each host."""
    assert built_site.is_dir()
    (said,) = told
    assert 'content/articles/hostile.md:6: script: ‘document.title = "hit"’' in said
    assert "content/articles/hostile.md:7: p: ‘onclick’: is a script, and none runs here" in said
    assert "'policy': {'script-src': [\"https://evil.example\"]}" in said
    own = (
        "partials/extra_head.html:3: script: ‘https://stats.example/x.js’: is not allowed on a page"
    )
    assert own in said
    assert said.count("extra_head.html") == 1
    assert "content/articles/styled.md: ‘https://pictures.example’: is another host" in said
