"""What every generator builds: the same texts, in each one's form, and what an author changes."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

AUTHOR = "Editors"
"""Who is the author of what names none; pelican-seo fails without one."""

_FENCE = re.compile(r"(?m)^```")
_LOCAL = re.compile(r"(?<=\]\()(?!https?:|mailto:)[^)\s]*")
_FIELD = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")


def resample(source: Path, target: Path, count: int) -> None:
    """`count` articles of 400 to 1,200 words from the paragraphs of those in `source`.

    None has a paragraph twice, so texts are shorter where there are too few. Each has an Id and
    declares a role and a model, as the articles of a site of this kind do: of 8 categories, 170
    tags and 10 models. The same in every run: the choice is seeded.
    """
    choose = random.Random(2026)  # noqa: S311 - nothing secret hangs on it
    pieces = _pieces(source)
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
        left = choose.randint(400, 1200)
        for piece in choose.sample(pieces, len(pieces)):
            if left <= 0:
                break
            body.append(
                _LOCAL.sub(lambda _: f"{{filename}}/articles/{choose.randrange(count)}.md", piece)
            )
            left -= len(piece.split())
        path = target / "articles" / f"{number}.md"
        path.write_text(head + "\n" + "\n\n".join(body) + "\n", encoding="utf-8")


def _pieces(source: Path) -> list[str]:
    """What may stand in any text and any order: paragraphs, with what belongs to them.

    A heading goes with what follows it; code, and what is indented, with what goes before. What
    has a footnote is left out: the two may not meet. So is what shows an image, of which there is
    none here; `bench.images` measures them.
    """
    pieces: list[str] = []
    seen: set[str] = set()
    for path in _sources(source):
        text = path.read_text("utf-8").partition("\n\n")[2].strip()
        own: list[list[str]] = []
        in_code = wants_more = False
        for block in re.split(r"\n{2,}", text):
            if own and (wants_more or in_code or block.startswith(("```", " ", "\t"))):
                own[-1].append(block)
            else:
                own.append([block])
            in_code ^= len(_FENCE.findall(block)) % 2 == 1
            wants_more = not in_code and block.startswith("#")
        for blocks in own[:-1] if wants_more else own:
            piece = "\n\n".join(blocks)
            if seen.isdisjoint(blocks) and not any(mark in piece for mark in ("[^", "![")):
                pieces.append(piece)
            seen.update(blocks)
    return pieces


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
