"""`invoke check` notices what somebody, or some program, has changed in a built site.

One site with parts, images, languages, a making-of page and several models; each case changes one
place in a copy of it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from commands.check import check
from plugins.common.failure import CommandError
from plugins.disclosure.vocabulary import ReviewState, Role
from tests.building import build, once_a_run, write_site
from tests.declared import PEOPLE, Declared, site_of
from tests.pictures import JPEG, png

BODY = """First words of it.

![b](/images/boat.png)

![s](/images/sea.jpg) and ![m]({static}/images/map.png)

<figure><a href="/images/sea.jpg"><picture><source srcset="/images/map.png 1x">
<img src="/images/sea.jpg" alt=""></picture></a><figcaption>By the sea.</figcaption></figure>

::: section role=generated model=outer-model
Outer words.

:::: quotation role=translated model=inner-model provider=Inn
Inner words[^1].

[^1]: A note.
::::
:::

::: caption role=corrected
A caption of one line.
:::
"""
IMAGES = (
    "AI-Images: images/sea.jpg=generated flux\n    images/map.png=edited\n"
    "    images/boat.png=edited boats\nCover: images/sea.jpg\n"
)
FILES = {
    **site_of(
        [
            Declared("checked", Role.GENERATED, ReviewState.RECORDED, ("claude",), lang="en"),
            Declared("stale", Role.DRAFTED, ReviewState.STALE, ("claude", "m-2")),
            Declared("silent"),
            Declared("icelandic", Role.GENERATED, ReviewState.ABSENT, lang="is"),
            Declared("german", Role.NONE, lang="de", parts=(("section", Role.GENERATED, "m-2"),)),
        ]
    ),
    "articles/rich.md": (
        f"Title: Rich\nDate: 2026-11-02\nAI-Role: none\nAI-Review: none\n{IMAGES}"
        f"AI-Parts: title=generated title-model\nAI-Making: rich.md\n\n{BODY}"
    ),
    "articles/hidden.md": (
        "Title: Hidden\nDate: 2026-11-02\nStatus: hidden\nAI-Role: none\n\nText.\n"
    ),
    "pages/about.md": "Title: About\n\n::: section role=generated model=m-2\nWords.\n:::\n",
    "pages/plain.md": "Title: Plain\n\nA sea: ![s](/images/sea.jpg)\n",
    "making/rich.md": "AI-Model: claude\n\n# Prompt\n\nWrite.\n\n# Notes\n\nI wrote.\n",
    "images/sea.jpg": JPEG.decode("utf-8", "surrogateescape"),
    "images/map.png": png().decode("utf-8", "surrogateescape"),
    "images/boat.png": png(colour=b"\7\7\7").decode("utf-8", "surrogateescape"),
    "contributors.toml": PEOPLE + '[responsible]\norganisation = "Desk"\n',
}
SPAN = r'<span class="disclosure-image"[^>]*>'
NOTE = r'<p class="disclosure-part"[^>]*>'
RICH, MAKING, COUNTS = "rich/index.html", "rich/making/index.html", "transparency/index.html"
CASES = [
    # Labels of parts
    (RICH, NOTE + r"AI-written by outer-model\.</p>", "", "label of Part-1"),
    (RICH, "(outer-model)\\.</p>", r"\1 and a person.</p>", "label of Part-1"),
    (RICH, NOTE + r"AI-translated[^<]*</p>", "", "label of Part-2"),
    (RICH, r' <span class="disclosure-part"[^<]*</span>', "", "label of Part-3"),
    (RICH, "<p>First words", '<p><b class="disclosure-part">By a person.</b>', "label at no part"),
    (RICH, ' ai-model="inner-model"', "", "ai-model of Part-2"),
    (RICH, r'(<li ai-disclosure="[^"]*" ai-model=")inner', r"\1other", "attributes in the text"),
    (RICH, r'(<h1) ai-disclosure="ai-autonomous"', r'\1 ai-disclosure="human-only"', "the title"),
    (RICH, r"(<h1) [^>]*>", r"\1>", "the title"),
    (RICH, r'("description":")AI-written by outer-model', r"\1By a person", "JSON-LD hasPart"),
    ("about/index.html", NOTE + "[^<]*</p>", "", "label of Part-1"),
    ("de/german/index.html", "KI-geschrieben von m-2.</p>", "AI-written by m-2.</p>", "Part-1"),
    # Images
    (RICH, SPAN + "AI-generated image by flux.</span>", "", "label of http"),
    (RICH, r"(By the sea\.) <span[^<]*</span>", r"\1", "label of http"),
    (RICH, "<figcaption class=.disclosure-image[^<]*</figcaption>", "", "label of http"),
    ("plain/index.html", SPAN + "[^<]*</span>", "", "label of http"),
    (RICH, f"({SPAN})AI-edited image", r"\1Image", "label of an image"),
    (RICH, r'"caption":"AI-edited', '"caption":"Nicely edited', "JSON-LD image"),
    (RICH, r"schema.org/TrainedAlgorithmicMediaDigitalSource(\",\"caption)", r"x/digitalCapture\1",
     "JSON-LD image"),
    ("images/sea.jpg", "trainedAlgorithmicMedia", "digitalCapture", "digital source type"),
    ("images/map.png", "compositeWithTrained", "CompositeWithTrained", "digital source type"),
    # Cards
    ("index.html", r'<span class="disclosure-cover"[^<]*</span>', "", "cover on the card"),
    ("index.html", "AI-generated image<", "Image<", "cover on the card"),
    ("model/outer-model/index.html", r'(disclosure-short"[^>]*>)Partly by AI', r"\1A person",
     "card of"),
    ("model/outer-model/index.html", "Partly by AI", "By a person", "label above the list"),
    ("is/icelandic/index.html", r'(class="disclosure" role="note") lang="en"', r"\1", "language"),
    ("archives/index.html", r'(class="disclosure-short" lang=")en', r"\1de", "language of card"),
    # Feeds
    ("feeds/all.atom.xml", r"&lt;p&gt;AI-written by outer-model\.&lt;/p&gt;", "", "labels in"),
    ("feeds/all.rss.xml", "Image AI-edited by boats", "Image", "labels in content"),
    ("feeds/all.atom.xml", "</entry>", "", "is not a feed that can be read"),
    ("feeds/all.atom.xml", r" \(AI-written\)</name>", "</name>", "author"),
    ("feeds/all.rss.xml", r"(?s)(<title>Rich</title>.*?<dc:creator>Desk)", r"\1 (AI-written)",
     "author"),
    ("feeds/all.json", r'"name": "Desk \(AI-written\)"', '"name": "Desk"', "author"),
    ("feeds/all.json", r"<p>AI-written by", "<p>Written by", "content"),
    ("feeds/all.json", r'"summary": "AI-written', '"summary": "Written', "summary"),
    ("feeds/all.json", r'"value": "ai-autonomous"', '"value": "ai-assisted"', "category"),
    ("feeds/all.json", r'    "ai-autonomous",\n', "", "category"),
    ("feeds/all.json", r'    "trainedAlgorithmicMedia"', '    "photo"', "IPTC category"),
    ("feeds/all.json", "digitalsourcetype/trained", "digitalsourcetype/made", "IPTC category"),
    ("feeds/all.json", r'"items"', '"entries"', "is not a feed that can be read"),
    # The notice
    ("checked/index.html", r'(class="disclosure" role="note")', r'\1 lang="de"', "language of the"),
    ("checked/index.html", r'class="disclosure" role', 'class="disclosure new" role', None),
    ("checked/index.html", "No person|Facts checked by", "Facts praised by", "JSON-LD backstory"),
    ("checked/index.html", r'"@context"', '@context"', "JSON-LD"),
    ("checked/index.html", "Published by", "By", "byline"),
    ("de/german/index.html", '(class="byline"[^>]*>)Von', r"\1Veröffentlicht von", "byline"),
    (RICH, "<dd>human-only</dd>", "<dd>ai-assisted</dd>", "details"),
    ("hidden/index.html", "none of the words", "half of the words", "notice"),
    # Pages of the kit's own
    (MAKING, NOTE + "[^<]*</p>", "", "label of the notes"),
    (MAKING, r'(role="note">The notes below are )AI-written', r"\1written", "notes|hasPart"),
    (MAKING, r'("description":")The notes below are AI-', r"\1The notes are human-", "hasPart"),
    ("model/claude/index.html", r'(?s)<li class="card">.*?</li>', "", "article"),
    ("model/claude/index.html", '(?s)(<a href="[^"]*/)checked/', r"\1silent/", "article"),
    (COUNTS, r"<td>2</td><td>33%</td>", "<td>3</td><td>33%</td>", "by "),
    (COUNTS, r"<td>33%</td>", "<td>3%</td>", "a share"),
    (COUNTS, r"<td>6</td><td>100%</td>", "<td>7</td><td>100%</td>", "the sum"),
    (COUNTS, r'(dx="0.4em" dy="0.35em" fill="currentColor">)\d+<', r"\g<1>9<", "the chart"),
    (COUNTS, r"(?s)(By model.*?<td>)1</td>", r"\g<1>4</td>", "by model"),
    (COUNTS, r'(?s)(Undeclared articles</h2>.*?<a href=")[^"]*', r"\1/x/", "undeclared articles"),
    ("ai-disclosures.json", r'"caption":', '"legend":', "another version"),
    ("ai-disclosures.json", r"\{", "", "is no inventory"),
    ("ai-disclosures.json", r'"undeclared": \d', '"undeclared": 0', "counts undeclared"),
    ("ai-disclosures.json", r'"recorded": \d', '"recorded": 9', "counts recorded"),
]  # fmt: skip


@pytest.fixture(scope="module", name="site")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once_a_run(tmp_path_factory, "whole", _build) / "site"


def _build(folder: Path) -> None:
    result = build(folder / "site", settings=write_site(folder, FILES))
    assert result.returncode == 0, result.stderr


def test_the_site_agrees_with_itself(site: Path) -> None:
    """Nothing is told of what nobody has changed."""
    assert check(site).texts == 7


@pytest.mark.parametrize(("name", "pattern", "forged", "form"), CASES)
def test_one_change_is_told(
    site: Path, tmp_path: Path, *, name: str, pattern: str, forged: str, form: str | None
) -> None:
    """The file and the form are named, and no other file is."""
    copy = tmp_path / "copy"
    shutil.copytree(site, copy)
    before = (copy / name).read_bytes().decode("utf-8", "surrogateescape")
    after = re.sub(pattern, forged, before, count=1)
    assert after != before
    (copy / name).write_bytes(after.encode("utf-8", "surrogateescape"))
    if form is None:
        check(copy)
        return
    with pytest.raises(CommandError) as told:
        check(copy)
    assert re.search(form, str(told.value)), told.value
    lines = [line for line in str(told.value).splitlines() if "copy/" in line]
    assert lines
    assert all(f"copy/{name}" in line for line in lines)
