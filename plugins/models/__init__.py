"""A page and a feed for each model, and the list of all models that articles name."""


def register() -> None:
    """Connect to Pelican. The adapter is imported here, so that pure modules stay free of it."""
    from .adapter import connect

    connect()
