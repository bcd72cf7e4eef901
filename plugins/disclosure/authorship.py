"""A model is never an author: which author names are those of models."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

# GPT-4o, Claude 3.5 Sonnet, gemini-2.0-flash: a family's name followed by a version.
FAMILY = re.compile(
    r"(?:chat-?)?gpt(?:[\s-]*\d.*)?|o[134](?:-mini|-preview)?"
    r"|(?:claude|gemini|gemma|llama|mistral|mixtral|deepseek|qwen|grok|phi|command|nova|kimi|glm|bard)"
    r"[\s-]*(?:[vr]?\d|opus|sonnet|haiku|flash|pro|large|coder).*",
    re.IGNORECASE,
)


def models_among(
    authors: Iterable[str], models: Collection[str], products: Collection[str]
) -> list[str]:
    """The author names that are a model's: declared, listed, a product, or a family with version.

    `models` are identifiers and display names; `products` match whole. A person called Claude
    Shannon is none of these.
    """
    known = {name.casefold() for name in (*models, *products)}
    return [a for a in authors if a.casefold() in known or FAMILY.fullmatch(a.strip())]
