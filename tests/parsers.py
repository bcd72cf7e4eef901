"""Everything of ours that reads a text somebody else wrote, with the delimiters that it looks for.

To add one: a line in `PARSERS` with a name, a function of the text, and its delimiters. Regular
expressions need no line, `tests.hostile` finds them by itself; a function does, for it may read
the same place again and again without any expression that does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date

from plugins.addresses.site_links import under_site
from plugins.audit import feeds, image_metadata, inventory, jsonld, notices, page, written_values
from plugins.audit import tree as audit_tree
from plugins.audit.own_site.built_page import read as read_built
from plugins.audit.own_site.images import image_disagreements
from plugins.audit.own_site.lists import llms_disagreements
from plugins.audit.tree import UnreadableError
from plugins.common.addresses import safe_address, term_slug, without_credentials
from plugins.common.characters import html_without_forbidden, one_line, visible
from plugins.common.frontmatter import parse
from plugins.disclosure.authoring.edit import EditError, add_review
from plugins.disclosure.authoring.text_diff import diff_rows
from plugins.disclosure.declared_images import read_image
from plugins.disclosure.front_matter_traps import find_traps
from plugins.disclosure.parts.declared import names_several, read_part
from plugins.disclosure.parts.markers import marks_removed, sealed, unsealed
from plugins.disclosure.parts.part_labels import with_labels
from plugins.disclosure.parts.syntax import find_parts
from plugins.disclosure.records import RecordError, read_record
from plugins.discovery.crawler_files import llms
from plugins.feeds.cleaning import cleaned, resolve, resolve_candidates
from plugins.feeds.files import string
from plugins.feeds.identity import entry_id
from plugins.feeds.interactive import TextPlace, with_links
from plugins.feeds.media import played_in
from plugins.head.summaries import clean
from plugins.html import text as html_text
from plugins.html import urls
from plugins.html.srcset import candidates
from plugins.html.tags import tags
from plugins.images import svg
from plugins.images.containers import stated
from plugins.images.image_file import ImageError
from plugins.images.images_in_text import images_in, with_captions
from plugins.images.source_types import terms_in
from plugins.making_of import recipe
from plugins.models.model_pages import model_slug
from plugins.related.article import Article
from plugins.related.links.passages import plain
from plugins.related.links.scan import scan
from plugins.related.links.title_phrases import title_parts, title_phrases_of
from plugins.related.lists import overrides
from plugins.related.text.languages import language_of
from plugins.related.text.light_markup import split
from plugins.related.text.tokens import atoms, spellings, tokens
from plugins.related.text.words import Tokenizer
from plugins.residue.search import find
from plugins.sources.cleaning import control_characters
from plugins.sources.html_mending import mended
from plugins.sources.typography import typeset
from plugins.videos.addresses import PROVIDERS, video_at
from plugins.videos.facades import videos_in

from .hostile import Job, shapes

HTML = ("<", "<a ", "</a>", "<p>", "<!--", "-->", "<script>", "=", '"', "'", "&#8", "/>")
TREE = ("<div>", "</div>", "<table>", "<a>", "<p>", "<svg>", "<math>", "<b>", "<!-- ", "&amp")
RAW = ("<script>", "</script", "<!--<script ", "<textarea>", "<title>", "</title ", "<style", ">")
MARKDOWN = ("# ", "`", "```", "*", "_", "[", "](", "<", ">", "\n", "\n\n", "    ", "- ", "|", ":")
PARTS = (
    "::: section\n",
    ":::\n",
    "::::",
    "::: quotation role=none\n",
    "=",
    '"',
    "\n\n",
)
"""No lists and quotations: nesting them is Python-Markdown's own work."""
KEYS = ("AI-Role: ", "Title", ":", "\n", "    ", "-", "---\n", "=", ",", " ", "–")
WORDS = (" ", "'", "’", "-", ".", ",", ":", "A", "a1", "\u4e00", "\u3042", "_", "\u0301", "\u0e01")
TITLE = (": ", " - ", "(", ")", "“", "'s ", "?", ", ", "A", "…")
JSON = ('{"@id":"a",', "[", "]", "{", "}", '"', '"a":', ",", "\\", "1")
SITE = "https://e.example/"
HOSTS = ("youtube.com", "youtu.be", "vimeo.com", "player.vimeo.com", "e.example/w")


