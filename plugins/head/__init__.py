"""What a page says of itself to programs: address, summary, and who or what wrote it."""


def register() -> None:
    """Connect to Pelican."""
    from ..pipeline import connect

    connect()
