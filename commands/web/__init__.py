"""`invoke test.web`: a built site before the web's own judges, in one table."""
