"""How close articles are to one another: from their words to the nearest of each."""
