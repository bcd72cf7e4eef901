"""What `invoke` can do: names and help. Each task calls one function of commands/."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from invoke.collection import Collection
from invoke.context import Context
from invoke.tasks import task

from commands import console
from plugins.common.failure import CommandError

Parameters = ParamSpec("Parameters")

# ruff: noqa: FBT001, FBT002, PLR0917, PT028  (Invoke makes named options of all parameters)

ARTICLE = "the Markdown file"
CONTENT = "use this folder instead of content/"
SETTINGS = "use this file instead of pelicanconf.py or publishconf.py"


def command(**options: Any) -> Callable[[Callable[Parameters, None]], Any]:
    """A task whose failures are told in words and end with exit code 1."""

    def wrap(function: Callable[Parameters, None]) -> Any:
        @wraps(function)
        def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
            console.prepare()
            try:
                function(*args, **kwargs)
            except CommandError as failure:
                console.fail(str(failure))
                sys.exit(1)
            except (KeyboardInterrupt, EOFError):
                console.fail("Stopped; nothing was changed.")
                sys.exit(130)

        # All parameters are flags: Invoke would take a stray word for another task.
        return task(run, positional=(), **options)

    return wrap


@command(
    help={
        "production": "for readers: https, no drafts, into public/",
        "clean": "forget what earlier builds remembered",
        "content": CONTENT,
        "output": "build into this folder",
        "settings": SETTINGS,
        "allow-undeclared": "publish this once although articles do not say how they were written",
    }
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
    from commands.build import command as command_module

    result = command_module.build(
        production=production,
        clean=clean,
        content=content,
        output=output,
        settings=settings,
        allow_undeclared=allow_undeclared,
    )
    command_module.announce(result)


@command()
def serve(_context: Context) -> None:
    """Look at the site while you write: build, serve, build again on each change."""
    from commands import serve as command_module

    command_module.serve()


@command(
    help={"title": "in quotes", "page": "a page instead of an article", "content": CONTENT},
)
def new(_context: Context, title: str = "", page: bool = False, content: str | None = None) -> None:
    """Begin an article: a file with title, date and lasting identity."""
    from commands import new as command_module

    command_module.announce(command_module.new(title, page=page, content=content))


@command(
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
    }
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
    from commands import disclose as command_module
    from plugins.disclosure.authoring.claim import Claim
    from plugins.disclosure.authoring.selection import Selection

    claim = Claim(role, model, provider, tools, tasks, unreviewed)
    selection = Selection(article, undeclared, before, folder)
    written = command_module.disclose(claim, selection, content=content, dry_run=dry_run)
    command_module.announce(written, dry_run=dry_run)


@command(
    help={"content": CONTENT, "settings": SETTINGS, "dry-run": "only name the articles"},
)
def ids(
    _context: Context,
    content: str | None = None,
    settings: str | None = None,
    dry_run: bool = False,
) -> None:
    """Write into each article the id by which feed readers know it now."""
    from commands import ids as command_module

    written = command_module.ids(content=content, settings=settings, dry_run=dry_run)
    command_module.announce(written, dry_run=dry_run)


@command(help={"article": ARTICLE, "content": CONTENT})
def review(_context: Context, article: str = "", content: str | None = None) -> None:
    """Put on record, at a terminal, what of an article you examined."""
    from commands.review import command as command_module

    console.say(f"Recorded: {command_module.review(article, content=content)}")


@command(
    help={
        "output": "the built site (default: output/)",
        "content": CONTENT,
        "strict": "stop for what AI tools left behind, too",
    }
)
def check(
    _context: Context, output: str | None = None, content: str | None = None, strict: bool = False
) -> None:
    """Read a built site back, and its sources; stop where two forms of one text disagree."""
    from commands import check as command_module

    command_module.announce(
        command_module.check_all(command_module.folder(output), content=content, strict=strict)
    )


@command(help={"path": "a page, a feed or a folder, of this site or any other"})
def audit(_context: Context, path: str = "") -> None:
    """Say what pages, feeds and images tell about AI, and where they contradict each other."""
    from commands import audit as command_module

    command_module.audit(path)


@command()
def words(_context: Context) -> None:
    """Bring the translations up to date with the sentences in the code."""
    from commands import words as command_module

    for path in command_module.update():
        console.say(f"Changed: {path.name}")


@command()
def handbook(_context: Context) -> None:
    """Write the handbook's tables anew from the code."""
    from commands import handbook as command_module

    console.say("Changed." if command_module.update() else "Nothing to change.")


@command(help={"content": CONTENT, "settings": SETTINGS})
def seo(_context: Context, content: str | None = None, settings: str | None = None) -> None:
    """Report on titles, descriptions and links, into seo-report/."""
    from commands import seo as command_module

    console.say(f"Report: {command_module.seo(content=content, settings=settings)}")


@command(
    help={
        "article": "tell all about this one: its list with scores, its links and those refused",
        "content": CONTENT,
        "settings": SETTINGS,
        "output": "write the page into this folder instead of related-report/",
    }
)
def related(
    _context: Context,
    article: str | None = None,
    content: str | None = None,
    settings: str | None = None,
    output: str | None = None,
) -> None:
    """Show what leads from article to article: figures, orphans, tables; or one article's."""
    from commands import related as command_module

    command_module.related(article=article, content=content, settings=settings, output=output)


@command(
    help={
        "dry-run": "build and check, and only show what would change",
        "yes": "do not ask (for workflows)",
        "adopt": "publish on top of commits that `publish` did not make",
        "allow-undeclared": "this once, although articles do not say how they were written",
        "branch": "the branch that is served",
        "remote": "where to push it",
    }
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
    from commands.publish import command as command_module

    command_module.publish(
        dry_run=dry_run,
        yes=yes,
        adopt=adopt,
        branch=branch,
        remote=remote,
        allow_undeclared=allow_undeclared,
    )


@command(help={"output": "the published site (default: public/)", "settings": SETTINGS})
def websub(_context: Context, output: str | None = None, settings: str | None = None) -> None:
    """Tell the WebSub hub that the published feeds have changed; `publish` does so by itself."""
    from commands.publish import websub as command_module

    command_module.announce(command_module.websub(settings=settings, output=output))


@command(help={"options": "passed on to pytest, in quotes"})
def test(_context: Context, options: str = "") -> None:
    """Run every test, with the programs they need."""
    _suite(None, options)


def _suite(name: str | None, options: str) -> None:
    from commands import test as command_module

    command_module.run(name, options)


def _suite_task(name: str) -> Any:
    """The task ``test.NAME``."""

    def run(_context: Context, options: str = "") -> None:
        _suite(name, options)

    run.__doc__ = f"Run the tests of tests/{name}/."
    return command(name=name, help={"options": "passed on to pytest, in quotes"})(run)


@command()
def lint(_context: Context) -> None:
    """Hold the code to its rules: ruff, mypy, the pinned requirements."""
    from commands import lint as command_module

    command_module.run()


@command()
def pin(_context: Context) -> None:
    """Pin the newest versions of the requirements, with hashes."""
    from commands import requirements

    requirements.pin()


@command(
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
    from commands import bench

    options = ("--rounds", str(rounds), "--articles", str(articles))
    bench.run("bench_build", "--content", content, *options)


@command(
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
for _suite_name in ("unit", "site", "feeds", "browser", "publish"):
    tests.add_task(_suite_task(_suite_name))

benches = Collection("bench", bench_build, bench_peers, bench_related)

namespace = Collection(
    *(build, serve, new, disclose, ids, review, check, audit, seo, related, publish, websub),
    *(words, handbook, lint, pin, tests, benches),
)
