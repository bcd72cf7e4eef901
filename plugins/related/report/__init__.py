"""What the author of a site may look at."""
