"""What two articles are both about."""
