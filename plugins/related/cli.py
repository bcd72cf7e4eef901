"""The two commands for programs: rank a corpus, and find its links."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .settings import RelatedSettings

TOP = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``rank`` or ``link``; print JSON. 0 if done, 1 if the corpus is at fault."""
    options = _parser().parse_args(arguments)
    from .corpus import CorpusError
    from .engine import without_garbage_collection

    try:
        with without_garbage_collection():
            result = options.run(options)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    _print(json.dumps(result, ensure_ascii=False))
    return 0


def _print(text: str) -> None:
    """Print `text` as UTF-8 whatever the terminal's encoding; a reader may stop early (`head`)."""
    try:
        sys.stdout.buffer.write(f"{text}\n".encode())
        sys.stdout.flush()
    except BrokenPipeError:
        # Else Python would complain once more when it closes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def rank(options: argparse.Namespace) -> dict[str, list[str]]:
    """``id -> ids of the closest articles``, closest first."""
    from .corpus import load
    from .engine import rank as ranked

    loaded = load(options.corpus, lang=options.lang)
    return ranked((article for article, _ in loaded.values()), options.top)


def link(options: argparse.Namespace) -> dict[str, list[dict[str, str]]]:
    """``id -> [{anchor, target}]``: the links that the articles would get on a site."""
    from .corpus import load
    from .engine import ClosestArticles, rank_by_language
    from .links.autolink import NEAR, LinkableText, plan
    from .links.passages import plain

    loaded = load(options.corpus, lang=options.lang)
    articles = [article for article, _ in loaded.values()]
    texts = {name: LinkableText(plain(text)) for name, (_, text) in loaded.items()}
    links = plan(
        articles, texts, ClosestArticles(rank_by_language(articles), NEAR), RelatedSettings()
    )
    return {
        name: [{"anchor": m.anchor, "target": m.phrase.target} for m in links[name].made]
        for name in loaded
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plugins.related", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    ranking = commands.add_parser("rank", help="the closest articles of each")
    ranking.add_argument("--top", type=_count, default=TOP, metavar="N", help="how many (10)")
    ranking.set_defaults(run=rank)
    linking = commands.add_parser("link", help="the links in the text of each")
    linking.set_defaults(run=link)
    for command in (ranking, linking):
        command.add_argument("corpus", type=Path, help="JSON lines, may be gzipped (.gz)")
        command.add_argument("--lang", default="en", help="language of lines that name none (en)")
    return parser


def _count(written: str) -> int:
    number = int(written)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{number} is negative")
    return number
