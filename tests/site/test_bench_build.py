"""`invoke bench.build` measures: figures come out, of the same texts in every generator's form."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from tests.bench import bench_build, bench_images
from tests.bench.build import content, generators, scenarios
from tests.bench.build.measure import Figures
from tests.bench.build.scenarios import Limit
from tests.bench.build.serve import checkout
from tests.building import ROOT, SITES, article, build

DEMO = SITES / "demo"
ROW = re.compile(r"  (\S.*?) +(\d+\.\d\d) +(\d+\.\d\d) +(\d+) +\d+")
ARTICLE = re.compile(r"articles?[-/]\d+(\.html|/index\.html)")


@pytest.fixture(name="tree")
def _tree(tmp_path: Path) -> Path:
    """The kit with the demo's settings: no builds of the owner's are forgotten."""
    checkout(ROOT, tmp_path)
    settings = (DEMO / "site.py").read_text("utf-8")
    first = f"import os\nos.environ['PYTHONPATH'] = {str(tmp_path)!r}\n"
    (tmp_path / "pelicanconf.py").write_text(first + settings, encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="os.wait4 is there on POSIX alone")
def test_figures_come_out(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of three articles, in one round, by each generator that is installed; each wrote them."""
    sites = scenarios.Sites(tree / "sites", tree, DEMO / "content", 3)
    scenario = scenarios.SCENARIOS["nothing"](sites)
    bench_build.tell(scenario, bench_build.run(scenario, 1), 3)
    told = capsys.readouterr().out
    present = [peer for peer in sites.peers if not peer.lacks]
    rows = ROW.findall(told)
    assert [name for name, *_ in rows] == ["Colophon", *(peer.name for peer in present)]
    assert all(float(figure) > 0 for _, *figures in rows for figure in figures)
    assert re.search(r"  Colophon : stock Pelican = \d+\.\d\d wall \(\d", told)
    for output in (sites.kit.output, *(peer.output for peer in present)):
        pages = (path.relative_to(output).as_posix() for path in output.rglob("*.html"))
        assert sum(ARTICLE.fullmatch(page) is not None for page in pages) == 3


def test_options(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One scenario of two, as chosen; an unknown one is refused with a list."""
    monkeypatch.setattr(generators, "measure", lambda *_: Figures(1.0, 1.0, 1.0, 1.0))
    options = [f"--content={DEMO / 'content'}", f"--tree={ROOT}", "--articles=3", "--rounds=1"]
    monkeypatch.setattr(sys, "argv", ["bench", *options, "--scenarios=one,edit"])
    bench_build.main()
    titles = re.findall(r"^[A-Z].*", capsys.readouterr().out, re.MULTILINE)
    assert titles[-2:] == ["A site of one article", "One article edited"]
    monkeypatch.setattr(sys, "argv", ["bench", "--scenarios=one,edits"])
    with pytest.raises(SystemExit):
        bench_build.main()
    assert "no scenario is called edits; there are: nothing, template" in capsys.readouterr().err


@pytest.mark.parametrize("name", scenarios.SCENARIOS)
def test_scenarios(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits speak of what is measured; a build with a memory finds something changed."""
    seen: list[str] = []

    def measure(command: list[str], folder: Path) -> Figures:
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        state = {str(p): (p.stat().st_mtime_ns, p.read_text("utf-8", "replace")) for p in files}
        if "build" in command and "--clean" not in command:
            seen.append(json.dumps(state))
        return Figures(1.0, 1.0, 1.0, 1.0)

    monkeypatch.setattr(generators, "measure", measure)
    scenario = scenarios.SCENARIOS[name](scenarios.Sites(tmp_path, ROOT, DEMO / "content", 3))
    runs = bench_build.run(scenario, 2)
    named = {step for limit in scenario.limits for step in (limit.step, limit.of)}
    assert named - {"Hugo", "+ seo, related-posts"} <= runs.keys()
    assert len(seen) - len(set(seen)) == (2 if name == "unchanged" else 0)


def test_texts_as_of_an_author(tmp_path: Path) -> None:
    """Links lead to articles, sections hold something, nothing stands twice, code is whole."""
    content.resample(DEMO / "content", tmp_path / "content", 30)
    result = build(tmp_path / "out", "--content", str(tmp_path / "content"))
    assert (result.returncode, result.stderr) == (0, "")
    texts = [path.read_text("utf-8") for path in content.by_date(tmp_path / "content")]
    words = [len(text.split()) for text in texts]
    assert 400 < min(words) < max(words) < 1_300
    assert any("```" in text for text in texts)
    assert any("({filename}/articles/" in text for text in texts)


def test_too_few_paragraphs(tmp_path: Path) -> None:
    """Texts are as long as they can be."""
    (tmp_path / "few" / "articles").mkdir(parents=True)
    source = article("Few", "## One\n\nText.\n\n```\n# a\n\nb\n```\n\nText.\n\n## No more")
    (tmp_path / "few" / "articles" / "x.md").write_text(source, encoding="utf-8")
    content.resample(tmp_path / "few", tmp_path / "content", 1)
    made = (tmp_path / "content" / "articles" / "0.md").read_text("utf-8")
    assert made.endswith("\n\n## One\n\nText.\n\n```\n# a\n\nb\n```\n")


def test_hugo_gets_the_same_texts(tmp_path: Path) -> None:
    """Its own front matter; no link to a source, nothing that it would take for a shortcode."""
    text = article('Ropes & "knots"', "A [link]({filename}b.md).\n\n{{< code >}}", Tags="a, b c")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "x.md").write_text(text, encoding="utf-8")
    content.for_hugo(tmp_path, tmp_path / "hugo")
    made = (tmp_path / "hugo" / "content" / "articles" / "x.md").read_text("utf-8")
    head, end = json.JSONDecoder().raw_decode(made)
    assert head["title"] == 'Ropes & "knots"'
    assert head["tags"] == ["a", "b c"]
    assert head["authors"] == [content.AUTHOR]
    assert made[end:] == "\n\nA [link](b.md).\n\n{ {< code >}}\n"


