"""Who or what wrote each text, who checked it, and who answers for it: said once, in every form."""


def register() -> None:
    """Connect to Pelican. The adapter is imported here, so that pure modules stay free of it."""
    from .adapter import connect

    connect()