def jobs() -> Iterator[Job]:
    """Every parser, with a few shapes of its delimiters."""
    return (Job(name, read, shapes(own)) for name, read, own in PARSERS)


def thorough_jobs() -> Iterator[Job]:
    """The same with each pair of delimiters in each order."""
    return (Job(name, read, shapes(own, thorough=True)) for name, read, own in PARSERS)


def _all(read: Callable[[str], Iterable[object]]) -> Callable[[str], object]:
    return lambda text: list(read(text))


def _bytes(read: Callable[[bytes], object]) -> Callable[[str], object]:
    return lambda text: read(text.encode("utf-8", "surrogatepass"))


def _refusing(read: Callable[[str], object], *refusals: type[Exception]) -> Callable[[str], object]:
    """What `read` says of a text that is none of its kind is an answer, too."""

    def reading(text: str) -> None:
        with suppress(*refusals):
            read(text)

    return reading


def _svg(text: str) -> None:
    body = text.replace("<", "&lt;").replace("&", "&amp;")
    for drawing in (
        text,
        f'<svg xmlns="{svg.NAMESPACE}">{text}</svg>',
        f'<svg xmlns="{svg.NAMESPACE}"><!--{body.replace("-", "")}--></svg>',
    ):
        with suppress(ImageError):
            list(svg.packets(drawing.encode()))
            svg.rewritten(drawing.encode(), lambda packet: packet or b"<a/>")


