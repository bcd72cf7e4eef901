"""What `invoke` can do: names, options and help. The work is done by functions of commands/."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from invoke.collection import Collection
from invoke.context import Context
from invoke.tasks import task

from commands import console

# ruff: noqa: FBT001, FBT002, PLR0917, PT028  (Invoke makes named options of all parameters)

PYTEST = {"options": "passed on to pytest, in quotes"}
ARTICLE = "the Markdown file"
CONTENT = "use this folder instead of content/"
SETTINGS = "use this file instead of pelicanconf.py or publishconf.py"


def command(
    place: str, *, fixed: dict[str, Any] | None = None, **about: Any
) -> Callable[[Callable[..., None]], Any]:
    """A task that hands its options to the function at `place`, ``module:function`` of commands/.

    The function below the decorator names the options with their defaults; its docstring is the
    help. `fixed` are arguments that nobody may choose.
    """

    def wrap(options: Callable[..., None]) -> Any:
        @wraps(options)
        def run(_context: Context, **given: Any) -> None:
            console.perform(place, {**given, **(fixed or {})})

        # All parameters are flags: Invoke would take a stray word for another task.
        return task(run, positional=(), **about)

    return wrap


@command(
    "build.command:build",
    help={
        "production": "for readers: https, no drafts, into public/",
        "clean": "forget what earlier builds remembered",
        "content": CONTENT,
        "output": "build into this folder",
        "settings": SETTINGS,
        "allow-undeclared": "publish this once although articles do not say how they were written",
    },
)
def build(
    _context: Context,
    production: bool = False,
    clean: bool = False,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    allow_undeclared: bool = False,
) -> None:
    """Build the site from content/ into output/."""


@command("serve:serve")
def serve(_context: Context) -> None:
    """Look at the site while you write: build, serve, build again on each change."""


@command(
    "new:new",
    help={"title": "in quotes", "page": "a page instead of an article", "content": CONTENT},
)
def new(_context: Context, title: str = "", page: bool = False, content: str | None = None) -> None:
    """Begin an article: a file with title, date and lasting identity."""


@command(
    "disclose:disclose",
    help={
        "article": ARTICLE,
        "role": "none, corrected, translated, summarized, drafted or generated (asked for without)",
        "model": "identifier of the model, as in contributors.toml",
        "provider": "who runs the model",
        "tools": "what the model used, separated by commas",
        "tasks": "what it did, separated by commas",
        "unreviewed": "state that nobody checked it (AI-Review: none)",
        "undeclared": "every article that does not say how it was written",
        "before": "with --undeclared: only those dated before this day",
        "folder": "with --undeclared: only those below this folder of content/",
        "content": CONTENT,
        "dry-run": "only show what would be written",
    },
)
def disclose(
    _context: Context,
    role: str = "",
    article: str | None = None,
    model: str = "",
    provider: str = "",
    tools: str = "",
    tasks: str = "",
    unreviewed: bool = False,
    undeclared: bool = False,
    before: str | None = None,
    folder: str | None = None,
    content: str | None = None,
    dry_run: bool = False,
) -> None:
    """Write down how an article, or many, came to be written; ask where no role is given."""


@command(
    "ids:ids",
    help={"content": CONTENT, "settings": SETTINGS, "dry-run": "only name the articles"},
)
def ids(
    _context: Context,
    content: str | None = None,
    settings: str | None = None,
    dry_run: bool = False,
) -> None:
    """Write into each article the id by which feed readers know it now."""


@command("review.command:review", help={"article": ARTICLE, "content": CONTENT})
def review(_context: Context, article: str = "", content: str | None = None) -> None:
    """Put on record, at a terminal, what of an article you examined."""


@command(
    "check:check_all",
    help={
        "output": "the built site (default: output/)",
        "content": CONTENT,
        "strict": "stop for what AI tools left behind, too",
    },
)
def check(
    _context: Context, output: str | None = None, content: str | None = None, strict: bool = False
) -> None:
    """Read a built site back, and its sources; stop where two forms of one text disagree."""


@command("audit:audit", help={"path": "a page, a feed or a folder, of this site or any other"})
def audit(_context: Context, path: str = "") -> None:
    """Say what pages, feeds and images tell about AI, and where they contradict each other."""


@command("words:words")
def words(_context: Context) -> None:
    """Bring the translations up to date with the sentences in the code."""


@command("handbook:handbook")
def handbook(_context: Context) -> None:
    """Write the handbook's tables anew from the code."""


@command("seo:seo", help={"content": CONTENT, "settings": SETTINGS})
def seo(_context: Context, content: str | None = None, settings: str | None = None) -> None:
    """Report on titles, descriptions and links, into seo-report/."""


