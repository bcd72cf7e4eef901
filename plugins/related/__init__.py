"""What to read next: the list under each article, and the links in its text."""


def register() -> None:
    """Connect to Pelican."""
    from ..pipeline import connect

    connect()
