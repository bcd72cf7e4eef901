"""Where every page lives, what may not share an address, and which links lead nowhere."""


def register() -> None:
    """Connect to Pelican."""
    from ..pipeline import connect

    connect()
