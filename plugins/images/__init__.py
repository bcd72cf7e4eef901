"""Images that AI made or changed: said under the image, and written into its published file."""


def register() -> None:
    """Connect to Pelican. The adapter is imported here, so that pure modules stay free of it."""
    from .adapter import connect

    connect()
