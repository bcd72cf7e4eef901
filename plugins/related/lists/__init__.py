"""The list under an article."""
