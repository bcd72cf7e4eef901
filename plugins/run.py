"""The typed state of one build, and the only module that knows how Pelican's objects look.

`Run` is one build: the owner's settings, what the capabilities have read and decided, and how they
write. `Entry` wraps one article or page of Pelican. The names that templates may use
(docs/templates.md) stand here and nowhere else.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field
from datetime import datetime
from functools import cached_property, partial
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from .article import (
    UNDECLARED,
    Article,
    Cover,
    ImageLabel,
    PartOfSeries,
    Picture,
    RelatedArticle,
    SharedImage,
    Term,
    TermList,
    Video,
)
from .common import keys, series
from .common.addresses import absolute, without_credentials
from .common.characters import as_line
from .common.files import Source, read_source, write_whole
from .common.frontmatter import located
from .common.planned_files import PlannedFile, digest
from .common.problems import Problem, report, shown_path
from .common.progress import Progress, nobody
from .common.values import dataclass
from .disclosure.label import Label
from .navigation.ways import Neighbours, PlaceInSeries, SeriesPage
from .wording.catalogue import subtags

if TYPE_CHECKING:
    from .builds.encoding import Decoder
    from .builds.memory import Kind, Memory
    from .builds.output_tree import OutputTree
    from .builds.source_record import SourceRecord
    from .disclosure.contributors import Responsible
    from .disclosure.site_disclosure import SiteDisclosure
    from .models.model_pages import ModelPage
    from .navigation.menu import MenuEntry
    from .related.report.model import SiteReport

logger = logging.getLogger(__name__)

Value = TypeVar("Value")
Part = str | bytes
"""Of what a value was made of."""

RUN = "COLOPHON_RUN"
"""Key of Pelican's settings at which this module finds the run again."""
COMMAND = "COLOPHON_COMMAND"
"""Key of Pelican's settings at which a command leaves its `Command`."""

RENAMED = {"making": "making_of"}
"""Former names of capabilities, each to its name now."""

PUBLISHED, HIDDEN, DRAFT = "published", "hidden", "draft"
"""Values of `Entry.status`. A hidden text has its page and stands in no list."""

LISTS = (
    *("articles", "translations", "hidden_articles", "hidden_translations"),
    *("drafts", "drafts_translations"),
    *("pages", "hidden_pages", "draft_pages", "draft_translations"),
)
"""The lists of Pelican's generators of articles and of pages. A text stands in one of them."""


class ForTemplates(Generic[Value]):
    """A value on Pelican's object, where templates find it; None until a capability sets it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, entry: Entry, _owner: type[Entry]) -> Value | None:
        value: Value | None = getattr(entry.content, self.name, None)
        return value

    def __set__(self, entry: Entry, value: Value) -> None:
        setattr(entry.content, self.name, value)


def text_of_pelican(name: str) -> Any:
    """A text of Pelican's object, by the name of its attribute; asked for so often that it is C."""
    return property(attrgetter(f"content.{name}"))


class OfPelican(Generic[Value]):
    """Another value of Pelican's object."""

    def __init__(self, kind: Callable[[Any], Value], name: str, *default: Any) -> None:
        self.kind, self.name, self.default = kind, name, default

    def __get__(self, entry: Entry | StaticFile, _owner: type[Any]) -> Value:
        return self.kind(getattr(entry.content, self.name, *self.default))


@dataclass(frozen=True)
class Fact(Generic[Value]):
    """What a capability reads of one source by itself: worked out once, kept for later builds."""

    capability: str
    name: str
    type: Any
    """Of the value: dataclasses, structs, plain values and arrays (builds/encoding.py)."""
    read: Callable[[Run, Entry], Value]
    """Reads it of a text as its file alone makes it; nothing else of the site is there yet."""
    options: type | None = None
    """Class of the state of the run that `read` asks for; plain values."""

    def of(self, run: Run, entry: Entry) -> Value:
        """The fact of a text."""
        value: Value
        if entry.record is None:
            value = entry.facts[self.name] if self.name in entry.facts else self.read(run, entry)
        else:
            value = self._decoder.decode(entry.record.facts[self.name])
        return value

    @cached_property
    def _decoder(self) -> Decoder[Value]:
        from .builds.encoding import decoder

        return decoder(self.type)


@dataclass(frozen=True)
class Kept(Generic[Value]):
    """A sort of value that builds keep for the next, each under all that it was made of."""

    name: str
    type: Any
    """As that of a `Fact`."""
    together: bool = False
    """Whether they are small, and most of them are asked for in each build."""
    outlives_code: bool = False
    """Whether it is the same whatever becomes of our own code; its parts then name what it is."""

    def of(self, run: Run, make: Callable[[], Value], *parts: Part) -> Value:
        """What `make` makes of `parts`, unless an earlier build did; without parts it is made."""
        found = self.find(run, *parts) if parts else None
        if found is None:
            found = make()
            if parts:
                self.keep(run, found, *parts)
        return found

    def find(self, run: Run, *parts: Part) -> Value | None:
        """The value that an earlier build made of `parts`."""
        memory = run.command.memory
        return memory.find(self._kind, self._key(parts)) if memory else None

    def keep(self, run: Run, value: Value, *parts: Part) -> None:
        """Keep a value that was made of `parts` and by our own code, of nothing else."""
        if memory := run.command.memory:
            with suppress(UnicodeEncodeError):  # half a character, which no file of ours holds
                memory.keep(self._kind, self._key(parts), value)

    def use(self, run: Run, *parts: Part) -> None:
        """Count a value as asked for, so that it stays: what was made of it is at hand."""
        if memory := run.command.memory:
            memory.uses([self._key(parts)])

    def _key(self, parts: Iterable[Part]) -> bytes:
        return self._kind.key(
            *(
                part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
                for part in parts
            )
        )

    @cached_property
    def _kind(self) -> Kind[Value]:
        from .builds.memory import Kind

        return Kind(self.name, self.type, together=self.together, outlives_code=self.outlives_code)


