"""`invoke build --why` says what made a built file be made, in this build or before."""

from __future__ import annotations

from pathlib import Path

from plugins.builds.memory import Memory
from plugins.builds.reasons import BASIS, Dependencies, Reasons
from tests.building import article, build, write_site

FILES = {
    "articles/a.md": article("A", "Some text.", Slug="a", Tags="t"),
    "articles/b.md": article("B", "Some text.", Slug="b"),
}
NAMES = ("sources", "addresses", "head", "disclosure")
FEW = f"PLUGINS = {[f'plugins.{name}' for name in NAMES]}\n"


def _why(settings: Path, file: str, **environment: str) -> str:
    output = settings.parent / "out"
    done = build(output, f"--why={file}", settings=settings, **environment)
    return (done.stdout + done.stderr).strip().splitlines()[-1]


def test_reasons(tmp_path: Path) -> None:
    """One after another; what is asked for may be written in several ways."""
    settings = write_site(tmp_path, FILES, FEW)
    assert _why(settings, "a").startswith(
        "a/index.html was made, as no page of the last build stands"
    )
    (tmp_path / "content" / "articles" / "a.md").write_text(
        article("A", "Other text.", Slug="a", Tags="t")
    )
    told = _why(settings, "/b/")
    assert told.startswith(
        "b/index.html was kept, as nothing that it depends on has changed. It was"
    )
    assert _why(settings, str(tmp_path / "out" / "a" / "index.html")).endswith(
        "It was last made as this has changed: its text."
    )
    write_site(tmp_path, {}, f"{FEW}SITENAME = 'Another'\n")
    assert "setting SITENAME" in _why(settings, "b/index.html")
    (tmp_path / "out" / "b" / "index.html").write_text("By hand.")
    assert "b/index.html was made, as no page of the last build stands" in _why(settings, "b")
    assert "sitemap.xml: the site was built, and has no such file" in _why(settings, "sitemap.xml")
    assert _why(settings, "b/index.htm").endswith("Did you mean ‘b/index.html’?")
    assert _why(settings, "tag/tt").endswith("Did you mean ‘tag/t’?")


def test_who_has_every_page_made(tmp_path: Path) -> None:
    """A plugin that looks at pages, or links relative to the page."""
    settings = write_site(tmp_path, FILES, f"{FEW}RELATIVE_URLS = True\n")
    assert _why(settings, "a") == "a/index.html is made in each build, for RELATIVE_URLS."


def _found(parts: dict[str, bytes], basis: bytes) -> Dependencies:
    return Dependencies("".join(parts) + basis.hex(), ({BASIS: basis}, parts))


def test_what_is_remembered(tmp_path: Path) -> None:
    """The page before is known by its fingerprint; settings are told apart; unknown is told."""
    with Memory(tmp_path) as memory:
        before = Reasons(memory, {"code": b"1", "setting A": b"1"}, ())
        first = _found({"its text": b"1", "x": b"1"}, before.basis)
        before.note("a", first, None)
        now = Reasons(memory, {"code": b"1", "setting B": b"1"}, ())
        second = _found({"its text": b"2", "y": b"1", "SITEURL": b"1"}, now.basis)
        now.note("a", second, first.fingerprint)
        names = "setting B, setting A, its text, ‘y’ of its template, setting SITEURL"
        assert now.explanation("a", second.fingerprint) == (
            f"a was made, as this has changed: {names}, ‘x’ of its template."
        )
        now.note("b", Dependencies(unknown="filter mine"), "")
        told = "b was made, as nobody knows all that it depends on: filter mine."
        assert now.explanation("b", "") == told
        assert now.explanation("feed", "").startswith("feed is no page")
        assert now.explanation("feed", "1", planned=True).startswith("feed was made, as something")
        assert now.explanation("feed", "1", planned=False).startswith("feed was kept, as nothing")
