"""A page and a feed for each model, and the list of all models that articles name."""


def register() -> None:
    """Connect to Pelican."""
    from ..pipeline import connect

    connect()