class Entry:
    """One article or page of Pelican."""

    label = ForTemplates[Label]("colophon_disclosure")
    people = ForTemplates[tuple[Any, ...]]("colophon_authors")
    """Pelican's authors who are not models."""
    cover = ForTemplates[str]("colophon_cover")
    """Its file below the content folder; after the stage of images, below the output folder."""
    cover_alt = ForTemplates[str]("colophon_cover_alt")
    cover_picture = ForTemplates[Picture]("colophon_cover_picture")
    images = ForTemplates[tuple[ImageLabel, ...]]("colophon_images")
    pictures = ForTemplates[Mapping[str, Picture]]("colophon_pictures")
    """The site's own images that the text shows, by their addresses in the published text."""
    video = ForTemplates[Video]("colophon_video")
    """The first of its credited sources that is one; None also where the text itself shows it."""
    frames = ForTemplates[tuple[str, ...]]("colophon_frames")
    """Origins of the players that its page shows once somebody plays a video."""
    related = ForTemplates[tuple[Any, ...]]("colophon_related")
    """Each with `article`, Pelican's object, and `reason`."""
    closing = ForTemplates[Any]("colophon_closing")
    """With `article`, Pelican's object; None: there is no closing sentence."""
    minutes = ForTemplates[int]("colophon_minutes")
    contents = ForTemplates[tuple[Any, ...]]("colophon_contents")
    """Each a `reading.outline.Section`."""
    series = ForTemplates[PlaceInSeries]("colophon_series")
    neighbours = ForTemplates[Neighbours]("colophon_neighbours")
    feed_id = ForTemplates[str]("colophon_id")

    status: str = text_of_pelican("status")
    """`PUBLISHED`, `HIDDEN` or `DRAFT`."""
    title: str = text_of_pelican("title")
    """As written."""
    lang: str = text_of_pelican("lang")
    """BCP 47 tag."""
    slug: str = text_of_pelican("slug")
    url: str = text_of_pelican("url")
    """Below the site's root."""
    save_as: str = text_of_pelican("save_as")
    """Its file below the output folder; empty: none is written."""
    folder: str = text_of_pelican("relative_dir")
    """Of the source, below the content folder."""
    date = OfPelican[datetime | None](lambda value: value, "date", None)
    """Of publication; None: a page without one."""
    modified = OfPelican[datetime | None](lambda value: value, "modified", None)
    """`Modified` of the front matter."""
    authors = OfPelican(tuple[Any, ...], "authors", ())
    """Pelican's authors, models among them."""
    tags = OfPelican(tuple[Any, ...], "tags", ())
    template: str = text_of_pelican("template")
    """Name of the template that shows it."""
    translations = OfPelican(tuple[Any, ...], "translations", ())
    """Pelican's objects of the same text in other languages."""

    def __init__(self, content: Any) -> None:
        self.content = content
        self.source = str(content.get_relative_source_path() or "")
        """Path below the content folder."""
        self.path = Path(content.source_path or "")
        self.record: SourceRecord | None = None
        """What earlier builds or other processes have read of it; None: it was read here."""
        self.record_key = b""
        """Hash of all that the record was made of."""
        self.facts: dict[str, Any] = {}
        """Values of each `Fact` of a text without a record."""
        self.needs: Any = None
        """What the head has found in the text while it was read."""
        self.srcset_files: frozenset[str] = frozenset()
        """Files below the content folder that the text names in `srcset`."""
        self.card: SharedImage | None = None
        self._article: Article | None = None
        self._address = ""
        self._shown = ""

    @property
    def shown(self) -> str:
        """The source as its author names it."""
        self._shown = self._shown or shown_path(self.path)
        return self._shown

    @property
    def html(self) -> str:
        """The text, its links not yet resolved."""
        return self.content._content or ""  # noqa: SLF001 - Pelican offers no other way to it

    @html.setter
    def html(self, text: str) -> None:
        self.content._content = text  # noqa: SLF001 - the same

    @property
    def is_as_recorded(self) -> bool:
        """Whether it has a record, and the text is still the one in it."""
        return self.record is not None and self.content._content is self.record.html  # noqa: SLF001 - the same

    @property
    def html_resolved(self) -> str:
        """The text as it is published, links resolved. To be asked when all sources are read."""
        return str(self.content.content)

    @cached_property
    def text_hash(self) -> bytes:
        """Hash of the text as it is published. To be asked when nothing changes it any more."""
        from .builds.digests import text_digest

        text = self.html_resolved
        if self.record is not None and text is self.record.html:
            return self.record.html_digest
        return text_digest(text)

    def html_below(self, siteurl: str) -> str:
        """The text as it is published below `siteurl`. To be asked when all sources are read."""
        return str(self.content.get_content(siteurl))

    def resolve(self, html: str, *, as_on_its_page: bool = False) -> str:
        """`html` with Pelican's ``{static}``, ``{attach}`` and ``{filename}`` resolved.

        Pelican moves an attached file to the first text that attaches it when it meets the link.
        """
        siteurl = self.content.settings["SITEURL"]
        if as_on_its_page and self.content.settings["RELATIVE_URLS"]:
            siteurl = "/".join([".."] * self.save_as.count("/")) or "."
        return str(self.content._update_content(html, siteurl))  # noqa: SLF001 - the same

    @property
    def static_links(self) -> set[str]:
        """Files below the content folder that the text links to by ``{static}`` or ``{attach}``."""
        return set(self.content.get_static_links())

    @property
    def is_page(self) -> bool:
        """Whether it is a page, which stands outside the blog."""
        return type(self.content).__name__ != "Article"

    @property
    def has_own_save_as(self) -> bool:
        """Whether the front matter and no pattern of the site says where it is written."""
        return hasattr(self.content, "override_save_as")

    def withhold(self) -> None:
        """Have it not written, whatever its front matter or the settings say."""
        self.content.override_save_as = self.content.override_url = ""

    @property
    def metadata(self) -> dict[str, Any]:
        """The front matter as Pelican has read it, keys in lower case."""
        metadata: dict[str, Any] = self.content.metadata
        return metadata

    def values(self, key: str) -> list[str]:
        """What stands under `key`, a value a line."""
        given = self.metadata.get(key.lower())
        several = given if isinstance(given, (list, tuple)) else [given]
        return [str(value) for value in several if value is not None]

    @property
    def category(self) -> Any:
        """Pelican's category, or None."""
        return getattr(self.content, "category", None)

    @property
    def given_id(self) -> str:
        """`Id` of the front matter, or empty."""
        return as_line(self.metadata.get(keys.ID.field, ""))

    @property
    def article(self) -> Article:
        """The value of this text for every form of the site."""
        return self._article or self.build_article(Entry, _term)

    @property
    def address(self) -> str:
        """The absolute address, without credentials; made once, when all texts are read."""
        if not self._address:
            siteurl = without_credentials(self.content.settings["SITEURL"])
            self._address = absolute(siteurl, self.url)
        return self._address

    def build_article(
        self, entry_of: Callable[[Any], Entry], term_of: Callable[[Any], Term]
    ) -> Article:
        """Build it anew, of what the capabilities have found so far.

        `entry_of` gives the entries of the articles to which it is related, `term_of` the values of
        Pelican's categories, tags and authors.
        """
        people = self.authors if self.people is None else self.people
        self._article = Article(
            source=self.source,
            path=self.path,
            is_page=self.is_page,
            status=self.status,
            url=self.address,
            title=as_line(self.content.title),
            language=self.lang,
            published=self.date,
            modified=self.modified,
            summary=str(self.metadata.get(keys.SUMMARY.field, "")),
            given_id=self.given_id,
            category=term_of(self.category) if self.category else None,
            tags=tuple(map(term_of, self.tags)),
            people=tuple(map(term_of, people)),
            label=self.label or UNDECLARED,
            cover=self._cover,
            video=self.video,
            card=self.card,
            images=self.images or (),
            related=tuple(_related(item, entry_of) for item in self.related or ()),
            closing=_related(self.closing, entry_of) if self.closing else None,
            series=_part_of_series(self.series, self.content.settings["SITEURL"]),
            values_beside=self._values_beside,
            translations=tuple((it.lang, it.address) for it in map(entry_of, self.translations)),
        )
        return self._article

    @property
    def _cover(self) -> Cover | None:
        picture = self.cover_picture
        size = (picture.width, picture.height) if picture else ()
        return Cover(self.cover, as_line(self.cover_alt or ""), *size) if self.cover else None

    @property
    def _values_beside(self) -> tuple[str, ...]:
        around = self.neighbours and (self.neighbours.earlier, self.neighbours.later)
        links = [*(around or ()), *(self.series.parts if self.series else ())]
        return tuple(link.value for link in links if link)


