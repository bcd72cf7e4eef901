"""Marks that tools put into an answer for their own pages, and that mean nothing anywhere else.

Seen in public repositories and in the guide of Wikipedia's project AI Cleanup, ‘Signs of AI
writing’: each of them, as given here, stands in texts that people have published.
"""

from __future__ import annotations

import re

from .patterns import finder, sought

turns = finder(
    sought(
        "turn",
        r"turn\d{1,4}[a-z]{3,14}\d{1,4}(?:[a-z]{0,20}turn\d{1,4}[a-z]{3,14}\d{1,4})*",
    ),
    # ChatGPT wraps its markers in private-use characters, which most fonts do not show.
    sought("\ue200 \ue201 \ue202 \ue203 \ue204", "[\ue200-\ue20f]"),
    sought('entity[" image_group{"', r'\bentity\["[a-z_]+",[^\]\n]{0,120}\]', r'\bimage_group\{"'),
)

oaicite = finder(
    sought(
        "oaicite contentreference oai_citation",
        r":?contentReference\[oaicite:[^\]\n]{0,40}\](?:\{index=\d+\})?",
        r"\[?oai_citation\b[^\]\n]{0,80}\]?",
        r"\boaicite\b",
    ),
    sought(
        "attributableindex", r"\(?\{[^{}\n]{0,40}\{?[^{}\n]{0,40}attributableIndex[^)\n]{0,40}\)?"
    ),
)

dagger = finder(
    sought("【", r"【\d+(?::\d+)?†[^】\n]{0,120}】?"),
    sought("†", r"\[\d+(?::\d+)?†[^\]\n]{1,80}\]"),
)

gemini = finder(
    sought("[cite", r"\[cite_(?:start|end)\]", r"\[cite:[^\]\n]{1,80}\]"),
    sought("[span_", r"\[span_\d+\](?:\((?:start|end)_span\))?"),
)

grok = finder(
    sought(
        "grok-card grok:render grok_render grok_card",
        r"</?grok[-:](?:card|render)\b[^>\n]{0,200}>?",
        r"\bgrok_render_\w+",
        r"\bgrok_card\b",
    )
)

perplexity = finder(
    sought(
        "[web: [file: [page: [image: [attached_ [memory: [conversation_ [code_file: [chart: [gene",
        r"\[(?:attached_(?:file|image)|web|page|file|memory|conversation_history|image|code_file|chart"
        r"|generated_image):\d+\](?![(\[:])",
    ),
    sought("ppl-ai-", r"\S{0,80}ppl-ai-(?:file-upload|code-interpreter)\S{0,80}"),
    sought("⁂", r'<div align="center">⁂</div>'),
)

chips = finder(
    # A source's name with the number of further ones, as copied from ChatGPT's page.
    sought(
        "+",
        r"^(?:[A-ZÀ-Þ][\w.&' -]{1,40}\+\d{1,2}){2,}[ \t]*$",
        r"(?<![\w+])(?P<chip>[A-ZÀ-Þ][\w.&'-]{2,30}\+\d{1,2})"
        r"(?:[A-ZÀ-Þ][\w.&' -]{1,30}\+\d{1,2}){0,3}(?P=chip)",
    )
)

blocks = finder(
    sought(
        ":::",
        r"^[ >]*:{3,}\s*(?:writing|canvas|artifact|contextlist|immersive)\b[^\n]{0,80}",
    ),
    sought("<", r"</?ant(?:Artifact|Thinking|ml:\w+)\b[^>\n]{0,120}>?"),
    sought(
        "<",
        r"</?(?:function_(?:calls?|results?)|invoke|tool_(?:calls?|response|use|results?|code)"
        r"|search_results?|system-reminder|immersive|bolt(?:Artifact|Action)|document_contents?)"
        r"(?:\s[^>\n]{0,120})?/?>",
    ),
)

reasoning = finder(
    sought(
        "< ◁",
        r"</?(?:think|thinking|thoughts?|thought_process|reasoning|reflection|scratchpad|analysis"
        r"|chain_of_thought|(?:final_)?answer)>",
        "◁/?think▷",
        flags=re.IGNORECASE,
    ),
    # What separates the turns of a conversation in a model's own input.
    sought("<| inst] <<s <｜", r"<[|｜][\w▁ ]{2,40}[|｜]>", r"\[/?INST\]", r"<</?SYS>>"),
)

inside_the_tool = finder(
    # Addresses which only the person who chatted could open, and often only for an hour.
    sought(
        "sandbox:/ file-service:// sediment://",
        r"(?:sandbox:/|file-service://|sediment://)[^\s)>\]\"']{0,120}",
    ),
    sought("attachment:", r"(?<=\()attachment:[^\s)]{1,120}"),
    sought("blob:http", r"blob:https?://[^\s)>\"']{0,120}"),
    sought(
        "oaiusercontent.com oaidalleapi grounding-api-redirect googleusercontent.com/",
        r"https?://(?:[\w-]+\.)*(?:oaiusercontent\.com|oaidalleapi\w+\.blob\.core\.windows\.net)\S{0,80}",
        r"https?://vertexaisearch\.cloud\.google\.com/grounding-api-redirect\S{0,80}",
        r"https?://googleusercontent\.com/(?:image_collection|image_generation_content|immersive\w*|youtube)\S{0,80}",
    ),
    sought(
        "chatgpt.com/c openai.com/c claude.ai/chat/ gemini.google.com/app/ deepseek.com/a/",
        r"https?://(?:chatgpt\.com|chat\.openai\.com)/c/[\w-]{8,}",
        r"https?://claude\.ai/chat/[\w-]{8,}",
        r"https?://gemini\.google\.com/app/\w{8,}",
        r"https?://chat\.deepseek\.com/a/chat/s/[\w-]{8,}",
    ),
)
