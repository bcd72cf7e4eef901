"""The one exception by which a command says that it did not do its job."""

from __future__ import annotations


class CommandError(Exception):
    """A message for the person who called the command; `invoke` prints it and exits 1."""