@command(
    "related:related",
    help={
        "article": "tell all about this one: its list with scores, its links and those refused",
        "content": CONTENT,
        "settings": SETTINGS,
        "output": "write the page into this folder instead of related-report/",
    },
)
def related(
    _context: Context,
    article: str | None = None,
    content: str | None = None,
    settings: str | None = None,
    output: str | None = None,
) -> None:
    """Show what leads from article to article: figures, orphans, tables; or one article's."""


@command(
    "publish.command:publish",
    help={
        "dry-run": "build and check, and only show what would change",
        "yes": "do not ask (for workflows)",
        "adopt": "publish on top of commits that `publish` did not make",
        "allow-undeclared": "this once, although articles do not say how they were written",
        "branch": "the branch that is served",
        "remote": "where to push it",
    },
)
def publish(
    _context: Context,
    dry_run: bool = False,
    yes: bool = False,
    adopt: bool = False,
    branch: str = "gh-pages",
    remote: str = "origin",
    allow_undeclared: bool = False,
) -> None:
    """Build for readers, check, and push to the branch that GitHub Pages serves."""


@command(
    "publish.websub:websub",
    help={"output": "the published site (default: public/)", "settings": SETTINGS},
)
def websub(_context: Context, output: str | None = None, settings: str | None = None) -> None:
    """Tell the WebSub hub that the published feeds have changed; `publish` does so by itself."""


@command("test:run", help=PYTEST)
def test(_context: Context, options: str = "") -> None:
    """Run the tests, with the programs they need; test.long has what takes long."""


@command("test:run", fixed={"long": True}, name="long", help=PYTEST)
def long_tests(_context: Context, options: str = "") -> None:
    """Run what is left out of `test`: many random examples, kills, thousands of articles.

    Also a new environment by the README's first command, and the real posts and corpora that are
    not part of the kit, where they are.
    """


def _suite_task(name: str) -> Any:
    """The task ``test.NAME``."""

    def run(_context: Context, options: str = "") -> None:
        """Get its help below."""

    run.__doc__ = f"Run the tests of tests/{name}/."
    return command("test:run", fixed={"suite": name}, name=name, help=PYTEST)(run)


@command("lint:run")
def lint(_context: Context) -> None:
    """Hold the code to its rules: ruff, mypy, the pinned requirements."""


@command("requirements:pin")
def pin(_context: Context) -> None:
    """Pin the newest versions of the requirements, with hashes."""


@command(
    "bench:run",
    fixed={"script": "bench_build"},
    name="build",
    help={
        "content": "folder with articles/ (default: content/)",
        "rounds": "builds of each kind",
        "articles": "so many, resampled from the folder's",
    },
)
def bench_build(
    _context: Context, content: str = "content", rounds: int = 3, articles: int = 0
) -> None:
    """Time a build beside stock Pelican's and one without disclosure, as ratios."""


@command(
    "bench:run",
    fixed={"script": "bench_related"},
    name="related",
    help={
        "corpora": "folder with *.jsonl.gz",
        "cut": "without the words of the authors' links",
        "articles": "cost on so many articles, resampled",
    },
)
def bench_related(
    _context: Context, corpora: str = "", cut: bool = False, articles: int = 0
) -> None:
    """Score lists and links against links that articles' own authors made."""
    from commands import bench

    options = [*([corpora] if corpora else []), *(["--cut"] if cut else [])]
    bench.run("bench_related", *options, *(["--articles", str(articles)] if articles else []))


@command(
    "bench:run",
    fixed={"script": "bench_peers"},
    name="peers",
    help={
        "corpora": "folder with *.jsonl.gz",
        "articles": "so many, resampled from the corpora",
        "rounds": "runs of each",
        "peers-python": "the interpreter that has gensim and scikit-learn",
    },
)
def bench_peers(
    _context: Context,
    corpora: str = "",
    articles: int = 10_000,
    rounds: int = 3,
    peers_python: str = "",
) -> None:
    """Cost of lists and links beside scikit-learn's and gensim's similarity, as ratios."""
    from commands import bench

    options = [*([corpora] if corpora else []), "--articles", str(articles)]
    options += ["--rounds", str(rounds)]
    options += ["--peers-python", peers_python] if peers_python else []
    bench.run("bench_peers", *options)


tests = Collection("test")
tests.add_task(test, name="all", default=True)
tests.add_task(long_tests)
for _suite_name in ("unit", "site", "feeds", "browser", "publish"):
    tests.add_task(_suite_task(_suite_name))

benches = Collection("bench", bench_build, bench_peers, bench_related)

namespace = Collection(
    *(build, serve, new, disclose, ids, review, check, audit, seo, related, publish, websub),
    *(words, handbook, lint, pin, tests, benches),
)
