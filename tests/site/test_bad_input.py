"""Every mistake of an author: one report with file, key and cure; the last site untouched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import article, build, files_of, invoke, write_site

CONTRIBUTORS = """[models.gem]
name = "Gemini 2.0"
provider = "Google"
[people.ed]
role = "the editor"
[responsible]
organisation = "Press"
contact = "mail@press.example"
"""
GOOD = article("Good", AI_Role="generated", AI_Model="gem")

BAD = {
    "unknown-key.md": (article("A", AI_Rloe="generated"), "AI-Rloe", "‘AI-Role’"),
    "dash.md": (
        "Title: B\nDate: 2026-11-01\nAI–Role: generated\n\nText.",
        "AI–Role",
        "plain hyphen",
    ),
    "after-end.md": ("Title: C\nDate: 2026-11-01\n\nAI-Role: generated\n", "AI-Role", "Move it up"),
    "short-indent.md": (
        "Title: D\nDate: 2026-11-01\nAI-Sources: https://a.example\n  https://b.example\n\nText.",
        "https",
        "four spaces",
    ),
    "twice.md": (
        "Title: E\nDate: 2026-11-01\nAI-Role: generated\nAI-Role: drafted\n\nText.",
        "AI-Role",
        "Keep one",
    ),
    "edited.md": (article("F", AI_Role="edited"), "edited", "Who wrote the first text?"),
    "unknown-role.md": (article("G", AI_Role="wibble"), "wibble", "Who wrote the first text?"),
    "none-with-model.md": (article("H", AI_Role="none", AI_Model="gem"), "AI-Model", "Remove"),
    "forged.md": (
        article("I", AI_Role="generated", AI_Review="2026-11-02 ed: everything, checked"),
        "AI-Review",
        "invoke review",
    ),
    "date.md": (article("Q", Date="someday"), "someday", "2026-11-20"),
    "update.md": (article("R", Date="later"), "later", "2026-11-20"),
    "untitled.md": ("Date: 2026-11-01\n\nText.", "Title", "Title: ..."),
    "undated.md": ("Title: S\n\nText.", "Date", "Date: 2026-11-20"),
    "status.md": (article("T", Status="finished"), "finished", "draft or hidden"),
    "no-date.md": (article("J", Date="soonish"), "soonish", "2026-11-20"),
    "same-1.md": (article("K", Slug="the-same"), "", ""),
    "same-2.md": (article("L", Slug="the-same"), "the-same", "another Slug"),
    "reserved.md": (article("M", Slug="category"), "category", "another Slug"),
    "odd-slug.md": (article("N", Slug="a b?"), "a b?", "letters"),
    "related.md": (article("O", Related="no-such-article"), "no-such-article", "Related"),
    "moved.md": (article("P", Moved_From="?page=2"), "?page=2", "old path"),
}


def _write(folder: Path, settings: str = "", **files: str) -> Path:
    return write_site(folder, {"contributors.toml": CONTRIBUTORS, **files}, settings)


@pytest.fixture(scope="module", name="report")
def _report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a build of a site with every mistake prints; its earlier output must stay."""
    folder = tmp_path_factory.mktemp("bad")
    site = _write(folder, **{"articles/good.md": GOOD})
    output = folder / "output"
    assert build(output, settings=site).returncode == 0
    before = files_of(output)
    files = {f"articles/{name}": source for name, (source, _, _) in BAD.items()}
    files["pages/same.md"] = "Title: Q\nSlug: the-same\n\nText."
    settings = (
        "DISCLOSURE = {'contributers': 'x'}\n"
        "PLUGINS = [*PLUGINS, 'plugins.nowhere', 'plugins.making']"
    )
    _write(folder, settings, **files)
    result = build(output, settings=site)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr + result.stdout
    assert files_of(output) == before
    assert not list(folder.glob(".output.build/work*/staging"))
    return result.stderr


@pytest.mark.parametrize("name", [name for name, case in BAD.items() if case[2]])
def test_each_mistake_is_in_the_one_report(report: str, name: str) -> None:
    """On a line of its own: file, value or key, cure."""
    _, value, cure = BAD[name]
    lines = [line for line in report.splitlines() if f"articles/{name}" in line.split(": ")[0]]
    assert any(value in line and cure in line for line in lines), report


