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
from commands.failure import CommandError

Parameters = ParamSpec("Parameters")


def command(**options: Any) -> Callable[[Callable[Parameters, None]], Any]:
    """A task whose failures are told in words and end with exit code 1."""

    def wrap(function: Callable[Parameters, None]) -> Any:
        @wraps(function)
        def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
            try:
                function(*args, **kwargs)
            except CommandError as failure:
                console.fail(str(failure))
                sys.exit(1)
            except KeyboardInterrupt:
                console.fail("Stopped; nothing was changed.")
                sys.exit(130)

        return task(run, **options)

    return wrap


@command(
    help={
        "production": "for readers: https, no drafts, into public/",
        "clean": "forget what earlier builds remembered",
        "content": "build this folder instead of content/",
        "output": "build into this folder",
        "settings": "use this file instead of pelicanconf.py or publishconf.py",
        "allow-undeclared": "publish this once although articles do not say how they were written",
    }
)
def build(
    _context: Context,
    production: bool = False,  # noqa: FBT001, FBT002 - Invoke makes flags of these
    clean: bool = False,  # noqa: FBT001, FBT002
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    allow_undeclared: bool = False,  # noqa: FBT001, FBT002
) -> None:
    """Build the site from content/ into output/."""
    from commands import build as command_module

    command_module.announce(
        command_module.build(
            production=production,
            clean=clean,
            content=content,
            output=output,
            settings=settings,
            allow_undeclared=allow_undeclared,
        )
    )


namespace = Collection(build)
