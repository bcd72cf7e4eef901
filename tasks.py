"""What `invoke` can do: names, options and help. The work is done by functions of commands/."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from invoke.collection import Collection
from invoke.context import Context
from invoke.tasks import task

from commands import console

# ruff: noqa: FBT002, PLR0917, PT028  (Invoke makes named options of all parameters)

Content = Annotated[str | None, "use this folder instead of content/"]
Settings = Annotated[str | None, "use this file instead of pelicanconf.py or publishconf.py"]
ARTICLE = "the Markdown file"
PytestOptions = Annotated[str, "passed on to pytest, in quotes"]


def command(
    place: str, *, fixed: dict[str, Any] | None = None, **about: Any
) -> Callable[[Callable[..., None]], Any]:
    """A task that hands its options to the function at `place`, ``module:function`` of commands/.

    The function below the decorator names the options, each with its help and default. `fixed` are
    arguments that nobody may choose.
    """

    def wrap(options: Callable[..., None]) -> Any:
        @wraps(options)
        def run(_context: Context, **given: Any) -> None:
            console.perform(place, {**given, **(fixed or {})})

        hints = get_type_hints(options, include_extras=True).items()
        texts = {name: get_args(hint)[1] for name, hint in hints if get_origin(hint) is Annotated}
        # All parameters are flags: Invoke would take a stray word for another task.
        return task(run, positional=(), help=texts, **about)

    return wrap


@command("build.command:build")
def build(
    _context: Context,
    production: Annotated[bool, "for readers: https, no drafts, into public/"] = False,
    clean: Annotated[bool, "forget what earlier builds remembered"] = False,
    content: Content = None,
    output: Annotated[str | None, "build into this folder"] = None,
    settings: Settings = None,
    allow_undeclared: Annotated[
        bool, "publish this once although articles do not say how they were written"
    ] = False,
    verify: Annotated[bool, "read all built files, to find those changed by hand"] = False,
    why: Annotated[str | None, "say what made this built file be made"] = None,
) -> None:
    """Build the site from content/ into output/."""


@command("serve.command:serve")
def serve(
    _context: Context,
    port: Annotated[str | None, "listen there instead of at the port of SITEURL"] = None,
    content: Content = None,
    output: Annotated[str | None, "build into this folder"] = None,
    settings: Settings = None,
) -> None:
    """Look at the site while you write: build, serve, build and reload on each change."""


@command("new:new")
def new(
    _context: Context,
    title: Annotated[str, "in quotes"] = "",
    page: Annotated[bool, "a page instead of an article"] = False,
    content: Content = None,
) -> None:
    """Begin an article: a file with title, date and lasting identity."""


@command("disclose:disclose")
def disclose(
    _context: Context,
    role: Annotated[
        str, "what AI did, as AI-Role says it; without it you are asked, with an explanation"
    ] = "",
    article: Annotated[str | None, ARTICLE] = None,
    model: Annotated[str, "identifier of the model, as in contributors.toml"] = "",
    provider: Annotated[str, "who runs the model"] = "",
    tools: Annotated[str, "what the model used, separated by commas"] = "",
    tasks: Annotated[str, "what it did, separated by commas"] = "",
    unreviewed: Annotated[bool, "state that nobody checked it (AI-Review: none)"] = False,
    undeclared: Annotated[bool, "every article that does not say how it was written"] = False,
    before: Annotated[str | None, "with --undeclared: only those dated before this day"] = None,
    folder: Annotated[
        str | None, "with --undeclared: only those below this folder of content/"
    ] = None,
    content: Content = None,
    dry_run: Annotated[bool, "only show what would be written"] = False,
) -> None:
    """Write down how an article, or many, came to be written; ask where no role is given."""


@command("ids:ids")
def ids(
    _context: Context,
    content: Content = None,
    settings: Settings = None,
    dry_run: Annotated[bool, "only name the articles"] = False,
) -> None:
    """Write into each article the id by which feed readers know it now."""


@command("review.command:review")
def review(
    _context: Context, article: Annotated[str, ARTICLE] = "", content: Content = None
) -> None:
    """Put on record, at a terminal, what of an article you examined."""


@command("check:check_all")
def check(
    _context: Context,
    output: Annotated[str | None, "the built site (default: output/)"] = None,
    content: Content = None,
    strict: Annotated[bool, "stop for what AI tools left, and for images to mend, too"] = False,
) -> None:
    """Read a built site back, and its sources; stop where two forms of one text disagree."""


@command("check:audit")
def audit(
    _context: Context,
    path: Annotated[str, "a page, a feed or a folder, of this site or any other"] = "",
) -> None:
    """Say what pages, feeds and images tell about AI, and where they contradict each other."""


@command("words:words")
def words(_context: Context) -> None:
    """Bring the translations up to date with the sentences in the code."""


@command("handbook:handbook")
def handbook(_context: Context) -> None:
    """Write the handbook's tables anew from the code."""


