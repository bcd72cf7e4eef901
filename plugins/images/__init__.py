"""Images that AI made or changed: said under the image, and written into its published file."""


def register() -> None:
    """Connect to Pelican."""
    from ..pipeline import connect

    connect()
