"""The two commands for programs, and what they say of a bad corpus."""

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from plugins.related.cli import main
from plugins.related.corpus import load
from tests import forkserver

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    {
        "id": name,
        "title": title,
        "tags": [],
        "date": "2026-01-0" + name,
        "text": text,
        "truth_related": ["3"],
        "other": {"x": None},
    }
    for name, title, text in [
        ("1", "Huawei's long way round", "Huawei builds chips under export controls."),
        ("2", "Export controls", "The export controls hit Huawei. See Huawei's long way round."),
        ("3", "Bread", "A sourdough starter ferments flour before the oven bakes a loaf."),
    ]
]


@pytest.fixture(name="corpus")
def _corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS) + "\n\n", encoding="utf-8")
    return path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The commands as a program runs them."""
    return forkserver.run(tuple(map(str, arguments)), module="plugins.related")


def test_rank(corpus: Path) -> None:
    """Every id with its list; what nothing is like has an empty one."""
    result = run("rank", corpus, "--top", "1")
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout) == {"1": ["2"], "2": ["1"], "3": []}


def test_link(corpus: Path) -> None:
    """Every id with its links, in the words of the text."""
    result = run("link", corpus)
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout) == {
        "1": [{"anchor": "export controls", "target": "2"}],
        "2": [{"anchor": "Huawei's long way round", "target": "1"}],
        "3": [],
    }


def test_gzip_and_any_order(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Give the same answer."""
    packed = corpus.with_suffix(".jsonl.gz")
    lines = corpus.read_text(encoding="utf-8").strip().split("\n")
    packed.write_bytes(gzip.compress("\n".join(reversed(lines)).encode()))
    answers = []
    for path in (corpus, packed):
        assert main(["rank", str(path)]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0] == answers[1]


def test_the_truth_is_not_read(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it the answer is the same."""
    assert main(["rank", str(corpus)]) == 0
    before = capsys.readouterr().out
    plain = [{k: v for k, v in row.items() if k not in {"truth_related", "other"}} for row in ROWS]
    corpus.write_text("\n".join(map(json.dumps, plain)), encoding="utf-8")
    assert main(["rank", str(corpus)]) == 0
    assert capsys.readouterr().out == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "this is not JSON"),
        ("[]", "a list stands where an object should"),
        ('{"id": "x"}', "the key ‘title’ is missing"),
        (json.dumps({**ROWS[0], "id": 7}), "‘id’ is a int"),
        (json.dumps({**ROWS[0], "id": "x", "tags": "a"}), "‘tags’ is a str"),
        (json.dumps({**ROWS[0], "id": "x", "lang": 1}), "‘lang’ is a int"),
        (json.dumps(ROWS[0]), "the id ‘1’ is that of an earlier line"),
        ("[" * 100_000, "this is not JSON"),
        ("\u0000", "this is not JSON"),
    ],
)
def test_a_bad_line_is_named_by_number(corpus: Path, line: str, said: str) -> None:
    """On standard error, without a traceback; nothing is printed."""
    with corpus.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    result = run("rank", corpus)
    assert result.returncode == 1
    assert result.stdout == ""
    assert f"{corpus}, line 5: " in result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """Is named, with the reason."""
    torn = tmp_path / "torn.jsonl.gz"
    torn.write_bytes(gzip.compress(b"{}" * 1000)[:-20])
    for path in (tmp_path / "none.jsonl", tmp_path, torn):
        result = run("link", path)
        assert result.returncode == 1
        assert str(path) in result.stderr
        assert "Traceback" not in result.stderr


def test_dates_of_any_form(corpus: Path) -> None:
    """A date that is none costs closeness, not the run."""
    dates = ["2024-4-09", "-01-01", "", None, "2024-13-40", "2024-02-01T10:00:00Z"]
    rows = [{**ROWS[0], "id": str(n), "date": date} for n, date in enumerate(dates)]
    corpus.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = [article.date for article, _ in load(corpus).values()]
    assert [str(date) for date in found] == [
        *("2024-04-09", "None", "None", "None", "None", "2024-02-01")
    ]


def test_an_empty_corpus(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Has no answer, and that is no error."""
    corpus.write_text("", encoding="utf-8")
    assert main(["rank", str(corpus)]) == main(["link", str(corpus)]) == 0
    assert capsys.readouterr().out == "{}\n{}\n"
