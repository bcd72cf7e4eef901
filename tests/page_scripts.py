"""The scripts of a page that the theme did not bring."""

from __future__ import annotations

from typing import Any

from tests.building import ROOT

EARLY = (ROOT / "theme" / "templates" / "partials" / "scheme-script.js").read_text("utf-8").rstrip()
"""The one script that stands in pages themselves."""


def foreign_scripts(page: Any) -> list[Any]:
    """Script elements of a parsed page that are not the theme's own; its data is among them."""
    files = "http://localhost:8000/theme/js/"
    every = page.iter("script")
    return [one for one in every if one.text != EARLY and not one.get("src", "").startswith(files)]
