"""A site's articles and links as a picture: nodes and edges, places, SVG."""
