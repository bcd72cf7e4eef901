"""Links in the text."""
