"""The launcher: makes the environment that the commands run in. Standard library only."""
