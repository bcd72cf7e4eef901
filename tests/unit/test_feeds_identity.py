"""Permanent ids of entries and feeds."""

from __future__ import annotations

import unicodedata
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from plugins.feeds.identity import entry_id, feed_id

PATH = "articles/x.md"


def test_a_uuid_becomes_its_urn_however_it_is_written() -> None:
    """Braces, capitals and missing hyphens do not make another id."""
    urn = "urn:uuid:0b2b3d9e-5c2c-4f59-8f64-8c7e1c3e9a01"
    for written in (urn, urn[9:], urn[9:].upper(), f"{{{urn[9:]}}}", urn[9:].replace("-", "")):
        assert entry_id(f" {written} ", PATH) == urn


def test_an_id_from_another_system_is_kept_as_it_is() -> None:
    """A site that moves over keeps its readers' marks."""
    for brought in ("https://old.example/?p=12", "tag:old.example,2020:/a%20b", "URN:isbn:1"):
        assert entry_id(brought, PATH) == brought


def test_any_other_text_becomes_an_iri_of_its_own() -> None:
    """Also one that looks like an address but would run, or has a space in it."""
    written = ["my id", "javascript:alert(1)", "https://a b.example/", "x", "12"]
    written += [
        "http://[x",
        "https://x.example/a[b]",
        "https://x.example/%zz",
        "tag:#",
        "https:///",
    ]
    ids = [entry_id(text, PATH) for text in written]
    assert len(set(ids)) == len(ids)
    assert all(each.startswith("urn:uuid:") and UUID(each).version == 5 for each in ids)


def test_without_an_id_only_the_path_counts() -> None:
    """The same path gives the same id on every machine; a site's own UUID sets it apart."""
    assert entry_id("", PATH) == entry_id("", PATH)
    assert entry_id("", PATH) != entry_id("", "articles/y.md")
    assert entry_id("", PATH) != entry_id("", PATH, "8c1f5b0e-6c55-4e0c-9a29-5e1d8f3f7c11")
    assert entry_id("e\u0301", PATH) == entry_id("\u00e9", PATH)
    name = "articles/é.md"
    assert entry_id("", unicodedata.normalize("NFD", name)) == entry_id("", name)


def test_ids_do_not_change_between_versions_of_the_kit() -> None:
    """Published ids are promises; a changed recipe would double every entry everywhere."""
    assert entry_id("", PATH) == "urn:uuid:a526d66b-2141-5c85-995e-0dbd5c5727b9"
    assert entry_id("my id", PATH) == "urn:uuid:e6e3d729-84dd-59d0-85b2-93ecc1ea0da6"
    assert feed_id("tag", "chips", "Site") == "urn:uuid:ac249c06-4b54-5fbe-a6a8-c5318cbecb29"


def test_no_two_lists_share_a_feed_id() -> None:
    """A category, tag and author of one slug, and the same list on another site, all differ."""
    ids = {feed_id(kind, "ai", "A") for kind in ("category", "tag", "author")}
    assert len(ids | {feed_id("all", "", "A"), feed_id("all", "", "B")}) == 5


@given(st.text(), st.text())
def test_an_id_is_an_iri_whatever_was_written(text: str, path: str) -> None:
    """RFC 4287 wants an absolute IRI: a scheme and no white space."""
    made = entry_id(text, path)
    assert made.split(":")[0].lower() in {"urn", "http", "https", "tag"}
    assert made == "".join(made.split())
