"""Every table of HTML's elements and attributes, each once; numbers are HTML Living Standard's.

A set that another differs from on purpose is derived from it by name, with the reason.
"""

from __future__ import annotations


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


# --- How elements are read (13.1.2, 13.2.5, 13.2.6) ---

VOID = _named("area base br col embed hr img input link meta param source track wbr")
"""Elements without content and end tag."""

VOID_TO_PARSERS = VOID | _named("basefont bgsound frame image keygen")
"""Obsolete ones too, which a browser still reads so."""

RAW_TEXT = _named("script style textarea title xmp iframe noembed noframes")
"""Elements whose content is no markup."""

FOREIGN = _named("math svg")
"""Elements whose content follows other rules, and in which ``/>`` ends an element."""

INTEGRATION_POINTS = _named("annotation-xml desc foreignobject mi mn mo ms mtext title")
"""Elements of SVG and MathML in which HTML's rules are back."""

OPTIONAL_END = _named("dd dt li optgroup option p rp rt tbody td tfoot th thead tr")
"""Elements whose end tag may be left out."""

IN_TABLE = _named("caption col colgroup tbody td tfoot th thead tr")
"""Elements that stand in a table only."""

CELLS = _named("caption td th")
"""Those of them that hold text."""

TABLE_FRAME = (IN_TABLE | {"table"}) - CELLS - {"col"}
"""Elements that hold others of a table and no text; a browser moves what else it finds there."""

UNNESTABLE = _named("a button form nobr select")
"""Elements that end when another of them begins, or refuse it; headings do so too."""

SPECIALLY_PARSED = _named(
    "applet button form iframe marquee math noscript object optgroup option script select style "
    "svg template textarea title"
)
"""Elements with parsing rules of their own, which libxml2 does not know."""

# --- What elements are for (4, 15.3) ---

HEADINGS = _named("h1 h2 h3 h4 h5 h6")
CODE = _named("pre code kbd samp")
FRAMES = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
"""Elements that show something else, and the attribute that names it."""
PLAYERS = _named("audio video")

PHRASING = _named(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb ruby s "
    "samp small span strike strong sub sup time tt u var wbr"
)
"""Elements inside a paragraph, through which a word may go on."""

JOINS_WORDS = (PHRASING | {"img"}) - _named("big nobr rb ruby strike")
"""Elements at whose edge plain text needs no blank: in ruby, base and reading are words apart."""

IN_PARAGRAPH = (PHRASING | VOID_TO_PARSERS | FOREIGN).union(
    _named("audio button canvas iframe map meter noscript object output picture progress script"),
    _named("select template textarea video"),
) - {"hr"}
"""Elements that may stand inside a paragraph."""

CLOSES_OPTIONAL = _named(
    "address article aside blockquote caption center details dialog dir div dl dd dt fieldset "
    "figcaption figure footer form header hgroup li listing main menu nav ol section search select "
    "summary table tbody td tfoot th thead tr ul"
)
"""Elements whose end tag ends those of `OPTIONAL_END` inside; another's is not heeded there."""

HOLDS_PARAGRAPHS = _named(
    "address article aside blockquote body details div dl fieldset figure footer form header hr"
    " main menu nav ol pre section table tbody tr ul"
)
"""Elements in which paragraphs may stand, and that end an open one."""

HOLDS_WORDS = HEADINGS | _named("caption dd dt figcaption li p summary td th")
"""Elements whose words run on: what stands in them is no paragraph of its own."""

# --- What readers see of a text ---

UNSEEN = _named("dialog template")
"""Elements that a page does not show by itself."""

NO_WORDS = _named("script style template noscript svg math iframe object textarea select")
"""Elements whose text is none of the article's words."""

NO_PROSE = HEADINGS | _named("pre table figure")
"""Elements that make no sense between two sentences."""

NO_LINK = (NO_WORDS | CODE | HEADINGS | RAW_TEXT | PLAYERS).union(
    _named("a blockquote button canvas caption cite datalist figcaption label legend option q"),
    {"summary"},
)
"""Elements whose text is no place for a link of ours."""

SHOWS_IMAGE = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("poster",),
    "input": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
}
"""Elements that show an image, with the attributes that name it. `image` is SVG's."""

AROUND_IMAGE = _named("a button noscript object picture svg video")
"""A sentence on an image stands behind these: in them it is part of a link, or not shown."""

ONE_ADDRESS = _named("href src poster")
"""Attributes that hold an address; `srcset` holds several."""

# --- What may stay of a text elsewhere ---

IN_SUMMARY = _named(
    "a abbr b bdi bdo br cite code del em i ins kbd li mark ol p q s samp small strong sub sup "
    "time u ul var"
)
"""Words and the marks on them."""

IN_FEED = (IN_SUMMARY | HEADINGS | CODE | PLAYERS | HOLDS_WORDS | IN_TABLE).union(
    _named("blockquote details dfn div dl figure hr img picture rp rt ruby section source span"),
    _named("table track wbr"),
)
"""The text and its structure."""

ACTS = _named("script style template noscript iframe object embed svg math button select option")
ACTS |= _named("textarea title")
"""What goes from a summary with everything in it: it acts, or means nothing as text."""

ACTS_IN_FEED = ACTS | _named("frame frameset noframes applet datalist")
"""In feeds, what frames another page, too."""

REPLACED_IN_FEED = _named("applet canvas form math portal script svg") | FRAMES.keys()
"""What acts or frames, where a visible link can stand in its place."""
