"""What crawlers are told of the whole site: sitemap.xml, robots.txt and llms.txt."""

from ..registration import register as register
