"""What a published site must not lack: declarations, somebody who answers, human authors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..common import keys
from ..common.frontmatter import Document
from ..common.problems import Problem, did_you_mean, shown_path
from .model_names import is_model, models_among
from .site_disclosure import SiteDisclosure

SHOWN = 5
"""Files that a message names."""
ALLOW, STOP = ON_STALE = ("allow", "stop")
"""What the owner may say of texts whose reviews are void."""


def mistakes(
    site: SiteDisclosure, settings: Mapping[str, Any], *, production: bool, undeclared: bool
) -> Iterator[Problem]:
    """What stops a publication: nobody answers, texts are undeclared, or stale if that counts.

    The owner says that it does with ``stale_review`` of DISCLOSURE or with STALE_REVIEW; ``stop``
    in either counts. A word that is neither ``allow`` nor ``stop`` is a problem in preview too.
    `undeclared`: whether texts may be undeclared this once. Read from Pelican's settings:
    STALE_REVIEW and SITEURL.
    """
    given = {
        "DISCLOSURE['stale_review']": site.options.stale_review,
        "STALE_REVIEW": settings.get("STALE_REVIEW", ALLOW),
    }
    unknown = [(key, str(word)) for key, word in given.items() if word not in ON_STALE]
    for key, word in unknown:
        cure = f"{did_you_mean(word, ON_STALE)}Write {ALLOW!r} or {STOP!r}."
        yield Problem("pelicanconf.py", 0, key, word, "is not offered", cure)
    if production:
        if site.undeclared and not undeclared:
            yield _undeclared(shown_path(site.content), site.undeclared)
        if site.stale and STOP in given.values() and not unknown:
            yield _stale(shown_path(site.content), site.stale)
        yield from _unanswered(site, settings["SITEURL"])


def models_named(
    site: SiteDisclosure, authors: Iterable[str], declared: Iterable[str]
) -> list[str]:
    """The names among `authors` that are a model's, also as contributors.toml lists it."""
    models = site.contributors.models.values()
    listed = (name for model in models for name in (model.id, model.name))
    return models_among(authors, {*declared, *listed}, site.options.product_names)


def model_author(name: str, path: str, document: Document, default: object) -> Problem:
    """What is said of a model that stands as an author of the text in the file named `path`.

    `document` is that file, `default` the setting AUTHOR, which counts where the file names nobody.
    """
    given = ((key, line) for key in (keys.AUTHOR, keys.AUTHORS) for line in document.values(key))
    lines = [(key, line) for key, line in given if line.number]
    named = [(key, line.number) for key, line in lines if name in line.value]
    key, number = (*named, *((key, line.number) for key, line in lines), (keys.AUTHOR, 0))[0]
    by_default = not lines and name == default
    where = ("pelicanconf.py", 0, "AUTHOR") if by_default else (path, number, key)
    cure = "Name the model in AI-Model; the author is the person or organisation that publishes."
    return Problem(*where, name, "is a model, and a model is never an author", cure)


def models_answering(site: SiteDisclosure, reviewers: Collection[str]) -> Iterator[Problem]:
    """Each model that is to answer for the site, or that is shown as having reviewed a text.

    `reviewers` are names as readers see them.
    """
    answers, people = site.contributors.responsible, site.contributors.people.values()
    named = {"[responsible]": answers.name} if answers else {}
    named |= {f"[people.{one.id}]": one.shown for one in people if one.shown in reviewers}
    message = "is the name of a model, and a model neither answers for texts nor reviews them"
    cure = "Give the name of the person or organisation, in full where it is a product's too."
    for key, name in named.items():
        if is_model(name, site.options.product_names):
            yield Problem(site.contributors_file, 0, key, name, message, cure)


def _undeclared(content: str, sources: Sequence[str]) -> Problem:
    noun = "article does" if len(sources) == 1 else "articles do"
    message = f"{len(sources)} {noun} not say how the text was written: {_first(sources)}"
    cure = (
        "Declare them with `invoke disclose --undeclared`,"
        " or publish this once without: add --allow-undeclared."
    )
    return Problem(content, 0, keys.ROLE, "", message, cure)


def _stale(content: str, sources: Sequence[str]) -> Problem:
    noun = "text has" if len(sources) == 1 else "texts have"
    message = f"{len(sources)} {noun} changed since the review, and STALE_REVIEW says stop:"
    cure = (
        "Review them again with `invoke review --article PATH`, restore the reviewed text,"
        f" or let them be published as not reviewed: STALE_REVIEW = {ALLOW!r} in pelicanconf.py."
    )
    return Problem(content, 0, keys.REVIEW, "", f"{message} {_first(sources)}", cure)


def _unanswered(site: SiteDisclosure, siteurl: str) -> Iterator[Problem]:
    """Where nobody, or only a placeholder, answers for the site."""
    answers = site.contributors.responsible
    if answers is None:
        cure = 'Write [responsible] with organisation = "..." (or person) and contact = "...".'
        message = "is missing, so nobody answers for the site"
        yield Problem(site.contributors_file, 0, "[responsible]", "", message, cure)
    elif answers.placeholder_for.rstrip("/") not in {"", siteurl.rstrip("/")}:
        message = f"is a placeholder that only {answers.placeholder_for} may show"
        cure = "Say who answers for your site, with contact, and remove `placeholder_for`."
        yield Problem(site.contributors_file, 0, "[responsible]", answers.name, message, cure)


def _first(sources: Sequence[str]) -> str:
    """The first few of some files, by name."""
    return ", ".join(sorted(sources)[:SHOWN]) + (", …" if len(sources) > SHOWN else "")
