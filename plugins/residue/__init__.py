"""What AI tools leave behind in a text and no author wants published, found before readers do."""


def register() -> None:
    """Connect to Pelican."""
    from ..pipeline import connect

    connect()
