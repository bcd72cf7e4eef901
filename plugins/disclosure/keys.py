"""The metadata keys that the kit knows, as authors write them."""

from __future__ import annotations

ROLE, MODEL, PROVIDER = "AI-Role", "AI-Model", "AI-Provider"
TOOLS, TASKS, REVIEW, SOURCES = "AI-Tools", "AI-Tasks", "AI-Review", "AI-Sources"
MAKING, IMAGES, PARTS = "AI-Making", "AI-Images", "AI-Parts"
CORRECTIONS = "Corrections"
COVER, COVER_ALT = "Cover", "Cover-Alt"
RESIDUE_ALLOWED = "Residue-Allowed"

DISCLOSURE = (ROLE, MODEL, PROVIDER, TOOLS, TASKS, REVIEW, SOURCES, MAKING, IMAGES, PARTS)
"""Every key that begins with ``AI-``."""

DEFAULTS = (ROLE, MODEL, PROVIDER, TOOLS, REVIEW)
"""What a folder or the whole site may supply."""

KIT = (
    *DISCLOSURE,
    CORRECTIONS,
    COVER,
    COVER_ALT,
    RESIDUE_ALLOWED,
    "Related",
    "Related-Not",
    "Also-Called",
    "Moved-From",
    "Autolink",
    "Id",
)

PELICAN = (
    "Title",
    "Date",
    "Modified",
    "Tags",
    "Keywords",
    "Category",
    "Slug",
    "Author",
    "Authors",
    "Summary",
    "Lang",
    "Translation",
    "Status",
    "Template",
    "Save_as",
    "URL",
)

SINGLE = frozenset(
    key.lower()
    for key in (
        ROLE,
        PROVIDER,
        MAKING,
        COVER,
        COVER_ALT,
        "Autolink",
        "Id",
        "Title",
        "Date",
        "Modified",
        "Category",
        "Slug",
        "Author",
        "Summary",
        "Lang",
        "Translation",
        "Status",
        "Template",
        "Save_as",
        "URL",
    )
)
"""Keys that hold one value, so that a second one would be dropped in silence."""

LISTED = frozenset({"tags", "authors"})
"""Keys that hold values separated by commas; of several lines Pelican reads the first."""
