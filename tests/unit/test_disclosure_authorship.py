"""A model is never an author, and a person with a model's name is still a person."""

from __future__ import annotations

import pytest

from plugins.disclosure.authorship import models_among
from plugins.disclosure.settings import DisclosureSettings

PRODUCTS = DisclosureSettings().product_names


@pytest.mark.parametrize(
    "name",
    [
        *(
            "my-model-1",
            "MY-MODEL-1",
            "ChatGPT",
            "chatgpt",
            "GPT-4o",
            "gpt 5",
            "o3-mini",
            "Copilot",
        ),
        *("Claude", "Claude 3.5 Sonnet", "claude-opus-4", "Gemini 2.0 Flash Thinking", "Llama 3"),
        *("deepseek-r1", "DeepSeek-V3", "Qwen2.5-72B", "Mixtral 8x7B", "Grok 4"),
    ],
)
def test_models_are_found(name: str) -> None:
    """Declared, a product's name, or a family's name with a version."""
    assert models_among([name], ["my-model-1"], PRODUCTS) == [name]


@pytest.mark.parametrize(
    "name",
    [
        *("Claude Shannon", "Claude Lévi-Strauss", "Ada Lovelace", "Gemini Ganesan", "Phi Nguyen"),
        *("Command Post", "Nova Scotia Press", "The editors", "Llamas & Co", ""),
    ],
)
def test_people_are_left_alone(name: str) -> None:
    """A first name is not a version."""
    assert models_among([name], ["my-model-1"], PRODUCTS) == []
