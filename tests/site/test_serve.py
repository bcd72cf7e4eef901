"""`invoke serve` as a process: what it answers, what it tells open pages, and what it survives."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.serve.rebuilding import Warm
from commands.serve.values import Options
from tests.building import article, build, files_of, invoke, write_site
from tests.previews import PATIENCE, Served, serving

TIDE = article("The tide clock", AI_Role="generated", AI_Model="m", Slug="tide")
FILES = {
    "articles/tide.md": TIDE,
    "articles/crane.md": article("The crane", "[tide](/tide/)", AI_Role="none", Slug="crane"),
    "articles/draft.md": article("Not yet", Status="draft", Slug="draft"),
}
PLUGIN = "def register():\n    pass\n"
ENDLESS = """
import os, time
def register():
    print(f"asleep {os.getpid()}.", flush=True)
    time.sleep(1000)
"""


@pytest.fixture(name="served", scope="module")
def _served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview that has built its site; each test leaves it as good as it was."""
    folder = tmp_path_factory.mktemp("served")
    settings = "PLUGINS = [*PLUGINS, 'shout']\nPLUGIN_PATHS = ['.']\nfrom own import *\n"
    path = f"import sys\nsys.path.insert(0, {str(folder)!r})\n"
    write_site(folder, FILES, path + settings)
    (folder / "own.py").write_text("SITENAME = 'First'\n")
    (folder / "shout.py").write_text(PLUGIN)
    with serving(folder) as served:
        served.built()
        yield served


