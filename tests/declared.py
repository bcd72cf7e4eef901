"""Articles with any declaration, for tests: what an author would have written, and its meaning."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from plugins.common.frontmatter import parse
from plugins.disclosure.fingerprint import fingerprint
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import ReviewState, Role
from tests.pictures import png

PEOPLE = '[people.desk]\nrole = "Desk §7"\n[people.ann]\nname = "Ann Onym"\npublic = "name"\n'
SHOWN = {"desk": "Desk §7", "ann": "Ann Onym"}
DAY = date(2026, 11, 20)
PIXEL = png()
FRONT = {"title", "summary", "alt"}
WRONG = "0" * 64


@dataclass(frozen=True)
class Declared:
    """One article's declaration."""

    slug: str
    role: Role | None = None
    state: ReviewState = ReviewState.NOT_STATED
    models: tuple[str, ...] = ()
    provider: str = ""
    lang: str = "en"
    person: str = "desk"
    scope: tuple[str, ...] = ("facts",)
    parts: tuple[tuple[str, Role, str], ...] = ()
    """(kind, role, model or empty); a summary box is a ``summary box``, as in the inventory."""
    images: tuple[tuple[str, str], ...] = ()
    """(``generated`` or ``edited``, model or empty) of each image file; the first is the cover."""
    body: str = "Some text."

    @property
    def source(self) -> str:
        """The Markdown file, its review sealed as `invoke review` would have."""
        text = self._text("")
        if self.role is None or self.state is ReviewState.NOT_STATED:
            return text
        if self.state is ReviewState.ABSENT:
            return self._text("AI-Review: none\n")
        record = ReviewRecord(DAY, self.person, self.scope)
        right = fingerprint(parse(text), self.role, record)
        sealed = replace(record, hash=right if self.state is ReviewState.RECORDED else WRONG)
        return self._text(f"AI-Review: {sealed}\n")

    @property
    def blocks(self) -> tuple[tuple[str, Role, str], ...]:
        """The parts that the text itself marks, in its order."""
        return tuple(part for part in self.parts if part[0] not in FRONT)

    def _text(self, review: str) -> str:
        fields = [f"Title: Article {self.slug}", f"Slug: {self.slug}", "Date: 2026-11-01"]
        fields += [f"Lang: {self.lang}", f"Summary: About {self.slug}."]
        if self.role is not None:
            fields.append(f"AI-Role: {self.role}")
            fields += [f"AI-Model: {model}" for model in self.models[:1]]
            fields += [f"    {model}" for model in self.models[1:]]
            fields += [f"AI-Provider: {self.provider}"] if self.provider else []
        front = [part for part in self.parts if part[0] in FRONT]
        for number, (kind, role, model) in enumerate(front):
            key = "    " if number else "AI-Parts: "
            fields.append(f"{key}{kind}={role} {model}".rstrip())
        for number, (what, model) in enumerate(self.images):
            key = "    " if number else f"Cover: {self.image(0)}\nAI-Images: "
            fields.append(f"{key}{self.image(number)}={what} {model}".rstrip())
        shown = "".join(
            f"![x]({{static}}/{self.image(number)})\n\n" for number in range(1, len(self.images))
        )
        body = f"{self.body}\n\n{shown}{self._blocks()}"
        return "\n".join(fields) + f"\n{review}\n{body}"

    def image(self, number: int) -> str:
        """The file of an image, below the content folder."""
        return f"images/{self.lang}-{self.slug}-{number}.png"

    def _blocks(self) -> str:
        return "".join(
            f"::: {kind.removesuffix(' box')} role={role}"
            + (f' model="{model}"' if model else "")
            + "\nA part.\n:::\n\n"
            for kind, role, model in self.blocks
        )


def site_of(articles: list[Declared]) -> dict[str, str]:
    """The files of a site with these articles."""
    files = {f"articles/{one.lang}-{one.slug}.md": one.source for one in articles}
    for one in articles:
        pictures = (one.image(number) for number in range(len(one.images)))
        files |= {path: PIXEL.decode("utf-8", "surrogateescape") for path in pictures}
    return files | {"contributors.toml": PEOPLE + '[responsible]\norganisation = "Desk"\n'}
