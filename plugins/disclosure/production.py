"""What a published site must not lack: declarations, somebody who answers, human authors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..common import keys
from ..common.frontmatter import Document
from ..common.problems import Problem, did_you_mean
from .contributors import Contributors, Responsible
from .model_names import is_model, models_among
from .settings import DisclosureSettings

SHOWN = 5
"""Files that a message names."""
ALLOW, STOP = ON_STALE = ("allow", "stop")
"""What the owner may say of texts whose reviews are void."""


def undeclared(content: str, sources: Sequence[str]) -> list[Problem]:
    """One problem where published articles do not say how they were written.

    `sources` are those articles' paths below `content`.
    """
    if not sources:
        return []
    noun = "article does" if len(sources) == 1 else "articles do"
    message = f"{len(sources)} {noun} not say how the text was written: {_first(sources)}"
    cure = (
        "Declare them with `invoke disclose --undeclared`,"
        " or publish this once without: add --allow-undeclared."
    )
    return [Problem(content, 0, keys.ROLE, "", message, cure)]


def stale(
    settings: Mapping[str, Any],
    options: DisclosureSettings,
    content: str,
    sources: Sequence[str],
    *,
    production: bool,
) -> list[Problem]:
    """One problem where reviews of published texts are void and the owner lets that stop a build.

    `sources` are those texts' paths below `content`. The owner says so with ``stale_review`` of
    DISCLOSURE or with STALE_REVIEW; ``stop`` in either counts. A word that is neither ``allow`` nor
    ``stop`` is a problem in preview too. Read from Pelican's settings: STALE_REVIEW.
    """
    given = {
        "DISCLOSURE['stale_review']": options.stale_review,
        "STALE_REVIEW": settings.get("STALE_REVIEW", ALLOW),
    }
    unknown = [_not_offered(key, value) for key, value in given.items() if value not in ON_STALE]
    if unknown:
        return unknown
    if STOP not in given.values() or not sources or not production:
        return []
    noun = "text has" if len(sources) == 1 else "texts have"
    message = f"{len(sources)} {noun} changed since the review, and STALE_REVIEW says stop:"
    cure = (
        "Review them again with `invoke review --article PATH`, restore the reviewed text,"
        f" or let them be published as not reviewed: STALE_REVIEW = {ALLOW!r} in pelicanconf.py."
    )
    return [Problem(content, 0, keys.REVIEW, "", f"{message} {_first(sources)}", cure)]


def unanswered(siteurl: str, listed: str, answers: Responsible | None) -> list[Problem]:
    """One problem where nobody, or only a placeholder, answers for the site.

    `listed` is the file that should say who does.
    """
    if answers is None:
        cure = 'Write [responsible] with organisation = "..." (or person) and contact = "...".'
        message = "is missing, so nobody answers for the site"
        return [Problem(listed, 0, "[responsible]", "", message, cure)]
    if answers.placeholder_for.rstrip("/") in {"", siteurl.rstrip("/")}:
        return []
    message = f"is a placeholder that only {answers.placeholder_for} may show"
    cure = "Say who answers for your site, with contact, and remove `placeholder_for`."
    return [Problem(listed, 0, "[responsible]", answers.name, message, cure)]


def models_named(
    authors: Iterable[str],
    declared: Collection[str],
    contributors: Contributors,
    options: DisclosureSettings,
) -> list[str]:
    """The names among `authors` that are a model's, also as contributors.toml lists it."""
    listed = [name for model in contributors.models.values() for name in (model.id, model.name)]
    return models_among(authors, [*declared, *listed], options.product_names)


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


def models_answering(
    listed: str, contributors: Contributors, reviewers: Collection[str], options: DisclosureSettings
) -> Iterator[Problem]:
    """Each model that is to answer for the site, or that is shown as having reviewed a text.

    `listed` is the contributors file, `reviewers` are names as readers see them.
    """
    answers = contributors.responsible
    named = {"[responsible]": answers.name} if answers else {}
    people = contributors.people.values()
    named |= {
        f"[people.{person.id}]": person.shown for person in people if person.shown in reviewers
    }
    cure = "Give the name of the person or organisation, in full where it is a product's too."
    for key, name in named.items():
        if is_model(name, options.product_names):
            message = (
                "is the name of a model, and a model neither answers for a text nor reviews it"
            )
            yield Problem(listed, 0, key, name, message, cure)


def _first(sources: Sequence[str]) -> str:
    """The first few of some files, by name."""
    return ", ".join(sorted(sources)[:SHOWN]) + (", …" if len(sources) > SHOWN else "")


def _not_offered(key: str, value: object) -> Problem:
    offer = did_you_mean(str(value), ON_STALE)
    cure = f"{offer}Write {ALLOW!r} or {STOP!r}."
    return Problem("pelicanconf.py", 0, key, str(value), "is not offered", cure)
