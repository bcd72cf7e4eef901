"""The `Label`: everything a page, feed or card shows of a disclosure, ready to print as text."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from ..common.characters import one_line
from ..common.frontmatter import Document, composed
from ..common.keys import SUMMARY, TITLE
from ..common.values import dataclass
from ..wording.catalogue import Words
from . import messages, sentences
from .contributors import Responsible
from .derivation import Disclosure, PartDisclosure
from .messages import VALUE_LABELS
from .vocabulary import BY_AI_ALONE, SOURCE_TYPE_LABELS, ReviewState, Role

VERSION_LENGTH = 12
PERCENT_ENCODED = {byte: quote(bytes([byte]), safe="") for byte in range(256)}
"""What `quote` makes of each byte, which takes ten times as long for a text."""
GEMS = {ReviewState.RECORDED: "full", ReviewState.STALE: "half", ReviewState.ABSENT: "open"}
LONGEST_TITLE = 300
"""Of a title in the subject of a mail."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who is named for a review that is valid now."""

    name: str
    url: str
    kind: str
    """``Person`` or ``Organization`` (schema.org)."""
    date: str
    """ISO 8601."""


@dataclass(frozen=True, slots=True)
class PartLabel:
    """What is shown at one part of a text, and said of it to programs."""

    kind: str
    """``section``, ``quotation``, ``summary box``, ``caption``; ``title``, ``summary``, ``alt``."""
    id: str
    """Of its element; empty for a part of the front matter."""
    role: str
    value: str
    source_type: str
    models: tuple[str, ...]
    provider: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Label:
    """Plain values only; all empty where nothing is declared. Templates escape them."""

    declared: bool = False
    """Whether there is anything to say: of the whole text, a part or the cover."""
    role: str = ""
    """What AI did to the text; empty: nobody has said."""
    language: str = ""
    """BCP 47 tag of the words below."""
    direction: str = "ltr"
    who: str = ""
    """Who or what wrote the text: plain words with a full stop, as the next two; no link."""
    check: str = ""
    """Who checked it, or that nobody is known to have done so."""
    of_cover: str = ""
    """What AI did to the cover image."""
    lines: str = ""
    """What the mark's lines say of the text: ``person``, ``ai`` or ``both``; empty: unknown."""
    gem: str = ""
    """What its diamond says of the check: ``full`` (recorded), ``half`` (the text has changed
    since) or ``open`` (declared that nobody did); empty: unknown."""
    short: str = ""
    """At most 25 characters."""
    cover_short: str = ""
    """The same for an AI-made cover image."""
    value: str = ""
    """human-only, ai-assisted, ai-autonomous, or empty: unknown. As much AI as any part."""
    own_value: str = ""
    """The same for what is no part of its own: the element around the text has it."""
    value_label: str = ""
    source_type: str = ""
    """IPTC digital source type, the last segment of its address; as much AI as any part."""
    own_source_type: str = ""
    source_type_label: str = ""
    models: tuple[str, ...] = ()
    """Identifiers as declared."""
    provider: str = ""
    parts: tuple[PartLabel, ...] = ()
    byline: str = "By"
    """``Published by`` where AI put the words down first: a model is never an author."""
    credit: str = ""
    """Where only a name can stand, what follows it in brackets: ``AI-written``. Empty where a
    person put the words down first, or where nobody has said."""
    reviewers: tuple[Reviewer, ...] = ()
    """Once each, of reviews that are valid now, oldest first; empty in every other state."""
    sources: tuple[tuple[str, str], ...] = ()
    """(address, title or empty)."""
    own_sources: str | None = None
    """Id of the heading under which the text lists its sources itself, empty where that has none;
    None: it does not, so the page does."""
    corrections: tuple[tuple[str, str], ...] = ()
    """(ISO date, text), newest first."""
    details: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(term, texts) for the box under the notice, in the order of a reader's questions."""
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The same of what programs read: identifiers of the models as declared, the W3C value."""
    making: str = ""
    """Absolute address of the page with prompt and settings."""
    report: str = ""
    """Where a reader reports an error: ``mailto:`` with text and version filled in, or a page."""

    @property
    def sentence(self) -> str:
        """The whole notice."""
        return " ".join(filter(None, (self.who, self.check, self.of_cover)))

    @property
    def last_reviewed(self) -> str:
        """ISO date of the latest valid review, or empty."""
        return max((reviewer.date for reviewer in self.reviewers), default="")

    @property
    def all_models(self) -> tuple[str, ...]:
        """Identifiers of every model that wrote any of the words."""
        parts = (model for part in self.parts for model in part.models)
        return tuple(dict.fromkeys((*self.models, *parts)))


def label_of(disclosure: Disclosure, say: Words) -> Label:
    """The label of one disclosure, in the words of one language.

    Corrections and sources show even where no role is declared.
    """
    declaration = disclosure.declaration
    role = declaration.role
    told = sentences.notice(disclosure, say)
    corrections = sorted(
        ((c.date.isoformat(), c.text) for c in declaration.corrections), reverse=True
    )
    return Label(
        declared=bool(role or disclosure.parts or disclosure.cover),
        role=role.value if role else "",
        language=say.language,
        direction=say.direction,
        who=told.who,
        check=told.check,
        of_cover=told.of_cover,
        lines=_lines(disclosure),
        gem=GEMS.get(disclosure.state, ""),
        short=sentences.short(disclosure, say),
        cover_short=sentences.cover_short(disclosure, say),
        value=disclosure.value,
        own_value=disclosure.own_value,
        value_label=say(VALUE_LABELS[disclosure.value]) if disclosure.value else "",
        source_type=disclosure.source_type,
        own_source_type=disclosure.own_source_type,
        source_type_label=SOURCE_TYPE_LABELS.get(disclosure.source_type, ""),
        models=tuple(map(plain, declaration.models)) if role else (),
        provider=plain(disclosure.provider) if role else "",
        parts=tuple(
            part_label(part, sentences.part_sentence(part, say)) for part in disclosure.parts
        ),
        byline=say(messages.PUBLISHED_BY if role and role.is_written_by_ai else messages.BY),
        credit=say(messages.SHORT[role]) if role and role.is_written_by_ai else "",
        reviewers=_reviewers(disclosure),
        sources=tuple((source.address, plain(source.title)) for source in declaration.sources),
        corrections=tuple((day, plain(text)) for day, text in corrections),
        details=tuple(_details(disclosure, say)),
        values=tuple(_values(disclosure, say)),
    )


def version_of(document: Document) -> str:
    """Twelve hexadecimal digits that change with title, summary and text; no seal, only a name."""
    parts = (document.text(TITLE), document.text(SUMMARY), document.body)
    data = "\0".join(map(composed, parts)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:VERSION_LENGTH]


def report_address(
    answers: Responsible | None, title: str, url: str, version: str, say: Words
) -> str:
    """What a reader follows to report an error: a mail with text and version filled in (RFC 6068).

    Where the contact is a web address, that; empty where there is none.
    """
    address = answers.contact_address if answers else ""
    if not address.startswith("mailto:"):
        return address
    subject = say(messages.REPORT_SUBJECT, title=title[:LONGEST_TITLE])
    body = say(messages.REPORT_BODY, url=url, version=version).replace("\n", "\r\n")
    mark = "&" if "?" in address else "?"
    return f"{address}{mark}subject={_encoded(subject)}&body={_encoded(body)}"


def plain(text: str) -> str:
    """`text` whole, on one line, without what would turn or hide the words around it."""
    return one_line(text, max(len(text), 1))


def part_label(disclosed: PartDisclosure, sentence: str) -> PartLabel:
    """The label of one part, with what readers are told of it."""
    return PartLabel(
        kind=disclosed.part.kind,
        id=disclosed.part.id,
        role=disclosed.role.value,
        value=disclosed.value,
        source_type=disclosed.source_type,
        models=tuple(map(plain, disclosed.part.models)),
        provider=plain(disclosed.provider),
        sentence=sentence,
    )


def _reviewers(disclosure: Disclosure) -> tuple[Reviewer, ...]:
    if disclosure.state is not ReviewState.RECORDED:
        return ()
    latest = {review.person.id: review for review in disclosure.reviews}  # oldest first
    found = (
        Reviewer(
            plain(review.person.shown),
            review.person.url if review.person.kind == "Person" else "",
            review.person.kind,
            review.record.date.isoformat(),
        )
        for review in latest.values()
    )
    return tuple(sorted(found, key=lambda reviewer: reviewer.date))


def _lines(disclosure: Disclosure) -> str:
    if disclosure.role is None:
        return ""
    roles = {disclosure.role, *(part.role for part in disclosure.parts)}
    if roles == {Role.NONE}:
        return "person"
    return "ai" if roles <= BY_AI_ALONE else "both"


def _details(disclosure: Disclosure, say: Words) -> list[tuple[str, tuple[str, ...]]]:
    declaration = disclosure.declaration
    if declaration.role is None:
        return []
    rows = [
        (messages.WHAT_AI_DID, [sentences.meaning(disclosure, say)]),
        (messages.TASKS, [say.joined(declaration.tasks)]),
        (messages.TOOLS, [say.joined(declaration.tools)]),
        (messages.REVIEW, _review_rows(disclosure, say)),
    ]
    return [(say(term), tuple(map(plain, texts))) for term, texts in rows if any(texts)]


def _values(disclosure: Disclosure, say: Words) -> list[tuple[str, tuple[str, ...]]]:
    if disclosure.role is None:
        return []
    value = disclosure.own_value or say(messages.NO_VALUE)
    models = tuple(map(plain, disclosure.declaration.models))
    return [*([(say(messages.MODEL), models)] if models else []), (say(messages.VALUE), (value,))]


def _review_rows(disclosure: Disclosure, say: Words) -> list[str]:
    if disclosure.state is not ReviewState.RECORDED:
        return []
    return [
        f"{say.day(review.record.date)}, {review.person.shown}: "
        + say.joined([sentences.scope_word(word, say) for word in review.record.scope])
        + (f"; {review.record.note}" if review.record.note else "")
        for review in disclosure.reviews
    ]


def _encoded(text: str) -> str:
    return text.encode("utf-8", "replace").decode("latin-1").translate(PERCENT_ENCODED)
