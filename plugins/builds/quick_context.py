"""Jinja's context, which asks less of each function that a template calls, and of each template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context

PASSES = "jinja_pass_arg"
"""Attribute of functions that are given the context, or another thing of Jinja's, first."""
OF_JINJA = ("_loop_vars", "_block_vars")
"""Arguments that Jinja adds for these."""


class QuickContext(Context):
    """What a template knows; one is made for each template that a page includes."""

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Any],
        **_names_of_globals: object,
    ) -> None:
        # Those count where a template is given globals of its own, and none is.
        super().__init__(environment, parent, name, blocks)

    def call(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """What `function` gives; as Jinja, undefined where that ends an iteration."""
        its_call = type(function).__call__ if callable(function) else None
        if hasattr(function, PASSES) or hasattr(its_call, PASSES):
            return super().call(function, *args, **kwargs)
        for name in OF_JINJA if kwargs else ():
            kwargs.pop(name, None)
        try:
            return function(*args, **kwargs)
        except StopIteration:
            return self.environment.undefined("a function ended an iteration")
