"""What Pelican reads, made safe and orderly: no forbidden characters, files in a fixed order."""


def register() -> None:
    """Connect to Pelican."""
    from ..pipeline import connect

    connect()