LEADING = frozenset(
    vars(Entry)[name].name for name in ("related", "closing", "series", "neighbours")
)
"""Names by which templates know what leads from a text to others."""


def _term(wrapper: Any) -> Term:
    return Term(str(wrapper.name), str(wrapper.slug), str(wrapper.url))


def _part_of_series(place: PlaceInSeries | None, siteurl: str) -> PartOfSeries | None:
    if not place:
        return None
    page = place.series
    url = absolute(without_credentials(siteurl), page.url) if page.url else ""
    return PartOfSeries(page.name, url, place.number)


def _term_list(term: Any, contents: Sequence[Any]) -> TermList:
    place = (str(term.url), str(term.save_as))
    return TermList(str(term.name), str(term.slug), *place, contents)


def _related(item: Any, entry_of: Callable[[Any], Entry]) -> RelatedArticle:
    other = entry_of(item.article)
    return RelatedArticle(
        url=other.address,
        title=as_line(other.content.title),
        reason=getattr(item, "reason", ""),
        label=other.label or UNDECLARED,
    )


class StaticFile:
    """One file that Pelican publishes as it is."""

    save_as: str = text_of_pelican("save_as")
    """Where it is written. To be asked, as `url`, when no text can attach it any more."""
    url: str = text_of_pelican("url")
    """Its address below the site's root."""

    def __init__(self, content: Any) -> None:
        self.content = content
        self.source = str(content.get_relative_source_path())
        """Path below the content folder."""
        self.path = Path(content.source_path)

    @property
    def planned_path(self) -> str:
        """Where it will be written, below the output folder, unless a text attaches it."""
        return str(self.content.get_url_setting("save_as"))

    @property
    def planned_url(self) -> str:
        """Its address below the site's root, unless a text attaches it."""
        return str(self.content.get_url_setting("url"))


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file that readers get as it is."""

    source: Path
    path: str
    """Below the output folder."""


@dataclass(frozen=True, slots=True)
class Command:
    """What a command asks of a build beside Pelican's settings."""

    cache: Path | None = None
    """Folder for what builds keep for the next; None: nothing is kept."""
    memory: Memory | None = None
    """What builds keep of each source; None: every source is read."""
    tree: OutputTree | None = None
    """The output folder as the last build left it; None: every page is made."""
    notes: list[Problem] | None = None
    """Gets notices that need no action; None: they are logged as warnings."""
    related_reports: list[SiteReport] | None = None
    """Gets what was found of related articles."""
    progress: Progress = nobody
    """Told again and again how far the build is."""
    writes: bool = True
    """Whether a site is written; else everything is read, and nothing more."""


