"""Where addresses meet Pelican: slugs, links below the site, collisions, redirects, dead links."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pelican.paginator import Paginator
from pelican.urlwrappers import URLWrapper
from pelican.utils import slugify

from ..article import TermList
from ..common import keys
from ..common.addresses import absolute, slug_of, term_slug, without_credentials
from ..common.problems import Problem, report, shown_path
from ..common.regex import regex
from ..html.text import text_of
from ..html.urls import addresses_in, has_sets, replaced, spans
from ..run import DRAFT, Entry, Fact, Kept, Run
from ..wording import theme_messages
from .collisions import OutputFile, collisions, reserved
from .generated_files import generated_files
from .redirects import redirect_path
from .site_links import (
    UNRESOLVED,
    BuiltSite,
    Link,
    identifiers_in,
    line_of,
    may_name_sources,
    under_site,
)
from .slugs import WRITTEN, names_by_shared_slug, once_each

logger = logging.getLogger(__name__)

FILE = regex(r"[{|](?:static|attach)[|}](?P<path>[^?#]*)")
LINKS = Kept[list[Link]]("links of a text", list[Link], together=True)
LINES = Kept[list[int]]("lines of links", list[int], together=True)
IDENTIFIERS = Kept[list[str]]("identifiers of a page", list[str], together=True)
HTML_TITLES = {"rst", "html"}
"""Readers that give a title as HTML, where Markdown's gives it as text."""


def prepare(run: Run) -> None:
    """Send each file below content/extra to the same place below the site's root."""
    settings = run.settings
    extra = run.content_folder / "extra"
    for path in sorted(extra.rglob("*")):
        below = path.relative_to(extra).as_posix()
        settings["EXTRA_PATH_METADATA"].setdefault(f"extra/{below}", {"path": below})
    if _is_address(settings["SITEURL"], production=run.production):
        settings["SITEURL"] = without_credentials(settings["SITEURL"]).rstrip("/")


def give_slugs(run: Run, metadata: dict[str, Any]) -> None:
    """Give the text, its category, tags and authors slugs that keep every word of their names."""
    settings = run.settings
    title = metadata.get("title")
    if title and metadata.get("reader") in HTML_TITLES:
        title = metadata["title"] = text_of(title)
    if title and not metadata.get("slug") and settings["SLUGIFY_SOURCE"] == "title":
        metadata["slug"] = _slug(slug_of, title, settings, "SLUG")
    for key, value in metadata.items():
        wrappers = value if isinstance(value, list) else [value]
        for wrapper in wrappers:
            if isinstance(wrapper, URLWrapper):
                kind = type(wrapper).__name__.upper()
                wrapper.slug = _slug(term_slug, wrapper.name, settings, kind)
        if isinstance(value, list) and all(isinstance(term, URLWrapper) for term in value):
            metadata[key] = once_each(value)


def root_links(run: Run, entry: Entry) -> None:
    """Put root-relative links below the site's address, before any capability looks at links."""
    entry.html = under_site(entry.html, run.settings["SITEURL"])


def publish_sets(run: Run, entries: list[Entry]) -> None:
    """Have Pelican publish the files that `srcset` names, which it does not look at."""
    for entry in entries:
        if _may_have_sets(run, entry):
            entry.srcset_files = frozenset(_files_in_sets(entry, run.content_folder))
            run.add_static_links(entry.srcset_files)


def withhold_drafts(run: Run, entries: list[Entry]) -> None:
    """In production no draft is written, whatever its own Save_as or the settings say."""
    for entry in entries if run.production else ():
        if entry.status == DRAFT:
            entry.withhold()


def resolve_sets(run: Run) -> None:
    """Resolve ``{static}x.png`` in `srcset`, of which Pelican knows nothing."""
    for entry in run.entries:
        if _may_have_sets(run, entry):
            entry.html = replaced(entry.html, partial(_resolved, entry), in_sets_only=True)


def _has_sets(_run: Run, entry: Entry) -> bool:
    return has_sets(entry.html)


SETS = Fact("addresses", "has sets", bool, _has_sets)


def _may_have_sets(run: Run, entry: Entry) -> bool:
    return SETS.of(run, entry) if entry.is_as_recorded else has_sets(entry.html)


def _resolved(entry: Entry, address: str) -> str:
    """What Pelican makes of an address in an attribute that it knows."""
    if not address.startswith(UNRESOLVED):
        return address
    before, after = '<img src="', '">'
    whole = entry.resolve(f"{before}{address}{after}")
    return whole.removeprefix(before).removesuffix(after).replace(" ", "%20")


def _files_in_sets(entry: Entry, content: Path) -> Iterator[str]:
    """The files, below the content folder, that `srcset` in a text names and that are there."""
    html = entry.html
    for start, end, several in spans(html):
        match = FILE.match(unescape(html[start:end])) if several else None
        if match:
            path = unquote(match["path"])
            below = path[1:] if path.startswith("/") else f"{entry.folder}/{path}"
            if (content / below).is_file():
                yield posixpath.normpath(below)


