"""The site's lists and links as a graph in the DOT language, for Graphviz and other programs.

https://graphviz.org/doc/info/lang.html. Solid edges are lists, bold ones links made in the text,
dashed ones links by the author.
"""

from __future__ import annotations

from .model import ArticleReport, SiteReport

HEAD = "digraph articles {\n  node [shape=box];\n"


def dot_of(report: SiteReport) -> str:
    """The whole file: a node an article, an edge for each way from one article to another."""
    numbers = {name: number for number, name in enumerate(report.articles)}
    lines = [
        f"  a{numbers[name]} [label={_quoted(article.title)}, URL={_quoted(article.url)}];\n"
        for name, article in report.articles.items()
    ]
    for name, article in report.articles.items():
        lines += [
            f"  a{numbers[name]} -> a{numbers[target]} [style={style}];\n"
            for style, targets in _targets(article).items()
            for target in sorted(targets - {name}, key=lambda other: numbers.get(other, 0))
            if target in numbers
        ]
    return "".join([HEAD, *lines, "}\n"])


def _targets(article: ArticleReport) -> dict[str, set[str]]:
    return {
        "solid": {candidate.id for candidate in article.listed},
        "bold": {mention.target for mention in article.made},
        "dashed": set(article.authors),
    }


def _quoted(text: str) -> str:
    r"""A quoted string; a backslash would begin an escape (``\N``), so it is doubled."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
