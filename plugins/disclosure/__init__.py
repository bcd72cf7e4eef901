"""Who or what wrote each text, who checked it, and who answers for it: said once, in every form."""


def register() -> None:
    """Connect to Pelican."""
    from ..pipeline import connect

    connect()
