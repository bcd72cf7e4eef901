"""XML from files that anybody may have made: read without fetching or expanding anything."""

from __future__ import annotations

from typing import Any

from lxml import etree

from .faults import ImageError


def parsed(data: bytes, what: str) -> Any:
    """The root of an XML document; `what` names it in errors.

    References to entities stay references, nothing is loaded, and libxml2's limits on depth, size
    and amplification hold.

    :raises ImageError: where `data` is not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, strip_cdata=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ImageError(f"holds {what} that is not well-formed XML") from error
