"""After any edit a build leaves what a build from nothing leaves, and says the same."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from difflib import unified_diff
from hashlib import blake2b
from pathlib import Path
from typing import ClassVar, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from commands.build.command import CACHE
from plugins.builds.output_tree import home_of
from tests.building import ROOT, build, files_of
from tests.changing_site import FUTURE, OTHER_CONTRIBUTORS, ChangingSite, Text
from tests.pictures import SVG, animation, gradient, png, snapshot

NUMBER = st.integers(0, 30)
TEXT = NUMBER
WORD = st.sampled_from(["harbour", "Iron", "iron", "moon", "clocks"])
BODIES = (
    "Another text about the harbour, its tide clock and timber.",
    "A [broken link]({filename}gone.md) to nothing.",
    "See [the crane]({filename}crane.md) and ![it]({static}/images/crane.png).",
    "![Tide]({attach}tide.png)\n\n::: section role=corrected\nFog.\n:::",
    "![Quay](/images/quay.jpg) <img src='/images/crane.png' width=10>\n\n![New](/images/new.png)",
    "As an AI language model, I cannot see the harbour crane.\n\n```c\nint x;\n```",
    "[The crane at work – Harbour Films](https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv)",
    "",
)
SETTINGS = (
    ("name", "SITENAME = 'Another name'"),
    ("pages", "DEFAULT_PAGINATION = 2"),
    ("pages", "DEFAULT_PAGINATION = False"),
    ("menu", "MENUITEMS = [('Elsewhere', 'https://elsewhere.example/')]"),
    ("menu", "DISPLAY_CATEGORIES_ON_MENU = False"),
    ("summary", "SUMMARY_MAX_LENGTH = 3"),
    ("related", "RELATED = {'count': 1}"),
    ("related", "RELATED = {'links': False, 'reasons': False}"),
    ("feeds", "FEEDS = {'entries': 2, 'rights': 'CC0'}"),
    ("feeds", "FEEDS = {'all': ['json'], 'tag': []}"),
    ("head", "HEAD = {'summary_length': 20}"),
    ("look", "LOOK = {'seed': '#1f5f8b', 'logo': 'images/crane.png'}"),
    ("look", "LOOK = {'light': {'ink': '#ffffff'}}"),
    ("images", "IMAGES = {'widths': (16,), 'formats': ('webp',)}"),
    ("images", "IMAGES = {'versions': False}"),
    ("images", "IMAGES = {'widths': (0,)}"),
    ("look", "SOCIAL = [('There', 'https://there.example/@a')]"),
    ("lang", "DEFAULT_LANG = 'de'"),
    ("category", "DEFAULT_CATEGORY = 'Sundries'"),
    ("defaults", "DEFAULT_METADATA = {'AI-Role': 'generated', 'AI-Model': 'flux'}"),
    ("dates", "DATE_FORMATS = {'de': '%d.%m.%Y'}"),
    ("address", "ARTICLE_URL, ARTICLE_SAVE_AS = 'a/{slug}/', 'a/{slug}/index.html'"),
    ("address", "TAG_SAVE_AS = ''"),
    ("order", "ARTICLE_ORDER_BY = 'title'"),
    ("owner", "JINJA_GLOBALS = {'now': lambda: 'noon'}"),
    ("owner", "JINJA_FILTERS = {'shout': str.upper}"),
    ("zone", "TIMEZONE = 'Asia/Tokyo'"),
    ("relative", "RELATIVE_URLS = True"),
    ("extensions", "MARKDOWN['extensions'].remove('smarty')"),
    ("override", "THEME_TEMPLATES_OVERRIDES = ['own']"),
    ("wrong", "RELATED = {'cuont': 1}"),
    ("videos", "VIDEOS = False"),
    ("future", "WITH_FUTURE_DATES = True"),
)
PLUGINS = (
    *("residue", "images", "making_of", "related", "feeds", "discovery", "models", "transparency"),
    *("head", "look", "disclosure", "sources", "reading", "videos"),
)
TEMPLATES = (
    *("article.html", "base.html", "index.html", "tag.html", "page.html", "archives.html"),
    *("partials/card.html", "partials/footer.html", "partials/extra_head.html"),
)
LINES = (
    *("<!-- edited -->", "{{ SITENAME }}", "{{ articles|length }}", "{{ (articles|last).title }}"),
    "{% for one in articles %}{{ one.summary|striptags }}{% endfor %}",
    "{% for one in articles %}{{ one.content|length }}{% endfor %}",
    "{% for tag, its in tags|sort(attribute='0.name') %}{{ tag }} {{ its[0].title }}{% endfor %}",
    *("{{ output_file }}", "{% include ['gone.html', 'partials/mark.html'] %}"),
    '{% include "own/piece.html" ignore missing %}',
    "{% if article %}{{ article.colophon_related|map(attribute='article.title')|join }}{% endif %}",
    "{{ hidden_articles|map(attribute='title')|join }}{{ drafts|length }}",
    "{{ tags|map('first')|join(',') }}{{ static_content|length }}",
    "{{ article.reading_time if article }}{{ once('partials/length.html') }}",
    "{% for article in articles %}{{ article.content|length }}{% endfor %}",
    "{% for one in articles %}{{ one.colophon_related|length }}{% endfor %}",
    "{% for one in articles %}{{ one.get_relative_source_path() }}{% endfor %}",
    "{% for one in articles %}{{ one.translations|map(attribute='summary')|join }}{% endfor %}",
    "{% for item in article.colophon_related or [] %}{{ item.article.summary }}{% endfor %}",
    "{% for one in static_content.values() %}{{ one.url }}{% endfor %}",
    "{{ articles_page.has_next() if articles_page }}{{ now() if now is defined }}",
    "{% for one in articles %}{{ one.colophon_disclosure.report }}{% endfor %}",
)
CRANE = "content/images/crane.png"
MISSING = ("disclosure/byline.html", "own/piece.html", "related/list.html", "gone.html")


class Left(NamedTuple):
    """What one build came to."""

    code: int
    told: str
    files: dict[str, bytes]


SERIAL = {"COLOPHON_WORKERS": "1"}
WAYS = {
    "fork": {"COLOPHON_WORKERS": "2", "PYTHONHASHSEED": "1"},
    "forkserver": {
        "COLOPHON_WORKERS": "2",
        "COLOPHON_START_METHOD": "forkserver",
        "PYTHONHASHSEED": "2",
    },
    "spawn": {"COLOPHON_WORKERS": "3", "COLOPHON_START_METHOD": "spawn", "PYTHONHASHSEED": "3"},
}
MOST = 50
"""So many sites are held as they are built from nothing."""


def _built(site: Path, name: str, options: tuple[str, ...], environment: dict[str, str]) -> Left:
    variables = {**environment, CACHE: str(site / f"{name}-cache")}
    if "--production" in options:
        variables["SITEURL"] = "https://demo.example/repo"
    done = build(site / name, *options, settings=site / "site.py", **variables)
    told = re.sub(r"in \d+\.\d s.*", "in N s", done.stdout + done.stderr)
    told = re.sub(r"\n\n\S+ is as it was\.", "", told)
    told = told.replace(str(home_of(site / name)), "HOME")
    files = files_of(site / name) if (site / name).exists() else {}
    return Left(
        done.returncode, told.replace(str(site / name), "OUTPUT").replace(str(site), ""), files
    )


class Edits(RuleBasedStateMachine):
    """Whatever happens between two builds."""

    environment: ClassVar[dict[str, str]] = SERIAL
    fillers = 0
    references: ClassVar[dict[bytes, Left]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="edits-"))
        self.site = ChangingSite(self.folder, self.fillers)
        self.options: tuple[str, ...] = ()
        self.good_options: tuple[str, ...] = ()
        self.added = 0
        self.output: dict[str, bytes] = {}
        self.settled = False
        self.is_calm = False
        self.good = self.site.said()

    def teardown(self) -> None:
        """Remove the site."""
        shutil.rmtree(self.folder)

    @invariant()
    def both_builds_leave_and_say_the_same(self) -> None:
        """After each step: one that remembers, and one from nothing."""
        if self.settled:
            return
        self.site.write()
        found = _built(self.folder, "output", self.options, self.environment)
        right = self._from_nothing()
        assert (found.code, found.told) == (right.code, right.told)
        _compare(found.files, self.output if right.code else right.files)
        self.output = found.files
        self.settled = True
        if right.code:  # its owner takes back what was wrong
            self.site.take_back(self.good)
            self.options = self.good_options
        else:
            self.good, self.good_options = self.site.said(), self.options

    def _from_nothing(self) -> Left:
        state = sorted(self.site.state().items())
        key = blake2b(repr((state, self.options)).encode()).digest()
        if key not in self.references:
            if len(self.references) == MOST:
                self.references.clear()
            for name in ("reference", ".reference.build", "reference-cache"):
                shutil.rmtree(self.folder / name, ignore_errors=True)
            options = (*self.options, "--clean")
            self.references[key] = _built(self.folder, "reference", options, SERIAL)
        return self.references[key]

    def _text(self, number: int) -> Text:
        return self.site.texts[self._name(number)]

    def _name(self, number: int) -> str:
        names = sorted(self.site.texts)
        return names[number % len(names)]

    def _file(self, number: int) -> Path:
        names = sorted(self.output)
        return self.folder / "output" / names[number % len(names)]

    def _changed(self) -> None:
        self.settled = self.is_calm = False

    # --- texts ------------------------------------------------------------------------------------

    @rule(text=TEXT, body=st.sampled_from(BODIES))
    def _edit_a_body(self, text: int, body: str) -> None:
        self._text(text).body = body
        self._changed()

    @rule(text=TEXT, number=NUMBER)
    def _edit_a_line(self, text: int, number: int) -> None:
        self._text(text).body += f"\n\nAnother line, the {number}th."
        self._changed()

    @rule(text=TEXT, title=st.sampled_from(["New title", "The tide clock", "A & <b>", "Ü"]))
    def _edit_a_title(self, text: int, title: str) -> None:
        self._text(text).fields["Title"] = title
        self._changed()

    @rule(body=st.sampled_from(BODIES), day=st.integers(1, 28))
    def _add_an_article(self, body: str, day: int) -> None:
        self.added += 1
        fields = {"Title": f"Added {self.added}", "Date": f"2026-09-{day:02}", "Tags": "iron, new"}
        self.site.texts[f"articles/added-{self.added}.md"] = Text(fields, body)
        self._changed()

    @rule(text=TEXT)
    def _copy_an_article(self, text: int) -> None:
        """Two with one address: a mistake, but for pages."""
        one = self._text(text)
        self.site.texts["articles/copy.md"] = Text({**one.fields}, one.body)
        self._changed()

    @rule(text=TEXT, name=st.sampled_from(["articles/renamed.md", "articles/aa.md", "pages/x.md"]))
    def _rename_a_file(self, text: int, name: str) -> None:
        self.site.texts[name] = self.site.texts.pop(self._name(text))
        self._changed()

    @rule(text=TEXT)
    @precondition(lambda self: len(self.site.texts) > 3)
    def _delete_a_text(self, text: int) -> None:
        del self.site.texts[self._name(text)]
        self._changed()

    @rule(text=TEXT, tags=st.lists(WORD, max_size=3))
    def _tag(self, text: int, tags: list[str]) -> None:
        self._text(text).fields["Tags"] = ", ".join(tags)
        self._changed()

    @rule(text=TEXT, key=st.sampled_from(["Tags", "Category", "Authors", "AI-Model"]), new=WORD)
    def _rename_a_term_in_one_article(self, text: int, key: str, new: str) -> None:
        fields = self._text(text).fields
        first, *rest = fields.get(key, "").split(", ")
        fields[key] = ", ".join([first.swapcase() or new, *rest])
        self._changed()

    FIELDS = (
        ("Category", ("Engineering", "Trade", "New")),
        ("Date", ("2026-10-02", "2026-01-01", "2025-10-10 12:00", FUTURE, "October 2026")),
        ("Modified", ("", "2026-10-30", "2026-10-30T10:00:00Z")),
        ("Status", ("", "draft", "hidden", "skip", "published", "wrong")),
        ("Summary", ("", "A *new* summary.", "See [it]({filename}clock.md)")),
        ("Lang", ("", "de", "fr")),
        ("Slug", ("", "clock", "new-slug")),
        ("Authors", ("", "Ada Tester", "Cy; Ada Tester", "flux")),
        ("AI-Role", ("", "none", "generated", "rewritten", "bad")),
        ("AI-Review", ("", "none", "by hand")),
        ("AI-Making", ("", "clock.md", "gone.md")),
        ("Cover", ("", "images/cover.png", "images/quay.jpg", "images/gone.png")),
        ("Cover-Alt", ("", "A quay", "<b>")),
        (
            "AI-Images",
            (
                *("", "images/cover.png=generated", "images/cover.png=edited flux"),
                *("images/quay.jpg=edited", "images/quay.jpg=none"),
            ),
        ),
        ("Series", ("", "Quay", "Fog")),
        ("Also-Called", ("", "harbour", "old clock")),
        ("Moved-From", ("", "/old/", "/2019/old-crane/")),
        ("Related", ("", "clock", "gone")),
        ("Related-Not", ("", "clock")),
        ("Corrections", ("", "2026-10-05: Forty, not fourteen.")),
        ("Translation", ("", "true")),
        ("Template", ("", "page", "gone")),
        ("Save_as", ("", "own/place.html")),
        ("Autolink", ("", "no")),
        ("Id", ("", "one", "two")),
        ("AI-Parts", ("", "summary=generated", "alt=generated flux")),
    )

    @rule(text=TEXT, field=st.sampled_from(FIELDS), number=NUMBER)
    def _edit_a_field(self, text: int, field: tuple[str, tuple[str, ...]], number: int) -> None:
        key, values = field
        self._text(text).fields[key] = values[number % len(values)]
        self._changed()

    @rule(text=TEXT)
    def _review(self, text: int) -> None:
        one = self._text(text)
        if one.fields.get("AI-Role") in {"generated", "drafted", "corrected", "none"}:
            one.review()
            self._changed()

    # --- other files of the owner -----------------------------------------------------------------

    @rule(name=st.sampled_from(TEMPLATES), line=st.sampled_from(LINES))
    def _edit_a_template(self, name: str, line: str) -> None:
        text = (ROOT / "theme" / "templates" / name).read_text(encoding="utf-8")
        block = "{% block content %}"
        new = text.replace(block, f"{block}\n{line}") if block in text else f"{text}\n{line}\n"
        self.site.files[f"theme/templates/{name}"] = new.encode()
        self._changed()

    @rule(name=st.sampled_from(MISSING), line=st.sampled_from(LINES), folder=st.booleans())
    def _add_a_template(self, name: str, line: str, *, folder: bool) -> None:
        where = "own" if folder else "theme/templates"
        self.site.files[f"{where}/{name}"] = line.encode()
        self._changed()

    @rule(name=st.sampled_from(MISSING), folder=st.booleans())
    def _remove_a_template(self, name: str, *, folder: bool) -> None:
        where = "own" if folder else "theme/templates"
        if self.site.files.pop(f"{where}/{name}", None):
            self._changed()

    @rule(name=st.sampled_from(["css/base.css", "css/new.css", "own.css"]), number=NUMBER)
    def _edit_the_theme(self, name: str, number: int) -> None:
        self.site.files[f"theme/static/{name}"] = f"/* {number} */".encode()
        self._changed()

    IMAGES = (
        *(CRANE, "content/images/cover.png", "content/images/quay.jpg"),
        *("content/articles/tide.png", "content/images/gone.png", "content/images/new.png"),
    )
    KINDS = (
        *(gradient, gradient, snapshot),  # several of one size
        lambda number: snapshot(number, orientation=number % 9, placed=number % 2 == 0),
        lambda number: png(colour=bytes((number, 0, 0))),
        lambda number: gradient(0)[: 100 * number + 9],
        lambda _: animation(),
        lambda _: SVG,
        lambda _: b"no image",
    )

    @rule(name=st.sampled_from(IMAGES), kind=st.sampled_from(KINDS), number=NUMBER)
    def _replace_an_image(self, name: str, kind: Callable[[int], bytes], number: int) -> None:
        self.site.files[name] = kind(number)
        self._changed()

    @rule(name=st.sampled_from(IMAGES), other=st.sampled_from(IMAGES))
    def _copy_an_image(self, name: str, other: str) -> None:
        if name in self.site.files:
            self.site.files[other] = self.site.files[name]
            self._changed()

    @rule(name=st.sampled_from(IMAGES), other=st.sampled_from(IMAGES))
    def _rename_an_image(self, name: str, other: str) -> None:
        """With who shows it."""
        if name in self.site.files and other not in self.site.files:
            self.site.files[other] = self.site.files.pop(name)
            before, after = (one.removeprefix("content/") for one in (name, other))
            for text in self.site.texts.values():
                text.body = text.body.replace(before, after)
                for key in ("Cover", "AI-Images"):
                    text.fields[key] = text.fields.get(key, "").replace(before, after)
            self._changed()

    @rule(name=st.sampled_from(IMAGES))
    def _delete_an_image(self, name: str) -> None:
        if self.site.files.pop(name, None):
            self._changed()

    OTHERS = (
        ("content/contributors.toml", OTHER_CONTRIBUTORS),
        ("content/contributors.toml", OTHER_CONTRIBUTORS.replace("name", "nmae")),
        ("content/making/clock.md", "# Prompt\n\nWrite <b>more</b>.\n"),
        ("content/making/gone.md", "# Notes\n\nI began.\n"),
        ("content/extra/CNAME", "other.example"),
        ("content/extra/robots.txt", "User-agent: *\n"),
        ("content/articles/gone.md", "Title: Here\nDate: 2026-10-10\n\nNow it is here.\n"),
    )

    @rule(file=st.sampled_from(OTHERS))
    def _write_a_file(self, file: tuple[str, str]) -> None:
        name, text = file
        self.site.files[name] = text.encode()
        self._changed()

    @rule(setting=st.sampled_from(SETTINGS))
    def _change_a_setting(self, setting: tuple[str, str]) -> None:
        about, line = setting
        self.site.settings[about] = line
        self._changed()

    @rule(number=NUMBER)
    @precondition(lambda self: self.site.settings)
    def _take_a_setting_back(self, number: int) -> None:
        about = sorted(self.site.settings)
        del self.site.settings[about[number % len(about)]]
        self._changed()

    @rule(name=st.sampled_from(PLUGINS))
    def _switch_a_plugin(self, name: str) -> None:
        self.site.without ^= {name}
        self._changed()

    @rule()
    def _switch_production(self) -> None:
        self.options = () if self.options else ("--production", "--allow-undeclared")
        self._changed()

    # --- the output folder ------------------------------------------------------------------------

    @rule(file=NUMBER)
    @precondition(lambda self: self.output)
    def _delete_an_output(self, file: int) -> None:
        self._file(file).unlink()
        self._changed()

    @rule(file=NUMBER)
    @precondition(lambda self: self.output)
    def _alter_an_output(self, file: int) -> None:
        path = self._file(file)
        path.write_bytes(path.read_bytes() + b"?")
        self._changed()

    @rule(name=st.sampled_from(["stray.html", "tag/stray.html", "new/stray.html"]))
    @precondition(lambda self: self.output)
    def _add_a_stray_file(self, name: str) -> None:
        path = self.folder / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"stray")
        self._changed()

    @rule()
    def _build_again(self) -> None:
        if not self.is_calm:  # Hypothesis begins with an example of this step alone
            self._changed()
            self.is_calm = True


def _compare(found: dict[str, bytes], right: dict[str, bytes]) -> None:
    names = [name for name in sorted({*found, *right}) if found.get(name) != right.get(name)]
    for name in names:
        texts = (one.get(name, b"").decode("utf-8", "replace") for one in (found, right))
        before, after = (text.splitlines() for text in texts)
        changes = unified_diff(before, after, "as remembered", "from nothing", n=1, lineterm="")
        pytest.fail("\n".join([*names, *changes][:60]))


def _run(kind: type[Edits], sites: int, steps: int) -> None:
    """Do so many steps to each of so many sites, beside one that nothing happens to."""
    drawn = settings(
        settings.get_profile("kit"),
        max_examples=sites + 1,
        stateful_step_count=steps,
        phases=[Phase.generate],  # a shorter way to a fault is no use that pays for its builds
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    run_state_machine_as_test(kind, settings=drawn)


@pytest.mark.parametrize("sites", [1, pytest.param(50, marks=pytest.mark.long)])
def test_one_after_the_other(sites: int) -> None:
    """Twenty edits of a site, all work in one process."""
    _run(Edits, sites, 20)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("sites", "steps"), [(1, 3), pytest.param(5, 20, marks=pytest.mark.long)])
def test_in_several_processes(way: str, sites: int, steps: int) -> None:
    """In each way to start them, sets in another order."""

    class Several(Edits):
        environment = WAYS[way]
        fillers = 52

    _run(Several, sites, steps)


def _put(name: str, data: bytes) -> Callable[[ChangingSite], None]:
    return lambda site: site.files.update({f"content/images/{name}": data})


def _say(**fields: str) -> Callable[[ChangingSite], None]:
    given = {key.replace("_", "-"): value for key, value in fields.items()}
    return lambda site: site.texts["articles/timber.md"].fields.update(given)


def _set(line: str) -> Callable[[ChangingSite], None]:
    return lambda site: site.settings.update(images=line)


IMAGE_STEPS: tuple[Callable[[ChangingSite], object], ...] = (
    _put("new.jpg", snapshot(8, placed=True)),
    _put("crane.png", gradient(7)),  # as long as before
    _say(Cover="images/new.jpg", Cover_Alt="New"),
    _say(AI_Images="images/new.jpg=generated"),
    _set("IMAGES = {'widths': (16, 30), 'formats': ('webp',)}"),
    _put("new.jpg", gradient(7)),  # the bytes of another
    _set("IMAGES = {'versions': False}"),
    lambda site: site.settings.clear(),
    _say(AI_Images="", Cover="images/crane.png"),
    lambda site: site.files.pop("content/images/new.jpg"),
    _put("quay.jpg", b"\xff\xd8no image"),
)
"""What becomes of images, each time of what the last step left."""


def test_images_come_change_and_go() -> None:
    """Added, changed, declared, renamed, removed, broken, under other settings; by two workers."""

    class EditedImages(Edits):
        environment = WAYS["fork"]

    edits = EditedImages()
    try:
        for step in IMAGE_STEPS:
            step(edits.site)
            edits.settled = False
            edits.both_builds_leave_and_say_the_same()
            versions = {name for name in edits.output if name.endswith((".avif", ".webp"))}
            assert bool(versions) == ("versions" not in edits.site.settings.get("images", ""))
    finally:
        edits.teardown()


def test_an_article_appears_on_its_day() -> None:
    """Though no file has changed since the build before."""
    edits = Edits()
    try:
        began = time.monotonic()
        edits.both_builds_leave_and_say_the_same()
        due = datetime.now(UTC) + timedelta(seconds=3 + 3 * (time.monotonic() - began))
        edits.site.texts["articles/fog.md"].fields["Date"] = f"{due:%Y-%m-%d %H:%M:%S}"
        edits.both_builds_leave_and_say_the_same()
        time.sleep(max(0, (due - datetime.now(UTC)).total_seconds() + 1))
        edits.references.clear()
        edits.settled = False
        edits.both_builds_leave_and_say_the_same()
        assert "fog-signal/index.html" in edits.output
    finally:
        edits.teardown()
