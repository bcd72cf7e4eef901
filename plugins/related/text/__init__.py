"""From text to the keys of its words, and what a word is like."""
