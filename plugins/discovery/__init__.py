"""What crawlers are told of the whole site: sitemap.xml, robots.txt and llms.txt."""


def register() -> None:
    """Connect to Pelican."""
    from ..pipeline import connect

    connect()
