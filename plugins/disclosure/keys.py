"""The metadata keys that the kit knows, as authors write them."""

from __future__ import annotations

ROLE, MODEL, PROVIDER = "AI-Role", "AI-Model", "AI-Provider"
TOOLS, TASKS, REVIEW, SOURCES = "AI-Tools", "AI-Tasks", "AI-Review", "AI-Sources"
MAKING, IMAGES = "AI-Making", "AI-Images"
CORRECTIONS = "Corrections"

DISCLOSURE = (ROLE, MODEL, PROVIDER, TOOLS, TASKS, REVIEW, SOURCES, MAKING, IMAGES)
"""Every key that begins with ``AI-``."""

LATER = (MAKING, IMAGES)
"""Part of the notation, but not shown by this version."""

DEFAULTS = (ROLE, MODEL, PROVIDER, TOOLS, REVIEW)
"""What a folder or the whole site may supply."""

KIT = (
    *DISCLOSURE,
    CORRECTIONS,
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
