"""Which names are those of AI models and products, and not of people or organisations.

A model is never an author and never a reviewer. The build asks this module before anything is
written, the auditor asks it about any site, so both judge a name alike. People have the names of
products (Claude Shannon, Sora Aoi, Gemma), and so do firms (Codex Media): such a name counts as a
model's only where what follows it is a version, or one of that product's own variants.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable
from pathlib import Path

from ..common.regex import regex

LONGEST_NAME = 200
"""Characters; nobody is called more."""

_LISTED = tomllib.loads(Path(__file__).with_name("model-names.toml").read_text(encoding="utf-8"))
FAMILIES: dict[str, list[str]] = _LISTED["families"]
COMPANIES = frozenset(_LISTED["companies"])
"""Names of products that are also their makers', who may sign as organisations."""
_PRODUCTS, _MAKERS = "|".join(_LISTED["products"]), "|".join(_LISTED["makers"])
VERSION = r"[a-z]{0,2}(?:\d{1,2}(?!\d)|\d{3}b)"
"""``4o``, ``3.5 …``, ``v2``, ``r1``, ``72B``; a year is none. What follows it is not looked at."""


def _models() -> str:
    """Of names as `_flat` gives them: hyphens are blanks."""
    names, makers = "|".join(FAMILIES), f"(?:{_MAKERS}) "
    alone = "|".join(name for name in FAMILIES if name not in _LISTED["never_alone"])
    said = "|".join(_said(*family) for family in FAMILIES.items())
    return (
        rf"(?:{_PRODUCTS})(?:[ \d].*)?"
        rf"|(?:{makers})?(?:{said}|{alone})|(?:{makers}){{1,2}}(?:{names})"
        r"|o[134](?: (?:mini|preview|pro))?(?: (?:high|medium|low|\d+))*"
        r"|(?:an? |the )?(?:a\.?i\.?|artificial intelligence|llm|(?:large )?language model)"
        r"(?: (?:assistant|model|system|writer|author|bot|agent|editor|reviewer))?"
        r"|.+\((?:chat ?gpt|gpt ?\d\S*|ai|llm)\)"
    )


def _said(name: str, variants: list[str]) -> str:
    """A family's name with a version or one of its variants, whatever follows."""
    return f"{name}(?: ?{VERSION}" + "".join(rf"| {variant}\b" for variant in variants) + ").*"


MODEL = regex(_models, re.IGNORECASE)
PERSON = regex("Ai")
"""A first name, where ‘AI’ and ‘ai’ are none."""

BETWEEN = regex("[\\s_\u00b7\u2010-\u2015\u2212-]+")
"""What stands between the words of a product's name: ‘DALL-E’, ‘DALL·E’, ‘claude_3’."""


def is_model(name: str, products: Iterable[str] = ()) -> bool:
    """Whether a name is that of a model or an AI product rather than a person or organisation.

    `products` are further names that count, alone or with a version.
    """
    flat = _flat(name)
    if len(name) > LONGEST_NAME or PERSON.fullmatch(flat):
        return False
    own = (re.escape(_flat(product)) for product in products if _flat(product))
    return bool(MODEL.fullmatch(flat)) or any(
        re.fullmatch(rf"{product}(?: ?{VERSION}.*)?", flat, re.IGNORECASE) for product in own
    )


def models_among(
    authors: Iterable[str], models: Collection[str], products: Collection[str]
) -> list[str]:
    """The author names that are a model's.

    `models` are identifiers and display names, declared or listed, and count where a name is
    exactly one of them, letter case aside; `products` as in `is_model`.
    """
    folded = {name.casefold() for name in models}
    return [name for name in authors if name.casefold() in folded or is_model(name, products)]


def _flat(name: str) -> str:
    """The words of a name with single blanks between them."""
    return BETWEEN.sub(" ", name[: LONGEST_NAME + 1]).strip()