def test_mistakes_outside_articles_are_in_it_too(report: str) -> None:
    """A page on an article's address, an unknown setting, a plugin without code or renamed."""
    assert any("pages/same.md" in line and "same-1.md" in line for line in report.splitlines())
    assert any("contributers" in line and "‘contributors’" in line for line in report.splitlines())
    assert any("plugins.nowhere" in line and "PLUGINS" in line for line in report.splitlines())
    assert any(
        "plugins.making’: has another name now. Write plugins.making_of." in line
        for line in report.splitlines()
    )


def test_no_good_file_is_blamed(report: str) -> None:
    """The report counts its mistakes and names no file without one."""
    assert "good.md" not in report
    count = int(report.split("not built: ")[1].split(maxsplit=1)[0])
    assert count == len([line for line in report.splitlines() if ": " in line]) - 1


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "holds no article"),
        ({"articles/a.md": "Only text, no title.\n"}, "a.md"),
        ({"articles/a.md": "Title: A\nDate: 2026-01-01\n\n\udcff\n"}, "UTF-8"),
        ({"articles/a.md": GOOD, "contributors.toml": "[people\n"}, "contributors.toml:1"),
        ({"articles/a.md": GOOD, "contributors.toml": "[modles.x]\nname='y'"}, "‘models’"),
    ],
)
def test_a_site_that_cannot_be_built_says_why(
    tmp_path: Path, files: dict[str, str], told: str
) -> None:
    """Empty content, a text without metadata, another encoding, broken TOML."""
    site = _write(tmp_path, **files)
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 1
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "output").exists()


def test_broken_settings_name_their_line(tmp_path: Path) -> None:
    """A mistake in the settings file itself is told with file and line."""
    site = _write(tmp_path, "SITENAME = undefined_name", **{"articles/a.md": GOOD})
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 1
    assert "site.py:3: NameError" in result.stderr


def test_a_broken_template_names_itself(tmp_path: Path) -> None:
    """A theme's mistake is one too, and leaves the last site where it was."""
    site = _write(tmp_path, "THEME_TEMPLATES_OVERRIDES = ['templates']", **{"articles/a.md": GOOD})
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "article.html").write_text("{% if %}")
    settings = site.read_text().replace("['templates']", f"[{str(tmp_path / 'templates')!r}]")
    site.write_text(settings)
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 1
    assert "article.html" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_that_no_build_made_is_not_replaced(tmp_path: Path) -> None:
    """--output on somebody's documents is refused."""
    site = _write(tmp_path, **{"articles/a.md": GOOD})
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "letter.txt").write_text("dear")
    result = build(tmp_path / "documents", settings=site)
    assert result.returncode == 1
    assert "--output" in result.stderr
    assert (tmp_path / "documents" / "letter.txt").read_text() == "dear"


def test_a_control_character_is_removed_with_a_warning(tmp_path: Path) -> None:
    """Exit 0, the place named, and no file of the site holds it."""
    source = article("A \x08bell", "Text \x0b\x1b and &#8; and \ufffe.", AI_Role="generated")
    site = _write(tmp_path, **{"articles/a.md": source})
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0, result.stderr
    assert "a.md:1: ‘U+0008’" in result.stderr
    assert "a.md:5: ‘U+000B, U+001B, U+FFFE, U+0008’" in result.stderr
    for path, data in files_of(tmp_path / "output").items():
        if path.endswith((".html", ".xml", ".json", ".csv")):
            text = data.decode()
            assert not set(text) & set("\x08\x0b\x1b\ufffe"), path
            assert "&#8;" not in text, path


def test_a_model_as_author_is_a_warning_in_preview(tmp_path: Path) -> None:
    """The site is built, the author told; and no form calls the model a person."""
    source = article("A", AI_Role="generated", AI_Model="gem", Author="Gemini 2.0")
    site = _write(tmp_path, **{"articles/a.md": source})
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0, result.stderr
    assert "Author: ‘Gemini 2.0’" in result.stderr
    assert "a model is never an author" in result.stderr
    page = (tmp_path / "output" / "a" / "index.html").read_text()
    assert '"name": "Gemini 2.0"' not in page
    assert '"name":"Gemini 2.0"' not in page


