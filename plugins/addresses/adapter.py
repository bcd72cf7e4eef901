"""Where addresses meet Pelican. Signals, in the order in which they fire:

initialized                                        files of content/extra go to the site's root
generator_init                                     let Pelican find the redirect template
article_generator_context, page_generator_context  slugs that keep every word of a name
article_generator_finalized, page_generator_finalized
                                                   root-relative links below the site's address;
                                                   in production drafts lose theirs; which
                                                   categories, tags and authors have a page
static_generator_finalized                         files in srcset
all_generators_finalized                           collisions; links to drafts; files of drafts
article_writer_finalized, page_writer_finalized    redirects from old addresses
finalized                                          links that lead nowhere
"""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import FileSystemLoader
from pelican import signals
from pelican.generators import ArticlesGenerator
from pelican.paginator import Paginator
from pelican.urlwrappers import URLWrapper
from pelican.utils import slugify

from ..common import keys
from ..common.addresses import absolute, without_credentials
from ..common.htmltext import text_of
from ..common.problems import Problem, report, shown_path
from ..wording import theme_messages
from .attributes import addresses_in, replaced, spans
from .collisions import Output, collisions, reserved
from .drafts import only_of_drafts
from .kit import outputs_of
from .links import UNRESOLVED, line_of, under_site
from .links import Output as Built
from .moves import redirect_path
from .slugs import WRITTEN, slug_of
from .terms import mixed, once_each, term_slug

logger = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent / "templates"
STATE = "COLOPHON_ADDRESSES"
ENTRIES = "COLOPHON_ENTRIES"
FILE = re.compile(r"[{|](?:static|attach)[|}](?P<path>[^?#]*)")
HTML_TITLES = {"rst", "html"}
"""Readers that give a title as HTML, where Markdown's gives it as text."""
PUBLISHED = (
    *("articles", "translations", "hidden_articles", "hidden_translations"),
    *("pages", "hidden_pages", "hidden_translations"),
)
DRAFTS = ("drafts", "drafts_translations", "draft_pages", "draft_translations")


def connect() -> None:
    """Connect every receiver below."""
    signals.initialized.connect(prepare)
    signals.generator_init.connect(offer_templates)
    signals.article_generator_context.connect(give_slugs)
    signals.page_generator_context.connect(give_slugs)
    signals.article_generator_finalized.connect(root_links)
    signals.page_generator_finalized.connect(root_links)
    signals.article_generator_finalized.connect(withhold_drafts)
    signals.article_generator_finalized.connect(offer_terms)
    signals.page_generator_finalized.connect(withhold_drafts)
    signals.static_generator_finalized.connect(resolve_sets)
    signals.all_generators_finalized.connect(settle)
    signals.article_writer_finalized.connect(write_redirects)
    signals.page_writer_finalized.connect(write_redirects)
    signals.finalized.connect(report_dead_links)


def prepare(pelican: Any) -> None:
    """Send each file below content/extra to the same place below the site's root."""
    settings = pelican.settings
    settings[STATE], settings[ENTRIES] = [], []
    extra = Path(settings["PATH"]) / "extra"
    for path in sorted(extra.rglob("*")):
        below = path.relative_to(extra).as_posix()
        settings["EXTRA_PATH_METADATA"].setdefault(f"extra/{below}", {"path": below})
    if _is_address(settings):
        settings["SITEURL"] = without_credentials(settings["SITEURL"]).rstrip("/")


def offer_templates(generator: Any) -> None:
    """Let the redirect template be found, last in line."""
    generator.env.loader.loaders.append(FileSystemLoader(TEMPLATES))


def give_slugs(generator: Any, metadata: dict[str, Any]) -> None:
    """Give the text, its category, tags and authors slugs that keep every word of their names."""
    settings = generator.settings
    title = metadata.get("title")
    if title and metadata.get("reader") in HTML_TITLES:
        title = metadata["title"] = text_of(title)
    if title and not metadata.get("slug") and settings["SLUGIFY_SOURCE"] == "title":
        metadata["slug"] = slug_of(title, _slugify(settings, "SLUG"))
    for key, value in metadata.items():
        wrappers = value if isinstance(value, list) else [value]
        for wrapper in wrappers:
            if isinstance(wrapper, URLWrapper):
                kind = type(wrapper).__name__.upper()
                wrapper.slug = term_slug(wrapper.name, _slugify(settings, kind))
        if isinstance(value, list) and all(isinstance(term, URLWrapper) for term in value):
            metadata[key] = once_each(value)


def root_links(generator: Any) -> None:
    """Put root-relative links below the site's address, before any plugin looks at links."""
    for entry in _entries(generator, (*PUBLISHED, *DRAFTS)):
        entry._content = under_site(entry._content or "", generator.settings["SITEURL"])  # noqa: SLF001
        entry.colophon_files_in_sets = set(_files_in_sets(entry))
        generator.context["static_links"] |= entry.colophon_files_in_sets
        generator.settings[ENTRIES].append(entry)