def find_terms(run: Run) -> None:
    """Find the categories, tags and authors that have a page to link to.

    Pelican makes them of listed articles only: not of translations, hidden articles or drafts.
    """
    terms = _terms(run)
    listed = (term for several in terms.values() for term in several)
    run.term_pages = frozenset(term.url for term in listed if term.save_as)
    for kind in terms:
        for slug, names in names_by_shared_slug(run.names_of_terms(kind)).items():
            cure = "Write one of them everywhere, or give them names whose letters differ."
            message = f"share the page ‘{slug}’, which shows one of these names"
            problem = Problem("content", 0, kind.capitalize(), ", ".join(names), message, cure)
            report(logger, problem, level=logging.WARNING)


def check_outputs(run: Run) -> None:
    """Report what may not stand where it would, and links to what is not published."""
    if run.production:
        _withhold_files(run)
    outputs = list(_outputs(run))
    report(logger, *collisions(outputs), *reserved(outputs), *_odd_slugs(outputs))
    if all(entry.save_as for entry in run.read_texts):
        return
    for entry in _published(run):
        _warn_of_links_to_drafts(run, entry)


def write_redirects(run: Run) -> None:
    """Write a page at each old address of each published text."""
    for entry in _published(run):
        for path in _old_paths(entry).values():
            run.write_page(
                path,
                "addresses/moved",
                entry=entry.content,
                target=entry.address,
                words=theme_messages.words_for(entry.lang),
                url=path,
            )


def report_dead_links(run: Run) -> None:
    """Warn of each link in a published text, or in the menu, that leads nowhere."""
    built = _built_site(run)
    home = absolute(run.settings["SITEURL"], "")
    for link in run.menu or ():
        if fault := built.fault(absolute(home, link.url), home):
            cure = "Correct the address; the menu is built as it is."
            problem = Problem("pelicanconf.py", 0, "MENU", link.url, fault, cure)
            report(logger, problem, level=logging.WARNING)
    for entry in _published(run):
        faults = {link.address: built.fault_of(link) for link in _links_of(run, built, entry)}
        _report_links(run, entry, {address: fault for address, fault in faults.items() if fault})


def _built_site(run: Run) -> BuiltSite:
    folder, files = run.built_folder, run.built_files

    def identifiers(page: Path) -> list[str]:
        digest = files.get(page.relative_to(folder).as_posix(), "")
        return IDENTIFIERS.of(run, lambda: identifiers_in(page), *([digest] if digest else ()))

    return BuiltSite(folder, run.settings["SITEURL"], files.keys(), identifiers)


def _links_of(run: Run, built: BuiltSite, entry: Entry) -> list[Link]:
    page = entry.address
    inputs = (entry.text_hash, built.siteurl, page)
    return LINKS.of(run, lambda: [*built.links_in(entry.html_resolved, page)], *inputs)


def _report_links(run: Run, entry: Entry, faults: Mapping[str, str]) -> None:
    """Warn of addresses, each with what is wrong with it, at their lines in the source."""
    siteurl = run.settings["SITEURL"]

    def find() -> list[int]:
        return [line_of(address, run.source_at(entry.path).text, siteurl) for address in faults]

    cure = "Correct the link or remove it; the page is built as it is."
    inputs = (entry.record_key, siteurl, *faults) if entry.record_key else ()
    lines = LINES.of(run, find, *inputs) if faults else ()
    for line, (address, fault) in zip(lines, faults.items(), strict=True):
        written = address.removeprefix(siteurl) or address
        problem = Problem(entry.shown, line, "link", written, fault, cure)
        report(logger, problem, level=logging.WARNING)


def _terms(run: Run) -> dict[str, list[TermList]]:
    return {kind: run.terms(kind) for kind in ("category", "tag", "author")}


def _published(run: Run) -> list[Entry]:
    return [entry for entry in run.entries if entry.status != DRAFT]


def _warn_of_links_to_drafts(run: Run, entry: Entry) -> None:
    """In production a draft has no address: a link to it would lead home without a word."""
    faults = {}
    html = entry.html
    for address in dict.fromkeys(addresses_in(html)) if may_name_sources(html) else ():
        if address.startswith(("{filename}", "|filename|")):
            path = unquote(urlsplit(address[len("{filename}") :]).path)
            name = path[1:] if path.startswith("/") else f"{entry.folder}/{path}"
            target = run.entry_at(posixpath.normpath(name))
            if target and not target.save_as:
                faults[address] = "leads to a draft, which is not published"
    _report_links(run, entry, faults)


def _withhold_files(run: Run) -> None:
    """Leave out the static files that drafts show and nothing published does.

    A published text that names the file in any other way, such as ``src="/images/x.png"``, keeps
    it; so does content/extra, whose files are the site's own.
    """
    published = _published(run)
    drafts = [entry for entry in run.entries if entry.status == DRAFT]
    texts = [entry.html for entry in published]
    alone = set(_files_of(drafts)) - set(_files_of(published))
    names = {path: path.rpartition("/")[2] for path in alone if not path.startswith("extra/")}
    unnamed = (path for path, name in names.items() if not any(name in text for text in texts))
    run.withhold_files(set(unnamed))


