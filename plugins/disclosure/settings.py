"""The options of `DISCLOSURE = {...}` in pelicanconf.py."""

from __future__ import annotations

from ..common.values import dataclass


@dataclass(frozen=True, slots=True)
class DisclosureSettings:
    """Every option, its default and what it means."""

    contributors: str = "contributors.toml"
    """File with models, people and who answers, relative to the content folder."""

    words: str = "words.toml"
    """File with the owner's own sentences, relative to the content folder."""

    icon: str = ""
    """Your own image beside the notice, in place of the mark's lines: a published file below the
    content folder, as `images/icon.svg`."""

    product_names: tuple[str, ...] = ()
    """Names that, with or without a version, count as models when they stand as an author, beside
    those of well-known products (ChatGPT, Claude 3.5 Sonnet, Midjourney, …)."""

    stale_review: str = "allow"
    """`stop`: no publication while a text has only reviews that its changes voided; `allow`: it is
    published, as not reviewed. Also as a setting of its own: `STALE_REVIEW`."""
