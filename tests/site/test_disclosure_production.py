"""What stops a publication, told with the files that the owner really uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.git import Git
from commands.publish.command import publish
from plugins.common.failure import CommandError
from plugins.disclosure.vocabulary import ReviewState, Role
from tests.building import article, build, files_of, write_site
from tests.declared import Declared, site_of

CONTRIBUTORS = """[people.ed]
name = "Ada Secret"
role = "the science editor"
url = "https://ada-secret.example/"
contact = "ada@secret.example"
[responsible]
person = "ed"
"""
GOOD = article("Good", AI_Role="generated")
URL = "https://press.example"


def test_an_undeclared_hidden_article_is_published_too(tmp_path: Path) -> None:
    """Its page can be read by who has the address, so it stops production; it is not listed."""
    hidden = article("H", Status="hidden")
    files = {"articles/a.md": GOOD, "articles/h.md": hidden, "contributors.toml": CONTRIBUTORS}
    site = write_site(tmp_path, files)
    public = tmp_path / "public"
    result = build(public, "--production", settings=site, SITEURL=URL)
    assert result.returncode == 1
    assert "1 article does not say how the text was written: articles/h.md" in result.stderr
    assert "--allow-undeclared" in result.stderr
    result = build(public, "--production", "--allow-undeclared", settings=site, SITEURL=URL)
    assert result.returncode == 0, result.stderr
    assert "h.md" not in (public / "ai-disclosures.json").read_text()


def test_a_draft_or_an_undeclared_page_stops_nothing(tmp_path: Path) -> None:
    """A draft is not published, and a page need not declare."""
    files = {
        "articles/a.md": GOOD,
        "articles/d.md": article("D", Status="draft"),
        "pages/p.md": "Title: P\n\nText.\n",
        "pages/q.md": "Title: Q\nStatus: hidden\n\nText.\n",
        "contributors.toml": CONTRIBUTORS,
    }
    site = write_site(tmp_path, files)
    result = build(tmp_path / "public", "--production", settings=site, SITEURL=URL)
    assert result.returncode == 0, result.stderr


def test_messages_name_the_content_folder_in_use(tmp_path: Path) -> None:
    """With --content or PATH elsewhere, the files to mend are there."""
    site = write_site(tmp_path, {"articles/a.md": article("A")})
    result = build(tmp_path / "public", "--production", settings=site, SITEURL=URL)
    assert result.returncode == 1
    content = tmp_path / "content"
    assert f"{content}: AI-Role: 1 article" in result.stderr
    assert f"{content}/contributors.toml: [responsible]" in result.stderr


def test_who_is_shown_by_role_is_in_no_file_by_address(tmp_path: Path) -> None:
    """Neither name, address nor e-mail of a person who did not agree to be named."""
    files = {"articles/a.md": GOOD, "contributors.toml": CONTRIBUTORS}
    site = write_site(tmp_path, files)
    output = tmp_path / "output"
    assert build(output, settings=site).returncode == 0
    for path, data in files_of(output).items():
        assert b"secret" not in data, path
        assert b"Ada Secret" not in data, path


@pytest.mark.parametrize("allow", [True, False])
def test_publishing_passes_on_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, *, allow: bool
) -> None:
    """`publish` lets the undeclared through for one run exactly where it was told to."""
    asked: dict[str, bool] = {}

    def stop(**options: bool) -> Path:
        asked.update(options)
        raise CommandError("enough")

    monkeypatch.setattr("commands.publish.command.build", stop)
    monkeypatch.setattr("commands.publish.guards.remote_tip", lambda *_: None)
    monkeypatch.setattr("commands.publish.guards.source_commit", lambda _: "0" * 40)
    monkeypatch.setattr(Git, "run", lambda *_: "")
    with pytest.raises(CommandError, match="enough"):
        publish(dry_run=True, allow_undeclared=allow)
    assert asked == {"production": True, "allow_undeclared": allow}


@pytest.mark.parametrize(
    "setting", ['STALE_REVIEW = "stop"', 'DISCLOSURE = {"stale_review": "stop"}']
)
def test_a_stale_review_stops_a_publication_only_if_the_owner_says_so(
    tmp_path: Path, setting: str
) -> None:
    """Removing or correcting something does not wait for paperwork; a preview never does."""
    one = Declared("a", Role.GENERATED, ReviewState.STALE, ("m",))
    files = site_of([one])
    allowed = write_site(tmp_path, files)
    environment = {"SITEURL": "https://s.example"}
    assert build(tmp_path / "a", "--production", settings=allowed, **environment).returncode == 0
    stopped = write_site(tmp_path, files, setting)
    assert build(tmp_path / "b", settings=stopped).returncode == 0
    result = build(tmp_path / "a", "--production", settings=stopped, **environment)
    assert result.returncode == 1
    assert "articles/en-a.md" in result.stderr
    assert "invoke review" in result.stderr
    assert (tmp_path / "a" / "a" / "index.html").is_file()


def test_claims_written_by_hand_are_refused(tmp_path: Path) -> None:
    """They would say what neither the sentence nor the inventory says."""
    files = {"articles/a.md": article("A", '<p ai-disclosure="human-only">By hand.</p>')}
    result = build(tmp_path / "out", settings=write_site(tmp_path, files))
    assert result.returncode == 1
    assert "ai-disclosure: ‘human-only’: is written by hand" in result.stderr


@pytest.mark.parametrize("colons", ["::", "\uff1a\uff1a\uff1a"])
def test_a_part_that_is_almost_one_stops_the_build(tmp_path: Path, colons: str) -> None:
    """Published as text it would leave the article human-only."""
    body = f"{colons} section role=generated\nHello.\n{colons}\n"
    files = {"articles/a.md": article("A", body, AI_Role="none")}
    result = build(tmp_path / "out", settings=write_site(tmp_path, files))
    assert result.returncode == 1
    assert "articles/a.md:5" in result.stderr