PARSERS: tuple[tuple[str, Callable[[str], object], tuple[str, ...]], ...] = (
    # --- HTML ---
    ("tags", _all(tags), HTML),
    ("tags: raw text", _all(tags), RAW),
    ("text of HTML", html_text.text_of, HTML + TREE),
    ("prose of HTML", html_text.prose_of, TREE),
    ("opening of HTML", lambda text: html_text.opening_of(text, 300), TREE),
    ("sections of HTML", html_text.sections_of, TREE),
    (
        "videos in HTML",
        lambda text: list(videos_in(f"youtu {text}", PROVIDERS)),
        ("<p>", "</p>", '<a href="https://youtu.be/aaaaaaaaaaa">', "</a>", "<b>", "<img>", "youtu"),
    ),
    (
        "address of a video",
        lambda text: [video_at(f"https://{host}/{text}", PROVIDERS) for host in HOSTS],
        ("watch?v=", "&v=", "/", "w/", "a", "1", "#t=", "videos/", "%41", ";"),
    ),
    ("srcset", _all(candidates), (",", " ", "a", "(", ")", "\t", "2x")),
    (
        "addresses in HTML",
        _all(urls.addresses_in),
        ("<img srcset='", ",", " ", "<a href=", "(", ">"),
    ),
    ("links under the site", lambda text: under_site(text, SITE), HTML),
    (
        "one address",
        lambda text: (safe_address(text), without_credentials(text)),
        ("://", "@", ":", "/", "[", "\t", "%"),
    ),
    (
        "characters",
        lambda text: (html_without_forbidden(text), one_line(text, 100)),
        ("&#", "&#x", "0", ";", "\x00", "\ufdd0"),
    ),
    ("mending HTML", mended, TREE),
    (
        "control characters",
        lambda text: list(control_characters(text, "a.md")),
        ("\x00", "\u202e", "\r", "\n"),
    ),
    # --- front matter ---
    ("front matter", parse, KEYS),
    ("traps in front matter", lambda text: find_traps(text, "a.md"), KEYS),
    (
        "AI-Images",
        read_image,
        ("=", " ", "a=generated ", "\t", "{static}", "/"),
    ),
    (
        "AI-Parts",
        read_part,
        ("=", " ", "summary=generated ", ","),
    ),
    ("AI-Model", names_several, (",", ";", " ", "a")),
    (
        "AI-Review",
        _refusing(lambda text: read_record(text, {"a"}, date(2026, 11, 1)), RecordError),
        ("2026-11-01 a: ", "a", ", ", "; ", " (", "a:", "v1:"),
    ),
    ("adding a review", _refusing(lambda text: add_review(text, "2026-11-01 a"), EditError), KEYS),
    # --- Markdown ---
    ("parts of a text", lambda text: find_parts(text, 1, "a.md"), PARTS),
    ("residue", lambda text: find(text, "a.md"), MARKDOWN),
    (
        "residue: words",
        lambda text: find(f"Title: a\n\n{text}", "a.md"),
        (
            "**",
            "**a:** ",
            "[",
            "]",
            "$\\",
            "<think>",
            "\\n",
            "?utm_source=",
            "【",
            "\u200b",
            "http://a",
            "{{",
        ),
    ),
    (
        "making-of",
        lambda text: recipe.read(f"\n\n{text}", "a.md"),
        ("# Prompt\n", "# ", "#", " ", "```", "\n", "a"),
    ),
    ("passages of Markdown", plain, MARKDOWN),
    (
        "quotation marks and dashes",
        lambda text: typeset(text, str, str),
        ("'", '"', "-", ".", "--", "...", " ", "s", "8", "&nbsp;", "a'", ' "'),
    ),
    ("kinds of Markdown", split, MARKDOWN),
    ("differences", lambda text: diff_rows(text, text[1:]), ("a ", "\n", ".", "ab\n")),
    ("what is unseen", visible, ("\u200b", "\u202e", "\xa0", "a")),
    # --- words ---
    ("tokens", lambda text: (tokens(text), tokens(text, elides=True)), WORDS),
    ("atoms and spellings", lambda text: (atoms(text), spellings(text)), WORDS),
    ("words", lambda text: Tokenizer(language_of("de")).tokenize(text), WORDS),
    (
        "parts of a title",
        lambda text: list(title_parts(text, language_of("en"), lambda _: True)),
        TITLE,
    ),
    (
        "names in a text",
        lambda text: title_phrases_of(Article(id="a", title=text, body=text), text),
        TITLE + WORDS,
    ),
    ("Related", lambda text: (overrides.words(text), overrides.names(text)), (",", " ", "\n", "a")),
    (
        "slugs",
        lambda text: (term_slug(text, str.lower), model_slug(text, str.lower)),
        ("+", "#", ".", " ", "a", "1."),
    ),
    # --- parts, images and links in HTML ---
    ("passages of HTML", scan, HTML + TREE),
    ("passages of HTML: raw text", scan, RAW),
    (
        "parts closed by HTML",
        lambda text: unsealed(f"<p data-part='{sealed(1)}'>{text}", [1], by_hand=True),
        TREE,
    ),
    (
        "labels at parts",
        lambda text: (with_labels(text, {}), marks_removed(text)),
        (
            "<p data-part=1>",
            "<p data-part=",
            "<div>",
            "</div>",
            ">",
            " ",
            "<section data-part=2 id=a>",
        ),
    ),
    (
        "images in a text",
        images_in,
        (
            "<figure>",
            "<picture>",
            "<source srcset=a>",
            "<img src=a.png>",
            "</figure>",
            "<figcaption>",
            "<a href=.png>",
            "</a>",
            "<svg>",
        ),
    ),
    ("captions", lambda text: with_captions(text, [(len(text), "a"), (0, "b")]), HTML),
    # --- feeds and heads ---
    (
        "links for what acts",
        lambda text: with_links(text, TextPlace(SITE, SITE, "en")),
        (
            "<script>",
            "<svg>",
            "<svg/>",
            "</svg>",
            "<iframe src=",
            "<p hidden>",
            "</p>",
            "<noscript>",
            "<object>",
            "<a>",
        ),
    ),
    ("cleaning for feeds", lambda text: cleaned(text, SITE, SITE), TREE),
    (
        "addresses in feeds",
        lambda text: (resolve(text, SITE, SITE), resolve_candidates(text, SITE, SITE)),
        (",", " ", "/", "../", ":", "(", "a"),
    ),
    (
        "sounds and films",
        played_in,
        ("<audio>", "<source src=a.mp3>", "<video src=", "#", ";"),
    ),
    ("ids", lambda text: entry_id(text, text), ("https://a", "%", "urn:", "a", "/")),
    ("strings of CSS", string, ('"', "\\", "\n", "\r")),
    ("summaries", lambda text: clean(text, SITE, SITE), HTML),
    ("llms.txt", lambda text: llms(text, text, ()), ("[", "\\", "*", "\n")),
    # --- images ---
    (
        "SVG",
        _svg,
        (
            "<g>",
            "<g/>",
            "</g>",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?a",
            "?>",
            "<!DOCTYPE svg [",
            "'",
            '"',
            "<metadata>",
        ),
    ),
    (
        "images",
        _refusing(_bytes(stated), ImageError),
        (
            "\xff\xd8\xff\xe1",
            "GIF89a",
            "\x21\xff\x0b",
            "\x89PNG\r\n\x1a\n",
            "RIFF",
            "\0",
            "<svg>",
            "\xff",
        ),
    ),
    (
        "source types in bytes",
        _bytes(terms_in),
        ("/digitalsourcetype/", "trainedAlgorithmicMedia", "/"),
    ),
    # --- the auditor ---
    (
        "auditor: pages",
        lambda text: page.read("a.html", audit_tree.parse_page(text.encode("utf-8", "replace"))),
        HTML + TREE,
    ),
    (
        "auditor: JSON-LD",
        lambda text: jsonld.read(
            audit_tree.parse_page(
                f"<script type='application/ld+json'>{text}</script>".encode()
            ).root
        ),
        JSON,
    ),
    (
        "auditor: feeds",
        _refusing(
            _bytes(lambda data: (feeds.is_feed_xml(data), feeds.read_xml("a", data))),
            UnreadableError,
        ),
        ("<feed>", "<entry>", "<![CDATA[", "&lt;", "&#", "<!--"),
    ),
    (
        "auditor: inventory",
        _refusing(lambda text: inventory.read("a", text), UnreadableError),
        JSON,
    ),
    (
        "auditor: sentences",
        lambda text: [
            ask(text)
            for ask in (
                notices.percentages,
                notices.compliance,
                notices.claims_review,
                notices.is_signed,
                notices.says_ai_wrote,
                notices.says_unreviewed,
                notices.is_vague,
            )
        ],
        ("AI ", "1", ". ", "%", " by ", "review", "not ", "80%", "written "),
    ),
    (
        "auditor: values",
        lambda text: (
            written_values.value_fault(text),
            written_values.source_type(text),
            written_values.iso_date(text),
        ),
        ("-", "_", " ", "ai", "|", "1", "https://schema.org/", "2026-11-"),
    ),
    (
        "auditor: images",
        lambda text: image_metadata.metadata(text.encode("utf-8", "replace")),
        ("<x:xmpmeta ", "<a:RDF>", "</x:xmpmeta>", "\0", "<"),
    ),
    (
        "check: images",
        lambda text: list(
            image_disagreements(
                {"images": [], "url": SITE},
                read_built(SITE, f"<article>{text}</article>".encode("utf-8", "replace")),
            )
        ),
        ("<img srcset='", ",", "<figure>", "<picture>", " 2x", ">"),
    ),
    (
        "check: llms.txt",
        lambda text: list(llms_disagreements(text, {})),
        ("- [", "](", ")", "\\", ": ", "\n"),
    ),
)