def test_edits(tmp_path: Path) -> None:
    """Each changes the file again; that of a title leaves the address alone."""
    path = tmp_path / "x.md"
    path.write_text(article("Ropes", "Text."), encoding="utf-8")
    content.stress_title(path, 1)
    content.stress_title(path, 2)
    content.add_sentence(path, "More.")
    assert path.read_text("utf-8").startswith("Title: Ropes!!\nDate: 2026-11-01\n")
    assert path.read_text("utf-8").endswith("\n\nText.\n\n\nMore.\n")


@pytest.mark.parametrize(
    ("count", "end"), [(7, ""), (1_000, "; at most 0.90: held"), (5_000, "; at most 0.60: MISSED")]
)
def test_verdict(count: int, end: str) -> None:
    """The median of the rounds' ratios, beside the limit for so many articles, if there is one."""
    runs = {
        "a": [Figures(2, 2, 1, 1), Figures(6, 6, 1, 1), Figures(100, 1, 1, 1)],
        "b": [Figures(1, 8, 1, 1), Figures(8, 8, 1, 1), Figures(125, 1, 1, 1)],
    }
    limit = Limit("a", "b", {1_000: 0.9, 5_000: 0.6})
    assert bench_build.verdict(limit, runs, count) == f"a : b = 0.80 wall (0.75 cpu){end}"


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="os.wait4 is there on POSIX alone")
def test_pictures_have_figures_of_their_own(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of one article with two pictures, each in smaller files."""
    monkeypatch.setattr(bench_images, "PHOTOGRAPH", (900, 600))
    site = bench_images.Site("with images", generators.Kit(tree, tree / "with"))
    bench_images.fill(DEMO / "content", site.kit.content, 1, 2)
    none = bench_images.Site("without", site.kit, ("images",))
    bench_images.tell([site, none], [[[*each.steps(0)] for each in (none, site)]])
    told = capsys.readouterr().out
    assert told.startswith("2 originals, ")
    assert re.search(r"^[1-9]\d* versions, \d", told, re.MULTILINE)
    for name in bench_images.NAMES:
        assert re.search(rf"  {name}( +\d+\.\d\d){{4}}", told)
