"""A site with related articles, as Pelican builds it."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import ROOT, article, build, files_of, write_site

HUAWEI = (
    "The export controls of October hit Huawei hard. Huawei then built the Ascend chip at home. "
    "What Huawei learned from the export controls is told by its engineers, who call the Ascend "
    "an answer to the export controls."
)
RULES = (
    "American export controls forbid the sale of such chips to Huawei. The export controls were "
    "widened twice. Engineers of Huawei say that the export controls made the Ascend chip."
)
BREAD = "A sourdough starter ferments flour and water before the oven bakes a crisp loaf."
STORKS = "The stork crosses the strait on warm thermals and rests in the savanna until spring."
HOSTILE = 'How <canvas> & "1 < 2" work'
HOSTILE_SET = "How <canvas> & “1 < 2” work"
"""As pages show it: titles are set as texts are."""

FILES = {
    "articles/huawei.md": article("Huawei and its Ascend", HUAWEI, Slug="huawei"),
    "articles/the rules & more.md": article(
        "What export controls do", f"{RULES}\n\nSee `export controls`.", Slug="rules"
    ).replace("Slug:", "Also-Called: export controls\n    chip rules\nSlug:"),
    "articles/bread.md": article("Sourdough", BREAD, Slug="bread", Related="storks\n    hostile"),
    "articles/storks.md": article("Storks", STORKS, Slug="storks", Related_Not="bread"),
    "articles/hostile.md": article(HOSTILE, "On the element.", Slug="hostile"),
    "articles/draft.md": article("Draft", HUAWEI, Slug="draft", Status="draft"),
    "articles/hidden.md": article("Hidden", HUAWEI, Slug="hidden", Status="hidden"),
    "articles/quiet.md": article(
        "Left alone", "Quilts from patches. No export controls.", Slug="quiet", Autolink="no"
    ),
    "articles/huawei-de.md": article(
        "Huawei und sein Ascend", "Die Exportkontrollen trafen Huawei.", Slug="huawei", Lang="de"
    ),
}


def ready(files: dict[str, str]) -> dict[str, str]:
    """The files with their declarations, so that nothing else is wrong with them."""
    return {path: text.replace("Date:", "AI-Role: none\nDate:", 1) for path, text in files.items()}


@pytest.fixture(scope="module", name="site")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("related")
    result = build(folder / "output", settings=write_site(folder, ready(FILES)))
    assert result.returncode == 0, result.stderr
    return folder / "output"


def page(site: Path, slug: str) -> str:
    """The page of an article."""
    return (site / slug / "index.html").read_text(encoding="utf-8")


def listed(text: str) -> list[tuple[str, str]]:
    """(address, title) of each line of the list."""
    nav = re.search(r'<nav class="related".*?</nav>', text, re.DOTALL)
    found = re.findall(r'<li><a href="([^"]*)"[^>]*>(.*?)</a>', nav.group() if nav else "")
    return [(address, html.unescape(title)) for address, title in found]


def autolinks(text: str) -> list[tuple[str, str]]:
    """(address, words) of each link in the text."""
    return re.findall(r'<a class="autolink" href="([^"]*)">([^<]*)</a>', text)


def test_the_list_and_its_reason(site: Path) -> None:
    """Under the text, each with day and reason in words of both; none that the sentence links."""
    text = page(site, "huawei")
    assert [address.rsplit("/", 2)[1] for address, _ in listed(text)] == ["quiet", "huawei"]
    assert '<time datetime="2026-11-01T00:00:00+00:00">1 November 2026</time>' in text
    reason = r'<span class="related-reason">also about .*<bdi>export controls</bdi>.*</span>'
    assert re.search(reason, text)
    assert text.index("entry-content") < text.index('class="related"')


def test_nothing_close_prints_nothing(site: Path) -> None:
    """No heading over an empty list."""
    assert "Related-heading" not in page(site, "storks")
    assert 'class="related-closing"' not in page(site, "storks")


def test_the_authors_choices(site: Path) -> None:
    """First, in the author's order, whatever the engine thinks; never, when so asked."""
    text = page(site, "bread")
    assert [title for _, title in listed(text)] == ["Storks", HOSTILE_SET]
    assert "How &lt;canvas&gt; &amp; “1 &lt; 2” work" in text
    assert "<canvas>" not in text
    assert text.count("chosen for this article") == 2


