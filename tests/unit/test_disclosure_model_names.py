"""A model is never an author, and a person with a model's name is still a person."""

from __future__ import annotations

import time

import pytest

from plugins.audit.check_jsonld import author_fault
from plugins.disclosure.model_names import FAMILIES, LONGEST_NAME, is_model, models_among

MODELS = [
    *("ChatGPT", "chatgpt", "Chat-GPT", "ChatGPT 4o", "GPT", "GPT-4o", "gpt 5", "gpt-3.5-turbo"),
    *("o3-mini", "o1", "o4-mini-high", "Claude", "Claude 3.5 Sonnet", "claude-opus-4"),
    *("claude_3", "Gemini", "Gemini 2.0 Flash Thinking", "Gemini Ultra", "Gemma 2", "gemma-7b"),
    *("Llama", "Llama 3", "Meta Llama 3.1 405B", "DeepSeek", "deepseek-r1", "DeepSeek-V3"),
    *("Qwen2.5-72B", "Mixtral 8x7B", "Mistral", "Mistral Large", "Grok 4", "Kimi K2", "Codex"),
    *("Copilot", "Copilot Pro", "GitHub Copilot", "Microsoft Copilot", "Bard", "Command R+"),
    *("Midjourney", "Midjourney v6", "DALL-E 3", "DALL·E", "dalle3", "Stable Diffusion XL"),
    *("Veo 3", "Imagen 4 Ultra", "Flux 1", "Flux Pro"),
    *("Sora 2", "OpenAI Sora", "Google Gemini", "Perplexity", "Perplexity Pro", "Nova Pro"),
    *("AI", "ai", "A.I.", "an AI", "AI assistant", "AI-Assistant", "Language Model", "LLM bot"),
    *("Ana Lopez (AI)", "Desk (GPT-4)", "Desk (ChatGPT)", "  GPT-4  ", "GPT\u20114", "Phi-3"),
]
PEOPLE = [
    *("Claude Shannon", "Claude Monet", "Claude Lévi-Strauss", "Jean-Claude", "Claude Prost"),
    *("Claude Small", "Ada Lovelace", "Gemini Ganesan", "Gemma", "Gemma Arterton", "Phi Nguyen"),
    *("Veo", "Veo Films", "Imagen", "Flux Magazine"),
    *("Sora", "Sora Aoi", "Sora Kim", "Kimi", "Kimi Räikkönen", "Nova", "Nova Scotia Press"),
    *("Codex Media", "The Perplexity of Being", "Perplexity Press", "Mistral Winds", "OpenAI"),
    *("Command Post", "Command", "The editors", "Llamas & Co", "Barden", "Grokking Desk", "Phi"),
    *("Ai", "Ai Weiwei", "Aino Laine", "AI Weekly", "O2 Deutschland", "GLM", "nova2000", "Opal 3"),
    *("Anthropic", "Copilots", "Jane Doe (AI editor)", "Google Press", "Sora 1987", "", " ", "-"),
]


@pytest.mark.parametrize("name", MODELS)
def test_models_are_found(name: str) -> None:
    """A product's name, alone where nobody else has it, or with a version or variant."""
    assert is_model(name)
    assert author_fault(name, frozenset({"Person"})) == "author-model"


@pytest.mark.parametrize("name", PEOPLE)
def test_people_are_left_alone(name: str) -> None:
    """A surname is not a version, and a first name not a model."""
    assert not is_model(name)
    assert author_fault(name, frozenset({"Person"})) == ""


def test_names_of_the_sites_own_are_found_too() -> None:
    """Models that the text declares or contributors.toml lists, exactly; products of the owner."""
    names = ["my-model-1", "MY-MODEL-1", "my-model-12", "Acme Writer", "acme-writer 3", "Acme"]
    assert models_among(names, ["my-model-1"], ["Acme Writer", " "]) == [
        *("my-model-1", "MY-MODEL-1", "Acme Writer", "acme-writer 3"),
    ]
    assert models_among(["Acme Writers", "A+B 2", "Claude"], [], ["A+B"]) == ["A+B 2", "Claude"]


@pytest.mark.parametrize("piece", ["(", "ai (", "gpt-", "claude 3", " ", "o3 ", "- ", "(ai"])
def test_a_hostile_name_takes_no_time(piece: str) -> None:
    """However long, and whatever it is made of."""
    for family in FAMILIES:
        assert is_model(f"{family} 1")
    started = time.process_time()
    for size in (LONGEST_NAME, LONGEST_NAME + 1, 100_000):
        is_model((piece * size)[:size], [piece, "x"])
    assert time.process_time() - started < 1