@command("shots:shots")
def shots(
    _context: Context,
    output: Annotated[str, "write them into this folder"] = "shots",
    handbook: Annotated[bool, "instead: the handbook's and the README's, into docs/"] = False,
) -> None:
    """Photograph every type of page, in both schemes and three widths."""


@command("seo:seo")
def seo(_context: Context, content: Content = None, settings: Settings = None) -> None:
    """Report on titles, descriptions and links, into seo-report/."""


@command("related.command:related")
def related(
    _context: Context,
    article: Annotated[
        str | None, "tell all about this one: its list with scores, its links and those refused"
    ] = None,
    content: Content = None,
    settings: Settings = None,
    output: Annotated[
        str | None, "write the page into this folder instead of related-report/"
    ] = None,
) -> None:
    """Show what leads from article to article: figures, orphans, tables; or one article's."""


@command("publish.command:publish")
def publish(
    _context: Context,
    dry_run: Annotated[bool, "build and check, and only show what would change"] = False,
    yes: Annotated[bool, "do not ask (for workflows)"] = False,
    adopt: Annotated[bool, "publish on top of commits that `publish` did not make"] = False,
    branch: Annotated[str, "the branch that is served"] = "gh-pages",
    remote: Annotated[str, "where to push it"] = "origin",
    allow_undeclared: Annotated[
        bool, "this once, although articles do not say how they were written"
    ] = False,
) -> None:
    """Build for readers, check, and push to the branch that GitHub Pages serves."""


@command("publish.websub:websub")
def websub(
    _context: Context,
    output: Annotated[str | None, "the published site (default: public/)"] = None,
    settings: Settings = None,
) -> None:
    """Tell the WebSub hub that the published feeds have changed; `publish` does so by itself."""


@command("test:run")
def test(_context: Context, options: PytestOptions = "") -> None:
    """Run the tests, but for the long ones, with the programs they need.

    What is long by nature is in test.long.
    """


@command("test:run", fixed={"long": True}, name="long")
def long_tests(_context: Context, options: PytestOptions = "") -> None:
    """Run the long tests: kills, huge texts, many random examples.

    What `test` leaves out, and its tests of random examples with ten to fifty times as many. Among
    the long ones are a new environment by the README's first command, every role and state in
    every language, and the real posts and corpora that are not part of the kit, where they are.
    """


def _suite_task(name: str) -> Any:
    """The task ``test.NAME``."""

    def run(_context: Context, options: PytestOptions = "") -> None:
        """Get its help below."""

    run.__doc__ = f"Run the tests of tests/{name}/."
    return command("test:run", fixed={"suite": name}, name=name)(run)


