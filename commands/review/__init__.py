"""`invoke review`: what the reviewer is shown and asked at the terminal."""