def test_pages_as_readers_get_them(served: Served) -> None:
    """Index of a folder, drafts, redirects, the site's 404; never kept by the browser."""
    status, headers, text = served.get("/tide/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert headers["Cache-Control"] == "no-store"
    assert text.index("preview.js") < text.index("<meta")
    assert "AI-generated" in text or "AI-written" in text
    assert served.get("/drafts/draft/")[0] == 200
    status, headers, _ = served.get("/tide")
    assert (status, headers["Location"]) == (301, "/tide/")
    status, _, text = served.get("/nowhere/")
    assert status == 404
    assert "<main" in text
    assert "preview.js" in text
    assert served.get("/theme/css/base.css")[1]["Content-Type"] == "text/css"
    assert served.get("/../site.py")[0] == served.get("/%2e%2e/site.py")[0] == 404
    assert served.get("/theme/")[0] == 404


def test_the_output_is_that_of_a_build(served: Served, tmp_path: Path) -> None:
    """Byte for byte; the script and the preview's port are only in what is sent."""
    assert f"http://localhost:{served.port}/" in served.get("/crane/")[2]
    result = build(tmp_path / "out", settings=served.folder / "site.py")
    assert result.returncode == 0, result.stderr
    built = files_of(served.folder / "out")
    assert built == files_of(tmp_path / "out")
    sent = ("preview.js", f"localhost:{served.port}", "EventSource")
    assert not any(word.encode() in data for word in sent for data in built.values())


def test_another_sites_name_does_not_lead_here(served: Served) -> None:
    """A name that somebody lets point to this machine would let their page read drafts."""
    assert served.get("/", host="rebound.example")[0] == 421
    assert served.get("/", host="[")[0] == 421
    assert served.get("/", host="127.0.0.1:80")[0] == 200


def test_an_edit_is_built_and_told(served: Served) -> None:
    """In one line, and only once for what editors do around it."""
    before = served.said.count("Built")
    for name in ("tide.md~", "#tide.md#", ".tide.md.swx", "4913"):
        (served.folder / "content" / "articles" / name).write_text("x")
    served.write("content/articles/tide.md", TIDE.replace("tide clock", "new clock"))
    served.built()
    assert "The new clock" in served.get("/tide/")[2]
    assert served.said.count("Built") == before + 1
    assert "Changed: tide.md. Built 2 articles into out/ in" in served.said
    served.write("content/articles/tide.md", TIDE)
    served.built()


def test_mistakes_are_told_with_place_and_cure(served: Served) -> None:
    """All of them, as text whatever is in them; the last good site stays until they are mended."""
    title = "<script>alert(1)</script> & ‘x’ \x1b[31m"
    wrong = article(title, AI_Role="<b>wib</b>ble\u202e", Date="2026-11-02")
    served.write("content/articles/wrong.md", wrong)
    state = served.failed()
    assert state["build"] == served.build
    (mistake,) = state["mistakes"]
    assert (mistake["path"], mistake["line"]) == ("content/articles/wrong.md", 3)
    assert (mistake["key"], mistake["value"]) == ("AI-Role", "<b>wib</b>ble")
    assert mistake["message"] == "is not a role"
    assert mistake["cure"].startswith("Who wrote the first text?")
    assert mistake["source"][0] == [2, "Date: 2026-11-02"]
    assert mistake["source"][1] == [3, "AI-Role: <b>wib</b>ble"]
    assert served.get("/tide/")[0] == 200
    assert "Not built: 1 mistake." in served.said
    assert "\x1b" not in served.said
    (served.folder / "content" / "articles" / "wrong.md").unlink()
    served.built()


RAISES = """
from pelican import signals
def say(_): raise KeyError("<i>no")
def register(): signals.initialized.connect(say)
"""
BROKEN: dict[str, dict[str, tuple[str, ...]]] = {
    "own.py": {
        "SITENAME = (\n": ("SyntaxError", "own.py"),
        "import sys; sys.exit(3)\n": ("SystemExit: 3", '"own.py", "line": 1'),
    },
    "shout.py": {
        "raise SystemExit(2)\n": ("SystemExit: 2", '"shout.py", "line": 1'),
        RAISES: ("KeyError: '<i>no'", '"shout.py", "line": 3'),
        "import os\ndef register(): os._exit(0)\n": ("ended with exit code 0",),
    },
}
"""Code that breaks in its own way, and what a page is told of it."""


@pytest.mark.parametrize("name", BROKEN)
def test_code_and_settings_that_break(served: Served, name: str) -> None:
    """Also those that other settings import; what is mended is built."""
    good = (served.folder / name).read_text()
    for wrong, words in BROKEN[name].items():
        served.write(name, wrong)
        served.failed(*words)
        assert served.get("/tide/")[0] == 200
    served.write(name, good)
    served.built()


def test_code_that_never_ends_is_ended(served: Served) -> None:
    """By the change that mends it, without waiting for it."""
    served.write("shout.py", ENDLESS)
    served.asleep()
    served.write("shout.py", PLUGIN)
    served.built()


def test_settings_are_read_again(served: Served) -> None:
    """What they say is on the next page, although modules were imported before."""
    served.write("own.py", "SITENAME = 'Second'\n")
    served.built()
    assert "Second" in served.get("/tide/")[2]
    served.write("own.py", "SITENAME = 'First'\n")
    served.built()
    assert "First" in served.get("/tide/")[2]


def test_content_and_output_that_go(served: Served) -> None:
    """A branch without them is checked out, and another; somebody tidies up."""
    content = served.folder / "content"
    content.rename(served.folder / "away")
    served.failed("content")
    assert served.get("/tide/")[0] == 200
    (served.folder / "away").rename(content)
    served.built()
    (served.folder / "out").rename(served.folder / "old")
    statuses = [served.get("/tide/")[0]]
    deadline = time.monotonic() + PATIENCE
    while statuses[-1] != 200 and time.monotonic() < deadline:
        time.sleep(0.1)
        statuses.append(served.get("/tide/")[0])
    assert set(statuses) <= {503, 200}
    assert statuses[-1] == 200


@pytest.mark.skipif(sys.platform == "win32", reason="modes mean something else there")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read(served: Served) -> None:
    """It is named."""
    path = served.folder / "content" / "articles" / "closed.md"
    served.write("content/articles/closed.md", article("Closed"))
    served.built()
    path.chmod(0)
    served.failed("closed.md")
    path.unlink()
    served.built()


def test_many_changes_at_once(served: Served) -> None:
    """Few builds; what the last one shows is the newest state."""
    before = served.said.count("Changed")
    folder = served.folder / "content" / "images"
    folder.mkdir()
    for number in range(2000):
        (folder / f"{number}.txt").write_text(str(number))
    served.write("content/articles/tide.md", TIDE.replace("tide clock", "last clock"))
    deadline = time.monotonic() + PATIENCE
    while "The last clock" not in served.get("/tide/")[2] and time.monotonic() < deadline:
        served.built()
    assert "The last clock" in served.get("/tide/")[2]
    assert served.said.count("Changed") - before < 10
    assert " more. Built" in served.said
    shutil.rmtree(folder)
    served.write("content/articles/tide.md", TIDE)
    served.built()


def test_where_the_site_lives(tmp_path: Path) -> None:
    """Below the path of SITEURL, whatever its host; the first page does not wait for the build."""
    settings = "SITEURL = 'https://tide.example/blog'\n1 / 0"
    write_site(tmp_path, FILES, settings)
    with serving(tmp_path) as served:
        status, _, text = served.get("/")
        assert status == 503
        assert "preview.js" in text
        served.failed("ZeroDivisionError", '"site.py", "line": ')
        assert "ZeroDivisionError" in served.get("/")[2]
        write_site(tmp_path, {}, settings.removesuffix("1 / 0"))
        served.built()
        status, _, text = served.get("/blog/tide/")
        assert status == 200
        assert f'href="{served.address}/blog/theme/sheets/entries.css"' in text
        assert "tide.example" not in text
        assert served.get("/blog/theme/css/base.css")[0] == 200
        assert "https://tide.example/blog" in (tmp_path / "out" / "index.html").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="signals mean something else there")
