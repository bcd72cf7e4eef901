"""`invoke test.web`: build the site for readers, then ask the web's own judges about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from plugins.common.failure import CommandError
from plugins.common.problems import did_you_mean
from tests.programs import chromium

from .. import console
from ..build.command import build
from .figures import Figure, table
from .in_browser import axe, requests, weights
from .lighthouse import lighthouse
from .markup import html_validate, links, nu
from .programs import missing_java, missing_node
from .subject import Subject, served

Check = Callable[[Subject], list[Figure]]


def judge(*, site: str | None = None, checks: str = "", runs: int = 3) -> None:
    """Judge the built site in the folder `site`, or one built now for readers.

    `checks` names some, separated by commas; Lighthouse takes the median of so many `runs`.

    :raises CommandError: where a figure is over its limit, or a check is unknown.
    """
    if site is not None:
        _judge_folder(Path(site), checks, runs)
        return
    with TemporaryDirectory() as folder:
        _judge_folder(build(production=True, output=str(Path(folder, "public"))), checks, runs)


def _judge_folder(folder: Path, names: str, runs: int) -> None:
    able, unable = _checks(runs)
    wanted = [name.strip() for name in names.split(",") if name.strip()] or [*able, *unable]
    for name in wanted:
        if name not in {**able, **unable}:
            cure = did_you_mean(name, [*able, *unable])
            raise CommandError(f"--checks: there is no check {name}. {cure}".rstrip())
    figures: list[Figure] = []
    with served(folder) as subject:
        for name in filter(able.get, wanted):
            with console.progress(name):
                figures += able[name](subject)
    console.say(table(figures))
    for name in filter(unable.get, wanted):
        console.say(f"not run: {name}, because {unable[name]}")
    over = sum(not figure.ok for figure in figures)
    if over:
        raise CommandError(f"{over} of {len(figures)} figures are over their limits.")


def _checks(runs: int) -> tuple[dict[str, Check], dict[str, str]]:
    """Every check that can run, by its name; and why others cannot."""
    browser = chromium()
    node, chrome = missing_node(), "" if browser.path else f"Chromium: {browser.reason}"
    path = str(browser.path)
    every: dict[str, tuple[Check, str]] = {
        "nu": (nu, node or missing_java()),
        "html-validate": (html_validate, node),
        "links": (links, node),
        "requests": (partial(requests, chromium=path), chrome),
        "weights": (partial(weights, chromium=path), chrome),
        "axe": (partial(axe, chromium=path), node or chrome),
        "lighthouse": (partial(lighthouse, chromium=path, runs=runs), node or chrome),
    }
    able = {name: check for name, (check, missing) in every.items() if not missing}
    return able, {name: missing for name, (_, missing) in every.items() if missing}
