"""What a published site must not lack: declarations, somebody who answers, human authors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..common.problems import Problem
from .authorship import models_among
from .contributors import Contributors
from .inventory import Row
from .settings import DisclosureSettings

SHOWN = 5
"""Undeclared files that the message names."""


def problems(
    settings: Mapping[str, Any], contributors: Contributors, rows: Sequence[Row]
) -> Iterator[Problem]:
    """Reasons not to publish; none in preview.

    Read from Pelican's settings: COLOPHON_PRODUCTION, COLOPHON_ALLOW_UNDECLARED (for one run) and
    SITEURL.
    """
    if not settings.get("COLOPHON_PRODUCTION"):
        return
    if not settings.get("COLOPHON_ALLOW_UNDECLARED"):
        yield from _undeclared(rows)
    yield from _responsible(contributors, settings["SITEURL"])


def models_named(
    authors: Iterable[str],
    declared: Collection[str],
    contributors: Contributors,
    options: DisclosureSettings,
) -> list[str]:
    """The names among `authors` that are a model's, also as contributors.toml lists it."""
    listed = [name for model in contributors.models.values() for name in (model.id, model.name)]
    return models_among(authors, [*declared, *listed], options.product_names)


def model_author(name: str, path: str) -> Problem:
    """What is said of a model that stands as the author of the text at `path`."""
    cure = "Name the model in AI-Model; the author is the person or organisation that publishes."
    return Problem(path, 0, "Author", name, "is a model, and a model is never an author", cure)


def _undeclared(rows: Sequence[Row]) -> Iterator[Problem]:
    missing = sorted(entry.source for entry in rows if entry.kind == "article" and not entry.role)
    if not missing:
        return
    first = ", ".join(missing[:SHOWN]) + (", …" if len(missing) > SHOWN else "")
    noun = "article does" if len(missing) == 1 else "articles do"
    message = f"{len(missing)} {noun} not say how the text was written: {first}"
    cure = (
        "Declare them with `invoke disclose --undeclared`, or publish this once without:"
        " `invoke build --production --allow-undeclared`."
    )
    yield Problem("content", 0, "AI-Role", "", message, cure)


def _responsible(contributors: Contributors, siteurl: str) -> Iterator[Problem]:
    answers = contributors.responsible
    where, key = "content/contributors.toml", "[responsible]"
    if answers is None:
        cure = 'Write [responsible] with organisation = "..." (or person) and contact = "...".'
        yield Problem(where, 0, key, "", "is missing, so nobody answers for the site", cure)
    elif answers.placeholder_for and answers.placeholder_for.rstrip("/") != siteurl.rstrip("/"):
        message = f"is a placeholder that only {answers.placeholder_for} may show"
        cure = "Say who answers for your site, with contact, and remove `placeholder_for`."
        yield Problem(where, 0, key, answers.name, message, cure)
