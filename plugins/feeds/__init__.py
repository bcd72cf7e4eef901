"""The same entries as Atom, RSS and JSON Feed: full text, what wrote it first, ids that stay."""


def register() -> None:
    """Connect to Pelican. The adapter is imported here, so that pure modules stay free of it."""
    from .adapter import connect

    connect()
