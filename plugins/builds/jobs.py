"""Pages to be made: each is planned first, and made when all are."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ..common.values import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """One page: a template, what it is given, and the file."""

    path: str
    """Absolute."""
    name: str
    """The same below the output folder."""
    template: Any
    """Jinja's."""
    context: Mapping[str, Any]
    """What Pelican gives to every page."""
    values: Mapping[str, Any]
    """What this page is given beside."""

    def render(self) -> tuple[bytes, dict[str, Any]]:
        """The page, with the ends of lines of this system, and what the template was given."""
        name = {"output_file": self.name}
        given = {"localsiteurl": None, **self.context, **name, **self.values}
        text: str = self.template.render(given)
        return (text if os.linesep == "\n" else text.replace("\n", os.linesep)).encode(), given

    def write(self) -> dict[str, Any]:
        """Render the page into its file; gives what the template was given."""
        data, given = self.render()
        file = Path(self.path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return given


def parts(paginators: Mapping[str, Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each part of a list that is shown on several pages, and what its page is given.

    Each of Pelican's paginators has the same articles in another order; the last one says where a
    part is written, the first how many there are.
    """
    pages = {name: cache(paginator.page) for name, paginator in paginators.items()}
    for number in range(1, next(iter(paginators.values())).num_pages + 1):
        given: dict[str, Any] = {}
        for name, paginator in paginators.items():
            page, last = pages[name], paginator.num_pages
            given |= {
                f"{name}_paginator": paginator,
                f"{name}_page": page(number),
                f"{name}_previous_page": page(number - 1) if number > 1 else None,
                f"{name}_next_page": page(number + 1) if number < last else None,
            }
        yield page(number), given