@dataclass(frozen=True, slots=True)
class SiteLook:
    """What the owner's look is made of, for what draws pictures."""

    schemes: tuple[dict[str, str], dict[str, str]] = ({}, {})
    """Colours by name, of the light and of the dark one."""
    text_fonts: tuple[Path, ...] = ()
    """Files of the font of texts, where it is the owner's own."""
    logo: PublishedFile | None = None
    logo_ratio: float = 1.0
    """Of its width to its height."""


def counted(number: int, noun: str) -> str:
    """So many things."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@dataclass(frozen=True, slots=True)
class TimedWork:
    """Work whose time a build tells apart from its own."""

    what: str
    number: int
    noun: str
    """Of what it was done to."""
    seconds: float

    def __str__(self) -> str:
        return f"{self.what}: {counted(self.number, self.noun)} in {self.seconds:.1f} s."


@dataclass()
class ImageWork:
    """The work on image files."""

    opened: int = 0
    """Times that one was read."""
    made: int = 0
    """Files that were encoded."""
    seconds: float = 0.0

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Count the time that passes within."""
        began = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - began

    def __bool__(self) -> bool:
        return self.opened > 0

    def __str__(self) -> str:
        files = f"{self.opened} opened, {self.made} smaller files made"
        return f"Pictures: {files} in {self.seconds:.1f} s."


@dataclass(frozen=True, slots=True)
class SourceSteps:
    """What is done with each source by itself; functions that other processes can import."""

    on_readers: Callable[[Run, dict[str, Any]], None]
    """Called with Pelican's readers by the endings of files."""
    on_metadata: Callable[[Run, dict[str, Any]], None]
    on_text: Callable[[Run, Entry], None]
    facts: tuple[Fact[Any], ...]
    read_ahead: Callable[[Run, Sequence[Entry]], dict[bytes, bytes]] | None = None
    """What later stages would read in articles, as other processes leave them: encoded values for
    the memory, by key. Each is under all that it is made of, and found where that is still so."""


