"""Places that were left for the author to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .patterns import finder, sought, unquoted
from .source_view import Finding, View
from .terms import any_of

BRACKET = re.compile(r"\[(?<![\]!\\\w]\[)(?P<inside>[^\[\]\n^]{2,80})\](?![(\[:])")
REFERENCE = re.compile(r"^ {0,3}\[([^\]\n]+)\]:", re.MULTILINE)

TO_DO = re.compile(
    rf"{any_of('fill')} \S"
    rf"|.{{2,60}} {any_of('fill_last')}$"
    rf"|{any_of('whose')} \w+(?:[ /-]\w+){{0,4}}$"
    rf"|{any_of('of_what')}\b.{{1,50}}"
    rf"|{any_of('open')}(?!\w).{{0,60}}"
)
# A thing in title case, as in a letter form: [Company Name], [Owner's Name], [Date].
NAMED = re.compile(
    r"(?:[A-Z][\w'’/-]*(?: of| the)? ){0,4}"
    r"(?:Name|Date|Year|Month|Address|Number|Phone|E-?mail|URL|Website|Title|Amount|Percentage"
    r"|Source|Citation|Link|Quote|Statistic)s?"
    # These end names too, [New York City]; with a word that no name begins with they are none.
    r"|(?:(?:Your|Target|Client|Customer|Specific|Relevant|Other|Nearest|Home|Partner|Company) )?"
    r"(?:Position|Company|Organi[sz]ation|City|Town|Country|State|Location|Topic|Product|Service"
    r"|Industry|Author|Department)s?"
    r"|(?:NAME|DATE|YEAR|CITY|COMPANY|LINK|SOURCE|URL|TOPIC|TITLE|NUMBER|EMAIL|CITATION)"
    r"(?: [A-Z]+){0,3}"
    r"|Vorname|Nachname|Firmenname|Unternehmen|Firma|Datum|Ort|Telefonnummer|Adresse|Stadt|Thema"
)
braces = finder(
    sought(
        "< {",
        r"<(?:your|insert|enter|replace)[ _-][\w .'-]{1,40}>",
        r"\{(?:your|insert|enter)[ _-][\w .'-]{1,40}\}",
        r"\{\{\s*\w[\w .|'-]{0,40}\s*\}\}",
        flags=re.IGNORECASE,
    )
)

_WHAT = r"(?:URL|LINK|NAME|SOURCE|DATE|CITATION|IMAGE|QUOTE|TITLE|TEXT|DESCRIPTION|COMPANY)"
words = unquoted(
    finder(
        sought(
            "XX YY XY",
            r"\b[XY]{2,4} ?(?:%|percent\b|per cent\b|Prozent\b|million\b|billion\b|Millionen\b)",
        ),
        sought("$X €X £X", r"[$€£]X{1,4}(?:[.,]X{1,3})*\b"),
        sought("X,XXX", r"\b\d{0,2}X{1,3}(?:,XXX)+\b"),
        sought("-XX", r"\b(?:(?:19|20)\d\d|20XX)-(?:XX|\d\d)-XX\b"),
        sought(
            "INSERT PASTE YOUR_ YOUR- HERE _URL _LINK",
            r"\b(?:INSERT|PASTE|ADD|ENTER|REPLACE|PUT)[ _](?:[A-Z0-9]+[ _]){0,5}"
            rf"(?:HERE|{_WHAT})(?:_?\d+)?\b",
            rf"\bYOUR[_-](?:[A-Z0-9]+[_-]){{0,4}}(?:HERE|KEY|EMAIL|TOKEN|ID|{_WHAT})\b",
            rf"\b{_WHAT}(?: GOES)? HERE\b",
        ),
        sought("lorem", r"\b[Ll]orem ipsum dolor\b[^\n]{0,60}"),
        sought("example.com/your", r"https?://(?:www\.)?example\.com/your[\w/-]*"),
    )
)


def brackets(view: View) -> Iterator[Finding]:
    """‘[Your Name]’, ‘[insert year]’, ‘{{company_name}}’, and no link, note or task."""
    if "[" in view.text:
        defined = _defined(view.folded) if "]:" in view.folded else set()
        for match in BRACKET.finditer(view.text):
            inside = match["inside"].strip()
            if " ".join(inside.lower().split()) not in defined and _is_to_fill(inside):
                yield view.line_of(match.start()), match[0]
    yield from braces(view)


def _defined(folded: str) -> set[str]:
    """The names of the references that a text defines."""
    return {" ".join(name.split()) for name in REFERENCE.findall(folded)}


def _is_to_fill(inside: str) -> bool:
    return bool(TO_DO.match(inside.lower()) or NAMED.fullmatch(inside))
