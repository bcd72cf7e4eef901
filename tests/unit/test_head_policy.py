"""Content-Security-Policy, and what a text needs of it: loads, scripts, inline styles."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from plugins.common.options import read_options
from plugins.head.content_policy import (
    ALWAYS,
    WASM,
    Source,
    allowed,
    hash_of,
    policy,
    scripts_in,
)
from plugins.head.settings import HeadSettings, mistakes
from plugins.head.text_needs import TextRead, read, source_of, style_sheet

SITE = "https://e.example/repo"
BARE = (
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none';"
    " form-action 'self'"
)


def _of(text: str, *sources: Source) -> TextRead:
    return read(text, SITE, sources)


def test_a_page_asks_its_own_site_alone() -> None:
    """Without anything named there is no other host, no inline script, no plug-in."""
    assert policy() == BARE
    assert ALWAYS.keys() == {part.split()[0] for part in BARE.split("; ")}


def test_what_is_named_is_added() -> None:
    """In one order, once, and instead of nothing where there was nothing."""
    added = [
        Source("img-src", "https://b.example"),
        Source("img-src", "https://a.example"),
        Source("img-src", "https://b.example"),
        Source("object-src", "https://a.example"),
        WASM,
    ]
    made = policy(added)
    assert made == policy(reversed(added))
    assert "; img-src 'self' https://a.example https://b.example" in made
    assert "; object-src https://a.example; " in made
    assert "script-src 'self' 'wasm-unsafe-eval'; " in made
    assert "unsafe-inline" not in made


def test_a_page_that_is_read_elsewhere_finds_its_site() -> None:
    """As a file, or below another address: where it asks itself it may ask its site."""
    made = policy([Source("img-src", "data:")], "https://e.example:8000")
    assert made.startswith("default-src 'self' https://e.example:8000; script-src 'self' https://e")
    assert "object-src 'none'; base-uri 'none'; " in made
    assert made.endswith("; img-src 'self' https://e.example:8000 data:")


def test_an_inline_script_has_the_hash_of_exactly_what_stands_in_it() -> None:
    """Data and files have none."""
    text = "\n  alert('ü')  \n"
    digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
    wanted = Source("script-src", f"'sha256-{digest}'")
    data = '<script type="application/ld+json">{}</script><script src="/x.js"></script>'
    assert [*scripts_in(f"{data}<SCRIPT type=module>{text}</SCRIPT>")] == [wanted]


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("x.png", ""),
        ("/x.png", ""),
        ("https://e.example/x.png", ""),
        ("//e.example/x.png", ""),
        ("{static}/images/x.png", ""),
        ("https://A.example:8080/x.png?a=b", "https://a.example:8080"),
        (" https://a.exa\nmple/", "https://a.example"),
        ("//a.example/x", "a.example"),
        ("\\\\a.example/x", "a.example"),
        ("http://user:word@a.example/", "http://a.example"),
        ("https://a.example; script-src *", ""),
        ("https://a'b/", ""),
        ("http://[::1]:9/", ""),
        ("https://[", ""),
        ("DATA:image/png;base64,AA", "data:"),
        ("mailto:a@b.example", ""),
    ],
)
def test_what_an_address_asks(written: str, source: str) -> None:
    """An origin; nothing where it is the site's own or none that a policy could name."""
    assert source_of(written, "e.example") == source


def test_a_text_lets_in_what_it_shows() -> None:
    """Images, films, sounds and frames of other hosts, each for its own directive."""
    needs = _of(
        '<img src="https://i.example/a.png" srcset="https://s.example/b.png 2x, /c.png 3x">'
        '<video src="https://v.example/a.mp4" poster="https://p.example/a.png"></video>'
        '<iframe src="https://f.example/"></iframe><img src="data:image/png;base64,AA">'
        '<a href="https://l.example/">a link asks nobody</a>'
        '<p style="background: url(https://b.example/x.png)">a</p>'
    ).needs
    assert needs.sources == [
        ("img-src", "https://i.example"),
        ("img-src", "https://s.example"),
        ("media-src", "https://v.example"),
        ("img-src", "https://p.example"),
        ("frame-src", "https://f.example"),
        ("img-src", "data:"),
        ("img-src", "https://b.example"),
    ]


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ("<script>alert(1)</script>", "script", "alert(1)"),
        ('<script type="module">\n a()\n</script>', "script", "a()"),
        ('<script src="https://a.example/x.js"></script>', "script", "https://a.example/x.js"),
        (
            '<link rel="stylesheet" href="https://a.example/x.css">',
            "link",
            "https://a.example/x.css",
        ),
        ('<p onclick="a()">x</p>', "p", "onclick"),
        ('<a href="java\nscript:a()">x</a>', "a", "href"),
        ('<form action="https://a.example/"></form>', "form", "https://a.example/"),
        ('<object data="https://a.example/x"></object>', "object", "https://a.example/x"),
        ('<iframe src="data:text/html,x"></iframe>', "iframe", "data:text/html,x"),
        ('<p style="a{b">x</p>', "p", "a{b"),
    ],
)
def test_what_will_not_act_is_told(written: str, key: str, value: str) -> None:
    """With what stands in the source, so that its line is found; and it is not let in."""
    found = _of(written)
    ((words, mistake),) = found.refused
    assert words in written
    assert mistake[:2] == (key, value)
    assert found.needs.sources == []