@dataclass()
class Run:
    """One build, from `initialized` to `finalized`."""

    settings: dict[str, Any]
    """Pelican's."""
    capabilities: frozenset[str]
    """Folders of this package that PLUGINS switches on."""
    generators: list[Any] = field(default_factory=list)
    """Pelican's, in the order in which they read."""
    entries: list[Entry] = field(default_factory=list)
    """Every article and page, drafts included, generator by generator."""
    writer: Any = None
    """Pelican's, once it writes."""
    source_steps: SourceSteps | None = None
    tree: OutputTree | None = None
    """The command's, once it is sure that nobody else looks at the output folder."""
    basis: str = ""
    """Hash of the code, the settings, and whatever else every file of the tree depends on."""
    planned: dict[str, bool] = field(default_factory=dict)
    """Each planned file, by its path, and whether it was made: it is not where it stays."""
    offered: dict[str, tuple[str, ...] | None] = field(default_factory=dict)
    """What templates are given beside values, as ``filter summary_text``; each with what it looks
    up in the context of the page, or None: it may look at every text."""

    disclosure: SiteDisclosure | None = None
    """None: that capability is off."""
    outputs: dict[str, str] = field(default_factory=dict)
    """Files and folders that capabilities write, each to what it is, for messages."""
    page_changes: list[Callable[[str, str], str]] = field(default_factory=list)
    """What pages alone show otherwise in a text, in this order: functions of HTML and language."""
    said_of_site: dict[str, str] = field(default_factory=dict)
    """By capability: what its functions for templates know of the site beside settings and texts,
    as a text that differs where that differs."""
    list_titles: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Title and description of the pages that capabilities make, by direct template."""
    term_pages: frozenset[str] | None = None
    """Addresses of the categories, tags and authors that have a page."""
    model_pages: list[tuple[ModelPage, list[Entry]]] | None = None
    """Each model with the listed articles that name it."""
    icon: str = ""
    """The owner's icon, as `published_file` takes it; empty: the theme's."""
    series_pages: list[tuple[SeriesPage, list[Entry]]] = field(default_factory=list)
    """Each series with its published parts, first to last."""
    menu: tuple[MenuEntry, ...] | None = None
    foot_links: tuple[MenuEntry, ...] | None = None
    list_pages: dict[str, str] | None = None
    year_pages: tuple[Any, ...] = ()
    """Addresses of the lists that have a page, by direct template."""
    notice_icon: str | None = None
    """The owner's image beside notices, below the site's root; None: the mark."""
    transparency_url: str | None = None
    subscribe_url: str | None = None
    search_url: str | None = None
    site_look: SiteLook = field(default_factory=SiteLook)
    """Empty: that capability is off."""
    site_card: SharedImage | None = None
    """Of pages that have none of their own."""
    index_work: TimedWork | None = None
    """What the search found to index; None: this build made no index."""
    image_work: ImageWork = field(default_factory=ImageWork)
    """The work on image files; false: there was none."""
    card_work: TimedWork | None = None
    """What cards were drawn; None: this build drew none."""
    file_sizes: dict[str, int] = field(default_factory=dict)
    """Bytes of published files that grow when metadata is written into them, by address."""
    _taken_files: list[StaticFile] = field(default_factory=list)
    """Static files that are written in Pelican's place."""
    _source: tuple[Path, Source] | None = None
    """The one read last: several stages ask for each in turn."""
    sources_read: int = 0
    """How many sources were read, and did not come out of memory."""
    began: float = field(default_factory=time.time)
    """In seconds of the epoch."""
    holds_until: float = 0.0
    """Until when a build of the same comes to the same; 0: nobody knows."""
    unrecorded: bool = False
    """Whether one of them is read in each build."""
    record: SourceRecord | None = None
    """Of the text that Pelican makes at this moment; None: it has just read it."""
    record_key: bytes = b""
    _states: dict[type, Any] = field(default_factory=dict)
    _entries: dict[int, Entry] = field(default_factory=dict)
    """By the identity of Pelican's object, which its entry holds: no other can get the same."""

    def set_state(self, value: object) -> None:
        """Hold a capability's own state; it is found by its class."""
        self._states[type(value)] = value

    def state_of(self, cls: type[Value]) -> Value:
        """The state of that class."""
        value: Value = self._states[cls]
        return value

    @property
    def facts(self) -> tuple[Fact[Any], ...]:
        """Those of the capabilities that take part."""
        every = self.source_steps.facts if self.source_steps else ()
        return tuple(fact for fact in every if fact.capability in self.capabilities)

    def states_of(self, classes: Collection[type]) -> tuple[Any, ...]:
        """The states of those classes, in one order."""
        return tuple(self._states[cls] for cls in sorted(classes, key=lambda cls: cls.__qualname__))

    # --- what the owner and the command have said ------------------------------------------------

    @property
    def command(self) -> Command:
        """What the command asks; all empty where Pelican was started by itself."""
        command: Command = self.settings.get(COMMAND) or Command()
        return command

    @property
    def production(self) -> bool:
        """Whether the site is built for readers."""
        return bool(self.settings.get("COLOPHON_PRODUCTION"))

    @property
    def allows_undeclared(self) -> bool:
        """Whether articles may be published this once that do not say how they were written."""
        return bool(self.settings.get("COLOPHON_ALLOW_UNDECLARED"))

    @property
    def siteurl(self) -> str:
        """The site's address without credentials."""
        return without_credentials(self.settings["SITEURL"])

    @property
    def content_folder(self) -> Path:
        """The content folder."""
        return Path(self.settings["PATH"])

    @property
    def output_folder(self) -> Path:
        """The output folder, into which Pelican and others write."""
        return Path(self.settings["OUTPUT_PATH"])

    @property
    def built_folder(self) -> Path:
        """A folder with every file of the site, to be read and not to be changed."""
        return self.tree.assemble() if self.tree else self.output_folder

    @property
    def built_files(self) -> dict[str, str]:
        """The same folder's files, where all is known of them: path to the digest of the bytes."""
        files = self.tree.files if self.tree else {}
        known = {path: entry.digest for path, entry in files.items()}
        # A blank tells the digest of a link, and nobody knows what stands behind one.
        return {} if any(" " in digest for digest in known.values()) else known

    def note(self, logger: logging.Logger, problem: Problem) -> None:
        """Give the command a notice that needs no action; without one, log a warning."""
        if self.command.notes is None:
            report(logger, problem, level=logging.WARNING)
        else:
            self.command.notes.append(problem)

    @property
    def responsible(self) -> Responsible | None:
        """Who answers for the site; None: nobody has said, or the disclosure is off."""
        return self.disclosure.contributors.responsible if self.disclosure else None

    def problem_without_disclosure(self, package: str | None, message: str) -> Problem:
        """What is told of a capability that is on without the disclosure."""
        cure = f"Add {__package__}.disclosure to PLUGINS."
        told = f"{message} without the disclosure"
        return Problem("pelicanconf.py", 0, "PLUGINS", str(package), told, cure)

    # --- what is prepared for Pelican ------------------------------------------------------------

    def offer(self, **functions: Any) -> None:
        """Give every template `functions` that work out of their arguments alone, or `of_page`."""
        self.settings["JINJA_GLOBALS"] = {**self.settings["JINJA_GLOBALS"], **functions}
        for name, function in functions.items():
            self.offered[f"global {name}"] = getattr(function, "looks_up", ())

    def of_page(
        self, function: Callable[..., Value], looks_up: tuple[str, ...] | None = None
    ) -> Callable[..., Value]:
        """Bind `function` to this run; Jinja adds the context of the page being rendered.

        `looks_up` names what of that it uses; None: it may look at anything.
        """
        from jinja2 import pass_context

        bound: Any = pass_context(partial(function, self))
        bound.looks_up = looks_up
        return cast("Callable[..., Value]", bound)

    def offer_filters(self, **filters: Callable[[Run, Any], Any]) -> None:
        """Give every template `filters` that work out of an article or page alone."""
        bound = {name: partial(function, self) for name, function in filters.items()}
        self.settings["JINJA_FILTERS"] = {**self.settings["JINJA_FILTERS"], **bound}
        self.offered |= {f"filter {name}": () for name in filters}

    def offer_templates(self, generator: Any) -> None:
        """Let the capabilities' templates be found, last in line: a theme's own come first."""
        from jinja2 import FileSystemLoader

        for name in sorted(self.capabilities):
            folder = Path(__file__).parent / name / "templates"
            if folder.is_dir():
                generator.env.loader.loaders.append(FileSystemLoader(folder))

    def add_page(self, template: str) -> None:
        """Have Pelican render a direct template, unless it does already."""
        if template not in self.settings["DIRECT_TEMPLATES"]:
            self.settings["DIRECT_TEMPLATES"] = [*self.settings["DIRECT_TEMPLATES"], template]

    def leave_out(self, template: str) -> None:
        """Have Pelican not render a direct template. To be asked when all is read."""
        templates = [name for name in self.settings["DIRECT_TEMPLATES"] if name != template]
        self.settings["DIRECT_TEMPLATES"] = self.context["DIRECT_TEMPLATES"] = templates
        self.list_titles.pop(template, None)

    def direct_page(self, template: str) -> str | None:
        """The address of a direct template's page below the site's root; None: there is none."""
        name = template.upper()
        is_made = template in self.settings["DIRECT_TEMPLATES"]
        has_file = is_made and self.settings.get(f"{name}_SAVE_AS", f"{template}.html")
        return str(self.settings.get(f"{name}_URL", f"{template}.html")) if has_file else None

    # --- what Pelican has read -------------------------------------------------------------------

    def add_entries(self, generator: Any) -> list[Entry]:
        """Take in the articles or pages that a generator has read; gives them."""
        lists = (getattr(generator, name, ()) for name in LISTS)
        added = [self.entry_of(content) for contents in lists for content in contents]
        self.generators.append(generator)
        self.entries.extend(added)
        return added

    def entry_of(self, content: Any) -> Entry:
        """The one entry of Pelican's object."""
        entry = self._entries.get(id(content))
        if entry is None:
            entry = self._entries[id(content)] = Entry(content)
        return entry

    @contextmanager
    def text_of(self, record: SourceRecord, key: bytes) -> Iterator[None]:
        """Let the text that Pelican makes meanwhile be known as that of a record."""
        self.record, self.record_key = record, key
        try:
            yield
        finally:
            self.record, self.record_key = None, b""

    def entry_if_text(self, content: Any) -> Entry | None:
        """The entry of an article or page; None for a static file."""
        return self.entry_of(content) if isinstance(content._content, str) else None  # noqa: SLF001 - as above

    def listed(self, *, pages: bool = False) -> list[Entry]:
        """Published articles, or pages, that are not hidden, translations among them."""
        wanted = (entry for entry in self.entries if entry.is_page == pages)
        return [entry for entry in wanted if entry.status == PUBLISHED]

    def entry_if_read(self, content: Any) -> Entry | None:
        """The entry of what a template is given; None for what a capability makes for itself."""
        return self._entries.get(id(content))

    def article_of(self, content: Any) -> Article:
        """The value of the article or page that a template is given.

        A page that a capability makes for itself brings its own, as `colophon_article`.
        """
        own: Article | None = getattr(content, "colophon_article", None)
        return own or self.entry_of(content).article

    @property
    def context(self) -> dict[str, Any]:
        """What Pelican gives to every template; the same for all generators."""
        context: dict[str, Any] = self.generators[0].context
        return context

    @property
    def article_generator(self) -> Any:
        """Pelican's generator of articles."""
        return next(g for g in self.generators if hasattr(g, "drafts_translations"))

    @property
    def static_files(self) -> list[StaticFile]:
        """Every file of the content folder that is published as it is."""
        found = [StaticFile(static) for static in self.context.get("staticfiles", ())]
        return [*found, *self._taken_files]

    @property
    def static_content(self) -> list[StaticFile]:
        """The same, and entries of Pelican for links to files that are not there."""
        found = self.context["static_content"].values()
        return [StaticFile(static) for static in found if static is not None]

    @property
    def theme_folders(self) -> list[Path]:
        """Folders of static files of the theme; where two have a file, the later one's counts."""
        theme = Path(self.settings["THEME"])
        folders = (theme / name for name in self.settings["THEME_STATIC_PATHS"])
        return [folder for folder in folders if folder.is_dir()]

    def published_file(self, name: str) -> PublishedFile | None:
        """A static file by its path below the content folder or, of the theme's, below the site."""
        below = name.removeprefix(f"{self.settings['THEME_STATIC_DIR']}/")
        for folder in reversed(self.theme_folders if below not in {name, ""} else ()):
            if (folder / below).is_file():
                return PublishedFile(folder / below, name)
        own = (static for static in self.static_files if static.source == name)
        return next((PublishedFile(static.path, static.planned_path) for static in own), None)

    @property
    def derived_images(self) -> dict[str, str]:
        """Images made by another plugin: path below the output folder to path of the source."""
        derived: dict[str, str] = self.settings.get("COLOPHON_DERIVED_IMAGES", {})
        return derived

    def add_static_links(self, files: Iterable[str]) -> None:
        """Have Pelican publish files, below the content folder, to which texts link."""
        self.context["static_links"].update(files)

    def withhold_files(self, sources: Collection[str]) -> list[StaticFile]:
        """Have Pelican not publish static files, by their path below the content folder."""
        found = self.static_files
        kept = [static.content for static in found if static.source not in sources]
        self.context["staticfiles"][:] = kept
        return [static for static in found if static.source in sources]

    def take_files(self, sources: Collection[str]) -> None:
        """Have Pelican not publish files that a capability has written; they stay the site's."""
        self._taken_files = self.withhold_files(sources)

    @property
    def sources(self) -> list[tuple[str, Entry | None]]:
        """Every source that Pelican has met, by its path below the content folder, in order.

        Each with its text; None: it could not be read.
        """
        texts = {entry.source: entry for entry in self.entries}
        names = sorted(self.context["generated_content"], key=lambda name: name.split("/"))
        return [(name, texts.get(name)) for name in names]

    def source_at(self, path: Path) -> Source:
        """What stands in the file of a source."""
        if self._source is None or self._source[0] != path:
            self._source = path, read_source(path)
        return self._source[1]

    @property
    def read_texts(self) -> Iterator[Entry]:
        """Every text to which another may link by its source."""
        found = self.context["generated_content"].values()
        return (self.entry_of(content) for content in found if content)

    def entry_at(self, source: str) -> Entry | None:
        """The article or page with that path below the content folder."""
        content = self.context["generated_content"].get(source)
        return content and self.entry_of(content)

    def terms(self, kind: str) -> list[TermList]:
        """Every ``category``, ``tag``, ``author``, ``model`` or ``series`` with its articles."""
        if kind in {"model", "series"}:
            pages = self.series_pages if kind == "series" else self.model_pages or ()
            return [_term_list(page, [each.content for each in its]) for page, its in pages]
        generator = self.article_generator
        terms: dict[str, Iterable[tuple[Any, Sequence[Any]]]] = {
            "category": generator.categories,
            "tag": generator.tags.items(),
            "author": generator.authors,
        }
        return [_term_list(term, its) for term, its in terms[kind]]

    @cached_property
    def series_parts(self) -> dict[str, series.Part]:
        """The listed articles that are part of a series, by source; mistakes are reported."""
        listed = (entry for entry in self.listed() if series.tells_part(entry.metadata))
        told = {entry.source: entry for entry in listed}
        parts: dict[str, series.Part] = {}
        problems: list[tuple[str, Problem]] = []
        for source, entry in told.items():
            when = entry.date.timestamp() if entry.date else math.inf
            language = subtags(entry.lang)[0]
            part, faults = series.read_part(entry.metadata, entry.shown, language, when)
            parts |= {source: part} if part else {}
            problems += ((source, fault) for fault in faults)
        problems += series.clashes(parts, {source: entry.shown for source, entry in told.items()})
        report(logger, *(located(problem, told[source].path) for source, problem in problems))
        return parts

    def names_of_terms(self, kind: str) -> list[tuple[str, str]]:
        """(slug, name) of each category, tag or author of each article of the index, in order."""
        its: Callable[[Entry], tuple[Any, ...]] = {
            "category": lambda entry: (entry.category,),
            "tag": lambda entry: entry.tags,
            "author": lambda entry: entry.authors,
        }[kind]
        terms = (term for entry in self.index_articles for term in its(entry) if term)
        return [(term.slug, term.name) for term in terms]

    @property
    def index_articles(self) -> list[Entry]:
        """The articles that the index lists, newest first: no translation among them."""
        return [self.entry_of(content) for content in self.article_generator.articles]

    @property
    def menu_pages(self) -> list[Entry]:
        """The pages that a menu may list, in its order: none hidden, no translation."""
        return [self.entry_of(content) for content in self.context["pages"]]

    @property
    def period_archives(self) -> list[str]:
        """Files of the archives of years, months and days."""
        archives = self.article_generator.period_archives.values()
        return [period["save_as"] for periods in archives for period in periods]

    def build_articles(self) -> None:
        """Make the value of each text, and give templates what concerns the whole site."""
        terms: dict[int, Term] = {}

        def term_of(wrapper: Any) -> Term:
            if id(wrapper) not in terms:
                terms[id(wrapper)] = _term(wrapper)
            return terms[id(wrapper)]

        for entry in self.entries:
            entry.build_article(self.entry_of, term_of)
        models = self.model_pages
        values = {
            "COLOPHON_RESPONSIBLE": self.responsible,
            "COLOPHON_TERM_PAGES": self.term_pages,
            "COLOPHON_LISTS": self.list_titles or None,
            "COLOPHON_LIST_PAGES": self.list_pages,
            "COLOPHON_YEARS": self.year_pages,
            "COLOPHON_MENU": self.menu,
            "COLOPHON_FOOT_LINKS": self.foot_links,
            "COLOPHON_MODELS": models and [(m, [e.content for e in its]) for m, its in models],
            "COLOPHON_MODEL_PAGES": models
            and {identifier: page.url for page, _ in models for identifier in page.identifiers},
            "COLOPHON_NOTICE_ICON": self.notice_icon,
            "COLOPHON_TRANSPARENCY": self.transparency_url,
            "COLOPHON_SUBSCRIBE": self.subscribe_url,
            "COLOPHON_SEARCH": self.search_url,
        }
        self.context.update({name: value for name, value in values.items() if value is not None})

    # --- what is written -------------------------------------------------------------------------

    def template(self, name: str) -> Any:
        """A template of the theme or of a capability."""
        return self.article_generator.get_template(name)

    def render(self, path: str, **values: Any) -> str:
        """A template's text, by its file."""
        return str(self.article_generator.env.get_template(path).render(self.context, **values))

    def is_ours(self, path: str) -> bool:
        """Whether a template is the kit's own, and not one that a theme has put in its place."""
        file = self.article_generator.env.get_template(path).filename
        return bool(file) and Path(file).is_relative_to(Path(__file__).parent)

    def write_page(self, path: str, template: str, **values: Any) -> None:
        """Render a template into a file below the output folder."""
        self.writer.write_file(path, self.template(template), self.context, **values)

    def write_list(self, kind: str, page: ModelPage | SeriesPage, entries: Iterable[Entry]) -> None:
        """Write the pages of a model or series as Pelican writes those of a tag."""
        self.write_page(
            page.save_as,
            kind,
            relative_urls=self.settings["RELATIVE_URLS"],
            template_name=kind,
            url=page.url,
            articles=[entry.content for entry in entries],
            page_name=str(PurePosixPath(page.save_as).with_suffix("")),
            blog=True,
            **{kind: page},
        )

    def write_planned(self, files: Iterable[PlannedFile]) -> None:
        """Write planned files; those of the last build stay where they would be the same."""
        for planned in files:
            path = self.path_below_output(planned.path)
            fingerprint = self._fingerprint(planned) if self.tree else ""
            self.planned[path] = not self.keeps(path, fingerprint)
            if self.planned[path]:
                self._write(path, planned.make(), fingerprint)

    def keeps(self, path: str, fingerprint: str) -> bool:
        """Let a file of the last build stand if it was written with this fingerprint; whether so.

        `path` is as `path_below_output` gives it.
        """
        if self.tree and self.tree.fingerprint(path) == fingerprint != "":
            self.tree.keep(path)
            return True
        return False

    def unfinished(self, files: Iterable[PlannedFile]) -> list[PlannedFile]:
        """Those of planned files that `write_planned` will make."""
        tree = self.tree
        return [
            one
            for one in files
            if not tree
            or tree.fingerprint(self.path_below_output(one.path)) != self._fingerprint(one)
        ]

    def write_folder(
        self, folder: str, inputs: tuple[object, ...], make: Callable[[], Mapping[str, bytes]]
    ) -> bool:
        """Write the files of a folder, which are made together and are by their paths in it.

        `inputs` are as those of a `PlannedFile`. Where all files of the last build stand and would
        be the same they stay, and False is given.
        """
        fingerprint = digest(self.basis, folder, *inputs) if self.tree else ""
        if self.tree and (standing := self.tree.standing_folder(folder, fingerprint)):
            for path in standing:
                self.tree.keep(path)
            return False
        for path, data in make().items():
            self._write(self.path_below_output(f"{folder}/{path}"), data, fingerprint)
        return True

    def write_file(self, path: str, data: bytes, fingerprint: str = "") -> None:
        """Write a file below the output folder; `fingerprint` names all that it depends on."""
        self._write(self.path_below_output(path), data, fingerprint)

    def written_by(self, work: Callable[[], Value]) -> tuple[Value, dict[str, Any]]:
        """What `work` gives, and what it wrote, for a forked process: `take_written` takes that."""
        before = self.tree.files.copy() if self.tree else {}
        value = work()
        files = self.tree.files if self.tree else {}
        return value, {path: tuple(one) for path, one in files.items() if before.get(path) != one}

    def take_written(self, files: Mapping[str, Any]) -> None:
        """Take over what another process has written."""
        if self.tree and files:
            from .builds.manifest import Entry as FileEntry

            self.tree.files |= {path: FileEntry(*one) for path, one in files.items()}

    def _fingerprint(self, planned: PlannedFile) -> str:
        """What a file depends on; empty: it is not known in full."""
        try:
            return digest(self.basis, planned.path, *planned.inputs())
        except TypeError:
            return ""

    def path_below_output(self, path: str) -> str:
        """`path`, as it is written.

        :raises RuntimeError: where it leads out of the output folder.
        """
        from pelican.utils import sanitised_join

        folder = self.output_folder.absolute()
        return Path(sanitised_join(str(folder), path)).relative_to(folder).as_posix()

    def _write(self, path: str, data: bytes, fingerprint: str = "") -> None:
        if self.tree:
            self.tree.write(path, data, fingerprint)
        else:
            write_whole(self.output_folder / path, data)


def renamed_problem(plugin: str) -> Problem | None:
    """What to report of an outdated name in PLUGINS; None: it is none."""
    new = RENAMED.get(plugin.removeprefix(f"{__package__}."))
    if not new or not plugin.startswith(f"{__package__}."):
        return None
    message = "has another name now"
    return Problem("pelicanconf.py", 0, "PLUGINS", plugin, message, f"Write {__package__}.{new}.")


def run_of(settings: Any) -> Run | None:
    """The run that has these settings of Pelican's; None: it has none of our capabilities."""
    run: Run | None = settings.get(RUN)
    return run
