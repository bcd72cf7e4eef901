"""XMP packets: IPTC's digital source type read and set, every other property kept.

ISO 16684-1 (XMP part 1) section 7 for packets and RDF; IPTC Photo Metadata Standard, IPTC
Extension schema, for the property.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from lxml import etree

from .image_file import ImageError

RDF_NAMESPACE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
IPTC_EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
XMPMETA = "{adobe:ns:meta/}xmpmeta"
RDF = f"{{{RDF_NAMESPACE}}}RDF"
DESCRIPTION = f"{{{RDF_NAMESPACE}}}Description"
ABOUT = f"{{{RDF_NAMESPACE}}}about"
RESOURCE = f"{{{RDF_NAMESPACE}}}resource"
VALUE = f"{{{RDF_NAMESPACE}}}value"
PROPERTY = f"{{{IPTC_EXTENSION}}}DigitalSourceType"
PREFIXES = {"rdf": RDF_NAMESPACE, "Iptc4xmpExt": IPTC_EXTENSION}

# Read-only: a program that does not know the container must not edit the packet in place, for PNG
# has a checksum over it (XMP part 3, section 1.1.5).
HEADER = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
TRAILER = '\n<?xpacket end="r"?>'
NEW = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="{RDF_NAMESPACE}">
  <rdf:Description rdf:about=""
    xmlns:Iptc4xmpExt="{IPTC_EXTENSION}"
    Iptc4xmpExt:DigitalSourceType="{{address}}"/>
 </rdf:RDF>
</x:xmpmeta>"""
PADDING = b"\0 \t\r\n"


def parsed(data: bytes, what: str) -> Any:
    """The root of an XML document that anybody may have made; `what` names it in errors.

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


def source_types(packet: bytes) -> tuple[str, ...]:
    """Every digital source type that a packet states for its image, as it is written.

    :raises ImageError: where the packet is not XMP.
    """
    return tuple(_values(_rdf(_root(packet))))


def with_source_type(packet: bytes | None, address: str) -> bytes:
    """A packet that states `address` as the one digital source type and else what `packet` does.

    None stands for no packet. A packet that says exactly this already comes back as it is.

    :raises ImageError: where the packet is not XMP.
    """
    if packet is None:
        return wrapped(NEW.format(address=escape(address)))
    root = _root(packet)
    rdf = _rdf(root)
    if tuple(_values(rdf)) == (address,):
        return packet
    _set(rdf, address)
    return wrapped(etree.tostring(root, encoding="unicode", with_tail=False))


def wrapped(xml: str) -> bytes:
    """The packet around `xml`, an element."""
    return f"{HEADER}{xml}{TRAILER}".encode()


def unwrapped(packet: bytes) -> str:
    """The element in a packet of ours."""
    return packet.decode().removeprefix(HEADER).removesuffix(TRAILER)


def _root(packet: bytes) -> Any:
    root = parsed(packet.strip(PADDING), "XMP metadata")
    if root.getroottree().docinfo.doctype:
        raise ImageError("holds XMP metadata with a document type, which XMP has not")
    return root


def _rdf(root: Any) -> Any:
    rdf = next(root.iter(RDF), None)
    if rdf is not None:
        return rdf
    if root.tag != XMPMETA:
        raise ImageError("holds XMP metadata without RDF")
    return etree.SubElement(root, RDF, nsmap={"rdf": RDF_NAMESPACE})


def _values(rdf: Any) -> Iterator[str]:
    for node in rdf.iterchildren(etree.Element):
        if PROPERTY in node.attrib:
            yield node.get(PROPERTY)
        yield from map(_value, node.iterchildren(PROPERTY))


def _value(element: Any) -> str:
    """A value as text, as a resource, or with qualifiers, where it is `rdf:value`."""
    qualified = (v for n in element.iter(etree.Element) for v in (n.get(RESOURCE), n.get(VALUE)))
    return next(filter(None, qualified), None) or "".join(element.itertext()).strip()


def _set(rdf: Any, address: str) -> None:
    """A description of its own, so that no prefix of another has to be invented."""
    about = ""
    for node in rdf.iterchildren(etree.Element):
        about = about or node.get(ABOUT) or ""
        node.attrib.pop(PROPERTY, None)
        for old in node.findall(PROPERTY):
            node.remove(old)
    etree.SubElement(rdf, DESCRIPTION, {ABOUT: about, PROPERTY: address}, nsmap=PREFIXES)
