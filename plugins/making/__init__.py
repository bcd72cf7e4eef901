"""Making-of pages: the prompt, the settings and the model's own notes, one page a text."""


def register() -> None:
    """Connect to Pelican. The adapter is imported here, so that pure modules stay free of it."""
    from .adapter import connect

    connect()