@command("web.command:judge", name="web")
def web_tests(
    _context: Context,
    site: Annotated[str | None, "a built site's folder, instead of building yours"] = None,
    checks: Annotated[
        str, "some of nu,html-validate,links,requests,weights,axe,lighthouse (default: all)"
    ] = "",
    runs: Annotated[int, "of Lighthouse on each page; their median counts"] = 3,
) -> None:
    """Judge the built site: Lighthouse, axe, Nu checker, html-validate, links, weights.

    Of every check one row: what was found beside its limit. The programs come from npm when they
    are first asked for, pinned in tests/web/; what lacks Node.js, Java or Chromium is named.
    """


@command("lint:run")
def lint(_context: Context) -> None:
    """Hold the code to its rules: ruff, mypy, the pinned requirements."""


@command("requirements:pin")
def pin(_context: Context) -> None:
    """Pin the newest versions of the requirements, with hashes."""


@command("bench:run", fixed={"script": "bench_build"}, name="build")
def bench_build(
    _context: Context,
    content: Annotated[str, "folder with articles/ (default: content/)"] = "",
    articles: Annotated[int, "so many, resampled from the folder's; 0: those themselves"] = 1_000,
    rounds: Annotated[int, "runs of each command"] = 3,
    scenarios: Annotated[
        str, "some of nothing,template,edit,unchanged,one,serve (default: these), parts and growth"
    ] = "",
    stages: Annotated[bool, "instead: what each stage takes, in milliseconds an article"] = False,
    tree: Annotated[str, "another checkout of the kit, to measure that one"] = "",
) -> None:
    """Time builds beside stock Pelican's and Hugo's, as ratios, each beside its limit.

    `--clean` is among them: what your own builds remembered is forgotten.
    """


@command("bench:run", fixed={"script": "bench_images"}, name="images")
def bench_images(
    _context: Context,
    content: Annotated[str, "folder with articles/ (default: content/)"] = "",
    articles: Annotated[int, "so many, resampled from the folder's"] = 10,
    pictures: Annotated[int, "so many in each"] = 12,
    rounds: Annotated[int, "runs of each build"] = 1,
    tree: Annotated[str, "another checkout of the kit, to measure that one"] = "",
) -> None:
    """Time builds with pictures beside the same without, and count what a phone loads of them."""


@command("bench:run", fixed={"script": "bench_related"}, name="related")
def bench_related(
    _context: Context,
    corpora: Annotated[str, "folder with *.jsonl.gz"] = "",
    cut: Annotated[bool, "without the words of the authors' links"] = False,
    articles: Annotated[int, "cost on so many articles, resampled"] = 0,
) -> None:
    """Score lists and links against links that articles' own authors made."""


@command("bench:run", fixed={"script": "bench_peers"}, name="peers")
def bench_peers(
    _context: Context,
    corpora: Annotated[str, "folder with *.jsonl.gz"] = "",
    articles: Annotated[int, "so many, resampled from the corpora"] = 10_000,
    rounds: Annotated[int, "runs of each"] = 3,
    peers_python: Annotated[str, "the interpreter that has gensim and scikit-learn"] = "",
) -> None:
    """Cost of lists and links beside scikit-learn's and gensim's similarity, as ratios."""


@command("bench:run", fixed={"script": "bench_search"}, name="search")
def bench_search(
    _context: Context,
    site: Annotated[str, "folder of a site that was built for production"] = "public",
    words: Annotated[int, "so many words of its texts, from the most to the least frequent"] = 41,
) -> None:
    """Count the bytes that a first result of the search takes, in Chromium."""


tests = Collection("test")
tests.add_task(test, name="all", default=True)
tests.add_task(long_tests)
tests.add_task(web_tests)
for _suite_name in ("unit", "site", "feeds", "browser", "publish"):
    tests.add_task(_suite_task(_suite_name))

benches = Collection("bench", bench_build, bench_images, bench_peers, bench_related, bench_search)

namespace = Collection(
    *(build, serve, new, disclose, ids, review, check, audit, seo, related, publish, websub),
    *(words, handbook, shots, lint, pin, tests, benches),
)