DECLARED = {"AI_Role": "generated", "AI_Model": "gem"}
MODELS_AS_AUTHORS = {
    "articles/a.md": article("A", **DECLARED, Author="Midjourney"),
    "articles/b.md": article("B", **DECLARED, Authors="Ana Lopez; DALL-E 3"),
    "articles/c.md": article("C", **DECLARED, Author="GitHub Copilot"),
    "articles/d.md": article("D", **DECLARED, Authors="Perplexity, Claude Monet"),
    "articles/e.md": article("E", **DECLARED, Author="Sora 2"),
    "pages/f.md": "Title: F\nAI-Role: generated\nAuthor: AI assistant\n\nText.",
    "articles/g.html": '<html><head><title>G</title>\n<meta name="date" content="2026-11-01">\n'
    '<meta name="ai-role" content="generated">\n<meta name="author" content="gem">\n</head>'
    "<body><p>Text.</p></body></html>",
    "articles/h.md": article("H", **DECLARED, Author="Acme Writer 3"),
    "articles/i.md": article("I", **DECLARED, Status="draft", Author="Grok 4"),
}
TOLD = [
    "content/articles/a.md:5: Author: ‘Midjourney’",
    "content/articles/b.md:5: Authors: ‘DALL-E 3’",
    "content/articles/c.md:5: Author: ‘GitHub Copilot’",
    "content/articles/d.md:5: Authors: ‘Perplexity’",
    "content/articles/e.md:5: Author: ‘Sora 2’",
    "content/articles/g.html:4: Author: ‘gem’",
    "content/articles/h.md:5: Author: ‘Acme Writer 3’",
    "content/articles/i.md:6: Author: ‘Grok 4’",
    "content/contributors.toml: [responsible]: ‘ChatGPT’",
    "content/pages/f.md:3: Author: ‘AI assistant’",
    "pelicanconf.py: AUTHOR: ‘Claude’",
]


def test_every_model_is_told_at_its_line_in_preview_and_production(tmp_path: Path) -> None:
    """By one rule, in articles, pages and other notations; people with such names are not."""
    people = {
        f"articles/p{number}.md": article(f"P{number}", **DECLARED, Author=name)
        for number, name in enumerate(("Claude Shannon", "Sora Aoi", "Codex Media", "Gemma"))
    }
    default = {"articles/x.md": article("X", **DECLARED), "articles/y.md": article("Y", **DECLARED)}
    named = {"contributors.toml": CONTRIBUTORS.replace('"Press"', '"ChatGPT"')}
    own = 'AUTHOR = "Claude"\nDISCLOSURE = {"product_names": ("Acme Writer",)}'
    site = _write(tmp_path, own, **MODELS_AS_AUTHORS, **people, **default, **named)
    preview = build(tmp_path / "output", settings=site)
    public = tmp_path / "public"
    result = build(public, "--production", settings=site, SITEURL="https://press.example")
    assert preview.returncode == 0, preview.stderr
    assert result.returncode == 1
    assert not public.exists()
    for stderr in (preview.stderr, result.stderr):
        told = [line for line in stderr.splitlines() if " is a model, " in line]
        told += [line for line in stderr.splitlines() if " is the name of a model, " in line]
        assert len(told) == len(TOLD)
        assert [each for each in TOLD if each not in stderr] == []
    assert "The built files say" not in result.stderr


PRODUCTION = [
    ({}, "http://press.example", "https://"),
    ({"articles/b.md": article("B")}, "https://press.example", "1 article does not say"),
    (
        {"articles/b.md": article("B", AI_Role="generated", AI_Model="gem", Author="GPT-4o")},
        "https://press.example",
        "GPT-4o",
    ),
    ({"contributors.toml": ""}, "https://press.example", "nobody answers"),
    (
        {"contributors.toml": CONTRIBUTORS + "placeholder_for = 'https://demo.example'\n"},
        "https://press.example",
        "placeholder",
    ),
]


@pytest.mark.parametrize(("files", "siteurl", "told"), PRODUCTION)
def test_production_stops_where_preview_warns(
    tmp_path: Path, files: dict[str, str], siteurl: str, told: str
) -> None:
    """Not https, undeclared, a model as author, nobody or only a placeholder who answers."""
    site = _write(tmp_path, **{"articles/a.md": GOOD, **files})
    assert build(tmp_path / "preview", settings=site).returncode == 0
    result = build(
        tmp_path / "public",
        "--production",
        settings=site,
        SITEURL=siteurl,
        COLOPHON_TEST_PRODUCTION="1",
    )
    assert result.returncode == 1
    assert told in result.stderr
    assert not (tmp_path / "public").exists()


