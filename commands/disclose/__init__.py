"""`invoke disclose`: what the author is asked at the terminal, and what is written."""