def resolve_sets(generator: Any) -> None:
    """Resolve ``{static}x.png`` in `srcset`, of which Pelican knows nothing."""
    for entry in generator.settings[ENTRIES]:
        resolved = partial(_resolved, entry)
        entry._content = replaced(entry._content, resolved, in_sets_only=True)  # noqa: SLF001


def _resolved(entry: Any, address: str) -> str:
    """What Pelican makes of an address in an attribute that it knows."""
    if not address.startswith(UNRESOLVED):
        return address
    before, after = '<img src="', '">'
    siteurl = entry.settings["SITEURL"]
    whole: str = entry._update_content(f"{before}{address}{after}", siteurl)  # noqa: SLF001
    return whole.removeprefix(before).removesuffix(after).replace(" ", "%20")


def _files_in_sets(entry: Any) -> Iterator[str]:
    """The files, below the content folder, that `srcset` in a text names and that are there."""
    for start, end, several in spans(entry._content):  # noqa: SLF001
        match = FILE.match(unescape(entry._content[start:end])) if several else None  # noqa: SLF001
        if match:
            path = unquote(match["path"])
            below = path[1:] if path.startswith("/") else f"{entry.relative_dir}/{path}"
            if Path(entry.settings["PATH"], below).is_file():
                yield posixpath.normpath(below)


def withhold_drafts(generator: Any) -> None:
    """In production no draft is written, whatever its own Save_as or the settings say."""
    if generator.settings.get("COLOPHON_PRODUCTION"):
        for entry in _entries(generator, DRAFTS):
            entry.override_save_as = entry.override_url = ""


def offer_terms(generator: Any) -> None:
    """Tell templates which categories, tags and authors have a page to link to.

    Pelican makes them of listed articles only: not of translations, hidden articles or drafts.
    """
    terms = (*generator.tags, *(term for term, _ in (*generator.categories, *generator.authors)))
    urls = frozenset(str(term.url) for term in terms if term.save_as)
    generator.context["COLOPHON_TERM_PAGES"] = urls
    for kind in ("category", "tags", "authors"):
        for slug, names in mixed(_terms(generator.articles, kind)).items():
            cure = "Write one of them everywhere, or give them names whose letters differ."
            message = f"share the page ‘{slug}’, which shows one of these names"
            key = kind.removesuffix("s").capitalize()
            problem = Problem("content", 0, key, ", ".join(names), message, cure)
            report(logger, problem, level=logging.WARNING)


def _terms(articles: Iterable[Any], kind: str) -> Iterator[tuple[str, str]]:
    for article in articles:
        given = getattr(article, kind, [])
        for term in given if isinstance(given, list) else [given]:
            yield term.slug, term.name


def settle(generators: Iterable[Any]) -> None:
    """Report what may not stand where it would, and links to what is not published."""
    generators = list(generators)
    settings = generators[0].settings
    if settings.get("COLOPHON_PRODUCTION"):
        _withhold_files(generators)
    outputs = list(_outputs(generators))
    for problem in (*collisions(outputs), *reserved(outputs), *_odd_slugs(outputs)):
        report(logger, problem)
    for generator in generators:
        for entry in _entries(generator, PUBLISHED):
            _warn_of_links_to_drafts(entry, generator.context["generated_content"])
        settings[STATE] += [(generator, entry) for entry in _entries(generator, PUBLISHED)]


def write_redirects(generator: Any, writer: Any) -> None:
    """Write a page at each old address of each published text."""
    siteurl = generator.settings["SITEURL"]
    for entry in _entries(generator, PUBLISHED):
        for path in _old_paths(entry).values():
            writer.write_file(
                path,
                generator.get_template("addresses/moved"),
                generator.context,
                entry=entry,
                target=absolute(siteurl, entry.url),
                words=theme_messages.words_for(entry.lang),
                url=path,
            )


def report_dead_links(pelican: Any) -> None:
    """Warn of each link in a published text that leads nowhere; the build goes on."""
    siteurl = pelican.settings["SITEURL"]
    built = Built(Path(pelican.settings["OUTPUT_PATH"]), siteurl)
    for _, entry in pelican.settings[STATE]:
        page = absolute(siteurl, entry.url)
        for address in dict.fromkeys(addresses_in(entry.content)):
            fault = built.fault(address, page)
            if fault:
                report(logger, _dead_link(entry, address, fault, siteurl), level=logging.WARNING)


def _dead_link(entry: Any, address: str, fault: str, siteurl: str) -> Problem:
    path = Path(entry.source_path)
    line = line_of(address, path.read_text(encoding="utf-8", errors="replace"), siteurl)
    cure = "Correct the link or remove it; the page is built as it is."
    written = address.removeprefix(siteurl) or address
    return Problem(shown_path(path), line, "link", written, fault, cure)


