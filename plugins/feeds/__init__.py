"""The same entries as Atom, RSS and JSON Feed: full text, what wrote it first, ids that stay."""


def register() -> None:
    """Connect to Pelican."""
    from ..pipeline import connect

    connect()
