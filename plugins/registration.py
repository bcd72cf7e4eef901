"""How every plugin connects to Pelican; it is imported before Pelican is."""


def register() -> None:
    """Have Pelican run the stages of a build; PLUGINS says which capabilities take part."""
    from .pipeline import connect

    connect()
