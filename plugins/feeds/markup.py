"""Elements whose text XML can hold."""

from __future__ import annotations

from html import escape
from typing import Any

from lxml import etree

from ..common.characters import without_forbidden

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def add(parent: Any, tag: str, text: str = "", /, **attributes: str) -> Any:
    """Append an element to `parent`; attributes that are empty are left out."""
    kept = {name: without_forbidden(value) for name, value in attributes.items() if value}
    element = etree.SubElement(parent, tag, kept)
    element.text = without_forbidden(text) or None
    return element


def document(root: Any, stylesheet: str = "") -> bytes:
    """The whole file, UTF-8, with a line break between elements and none inside a text.

    `stylesheet` is the address of a CSS file for people who open the file in a browser
    (Associating Style Sheets with XML documents 1.0).
    """
    if stylesheet:
        # References stand for themselves in its value, as in an attribute's.
        told = f'type="text/css" href="{escape(stylesheet)}"'
        instruction = etree.ProcessingInstruction("xml-stylesheet", told)
        root.addprevious(instruction)
    written: bytes = etree.tostring(
        root.getroottree(), encoding="utf-8", xml_declaration=True, pretty_print=True
    )
    return written