def _warn_of_links_to_drafts(entry: Any, sources: Mapping[str, Any]) -> None:
    """In production a draft has no address: a link to it would lead home without a word."""
    for address in dict.fromkeys(addresses_in(entry._content)):  # noqa: SLF001
        if address.startswith(("{filename}", "|filename|")):
            path = unquote(urlsplit(address[len("{filename}") :]).path)
            name = path[1:] if path.startswith("/") else f"{entry.relative_dir}/{path}"
            target = sources.get(posixpath.normpath(name))
            if target is not None and not target.save_as:
                fault = "leads to a draft, which is not published"
                problem = _dead_link(entry, address, fault, entry.settings["SITEURL"])
                report(logger, problem, level=logging.WARNING)


def _withhold_files(generators: list[Any]) -> None:
    """Leave out the static files that drafts show and nothing published does."""
    published = [entry for g in generators for entry in _entries(g, PUBLISHED)]
    drafts = [entry for g in generators for entry in _entries(g, DRAFTS)]
    texts = [entry._content or "" for entry in published]  # noqa: SLF001
    alone = only_of_drafts(_files_of(drafts), _files_of(published), texts)
    for generator in generators:
        files = getattr(generator, "staticfiles", [])
        files[:] = [static for static in files if static.get_relative_source_path() not in alone]


def _files_of(entries: Iterable[Any]) -> Iterator[str]:
    for entry in entries:
        if entry._content:  # noqa: SLF001
            yield from map(posixpath.normpath, entry.get_static_links())
            yield from entry.colophon_files_in_sets


def _outputs(generators: list[Any]) -> Iterator[Output]:
    for generator in generators:
        for entry in _entries(generator, (*PUBLISHED, *DRAFTS)):
            if not entry.save_as:
                continue
            yield Output(
                entry.save_as,
                _shown(entry.source_path),
                entry.slug,
                entry.lang,
                fixed=hasattr(entry, "override_save_as"),
            )
        for entry in _entries(generator, PUBLISHED):
            for address, path in _old_paths(entry, complain=True).items():
                yield Output(path, _shown(entry.source_path), moved_from=address)
        for static in getattr(generator, "staticfiles", ()):
            # Its `save_as` would settle where it goes before ``{attach}`` has moved it.
            yield Output(static.get_url_setting("save_as"), _shown(static.source_path))
        if isinstance(generator, ArticlesGenerator):
            yield from outputs_of(generator, partial(_pages, generator.settings))


def _pages(settings: Any, save_as: str, url: str, articles: list[Any], template: str) -> list[str]:
    """The files of a list, one a page, as Pelican's writer will name them."""
    if not articles or template not in settings["PAGINATED_TEMPLATES"]:
        return [save_as]
    most = settings["PAGINATED_TEMPLATES"][template] or settings["DEFAULT_PAGINATION"]
    paginator = Paginator(save_as, url, articles, settings, most)
    return [paginator.page(number).save_as for number in paginator.page_range]


def _shown(path: str) -> str:
    """A source as its author names it; of a symbolic link its own name, not that of its target."""
    folder = Path(path).parent
    return (PurePosixPath(shown_path(folder)) / Path(path).name).as_posix()


def _odd_slugs(outputs: Iterable[Output]) -> Iterator[Problem]:
    for output in outputs:
        if output.slug and not WRITTEN.fullmatch(output.slug):
            cure = "Use letters, digits, hyphens and full stops, for example ‘my-article’."
            yield Problem(output.source, 0, keys.SLUG, output.slug, "cannot be an address", cure)


def _old_paths(entry: Any, *, complain: bool = False) -> dict[str, str]:
    """Old addresses of a text to the files of their redirects."""
    given = entry.metadata.get(keys.MOVED_FROM.field, [])
    old = [given] if isinstance(given, str) else given
    paths = {address: redirect_path(address) for address in old if address.strip()}
    own = entry.save_as.casefold()
    where = _shown(entry.source_path)
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


def _entries(generator: Any, names: Iterable[str]) -> Iterator[Any]:
    for name in dict.fromkeys(names):
        yield from getattr(generator, name, ())


def _slugify(settings: Any, kind: str) -> partial[str]:
    default = settings["SLUG_REGEX_SUBSTITUTIONS"]
    return partial(
        slugify,
        regex_subs=settings.get(f"{kind}_REGEX_SUBSTITUTIONS", default),
        preserve_case=settings["SLUGIFY_PRESERVE_CASE"],
        use_unicode=settings["SLUGIFY_USE_UNICODE"],
    )


def _is_address(settings: Any) -> bool:
    """Whether SITEURL is one; reported where it is not, without the password it may hold."""
    siteurl = settings["SITEURL"]
    production = bool(settings.get("COLOPHON_PRODUCTION"))
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