def test_drafts_and_hidden_articles_are_in_no_list(site: Path) -> None:
    """And have none, nor links of ours."""
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not [title for _, title in listed(text) if title in {"Draft", "Hidden"}], path
    for slug in ("drafts/draft", "hidden"):
        assert not listed(page(site, slug))
        assert not autolinks(page(site, slug))


def test_links_in_the_text(site: Path) -> None:
    """To a file whose name needs escaping; the first mention only; none where it is unwelcome."""
    assert [words for _, words in autolinks(page(site, "huawei"))] == ["export controls"]
    [(address, _)] = autolinks(page(site, "huawei"))
    assert address.endswith("/rules/")
    assert not autolinks(page(site, "quiet"))
    assert "<code>export controls</code>" in page(site, "rules")
    assert not autolinks(page(site, "rules"))


def test_languages_are_apart_on_a_site(site: Path) -> None:
    """An article in another language is listed only where it is the same one, translated."""
    assert [title for _, title in listed(page(site, "de/huawei"))] == ["Huawei and its Ascend"]
    assert not any("/de/" in address for address, _ in listed(page(site, "rules")))


def test_the_closing_sentence(site: Path) -> None:
    """Leads to the first of the list and names what both are about."""
    text = page(site, "huawei")
    found = re.search(r'<p class="related-closing">(.*?)</p>', text, re.DOTALL)
    assert found
    assert re.fullmatch(
        r"Read more about <bdi>export controls</bdi> in our article "
        r'‘<a href="[^"]*/rules/" dir="auto">What export controls do</a>’\.',
        html.unescape(found.group(1)),
    )


def test_the_same_sources_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Whatever the order in which the files were written."""
    again = write_site(tmp_path, dict(reversed(ready(FILES).items())))
    assert build(tmp_path / "output", settings=again).returncode == 0
    assert files_of(tmp_path / "output") == files_of(site)


def test_mistakes_stop_the_build(tmp_path: Path) -> None:
    """All in one report, each with file, line, value and cure; nothing is written."""
    files = {
        **FILES,
        "articles/x.md": article("X", BREAD, Slug="x", Related="storcks\n    draft\n    x"),
        "articles/y.md": article("Y", BREAD, Slug="y", Autolink="off", Related_Not="nowhere"),
    }
    settings = write_site(tmp_path, ready(files), "RELATED = {'cuont': 5}")
    result = build(tmp_path / "output", settings=settings)
    said = " ".join((result.stdout + result.stderr).split())
    assert result.returncode == 1
    for part in (
        "‘storcks’: is no published article's slug. Did you mean ‘storks’?",
        "‘draft’: is a draft.",
        "‘x’: is this article itself.",
        "‘off’: is neither ‘no’ nor ‘yes’.",
        "‘nowhere’: is no published article's slug.",
        "‘5’: is not a known option. Did you mean ‘count’?",
        "x.md:5: Related",
        "x.md:6: Related",
    ):
        assert part in said
    assert "Traceback" not in said
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_tiny_sites(tmp_path: Path, count: int) -> None:
    """Are built, with or without something to list."""
    files = dict(list(ready(FILES).items())[:count])
    files["pages/about.md"] = "Title: About\nAI-Role: none\n\nText.\n"
    result = build(tmp_path / "output", settings=write_site(tmp_path, files))
    assert (result.returncode == 0) == (count > 0), result.stderr
    assert "Traceback" not in result.stderr


def test_everything_can_be_switched_off(tmp_path: Path) -> None:
    """By the owner, one by one."""
    options = "RELATED = {'count': 0, 'links': False, 'closing': False}"
    settings = write_site(tmp_path, ready(FILES), options)
    assert build(tmp_path / "output", settings=settings).returncode == 0
    text = page(tmp_path / "output", "huawei")
    assert not listed(text)
    assert not autolinks(text)
    assert "related-closing" not in text


def test_pure_modules_need_no_pelican() -> None:
    """Seen in a fresh interpreter."""
    folder = ROOT / "plugins" / "related"
    modules = sorted(folder.rglob("*.py"))
    pure = [m.relative_to(ROOT).with_suffix("") for m in modules if m.stem[0] != "_"]
    names = [".".join(module.parts) for module in pure if module.stem != "adapter"]
    assert {"plugins.related.engine", "plugins.related.links.autolink"} <= set(names)
    imports = "; ".join(f"import {name}" for name in names)
    code = f"import sys; {imports}; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"pelican", "markdown", "lxml"} & set(result.stdout.split())
