"""Merging into an XMP packet: one source type, every other property kept."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plugins.images.image_file import ImageError
from plugins.images.xmp import PROPERTY, RDF, source_types, with_source_type
from tests.pictures import EDITED, GENERATED, IPTC, packet, statements

RDF_PREFIX = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
FORMS = (
    "<e:DigitalSourceType>{}</e:DigitalSourceType>",
    '<e:DigitalSourceType rdf:resource="{}"/>',
    "<e:DigitalSourceType> <rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></e:DigitalSourceType>",
    "<e:DigitalSourceType><rdf:Description rdf:value='{}' dc:q='x'/></e:DigitalSourceType>",
    "<dc:a/><e:DigitalSourceType rdf:resource='{}'>\n</e:DigitalSourceType>",
)


def test_a_new_packet_is_whole() -> None:
    """Wrapped, read-only, in UTF-8, with the property and nothing else."""
    made = with_source_type(None, GENERATED)
    assert made.startswith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'.encode())
    assert made.endswith(b'<?xpacket end="r"?>')
    assert source_types(made) == (GENERATED,)
    assert statements(made) == [GENERATED]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_property_is_read_and_replaced(form: str) -> None:
    """As text, as a resource, with qualifiers."""
    given_packet = packet(form.format(GENERATED))
    assert source_types(given_packet) == (GENERATED,)
    assert with_source_type(given_packet, GENERATED) == given_packet
    assert source_types(with_source_type(given_packet, EDITED)) == (EDITED,)


def test_an_attribute_is_read_and_replaced() -> None:
    """The short form, on a typed node too, and where it is stated twice."""
    bare = f'<rdf:RDF {RDF_PREFIX}><t:a xmlns:t="urn:t" xmlns:e="{PROPERTY[1:].split("}")[0]}"'
    stated = f'{bare} e:DigitalSourceType="{IPTC}digitalCapture"/></rdf:RDF>'.encode()
    assert source_types(stated) == (f"{IPTC}digitalCapture",)
    assert source_types(with_source_type(stated, GENERATED)) == (GENERATED,)
    twice = packet(FORMS[0].format(GENERATED) * 2)
    assert source_types(with_source_type(twice, GENERATED)) == (GENERATED,)


def test_a_source_type_of_something_in_the_picture_is_not_the_pictures() -> None:
    """An artwork shown in a photograph has properties of its own."""
    inner = f'<dc:x rdf:parseType="Resource">{FORMS[0].format(EDITED)}</dc:x>'
    assert source_types(packet(inner)) == ()
    merged = with_source_type(packet(inner), GENERATED)
    assert source_types(merged) == (GENERATED,)
    assert statements(merged) == [EDITED, GENERATED]


def test_the_subject_stays() -> None:
    """All descriptions in a packet are about the same resource."""
    merged = etree.fromstring(with_source_type(packet(""), GENERATED))
    about = {node.get(f"{RDF[:-3]}about") for node in merged.iter(f"{RDF[:-3]}Description")}
    assert about == {"uuid:7"}


def test_an_empty_packet_is_filled() -> None:
    """Some programs write xmpmeta without RDF; padding of any kind is dropped."""
    empty = b'\0 <x:xmpmeta xmlns:x="adobe:ns:meta/"/>\0\0\n'
    assert source_types(with_source_type(empty, GENERATED)) == (GENERATED,)


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%b">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b']><x:xmpmeta xmlns:x="adobe:ns:meta/" y="&j;"/>'
)
REFUSED = [
    b"",
    b"\0\0",
    b"<",
    b"<a/>",
    b"\xff\xfe\0",
    b"<rdf:RDF/>",
    b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><x:xmpmeta xmlns:x='adobe:ns:meta/'/>",
    BOMB,
    b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>\xe4</x:xmpmeta>",
    b"<a>" * 5000 + b"</a>" * 5000,
]


@pytest.mark.parametrize("given_packet", REFUSED)
def test_what_is_no_xmp_is_refused(given_packet: bytes) -> None:
    """With the one error; no entity is expanded, nothing is fetched."""
    with pytest.raises(ImageError):
        with_source_type(given_packet, GENERATED)
    with pytest.raises(ImageError):
        source_types(given_packet)


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=12)
NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,6}", fullmatch=True)


@st.composite
def properties(draw: st.DrawFn) -> str:
    """A property as text, list, structure or language alternative, in a namespace of its own."""
    name, space = (
        draw(NAMES),
        draw(st.sampled_from(["urn:a", "http://b.example/#", PROPERTY[1:40]])),
    )
    value = etree.Element("v")
    value.text = draw(TEXTS)
    text = etree.tostring(value, encoding="unicode").removeprefix("<v>").removesuffix("</v>")
    text = "" if text == "<v/>" else text
    inner = draw(
        st.sampled_from(
            [
                text,
                f"<rdf:Bag><rdf:li>{text}</rdf:li><rdf:li/></rdf:Bag>",
                f'<rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt>',
                f'<rdf:Description><p:q xmlns:p="{space}">{text}</p:q></rdf:Description>',
                f"<!-- c --><![CDATA[<&]]>{text}",
            ]
        )
    )
    return f'<p:{name} xmlns:p="{space}">{inner}</p:{name}>'


@given(
    st.lists(properties(), max_size=4),
    st.lists(st.sampled_from(FORMS), max_size=2),
    st.sampled_from([GENERATED, EDITED, f"{IPTC}digitalCapture"]),
    st.sampled_from([GENERATED, EDITED]),
)
def test_merging_keeps_every_other_property(
    others: list[str], forms: list[str], old: str, new: str
) -> None:
    """Canonical XML of each other property is the same; the source type is `new`; twice is once."""
    before = packet("".join([*others, *(form.format(old) for form in forms)]))
    after = with_source_type(before, new)
    assert source_types(after) == (new,)
    assert with_source_type(after, new) == after
    assert _others(after) == _others(before)
    assert etree.fromstring(after).get("{adobe:ns:meta/}xmptk") == "Some Editor"


@given(st.binary(max_size=200) | st.binary(max_size=80).map(lambda b: packet("")[:-40] + b))
def test_hostile_packets_raise_one_error(data: bytes) -> None:
    """Whatever the bytes, either refused or merged."""
    with suppress(ImageError):
        assert source_types(with_source_type(data, GENERATED)) == (GENERATED,)


def _others(data: bytes) -> list[bytes]:
    """Every property but the source type, in canonical form."""
    found = next(etree.fromstring(data).iter(RDF))
    children = (child for node in found for child in node.iterchildren(etree.Element))
    return [
        etree.tostring(child, method="c14n", exclusive=True, with_tail=False)
        for child in children
        if child.tag != PROPERTY
    ]