@pytest.mark.parametrize("number", ["SIGINT", "SIGKILL"])
def test_it_ends_at_once(tmp_path: Path, number: str) -> None:
    """With all that it started, in the midst of a build."""
    write_site(
        tmp_path, FILES, f"import sys\nsys.path[:0] = [{str(tmp_path)!r}]\nPLUGINS = ['slow']"
    )
    (tmp_path / "slow.py").write_text(ENDLESS)
    with serving(tmp_path) as served:
        child = served.asleep()
        served.process.send_signal(getattr(signal, number))
        code = served.process.wait(PATIENCE)
        assert code == 0 if number == "SIGINT" else code < 0
    deadline = time.monotonic() + PATIENCE
    while _is_running(child):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_is_not_forked_does_the_same(tmp_path: Path) -> None:
    """Where nothing can be forked, or a library does not bear it, each process does one job."""
    settings = write_site(tmp_path, FILES, "THEME_STATIC_PATHS = ['static', '../own']")
    told = []
    for alone in (False, True):
        warm = Warm(
            Options(settings=str(settings), output=str(tmp_path / f"out{alone}")), alone=alone
        )
        described, built = warm.do("describe"), warm.do("build")
        assert described
        assert described.site
        assert any(folder.endswith("/../own") for folder in described.site.folders)
        assert built
        assert built.told
        told.append((described, built.warnings, built.mistakes))
        process = warm._process
        warm.end()
        assert process
        if not alone:
            process.communicate()
    assert told[0] == told[1]
    assert files_of(tmp_path / "outFalse") == files_of(tmp_path / "outTrue")


def test_ports(tmp_path: Path) -> None:
    """A port that is taken, or none."""
    write_site(tmp_path, FILES)
    options = ("--settings", str(tmp_path / "site.py"), "--output", str(tmp_path / "out"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = invoke("serve", *options, "--port", str(port))
    assert result.returncode == 1
    assert f"Port {port}: " in result.stderr
    assert "--port" in result.stderr
    for port in ("http", "70000", "-1"):
        result = invoke("serve", *options, f"--port={port}")
        assert result.returncode == 1
        assert f"{port}: a port is a number" in result.stderr


def test_a_preview_searches(served: Served) -> None:
    """The index is made when no build is asked for, beside the output, and again after an edit."""

    def texts() -> int:
        status, _, text = served.get("/pagefind/pagefind-entry.json")
        languages = json.loads(text)["languages"].values() if status == 200 else ()
        return sum(language["page_count"] for language in languages)

    def wait(number: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while texts() != number:
            assert time.monotonic() < deadline, served.said
            time.sleep(0.1)

    wait(2)
    assert "The index of the search: 2 texts in" in served.said
    assert not (served.folder / "out" / "pagefind").exists()
    assert served.get("/pagefind/pagefind-worker.js")[0] == 200
    served.write("content/articles/third.md", article("Third", AI_Role="none"))
    served.built()
    wait(3)
    (served.folder / "content/articles/third.md").unlink()
    served.built()
    wait(2)