def _files_of(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.html:
            yield from map(posixpath.normpath, entry.static_links)
            yield from entry.srcset_files


def _outputs(run: Run) -> Iterator[OutputFile]:
    shown = partial(_shown, cache(shown_path))
    for entry in run.entries:
        if entry.save_as:
            yield OutputFile(
                entry.save_as,
                shown(entry.path),
                entry.slug,
                entry.lang,
                fixed=entry.has_own_save_as,
            )
    for entry in _published(run):
        for address, path in _old_paths(entry, complain=True).items():
            yield OutputFile(path, shown(entry.path), moved_from=address)
    for static in run.static_files:
        yield OutputFile(static.planned_path, shown(static.path))
    others = dict.fromkeys(run.period_archives, "the site's archive of a period") | run.outputs
    pages = partial(_pages, run.settings)
    yield from generated_files(run.settings, _terms(run), run.index_articles, pages, others)


def _pages(settings: Any, save_as: str, url: str, articles: list[Any], template: str) -> list[str]:
    """The files of a list, one a page, as Pelican's writer will name them."""
    if not articles or template not in settings["PAGINATED_TEMPLATES"]:
        return [save_as]
    most = settings["PAGINATED_TEMPLATES"][template] or settings["DEFAULT_PAGINATION"]
    paginator = Paginator(save_as, url, articles, settings, most)
    return [paginator.page(number).save_as for number in paginator.page_range]


def _shown(shown_folder: Callable[[Path], str], path: Path) -> str:
    """A source as its author names it; of a symbolic link its own name, not that of its target."""
    return posixpath.join(shown_folder(path.parent), path.name).removeprefix("./")


def _odd_slugs(outputs: Iterable[OutputFile]) -> Iterator[Problem]:
    for output in outputs:
        if output.slug and not WRITTEN.fullmatch(output.slug):
            cure = "Use letters, digits, hyphens and full stops, for example ‘my-article’."
            yield Problem(output.source, 0, keys.SLUG, output.slug, "cannot be an address", cure)


def _old_paths(entry: Entry, *, complain: bool = False) -> dict[str, str]:
    """Old addresses of a text to the files of their redirects."""
    old = entry.values(keys.MOVED_FROM)
    paths = {address: redirect_path(address) for address in old if address.strip()}
    if not paths:
        return {}
    own = entry.save_as.casefold()
    where = _shown(shown_path, entry.path)
    for address, path in paths.items() if complain else ():
        if not path:
            cure = "Write the old path, for example /2019/05/old-name/."
            message = "is no address that a page can be written at"
            report(logger, Problem(where, 0, keys.MOVED_FROM, address, message, cure))
        elif path.casefold() == own:
            cure = "Remove the line: not every file system could keep both; no redirect is written."
            message = "is the text's own address, letter case aside"
            problem = Problem(where, 0, keys.MOVED_FROM, address, message, cure)
            report(logger, problem, level=logging.WARNING)
    return {old: path for old, path in paths.items() if path and path.casefold() != own}


def _slug(
    kind: Callable[[str, Callable[[str], str]], str], name: str, settings: Any, prefix: str
) -> str:
    """A slug of that kind, as the settings for categories, tags, authors or other texts say."""
    default = settings["SLUG_REGEX_SUBSTITUTIONS"]
    rules = settings.get(f"{prefix}_REGEX_SUBSTITUTIONS", default)
    preserve_case, use_unicode = settings["SLUGIFY_PRESERVE_CASE"], settings["SLUGIFY_USE_UNICODE"]
    return _made_slug(kind, name, tuple(map(tuple, rules)), preserve_case, use_unicode)


@lru_cache(maxsize=1 << 14)
def _made_slug(
    kind: Callable[[str, Callable[[str], str]], str],
    name: str,
    regex_subs: Sequence[tuple[str, str]],
    preserve_case: Any,
    use_unicode: Any,
) -> str:
    """The same; kept, because most tags and authors stand on many texts."""
    options = {"preserve_case": preserve_case, "use_unicode": use_unicode}
    return kind(name, partial(slugify, regex_subs=regex_subs, **options))


def _is_address(siteurl: str, *, production: bool) -> bool:
    """Whether SITEURL is one; reported where it is not, without the password it may hold."""
    try:
        parts = urlsplit(siteurl)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme in (("https",) if production else ("http", "https")) and parts.netloc:
        return True
    if production:
        where, message = "publishconf.py", "does not begin with https:// and a host"
        cure = "Set it there or in the environment, for example https://name.github.io/repo."
    else:
        where, message = "pelicanconf.py", "does not begin with http:// and a host"
        cure = "In preview it is http://localhost:8000."
    scheme, slashes, rest = siteurl.rpartition("://")
    shown = f"{scheme}{slashes}{rest.rpartition('@')[2]}"
    report(logger, Problem(where, 0, "SITEURL", shown, message, cure))
    return False
