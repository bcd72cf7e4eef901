"""What every generator builds: the same texts, in each one's form, and what an author changes."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

AUTHOR = "Editors"
"""Who is the author of what names none; pelican-seo fails without one."""

_FIELD = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")


def resample(source: Path, target: Path, count: int) -> None:
    """`count` articles of 400 to 1,200 words from the paragraphs of those in `source`.

    Each has an Id and declares a role and a model, as the articles of a site of this kind do: of 8
    categories, 170 tags and 10 models. The same in every run: the choice is seeded.
    """
    choose = random.Random(2026)  # noqa: S311 - nothing secret hangs on it
    found = [path.read_text("utf-8") for path in sorted((source / "articles").glob("*.md"))]
    bodies = [text.partition("\n\n")[2].split("\n\n") for text in found]
    paragraphs = [paragraph for body in bodies for paragraph in body]
    (target / "articles").mkdir(parents=True)
    listed = source / "contributors.toml"
    (target / listed.name).write_bytes(listed.read_bytes() if listed.is_file() else b"")
    for number in range(count):
        tags = ", ".join(sorted({f"tag {choose.randrange(170)}" for _ in range(4)}))
        head = (
            f"Title: Article {number}\nDate: {2000 + number % 26}-0{number % 9 + 1}-11\n"
            f"Id: urn:x:{number}\nCategory: Topic {number % 8}\nTags: {tags}\n"
            f"AI-Role: generated\nAI-Model: model-{number % 10}\nAI-Review: none\n"
        )
        body: list[str] = []
        longest = choose.randint(400, 1200)
        while sum(len(paragraph.split()) for paragraph in body) < longest:
            body.append(choose.choice(paragraphs))
        path = target / "articles" / f"{number}.md"
        path.write_text(head + "\n" + "\n\n".join(body) + "\n", encoding="utf-8")


def take(source: Path, target: Path, count: int) -> None:
    """Fill `target` with `count` resampled articles, or with the folder as it is where 0."""
    if count:
        resample(source, target, count)
    else:
        shutil.copytree(source, target)


def by_date(content: Path) -> list[Path]:
    """The sources of a folder's articles, the newest last."""
    found = ((_parts(path)[0].get("date", ""), path) for path in _sources(content))
    return [path for _, path in sorted(found)]


def for_hugo(content: Path, target: Path) -> None:
    """The same articles with front matter as Hugo reads it, below ``content/``."""
    for path in _sources(content):
        fields, body = _parts(path)
        head = {
            "title": fields.get("title", path.stem),
            "date": fields["date"][:10],
            "draft": fields.get("status", "") == "draft",
            "categories": [fields.get("category", "Notes")],
            "tags": _list(fields.get("tags", "")),
            "authors": _list(fields.get("authors", fields.get("author", AUTHOR))),
        }
        # Links to sources are for Pelican alone; braces begin a shortcode.
        text = body.replace("{filename}", "").replace("{{", "{ {")
        made = target / "content" / path.relative_to(content)
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(f"{json.dumps(head, indent=1)}\n\n{text}", encoding="utf-8")


def add_sentence(path: Path, sentence: str) -> None:
    """Put `sentence` at the end of a text."""
    path.write_text(f"{path.read_text('utf-8')}\n\n{sentence}\n", encoding="utf-8")


def stress_title(path: Path, _number: int) -> None:
    """Give a title one exclamation mark more, which leaves the address as it is."""
    text = re.sub(r"(?m)^Title:.*", r"\g<0>!", path.read_text("utf-8"), count=1)
    path.write_text(text, encoding="utf-8")


def _sources(content: Path) -> list[Path]:
    return sorted((content / "articles").rglob("*.md"))


def _parts(path: Path) -> tuple[dict[str, str], str]:
    """Front matter, its keys in lower case, and text."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    found = (_FIELD.fullmatch(line) for line in head.splitlines())
    return {field[1].lower(): field[2].strip() for field in found if field}, body


def _list(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
