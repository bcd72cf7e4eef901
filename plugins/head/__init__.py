"""What a page says of itself to programs: address, summary, and who or what wrote it."""


def register() -> None:
    """Connect to Pelican. The adapter is imported here, so that pure modules stay free of it."""
    from .adapter import connect

    connect()