def test_undeclared_articles_can_be_let_through_once(tmp_path: Path) -> None:
    """By a flag for that run; they still make no claim."""
    site = _write(tmp_path, **{"articles/b.md": article("B")})
    public = tmp_path / "public"
    options = ("--production", "--allow-undeclared")
    result = build(public, *options, settings=site, SITEURL="https://press.example")
    assert result.returncode == 0, result.stderr
    assert "ai-disclosure" not in (public / "b" / "index.html").read_text().replace(
        "ai-disclosures.json", ""
    )


def test_the_placeholder_serves_the_demo_address(tmp_path: Path) -> None:
    """On its own address the placeholder may stand."""
    contributors = CONTRIBUTORS + "placeholder_for = 'https://demo.example/repo'\n"
    site = _write(tmp_path, **{"articles/a.md": GOOD, "contributors.toml": contributors})
    result = build(
        tmp_path / "public", "--production", settings=site, SITEURL="https://demo.example/repo/"
    )
    assert result.returncode == 0, result.stderr


def test_dead_links_are_told_and_stop_nothing(tmp_path: Path) -> None:
    """With file and line; fragments too; a text directive is no dead link."""
    body = (
        "[a](/nowhere/) [b](#nothing)\n\n[c]({filename}missing.md)\n\n"
        "[d](/a/#:~:text=words) [e](#here) [f](https://elsewhere.example/)\n\n## Here\n\nText.\n"
    )
    site = _write(tmp_path, **{"articles/a.md": article("A", body, AI_Role="generated")})
    result = build(tmp_path / "output", settings=site)
    assert result.returncode == 0
    warnings = [line for line in result.stderr.splitlines() if line.startswith("warning: ")]
    assert len(warnings) == 3, result.stderr
    for place, value in (("a.md:5", "/nowhere/"), ("a.md:5", "#nothing"), ("a.md:7", "missing.md")):
        assert any(place in line and value in line for line in warnings)


def test_links_to_drafts_are_told_in_production(tmp_path: Path) -> None:
    """A draft has no public address, and a link to it would lead home without a word."""
    files = {
        "articles/a.md": article("A", "See [it]({filename}/articles/d.md).", AI_Role="generated"),
        "articles/d.md": article("D", AI_Role="generated", Status="draft"),
    }
    site = _write(tmp_path, **files)
    preview = build(tmp_path / "output", settings=site)
    assert "draft" not in preview.stderr
    url = "https://press.example"
    result = build(tmp_path / "public", "--production", settings=site, SITEURL=url)
    assert result.returncode == 0, result.stderr
    assert "a.md:5: link: ‘{filename}/articles/d.md’: leads to a draft" in result.stderr


def test_a_missing_template_names_its_article(tmp_path: Path) -> None:
    """Before anything is written, with the file that asks for it."""
    files = {"articles/a.md": GOOD, "articles/b.md": article("B", Template="nope")}
    result = build(tmp_path / "output", settings=_write(tmp_path, **files))
    assert result.returncode == 1
    assert "articles/b.md: Template: ‘nope’: is no template of the theme" in result.stderr


def test_the_flag_alone_makes_a_production_build(tmp_path: Path) -> None:
    """A settings file that does not say so itself keeps every guard."""
    site = _write(tmp_path, **{"articles/a.md": GOOD})
    result = build(tmp_path / "public", "--production", settings=site)
    assert result.returncode == 1
    assert "SITEURL" in result.stderr


def test_what_editors_leave_behind_is_no_article(tmp_path: Path) -> None:
    """Hidden files, resource forks and lock links are passed over."""
    site = _write(tmp_path, **{"articles/a.md": GOOD, "articles/._b.md": "\x00\udcff"})
    (tmp_path / "content" / "articles" / ".#a.md").symlink_to("nobody@nowhere")
    assert build(tmp_path / "output", settings=site).returncode == 0


def test_an_output_that_cannot_be_is_told(tmp_path: Path) -> None:
    """A file in the way is named, without a traceback."""
    site = _write(tmp_path, **{"articles/a.md": GOOD})
    result = build(site / "x", settings=site)
    assert result.returncode == 1
    assert "Choose another --output" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["new", "disclose", "review"])
def test_commands_without_their_options_say_what_they_need(command: str) -> None:
    """No traceback, exit 1."""
    result = invoke(command)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
