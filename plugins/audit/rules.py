"""Every rule: its id, its weight, why what it finds is wrong, where that is said, and the cure."""

from __future__ import annotations

from dataclasses import dataclass

from .report import Finding, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

W3C = "W3C CG report ‘AI Content Disclosure for HTML’"
IPTC = "IPTC NewsCodes, Digital Source Type"
OURS = "a matter of honesty, not of a standard"


@dataclass(frozen=True, slots=True)
class AuditRule:
    """One kind of defect."""

    severity: Severity
    why: str
    """A clause without a full stop."""
    source: str
    cure: str
    """A sentence."""


RULES = {
    # Values of the attribute, the meta element, feed categories and JSON.
    "value-empty": AuditRule(
        WARNING,
        "an empty value declares nothing",
        f"{W3C} 3.2",
        "Write human-only, ai-assisted or ai-autonomous, or remove it.",
    ),
    "value-whitespace": AuditRule(
        ERROR,
        "white space is not trimmed, so consumers ignore the value",
        f"{W3C} 3.2",
        "Remove the white space.",
    ),
    "value-list": AuditRule(
        ERROR,
        "one value is allowed; a list is ignored",
        f"{W3C} 3.2",
        "Give each part a value of its own on its own element.",
    ),
    "value-percentage": AuditRule(
        ERROR,
        "no share of AI is defined, and the value is ignored",
        f"{W3C} 3.2, note on percentages",
        "Write human-only, ai-assisted or ai-autonomous.",
    ),
    "value-outdated": AuditRule(
        ERROR,
        "a word of an earlier draft or another vocabulary, which consumers ignore",
        f"{W3C} 3.2",
        "Write human-only, ai-assisted or ai-autonomous.",
    ),
    "value-invalid": AuditRule(
        ERROR,
        "not one of the three values, so consumers ignore it",
        f"{W3C} 3.2",
        "Write human-only, ai-assisted or ai-autonomous.",
    ),
    # Markup of a page.
    "meta-duplicate": AuditRule(
        ERROR,
        "a page may have one such meta element; every later one is ignored, even if the first is "
        "invalid",
        f"{W3C} 4.1",
        "Keep one.",
    ),
    "meta-in-body": AuditRule(
        ERROR,
        "outside the head the meta element supplies no default",
        f"{W3C} 4.1",
        "Move it into the head, or put the attribute on an element.",
    ),
    "meta-property": AuditRule(
        WARNING,
        "the page's default is read from ‘name’, not from ‘property’ or ‘itemprop’",
        f"{W3C} 4.1",
        'Write <meta name="ai-disclosure" content="…">.',
    ),
    "meta-name-outdated": AuditRule(
        WARNING,
        "a name from an open proposal or a product's habit that no report defines",
        "WHATWG html#9479 (open)",
        'Write <meta name="ai-disclosure" content="…">.',
    ),
    "header-as-meta": AuditRule(
        ERROR,
        "http-equiv knows no such header, and the draft that defined it has expired",
        "HTML 4.2.5.3; IETF draft-abaris-aicdh (expired)",
        'Write <meta name="ai-disclosure" content="…">.',
    ),
    "meta-conflict": AuditRule(
        ERROR,
        "the page's default contradicts the attribute around the whole text, and describes nothing",
        f"{W3C} 5.1",
        "Give both the same value, or remove the meta element.",
    ),
    "attribute-abandoned": AuditRule(
        WARNING,
        "an attribute of an earlier draft or proposal; the report defines none such",
        f"{W3C} 3.2, notes, and 6",
        "Remove it; say more in words that readers see.",
    ),
    "attribute-cut": AuditRule(
        ERROR,
        "an unescaped quotation mark ended an attribute, and the rest became attributes",
        "HTML 13.1.2.3",
        "Escape quotation marks in attributes as &quot;.",
    ),
    "data-attribute": AuditRule(
        NOTE,
        "a private name that consumers of the report do not read",
        f"{W3C} 11",
        "Add ai-disclosure if it should be read by others.",
    ),
    "element-genai": AuditRule(
        WARNING,
        "an element of an open proposal; browsers and consumers know none such",
        "WICG proposals#273 (open)",
        "Put ai-disclosure on an ordinary element.",
    ),
    "metadata-on-human": AuditRule(
        WARNING,
        "model, provider and prompt have no place where the value is human-only, and are ignored",
        f"{W3C} 6",
        "Remove the metadata, or correct the value.",
    ),
    "metadata-without-value": AuditRule(
        WARNING,
        "metadata alone declares nothing and is ignored where the value is unknown",
        f"{W3C} 6",
        "Add ai-disclosure with a value, or remove the metadata.",
    ),
    "prompt-url-unsafe": AuditRule(
        ERROR,
        "an address that runs code or embeds data instead of leading to a page",
        f"{W3C} 6.3 and 12",
        "Link an http or https address.",
    ),
    "prompt-url-invalid": AuditRule(
        ERROR,
        "must be an address, not the prompt's text",
        f"{W3C} 6.3",
        "Publish the prompt on a page and give its address.",
    ),
    "page-too-deep": AuditRule(
        WARNING,
        "elements are nested so deeply that the parser stopped; the rest was not read",
        "this auditor's limit",
        "Close elements that stay open.",
    ),
    "file-too-large": AuditRule(
        WARNING,
        "larger than this auditor reads; nothing in it was judged",
        "this auditor's limit",
        "Split it.",
    ),
    # JSON-LD.
    "jsonld-invalid": AuditRule(
        ERROR,
        "this JSON-LD does not parse, so nothing in it is read",
        "JSON-LD 1.1, 9 and RFC 8259",
        "Let a JSON library write it.",
    ),
    "jsonld-cut": AuditRule(
        ERROR,
        "a text in the JSON-LD ended the script element; the rest became part of the page",
        "HTML 4.12.1.3",
        "Write < inside the script as \\u003c.",
    ),
    "jsonld-conflict": AuditRule(
        ERROR,
        "the JSON-LD says otherwise than the page's own declaration",
        f"{W3C} 10.1 and 10.2",
        "Let both say the same.",
    ),
    "schema-ai-disclosure": AuditRule(
        WARNING,
        "schema.org has no such term; in the report it is only an illustration",
        f"{W3C} 10.2; schemaorg#3391 (open)",
        "Use digitalSourceType, and the attribute for the value.",
    ),
    "source-type-unknown": AuditRule(
        ERROR,
        "not a term of the vocabulary",
        f"{IPTC}; schema.org IPTCDigitalSourceEnumeration",
        "Use a term of the list, e.g. trainedAlgorithmicMedia.",
    ),
    "source-type-scheme": AuditRule(
        WARNING,
        "the vocabulary's addresses begin with http://; with https:// they are other identifiers",
        IPTC,
        "Write http://cv.iptc.org/newscodes/digitalsourcetype/….",
    ),
    "source-type-bare": AuditRule(
        NOTE,
        "a bare word where an address is expected",
        "schema.org digitalSourceType",
        "Write the schema.org or IPTC address.",
    ),
    "digital-capture-text": AuditRule(
        ERROR,
        "digitalCapture means taken by a camera or recorder; it says nothing about a text",
        f"{IPTC}; {W3C} 10.1",
        "Use digitalCreation for a text that people wrote.",
    ),
    "author-model": AuditRule(
        ERROR,
        "a model is no author: authors are people or organisations, who can answer for a text",
        "schema.org author; RFC 4287 4.2.1",
        "Name who publishes it; name the model in ai-model and in the notice.",
    ),
    "author-software": AuditRule(
        ERROR,
        "an author is a Person or an Organization",
        "schema.org author",
        "Name who publishes it; name the software in ai-model and in the notice.",
    ),
    # Claims of a review.
    "review-without-name": AuditRule(
        ERROR,
        "a review by nobody that could be named",
        "schema.org reviewedBy",
        "Name the person or organisation, or remove the claim.",
    ),
    "review-without-date": AuditRule(
        ERROR,
        "a review without a date cannot be compared with the text's changes",
        "schema.org lastReviewed",
        "Add lastReviewed, or remove the claim.",
    ),
    "review-date-alone": AuditRule(
        WARNING,
        "a date of review without anybody who reviewed",
        "schema.org reviewedBy",
        "Add reviewedBy, or remove the date.",
    ),
    "review-date-invalid": AuditRule(
        ERROR,
        "not an ISO 8601 date",
        "schema.org Date",
        "Write it as 2026-11-20.",
    ),
    "review-date-future": AuditRule(
        ERROR,
        "a review that has not happened yet",
        "schema.org lastReviewed",
        "Correct the date.",
    ),
    "reviewer-software": AuditRule(
        ERROR,
        "software cannot review: a review is a person's own act",
        f"{W3C} 2 and 3.2; schema.org reviewedBy",
        "Name the person who reviewed, or remove the claim.",
    ),
    "review-conflict": AuditRule(
        ERROR,
        "ai-autonomous says that nobody reviewed the text before publication",
        f"{W3C} 3.2",
        "Correct the value, or remove the claim of a review.",
    ),
    "status-claim": AuditRule(
        WARNING,
        "a status that claims a review without saying by whom and when",
        "schema.org creativeWorkStatus, reviewedBy, lastReviewed",
        "Say it with reviewedBy and lastReviewed, or remove it.",
    ),
    "notice-unsigned": AuditRule(
        WARNING,
        "says that the text was reviewed, and not by whom and when",
        OURS,
        "Name the reviewer and the day, or remove the claim.",
    ),
    # Words readers see.
    "notice-conflict": AuditRule(
        ERROR,
        "the visible notice contradicts the machine-readable value",
        f"{W3C} 3.2",
        "Let both say the same.",
    ),
    "notice-without-value": AuditRule(
        NOTE,
        "readers are told about AI, programs are not",
        f"{W3C} 3.1",
        "Add ai-disclosure to the element around the text.",
    ),
    "percentage": AuditRule(
        WARNING,
        "nobody can measure what share of a text is AI's",
        f"{W3C} 3.2, note on percentages",
        "Say in words what AI did.",
    ),
    "compliance-claim": AuditRule(
        ERROR,
        "a label cannot establish that a law is kept, nor free a text of a duty",
        f"Regulation (EU) 2024/1689, Article 50(4); {W3C} 3.2, note on review",
        "Say what was done, and leave the judgement to others.",
    ),
    "blanket-notice": AuditRule(
        WARNING,
        "the same vague sentence on every page tells no reader about this text",
        "Guidelines C(2026) 5054, 142",
        "Say on each page what holds for its text.",
    ),
    # Feeds.
    "feed-unreadable": AuditRule(
        ERROR,
        "the feed does not parse, so nothing after this place is read",
        "XML 1.0; RFC 8259",
        "Let a library write the feed.",
    ),
    "feed-scheme": AuditRule(
        WARNING,
        "without the vocabulary's address the category is only a tag",
        "RFC 4287 4.2.2.2; RSS 2.0 category; the W3C report's address as scheme is a convention",
        "Name the vocabulary's address in scheme (Atom) or domain (RSS).",
    ),
    "feed-two-values": AuditRule(
        ERROR,
        "one entry, two values of one vocabulary",
        f"{W3C} 3.2; {IPTC}",
        "Keep the one that holds for the whole entry.",
    ),
    "feed-extension": AuditRule(
        WARNING,
        "a key that JSON Feed does not define must begin with an underscore",
        "JSON Feed 1.1, Extensions",
        "Name it _ai_disclosure.",
    ),
    "feed-conflict": AuditRule(
        ERROR,
        "the feed says otherwise than the page it links to",
        f"{W3C} 3.2",
        "Build feed and page from the same declaration.",
    ),
    "feed-beyond-page": AuditRule(
        WARNING,
        "the feed gives a value that the page itself does not",
        f"{W3C} 3.2 and 5.2",
        "Give the page the value too, or take it out of the feed.",
    ),
    "podcast-value": AuditRule(
        ERROR,
        "ai-content is answered by true or false",
        "Podcasting 2.0, txt, purpose ai-content",
        "Write true or false, or remove the element: absence means not answered.",
    ),
    "podcast-conflict": AuditRule(
        ERROR,
        "the channel says that there is no AI content, an episode says that there is",
        "Podcasting 2.0, txt, purpose ai-content",
        "Derive the channel's answer from its episodes.",
    ),
    # The list of a whole site.
    "inventory-unreadable": AuditRule(
        ERROR,
        "the inventory does not parse or has no entries",
        "ai-disclosures.json, this kit's format",
        "Build it again.",
    ),
    "inventory-conflict": AuditRule(
        ERROR,
        "the inventory says otherwise than the page or feed",
        "ai-disclosures.json, this kit's format",
        "Build all forms from the same declaration.",
    ),
    "inventory-contradiction": AuditRule(
        ERROR,
        "the row contradicts itself",
        "ai-disclosures.json, this kit's format",
        "Correct the declaration it comes from.",
    ),
    # Images.
    "image-conflict": AuditRule(
        ERROR,
        "the file's own metadata says otherwise than the page",
        "IPTC Photo Metadata, DigitalSourceType; schema.org digitalSourceType",
        "Let both say the same.",
    ),
    "image-unlabelled": AuditRule(
        WARNING,
        "the file says that AI made the picture, the page does not",
        "IPTC Photo Metadata, DigitalSourceType",
        "Say so in the caption and in ImageObject.digitalSourceType.",
    ),
    "image-metadata-missing": AuditRule(
        NOTE,
        "the page says that AI made the picture, the file carries no such metadata",
        "IPTC Photo Metadata, DigitalSourceType",
        "Keep Iptc4xmpExt:DigitalSourceType when images are processed.",
    ),
    "image-metadata-broken": AuditRule(
        WARNING,
        "the file's XMP packet does not parse, so its source type is not read",
        "XMP, ISO 16684-1",
        "Write the metadata again.",
    ),
}


def finding(path: str, line: int, rule: str, found: str, cure: str = "") -> Finding:
    """A finding of `rule`; `cure` where this one has a better one than the rule's."""
    known = RULES[rule]
    message = f"{known.why} ({known.source})"
    return Finding(path, line, rule, known.severity, found, message, cure or known.cure)
