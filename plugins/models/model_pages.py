"""From the identifiers that articles name to one page a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..common.addresses import fitted, signs_in_words
from ..common.characters import one_line
from ..common.regex import regex
from ..common.values import dataclass
from ..disclosure.contributors import Model

NO_WORD = regex(r"[^\w.]+")
# A full stop belongs to a number: gpt-4.1 is not gpt-41, and no name ends in ``.html``.
WORD = regex(r"[a-z0-9]+(?:(?<=\d)\.(?=\d)[a-z0-9]+)*")

LONGEST_NAME = 200
"""Characters of a name or provider that headings and lists show."""


@dataclass(frozen=True, slots=True)
class ModelPage:
    """One model as its page shows it. All texts are plain text."""

    slug: str
    name: str
    """As listed in contributors.toml, else the identifier as written."""
    provider: str
    """Empty where the model is not listed."""
    address: str
    """The model's own page on the web, or empty."""
    identifiers: tuple[str, ...]
    """As recorded, sorted; several where they differ in signs or letter case alone."""
    url: str
    """Below the site's root."""
    save_as: str

    @property
    def full_name(self) -> str:
        """With whoever provides it, where that is known: ``Claude (Anthropic)``."""
        return f"{self.name} ({self.provider})" if self.provider else self.name


def pages_of(
    identifiers: Iterable[str],
    slug_of: Callable[[str], str],
    listed: Mapping[str, Model],
    url: str,
    save_as: str,
) -> list[ModelPage]:
    """One page for all identifiers of one slug, sorted by name.

    `url` and `save_as` are patterns with ``{slug}``; `listed` is contributors.toml's models.
    """
    grouped: dict[str, list[str]] = {}
    for identifier in sorted(set(filter(None, identifiers))):
        grouped.setdefault(slug_of(identifier), []).append(identifier)
    pages = (_page(slug, several, listed, url, save_as) for slug, several in grouped.items())
    return sorted(pages, key=lambda page: (page.name.casefold(), page.slug))


def model_slug(identifier: str, to_ascii: Callable[[str], str]) -> str:
    """A slug for any identifier: never empty, at most 100 ASCII letters, digits, ``-`` and ``.``.

    ``openai/gpt-4.1`` becomes ``openai-gpt-4.1``. `to_ascii` spells letters of other scripts (文心
    becomes Wen Xin).
    """
    spelled = to_ascii(NO_WORD.sub(" ", signs_in_words(identifier)))
    return fitted("-".join(WORD.findall(spelled.lower())), identifier, ends=".-")


def shared_pages(pages: Iterable[ModelPage]) -> Iterator[ModelPage]:
    """Pages that stand for identifiers which differ in more than letter case."""
    for page in pages:
        if len({identifier.casefold() for identifier in page.identifiers}) > 1:
            yield page


def _page(
    slug: str, identifiers: list[str], listed: Mapping[str, Model], url: str, save_as: str
) -> ModelPage:
    models = (listed[identifier] for identifier in identifiers if identifier in listed)
    model = next(models, Model(identifiers[0], identifiers[0]))
    return ModelPage(
        slug=slug,
        name=one_line(model.name, LONGEST_NAME) or slug,
        provider=one_line(model.provider, LONGEST_NAME),
        address=model.url,
        identifiers=tuple(identifiers),
        url=url.format(slug=slug),
        save_as=save_as.format(slug=slug),
    )