def test_an_owner_can_answer_for_a_script() -> None:
    """By its host or hash, with which the message comes."""
    inline = "<script>alert(1)</script>"
    cure = _of(inline).refused[0][1][3]
    source = Source("script-src", hash_of("alert(1)"))
    assert f"HEAD = {{'policy': {{'script-src': [\"{source.source}\"]}}}}" in cure
    assert _of(inline, source).refused == []
    assert _of(inline, source).needs.sources == [source]


@pytest.mark.parametrize(
    ("written", "css"),
    [
        ("text-align: right;", "text-align: right"),
        (" color : red ;; --x:1 ", "color : red ;; --x:1"),
        ("background: url('a;b.png') no-repeat; width: calc((1px + 2px) * 3)", None),
        ("font: 1em/2 &quot;A b&quot;, serif /* c */", '"A b", serif'),
        ("color: red !important", None),
    ],
)
def test_an_inline_style_becomes_a_class(written: str, css: str | None) -> None:
    """Beside those of its element, the same for the same style; its rule says what it said."""
    found = _of(f'<p class="a b" id=x style="{written}">t</p><p style="{written}">u</p>')
    ((name, declarations),) = found.needs.styles.items()
    assert found.html == f'<p class="a b {name}" id=x>t</p><p class="{name}">u</p>'
    assert (css or written) in declarations
    assert style_sheet(found.needs.styles) == f".{name}{{{declarations}}}"
    assert found.refused == []


@pytest.mark.parametrize(
    "written",
    ["a:b}c{d:e", "a:</style>", "a:\\7d", "a:(", "a:'", "a:[", "@import 'x'", "red", "a:b;c"],
)
def test_no_style_breaks_out_of_its_rule(written: str) -> None:
    """What could is left out and told."""
    found = _of(f'<p style="{written}">t</p>')
    assert found.html == "<p>t</p>"
    assert found.needs.styles == {}
    assert len(found.refused) == 1


@given(st.text(alphabet="ab:;(){}[]'\"\\/*@<> \n-,!1", max_size=30))
def test_a_rule_stays_one_rule(written: str) -> None:
    """Whatever is written: no brace, no end of the element, strings and brackets closed."""
    element = html.Element("p", style=written)
    styles = _of(html.tostring(element, encoding="unicode")).needs.styles
    for css in styles.values():
        assert not set("{}<\\") & set(css)
        assert css.count("(") >= 0


def test_a_style_sheet_in_a_text_keeps_counting() -> None:
    """By its hash; what it loads is let in too."""
    found = _of("<style>@font-face { src: url(https://a.example/f.woff2) }</style>")
    assert {directive for directive, _ in found.needs.sources} == {
        "style-src",
        "img-src",
        "font-src",
    }
    assert found.refused == []


@pytest.mark.parametrize(
    ("given_policy", "told"),
    [
        ({"script-src": ["'unsafe-inline'"]}, "'unsafe-inline'"),
        ({"script-src": ["https://a.example; x"]}, "https://a.example; x"),
        ({"img-scr": ["https://a.example"]}, "img-src"),
        ({"img-src": "https://a.example"}, "is not a list"),
        ({"default-src": ["https://a.example"]}, "default-src"),
    ],
)
def test_a_setting_that_is_wrong_is_refused(given_policy: dict[str, object], told: str) -> None:
    """With the directives that there are; and nothing of it is let in."""
    options, problems = read_options(HeadSettings, {"policy": given_policy}, setting="HEAD")
    (problem,) = [*problems, *mistakes(options)]
    assert told in str(problem)
    assert allowed(given_policy) == []


def test_a_setting_that_is_right() -> None:
    """Hosts, also any below one, with port and path; data; hashes."""
    sources = ["https://a.example", "https://*.b.example:8080/x/", "data:", hash_of("a")]
    options, problems = read_options(HeadSettings, {"policy": {"img-src": sources}}, setting="HEAD")
    assert [*problems, *mistakes(options)] == []
    assert [one.source for one in allowed(options.policy)] == sources
