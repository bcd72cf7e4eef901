"""One page on how all texts of the site were made, counted from what they declare."""


def register() -> None:
    """Connect to Pelican."""
    from ..pipeline import connect

    connect()
