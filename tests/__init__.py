"""Colophon's tests: `./invoke test` runs them all."""
