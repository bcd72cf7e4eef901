"""Making-of pages: the prompt, the settings and the model's own notes, one page a text."""


def register() -> None:
    """Connect to Pelican."""
    from ..pipeline import connect

    connect()
